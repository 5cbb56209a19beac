import { tell, useChannel } from "./channel";

/** Asks the component on the form that takes notes to get ready for one on this record. */
export function wantNote(recordId: string): void {
  tell({ wanted: "note", id: recordId });
}

/** Calls back when another component on the form wants a note on this record to be taken, until the component goes. */
export function useNoteWanted(recordId: string, closed: AbortSignal, onWanted: () => void): void {
  useChannel(closed, ({ wanted, id }) => {
    if (wanted === "note" && id === recordId) onWanted();
  });
}
