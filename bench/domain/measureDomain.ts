import { dayOfDate } from "../../domain/day";
import { interestIndex, rankInterests, type DaySum } from "../../domain/interest";
import { defaultPolicy } from "../../domain/policy";
import { vipInClosing, type WeighedDeal } from "../../domain/vipInClosing";
import { alternately } from "../alternately";
import { ratio, spread, whole } from "../figures";
import type { BenchSettings, Section } from "../section";
import type { Spread } from "../statistics";

const INTERACTIONS = 200_000;
const TOPICS = 12;
const DEALS = 200_000;
const TODAY = dayOfDate(2026, 6, 15);
const policy = defaultPolicy;

interface Interaction {
  readonly topic: string;
  readonly occurredOn: Date;
  readonly points: number;
  readonly halfLifeDays: number | null;
}

/** Interactions and guard evaluations per second, beside the first program that anybody would write. */
export async function measureDomain({ runs }: BenchSettings): Promise<Section> {
  const interactions = Array.from({ length: INTERACTIONS }, (_, place) => interactionAt(place));
  const sums = interactions.map(sumOf);
  const deals = Array.from({ length: DEALS }, (_, place) => dealAt(place));
  const campaign = { budgetedCostBase: 40_000, expectedRevenueBase: null };
  const scoring = await alternately(runs, {
    domain: () => rankInterests(sums, TODAY, policy),
    straight: () => rankStraight(interactions),
  });
  const grouped = groupByDay(sums);
  const scoringGrouped = await alternately(runs, {
    domain: () => rankInterests(grouped, TODAY, policy),
  });
  const guarding = await alternately(runs, {
    domain: () => deals.filter((deal) => vipInClosing(deal, campaign, TODAY, policy).isVip).length,
    straight: () => deals.filter((deal) => isVipStraight(deal, 40_000)).length,
  });
  const row = (what: string, amount: number, domain: Spread, straight?: Spread): string[] => [
    what,
    whole(amount),
    spread(domain),
    whole(amount / (domain.median / 1000)),
    straight === undefined ? "–" : spread(straight),
    straight === undefined ? "–" : ratio(domain, straight),
  ];
  return {
    title: "The domain",
    about: [
      `${whole(INTERACTIONS)} interactions on ${String(TOPICS)} topics over a year, ranked: score, index, trend and a curve of 26 points for each topic. Straight: one loop over all interactions for each of the 27 days that are looked at, as a first program has it; it gives the numbers without their evidence.`,
      `The server adds points up by topic, day and half-life before they come: the same interactions so added up are ${whole(grouped.length)} sums, which is what a component ranks in truth.`,
      `${whole(DEALS)} deals weighed against a campaign. Straight: the three rules as one condition; the domain's answer also says which rules held, by how much.`,
    ],
    tables: [
      {
        caption: "Amounts a second, in Node.js",
        head: ["what", "amount", "domain, ms", "a second", "straight, ms", "ratio"],
        rows: [
          row("interactions scored one by one", INTERACTIONS, scoring.domain, scoring.straight),
          row("interactions scored as sums", INTERACTIONS, scoringGrouped.domain, scoring.straight),
          row("deals weighed", DEALS, guarding.domain, guarding.straight),
        ],
      },
    ],
  };
}

function interactionAt(place: number): Interaction {
  return {
    topic: `topic ${String(place % TOPICS)}`,
    occurredOn: new Date(Date.UTC(2026, 5, 15, 9) - ((place * 7919) % 365) * 86_400_000),
    points: (place % 9) - 1,
    halfLifeDays: place % 5 === 0 ? 90 : null,
  };
}

function sumOf({ topic, occurredOn, points, halfLifeDays }: Interaction): DaySum {
  const day = dayOfDate(occurredOn.getUTCFullYear(), occurredOn.getUTCMonth() + 1, occurredOn.getUTCDate());
  return { topic, day, halfLifeDays, points };
}

function groupByDay(sums: readonly DaySum[]): readonly DaySum[] {
  const groups = new Map<string, DaySum>();
  for (const sum of sums) {
    const key = JSON.stringify([sum.topic, sum.day, sum.halfLifeDays]);
    groups.set(key, { ...sum, points: sum.points + (groups.get(key)?.points ?? 0) });
  }
  return [...groups.values()];
}

function rankStraight(interactions: readonly Interaction[]): readonly (readonly [string, number[]])[] {
  const curves = new Map<string, number[]>();
  const days = [...Array.from({ length: 26 }, (_, point) => (25 - point) * 7), 30];
  for (const [place, back] of days.entries()) {
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
      const curve = curves.get(topic) ?? [];
      curve[place] = interestIndex(score, policy.interestReference);
      curves.set(topic, curve);
    }
  }
  return [...curves].sort(([, one], [, other]) => (other[25] ?? 0) - (one[25] ?? 0));
}

function dealAt(place: number): WeighedDeal {
  return {
    id: String(place),
    stage: place % 4,
    stepName: null,
    probability: (place * 37) % 101,
    closeDay: TODAY + ((place * 13) % 120) - 20,
    baseValue: (place * 7919) % 500_000,
  };
}

function isVipStraight(deal: WeighedDeal, cost: number): boolean {
  return (
    (deal.stage === 3 ||
      (deal.probability !== null && deal.probability >= 70 && (deal.closeDay ?? Infinity) <= TODAY + 30)) &&
    deal.baseValue !== null &&
    deal.baseValue >= 100_000 &&
    deal.baseValue >= 5 * cost
  );
}
