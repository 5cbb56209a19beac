import { attemptReading, type Answer } from "./attempt";
import type { Host, Row } from "./host";
import { printQuestion, type Question } from "./question";
import { inTurn } from "./when";

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
  const when = inTurn(AT_ONCE);
  let asked = 0;
  let answered = 0;

  return (question) => {
    asked += 1;
    return when(async () => {
      try {
        const options = `?fetchXml=${encodeURIComponent(printQuestion(question))}`;
        return await attemptReading(host, signal, async () => {
          const { entities } = await host.webApi.retrieveMultipleRecords(question.table, options);
          return entities;
        });
      } finally {
        answered += 1;
        onAnswered(answered, asked);
      }
    });
  };
}
