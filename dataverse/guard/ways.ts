import type { Policy } from "../../domain/policy";
import type { MemberTable } from "../../domain/guard/audience";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import type { Freed } from "../../domain/guard/decision";
import { essentialWays, ways, type Way } from "../../domain/guard/way";
import {
  all,
  either,
  linksIn,
  type FilterItem,
  type QuestionFilter,
  type QuestionLink,
  type Related,
} from "../question";
import { isInForce, isInForceOnOpenDeal } from "./holdInForce";
import { isProtected } from "./protectedDeal";

/** By what a member is protected. */
export interface Terms {
  readonly policy: Policy;
  readonly campaign: CampaignAtStake | null;
  readonly freed: Freed;
}

/** Rows of another table that protect the member in whose table the filter stands. */
export interface Step {
  /** Whether the member is meant in person, or what it belongs to. */
  readonly via: "person" | "company";
  readonly related: Related;
}

/** Gives names to links, so that they clash with none of the query they stand in. */
export type Alias = (name: string) => string;

/** The lookup to what a member belongs to; an account is one itself. */
export const belongsTo: Readonly<Record<MemberTable, string | null>> = {
  account: null,
  contact: "parentcustomerid",
  lead: "parentaccountid",
};

/** The lookups by which a deal names a member in person: the deal's, and the member's own column that it is to hold. */
const dealsOf: Readonly<Record<MemberTable, readonly (readonly [from: string, to: string])[]>> = {
  account: [
    ["customerid", "accountid"],
    ["parentaccountid", "accountid"],
  ],
  contact: [
    ["customerid", "contactid"],
    ["parentcontactid", "contactid"],
  ],
  lead: [
    ["originatingleadid", "leadid"],
    ["opportunityid", "qualifyingopportunityid"],
    ["customerid", "parentcontactid"],
    ["parentcontactid", "parentcontactid"],
  ],
};

/**
 * The steps from a member to whatever protects it, by the ways that are to be followed. A member is protected when one of
 * them leads somewhere. They are the guard itself: the check asks for those of whom one does (`any`), the guarded
 * list keeps those of whom none does (`not any`).
 */
function stepsTo(
  members: MemberTable,
  terms: Terms,
  follow: ReadonlySet<Way>,
  alias: Alias,
): readonly Step[] {
  const { policy, campaign, freed } = terms;
  const protectedDeal = isProtected(policy, campaign, freed.deals);
  const onHold: Related = {
    is: "any",
    table: "ent_hold",
    from: "ent_opportunityid",
    to: "opportunityid",
    filter: isInForceOnOpenDeal(campaign, freed.holds),
  };
  const dealFilter = follow.has("heldDeals")
    ? either(protectedDeal, all({ column: "statecode", operator: "eq", value: 0 }, onHold))
    : protectedDeal;
  const deal = (from: string, to: string): Related => ({
    is: "any",
    table: "opportunity",
    from,
    to,
    filter: dealFilter,
  });
  const hold = (from: string, to: string, waiting: boolean): Related => ({
    is: "any",
    table: "ent_hold",
    from,
    to,
    filter: isInForce(campaign, freed.holds, waiting),
  });
  let stakes = 0;
  const stake = (from: "record1id" | "record2id", to: string): Related => {
    stakes += 1;
    const dealLink: QuestionLink = {
      table: "opportunity",
      from: "opportunityid",
      to: from === "record2id" ? "record1id" : "record2id",
      type: "inner",
      alias: alias(`stake${String(stakes)}`),
      filter: protectedDeal,
    };
    return {
      is: "any",
      table: "connection",
      from,
      to,
      filter: all({ column: "statecode", operator: "eq", value: 0 }),
      links: [dealLink],
    };
  };
  const person = (related: Related): Step => ({ via: "person", related });
  const company = (related: Related): Step => ({ via: "company", related });
  const when = (way: Way, ...steps: readonly Step[]) => (follow.has(way) ? steps : []);
  /** What stands above an account, for filters in a table that has a lookup to that account. */
  const above = (to: string): Related[] => [
    ...(follow.has("dealsAbove") ? [deal("customerid", to), deal("parentaccountid", to)] : []),
    ...(follow.has("holdsAbove") ? [hold("ent_accountid", to, follow.has("waitingHoldsAbove"))] : []),
  ];
  /** The same for members that belong to an account: one link more, to that account. */
  const aboveCompany = (to: string): Step[] => {
    const items = above("parentaccountid");
    if (items.length === 0) return [];
    return [company({ is: "any", table: "account", from: "accountid", to, filter: either(...items) })];
  };

  const own = `${members}id`;
  /** A lead is meant by the contact that it has, as well. */
  const contact = members === "lead" ? "parentcontactid" : own;
  const lookup = belongsTo[members];
  return [
    ...when(
      "deals",
      ...dealsOf[members].map(([from, to]) => person(deal(from, to))),
      ...(lookup === null
        ? []
        : [company(deal("customerid", lookup)), company(deal("parentaccountid", lookup))]),
    ),
    ...when(
      "holds",
      person(hold(lookup === null ? "ent_accountid" : "ent_contactid", contact, true)),
      ...(lookup === null ? [] : [company(hold("ent_accountid", lookup, true))]),
    ),
    ...when("stakeholders", ...[...new Set([own, contact])].map((to) => person(stake("record2id", to)))),
    ...(lookup === null ? above("parentaccountid").map(company) : aboveCompany(lookup)),
    ...when("halfConnections", person(stake("record1id", own))),
  ];
}

