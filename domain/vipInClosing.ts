import type { Policy } from "./policy";
import type { OpenDeal } from "./closing";
import type { Day } from "./day";
import { comparable } from "./plainWords";

/** An open opportunity, weighed against a campaign. */
export interface WeighedDeal extends OpenDeal {
  readonly id: string;
  /** Name of its stage, for policies that go by `stepname`; null where none is set. */
  readonly stepName: string | null;
}

/** A campaign's amounts in base currency, null where none is set. */
export interface CampaignAmounts {
  readonly budgetedCostBase: number | null;
  readonly expectedRevenueBase: number | null;
}

/** How big a campaign is: its budgeted cost, else its expected revenue, else not known, which counts as minor. */
export type CampaignSize =
  | { readonly kind: "minor" }
  | { readonly kind: "budgetedCost" | "expectedRevenue"; readonly amountBase: number };

export function sizeOf(campaign: CampaignAmounts | null): CampaignSize {
  if (campaign === null) return { kind: "minor" };
  if (campaign.budgetedCostBase !== null) {
    return { kind: "budgetedCost", amountBase: campaign.budgetedCostBase };
  }
  if (campaign.expectedRevenueBase !== null) {
    return { kind: "expectedRevenue", amountBase: campaign.expectedRevenueBase };
  }
  return { kind: "minor" };
}

/** Which rules hold for one deal, each with the figures that decided, so that the answer can be explained. */
export interface ClosingVerdict {
  readonly dealId: string;
  readonly closing: {
    readonly holds: boolean;
    /** Its stage is one of the policy's. */
    readonly byStage: boolean;
    /** It is probable enough and due soon enough. */
    readonly byDate: boolean;
    /** Days until the close date, negative when it has passed; null without one. */
    readonly daysLeft: number | null;
  };
  readonly floor: { readonly holds: boolean; readonly baseValue: number | null; readonly floor: number };
  readonly outweighs: {
    readonly holds: boolean;
    readonly campaign: CampaignSize;
    /** Amount in base currency from which the campaign is minor beside the deal. */
    readonly from: number;
  };
  /** All three hold, for this one deal: its client is a VIP in closing. */
  readonly isVip: boolean;
}

function stageCloses(deal: WeighedDeal, policy: Policy): boolean {
  switch (policy.stageColumn) {
    case "salesstage":
      return policy.closingStages.some((closing) => closing === deal.stage);
    case "stepname": {
      if (deal.stepName === null) return false;
      const name = comparable(deal.stepName);
      return policy.closingStepNames.some((closing) => comparable(closing) === name);
    }
  }
}

/** The amount from which a deal outweighs a campaign. Amounts have four decimals; a product of theirs is rounded to as many. */
function outweighsFrom(size: CampaignSize, policy: Policy): number {
  return size.kind === "minor"
    ? 0
    : Math.round(policy.minorCampaignRatio * size.amountBase * 10_000) / 10_000;
}

/**
 * The amount in base currency that a deal in closing must reach for its client to be a VIP beside a campaign; 0 or less:
 * every deal does, also one without an amount.
 */
export function protectedFrom(campaign: CampaignAmounts | null, policy: Policy): number {
  return Math.max(policy.dealFloor, outweighsFrom(sizeOf(campaign), policy));
}

/**
 * Whether an open deal makes its client a VIP in closing. Three rules, all of the same deal: it is in closing (by its
 * stage, or probable enough and due within the policy's days, overdue included); it reaches the floor; and it is
 * worth at least `minorCampaignRatio` times what the campaign costs, else brings. Without a campaign, or a campaign
 * without amounts, the third rule holds. A deal without an amount reaches a floor of 0 only, and outweighs only a
 * campaign that is minor or costs nothing.
 * @param campaign the campaign about to be sent; null for none
 */
export function vipInClosing(
  deal: WeighedDeal,
  campaign: CampaignAmounts | null,
  today: Day,
  policy: Policy,
): ClosingVerdict {
  const byStage = stageCloses(deal, policy);
  const byDate =
    deal.probability !== null &&
    deal.probability >= policy.closingProbability &&
    deal.closeDay !== null &&
    deal.closeDay <= today + policy.closingDays;
  const size = sizeOf(campaign);
  const from = outweighsFrom(size, policy);
  const reaches = (amount: number) => amount <= 0 || (deal.baseValue ?? 0) >= amount;
  const closing = byStage || byDate;
  return {
    dealId: deal.id,
    closing: {
      holds: closing,
      byStage,
      byDate,
      daysLeft: deal.closeDay === null ? null : deal.closeDay - today,
    },
    floor: { holds: reaches(policy.dealFloor), baseValue: deal.baseValue, floor: policy.dealFloor },
    outweighs: { holds: reaches(from), campaign: size, from },
    isVip: closing && reaches(policy.dealFloor) && reaches(from),
  };
}
