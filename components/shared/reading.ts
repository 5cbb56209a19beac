import type { Failure } from "../../dataverse/failure";

/** How far a component has come in reading what it shows. Rendered exhaustively by `ReadingView`. */
export type Reading<T, Empty = never> =
  /** `parts`: a long history comes in several, and is added up. */
  | { readonly kind: "loading"; readonly parts?: { readonly answered: number; readonly asked: number } }
  | { readonly kind: "ready"; readonly model: T }
  | { readonly kind: "empty"; readonly reason: Empty }
  | { readonly kind: "offline" }
  | { readonly kind: "noPrivilege" }
  | { readonly kind: "failed"; readonly failure: OtherFailure };

export type OtherFailure = Exclude<Failure, { readonly kind: "offline" | "noPrivilege" }>;

export function readingOf(
  failure: Failure,
):
  { readonly kind: "offline" | "noPrivilege" } | { readonly kind: "failed"; readonly failure: OtherFailure } {
  return failure.kind === "offline" || failure.kind === "noPrivilege" ? failure : { kind: "failed", failure };
}
