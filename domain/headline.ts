import type { Policy } from "./policy";
import { byCloseDate } from "./closing";
import type { ComingSend } from "./comingSends";
import type { Day } from "./day";
import { directionOf, type RankedInterest } from "./interest";
import type { Trackability } from "./trackability";
import { vipInClosing, type ClosingVerdict, type WeighedDeal } from "./vipInClosing";

/**
 * What the headline is made of: each part is one clause of the sentence, with the figures that explain it. The view
 * turns the parts into a sentence in the user's language.
 */
export type HeadlinePart<D extends WeighedDeal = WeighedDeal> =
  | {
      readonly kind: "inClosing";
      readonly deal: D;
      /** Until the close date: 0 today, negative overdue; null without a date. */
      readonly daysLeft: number | null;
      /** Other deals in closing. */
      readonly others: number;
      readonly because: ClosingVerdict;
    }
  /** Nothing in closing: the open deal that comes next. */
  | {
      readonly kind: "nextDeal";
      readonly deal: D;
      readonly daysLeft: number | null;
      readonly others: number;
      readonly because: ClosingVerdict;
    }
  | { readonly kind: "noDeal" }
  | {
      /** Rising more than any other of the top interests; else the top one, as it stands or falls. */
      readonly kind: "rising" | "steady" | "falling";
      readonly topic: string;
      readonly because: { readonly index: number; readonly trend: number };
    }
  /** Cold, silent or unseen, each said as such. */
  | {
      readonly kind: "quiet";
      readonly because: Exclude<Trackability, { readonly kind: "heard" }>;
    }
  | {
      readonly kind: "campaignPlanned";
      readonly day: Day;
      /** Sends that concern this client, the nearest included. */
      readonly count: number;
      readonly because: ComingSend;
    };

export interface HeadlineInput<D extends WeighedDeal = WeighedDeal> {
  /** Open deals; null while they are not known. */
  readonly deals: readonly D[] | null;
  /** As `rankInterests` gives them; null while they are not known. */
  readonly interests: readonly RankedInterest[] | null;
  readonly trackability: Trackability | null;
  /** Coming sends that concern the client, the nearest first; null while they are not known. */
  readonly sends: readonly ComingSend[] | null;
}

/** Interests among which the headline chooses. */
const TOP = 3;

/**
 * The headline of a client, from what is known of it so far, in the order of the sentence: the deal, the interest (or the
 * silence), the campaign. May be empty at first.
 */
export function headlineOf<D extends WeighedDeal>(
  input: HeadlineInput<D>,
  today: Day,
  policy: Policy,
): readonly HeadlinePart<D>[] {
  const { deals, interests, trackability, sends } = input;
  const verdictOf = (deal: D) => vipInClosing(deal, null, today, policy);
  return [
    deals === null ? null : dealPart(deals, verdictOf),
    interestPart(interests, trackability),
    sends === null ? null : campaignPart(sends),
  ].filter((part) => part !== null);
}

function dealPart<D extends WeighedDeal>(
  deals: readonly D[],
  verdictOf: (deal: D) => ClosingVerdict,
): HeadlinePart<D> {
  const closing = deals.filter((deal) => verdictOf(deal).closing.holds);
  const vip = closing.filter((deal) => verdictOf(deal).isVip);
  // A deal that makes the client a VIP is the news, even where a small one closes sooner.
  const among = [vip, closing, deals].find((some) => some.length > 0) ?? [];
  const [deal] = byCloseDate(among);
  if (deal === undefined) return { kind: "noDeal" };
  const because = verdictOf(deal);
  const { daysLeft, holds } = because.closing;
  return holds
    ? { kind: "inClosing", deal, daysLeft, others: closing.length - 1, because }
    : { kind: "nextDeal", deal, daysLeft, others: deals.length - 1, because };
}

function interestPart(
  interests: readonly RankedInterest[] | null,
  trackability: Trackability | null,
): HeadlinePart<never> | null {
  if (trackability !== null && trackability.kind !== "heard") {
    return { kind: "quiet", because: trackability };
  }
  const top = interests?.filter(({ index }) => index > 0).slice(0, TOP) ?? [];
  const steepest = top.reduce<RankedInterest | undefined>(
    (most, interest) => (most === undefined || interest.trend > most.trend ? interest : most),
    undefined,
  );
  const chosen = steepest !== undefined && directionOf(steepest.trend) === "rising" ? steepest : top[0];
  if (chosen === undefined) return null;
  const { topic, index, trend } = chosen;
  return { kind: directionOf(trend), topic, because: { index, trend } };
}

function campaignPart(sends: readonly ComingSend[]): HeadlinePart<never> | null {
  const [nearest] = sends;
  if (nearest === undefined) return null;
  const { day } = nearest.activity;
  return { kind: "campaignPlanned", day, count: sends.length, because: nearest };
}
