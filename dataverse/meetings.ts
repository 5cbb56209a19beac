import type { Meeting } from "../domain/lastMet";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayOf, type Calendar } from "./dayIn";
import { hasParty } from "./parties";
import { all, either, type FilterItem, type Question, type QuestionFilter } from "./question";
import { lookupLabelOf, momentOf, textOf } from "./row";
import { isAccountOf, namesContactOf, type Scope } from "./scope";

/** Completed meetings read; the last of them is looked for here, since a completed one may be dated ahead. */
const LAST_MEETINGS = 10;

/**
 * Whether an activity is about the scope: it regards it, or one of its people took part. Each way is found by its own
 * index, and the service unites them.
 */
function isAbout(scope: Scope): FilterItem {
  return { ...waysTo(scope), hint: "union" };
}

function waysTo(scope: Scope): QuestionFilter {
  const regardsIt = { column: "regardingobjectid", operator: "eq", value: scope.id } as const;
  switch (scope.table) {
    case "lead":
    case "contact":
      return either(regardsIt, ...hasParty([{ column: "partyid", operator: "eq", value: scope.id }]));
    case "account":
      return either(
        isAccountOf(scope, "regardingobjectid"),
        namesContactOf(scope, "regardingobjectid"),
        {
          is: "any",
          table: "opportunity",
          from: "opportunityid",
          to: "regardingobjectid",
          filter: either(isAccountOf(scope, "customerid"), isAccountOf(scope, "parentaccountid")),
        },
        ...hasParty([isAccountOf(scope, "partyid"), namesContactOf(scope, "partyid")]),
      );
    case "opportunity":
      // Whoever a meeting regards, takes part in it; asking for both would be more links than a query may have.
      return either(
        regardsIt,
        isAccountOf(scope, "regardingobjectid"),
        ...hasParty([isAccountOf(scope, "partyid"), namesContactOf(scope, "partyid")]),
      );
  }
}

/** The last completed appointments and calls, newest first. A call that only left a message is no meeting. */
export function lastMeetingsQuestion(scope: Scope): Question {
  return {
    table: "activitypointer",
    top: LAST_MEETINGS,
    columns: ["activityid", "activitytypecode", "subject", "actualend", "scheduledend", "ownerid"].map(
      (name) => ({ name }),
    ),
    orders: [{ by: "actualend", descending: true }, { by: "activityid" }],
    filter: all(
      { column: "activitytypecode", operator: "in", values: ["appointment", "phonecall"] },
      { column: "statecode", operator: "eq", value: 1 },
      isAbout(scope),
      {
        is: "not any",
        table: "phonecall",
        from: "activityid",
        to: "activityid",
        filter: all({ column: "leftvoicemail", operator: "eq", value: true }),
      },
    ),
  };
}

/** The last completed meetings with a client. One request, at most ten rows. */
export async function readLastMeetings(
  ask: AskQuestion,
  calendar: Calendar,
  scope: Scope,
): Promise<Answer<readonly Meeting[]>> {
  const answer = await ask(lastMeetingsQuestion(scope));
  if (!answer.ok) return answer;
  return success(
    answer.value.flatMap((row): Meeting[] => {
      const id = textOf(row, "activityid");
      const at = momentOf(row, "actualend") ?? momentOf(row, "scheduledend");
      if (id === null || at === null) return [];
      return [
        {
          id,
          table: textOf(row, "activitytypecode") === "phonecall" ? "phonecall" : "appointment",
          subject: textOf(row, "subject") ?? "",
          at,
          day: dayOf(calendar, at),
          owner: lookupLabelOf(row, "ownerid"),
        },
      ];
    }),
  );
}
