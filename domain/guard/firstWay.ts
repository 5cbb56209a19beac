import type { MemberTable } from "./audience";
import type { ReachedMember } from "./found";
import type { Clients, HoldInForce, Named, Protection, ProtectedDeal } from "./protection";
import { ways, type Way } from "./way";

/** What is known of a member that may be reached; of members counted by company, what they belong to alone. */
export type Reachable = Pick<ReachedMember, "company" | "above"> & Partial<ReachedMember>;

/**
 * The first of the ways by which a deal or a hold reaches a member, in the order in which they are given up: a guarded list
 * that has room for this one leaves the member out by itself. Null: it does not reach the member.
 */
export function firstWay(protection: Protection, member: Reachable): Way | null {
  const reaching =
    protection.kind === "deal" ? waysOfDeal(protection.deal, member) : waysOfHold(protection.hold, member);
  return ways.find((way) => reaching.has(way)) ?? null;
}

type IdIfAny = string | null | undefined;

/** Among ids there is neither null nor undefined. */
function isAmong(ids: ReadonlySet<IdIfAny>, ...given: readonly IdIfAny[]): boolean {
  return given.some((id) => ids.has(id));
}

function isOneOf(named: Named | null, ...given: readonly IdIfAny[]): boolean {
  return named !== null && given.includes(named.id);
}

/** Whether a deal names a member, or what it belongs to. */
function names({ companies, people, dealId }: Omit<Clients, "stakeholders">, member: Reachable): boolean {
  return (
    isAmong(companies, member.company) ||
    isAmong(people, member.id, member.contact) ||
    member.qualifiedTo === dealId
  );
}

function waysOfDeal({ clients }: ProtectedDeal, member: Reachable): ReadonlySet<Way> {
  const reaching = new Set<Way>();
  if (names(clients, member)) reaching.add("deals");
  if (isAmong(clients.stakeholders, member.id, member.contact)) reaching.add("stakeholders");
  if (isAmong(clients.companies, member.above)) reaching.add("dealsAbove");
  if (member.stakeIn === clients.dealId) reaching.add("halfConnections");
  return reaching;
}

function waysOfHold(hold: HoldInForce, member: Reachable): ReadonlySet<Way> {
  const reaching = new Set<Way>();
  const { account, contact, dealClients } = hold;
  if (isOneOf(account, member.company, member.id) || isOneOf(contact, member.id, member.contact)) {
    reaching.add("holds");
  }
  if (isOneOf(account, member.above)) reaching.add(waits(hold) ? "waitingHoldsAbove" : "holdsAbove");
  if (dealClients !== null) {
    if (names(dealClients, member) || isAmong(dealClients.companies, member.above)) reaching.add("heldDeals");
  }
  return reaching;
}

/** Whether a hold is in force until its deal closes. */
export function waits({ until, deal }: Pick<HoldInForce, "until" | "deal">): boolean {
  return until === null && deal !== null;
}

/**
 * Whether a hold could reach somebody through its deal alone. Where none could, a check that has no room to look there misses
 * nobody.
 */
export function mayReachThroughDeal(members: MemberTable, protections: readonly Protection[]): boolean {
  return protections.some((protection) => {
    if (protection.kind === "deal") return false;
    const { dealClients } = protection.hold;
    return dealClients !== null && (members === "lead" || namesOthers(protection.hold, dealClients));
  });
}

/** Whether a deal has clients whom the hold on it does not name itself. */
function namesOthers(
  { account, contact }: HoldInForce,
  { companies, people }: Omit<Clients, "stakeholders">,
): boolean {
  return [...companies, ...people].some((id) => id !== account?.id && id !== contact?.id);
}
