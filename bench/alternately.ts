import { spreadOf, type Spread } from "./statistics";

/** Milliseconds, of all turns together, after which something is not measured once more. */
const LONG_ENOUGH = 120_000;

/** Thrown by what is measured when nobody waits for it any longer. */
export class TookTooLong extends Error {}

/**
 * The order in which things get their turn, so that none always comes after the same one and pays for what that leaves behind:
 * every other turn the other way round, every second one beginning one further on.
 * @param turn from 0
 */
export function orderOf<Name>(names: readonly Name[], turn: number): readonly Name[] {
  const first = Math.floor(turn / 2) % names.length;
  const order = [...names.slice(first), ...names.slice(0, first)];
  return turn % 2 === 0 ? order : order.reverse();
}

/**
 * Times several things by turns, so that whatever else the machine does meets them alike; the first turn only warms up. What
 * takes long gets fewer turns, at least one that counts.
 * @returns milliseconds by name, in the order given; NaN of what took too long
 */
export async function alternately<Name extends string>(
  runs: number,
  measured: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, Spread>>> {
  const names = Object.keys(measured) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const spent = new Map<Name, number>();
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of orderOf(names, turn)) {
      const known = times.get(name) ?? [];
      if (known.length > 0 && (spent.get(name) ?? 0) > LONG_ENOUGH) continue;
      const time = await timed(measured[name]);
      spent.set(name, (spent.get(name) ?? 0) + (Number.isNaN(time) ? Infinity : time));
      if (turn > 0 || Number.isNaN(time)) known.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(times.get(name) ?? [])])) as Record<
    Name,
    Spread
  >;
}

/** Milliseconds; NaN when it took too long. */
async function timed(run: () => unknown): Promise<number> {
  const started = performance.now();
  try {
    await run();
  } catch (error) {
    if (error instanceof TookTooLong) return NaN;
    throw error;
  }
  return performance.now() - started;
}
