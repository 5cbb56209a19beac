import type { NoteToSave } from "../../dataverse/saveNote";
import { emptyDraft, type Draft } from "../../domain/fieldNote";
import { answerIn, withDates, type BegunNotes } from "./begun";

/**
 * What outlives the component within the session, by `setControlState`: drafts by the record they are about, notes of
 * which nobody knows yet whether they were saved, and what is begun on notes of the list. Nothing of it is written to the
 * browser's own storage.
 */
export interface Kept {
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly underWay: readonly NoteToSave[];
  readonly begun: BegunNotes;
}

export const nothingKept: Kept = { drafts: {}, underWay: [], begun: {} };

export function keptText(kept: Kept): string {
  return JSON.stringify(kept);
}

/** Reads what `keptText` wrote; whatever else the host hands over is taken for nothing. */
export function keptIn(state: ComponentFramework.Dictionary | null | undefined): Kept {
  const text: unknown = state?.entente;
  if (typeof text !== "string") return nothingKept;
  try {
    const { drafts, underWay, begun } = JSON.parse(text) as Partial<Kept>;
    return {
      drafts: Object.fromEntries(
        Object.entries(drafts ?? {})
          .filter(([, draft]) => typeof draft.text === "string")
          .map(([key, draft]) => [key, { ...emptyDraft, ...draft }]),
      ),
      underWay: (underWay ?? []).filter(({ id, table, data }) => Boolean(id && table && data)),
      begun: Object.fromEntries(
        Object.entries(begun ?? {})
          .filter(([id, { note }]) => note.id === id)
          .map(([id, each]) => [id, { ...each, note: withDates(each.note), answer: answerIn(each.answer) }]),
      ),
    };
  } catch {
    return nothingKept;
  }
}
