import type { NoteToSave } from "../../dataverse/saveNote";

/**
 * Notes whose form was left before the service had them. They live as long as the page does: the next FieldNotes to open, on
 * whichever record, takes them over, shows them as not saved yet and sends them. Until one does, leaving the page itself
 * is asked about, as it is while a form shows them.
 */
let notes: readonly NoteToSave[] = [];

/** Notes of this page that the service has, or the user let go of: an older state of a form must not bring them back. */
const settled = new Set<string>();

export function leaveBehind(left: readonly NoteToSave[]): void {
  notes = [...notes, ...left];
  if (notes.length > 0) window.addEventListener("beforeunload", askBeforeLeaving);
}

/** @param kept what the component itself kept in an earlier life, which may be behind the times */
export function takeUp(kept: readonly NoteToSave[]): readonly NoteToSave[] {
  const taken = new Map([...kept, ...notes].map((note) => [note.id, note] as const));
  for (const id of settled) taken.delete(id);
  notes = [];
  window.removeEventListener("beforeunload", askBeforeLeaving);
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
