import type { BriefingAnswers } from "../../dataverse/briefing";
import type { Deal } from "../../dataverse/deals";
import type { ListedHold } from "../../dataverse/holds";
import type { LastNote } from "../../dataverse/lastNotes";
import type { Policy } from "../../domain/policy";
import { byCloseness } from "../../domain/closing";
import { comingSends, type ComingSend, type DynamicCount, type DynamicList } from "../../domain/comingSends";
import type { Day } from "../../domain/day";
import { headlineOf, type HeadlinePart } from "../../domain/headline";
import { stageNameBy } from "../../domain/stageName";
import { chooseTalkingPoints, type ChosenPoint } from "../../domain/talkingPoints";
import { timeInStage } from "../../domain/timeInStage";
import { vipInClosing, type ClosingVerdict } from "../../domain/vipInClosing";
import { isDefaultPolicyIn, policyIn, trackabilityIn, type InterestModel } from "../Interest/interestModel";
import { readingFrom, type Reading } from "../shared/reading";
import type { Settled } from "../shared/useAnswers";

export type BriefingAnswered = Settled<BriefingAnswers>;

/** An open deal as a row shows it. */
export interface DealRow extends Deal {
  /** The stage that the policy goes by; talking points go by the sales stage. */
  readonly stageShown: string | null;
  readonly verdict: ClosingVerdict;
  /** Undefined where no process says so. */
  readonly daysInStage: number | undefined;
  /** Whether a hold waits for it. */
  readonly isHeld: boolean;
}

export interface DealsModel {
  readonly today: Day;
  /** The headline's first: those that make the client a VIP, then the nearest to being signed. */
  readonly deals: readonly DealRow[];
  /** Those of the account right above that protect this one, by the rules or by a hold; in the same order. */
  readonly above: readonly DealRow[];
  /** Whether the account has more open deals than were read. */
  readonly isCut: boolean;
  /** Whether the one above may have, some of which may protect this one. */
  readonly isAboveCut: boolean;
}

export function dealsReading(answers: BriefingAnswered, isOffline: boolean): Reading<DealsModel, "noDeals"> {
  const { deals, stages, holds, today = 0 } = answers;
  const policy = policyIn(answers);
  return readingFrom({ deals }, isOffline, ({ deals: read }) => {
    if (policy === null || stages === undefined || holds === undefined) return { kind: "loading" };
    const inForce = holds.ok ? holds.value : [];
    const rowOf = (deal: Deal): DealRow => ({
      ...deal,
      stageShown: stageNameBy(deal, policy),
      verdict: vipInClosing(deal, null, today, policy),
      // Where the processes cannot be read, nothing is said of them.
      daysInStage: stages.ok ? timeInStage(deal.id, stages.value, today) : undefined,
      isHeld: inForce.some((hold) => hold.deal?.id === deal.id),
    });
    const ordered = (rows: readonly DealRow[]) => byCloseness(rows, ({ verdict }) => verdict);
    const deals = ordered(read.deals.map(rowOf));
    const above = ordered(read.above.map(rowOf).filter(({ verdict, isHeld }) => verdict.isVip || isHeld));
    const { isCut, isAboveCut } = read;
    return deals.length === 0 && above.length === 0 && !isAboveCut
      ? { kind: "empty", reason: "noDeals" }
      : { kind: "ready", model: { today, deals, above, isCut, isAboveCut } };
  });
}

/** The holds in force on the account and its people, and on the account above it. */
export function holdsReading(
  { holds }: BriefingAnswered,
  isOffline: boolean,
): Reading<readonly ListedHold[]> {
  return readingFrom({ holds }, isOffline, (read) => ({ kind: "ready", model: read.holds }));
}

export interface SendsModel {
  readonly today: Day;
  /** Those that reach somebody here, the nearest first. */
  readonly sends: readonly ComingSend[];
  /** Those of which it is not known whether they do. */
  readonly unknown: readonly ComingSend[];
  /** Dynamic lists that nobody has asked about yet. */
  readonly notAsked: readonly DynamicList[];
  /** Whether there are more dynamic lists than were read. */
  readonly isCut: boolean;
}

