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
 * Nearest close date first; deals without one last. Of one day the largest first; deals without a value last. What nothing
 * tells apart stays in the order given.
 */
export function byCloseDate<D extends OpenDeal>(deals: readonly D[]): readonly D[] {
  const dayOrLast = (deal: D) => deal.closeDay ?? Number.POSITIVE_INFINITY;
  const valueOrLast = (deal: D) => deal.baseValue ?? Number.NEGATIVE_INFINITY;
  // Of two without a day or a value the difference is NaN, which counts as none.
  return [...deals].sort((a, b) => dayOrLast(a) - dayOrLast(b) || valueOrLast(b) - valueOrLast(a));
}

/** What the rules that a reader goes by say of a deal. */
interface Verdict {
  readonly isVip: boolean;
  readonly closing: { readonly holds: boolean };
}

/**
 * Deals that make the client a VIP first, as in the headline; then others in closing, then all others; each by close date.
 */
export function byCloseness<D extends OpenDeal>(
  deals: readonly D[],
  verdictOf: (deal: D) => Verdict,
): readonly D[] {
  const rankOf = (deal: D) => {
    const { isVip, closing } = verdictOf(deal);
    return isVip ? 0 : closing.holds ? 1 : 2;
  };
  return [0, 1, 2].flatMap((rank) => byCloseDate(deals.filter((deal) => rankOf(deal) === rank)));
}
