import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { recordId } from "../client";
import { all, type Question } from "../question";
import { textOf } from "../row";
import { describeList } from "./describeList";

const MARK = /\[entente:copy (\S+)\]/;

/** The description of a static copy: for people, what it is; then, for the guard, which list it stands for. */
export function describeCopy(text: string, listId: string): string {
  return describeList(text, `[entente:copy ${listId}]`);
}

/** The list that a static copy stands for; null where the description is of no such copy. */
export function copiedFrom(description: string | null): string | null {
  return recordId(MARK.exec(description ?? "")?.[1]);
}

/**
 * Lists that this user's copying of a list may have made, the newest first: `CopyDynamicListToStatic` gives the copy an id of
 * its own choice, locks it (learn.microsoft.com, "List (Marketing List) entity"), and leaves it the name of the list (to be
 * confirmed: docs/sandbox.md). One that it is still making is not among them.
 */
function copiesQuestion(name: string): Question {
  return {
    table: "list",
    top: 500,
    columns: [{ name: "listid" }],
    orders: [{ by: "createdon", descending: true }],
    filter: all(
      { column: "listname", operator: "eq", value: name },
      { column: "type", operator: "eq", value: false },
      { column: "lockstatus", operator: "eq", value: true },
      { column: "createdby", operator: "eq-userid" },
      { column: "statecode", operator: "eq", value: 0 },
    ),
  };
}

/**
 * Static lists that may be this user's copies of a list of this name. One that was not there before the copying, and is
 * there after its answer was lost, is what it made. One request.
 */
export async function readCopies(ask: AskQuestion, name: string): Promise<Answer<readonly string[]>> {
  const answer = await ask(copiesQuestion(name));
  return answer.ok ? success(answer.value.flatMap((row) => textOf(row, "listid") ?? [])) : answer;
}
