import type { Day } from "../../domain/day";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { dayIn, type Calendar } from "../dayIn";
import { all, type Question } from "../question";
import { numberOf, textOf } from "../row";
import { valueOf } from "../writing";

/** How the guard stands with one activity of a campaign. */
export interface ActivityState {
  readonly id: string;
  readonly subject: string;
  readonly day: Day | null;
  readonly state: GuardState | null;
}

/** More activities than a campaign has still to come. */
const MOST = 200;

/** Activities of a campaign that are still open, the next one first. */
function activityStatesQuestion(campaignId: string): Question {
  return {
    table: "campaignactivity",
    count: MOST,
    page: 1,
    columns: ["activityid", "subject", "scheduledstart", "ent_guardstate"].map((name) => ({ name })),
    orders: [{ by: "scheduledstart" }, { by: "activityid" }],
    filter: all(
      { column: "regardingobjectid", operator: "eq", value: campaignId },
      { column: "statecode", operator: "eq", value: 0 },
      { column: "statuscode", operator: "not-in", values: [5, 6] },
    ),
  };
}

/** One request. */
export async function readActivityStates(
  ask: AskQuestion,
  calendar: Calendar,
  campaignId: string,
): Promise<Answer<readonly ActivityState[]>> {
  const answer = await ask(activityStatesQuestion(campaignId));
  if (!answer.ok) return answer;
  return success(
    answer.value.map((row) => ({
      id: textOf(row, "activityid") ?? "",
      subject: textOf(row, "subject") ?? "",
      day: dayIn(calendar, row, "scheduledstart"),
      state: valueOf(guardStates, numberOf(row, "ent_guardstate")),
    })),
  );
}
