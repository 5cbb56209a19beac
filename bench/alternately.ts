import { spreadOf, type Spread } from "./statistics";

/**
 * Times several things by turns, so that whatever else the machine does meets them alike; the first turn only warms up.
 * @returns milliseconds by name, in the order given
 */
export async function alternately<Name extends string>(
  runs: number,
  measured: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, Spread>>> {
  const names = Object.keys(measured) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const started = performance.now();
      await measured[name]();
      if (run > 0) times.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(times.get(name) ?? [])])) as Record<
    Name,
    Spread
  >;
}
