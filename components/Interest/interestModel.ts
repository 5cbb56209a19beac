import type { Ask } from "../../dataverse/ask";
import type { Days } from "../../dataverse/askInParts";
import type { Client } from "../../dataverse/client";
import { readConsent, type Consent } from "../../dataverse/consent";
import type { Host } from "../../dataverse/host";
import {
  currentWindow,
  readInterest,
  readLastSignal,
  type InterestRead,
  type TopicSignals,
} from "../../dataverse/interest";
import { dayOfMoment, type Day } from "../../domain/day";
import { rankInterests, type RankedInterest } from "../../domain/interest";
import type { Policy } from "../../domain/policy";
import { readingOf, type Reading } from "../shared/reading";

/** A topic as a row shows it. */
export interface TopicRow extends RankedInterest {
  readonly name: string;
  readonly signals: number;
  /** 0 where it says nothing: a contact's signals are one person's. */
  readonly people: number;
  readonly isPeopleExact: boolean;
  readonly lastDay: Day | null;
}

export interface InterestModel {
  readonly today: Day;
  readonly window: Days;
  readonly policy: Policy;
  /** Highest score first. */
  readonly topics: readonly TopicRow[];
  /** Signals in the window that have no topic: not ranked, but said. */
  readonly withoutTopic: number;
  /** Null where it could not be read. */
  readonly consent: Consent | null;
}

/** Why there is nothing to rank: four different things, never one "no data". */
export type Silence = {
  readonly today: Day;
  readonly windowDays: number;
  readonly consent: Consent | null;
} & (
  | { readonly kind: "noContacts" }
  /** Everybody has refused to be followed: that there is no signal says nothing. */
  | { readonly kind: "notTracked"; readonly contacts: number }
  /** No signal was ever recorded. */
  | { readonly kind: "never" }
  /** There were signals, but none in the window. */
  | { readonly kind: "quiet"; readonly lastDay: Day }
);

/**
 * Reads a client's interests and says what there is to show. Three requests at once; a fourth, of one row, only where
 * they find no signal at all, to know whether there ever was one.
 */
export async function readInterestModel(
  ask: Ask,
  host: Pick<Host, "now" | "timeZoneOffsetMinutes">,
  client: Client,
  policy: Policy,
): Promise<Reading<InterestModel, Silence>> {
  const now = host.now();
  const today = dayOfMoment(now, host.timeZoneOffsetMinutes(now));
  const [read, consentAnswer] = await Promise.all([
    readInterest(ask, host, client, today, policy),
    readConsent(ask, client),
  ]);
  if (!read.ok) return readingOf(read.failure);
  const consent = consentAnswer.ok ? consentAnswer.value : null;

  const topics = topicRows(read.value, client, today, policy);
  const withoutTopic = read.value.topics.find(({ topic }) => topic === null)?.signals ?? 0;
  if (topics.length > 0 || withoutTopic > 0) {
    const window = currentWindow(today, policy);
    return { kind: "ready", model: { today, window, policy, topics, withoutTopic, consent } };
  }

  const silence = { today, windowDays: policy.windowDays, consent };
  if (consent !== null && consent.contacts > 0 && consent.refused === consent.contacts) {
    return { kind: "empty", reason: { kind: "notTracked", contacts: consent.contacts, ...silence } };
  }
  let lastDay = newestDay(read.value, today);
  if (lastDay === null) {
    const last = await readLastSignal(ask, host, client, today);
    if (!last.ok) return readingOf(last.failure);
    lastDay = last.value;
  }
  if (lastDay !== null) return { kind: "empty", reason: { kind: "quiet", lastDay, ...silence } };
  const hasNoContacts = client.table === "account" && consent?.contacts === 0;
  return { kind: "empty", reason: { kind: hasNoContacts ? "noContacts" : "never", ...silence } };
}

function topicRows(read: InterestRead, client: Client, today: Day, policy: Policy): readonly TopicRow[] {
  const signals = new Map<string | null, TopicSignals>(read.topics.map((topic) => [topic.topic, topic]));
  return rankInterests(read.sums, today, policy).map((interest) => {
    const figures = signals.get(interest.topic);
    return {
      ...interest,
      name: read.topicNames.get(interest.topic) ?? "",
      signals: figures?.signals ?? 0,
      people: client.table === "contact" ? 0 : (figures?.people ?? 0),
      isPeopleExact: figures?.isPeopleExact ?? true,
      lastDay: figures?.lastDay ?? null,
    };
  });
}

function newestDay(read: InterestRead, today: Day): Day | null {
  let newest: Day | null = null;
  for (const { day } of read.sums) {
    if (day <= today && (newest === null || day > newest)) newest = day;
  }
  return newest;
}
