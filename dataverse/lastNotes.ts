import type { Day } from "../domain/day";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayIn, type Calendar } from "./dayIn";
import { isNoteOf } from "./noteSubject";
import { all, type Question } from "./question";
import { labelOf, lookupLabelOf, namedIn, textOf } from "./row";

/** Notes read: what was heard before them is history. */
export const LAST_NOTES = 5;

/** A field note as the Briefing shows it. */
export interface LastNote {
  readonly id: string;
  readonly text: string;
  readonly day: Day | null;
  /** The type as users call it. */
  readonly type: string | null;
  readonly owner: string | null;
  readonly contact: { readonly id: string; readonly name: string } | null;
}

/** The last field notes on an account, or on a contact of it. */
export function lastNotesQuestion(accountId: string): Question {
  return {
    table: "ent_fieldnote",
    top: LAST_NOTES,
    columns: ["ent_fieldnoteid", "ent_text", "ent_notedon", "ent_type", "ownerid", "ent_contactid"].map(
      (name) => ({ name }),
    ),
    orders: [{ by: "ent_notedon", descending: true }, { by: "ent_fieldnoteid" }],
    filter: all(
      { column: "statecode", operator: "eq", value: 0 },
      isNoteOf({ table: "account", id: accountId }),
    ),
  };
}

/** The last field notes, newest first; those within sales are not among them. One request, at most five rows. */
export async function readLastNotes(
  ask: AskQuestion,
  calendar: Calendar,
  accountId: string,
): Promise<Answer<readonly LastNote[]>> {
  const answer = await ask(lastNotesQuestion(accountId));
  if (!answer.ok) return answer;
  return success(
    answer.value.map((row): LastNote => {
      return {
        id: textOf(row, "ent_fieldnoteid") ?? "",
        text: textOf(row, "ent_text") ?? "",
        day: dayIn(calendar, row, "ent_notedon"),
        type: labelOf(row, "ent_type"),
        owner: lookupLabelOf(row, "ownerid"),
        contact: namedIn(row, "ent_contactid"),
      };
    }),
  );
}
