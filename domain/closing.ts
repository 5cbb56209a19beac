import type { Day } from "./day";
import type { Policy } from "./policy";

/** What is known of an open opportunity when asking how near it is to being signed. */
export interface OpenDeal {
  /** Value of the sales stage; null where none is set. */
  readonly stage: number | null;
  /** Per cent. */
  readonly probability: number | null;
  readonly closeDay: Day | null;
}

/**
 * Whether a deal is in closing: its stage is one of the policy's closing stages, or it is probable enough and its
 * close date is no later than the policy's days ahead (a date already passed included).
 */
export function isInClosing(deal: OpenDeal, today: Day, policy: Policy): boolean {
  if (deal.stage !== null && policy.closingStages.includes(deal.stage)) return true;
  return (
    deal.probability !== null &&
    deal.probability >= policy.closingProbability &&
    deal.closeDay !== null &&
    deal.closeDay <= today + policy.closingDays
  );
}

/** Nearest close date first; deals without one last. Deals in closing come before all others. */
export function byCloseness<D extends OpenDeal>(
  deals: readonly D[],
  today: Day,
  policy: Policy,
): readonly D[] {
  const dayOrLast = (deal: D) => deal.closeDay ?? Number.POSITIVE_INFINITY;
  const rank = (deal: D) => (isInClosing(deal, today, policy) ? 0 : 1);
  return deals
    .map((deal, position) => ({ deal, position }))
    .sort((a, b) => {
      if (rank(a.deal) !== rank(b.deal)) return rank(a.deal) - rank(b.deal);
      if (dayOrLast(a.deal) !== dayOrLast(b.deal)) return dayOrLast(a.deal) < dayOrLast(b.deal) ? -1 : 1;
      return a.position - b.position;
    })
    .map(({ deal }) => deal);
}

/** The one thing to know about a client's open deals. */
export type DealsHeadline<D> =
  | { readonly kind: "none" }
  /** The nearest deal in closing, and how many more there are. */
  | { readonly kind: "inClosing"; readonly deal: D; readonly others: number }
  /** Nothing in closing: the deal whose turn comes next, and how many more there are. */
  | { readonly kind: "next"; readonly deal: D; readonly others: number };

export function dealsHeadline<D extends OpenDeal>(
  deals: readonly D[],
  today: Day,
  policy: Policy,
): DealsHeadline<D> {
  const [first] = byCloseness(deals, today, policy);
  if (first === undefined) return { kind: "none" };
  const kind = isInClosing(first, today, policy) ? "inClosing" : "next";
  const alike = kind === "inClosing" ? deals.filter((deal) => isInClosing(deal, today, policy)) : deals;
  return { kind, deal: first, others: alike.length - 1 };
}
