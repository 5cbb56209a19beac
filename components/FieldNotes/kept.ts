import type { NoteToSave } from "../../dataverse/saveNote";
import { emptyDraft, type Draft } from "../../domain/fieldNote";

/**
 * What outlives the component within the session, by `setControlState`: drafts by the record they are about, and notes of
 * which nobody knows yet whether they were saved. Nothing of it is written to the browser's own storage.
 */
export interface Kept {
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly underWay: readonly NoteToSave[];
}

export const nothingKept: Kept = { drafts: {}, underWay: [] };

export function keptText(kept: Kept): string {
  return JSON.stringify(kept);
}

/** Reads what `keptText` wrote; whatever else the host hands over is taken for nothing. */
export function keptIn(state: ComponentFramework.Dictionary | null | undefined): Kept {
  const text: unknown = state?.entente;
  if (typeof text !== "string") return nothingKept;
  try {
    const { drafts, underWay } = JSON.parse(text) as Partial<Kept>;
    return {
      drafts: Object.fromEntries(
        Object.entries(drafts ?? {})
          .filter(([, draft]) => typeof draft.text === "string")
          .map(([key, draft]) => [key, { ...emptyDraft, ...draft }]),
      ),
      underWay: (underWay ?? []).filter(({ id, table, data }) => Boolean(id && table && data)),
    };
  } catch {
    return nothingKept;
  }
}
