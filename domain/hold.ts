import type { Day } from "./day";

/** Which sends a hold keeps from a client: all of them, or promotional ones only. */
export type HoldScope = "everySend" | "promotional";
export const holdScopes: readonly HoldScope[] = ["everySend", "promotional"];

export const LONGEST_REASON = 2000;

/** A hold as it is being written. */
export interface HoldDraft {
  readonly reason: string;
  readonly scope: HoldScope;
  /** Its last day; null until the deal closes. */
  readonly until: Day | null;
  /** The deal that it waits for. */
  readonly dealId: string | null;
}

export type HoldProblem =
  | ("noReason" | "tooLong")
  /** Neither a day nor a deal ends it: it would stand for ever. */
  | "noEnd"
  | "past";

/** What keeps a hold from being saved; null when nothing does. */
export function holdProblem(draft: HoldDraft, today: Day): HoldProblem | null {
  const reason = draft.reason.trim();
  if (reason === "") return "noReason";
  if (reason.length > LONGEST_REASON) return "tooLong";
  if (draft.until === null) return draft.dealId === null ? "noEnd" : null;
  return draft.until < today ? "past" : null;
}

/** What of a hold decides whether it is in force. */
export interface HoldTerm {
  readonly from: Day | null;
  /** Its last day; null until the deal closes. */
  readonly until: Day | null;
  /** Whether its deal is still open; null without a deal. */
  readonly isDealOpen: boolean | null;
}

/** A hold is in force from its first day to its last or, without a last day, while its deal is open. */
export function isInForce({ from, until, isDealOpen }: HoldTerm, today: Day): boolean {
  if (from !== null && from > today) return false;
  return until === null ? isDealOpen !== false : until >= today;
}
