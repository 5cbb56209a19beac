import type { Count, MemberTable } from "./audience";
import type { Named, Protection, ProtectionKey } from "./protection";
import type { NotFollowed, Way } from "./way";

/** Why the guard does not know. */
export type NotChecked =
  /** There is nobody to check: no list yet. */
  | { readonly kind: "noLists" }
  /** This user sees part of a table's rows only. */
  | { readonly kind: "seesPart"; readonly table: string }
  /** The list's query cannot be asked; why, in the words of `CannotAsk`. */
  | { readonly kind: "cannotAsk"; readonly list: Named; readonly because: CannotGuard }
  /** A list whose members are no accounts, contacts or leads. */
  | { readonly kind: "otherMembers"; readonly list: Named }
  /** More protected deals or holds than are read: the largest are shown. */
  | { readonly kind: "tooMany"; readonly of: "deals" | "holds" | "lists" | "people" }
  /** The policy, the lists or an answer could not be had. `detail`: what the service said, or the missing privilege. */
  | { readonly kind: "failed"; readonly failure: string; readonly detail: string };

/** Why a list's query cannot be joined with the guard's. */
export type CannotGuard =
  | ("noQuery" | "malformed" | "otherTable" | "limited" | "aggregate")
  | ("tooManyLinks" | "tooLong" | "tooManyNamed" | "refused" | "noPrivilege");

/** How a deal or a hold reaches some members; enough to ask who they are. */
export interface Reach {
  readonly members: MemberTable;
  readonly listIds: readonly string[];
  /** Ids of members reached in person. */
  readonly people: readonly string[];
  /** Ids of what members reached belong to: their company, or the one above it. */
  readonly companies: readonly string[];
  /**
   * Groups of members reached together, each of one company and the account above it: a company is reached by a deal with the
   * account above as well, so that people are not counted twice only where groups differ.
   */
  readonly groups: readonly string[];
  /** The same once more, for each way whom no earlier one leads to: of ways that a guarded list may have no room for. */
  readonly byWay: ReadonlyMap<Way, NamedMembers>;
}

/** Members of a list, named. */
export interface NamedMembers {
  /** Their ids. */
  readonly people: readonly string[];
  /** Ids of what they belong to: of contacts and leads the account or contact, of accounts the account above. */
  readonly companies: readonly string[];
}

/** A deal or a hold, and how many of the audience it concerns. */
export interface Found {
  readonly key: ProtectionKey;
  readonly protection: Protection;
  readonly members: Count;
  readonly reach: readonly Reach[];
}

/** What one check of an audience came to. It is clear only without reasons and without anything found. */
export interface AudienceCheck {
  /** Why the guard does not know, or not wholly; empty: it knows. */
  readonly reasons: readonly NotChecked[];
  /** The largest amount first, holds without one last. */
  readonly found: readonly Found[];
  /** How many the audience counts; null where that could not be had. */
  readonly audience: Count | null;
  readonly notFollowed: readonly NotFollowed[];
}
