import type { GuardedList } from "../../domain/guard/audience";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { all, either, type Question } from "../question";
import { lookupOf, numberOf } from "../row";
import { optionOf, valueOf } from "../writing";
import { listAt, listIn } from "./guardedSubject";

/** What only a check says that saw everything: from there on, the lists on the activity are the ones that people want. */
const settled: readonly GuardState[] = ["clear", "toDecide", "decided", "guarded"];

function optionFor(state: GuardState): number {
  return optionOf(guardStates, state) ?? 0;
}

/** Checks of an activity that took lists off it, a row for each list, and checks that saw everything; the newest first. */
export function takenOffQuestion(activityId: string): Question {
  return {
    table: "ent_sendcheck",
    top: 500,
    columns: [{ name: "ent_listid" }, { name: "ent_state" }],
    // The service's own clock: `ent_checkedon` is the clients'. Of rows of one second, the version says which came later.
    orders: [
      { by: "createdon", descending: true },
      { by: "versionnumber", descending: true },
    ],
    filter: all(
      { column: "ent_campaignactivityid", operator: "eq", value: activityId },
      either(
        { column: "ent_state", operator: "in", values: settled.map(optionFor) },
        all(
          { column: "ent_state", operator: "eq", value: optionFor("listsTakenOff") },
          { column: "ent_listid", operator: "not-null" },
        ),
      ),
    ),
    links: [listAt("ent_listid")],
  };
}

/**
 * The lists that the guard took off an activity and has not put back: those taken off since somebody last checked it who
 * sees everything. A list that came back and was then taken off by a person is none of them. One request.
 */
export async function readTakenOff(
  ask: AskQuestion,
  activityId: string,
): Promise<Answer<readonly GuardedList[]>> {
  const answer = await ask(takenOffQuestion(activityId));
  if (!answer.ok) return answer;
  const isTakingOff = (row: (typeof answer.value)[number]) =>
    valueOf(guardStates, numberOf(row, "ent_state")) === "listsTakenOff";
  const end = answer.value.findIndex((row) => !isTakingOff(row));
  const since = end === -1 ? answer.value : answer.value.slice(0, end);
  const lists = new Map(
    since.flatMap((row) =>
      listIn(row, "audience.").map((list) => [lookupOf(row, "ent_listid"), list] as const),
    ),
  );
  return success([...lists.values()]);
}
