import type { ListedNote } from "../../dataverse/fieldNotes";

/** Nobody in marketing has answered it yet. */
export function isUnread({ table, answers }: ListedNote): boolean {
  return table === "ent_fieldnote" && answers.length === 0;
}
