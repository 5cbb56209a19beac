import type { Spread } from "./statistics";

/** Median and middle half: `12.3 (11.9–13.0)`. */
export function spread({ median, lowerQuartile, upperQuartile }: Spread): string {
  const figure = (value: number): string => value.toFixed(value < 100 ? 1 : 0);
  return `${figure(median)} (${figure(lowerQuartile)}–${figure(upperQuartile)})`;
}

/** Median over median: `1.31`. */
export function ratio(one: Spread, other: Spread): string {
  return (one.median / other.median).toFixed(2);
}

export function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

export function whole(count: number): string {
  return Math.round(count).toLocaleString("en");
}

/**
 * How steeply something grows with the amount of data: the slope of the line through the logarithms. 0: not at all; 1: with
 * it.
 */
export function slope(points: readonly (readonly [amount: number, cost: number])[]): string {
  const logs = points.map(([amount, cost]) => [Math.log(amount), Math.log(cost)] as const);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(logs.map(([at]) => at)), mean(logs.map(([, at]) => at))];
  const above = logs.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0);
  const below = logs.reduce((sum, [one]) => sum + (one - x) ** 2, 0);
  return (above / below).toFixed(2);
}
