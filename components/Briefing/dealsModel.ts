import type { Ask } from "../../dataverse/ask";
import { readOpenDeals, type Deal } from "../../dataverse/deals";
import type { Host } from "../../dataverse/host";
import { byCloseness, dealsHeadline, isInClosing, type DealsHeadline } from "../../domain/closing";
import { dayOfMoment, type Day } from "../../domain/day";
import type { Policy } from "../../domain/policy";
import { readingOf, type Reading } from "../shared/reading";

export interface DealsModel {
  readonly today: Day;
  readonly headline: DealsHeadline<Deal>;
  /** Nearest to being signed first. */
  readonly deals: readonly (Deal & { readonly isInClosing: boolean })[];
  /** Whether the account has more open deals than were read. */
  readonly isCut: boolean;
}

/** Reads an account's open deals. One request. */
export async function readDealsModel(
  ask: Ask,
  host: Pick<Host, "now" | "timeZoneOffsetMinutes">,
  accountId: string,
  policy: Policy,
): Promise<Reading<DealsModel, "noDeals">> {
  const now = host.now();
  const today = dayOfMoment(now, host.timeZoneOffsetMinutes(now));
  const answer = await readOpenDeals(ask, accountId);
  if (!answer.ok) return readingOf(answer.failure);
  const { deals, isCut } = answer.value;
  if (deals.length === 0) return { kind: "empty", reason: "noDeals" };
  return {
    kind: "ready",
    model: {
      today,
      headline: dealsHeadline(deals, today, policy),
      deals: byCloseness(deals, today, policy).map((deal) => ({
        ...deal,
        isInClosing: isInClosing(deal, today, policy),
      })),
      isCut,
    },
  };
}
