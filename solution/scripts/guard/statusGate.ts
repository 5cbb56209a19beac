import type { GuardNews } from "../../../dataverse/formOrder";
import type { GuardMode } from "../../../domain/policy";
import type { GuardState } from "../../../domain/guard/guardState";

/** What the form knows at the moment of saving; undefined while it is still being read, null where it could not be. */
export interface Known {
  readonly mode: GuardMode | null | undefined;
  readonly state: GuardState | null;
  readonly hasLists: boolean | null | undefined;
  /** Who was found, as the guard told it; null as long as it has not. */
  readonly found: Pick<GuardNews, "inClosing" | "onHold" | "mayNotGuard"> | null;
}

/** `campaignactivity.statuscode` */
const PROPOSED = 1;
/** Closed, canceled, aborted: nothing is sent by them. */
const ENDED: readonly (number | null)[] = [2, 3, 5];
const CARRIED_OUT = 6;

/** Whether an activity with this status is over. */
export function isOver(status: number | null): boolean {
  return ENDED.includes(status) || status === CARRIED_OUT;
}

export type Refusal = "stillReading" | "notRead" | "toDecide" | "mayNotGuard" | "notChecked";

/** Whether a change of status sets an activity on its way: it leaves Proposed, and not for good. */
export function isLeavingProposed(from: number | null, to: number | null): boolean {
  return from === PROPOSED && to !== PROPOSED && !ENDED.includes(to);
}

/**
 * Whether a change of status is to be refused, without asking anybody: under the mode `decide`, an activity with an
 * audience stays Proposed until everything found is decided, and carried out: who may not do that is not told to decide. Where it is not known whether that holds, it is refused as well; the
 * user may try again in a moment.
 */
export function refusalOf(from: number | null, to: number | null, known: Known): Refusal | null {
  if (!isLeavingProposed(from, to)) return null;
  const { mode, state, hasLists, found } = known;
  if (mode === undefined || mode === null) return mode === null ? "notRead" : "stillReading";
  if (mode !== "decide" || hasLists === false) return null;
  if (hasLists !== true) return hasLists === null ? "notRead" : "stillReading";
  switch (state) {
    case "clear":
    case "decided":
    case "guarded":
      return null;
    case "toDecide":
      return found?.mayNotGuard ? "mayNotGuard" : "toDecide";
    case "notChecked":
    case "listsTakenOff":
    case null:
      return "notChecked";
  }
}
