import type { Day } from "../day";
import type { HoldScope } from "../hold";
import type { ClosingVerdict, WeighedDeal } from "../vipInClosing";

/** A record and how it is called. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who owns a deal or a hold: somebody, or a team. */
export interface Owner extends Named {
  readonly table: "systemuser" | "team";
}

/** The records through which a deal or a hold reaches people, by id. */
export interface Clients {
  /** Who is named as customer or account: whoever belongs to them is reached, and the accounts right below with their people. */
  readonly companies: ReadonlySet<string>;
  /** Contacts, accounts and leads named in person. */
  readonly people: ReadonlySet<string>;
  /** Whom the deal names as stakeholders, in connections that start from it. */
  readonly stakeholders: ReadonlySet<string>;
  /** The deal itself, for leads that were qualified to it. */
  readonly dealId: string;
}

/** An open deal that makes its clients VIPs in closing. */
export interface ProtectedDeal extends WeighedDeal {
  readonly name: string;
  /** The account that it is with, else the contact. */
  readonly client: Named | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  /** The stage that the policy goes by, as users call it. */
  readonly stageName: string | null;
  /** The estimated value as Dataverse writes it for this user, in the deal's own currency. */
  readonly amount: string | null;
  readonly owner: Owner | null;
  readonly clients: Clients;
}

/** Somebody of sales asks that a client be left alone. */
export interface Hold {
  readonly id: string;
  readonly reason: string;
  readonly from: Day | null;
  /** The last day; null: until its deal closes, or for a hold without a deal until it is ended. */
  readonly until: Day | null;
  readonly scope: HoldScope;
  readonly account: Named | null;
  readonly contact: Named | null;
  readonly deal: Named | null;
  readonly owner: Owner | null;
}

export interface HoldInForce extends Hold {
  /** The account of the contact that it is on; null without one. */
  readonly contactAccountId: string | null;
  /** Base currency, of the deal that it is on; null without one. */
  readonly dealValue: number | null;
  /** Of its deal; null without one, and when it is closed. A hold on a deal is not a hold on its stakeholders. */
  readonly dealClients: Omit<Clients, "stakeholders"> | null;
}

/** Why somebody is protected: a deal and the rules that it meets, or a hold. */
export type Protection =
  | { readonly kind: "deal"; readonly deal: ProtectedDeal; readonly verdict: ClosingVerdict }
  | { readonly kind: "hold"; readonly hold: HoldInForce };

/** One key for each deal and hold: decisions are by it. */
export type ProtectionKey = `deal:${string}` | `hold:${string}`;

export function keyOf(protection: Protection): ProtectionKey {
  return protection.kind === "deal" ? `deal:${protection.deal.id}` : `hold:${protection.hold.id}`;
}

export function ownerOf(protection: Protection): Owner | null {
  return protection.kind === "deal" ? protection.deal.owner : protection.hold.owner;
}

/** The client that a deal or a hold is on; null where it names none, as a hold on a deal alone. */
export function clientNamedBy(protection: Protection): Named | null {
  return protection.kind === "deal"
    ? protection.deal.client
    : (protection.hold.account ?? protection.hold.contact);
}

/** A deal itself, or the one that a hold is on. */
export function dealNamedBy(protection: Protection): Named | null {
  return protection.kind === "deal" ? protection.deal : protection.hold.deal;
}

/** The account on whose form a decision is shown: that of the deal or the hold, else that of the contact on hold. */
export function accountOf(protection: Protection): string | null {
  if (protection.kind === "deal") return protection.deal.accountId;
  const { account, contactAccountId } = protection.hold;
  return account?.id ?? contactAccountId;
}

/** What is at stake, in base currency; null where nothing says. */
export function stakeOf(protection: Protection): number | null {
  return protection.kind === "deal" ? protection.deal.baseValue : protection.hold.dealValue;
}
