import type { Happening } from "../domain/lastMet";
import type { Named } from "../domain/guard/protection";
import type { NamedPerson } from "./namedPerson";

/** Rows that a source gives at most: asked wide, and cut where the last meeting is known. */
export const NEWEST = 100;

/** What kind of happening it is: a label of Dataverse's in the user's language, or a message of ours. */
export type HappeningKind = { readonly label: string } | { readonly key: string };

/** A happening as the view shows it. */
export interface TimelineEntry extends Happening {
  readonly person: NamedPerson | null;
  readonly kind: HappeningKind;
  /** The event, the page, the mail; null where the row does not say. */
  readonly what: string | null;
  /** What it is about: a note may name several topics. */
  readonly topics: readonly Named[];
  /** The row, to open it. */
  readonly table: string;
}
