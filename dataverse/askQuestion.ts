import type { Ask } from "./ask";
import { attemptReading, type Answer } from "./attempt";
import type { Host, Row } from "./host";
import { printQuestion } from "./question";

/** As `Ask`, for questions that are all asked at once. */
export type AskQuestion = Ask;

/** Asks a query that is not ours to build: the FetchXML of a dynamic list. */
export type AskXml = (table: string, fetchXml: string) => Promise<Answer<readonly Row[]>>;

export interface Asking {
  readonly ask: AskQuestion;
  readonly askXml: AskXml;
}

/**
 * One who asks for a component until the signal is aborted, everything at once: what a briefing asks is asked in one
 * round trip, and is no more than the service's patience (52 requests of a user at a time).
 */
export function createAsking(host: Pick<Host, "webApi" | "isOffline">, signal: AbortSignal): Asking {
  const askXml: AskXml = (table, fetchXml) =>
    attemptReading(host, signal, async () => {
      const options = `?fetchXml=${encodeURIComponent(fetchXml)}`;
      const { entities } = await host.webApi.retrieveMultipleRecords(table, options);
      return entities;
    });
  return { askXml, ask: (question) => askXml(question.table, printQuestion(question)) };
}
