import type { Day } from "../domain/day";
import type { Named } from "../domain/guard/protection";
import type { NewestOf } from "../domain/lastMet";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayOf, type Calendar } from "./dayIn";
import type { Row } from "./host";
import { signalPersonIn } from "./namedPerson";
import type { Question } from "./question";
import { lookupLabelOf, lookupOf, momentOf, namedIn, textOf } from "./row";
import { signalsIn, type Scope } from "./scope";
import { NEWEST, type TimelineEntry } from "./timeline";

/** Key of Entente's own table among the sources of happenings. */
const OWN_SOURCE = "interaction";

/** The newest signals of a scope. */
export function newestSignalsQuestion(scope: Scope, today: Day): Question {
  return {
    ...signalsIn(scope, { days: { last: today } }),
    top: NEWEST,
    columns: [
      ...["ent_interactionid", "ent_occurredon", "ent_name", "ent_detail"],
      ...["ent_kindid", "ent_topicid", "ent_contactid", "ent_leadid", "ent_fieldnoteid"],
    ].map((name) => ({ name })),
    orders: [
      { by: "ent_occurredon", descending: true },
      { by: "ent_interactionid", descending: true },
    ],
  };
}

/** The newest hundred signals; those that one note made are told as one, with all of its topics. One request. */
export async function readNewestSignals(
  ask: AskQuestion,
  calendar: Calendar,
  scope: Scope,
  today: Day,
): Promise<Answer<NewestOf<TimelineEntry>>> {
  const answer = await ask(newestSignalsQuestion(scope, today));
  if (!answer.ok) return answer;
  return success({
    happenings: entriesIn(calendar, answer.value),
    isCut: answer.value.length >= NEWEST,
  });
}

/** A note makes a signal for each of its topics, which the interests count by; to the reader it is one thing that was said. */
function entriesIn(calendar: Calendar, rows: readonly Row[]): readonly TimelineEntry[] {
  const topicsOfNote = new Map<string, Named[]>();
  return rows.flatMap((row) => {
    const entry = entryIn(calendar, row);
    const note = lookupOf(row, "ent_fieldnoteid");
    if (entry === null || note === null) return entry ?? [];
    const known = topicsOfNote.get(note);
    if (known !== undefined) {
      known.push(...entry.topics);
      return [];
    }
    const topics = [...entry.topics];
    topicsOfNote.set(note, topics);
    return { ...entry, topics };
  });
}

function entryIn(calendar: Calendar, row: Row): TimelineEntry | null {
  const id = textOf(row, "ent_interactionid");
  const at = momentOf(row, "ent_occurredon");
  if (id === null || at === null) return null;
  const topic = namedIn(row, "ent_topicid");
  return {
    source: OWN_SOURCE,
    table: "ent_interaction",
    id,
    at,
    day: dayOf(calendar, at),
    person: signalPersonIn(row),
    kind: { label: lookupLabelOf(row, "ent_kindid") ?? "" },
    what: textOf(row, "ent_detail") ?? textOf(row, "ent_name"),
    topics: topic === null ? [] : [topic],
  };
}
