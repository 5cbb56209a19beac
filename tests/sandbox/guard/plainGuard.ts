import type { Policy } from "../../../domain/policy";
import type { MemberTable } from "../../../domain/guard/audience";
import type { CampaignAtStake } from "../../../domain/guard/campaign";
import type { ProtectionKey } from "../../../domain/guard/protection";
import type { Way } from "../../../domain/guard/way";

/*
 * The guard once more, slow and plain: for each member, walk all deals and all holds. Written from the rules, without a
 * line of what is tested.
 */

export interface PlainAccount {
  readonly id: string;
  readonly parent: string | null;
}
export interface PlainContact {
  readonly id: string;
  /** An account or a contact. */
  readonly company: string | null;
}
export interface PlainLead {
  readonly id: string;
  readonly account: string | null;
  readonly contact: string | null;
  readonly deal: string | null;
}
export interface PlainDeal {
  readonly id: string;
  readonly state: number;
  readonly stage: number | null;
  readonly stepName: string | null;
  readonly probability: number | null;
  /** Days from today. */
  readonly closesIn: number | null;
  readonly baseValue: number | null;
  readonly customer: string | null;
  readonly account: string | null;
  readonly contact: string | null;
  readonly lead: string | null;
}
export interface PlainConnection {
  readonly record1: string;
  readonly record2: string;
  readonly state: number;
}
export interface PlainHold {
  readonly id: string;
  readonly state: number;
  /** Days from today. */
  readonly from: number | null;
  readonly until: number | null;
  readonly promotionalOnly: boolean;
  readonly account: string | null;
  readonly contact: string | null;
  readonly deal: string | null;
}
export interface PlainOrganisation {
  readonly accounts: readonly PlainAccount[];
  readonly contacts: readonly PlainContact[];
  readonly leads: readonly PlainLead[];
  readonly deals: readonly PlainDeal[];
  readonly connections: readonly PlainConnection[];
  readonly holds: readonly PlainHold[];
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

function isVip(deal: PlainDeal, policy: Policy, campaign: CampaignAtStake | null): boolean {
  if (deal.state !== 0) return false;
  const inStage =
    policy.stageColumn === "salesstage"
      ? policy.closingStages.some((stage) => stage === deal.stage)
      : policy.closingStepNames.some((name) => plain(name) === plain(deal.stepName ?? ""));
  const soon =
    deal.probability !== null &&
    deal.closesIn !== null &&
    deal.probability >= policy.closingProbability &&
    deal.closesIn <= policy.closingDays;
  if (!inStage && !soon) return false;
  const size = campaign?.amounts.budgetedCostBase ?? campaign?.amounts.expectedRevenueBase ?? null;
  const least = [policy.dealFloor, ...(size === null ? [] : [policy.minorCampaignRatio * size])];
  return least.every((amount) => amount <= 0 || (deal.baseValue !== null && deal.baseValue >= amount));
}

/** Every way by which a deal reaches a member, apart from what makes the deal count. */
function waysOfDeal(
  organisation: PlainOrganisation,
  members: MemberTable,
  id: string,
  deal: PlainDeal,
): readonly ("deals" | "dealsAbove")[] {
  const named = (record: string | null) =>
    record !== null && (deal.customer === record || deal.account === record);
  const parentOf = (account: string | null) =>
    organisation.accounts.find((each) => each.id === account)?.parent ?? null;
  const found: ("deals" | "dealsAbove")[] = [];
  const say = (way: "deals" | "dealsAbove", is: boolean) => {
    if (is) found.push(way);
  };
  switch (members) {
    case "account":
      say("deals", named(id));
      say("dealsAbove", named(parentOf(id)));
      break;
    case "contact": {
      const company = organisation.contacts.find((each) => each.id === id)?.company ?? null;
      say("deals", deal.customer === id || deal.contact === id || named(company));
      say("dealsAbove", named(parentOf(company)));
      break;
    }
    case "lead": {
      const lead = organisation.leads.find((each) => each.id === id);
      if (lead === undefined) break;
      say("deals", deal.lead === id || lead.deal === deal.id || named(lead.account));
      say(
        "deals",
        lead.contact !== null && (deal.customer === lead.contact || deal.contact === lead.contact),
      );
      say("dealsAbove", named(parentOf(lead.account)));
      break;
    }
  }
  return found;
}

function stakes(
  organisation: PlainOrganisation,
  members: MemberTable,
  id: string,
  deal: PlainDeal,
): readonly Way[] {
  const lead = organisation.leads.find((each) => each.id === id);
  const people = members === "lead" && lead?.contact ? [id, lead.contact] : [id];
  return organisation.connections.flatMap(({ record1, record2, state }): Way[] => {
    if (state !== 0) return [];
    if (record1 === deal.id && people.includes(record2)) return ["stakeholders"];
    return record2 === deal.id && record1 === id ? ["halfConnections"] : [];
  });
}

/** By which deals and holds a member is protected, and by which ways. */
export function protectedBy(
  organisation: PlainOrganisation,
  members: MemberTable,
  id: string,
  policy: Policy,
  campaign: CampaignAtStake | null,
): ReadonlyMap<ProtectionKey, readonly Way[]> {
  const found = new Map<ProtectionKey, readonly Way[]>();
  const add = (key: ProtectionKey, ways: readonly Way[]) => {
    if (ways.length > 0) found.set(key, [...(found.get(key) ?? []), ...ways]);
  };
  for (const deal of organisation.deals) {
    if (!isVip(deal, policy, campaign)) continue;
    add(`deal:${deal.id}`, waysOfDeal(organisation, members, id, deal));
    add(`deal:${deal.id}`, stakes(organisation, members, id, deal));
  }
  for (const hold of organisation.holds) {
    const deal = organisation.deals.find((each) => each.id === hold.deal);
    const isOn =
      hold.state === 0 &&
      (hold.from === null || hold.from <= 0) &&
      (!hold.promotionalOnly || campaign?.typeCode !== 3) &&
      (hold.until === null || hold.until >= 0);
    if (!isOn) continue;
    if (deal?.state === 0 && waysOfDeal(organisation, members, id, deal).length > 0) {
      add(`hold:${hold.id}`, ["heldDeals"]);
    }
    const waits = hold.until === null && hold.deal !== null;
    if (waits && deal?.state !== 0) continue;
    add(`hold:${hold.id}`, waysOfHold(organisation, members, id, hold, waits));
  }
  return found;
}

function waysOfHold(
  organisation: PlainOrganisation,
  members: MemberTable,
  id: string,
  hold: PlainHold,
  waits: boolean,
): readonly Way[] {
  const above: Way = waits ? "waitingHoldsAbove" : "holdsAbove";
  const parentOf = (account: string | null) =>
    organisation.accounts.find((each) => each.id === account)?.parent ?? null;
  const ways = (contact: string | null, company: string | null): Way[] => [
    ...(contact !== null && hold.contact === contact ? (["holds"] as const) : []),
    ...(company !== null && hold.account === company ? (["holds"] as const) : []),
    ...(hold.account !== null && hold.account === parentOf(company) ? [above] : []),
  ];
  switch (members) {
    case "account":
      return ways(null, id);
    case "contact":
      return ways(id, organisation.contacts.find((each) => each.id === id)?.company ?? null);
    case "lead": {
      const lead = organisation.leads.find((each) => each.id === id);
      return ways(lead?.contact ?? null, lead?.account ?? null);
    }
  }
}
