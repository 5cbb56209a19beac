/** Several measurements of one thing. */
export interface Spread {
  readonly median: number;
  /** The middle half lies between these two. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly runs: number;
}

function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @throws RangeError without a measurement */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("Nothing was measured.");
  const sorted = [...values].sort((one, other) => one - other);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    median: round(quantile(sorted, 0.5)),
    lowerQuartile: round(quantile(sorted, 0.25)),
    upperQuartile: round(quantile(sorted, 0.75)),
    runs: values.length,
  };
}
