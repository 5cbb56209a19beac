import { rankInterests, type RankedInterest } from "../../domain/interest";
import { defaultPolicy as policy } from "../../domain/policy";
import { vipInClosing, type ClosingVerdict, type WeighedDeal } from "../../domain/vipInClosing";
import { dealAt, DEALS, groupByDay, interactionAt, INTERACTIONS, sumOf, TODAY } from "./sample";
import { isVipStraight, rankStraight, type RankedStraight } from "./straight";

const CAMPAIGN_COST = 40_000;

/** The same interactions ranked by the domain, one by one and added up, and by the loop. */
export interface Rankings {
  readonly single: () => readonly RankedInterest[];
  readonly grouped: () => readonly RankedInterest[];
  readonly straight: () => readonly RankedStraight[];
  /** Into how many sums the interactions are added up. */
  readonly sums: number;
}

export function rankings(): Rankings {
  const interactions = Array.from({ length: INTERACTIONS }, (_, place) => interactionAt(place));
  const sums = interactions.map(sumOf);
  const grouped = groupByDay(sums);
  return {
    single: () => rankInterests(sums, TODAY, policy),
    grouped: () => rankInterests(grouped, TODAY, policy),
    straight: () => rankStraight(interactions),
    sums: grouped.length,
  };
}

/** The VIPs in closing among the same deals, found by the domain, which says why, and by the condition. */
export interface Weighings {
  readonly domain: () => readonly ClosingVerdict[];
  readonly straight: () => readonly WeighedDeal[];
}

export function weighings(): Weighings {
  const deals = Array.from({ length: DEALS }, (_, place) => dealAt(place));
  const campaign = { budgetedCostBase: CAMPAIGN_COST, expectedRevenueBase: null };
  return {
    domain: () => {
      const found: ClosingVerdict[] = [];
      for (const deal of deals) {
        const verdict = vipInClosing(deal, campaign, TODAY, policy);
        newest = verdict;
        if (verdict.isVip) found.push(verdict);
      }
      return found;
    },
    straight: () => deals.filter((deal) => isVipStraight(deal, CAMPAIGN_COST)),
  };
}

/** Of a verdict that went nowhere, the engine would make the yes or no alone. */
export let newest: ClosingVerdict | undefined;
