import type { AudienceCheck } from "./check";
import type { Sorted } from "./decision";
import type { GuardMode } from "../policy";

/** In the order of the choice's options; also of `campaignactivity.ent_guardstate`. */
export const guardStates = [
  "notChecked",
  "clear",
  "toDecide",
  "decided",
  "guarded",
  "listsTakenOff",
] as const;
export type GuardState = (typeof guardStates)[number];

export interface Situation {
  readonly check: Pick<AudienceCheck, "reasons" | "found" | "notFollowed">;
  readonly sorted: Sorted;
  readonly mode: GuardMode;
  /**
   * Whether every list on the activity is a guarded one that fits the policy and the decisions as they are now, and leaves out
   * whom the check could not see.
   */
  readonly isGuarded: boolean;
  /** Whether there is a list of which no guarded one can be made. */
  readonly cannotGuard: boolean;
  /**
   * Whether the lists that are to be sent to are all on the activity, or guarded lists in their place, and all were looked at. Not so
   * where some are still off that the guard took off, nor where a guarded list is on it whose own list is gone.
   */
  readonly isWhole: boolean;
  /** Whether the guard took the lists off the activity, and none is on it. */
  readonly listsTakenOff: boolean;
}

/**
 * How things stand with a send. `clear` and `decided` are said only of what is known wholly. Under `guard`, what nobody decided about is
 * left out, so that a guarded audience is guarded whether everything is decided or not; under the other modes, what is
 * open comes first. Without guarded lists, leaving somebody out is a decision that nothing carries out: it stays to be decided, under
 * every mode, until the lists are guarded or everybody is let in; where a list cannot be guarded, nobody knows.
 */
export function guardStateOf(situation: Situation): GuardState {
  const { check, sorted, mode, isGuarded, cannotGuard, isWhole, listsTakenOff } = situation;
  if (listsTakenOff) return "listsTakenOff";
  if (check.reasons.length > 0 || !isWhole) return "notChecked";
  const isSomebodyLeftOut = sorted.freed.length < check.found.length;
  if (cannotGuard && isSomebodyLeftOut) return "notChecked";
  if (isGuarded && (mode === "guard" || sorted.open.length === 0)) return "guarded";
  if (sorted.open.length > 0) return "toDecide";
  if (check.notFollowed.length > 0) return "notChecked";
  if (isSomebodyLeftOut) return "toDecide";
  return check.found.length === 0 ? "clear" : "decided";
}
