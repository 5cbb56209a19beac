import type { QuestionCondition } from "../question";

/** How a row of a source names the person it is about. */
export type Who =
  /** By a lookup to contact and, where there is one, a lookup to lead. */
  | { readonly via: "lookup"; readonly contact: string; readonly lead?: string }
  /** As a party of the activity that it is; `role` is the participation type, any where none is given. */
  | { readonly via: "party"; readonly role?: number };

/**
 * A table in which marketing's tools leave what clients do. Describing one here is all it takes to have it read: it is
 * used where the table exists and the user may read it, and is silently absent otherwise.
 */
export interface Source {
  /** Names it in our messages: `Source_<key>`. */
  readonly key: string;
  /** Logical name. */
  readonly table: string;
  /** Column with the row's own id. */
  readonly id: string;
  readonly who: Who;
  /** Column with the moment at which it happened. */
  readonly when: string;
  /** What it was about: a text column, or a lookup whose record's name says it. */
  readonly what: { readonly column: string } | { readonly lookup: string };
  /** What kind it is: one for all rows, as our message, or a choice column whose label says it. */
  readonly kind: { readonly key: string } | { readonly choice: string };
  /** Rows that count; all where nothing is given. */
  readonly only?: readonly QuestionCondition[];
  /**
   * Whether the columns are those of a public reference, or have to be confirmed in a real environment: then they may
   * have to be named otherwise here, and until they are, the source is absent.
   */
  readonly columns: "documented" | "toBeConfirmed";
}