/** All steps of all ways, however many links they take: for whoever asks in several questions. */
export function everyStep(members: MemberTable, terms: Terms, alias: Alias): readonly Step[] {
  return stepsTo(members, terms, new Set(ways), alias);
}

/** Ways that lead to members by one kind of step alone: to whom the other kind is asked for, they are nothing. */
const onlyVia: Partial<Readonly<Record<Way, Step["via"]>>> = {
  stakeholders: "person",
  dealsAbove: "company",
  holdsAbove: "company",
  waitingHoldsAbove: "company",
  halfConnections: "person",
};

/** Ways that only widen the steps of others: to be followed with those. */
const widened: Partial<Readonly<Record<Way, readonly Way[]>>> = {
  waitingHoldsAbove: ["holdsAbove"],
  heldDeals: ["deals", "dealsAbove"],
};

/** Ways that fit, with the steps that they take. */
export interface Followed {
  readonly ways: ReadonlySet<Way>;
  readonly notFollowed: readonly Way[];
  readonly steps: readonly Step[];
}

interface Wanted {
  /** Steps of one kind alone. */
  readonly via?: Step["via"];
  /** How many links following these ways takes beside those of their own steps. */
  readonly extra?: (follow: ReadonlySet<Way>) => number;
  /** Ways that another question had no room for: these alone, and all of them. */
  readonly left?: readonly Way[];
}

/** As many ways as fit into so many links, the last ones given up first; null where not even the essential ones do. */
export function waysWithin(
  room: number,
  members: MemberTable,
  terms: Terms,
  alias: Alias,
  { via, extra = () => 0, left }: Wanted = {},
): Followed | null {
  const given = left ?? ways;
  for (let kept = given.length; kept >= (left ?? essentialWays).length; kept -= 1) {
    const follow = new Set(given.slice(0, kept).flatMap((way) => [...(widened[way] ?? []), way]));
    const steps = stepsTo(members, terms, follow, alias).filter(
      (step) => via === undefined || step.via === via,
    );
    const cost = steps.reduce((sum, { related }) => sum + linksIn(related), extra(follow));
    if (cost <= room) {
      const isWanted = (way: Way) => via === undefined || (onlyVia[way] ?? via) === via;
      return { ways: follow, notFollowed: given.slice(kept).filter(isWanted), steps };
    }
  }
  return null;
}

/** Whether a member is protected by one of the steps. */
export function isReached(steps: readonly Step[], hint: boolean): QuestionFilter {
  const items = steps.map(({ related }) => related);
  return hint && items.length > 1 ? { ...either(...items), hint: "union" } : either(...items);
}

/** Whether a member is protected by none of the steps, and something else holds as well. */
export function isReachedByNone(steps: readonly Step[], others: readonly FilterItem[]): QuestionFilter {
  return all(...steps.map(({ related }) => ({ ...related, is: "not any" as const })), ...others);
}
