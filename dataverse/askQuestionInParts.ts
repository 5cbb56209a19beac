import type { Day } from "../domain/day";
import { askInParts, type Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import type { Answer } from "./attempt";
import type { Row } from "./host";
import type { Question } from "./question";

/**
 * `askInParts` for a question that a `Fetch` cannot put. It only passes the questions on to whoever asks them, so that
 * nothing but its type has to be widened.
 */
export const askQuestionInParts = askInParts as unknown as (
  ask: AskQuestion,
  question: (days: Days) => Question,
  days: Days,
  dayOf: ((row: Row) => Day) | null,
) => Promise<Answer<readonly (readonly Row[])[]>>;
