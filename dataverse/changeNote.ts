import { noteName } from "../domain/noteName";
import { attempt, failed, success, type Answer } from "./attempt";
import { failureOf, type Failure } from "./failure";
import { versionIn, type ListedNote } from "./fieldNotes";
import type { Host } from "./host";
import { printQuestion, all, type Question } from "./question";
import { taskTextsAfter } from "./recontactTask";
import { lookupOf, textOf } from "./row";
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
 *
 * What repeats the note's words, its interactions and its open task, is written before the note itself: where that is
 * broken off, the note still says the old ones, so that whoever changed it sees that it is not done and repeats it. The
 * other way round, words that were taken out of the note would still stand elsewhere, and nobody would know. Three
 * requests, one more for each interaction that the note made, and two for its task.
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
    const columns = "?$select=versionnumber,ent_text,_ent_taskid_value";
    const now = await host.writing.retrieveRecord(note.table, note.id, columns);
    const stands = textOf(now, "ent_text") ?? "";
    if (versionIn(now) !== version) {
      if (stands === text) return { kind: "done" };
      if (!tried.includes(stands)) return { kind: "conflict", text: stands, version: versionIn(now) };
    }
    const name = noteName(text);
    for (const id of note.table === "ent_fieldnote" ? await interactionsOf(host, note.id) : []) {
      await host.writing.updateRecord("ent_interaction", id, { ent_name: name });
    }
    const task = lookupOf(now, "ent_taskid");
    if (task !== null) await retellTask(host, task, [stands, ...tried], text);
    await host.writing.updateRecord(note.table, note.id, { ent_text: text, ent_name: name });
    return { kind: "done" };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error, host.isOffline()) };
  }
}

/** States of a task: open 0, completed 1, cancelled 2. */
const OPEN = 0;
const CANCELLED = 2;

/**
 * Gives an open task the note's new words. One that is done is history, and one that the user may not write has become
 * somebody else's: neither keeps a note from being changed.
 */
async function retellTask(
  host: WritingHost,
  id: string,
  said: readonly string[],
  text: string,
): Promise<void> {
  try {
    const task = await host.writing.retrieveRecord("task", id, "?$select=subject,description,statecode");
    const subject = textOf(task, "subject");
    if (task.statecode !== OPEN || subject === null) return;
    const after = taskTextsAfter({ subject, description: textOf(task, "description") }, said, text);
    if (after !== null) await host.writing.updateRecord("task", id, { ...after });
  } catch (error) {
    const { kind } = failureOf(error, host.isOffline());
    if (kind !== "gone" && kind !== "noPrivilege") throw error;
  }
}

function interactionsOfNoteQuestion(noteId: string): Question {
  return {
    table: "ent_interaction",
    columns: [{ name: "ent_interactionid" }],
    filter: all({ column: "ent_fieldnoteid", operator: "eq", value: noteId }),
  };
}

async function interactionsOf(host: WritingHost, noteId: string): Promise<readonly string[]> {
  const question = interactionsOfNoteQuestion(noteId);
  const options = `?fetchXml=${encodeURIComponent(printQuestion(question))}`;
  const { entities } = await host.webApi.retrieveMultipleRecords(question.table, options);
  return entities.map((row) => textOf(row, "ent_interactionid") ?? "");
}

/**
 * Deletes a note: first the interactions that it made, so that what is taken back no longer counts, and the task of its
 * recontact, which says what the note says, done or not; then itself; its answers go with it. Where one of these cannot be
 * taken back the note stays, so that it is known where its words still stand. What is gone already is no failure: a
 * repeat finishes what was broken off.
 */
export async function deleteNote(
  host: WritingHost,
  note: Pick<ListedNote, "table" | "id">,
  signal: AbortSignal,
): Promise<Answer<null>> {
  const takeBack: (() => Promise<Answer<unknown>>)[] = [];
  if (note.table === "ent_fieldnote") {
    const [interactions, task] = await Promise.all([
      attempt(host, signal, () => interactionsOf(host, note.id)),
      attempt(host, signal, () => taskOf(host, note.id)),
    ]);
    if (!interactions.ok) return interactions;
    if (!task.ok && task.failure.kind !== "gone") return task;
    takeBack.push(...interactions.value.map((id) => () => remove(host, signal, "ent_interaction", id)));
    const taskId = task.ok ? task.value : null;
    if (taskId !== null) takeBack.push(() => takeBackTask(host, signal, taskId));
  }
  for (const one of [...takeBack, () => remove(host, signal, note.table, note.id)]) {
    const answer = await one();
    if (!answer.ok && answer.failure.kind !== "gone") return failed(answer.failure);
  }
  return success(null);
}

function remove(host: WritingHost, signal: AbortSignal, table: string, id: string): Promise<Answer<unknown>> {
  return attempt(host, signal, () => host.writing.deleteRecord(table, id));
}

async function taskOf(host: WritingHost, noteId: string): Promise<string | null> {
  const row = await host.writing.retrieveRecord("ent_fieldnote", noteId, "?$select=_ent_taskid_value");
  return lookupOf(row, "ent_taskid");
}

/**
 * Deletes a task. Entente's own role lets a rep write tasks and not delete them: whoever has no other is left with one that
 * says nothing, and, where it was open, is cancelled.
 */
async function takeBackTask(host: WritingHost, signal: AbortSignal, id: string): Promise<Answer<unknown>> {
  const deleted = await remove(host, signal, "task", id);
  if (deleted.ok || deleted.failure.kind !== "noPrivilege") return deleted;
  return attempt(host, signal, async () => {
    const { statecode } = await host.writing.retrieveRecord("task", id, "?$select=statecode");
    const state = statecode === OPEN ? { statecode: CANCELLED } : {};
    await host.writing.updateRecord("task", id, { subject: "…", description: null, ...state });
  });
}
