import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { askWithOptional, type OptionalColumns } from "./optionalColumns";
import { all, type Question } from "./question";
import { numberOf } from "./row";
import { isContactOf, type Scope } from "./scope";

/** Contacts in scope, and how many of them may not be followed: their silence says nothing. */
export interface Following {
  readonly contacts: number;
  readonly refused: number;
}

/** Comes with Microsoft's marketing apps; `followemail` is always there. */
const WEB_TRACKING = "msdyn_disablewebtracking";

/** How many active contacts there are, by whether what they do may be followed. At most nine rows. */
export function followingQuestion(scope: Scope, optional: readonly string[]): Question {
  return {
    table: "contact",
    aggregate: true,
    columns: [
      { name: "contactid", aggregate: "count", alias: "contacts" },
      { name: "followemail", groupBy: true, alias: "follow" },
      ...optional.map((name) => ({ name, groupBy: true, alias: "notracking" })),
    ],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, isContactOf(scope)),
  };
}

/** Who may be followed. One request; one more, once a page, where a column is not known to be missing. */
export async function readFollowing(
  ask: AskQuestion,
  scope: Scope,
  known?: OptionalColumns,
): Promise<Answer<Following>> {
  const answer = await askWithOptional(
    ask,
    "contact",
    [WEB_TRACKING],
    (columns) => followingQuestion(scope, columns),
    known,
  );
  if (!answer.ok) return answer;
  let contacts = 0;
  let refused = 0;
  for (const row of answer.value) {
    const count = numberOf(row, "contacts") ?? 0;
    contacts += count;
    if (is(row.follow, false) || is(row.notracking, true)) refused += count;
  }
  return success({ contacts, refused });
}

/** A grouped yes/no column comes as a boolean or as its number. */
function is(value: unknown, wanted: boolean): boolean {
  return value === wanted || value === Number(wanted);
}
