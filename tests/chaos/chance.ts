/** Chance that can be repeated: the same seed, the same run. Mulberry32 (Tommy Ettinger, public domain). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** What chance has in store for one thing, whatever else it decides, and in whatever order. */
  static about(seed: number, thing: string): Chance {
    // FNV-1a (Fowler, Noll, Vo; public domain).
    let hash = 0x811c9dc5;
    for (let place = 0; place < thing.length; place += 1) {
      hash = Math.imul(hash ^ thing.charCodeAt(place), 0x01000193);
    }
    return new Chance(seed ^ hash);
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** @throws RangeError for an empty list */
  oneOf<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError("There is nothing to choose from.");
    return value;
  }
}
