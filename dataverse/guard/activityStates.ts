import type { Day } from "../../domain/day";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { dayIn, type Calendar } from "../dayIn";
import { all, type Question, type QuestionFilter } from "../question";
import { momentOf, numberOf, textOf } from "../row";
import { isSendToCome } from "../sendToCome";
import { valueOf } from "../writing";

/** How the guard stands with one activity of a campaign. */
export interface ActivityState {
  readonly id: string;
  readonly subject: string;
  readonly day: Day | null;
  /** As it was last written down. */
  readonly state: GuardState | null;
  /** When it was last checked; null where nobody has. */
  readonly checkedOn: Date | null;
}

/** More activities than a campaign has still to come. */
const MOST = 200;

/** Of a campaign, and still to come. */
function isStillToCome(campaignId: string): QuestionFilter {
  return all({ column: "regardingobjectid", operator: "eq", value: campaignId }, ...isSendToCome);
}

/** Activities of a campaign that are still open, the next one first. */
function activityStatesQuestion(campaignId: string): Question {
  return {
    table: "campaignactivity",
    count: MOST,
    page: 1,
    columns: ["activityid", "subject", "scheduledstart", "ent_guardstate"].map((name) => ({ name })),
    orders: [{ by: "scheduledstart" }, { by: "activityid" }],
    filter: isStillToCome(campaignId),
  };
}

/** When each of them was last checked. */
function lastChecksQuestion(campaignId: string): Question {
  return {
    table: "ent_sendcheck",
    aggregate: true,
    columns: [
      { name: "ent_campaignactivityid", groupBy: true, alias: "activity" },
      { name: "ent_checkedon", aggregate: "max", alias: "checked" },
    ],
    filter: all({ column: "statecode", operator: "eq", value: 0 }),
    links: [
      {
        table: "campaignactivity",
        from: "activityid",
        to: "ent_campaignactivityid",
        type: "inner",
        alias: "send",
        filter: isStillToCome(campaignId),
      },
    ],
  };
}

/** Two requests at once. */
export async function readActivityStates(
  ask: AskQuestion,
  calendar: Calendar,
  campaignId: string,
): Promise<Answer<readonly ActivityState[]>> {
  const [answer, checks] = await Promise.all([
    ask(activityStatesQuestion(campaignId)),
    ask(lastChecksQuestion(campaignId)),
  ]);
  if (!answer.ok) return answer;
  if (!checks.ok) return checks;
  const checkedOn = new Map(
    checks.value.map((row) => [textOf(row, "activity"), momentOf(row, "checked")] as const),
  );
  return success(
    answer.value.map((row) => ({
      id: textOf(row, "activityid") || "",
      subject: textOf(row, "subject") || "",
      day: dayIn(calendar, row, "scheduledstart"),
      state: valueOf(guardStates, numberOf(row, "ent_guardstate")),
      checkedOn: checkedOn.get(textOf(row, "activityid")) ?? null,
    })),
  );
}
