import { attemptReading, type Answer } from "./attempt";
import type { Host, Row } from "./host";
import { printQuestion, type Question } from "./question";

/** Asks one FetchXML question: one request, at most 5,000 rows. */
export type Ask = (question: Question) => Promise<Answer<readonly Row[]>>;

/** Told of each answer: how many requests were answered, out of how many known to be needed. */
export type OnAnswered = (answered: number, asked: number) => void;

/** Rows that one answer holds at most; there may be more when there are as many. */
export const ROWS_AN_ANSWER = 5000;

/** Requests of one asker under way at a time, so that a long history does not use up the service's patience. */
const AT_ONCE = 3;

/** One who asks for a component until the signal is aborted, a few questions at a time and the others in turn. */
export function createAsk(
  host: Pick<Host, "webApi" | "isOffline">,
  signal: AbortSignal,
  onAnswered: OnAnswered = () => undefined,
): Ask {
  let underWay = 0;
  let asked = 0;
  let answered = 0;
  const waiting: (() => void)[] = [];

  return async (question) => {
    asked += 1;
    if (underWay < AT_ONCE) underWay += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      const options = `?fetchXml=${encodeURIComponent(printQuestion(question))}`;
      return await attemptReading(host, signal, async () => {
        const { entities } = await host.webApi.retrieveMultipleRecords(question.table, options);
        return entities;
      });
    } finally {
      answered += 1;
      onAnswered(answered, asked);
      // The place goes to the next in turn, or is free.
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}
