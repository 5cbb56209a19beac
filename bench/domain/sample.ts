import { dayOfDate } from "../../domain/day";
import type { DaySum } from "../../domain/interest";
import type { WeighedDeal } from "../../domain/vipInClosing";

export const INTERACTIONS = 200_000;
export const TOPICS = 12;
export const DEALS = 200_000;
export const TODAY = dayOfDate(2026, 6, 15);
const KINDS = 9;

export interface Interaction {
  readonly topic: string;
  readonly occurredOn: Date;
  readonly points: number;
  readonly halfLifeDays: number | null;
}

/**
 * Topics differ in how many of their points still count: each next one was spoken of for longer, by kinds of interaction that
 * differ in what they are worth, some of them less than nothing.
 */
export function interactionAt(place: number): Interaction {
  const topic = place % TOPICS;
  const kind = Math.floor(place / TOPICS) % KINDS;
  const daysAgo = Math.floor((((place * 7919) % 365) * (topic + 4)) / (TOPICS + 3));
  return {
    topic: `topic ${String(topic)}`,
    occurredOn: new Date(Date.UTC(2026, 5, 15, 9) - daysAgo * 86_400_000),
    // So small that many of them leave an index between the ends of its scale.
    points: (kind - 1) / 500 / (1 + (topic % 5)),
    halfLifeDays: kind === 0 ? 90 : null,
  };
}

export function sumOf({ topic, occurredOn, points, halfLifeDays }: Interaction): DaySum {
  const day = dayOfDate(occurredOn.getUTCFullYear(), occurredOn.getUTCMonth() + 1, occurredOn.getUTCDate());
  return { topic, day, halfLifeDays, points };
}

/** As the server adds points up: by topic, day and half-life. */
export function groupByDay(sums: readonly DaySum[]): readonly DaySum[] {
  const groups = new Map<string, DaySum>();
  for (const sum of sums) {
    const key = JSON.stringify([sum.topic, sum.day, sum.halfLifeDays]);
    groups.set(key, { ...sum, points: sum.points + (groups.get(key)?.points ?? 0) });
  }
  return [...groups.values()];
}

export function dealAt(place: number): WeighedDeal {
  return {
    id: String(place),
    stage: place % 4,
    stepName: null,
    probability: (place * 37) % 101,
    closeDay: TODAY + ((place * 13) % 120) - 20,
    baseValue: (place * 7919) % 500_000,
  };
}
