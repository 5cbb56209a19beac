import type { StageEntry } from "../domain/timeInStage";
import { isAbsence } from "./absence";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayIn, type Calendar } from "./dayIn";
import type { Row } from "./host";
import { all, type Question } from "./question";
import { textOf } from "./row";
import { isDealOf, type Scope } from "./scope";

/** Microsoft's two business processes that carry opportunities: from a lead on, and without one. */
export const processTables = ["leadtoopportunitysalesprocess", "opportunitysalesprocess"] as const;
export type ProcessTable = (typeof processTables)[number];

/** Active (0) with the reason in progress (1): a finished one is active too, but its stage goes on no longer. */
const ACTIVE = 0;
const IN_PROGRESS = 1;

/** The open deals in scope with the process instances in progress, by these processes: a row for each. */
export function stagesQuestion(scope: Scope, tables: readonly ProcessTable[]): Question {
  return {
    table: "opportunity",
    columns: [{ name: "opportunityid" }],
    filter: all(
      { column: "statecode", operator: "eq", value: 0 },
      scope.table === "opportunity"
        ? { column: "opportunityid", operator: "eq", value: scope.id }
        : isDealOf(scope),
    ),
    links: tables.map((table) => ({
      table,
      from: "opportunityid",
      to: "opportunityid",
      type: "outer",
      alias: table,
      columns: [{ name: "activestagestartedon" }],
      filter: all(
        { column: "statecode", operator: "eq", value: ACTIVE },
        { column: "statuscode", operator: "eq", value: IN_PROGRESS },
      ),
    })),
  };
}

/**
 * Since when the deals in scope are in their stage. One request; two more where this organisation does not have one of
 * the processes, or this user may not read it: there is nothing to tell of that one, and nothing to say.
 */
export async function readStages(
  ask: AskQuestion,
  calendar: Calendar,
  scope: Scope,
): Promise<Answer<readonly StageEntry[]>> {
  const together = await ask(stagesQuestion(scope, processTables));
  if (together.ok) return success(together.value.flatMap((row) => entriesIn(calendar, row)));
  if (!isAbsence(together.failure)) return together;
  const each = await Promise.all(processTables.map((table) => ask(stagesQuestion(scope, [table]))));
  const entries: StageEntry[] = [];
  for (const answer of each) {
    if (answer.ok) entries.push(...answer.value.flatMap((row) => entriesIn(calendar, row)));
    else if (!isAbsence(answer.failure)) return answer;
  }
  return success(entries);
}

function entriesIn(calendar: Calendar, row: Row): readonly StageEntry[] {
  return processTables.flatMap((table): StageEntry[] => {
    const sinceDay = dayIn(calendar, row, `${table}.activestagestartedon`);
    return sinceDay === null ? [] : [{ dealId: textOf(row, "opportunityid") ?? "", sinceDay }];
  });
}
