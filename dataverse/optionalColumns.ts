import type { AskQuestion } from "./askQuestion";
import type { Answer } from "./attempt";
import type { Row } from "./host";
import type { Question } from "./question";

type Rows = Answer<readonly Row[]>;

/** Columns that this organisation has turned out not to have, as `table.column`. */
export type MissingColumns = Set<string>;

/** What was found out since the page was loaded: one page shows one organisation. */
const missingHere: MissingColumns = new Set();

/**
 * Asks for columns that come with a Microsoft solution which not everyone has. One request where they are all there,
 * one more for each that is not, and none of these again while the page lives. Refusals do not name the column, so
 * that the last one is given up first.
 * @param columns the least common last
 */
export async function askWithOptional(
  ask: AskQuestion,
  table: string,
  columns: readonly string[],
  question: (columns: readonly string[]) => Question,
  missing: MissingColumns = missingHere,
): Promise<Rows> {
  let there = columns.filter((column) => !missing.has(`${table}.${column}`));
  let answer = await ask(question(there));
  while (!answer.ok && answer.failure.kind === "noSuchColumn" && there.length > 0) {
    missing.add(`${table}.${there[there.length - 1]}`);
    there = there.slice(0, -1);
    answer = await ask(question(there));
  }
  return answer;
}
