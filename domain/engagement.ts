import type { Day } from "./day";
import { halfLifeOf, worth } from "./interest";
import type { Policy } from "./policy";

/** Points of all signals of one person that happened on one day and fade at one pace. */
export interface PersonSum {
  /** Id of the contact; null for signals that name no contact. */
  readonly person: string | null;
  readonly day: Day;
  /** The kind's own half-life in days; null (or what cannot be one) means the policy's. */
  readonly halfLifeDays: number | null;
  /** May be negative. */
  readonly points: number;
}

export interface Engagement {
  /** `Σ points · 2^(−age/halfLife)` over the policy's window; may be negative. */
  readonly score: number;
  /** Part of the client's interest that is this person's, 0 to 1; what is negative counts as 0. */
  readonly share: number;
  /** Day of the newest signal. */
  readonly lastDay: Day;
}

/** Of each person of a client who was heard from, by id. */
export type EngagementOfClient = ReadonlyMap<string, Engagement>;

/**
 * Who a client's interest comes from: each person's signals faded as the interest itself is, as shares that add up to
 * 1 (or to 0, where nothing is positive) with what names nobody: signals on the company itself, or of leads. Signals of days to
 * come and those older than the window count for nothing.
 * @throws RangeError for points that are no finite number
 */
export function engagementOf(sums: Iterable<PersonSum>, today: Day, policy: Policy): EngagementOfClient {
  const totals = new Map<string | null, { score: number; lastDay: Day }>();
  for (const { person, day, halfLifeDays, points } of sums) {
    const age = today - day;
    if (age < 0 || age >= policy.windowDays) continue;
    const total = totals.get(person);
    const score = worth(points, age, halfLifeOf(halfLifeDays, policy));
    if (total === undefined) {
      totals.set(person, { score, lastDay: day });
    } else {
      total.score += score;
      total.lastDay = Math.max(total.lastDay, day);
    }
  }

  let whole = 0;
  for (const { score } of totals.values()) whole += Math.max(0, score);
  const shareOf = (score: number) => (whole > 0 ? Math.max(0, score) / whole : 0);
  const byPerson = new Map<string, Engagement>();
  for (const [person, total] of totals) {
    if (person !== null) byPerson.set(person, { ...total, share: shareOf(total.score) });
  }
  return byPerson;
}
