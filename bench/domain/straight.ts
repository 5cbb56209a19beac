import { CURVE_POINTS, interestIndex, TREND_DAYS } from "../../domain/interest";
import { defaultPolicy as policy } from "../../domain/policy";
import type { WeighedDeal } from "../../domain/vipInClosing";
import { TODAY, type Interaction } from "./sample";

export interface RankedStraight {
  readonly topic: string;
  /** Indexes at weekly steps, oldest first, and as it was when the trend begins. */
  readonly curve: readonly number[];
  readonly before: number;
}

/** One loop over all interactions for each day that is looked at. */
export function rankStraight(interactions: readonly Interaction[]): readonly RankedStraight[] {
  const curves = new Map<string, number[]>();
  const weeks = Array.from({ length: CURVE_POINTS }, (_, point) => (CURVE_POINTS - 1 - point) * 7);
  const scoresToday = new Map<string, number>();
  for (const [place, back] of [...weeks, TREND_DAYS].entries()) {
    const scores = new Map<string, number>();
    const end = Date.UTC(2026, 5, 15) - back * 86_400_000;
    for (const { topic, occurredOn, points, halfLifeDays } of interactions) {
      const age = Math.floor((end - Math.floor(occurredOn.getTime() / 86_400_000) * 86_400_000) / 86_400_000);
      if (age < 0 || age >= policy.windowDays) continue;
      scores.set(
        topic,
        (scores.get(topic) ?? 0) + points * 2 ** (-age / (halfLifeDays ?? policy.halfLifeDays)),
      );
    }
    for (const [topic, score] of scores) {
      const curve = curves.get(topic) ?? Array.from<number>({ length: CURVE_POINTS + 1 }).fill(0);
      curve[place] = interestIndex(score, policy.interestReference);
      curves.set(topic, curve);
      if (back === 0) scoresToday.set(topic, score);
    }
  }
  return [...scoresToday]
    .sort(([, one], [, other]) => other - one)
    .map(([topic]) => {
      const indexes = curves.get(topic) ?? [];
      return { topic, curve: indexes.slice(0, CURVE_POINTS), before: indexes[CURVE_POINTS] ?? 0 };
    });
}

/** The three rules as one condition, with the default policy's thresholds. */
export function isVipStraight(deal: WeighedDeal, cost: number): boolean {
  return (
    (deal.stage === 3 ||
      (deal.probability !== null && deal.probability >= 70 && (deal.closeDay ?? Infinity) <= TODAY + 30)) &&
    deal.baseValue !== null &&
    deal.baseValue >= 100_000 &&
    deal.baseValue >= 5 * cost
  );
}
