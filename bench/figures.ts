import type { Amount, Timed, Unfinished } from "./section";
import type { Spread } from "./statistics";

/** Median and middle half: `12.3 (11.9–13.0)`. */
export function spread({ median, lowerQuartile, upperQuartile, runs }: Spread): Timed {
  const figure = (value: number): string => value.toFixed(value < 1 ? 2 : value < 100 ? 1 : 0);
  return {
    text: `${figure(median)} (${figure(lowerQuartile)}–${figure(upperQuartile)})`,
    ...{ median, lower: lowerQuartile, upper: upperQuartile, runs },
  };
}

/** The same of what nobody may have waited for to the end, which is NaN. */
export function spreadWithin(patience: number, time: Spread): Timed | Unfinished {
  return Number.isNaN(time.median) ? { text: `over ${whole(patience)}`, over: patience } : spread(time);
}

/** Median over median: `1.31`; of what has no end, nothing. */
export function ratio(one: Spread, other: Spread): Amount | "–" {
  const value = one.median / other.median;
  if (Number.isNaN(value)) return "–";
  return { text: value < 0.1 ? value.toPrecision(1) : value.toFixed(2), value };
}

export function kilobytes(bytes: number): Amount {
  return { text: (bytes / 1024).toFixed(1), value: rounded(bytes / 1024) };
}

/** A whole number, with commas. */
export function whole(count: number): string {
  return Math.round(count).toLocaleString("en");
}

export function counted(count: number): Amount {
  return { text: whole(count), value: Math.round(count) };
}

/**
 * How steeply something grows with the amount of data: the slope of the line through the logarithms. 0: not at all; 1: with
 * it. Of fewer than two points, nothing.
 */
export function slope(points: readonly (readonly [amount: number, cost: number])[]): Amount | "–" {
  if (points.length < 2) return "–";
  const logs = points.map(([amount, cost]) => [Math.log(amount), Math.log(cost)] as const);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(logs.map(([at]) => at)), mean(logs.map(([, at]) => at))];
  const above = logs.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0);
  const below = logs.reduce((sum, [one]) => sum + (one - x) ** 2, 0);
  return { text: (above / below).toFixed(2), value: rounded(above / below) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
