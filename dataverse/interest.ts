import type { Day } from "../domain/day";
import { daysToRead, type DaySum } from "../domain/interest";
import type { Policy } from "../domain/policy";
import type { Ask } from "./ask";
import { askInParts, OverfullDays, type Days } from "./askInParts";
import { success, type Answer } from "./attempt";
import { byDay, dayOfGroup, newestFirst } from "./byDay";
import type { Client } from "./client";
import { dayIn } from "./dayIn";
import type { Host, Row } from "./host";
import { labelOf, numberOf, textOf } from "./row";
import type { Question } from "./question";
import { signalsIn } from "./scope";

/** Points summed by topic, half-life and day, newest day first. Rows: topics × days × half-lives, whatever the signals. */
export function daySumsQuestion(client: Client, days: Days): Question {
  return {
    ...signalsIn(client, {
      days,
      ofKind: [
        { name: "ent_halflifedays", groupBy: true, alias: "halflife" },
        { name: "ent_points", aggregate: "sum", alias: "points" },
      ],
    }),
    aggregate: true,
    columns: [{ name: "ent_topicid", groupBy: true, alias: "topic" }, ...byDay],
    orders: newestFirst,
  };
}

/** For each topic: how many signals, of how many people, and the last. Rows: topics. */
function topicSignalsQuestion(client: Client, days: Days): Question {
  return {
    ...signalsIn(client, { days }),
    aggregate: true,
    columns: [
      { name: "ent_topicid", groupBy: true, alias: "topic" },
      { name: "ent_interactionid", aggregate: "count", alias: "signals" },
      { name: "ent_contactid", aggregate: "countcolumn", distinct: true, alias: "people" },
      { name: "ent_occurredon", aggregate: "max", alias: "last" },
    ],
  };
}

/** The figures beside a topic, over today's window. */
export interface TopicSignals {
  /** Null: signals without a topic. */
  readonly topic: string | null;
  readonly signals: number;
  readonly people: number;
  /** False where it was counted in parts: one person may be in several of them, so `people` is a lower bound. */
  readonly isPeopleExact: boolean;
  readonly lastDay: Day | null;
}

export interface InterestRead {
  /** Over twice the window, for trend and curve. */
  readonly sums: readonly DaySum[];
  readonly topics: readonly TopicSignals[];
  readonly topicNames: ReadonlyMap<string, string>;
}

/** Days over which today's signals count. */
export function currentWindow(today: Day, policy: Pick<Policy, "windowDays">): Days {
  return { first: today - policy.windowDays + 1, last: today };
}

/**
 * What a client's interests are computed from. Two requests at once, whatever the number of signals, up to 50,000
 * of them and 5,000 groups; about one more for each further 50,000 or 5,000 (`askInParts`).
 * @param overfull days with too many of the client's signals to be added up at once, as far as they are known
 */
export async function readInterest(
  ask: Ask,
  host: Pick<Host, "timeZoneOffsetMinutes">,
  client: Client,
  today: Day,
  policy: Pick<Policy, "windowDays">,
  overfull = new OverfullDays(),
): Promise<Answer<InterestRead>> {
  const toRead = { first: today - daysToRead(policy) + 1, last: today };
  const [sums, topics] = await Promise.all([
    askInParts(ask, (days) => daySumsQuestion(client, days), toRead, dayOfGroup, overfull),
    askInParts(
      ask,
      (days) => topicSignalsQuestion(client, days),
      currentWindow(today, policy),
      null,
      overfull,
    ),
  ]);
  if (!sums.ok) return sums;
  if (!topics.ok) return topics;

  const topicNames = new Map<string, string>();
  for (const row of [...sums.value, ...topics.value].flat()) {
    const topic = textOf(row, "topic");
    const label = labelOf(row, "topic");
    if (topic !== null && label !== null) topicNames.set(topic, label);
  }
  return success({
    sums: sums.value.flat().map(daySumOf),
    topics: addUp(host, topics.value),
    topicNames,
  });
}

function daySumOf(row: Row): DaySum {
  return {
    topic: textOf(row, "topic"),
    day: dayOfGroup(row),
    halfLifeDays: numberOf(row, "halflife"),
    // Null where no kind of the group has points.
    points: numberOf(row, "points") ?? 0,
  };
}

function addUp(
  host: Pick<Host, "timeZoneOffsetMinutes">,
  parts: readonly (readonly Row[])[],
): readonly TopicSignals[] {
  const byTopic = new Map<string | null, TopicSignals>();
  for (const row of parts.flat()) {
    const topic = textOf(row, "topic");
    const known = byTopic.get(topic);
    byTopic.set(topic, {
      topic,
      signals: (known?.signals ?? 0) + (numberOf(row, "signals") ?? 0),
      people: Math.max(known?.people ?? 0, numberOf(row, "people") ?? 0),
      isPeopleExact: parts.length === 1,
      // The parts come newest first.
      lastDay: known?.lastDay ?? dayIn(host, row, "last"),
    });
  }
  return [...byTopic.values()];
}
