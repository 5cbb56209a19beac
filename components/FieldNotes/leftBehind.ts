import type { NoteToSave } from "../../dataverse/saveNote";

/**
 * Notes whose form was left before the service had them. They live as long as the page does: the next FieldNotes to open, on
 * whichever record, takes them over, shows them as not saved yet and sends them. Until one does, leaving the page itself
 * is asked about, as it is while a form shows them.
 */
let notes: readonly NoteToSave[] = [];

/**
 * Records on whose forms something is typed and not saved. The session keeps it for those forms, and is lost with the page: until
 * one of them is open again and asks by itself, leaving the page is asked about.
 */
const typedOn = new Set<string>();

/** Notes of this page that the service has, or the user let go of: an older state of a form must not bring them back. */
const settled = new Set<string>();

export function leaveBehind(left: readonly NoteToSave[]): void {
  notes = [...notes, ...left];
  watchLeaving();
}

export function leaveTyped(records: readonly string[]): void {
  for (const record of records) typedOn.add(record);
  watchLeaving();
}

export function takeUpTyped(records: readonly string[]): void {
  for (const record of records) typedOn.delete(record);
  watchLeaving();
}

function watchLeaving(): void {
  if (notes.length > 0 || typedOn.size > 0) window.addEventListener("beforeunload", askBeforeLeaving);
  else window.removeEventListener("beforeunload", askBeforeLeaving);
}

/** @param kept what the component itself kept in an earlier life, which may be behind the times */
export function takeUp(kept: readonly NoteToSave[]): readonly NoteToSave[] {
  const taken = new Map([...kept, ...notes].map((note) => [note.id, note] as const));
  for (const id of settled) taken.delete(id);
  notes = [];
  watchLeaving();
  return [...taken.values()];
}

export function settle(id: string): void {
  settled.add(id);
}

/** Has the browser ask whether to leave. */
export function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = "";
}
