import type { Days } from "../../dataverse/askInParts";
import { isPerson, type Client } from "../../dataverse/client";
import type { Following } from "../../dataverse/following";
import { currentWindow, type InterestRead, type TopicSignals } from "../../dataverse/interest";
import type { InterestAnswers } from "../../dataverse/interestAnswers";
import type { SourceRead } from "../../dataverse/sources/read";
import { defaultPolicy, type Policy } from "../../domain/policy";
import type { Day } from "../../domain/day";
import { rankInterests, type RankedInterest } from "../../domain/interest";
import { trackabilityOf, type Trackability } from "../../domain/trackability";
import { readingFrom, readingOf, type Reading } from "../shared/reading";
import type { Settled } from "../shared/useAnswers";

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
  /** Null where it could not be read, undefined while it is read. */
  readonly following: Following | null | undefined;
  /** Where the client is cold, since when. */
  readonly cold: Cold | null;
  /** Whether the thresholds are the defaults because those agreed could not be read. */
  readonly isDefaultPolicy: boolean;
}

type Cold = Extract<Trackability, { readonly kind: "cold" }>;

/** Why there is nothing to rank: different things, never one "no data". */
export interface Silence {
  readonly today: Day;
  readonly windowDays: number;
  readonly following: Following | null;
  /** Null where it is not known: something that tells of it could not be read. */
  readonly trackability: Trackability | null;
  /** Keys of further sources that could not be read. */
  readonly missing: readonly string[];
  /** As of a ranking: by them a client is cold, and by their days nothing was found. */
  readonly isDefaultPolicy: boolean;
}

export type InterestAnswered = Settled<
  Pick<InterestAnswers, "now" | "today" | "policy" | "interest" | "following" | "signals" | "sources">
>;

/** The thresholds to go by: those agreed or, where they cannot be read, the defaults; null while they are read. */
export function policyIn(answers: Pick<InterestAnswered, "policy">): Policy | null {
  const { policy } = answers;
  if (policy === undefined) return null;
  return policy.ok ? policy.value.policy : defaultPolicy;
}

/** Whether the defaults are gone by because the thresholds agreed could not be read. */
export function isDefaultPolicyIn({ policy }: Pick<InterestAnswered, "policy">): boolean {
  return policy?.ok === false;
}

/**
 * What a client's silence means, once all that may have been heard is read; undefined before. Null where something of that, or
 * who may be followed, could not be read: only that they were heard of lately is then certain.
 */
export function trackabilityIn(answers: InterestAnswered): Trackability | null | undefined {
  const { today, signals, sources, following } = answers;
  const policy = policyIn(answers);
  if (signals?.ok === false) return null;
  if (policy === null || today === undefined || !signals || sources === undefined || !following)
    return undefined;
  const happenings = [signals.value, ...readSourcesIn(sources)].flatMap((newest) => newest.happenings);
  const lastDay = happenings.reduce<Day | null>(
    (last, { day }) => (last === null || day > last ? day : last),
    null,
  );
  // Whoever was heard of lately is heard, whoever else may be followed or not.
  const { contacts, refused } = following.ok ? following.value : { contacts: 0, refused: 0 };
  const trackability = trackabilityOf(
    { contacts, refused, sources: 1 + readSourcesIn(sources).length, lastDay },
    today,
    policy,
  );
  const isWhole = following.ok && missingSourcesIn(sources).length === 0;
  return isWhole || trackability.kind === "heard" ? trackability : null;
}

/** Keys of the further sources that could not be read. */
export function missingSourcesIn(sources: ReadonlyMap<string, SourceRead>): readonly string[] {
  return [...sources].flatMap(([key, source]) => (source.kind === "failed" ? [key] : []));
}

/** What was read of the further sources. */
export function readSourcesIn(sources: ReadonlyMap<string, SourceRead>) {
  return [...sources.values()].flatMap((read) => (read.kind === "read" ? [read.newest] : []));
}

/** A client's interests, from the answers there are. */
export function interestReading(
  answers: InterestAnswered,
  client: Client,
  isOffline: boolean,
): Reading<InterestModel, Silence> {
  const { interest, signals, sources = new Map<string, SourceRead>(), today = 0 } = answers;
  const policy = policyIn(answers);
  const trackability = trackabilityIn(answers);
  const isDefaultPolicy = isDefaultPolicyIn(answers);
  const followed = answers.following;
  const following = followed?.ok ? followed.value : followed === undefined && !isOffline ? undefined : null;
  return readingFrom({ interest }, isOffline, ({ interest: read }) => {
    if (policy === null) return { kind: "loading" };
    const topics = topicRows(read, client, today, policy);
    const withoutTopic = read.topics.find(({ topic }) => topic === null)?.signals ?? 0;
    const isSilent = topics.length === 0 && withoutTopic === 0;
    // A ranking is shown as soon as it is there. Only silence, and what looks as if it grew cold, has to be explained from
    // everything that may have been heard.
    if (trackability === undefined) {
      if (isSilent || !isHeardIn(read, today, policy)) return { kind: "loading" };
    } else if (isSilent) {
      if (signals?.ok === false) return readingOf(signals.failure);
      const { windowDays } = policy;
      const missing = missingSourcesIn(sources);
      return {
        kind: "empty",
        reason: { today, windowDays, following: following ?? null, trackability, missing, isDefaultPolicy },
      };
    }
    return {
      kind: "ready",
      model: {
        today,
        window: currentWindow(today, policy),
        policy,
        topics,
        withoutTopic,
        following,
        cold: trackability?.kind === "cold" ? trackability : null,
        isDefaultPolicy,
      },
    };
  });
}

/** Whether the ranked signals alone tell that the client is not cold: other sources may know of later ones only. */
function isHeardIn(read: InterestRead, today: Day, policy: Policy): boolean {
  const days = read.topics.flatMap(({ lastDay }) => lastDay ?? []);
  const lastDay = days.length === 0 ? null : Math.max(...days);
  return trackabilityOf({ contacts: 1, refused: 0, sources: 1, lastDay }, today, policy).kind === "heard";
}

function topicRows(read: InterestRead, client: Client, today: Day, policy: Policy): readonly TopicRow[] {
  const signals = new Map<string | null, TopicSignals>(read.topics.map((topic) => [topic.topic, topic]));
  const isOnePerson = isPerson(client);
  return rankInterests(read.sums, today, policy).map((interest) => {
    const figures = signals.get(interest.topic);
    return {
      ...interest,
      name: read.topicNames.get(interest.topic) ?? "",
      signals: figures?.signals ?? 0,
      people: isOnePerson ? 0 : (figures?.people ?? 0),
      isPeopleExact: figures?.isPeopleExact ?? true,
      lastDay: figures?.lastDay ?? null,
    };
  });
}
