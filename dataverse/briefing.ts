import { nearestLists, type DynamicCount, type OnStaticLists } from "../domain/comingSends";
import type { TalkingPoint } from "../domain/talkingPoints";
import type { StageEntry } from "../domain/timeInStage";
import { readAccountName } from "./accountName";
import { createAsking } from "./askQuestion";
import type { Answer } from "./attempt";
import { readDynamicLists, readStaticLists, type DynamicListsRead } from "./comingSends";
import { readOpenDeals, type OpenDeals } from "./deals";
import { dayOf } from "./dayIn";
import { countOnDynamicList, type Members } from "./dynamicList";
import type { Xml } from "./listQuery";
import { openInterest, type AnswersOptions, type AskingHost, type InterestAnswers } from "./interestAnswers";
import { readPolicy } from "./policy";
import { readHolds, type ListedHold } from "./holds";
import { readLastNotes, type LastNote } from "./lastNotes";
import type { TableDefinitions } from "./sources/present";
import { readStages } from "./stages";
import { readTalkingPoints } from "./talkingPoints";
import { atOnce, inTurn } from "./when";

/**
 * Dynamic lists asked about at once; the others when the user wants to know, so many at a time: there may be a hundred, and the
 * service takes 52 requests of a user.
 */
const LISTS_AT_ONCE = 5;

/**
 * All that the Briefing asks about an account, each section with an answer of its own, which may fail alone. None of
 * the promises rejects.
 */
export interface BriefingAnswers extends InterestAnswers {
  readonly name: Promise<Answer<string>>;
  readonly deals: Promise<Answer<OpenDeals>>;
  readonly stages: Promise<Answer<readonly StageEntry[]>>;
  readonly staticLists: Promise<Answer<readonly OnStaticLists[]>>;
  readonly dynamicLists: Promise<Answer<DynamicListsRead>>;
  /** Counts on the nearest dynamic lists, by the list's id. */
  readonly counts: Promise<ReadonlyMap<string, DynamicCount>>;
  readonly talkingPoints: Promise<Answer<readonly TalkingPoint[]>>;
  readonly notes: Promise<Answer<readonly LastNote[]>>;
  /** Those in force. */
  readonly holds: Promise<Answer<readonly ListedHold[]>>;
  /** Asks about one more dynamic list. */
  readonly countOn: (query: string | null, of: Members) => Promise<DynamicCount>;
}

export interface BriefingOptions extends AnswersOptions {
  readonly xml?: Xml;
}

/**
 * Asks everything at once: sixteen requests, beside one for each further source present and one for each of the
 * nearest dynamic lists. The four that the headline and the deals need are asked at once, `rest` may be told to ask the others a
 * little later. Only two things wait for answers: the counts on dynamic lists, for the lists' own queries; and, once a page,
 * what asks for columns that not everyone has. What is counted over the policy's days is asked again where the policy has
 * other days than expected. Where it cannot be read, the default's days are read, and the caller sees the failure.
 */
export function openBriefing(
  host: AskingHost,
  definitions: TableDefinitions,
  accountId: string,
  signal: AbortSignal,
  { xml, ...options }: BriefingOptions = {},
): BriefingAnswers {
  const { ask, askXml } = createAsking(host, signal);
  const { rest = atOnce } = options;
  const client = { table: "account", id: accountId } as const;
  // Asked first, for they are quick to answer and the headline is about them; see `openInterest`.
  const today = dayOf(host, host.now());
  const deals = readOpenDeals(ask, accountId);
  const policy = readPolicy(ask, today);
  const stages = readStages(ask, host, client);
  const holds = readHolds(ask, host, client, today);
  // The first of the rest, for the counts wait for what it says.
  const dynamicLists = rest(() => readDynamicLists(ask, host, today));
  const interest = openInterest(ask, host, definitions, client, signal, { ...options, first: rest, policy });
  const asLists = inTurn(LISTS_AT_ONCE);
  const countOn = (query: string | null, of: Members) =>
    asLists(() => countOnDynamicList(askXml, query, of, client, xml));

  return {
    ...interest,
    name: rest(() => readAccountName(host, accountId, signal)),
    deals,
    stages,
    staticLists: rest(() => readStaticLists(ask, host, client, today)),
    dynamicLists,
    counts: dynamicLists.then(async (read) => {
      if (!read.ok) return new Map<string, DynamicCount>();
      const nearest = nearestLists(read.value.lists, LISTS_AT_ONCE);
      const counts = await Promise.all(
        nearest.map((list) => countOn(read.value.queries.get(list.id) ?? null, list)),
      );
      return new Map(counts.map((count, index) => [nearest[index]?.id ?? "", count] as const));
    }),
    talkingPoints: rest(() => readTalkingPoints(ask)),
    notes: rest(() => readLastNotes(ask, host, accountId)),
    holds,
    countOn,
  };
}
