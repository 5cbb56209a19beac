import type { MemberTable } from "./audience";

/**
 * The ways from a member of a list to whoever protects it. Each costs links, of which a query has fifteen, the list's own
 * included: where not all fit, they are given up from the last on, and named.
 */
export type Way =
  /** Deals whose customer or contact is the member, or is what the member belongs to. */
  | "deals"
  /** Holds on the member, or on what it belongs to. */
  | "holds"
  /** Deals that have the member as a stakeholder. */
  | "stakeholders"
  /** Deals with the account right above. */
  | "dealsAbove"
  /** Holds on the account right above that have an end, or no deal to wait for. */
  | "holdsAbove"
  /** Holds on the account right above that wait for a deal to close. */
  | "waitingHoldsAbove"
  /** Deals on hold, where the hold names neither the account nor the contact. */
  | "heldDeals"
  /** Stakeholders of whom only the other half of the connection is there, as an import may leave it. */
  | "halfConnections";

/** From the last to go to the first. */
export const ways: readonly Way[] = [
  "deals",
  "holds",
  "stakeholders",
  "dealsAbove",
  "holdsAbove",
  "waitingHoldsAbove",
  "heldDeals",
  "halfConnections",
];

/** Without these, a guarded list is none. */
export const essentialWays: readonly Way[] = ["deals", "holds"];

/** What was not followed for the members of some lists. */
export interface NotFollowed {
  readonly lists: readonly string[];
  readonly members: MemberTable;
  readonly ways: readonly Way[];
}
