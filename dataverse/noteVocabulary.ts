import { kindCodeOf, sentiments } from "../domain/fieldNote";
import type { KnownTopic } from "../domain/topicSuggestion";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { all, type Question } from "./question";
import { textOf } from "./row";

/** What notes are counted by: the topics there are, and the kinds of interaction that a note can make. */
export interface NoteVocabulary {
  readonly topics: readonly KnownTopic[];
  /** Codes of the kinds "field note, positive / neutral / negative" that the organisation has. */
  readonly kindCodes: readonly string[];
}

const ACTIVE = { column: "statecode", operator: "eq", value: 0 } as const;

export const topicsQuestion: Question = {
  table: "ent_topic",
  top: 500,
  columns: [{ name: "ent_topicid" }, { name: "ent_name" }, { name: "ent_keywords" }],
  orders: [{ by: "ent_name" }],
  filter: all(ACTIVE),
};

export const kindsQuestion: Question = {
  table: "ent_interactionkind",
  columns: [{ name: "ent_code" }],
  filter: all(ACTIVE, { column: "ent_code", operator: "in", values: sentiments.map(kindCodeOf) }),
};

/** Two requests at once. */
export async function readNoteVocabulary(ask: AskQuestion): Promise<Answer<NoteVocabulary>> {
  const [topics, kinds] = await Promise.all([ask(topicsQuestion), ask(kindsQuestion)]);
  if (!topics.ok) return topics;
  if (!kinds.ok) return kinds;
  return success({
    topics: topics.value.map((row) => ({
      id: textOf(row, "ent_topicid") ?? "",
      name: textOf(row, "ent_name") ?? "",
      keywords: textOf(row, "ent_keywords"),
    })),
    kindCodes: kinds.value.map((row) => textOf(row, "ent_code") ?? ""),
  });
}
