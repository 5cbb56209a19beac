import type { CampaignAmounts } from "../vipInClosing";

/** The campaign about to be sent, as far as the guard weighs it. */
export interface CampaignAtStake {
  readonly id: string;
  readonly name: string;
  readonly amounts: CampaignAmounts;
  /** `typecode`: 1 advertisement, 2 direct marketing, 3 event, 4 co-branding, 5 other; null where none is set. */
  readonly typeCode: number | null;
}

const EVENT = 3;

/**
 * Whether a send promotes something, and so concerns holds that are on promotions only: every campaign does but an
 * event, which invites. Without a campaign, or with one that does not say, a send counts as promotional, as the
 * stricter of the two.
 */
export function isPromotional(campaign: Pick<CampaignAtStake, "typeCode"> | null): boolean {
  return campaign?.typeCode !== EVENT;
}
