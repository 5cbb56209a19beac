import { defaultAgreedPolicy } from "../domain/agreedPolicy";
import { nearestLists, type DynamicCount, type OnStaticLists } from "../domain/comingSends";
import { dayOfMoment, type Day } from "../domain/day";
import type { Meeting, NewestOf } from "../domain/lastMet";
import type { TalkingPoint } from "../domain/talkingPoints";
import type { StageEntry } from "../domain/timeInStage";
import { readAccountName } from "./accountName";
import { createAsking, type Asking } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { readDynamicLists, readStaticLists, type DynamicListsRead } from "./comingSends";
import { readOpenDeals, type OpenDeals } from "./deals";
import { countOnDynamicList, type Xml } from "./dynamicList";
import { readEngagement, type EngagementRead } from "./engagement";
import { readFollowing, type Following } from "./following";
import type { Host } from "./host";
import { currentWindow, readInterest, type InterestRead } from "./interest";
import { readLastMeetings } from "./meetings";
import { readNewestSignals } from "./newestSignals";
import { learnColumns, type OptionalColumns } from "./optionalColumns";
import { optionalContactColumns, readPeople, type PeopleRead } from "./people";
import { readPolicy, type PolicyRead } from "./policy";
import type { Scope } from "./scope";
import { readOptOuts } from "./sources/optOuts";
import type { KnownTables, TableDefinitions } from "./sources/present";
import { readSources, type SourceRead } from "./sources/read";
import { processTables, readStages } from "./stages";
import { readTalkingPoints } from "./talkingPoints";
import type { TimelineEntry } from "./timeline";

/** Dynamic lists asked about at once; the others when the user wants to know. */
export const LISTS_AT_ONCE = 5;

/**
 * All that the Briefing asks about an account, each section with an answer of its own, which may fail alone. None of
 * the promises rejects.
 */
export interface BriefingAnswers {
  readonly today: Day;
  readonly policy: Promise<Answer<PolicyRead>>;
  readonly name: Promise<Answer<string>>;
  readonly deals: Promise<Answer<OpenDeals>>;
  readonly stages: Promise<Answer<readonly StageEntry[]>>;
  readonly interest: Promise<Answer<InterestRead>>;
  readonly following: Promise<Answer<Following>>;
  readonly engagement: Promise<Answer<EngagementRead>>;
  readonly people: Promise<Answer<PeopleRead>>;
  /** Null where the organisation keeps no consent of Customer Insights. */
  readonly optOuts: Promise<Answer<ReadonlySet<string> | null>>;
  readonly meetings: Promise<Answer<readonly Meeting[]>>;
  readonly signals: Promise<Answer<NewestOf<TimelineEntry>>>;
  /** By key of the source. */
  readonly sources: Promise<ReadonlyMap<string, SourceRead>>;
  readonly staticLists: Promise<Answer<readonly OnStaticLists[]>>;
  readonly dynamicLists: Promise<Answer<DynamicListsRead>>;
  /** Counts on the nearest dynamic lists, by the list's id. */
  readonly counts: Promise<ReadonlyMap<string, DynamicCount>>;
  readonly talkingPoints: Promise<Answer<readonly TalkingPoint[]>>;
  /** Asks about one more dynamic list. */
  countOn(query: string | null): Promise<DynamicCount>;
}

export interface BriefingOptions {
  /** What is known of tables and columns; for tests, the page's own otherwise. */
  readonly known?: KnownTables;
  readonly columns?: OptionalColumns;
  readonly xml?: Xml;
}

/**
 * Asks everything at once: fifteen requests, beside one for each further source present and one for each of the
 * nearest dynamic lists. Only three things wait: what is counted over the policy's days, for the policy; the counts on
 * dynamic lists, for the lists' own queries; and, once a page, what asks for columns that not everyone has. Where the
 * policy cannot be read, the default's days are read, and the caller sees the failure.
 */
export function openBriefing(
  host: Pick<Host, "webApi" | "isOffline" | "now" | "timeZoneOffsetMinutes">,
  definitions: TableDefinitions,
  accountId: string,
  signal: AbortSignal,
  { known, columns, xml }: BriefingOptions = {},
): BriefingAnswers {
  const asking: Asking = createAsking(host, signal);
  const { ask } = asking;
  const client = { table: "account", id: accountId } as const;
  const scope: Scope = client;
  const now = host.now();
  const today = dayOfMoment(now, host.timeZoneOffsetMinutes(now));

  const policy = readPolicy(ask, today);
  const agreed = policy.then((read) => (read.ok ? read.value.policy : defaultAgreedPolicy));
  const days = agreed.then((ofPolicy) => currentWindow(today, ofPolicy));
  const learned = learnColumns(definitions, "contact", optionalContactColumns, columns);
  const countOn = (query: string | null) => countOnDynamicList(asking.askXml, query, scope, xml);
  const dynamicLists = readDynamicLists(ask, host, today);

  return {
    today,
    policy,
    name: readAccountName(host, accountId, signal),
    deals: readOpenDeals(ask, accountId),
    stages: Promise.all(processTables.map((table) => readStages(ask, host, table, scope))).then(together),
    interest: agreed.then((ofPolicy) => readInterest(ask, host, client, today, ofPolicy)),
    following: learned.then(() => readFollowing(ask, scope, columns)),
    engagement: days.then((window) => readEngagement(ask, scope, window)),
    people: Promise.all([days, learned]).then(([window]) => readPeople(ask, scope, window, columns)),
    optOuts: readOptOuts(ask, definitions, scope, known),
    meetings: readLastMeetings(ask, host, scope),
    signals: readNewestSignals(ask, host, scope, today),
    sources: readSources(ask, definitions, host, scope, today, undefined, known),
    staticLists: readStaticLists(ask, host, scope, today),
    dynamicLists,
    counts: dynamicLists.then(async (read) => {
      if (!read.ok) return new Map<string, DynamicCount>();
      const nearest = nearestLists(read.value.lists, LISTS_AT_ONCE);
      const counts = await Promise.all(nearest.map(({ id }) => countOn(read.value.queries.get(id) ?? null)));
      return new Map(counts.map((count, index) => [nearest[index]?.id ?? "", count] as const));
    }),
    talkingPoints: readTalkingPoints(ask),
    countOn,
  };
}

function together<T>(answers: readonly Answer<readonly T[]>[]): Answer<readonly T[]> {
  const everything: T[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    everything.push(...answer.value);
  }
  return success(everything);
}
