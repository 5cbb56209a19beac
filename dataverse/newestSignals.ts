import type { Day } from "../domain/day";
import type { NewestOf } from "../domain/lastMet";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayOf, type Calendar } from "./dayIn";
import type { Row } from "./host";
import { signalPersonIn } from "./namedPerson";
import type { Question } from "./question";
import { lookupLabelOf, momentOf, namedIn, textOf } from "./row";
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
      ...["ent_kindid", "ent_topicid", "ent_contactid", "ent_leadid"],
    ].map((name) => ({ name })),
    orders: [
      { by: "ent_occurredon", descending: true },
      { by: "ent_interactionid", descending: true },
    ],
  };
}

/** The newest hundred signals. One request. */
export async function readNewestSignals(
  ask: AskQuestion,
  calendar: Calendar,
  scope: Scope,
  today: Day,
): Promise<Answer<NewestOf<TimelineEntry>>> {
  const answer = await ask(newestSignalsQuestion(scope, today));
  if (!answer.ok) return answer;
  return success({
    happenings: answer.value.flatMap((row) => entryIn(calendar, row) ?? []),
    isCut: answer.value.length >= NEWEST,
  });
}

function entryIn(calendar: Calendar, row: Row): TimelineEntry | null {
  const id = textOf(row, "ent_interactionid");
  const at = momentOf(row, "ent_occurredon");
  if (id === null || at === null) return null;
  return {
    source: OWN_SOURCE,
    table: "ent_interaction",
    id,
    at,
    day: dayOf(calendar, at),
    person: signalPersonIn(row),
    kind: { label: lookupLabelOf(row, "ent_kindid") ?? "" },
    what: textOf(row, "ent_detail") ?? textOf(row, "ent_name"),
    topic: namedIn(row, "ent_topicid"),
  };
}
