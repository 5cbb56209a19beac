import type { GuardedList } from "../../domain/guard/audience";
import { guardStates } from "../../domain/guard/guardState";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { all, type Question } from "../question";
import { lookupOf } from "../row";
import { optionOf } from "../writing";
import { listIn, listColumns } from "./guardedSubject";

/** Lists that the guard took off an activity, the newest first: their checks say so. */
export function takenOffQuestion(activityId: string): Question {
  return {
    table: "ent_sendcheck",
    top: 100,
    columns: [{ name: "ent_listid" }],
    orders: [{ by: "ent_checkedon", descending: true }],
    filter: all(
      { column: "ent_campaignactivityid", operator: "eq", value: activityId },
      { column: "ent_state", operator: "eq", value: optionOf(guardStates, "listsTakenOff") ?? 0 },
      { column: "ent_listid", operator: "not-null" },
    ),
    links: [
      {
        table: "list",
        from: "listid",
        to: "ent_listid",
        type: "inner",
        alias: "audience",
        columns: listColumns,
      },
    ],
  };
}

/** The lists that would be on an activity had the guard not taken them off. One request. */
export async function readTakenOff(
  ask: AskQuestion,
  activityId: string,
): Promise<Answer<readonly GuardedList[]>> {
  const answer = await ask(takenOffQuestion(activityId));
  if (!answer.ok) return answer;
  const lists = new Map(
    answer.value.flatMap((row) =>
      listIn(row, "audience.").map((list) => [lookupOf(row, "ent_listid"), list] as const),
    ),
  );
  return success([...lists.values()]);
}
