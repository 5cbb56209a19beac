import { isoDate, type Day } from "../domain/day";
import { askInParts, type Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { askWithOptional, type OptionalColumns } from "./optionalColumns";
import { all, type FilterItem, type Question } from "./question";
import { numberOf } from "./row";
import { isContactOf, isStillThere, type Scope } from "./scope";

/** Contacts in scope, and how many of them may not be followed: their silence says nothing. */
export interface Following {
  readonly contacts: number;
  readonly refused: number;
}

/** Comes with Microsoft's marketing apps; `followemail` is always there. */
const WEB_TRACKING = "msdyn_disablewebtracking";

/** Days before today within which contacts are told apart by when they were created; all older ones stay together. */
const DAYS_OF_CREATION = 16 * 365;

/** Those created on some days; whoever came before all of them or, by a clock that is ahead, after, is not left out. */
function createdOn({ first, last }: Days, ever: Days): readonly FilterItem[] {
  return [
    ...(first === ever.first
      ? []
      : ([{ column: "createdon", operator: "on-or-after", value: isoDate(first) }] as const)),
    ...(last === ever.last
      ? []
      : ([{ column: "createdon", operator: "on-or-before", value: isoDate(last) }] as const)),
  ];
}

/** How many active contacts there are, by whether what they do may be followed. At most nine rows. */
function followingQuestion(scope: Scope, optional: readonly string[], days: Days, ever: Days): Question {
  return {
    table: "contact",
    aggregate: true,
    columns: [
      { name: "contactid", aggregate: "count", alias: "contacts" },
      { name: "followemail", groupBy: true, alias: "follow" },
      ...optional.map((name) => ({ name, groupBy: true, alias: "notracking" })),
    ],
    filter: all(...isStillThere(scope), isContactOf(scope), ...createdOn(days, ever)),
  };
}

/**
 * Who may be followed. One request; one more, once a page, where a column is not known to be missing. Of an account
 * with more than 50,000 contacts, those created earlier and later are counted apart, as often as it takes.
 */
export async function readFollowing(
  ask: AskQuestion,
  scope: Scope,
  today: Day,
  known?: OptionalColumns,
): Promise<Answer<Following>> {
  const ever = { first: today - DAYS_OF_CREATION, last: today };
  const answer = await askWithOptional(
    (columns) => askInParts(ask, (days) => followingQuestion(scope, columns, days, ever), ever, null),
    "contact",
    [WEB_TRACKING],
    (columns: readonly string[]) => columns,
    known,
  );
  if (!answer.ok) return answer;
  let contacts = 0;
  let refused = 0;
  for (const row of answer.value.flat()) {
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
