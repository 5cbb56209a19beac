import type { Day } from "../domain/day";
import { ROWS_AN_ANSWER, type Ask } from "./ask";
import { failed, success, type Answer } from "./attempt";
import type { Row } from "./host";
import type { Question } from "./question";

/** Days from `first` to `last`, both included. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

/**
 * Days known to hold more rows than the service adds up at once: what one question was told of, another about the same rows
 * need not ask.
 */
export class OverfullDays {
  readonly #known: Days[] = [];

  /** Whether some of these days alone were too many already. */
  has({ first, last }: Days): boolean {
    return this.#known.some((known) => first <= known.first && known.last <= last);
  }

  /** Asks about days that are not known to be too many, and learns whether they are. */
  async ask(ask: Ask, question: Question, days: Days): Promise<Answer<readonly Row[]>> {
    if (this.has(days)) return failed({ kind: "tooManyRows" });
    const answer = await ask(question);
    if (!answer.ok && answer.failure.kind === "tooManyRows") this.#known.push(days);
    return answer;
  }
}

/**
 * Asks an aggregate over some days in as many parts as the service needs: one request where it can, which is up to
 * 50,000 rows added up and 5,000 groups in the answer. Past the first limit (0x8004E023) the days are halved, again
 * and again; past the second, where the question has an order, it goes on from the day at which the answer
 * stopped. The parts come newest first. A group may come in two of them: whoever reads the parts adds up. Nothing is
 * ever left out: what cannot be had whole is a failure.
 * @param dayOf day of a row, for a question whose rows come newest day first; null for any other question
 * @param overfull what is known from other questions that add up the very same rows, and is learned for them
 */
export async function askInParts(
  ask: Ask,
  question: (days: Days) => Question,
  days: Days,
  dayOf: ((row: Row) => Day) | null,
  overfull = new OverfullDays(),
): Promise<Answer<readonly (readonly Row[])[]>> {
  const answer = await overfull.ask(ask, question(days), days);
  if (!answer.ok) {
    // A single day cannot be halved.
    if (answer.failure.kind !== "tooManyRows" || days.first >= days.last) return answer;
    const middle = Math.floor((days.first + days.last) / 2);
    return together(
      await Promise.all([
        askInParts(ask, question, { first: middle + 1, last: days.last }, dayOf, overfull),
        askInParts(ask, question, { first: days.first, last: middle }, dayOf, overfull),
      ]),
    );
  }

  const rows = answer.value;
  const lastRow = rows[ROWS_AN_ANSWER - 1];
  if (lastRow === undefined) return success([rows]);
  // The answer is full. What it lacks begins somewhere within its oldest day, which is asked again with the rest.
  if (dayOf === null || dayOf(lastRow) >= days.last) return failed({ kind: "tooManyRows" });
  const oldest = dayOf(lastRow);
  return together([
    success([rows.filter((row) => dayOf(row) > oldest)]),
    await askInParts(ask, question, { first: days.first, last: oldest }, dayOf, overfull),
  ]);
}

function together<T>(answers: readonly Answer<readonly T[]>[]): Answer<readonly T[]> {
  const all: T[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    all.push(...answer.value);
  }
  return success(all);
}
