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

/**
 * Nearest close date first; deals without one last. Deals in closing come before all others.
 * @param isClosing whether a deal is in closing, by the rules that its reader goes by
 */
export function byCloseness<D extends OpenDeal>(
  deals: readonly D[],
  isClosing: (deal: D) => boolean,
): readonly D[] {
  const dayOrLast = (deal: D) => deal.closeDay ?? Number.POSITIVE_INFINITY;
  const rank = (deal: D) => (isClosing(deal) ? 0 : 1);
  return deals
    .map((deal, position) => ({ deal, position }))
    .sort((a, b) => {
      if (rank(a.deal) !== rank(b.deal)) return rank(a.deal) - rank(b.deal);
      if (dayOrLast(a.deal) !== dayOrLast(b.deal)) return dayOrLast(a.deal) < dayOrLast(b.deal) ? -1 : 1;
      return a.position - b.position;
    })
    .map(({ deal }) => deal);
}
