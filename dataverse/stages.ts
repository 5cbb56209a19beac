import type { StageEntry } from "../domain/timeInStage";
import { isAbsence } from "./absence";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayIn, type Calendar } from "./dayIn";
import { all, either, type Question } from "./question";
import { lookupLabelOf, lookupOf, numberOf } from "./row";
import { isAccountOf, type Scope } from "./scope";

/** Microsoft's two business processes that carry opportunities: from a lead on, and without one. */
export const processTables = ["leadtoopportunitysalesprocess", "opportunitysalesprocess"] as const;
export type ProcessTable = (typeof processTables)[number];

/** The process instances of the open deals in scope, one row each. */
export function stagesQuestion(table: ProcessTable, scope: Scope): Question {
  return {
    table,
    columns: ["opportunityid", "activestageid", "activestagestartedon", "statecode", "statuscode"].map(
      (name) => ({ name }),
    ),
    orders: [{ by: "activestagestartedon", descending: true }],
    links: [
      {
        table: "opportunity",
        from: "opportunityid",
        to: "opportunityid",
        type: "inner",
        alias: "deal",
        filter: all(
          { column: "statecode", operator: "eq", value: 0 },
          scope.table === "opportunity"
            ? { column: "opportunityid", operator: "eq", value: scope.id }
            : either(isAccountOf(scope, "customerid"), isAccountOf(scope, "parentaccountid")),
        ),
      },
    ],
  };
}

/** Active (0) with the reason in progress (1): a finished one is active too, but its stage goes on no longer. */
const ACTIVE = 0;
const IN_PROGRESS = 1;

/**
 * Since when the deals in scope are in their stage, by one of the processes. One request. Where this organisation does
 * not have the process, or this user may not read it, there is nothing to tell and nothing to say.
 */
export async function readStages(
  ask: AskQuestion,
  calendar: Calendar,
  table: ProcessTable,
  scope: Scope,
): Promise<Answer<readonly StageEntry[]>> {
  const answer = await ask(stagesQuestion(table, scope));
  if (!answer.ok) return isAbsence(answer.failure) ? success([]) : answer;
  return success(
    answer.value.flatMap((row): StageEntry[] => {
      const dealId = lookupOf(row, "opportunityid");
      if (dealId === null) return [];
      return [
        {
          dealId,
          stageName: lookupLabelOf(row, "activestageid"),
          sinceDay: dayIn(calendar, row, "activestagestartedon"),
          isActive: numberOf(row, "statecode") === ACTIVE && numberOf(row, "statuscode") === IN_PROGRESS,
        },
      ];
    }),
  );
}
