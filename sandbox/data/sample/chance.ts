/** FNV-1a: spreads a name over 32 bits, so that every part of the sample has its own stream of numbers. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A seeded stream of chance (mulberry32). A stream a table: a row more in one of them leaves the others as they
 * were. Faker draws the names of people; this draws everything else, as a million rows take tens of millions of draws.
 */
export class Chance {
  #state: number;

  constructor(name: string) {
    this.#state = seedOf(name);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True once in a while: `probability` of 1 is always. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws Error when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) {
      throw new Error("There is nothing to pick from.");
    }
    return item;
  }

  /** An amount between `low` and `high` where small ones are more frequent, as deals are, rounded to `step`. */
  amount(low: number, high: number, step: number): number {
    const logarithm = Math.log(low) + this.next() * (Math.log(high) - Math.log(low));
    return Math.round(Math.exp(logarithm) / step) * step;
  }
}

/** A choice among weighted items, prepared once and drawn often. */
export class Wheel<Item> {
  readonly #items: readonly Item[];
  readonly #upTo: number[] = [];
  readonly #total: number;

  constructor(entries: readonly (readonly [item: Item, weight: number])[]) {
    this.#items = entries.map(([item]) => item);
    let total = 0;
    for (const [, weight] of entries) {
      total += weight;
      this.#upTo.push(total);
    }
    this.#total = total;
  }

  draw(chance: Chance): Item {
    const at = chance.next() * this.#total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#items[low] as Item;
  }
}

/** Deals `total` out over the weights in whole numbers: the parts add up to exactly `total`. */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  let dealt = 0;
  let weighed = 0;
  return weights.map((weight) => {
    weighed += weight;
    const upToHere = Math.round((total * weighed) / sum);
    const part = upToHere - dealt;
    dealt = upToHere;
    return part;
  });
}
