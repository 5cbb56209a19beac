import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import type { Following } from "./following";
import { personColumns, personIn, type PeopleRead } from "./people";
import { all, type Question } from "./question";

/** The person that a lead is. */
export function leadPersonQuestion(leadId: string): Question {
  return {
    table: "lead",
    columns: ["leadid", ...personColumns].map((name) => ({ name })),
    filter: all({ column: "leadid", operator: "eq", value: leadId }),
  };
}

/** Whether and how a lead may be contacted. One request. A lead stays a person when it is qualified or lost. */
export async function readLeadPerson(ask: AskQuestion, leadId: string): Promise<Answer<PeopleRead>> {
  const answer = await ask(leadPersonQuestion(leadId));
  if (!answer.ok) return answer;
  const [row] = answer.value;
  if (row === undefined) return { ok: false, failure: { kind: "gone" } };
  return success({ people: [{ ...personIn(leadId, row), isActive: true }], isCut: false });
}

/** Whether the people read may be followed. */
export function followingOf({ people }: PeopleRead): Following {
  return { contacts: people.length, refused: people.filter(({ objections }) => objections.following).length };
}
