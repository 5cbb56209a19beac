import type { Policy } from "../policy";
import type { GuardState } from "./guardState";

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

function isTooOld(on: Date, at: Date, policy: Pick<Policy, "recheckHours">): boolean {
  return at.getTime() - on.getTime() > policy.recheckHours * MILLISECONDS_AN_HOUR;
}

/**
 * What is left of a state that was written down, where nobody checks now. Lists that were taken off stay off, however long ago.
 * @param checkedOn when it was last checked; null: never, as far as anybody knows
 */
export function stateSince(
  state: GuardState | null,
  checkedOn: Date | null,
  at: Date,
  policy: Pick<Policy, "recheckHours">,
): GuardState {
  if (state === "listsTakenOff") return state;
  return state === null || checkedOn === null || isTooOld(checkedOn, at, policy) ? "notChecked" : state;
}

/** Why a check no longer holds; null where it does. @param now what a check finds at this moment; null before one is made */
export function staleness(
  last: CheckMade,
  now: Omit<CheckMade, "on"> | null,
  at: Date,
  policy: Pick<Policy, "recheckHours">,
): Stale | null {
  if (isTooOld(last.on, at, policy)) return "tooOld";
  if (now === null) return null;
  if (now.audience !== last.audience) return "audienceChanged";
  return now.found === last.found ? null : "dealsChanged";
}