/** Counts that the user asked for on demand stand beside those that were asked at once. */
export function sendsReading(
  answers: BriefingAnswered,
  onDemand: ReadonlyMap<string, DynamicCount>,
  isOffline: boolean,
): Reading<SendsModel, "noSends"> {
  const { staticLists, dynamicLists, counts, today = 0 } = answers;
  return readingFrom({ staticLists, dynamicLists }, isOffline, (read) => {
    if (counts === undefined) return { kind: "loading" };
    const { sends, unknown } = comingSends(
      read.staticLists,
      read.dynamicLists.lists,
      new Map([...counts, ...onDemand]),
    );
    const { isCut } = read.dynamicLists;
    if (sends.length === 0 && unknown.length === 0 && !isCut) return { kind: "empty", reason: "noSends" };
    const notAsked = new Map(
      [...sends, ...unknown].flatMap((send) => send.notAsked).map((list) => [list.id, list] as const),
    );
    return {
      kind: "ready",
      model: { today, sends, unknown, notAsked: [...notAsked.values()], isCut },
    };
  });
}

export interface HeadlineModel {
  readonly today: Day;
  readonly policy: Policy;
  /** About the deals of the account and its people. */
  readonly headline: readonly HeadlinePart<Deal>[];
  /** Deals that make the account a VIP in closing, its own first, then those of the account right above it. */
  readonly vip: readonly ClosingVerdict[];
  /** Those that `vip` is about among them. */
  readonly deals: readonly Deal[];
  readonly topicNames: ReadonlyMap<string, string>;
  /** Whether the thresholds are the defaults because those agreed could not be read. */
  readonly isDefaultPolicy: boolean;
}

/** The headline, from what is known so far; null while not even the deals are. */
export function headlineIn(
  answers: BriefingAnswered,
  interests: Reading<InterestModel, unknown>,
  sends: Reading<SendsModel, unknown>,
): HeadlineModel | null {
  const { deals, interest, today } = answers;
  const policy = policyIn(answers);
  if (policy === null || deals === undefined || today === undefined) return null;
  const { deals: own, above } = deals.ok ? deals.value : { deals: [], above: [] };
  const headline = headlineOf(
    {
      deals: deals.ok ? deals.value.deals : null,
      interests: interests.kind === "ready" ? interests.model.topics : interests.kind === "empty" ? [] : null,
      trackability: trackabilityIn(answers) ?? null,
      sends: sends.kind === "ready" ? sends.model.sends : sends.kind === "empty" ? [] : null,
    },
    today,
    policy,
  );
  // What is with one of its people, or with somebody whom they speak for, protects that person alone.
  const protecting = [...own.filter(({ customer }) => customer === null), ...above];
  const verdicts = protecting.map((deal) => vipInClosing(deal, null, today, policy));
  return {
    today,
    policy,
    headline,
    vip: verdicts.filter(({ isVip }) => isVip),
    deals: [...own, ...above],
    topicNames: interest?.ok ? interest.value.topicNames : new Map(),
    isDefaultPolicy: isDefaultPolicyIn(answers),
  };
}

/** The deal that the conversation is about: the headline's. */
function dealAtHand(deals: Reading<DealsModel, "noDeals">): DealRow | null {
  return deals.kind === "ready" ? (deals.model.deals[0] ?? null) : null;
}

export interface TalkingPointsModel {
  readonly chosen: readonly ChosenPoint[];
  /** What they were chosen for. */
  readonly stageName: string | null;
  readonly topicName: string | null;
}

const POINTS_AT_MOST = 5;
const TOP_INTERESTS = 3;

export function talkingPointsReading(
  answers: BriefingAnswered,
  deals: Reading<DealsModel, "noDeals">,
  interests: Reading<InterestModel, unknown>,
  isOffline: boolean,
): Reading<TalkingPointsModel, "noPoints"> {
  const { talkingPoints } = answers;
  return readingFrom({ talkingPoints }, isOffline, ({ talkingPoints: points }) => {
    // Where deals or interests cannot be read, the points for everybody remain.
    if (deals.kind === "loading" || interests.kind === "loading") return { kind: "loading" };
    const deal = dealAtHand(deals);
    const topics = interests.kind === "ready" ? interests.model.topics.slice(0, TOP_INTERESTS) : [];
    const chosen = chooseTalkingPoints(
      points,
      deal?.stage ?? null,
      topics.map(({ topic }) => topic),
      POINTS_AT_MOST,
    );
    if (chosen.length === 0) return { kind: "empty", reason: "noPoints" };
    return {
      kind: "ready",
      model: { chosen, stageName: deal?.stageName ?? null, topicName: topics[0]?.name ?? null },
    };
  });
}

export interface NotesModel {
  readonly today: Day;
  /** Newest first. */
  readonly notes: readonly LastNote[];
}

export function notesReading(answers: BriefingAnswered, isOffline: boolean): Reading<NotesModel, "noNotes"> {
  const { notes, today = 0 } = answers;
  return readingFrom({ notes }, isOffline, ({ notes: read }) =>
    read.length === 0
      ? { kind: "empty", reason: "noNotes" }
      : { kind: "ready", model: { today, notes: read } },
  );
}
