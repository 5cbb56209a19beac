import { compareTexts } from "./compareTexts";
import type { Day } from "./day";
import type { Policy } from "./policy";

/**
 * Points of all signals on one topic that happened on one day and fade at one pace. Summing before fading changes
 * nothing, because within such a group every signal has the same age and half-life.
 */
export interface DaySum {
  /** Id of the topic; null for signals without one. */
  readonly topic: string | null;
  readonly day: Day;
  /** The kind's own half-life in days; null (or what cannot be one: 0, negative) means the policy's. */
  readonly halfLifeDays: number | null;
  /** May be negative: a client can say that something does not interest them. */
  readonly points: number;
}

/** Days back to which the trend compares. */
export const TREND_DAYS = 30;
/** Days between two points of the curve. */
const CURVE_STEP_DAYS = 7;
/** Points of the curve: 25 weeks back and today, which is about six months. */
export const CURVE_POINTS = 26;
/** A trend of less than this many index points, either way, is called steady. */
export const STEADY_WITHIN = 3;

export interface Interest {
  /** `Σ points · 2^(−age/halfLife)` today. */
  readonly score: number;
  /** 0 to 100. */
  readonly index: number;
  /** Index points gained (or lost) since thirty days ago: −100 to 100. */
  readonly trend: number;
  /** Index at weekly steps, oldest first, today last. */
  readonly curve: readonly number[];
}

/**
 * How many days have to be read, today included: the window as it was at the curve's oldest point reaches back
 * further than today's. Twice the window, or more where the window is shorter than the curve.
 */
export function daysToRead(policy: Pick<Policy, "windowDays">): number {
  return policy.windowDays + Math.max(policy.windowDays, (CURVE_POINTS - 1) * CURVE_STEP_DAYS, TREND_DAYS);
}

/**
 * What a signal (or a sum of signals) is worth after some days: `points · 2^(−age/halfLife)`.
 * @param ageDays 0 or more
 * @param halfLifeDays more than 0
 * @throws RangeError for points that are no finite number
 */
export function worth(points: number, ageDays: number, halfLifeDays: number): number {
  if (!Number.isFinite(points)) throw new RangeError(`Not a number of points: ${points}`);
  return points * 2 ** (-ageDays / halfLifeDays);
}

/** The kind's own half-life where it is one, else the policy's. */
export function halfLifeOf(own: number | null, policy: Policy): number {
  return own !== null && own > 0 && Number.isFinite(own) ? own : policy.halfLifeDays;
}

/**
 * The score on a day: `Σ points · 2^(−age/halfLife)` over the policy's window. What lies after that day has not
 * happened yet (a registration dated ahead counts from its day on), what is older than the window no longer
 * counts: both add nothing.
 * @throws RangeError for points that are no finite number
 */
export function scoreOn(day: Day, sums: Iterable<DaySum>, policy: Policy): number {
  let score = 0;
  for (const sum of sums) {
    const age = day - sum.day;
    if (age < 0 || age >= policy.windowDays) continue;
    score += worth(sum.points, age, halfLifeOf(sum.halfLifeDays, policy));
  }
  return score;
}

/**
 * A score as an index from 0 to 100: `100 · (1 − e^(−score/reference))`, which grows quickly at first and never
 * quite fills. A score below 0 has index 0.
 * @param reference the score whose index is 63; more than 0
 */
export function interestIndex(score: number, reference: number): number {
  return 100 * (1 - Math.exp(-Math.max(0, score) / reference));
}

/** The interest in one topic, from that topic's sums alone. */
export function interestIn(sums: readonly DaySum[], today: Day, policy: Policy): Interest {
  const indexOn = (day: Day) => interestIndex(scoreOn(day, sums, policy), policy.interestReference);
  const score = scoreOn(today, sums, policy);
  const index = interestIndex(score, policy.interestReference);
  return {
    score,
    index,
    trend: index - indexOn(today - TREND_DAYS),
    curve: Array.from({ length: CURVE_POINTS }, (_, point) =>
      indexOn(today - (CURVE_POINTS - 1 - point) * CURVE_STEP_DAYS),
    ),
  };
}

export type Direction = "rising" | "steady" | "falling";

/** What to call a trend. */
export function directionOf(trend: number): Direction {
  if (trend >= STEADY_WITHIN) return "rising";
  return trend <= -STEADY_WITHIN ? "falling" : "steady";
}

export interface RankedInterest extends Interest {
  readonly topic: string;
}

/**
 * Topics by score, highest first. A topic is ranked when one of its signals lies in today's window, even where the
 * points are used up or negative: someone did speak of it. Signals without a topic are left out; they are counted
 * elsewhere, not hidden.
 */
export function rankInterests(sums: Iterable<DaySum>, today: Day, policy: Policy): readonly RankedInterest[] {
  const byTopic = new Map<string, DaySum[]>();
  for (const sum of sums) {
    if (sum.topic === null) continue;
    const sumsOfTopic = byTopic.get(sum.topic);
    if (sumsOfTopic) sumsOfTopic.push(sum);
    else byTopic.set(sum.topic, [sum]);
  }
  const isInWindow = ({ day }: DaySum) => day <= today && today - day < policy.windowDays;
  return [...byTopic]
    .filter(([, sumsOfTopic]) => sumsOfTopic.some(isInWindow))
    .map(([topic, sumsOfTopic]) => ({ topic, ...interestIn(sumsOfTopic, today, policy) }))
    .sort((a, b) => b.score - a.score || compareTexts(a.topic, b.topic));
}
