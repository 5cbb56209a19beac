import type { Answer } from "../../dataverse/attempt";
import type { Failure } from "../../dataverse/failure";

type NoPrivilege = Extract<Failure, { readonly kind: "noPrivilege" }>;

/** Before anything was asked. Nothing need be drawn for it: it is over before the browser paints. */
export interface Unasked {
  readonly kind: "unasked";
}

/** How far a component has come in reading what it shows. Rendered exhaustively by `ReadingView`, as is `Unasked`. */
export type Reading<T, Empty = never> =
  /** `parts`: a long history comes in several, and is added up. */
  | { readonly kind: "loading"; readonly parts?: { readonly answered: number; readonly asked: number } }
  | { readonly kind: "ready"; readonly model: T; readonly notReadAgain?: NotRead }
  | { readonly kind: "empty"; readonly reason: Empty; readonly notReadAgain?: NotRead }
  | NotRead;

/** Why something could not be read. Beside what was read before: why it could not be read again. */
export type NotRead =
  { readonly kind: "offline" } | NoPrivilege | { readonly kind: "failed"; readonly failure: OtherFailure };

export type OtherFailure = Exclude<Failure, { readonly kind: "offline" | "noPrivilege" }>;

export function readingOf(failure: Failure): NotRead {
  return failure.kind === "offline" || failure.kind === "noPrivilege" ? failure : { kind: "failed", failure };
}

/** Values of the answers that a section is made of, by name. */
type Values<Answers> = {
  readonly [K in keyof Answers]: Answers[K] extends Answer<infer V> | undefined ? V : never;
};

/** A section that does not have its answers, or not all of them. */
type Unread = Exclude<Reading<never>, { readonly kind: "ready" | "empty" }>;

/**
 * A section from the answers that it needs: loading (or offline) until all of them are there, failed with the first
 * that failed. Where `make` waits for more, no connection is what it waits for.
 */
export function readingFrom<
  Answers extends Readonly<Record<string, Answer<unknown> | undefined>>,
  R extends Reading<unknown, unknown>,
>(answers: Answers, isOffline: boolean, make: (values: Values<Answers>) => R): R | Unread {
  const values: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, answer] of Object.entries(answers)) {
    if (answer === undefined) isWhole = false;
    else if (!answer.ok) return readingOf(answer.failure);
    else values[name] = answer.value;
  }
  if (!isWhole) return isOffline ? { kind: "offline" } : { kind: "loading" };
  const made = make(values as Values<Answers>);
  return made.kind === "loading" && isOffline ? { kind: "offline" } : made;
}
