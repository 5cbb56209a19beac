import { defaultPolicy, type Policy } from "../domain/policy";
import type { Day } from "../domain/day";
import { engagementOf } from "../domain/engagement";
import type { Meeting, NewestOf } from "../domain/lastMet";
import { createAsk, type OnAnswered } from "./ask";
import { OverfullDays } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import type { Client } from "./client";
import { dayOf } from "./dayIn";
import { readEngagement, type EngagementRead } from "./engagement";
import { readFollowing, type Following } from "./following";
import type { Host } from "./host";
import { currentWindow, readInterest, type InterestRead } from "./interest";
import { followingOf, readLeadPerson } from "./leadPerson";
import { readLastMeetings } from "./meetings";
import { readNewestSignals } from "./newestSignals";
import { learnColumns, type OptionalColumns } from "./optionalColumns";
import { optionalContactColumns, readPeople, readPeopleById, type PeopleRead } from "./people";
import { expectedWindow, readPolicy, type PolicyRead } from "./policy";
import { readOptOuts, type OptOuts } from "./sources/optOuts";
import type { KnownTables, TableDefinitions } from "./sources/present";
import { readSources, type SourceRead } from "./sources/read";
import type { TimelineEntry } from "./timeline";
import { atOnce, type When } from "./when";

/** What is asked about a client's interest, each with an answer of its own. None of the promises rejects. */
export interface InterestAnswers {
  readonly now: Date;
  readonly today: Day;
  readonly policy: Promise<Answer<PolicyRead>>;
  readonly interest: Promise<Answer<InterestRead>>;
  readonly following: Promise<Answer<Following>>;
  readonly engagement: Promise<Answer<EngagementRead>>;
  readonly people: Promise<Answer<PeopleRead>>;
  /** Null where the organisation keeps no consent of Customer Insights. */
  readonly optOuts: Promise<Answer<OptOuts | null>>;
  readonly meetings: Promise<Answer<readonly Meeting[]>>;
  readonly signals: Promise<Answer<NewestOf<TimelineEntry>>>;
  /** By key of the source. */
  readonly sources: Promise<ReadonlyMap<string, SourceRead>>;
}

export interface AnswersOptions {
  /** What is known of tables and columns; for tests, the page's own otherwise. */
  readonly known?: KnownTables;
  readonly columns?: OptionalColumns;
  /** Told how far a long history has been added up. */
  readonly onAnswered?: OnAnswered;
  /** Where the caller has asked for it already. */
  readonly policy?: Promise<Answer<PolicyRead>>;
  /** When to ask what is looked at first, and when the rest; at once unless told otherwise. */
  readonly first?: When;
  readonly rest?: When;
}

export type AskingHost = Pick<Host, "webApi" | "isOffline" | "now" | "timeZoneOffsetMinutes">;

/**
 * Asks everything at once: eight requests (of a lead six), beside one for each further source present. What is counted over the
 * policy's days is asked over those that are expected, and once more where the policy turns out to have others. Only what asks
 * for columns that not everyone has waits, once a page, for what there is. Where the policy cannot be read, the default's
 * days are read, and the caller sees the failure. What the ranking needs is asked first; `rest` may be told to ask the others a
 * little later.
 */
export function openInterest(
  ask: AskQuestion,
  host: AskingHost,
  definitions: TableDefinitions,
  client: Client,
  signal: AbortSignal,
  { known, columns, onAnswered, policy: asked, first = atOnce, rest = atOnce }: AnswersOptions = {},
): InterestAnswers {
  const now = host.now();
  const today = dayOf(host, now);
  const policy = asked ?? readPolicy(ask, today);
  const agreed = policy.then((read) => (read.ok ? read.value.policy : defaultPolicy));
  const expected = expectedWindow();
  const overWindow = async <T>(read: (window: Pick<Policy, "windowDays">) => Promise<T>): Promise<T> => {
    const early = read(expected);
    const { windowDays } = await agreed;
    return windowDays === expected.windowDays ? early : read({ windowDays });
  };
  // Both add up the same signals: what one learns of them, the other need not ask.
  const overfull = new OverfullDays();
  const asker = onAnswered === undefined ? ask : createAsk(host, signal, onAnswered);
  // What is looked at first is asked first, once that is asked which others wait for: a browser may send a few requests at a time,
  // and the service may answer them in turn.
  const columnsAsked = first(() => learnColumns(definitions, "contact", optionalContactColumns, columns));
  const interest = first(() =>
    overWindow((window) => readInterest(asker, host, client, today, window, overfull)),
  );
  const learned = rest(() => columnsAsked);
  // A lead is one person, and no contact: one question tells of them all that others ask of contacts.
  const lead = client.table === "lead" ? rest(() => readLeadPerson(ask, client.id)) : null;
  const engagement =
    lead === null
      ? rest(() =>
          overWindow((window) => readEngagement(ask, client, currentWindow(today, window), overfull)),
        )
      : Promise.resolve(success<EngagementRead>({ sums: [], names: new Map(), isComplete: true }));

  /** The engaged ones among those whom one answer could not hold, most of all first: only where there are so many. */
  const withEngaged = async (read: Answer<PeopleRead>): Promise<Answer<PeopleRead>> => {
    if (!read.ok || !read.value.isCut) return read;
    const engaged = await engagement;
    if (!engaged.ok) return read;
    const there = new Set(read.value.people.map(({ id }) => id));
    const missing = [...engagementOf(engaged.value.sums, today, await agreed)]
      .filter(([id]) => !there.has(id))
      .sort(([, a], [, b]) => b.score - a.score)
      .map(([id]) => id);
    const more = await readPeopleById(ask, client, missing, columns);
    return more.ok ? success({ people: [...read.value.people, ...more.value.people], isCut: true }) : read;
  };

  return {
    now,
    today,
    policy,
    interest,
    following:
      lead === null
        ? learned.then(() => readFollowing(ask, client, today, columns))
        : lead.then((read) => (read.ok ? success(followingOf(read.value)) : read)),
    engagement,
    people:
      lead ??
      overWindow((window) =>
        learned.then(() => readPeople(ask, client, currentWindow(today, window), columns)),
      ).then(withEngaged),
    optOuts: rest(() => readOptOuts(ask, definitions, client, known)),
    meetings: rest(() => readLastMeetings(ask, host, client)),
    signals: rest(() => readNewestSignals(ask, host, client, today)),
    sources: rest(() => readSources(ask, definitions, host, client, today, undefined, known)),
  };
}
