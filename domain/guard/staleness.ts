import type { Policy } from "../policy";

/** What a check remembers, to be compared with the next one. */
export interface CheckMade {
  readonly on: Date;
  /** How many the audience counted, at least; null where that was not known. */
  readonly audience: number | null;
  /** How many deals and holds were found. */
  readonly found: number;
}

export type Stale = "tooOld" | "audienceChanged" | "dealsChanged";

const MILLISECONDS_AN_HOUR = 3_600_000;

/** Why a check no longer holds; null where it does. @param now what a check finds at this moment; null before one is made */
export function staleness(
  last: CheckMade,
  now: Omit<CheckMade, "on"> | null,
  at: Date,
  policy: Pick<Policy, "recheckHours">,
): Stale | null {
  if (at.getTime() - last.on.getTime() > policy.recheckHours * MILLISECONDS_AN_HOUR) return "tooOld";
  if (now === null) return null;
  if (now.audience !== last.audience) return "audienceChanged";
  return now.found === last.found ? null : "dealsChanged";
}
