import { noteName } from "../domain/noteName";
import { attempt, failed, success, type Answer } from "./attempt";
import { failureOf, type Failure } from "./failure";
import { versionIn, type ListedNote } from "./fieldNotes";
import type { Host } from "./host";
import { printQuestion, all, type Question } from "./question";
import { textOf } from "./row";
import type { Writing } from "./writing";

export type WritingHost = Pick<Host, "isOffline" | "webApi"> & { readonly writing: Writing };

/** What an edit came to. A conflict carries what stands there now. */
export type EditOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "conflict"; readonly text: string; readonly version: string }
  | { readonly kind: "failed"; readonly failure: Failure };

/**
 * Writes a note's new text, unless somebody has changed the note since it was read: `context.webAPI` sends no `If-Match`,
 * so the version is read again just before. What is changed between the two requests is overwritten.
 * @param version the version that was edited
 * @param tried texts that were sent before without it being known what became of them: what stands there with one of these
 *   is one's own, of a request whose answer was lost, and nobody else's
 */
export async function editNote(
  host: WritingHost,
  note: Pick<ListedNote, "table" | "id">,
  version: string,
  text: string,
  tried: readonly string[] = [],
): Promise<EditOutcome> {
  try {
    const now = await host.writing.retrieveRecord(note.table, note.id, "?$select=versionnumber,ent_text");
    const stands = textOf(now, "ent_text") ?? "";
    if (versionIn(now) !== version) {
      if (stands === text) return { kind: "done" };
      if (!tried.includes(stands)) return { kind: "conflict", text: stands, version: versionIn(now) };
    }
    await host.writing.updateRecord(note.table, note.id, { ent_text: text, ent_name: noteName(text) });
    return { kind: "done" };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error, host.isOffline()) };
  }
}

function interactionsOfNoteQuestion(noteId: string): Question {
  return {
    table: "ent_interaction",
    columns: [{ name: "ent_interactionid" }],
    filter: all({ column: "ent_fieldnoteid", operator: "eq", value: noteId }),
  };
}

/**
 * Deletes a note: first the interactions that it made, so that what is taken back no longer counts, then itself; its
 * answers go with it. What is gone already is no failure: a repeat finishes what was broken off.
 */
export async function deleteNote(
  host: WritingHost,
  note: Pick<ListedNote, "table" | "id">,
  signal: AbortSignal,
): Promise<Answer<null>> {
  const interactions: string[] = [];
  if (note.table === "ent_fieldnote") {
    const question = interactionsOfNoteQuestion(note.id);
    const answer = await attempt(host, signal, async () => {
      const options = `?fetchXml=${encodeURIComponent(printQuestion(question))}`;
      return (await host.webApi.retrieveMultipleRecords(question.table, options)).entities;
    });
    if (!answer.ok) return answer;
    interactions.push(...answer.value.map((row) => textOf(row, "ent_interactionid") ?? ""));
  }
  for (const [table, id] of [
    ...interactions.map((each) => ["ent_interaction", each] as const),
    [note.table, note.id] as const,
  ]) {
    const answer = await attempt(host, signal, () => host.writing.deleteRecord(table, id));
    if (!answer.ok && answer.failure.kind !== "gone") return failed(answer.failure);
  }
  return success(null);
}
