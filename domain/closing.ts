import type { Day } from "./day";

/** What is known of an open opportunity when asking how near it is to being signed. */
export interface OpenDeal {
  /** Value of the sales stage; null where none is set. */
  readonly stage: number | null;
  /** Per cent. */
  readonly probability: number | null;
  readonly closeDay: Day | null;
  /** Estimated value in the organisation's base currency; null where none is set. */
  readonly baseValue: number | null;
}

/**
 * Nearest close date first; deals without one last. Of one day the largest first; deals without a value last. Deals in closing
 * come before all others.
 * @param isClosing whether a deal is in closing, by the rules that its reader goes by
 */
export function byCloseness<D extends OpenDeal>(
  deals: readonly D[],
  isClosing: (deal: D) => boolean,
): readonly D[] {
  const dayOrLast = (deal: D) => deal.closeDay ?? Number.POSITIVE_INFINITY;
  const valueOrLast = (deal: D) => deal.baseValue ?? Number.NEGATIVE_INFINITY;
  const rank = (deal: D) => (isClosing(deal) ? 0 : 1);
  return deals
    .map((deal, position) => ({ deal, position }))
    .sort((a, b) => {
      if (rank(a.deal) !== rank(b.deal)) return rank(a.deal) - rank(b.deal);
      if (dayOrLast(a.deal) !== dayOrLast(b.deal)) return dayOrLast(a.deal) < dayOrLast(b.deal) ? -1 : 1;
      if (valueOrLast(a.deal) !== valueOrLast(b.deal)) {
        return valueOrLast(a.deal) > valueOrLast(b.deal) ? -1 : 1;
      }
      return a.position - b.position;
    })
    .map(({ deal }) => deal);
}
