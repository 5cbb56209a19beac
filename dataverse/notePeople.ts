import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { lookupTo, peopleOf, type NoteSubject, type Participant } from "./noteSubject";
import { askWithOptional, type OptionalColumns } from "./optionalColumns";
import { all, type FilterItem, type Question } from "./question";
import { textOf } from "./row";

/** A contact whom a note may be about. About one who objects to being recorded nothing may be noted. */
export interface NotePerson extends Participant {
  readonly name: string;
  readonly jobTitle: string | null;
}

/** More than a list to choose from can hold; whoever has more contacts notes on the contact's own form, as the list says. */
export const MOST_PEOPLE = 200;

function peopleQuestion(people: FilterItem, optional: readonly string[]): Question {
  return {
    table: "contact",
    top: MOST_PEOPLE,
    columns: ["contactid", "fullname", "jobtitle", "parentcustomerid", ...optional].map((name) => ({ name })),
    orders: [{ by: "fullname" }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, people),
  };
}

/** Who may be named in a note taken here. At most one request; nobody but the person on a person's own form. */
export async function readNotePeople(
  ask: AskQuestion,
  subject: NoteSubject,
  objectionColumn: string,
  known?: OptionalColumns,
): Promise<Answer<readonly NotePerson[]>> {
  const people = peopleOf(subject);
  if (people === null) return success([]);
  const answer = await askWithOptional(
    ask,
    "contact",
    [objectionColumn],
    (optional) => peopleQuestion(people, optional),
    known,
  );
  if (!answer.ok) return answer;
  return success(
    answer.value.map((row) => ({
      id: textOf(row, "contactid") ?? "",
      name: textOf(row, "fullname") ?? "",
      jobTitle: textOf(row, "jobtitle"),
      accountId: lookupTo("account", row, "parentcustomerid"),
      objects: row[objectionColumn] === true,
    })),
  );
}
