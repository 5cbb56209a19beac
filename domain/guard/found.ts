import { compareTexts } from "../compareTexts";
import { exactly, moreThan, sumOf, unionOf, type Count, type MemberTable } from "./audience";
import type { Found, NamedMembers, Reach } from "./check";
import { firstWay, type Reachable } from "./firstWay";
import { keyOf, stakeOf, type Protection } from "./protection";
import { essentialWays, type Way } from "./way";

/** A member of the audience that a deal or a hold may reach in person. */
export interface ReachedMember {
  readonly id: string;
  /** What it belongs to, and the account above that; null where there is none. */
  readonly company: string | null;
  readonly above: string | null;
  /** Of a lead: its parent contact, and the deal that qualifying it made. */
  readonly contact: string | null;
  readonly qualifiedTo: string | null;
  /** A deal that it names in a connection of its own. */
  readonly stakeIn: string | null;
}

/** Members that belong to one company, counted once each. */
export interface ReachedCompany {
  readonly company: string | null;
  readonly above: string | null;
  readonly members: number;
}

/** What was found in one part of the audience: a dynamic list, or all static lists of one kind of member together. */
export interface FoundInPart {
  readonly members: MemberTable;
  readonly listIds: readonly string[];
  /** Whether it has no member in common with the static lists of its kind. */
  readonly isApart: boolean;
  readonly isStatic: boolean;
  /** One row for each member and connection. */
  readonly people: readonly ReachedMember[];
  /** Null: more than the service adds up. */
  readonly companies: readonly ReachedCompany[] | null;
  /** Whether there may be more than these. */
  readonly isCut: boolean;
}

/** How many rows the service adds up in one go. */
const ADDED_UP = 50_000;

/**
 * Which deals and holds reach somebody in the audience, and how many: each member once, however many ways lead to it and
 * however many lists it is on. The largest amount comes first.
 */
export function foundAmong(
  protections: readonly Protection[],
  parts: readonly FoundInPart[],
): readonly Found[] {
  const indexed = parts.map((part) => new IndexedPart(part));
  return protections
    .flatMap((protection): Found[] => {
      const hits = indexed.flatMap((part) => {
        const hit = part.reachedBy(protection);
        return hit === null ? [] : [{ part: part.part, ...hit }];
      });
      if (hits.length === 0) return [];
      return [
        {
          key: keyOf(protection),
          protection,
          members: together(hits.map(({ part, count }) => ({ part, count }))),
          reach: hits.map(({ reach }) => reach),
        },
      ];
    })
    .sort(
      (a, b) => (stakeOf(b.protection) ?? -1) - (stakeOf(a.protection) ?? -1) || compareTexts(a.key, b.key),
    );
}

/** People of several parts of an audience, each once as far as that is known. */
export function together(
  counts: readonly {
    readonly part: Pick<FoundInPart, "members" | "isApart" | "isStatic">;
    readonly count: Count;
  }[],
): Count {
  const kinds = [...new Set(counts.map(({ part }) => part.members))];
  return sumOf(
    kinds.map((kind) => {
      const own = counts.filter(({ part }) => part.members === kind);
      const fixed = own.filter(({ part }) => part.isStatic).map(({ count }) => count);
      const dynamic = own.filter(({ part }) => !part.isStatic);
      const isApart = dynamic.every(({ part }) => part.isApart);
      const queried = dynamic.map(({ count }) => count);
      return isApart ? sumOf([...fixed, unionOf(queried)]) : unionOf([...fixed, ...queried]);
    }),
  );
}

class IndexedPart {
  private readonly people = new Map<string, Set<ReachedMember>>();
  private readonly qualified = new Map<string | null, Set<ReachedMember>>();
  private readonly stakes = new Map<string, Set<ReachedMember>>();
  private readonly companies = new Map<string, Set<ReachedCompany>>();
  private readonly groups = new Map<string, ReachedCompany>();

  constructor(readonly part: FoundInPart) {
    for (const member of part.people) {
      const { id, contact, qualifiedTo, stakeIn } = member;
      for (const key of [id, contact]) add(this.people, key, member);
      add(this.qualified, qualifiedTo, member);
      add(this.stakes, stakeIn, member);
    }
    for (const company of part.companies ?? []) {
      add(this.companies, company.company, company);
      add(this.companies, company.above, company);
      this.groups.set(groupOf(company), company);
    }
  }

  reachedBy(protection: Protection): { readonly count: Count; readonly reach: Reach } | null {
    const clients = clientsOf(protection);
    const groups = new Set([...clients.companies].flatMap((id) => [...(this.companies.get(id) ?? [])]));
    const people = new Map(
      [
        ...[...clients.people].flatMap((id) => [...(this.people.get(id) ?? [])]),
        ...(this.qualified.get(clients.dealId) ?? []),
        // A hold on a deal is not a hold on its stakeholders.
        ...((protection.kind === "deal" && this.stakes.get(protection.deal.id)) || []),
      ].map((member) => [member.id, member] as const),
    );
    // Whoever belongs to a company that is counted is counted with it.
    const alone = [...people.values()].filter((member) => {
      const group = this.groups.get(groupOf(member));
      return group === undefined || !groups.has(group);
    });
    const { companies, isCut, members, listIds } = this.part;
    const known = [...groups].reduce((sum, group) => sum + group.members, alone.length);
    const isUnknown = companies === null && clients.companies.size > 0;
    if (known === 0 && !isUnknown) return null;
    return {
      count: isUnknown || isCut ? moreThan(known) : exactly(known),
      reach: {
        members,
        listIds,
        people: [...people.keys()],
        companies: [...clients.companies].filter((id) => isUnknown || this.companies.has(id)),
        groups: [...groups].map(groupOf),
        byWay: this.byWay(protection, [...people.values()], [...groups]),
      },
    };
  }

  private byWay(
    protection: Protection,
    people: readonly ReachedMember[],
    groups: readonly ReachedCompany[],
  ): ReadonlyMap<Way, NamedMembers> {
    const found = new Map<Way, { readonly people: Set<string>; readonly companies: Set<string> }>();
    const put = (kind: keyof NamedMembers, id: string | null, member: Reachable) => {
      const way = firstWay(protection, member);
      if (way === null || id === null || essentialWays.includes(way)) return;
      const named = found.get(way) ?? { people: new Set(), companies: new Set() };
      named[kind].add(id);
      found.set(way, named);
    };
    for (const member of people) put("people", member.id, member);
    const isAccounts = this.part.members === "account";
    for (const group of groups) put("companies", isAccounts ? group.above : group.company, group);
    return new Map(
      [...found].map(([way, named]) => [way, { people: [...named.people], companies: [...named.companies] }]),
    );
  }
}

/** Members of the same one belong to the same company, below the same account. */
function groupOf({ company, above }: Pick<ReachedCompany, "company" | "above">): string {
  return `${company || ""} ${above || ""}`;
}

/** Null leads to nobody. */
function add<T>(index: Map<string | null, Set<T>>, key: string | null, value: T): void {
  if (key === null) return;
  const known = index.get(key) ?? new Set<T>();
  known.add(value);
  index.set(key, known);
}

interface ReachedThrough {
  readonly companies: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly dealId: string | null;
}

/** The records through which a deal or a hold reaches people, whatever the way. */
function clientsOf(protection: Protection): ReachedThrough {
  if (protection.kind === "deal") {
    const { clients } = protection.deal;
    return { ...clients, people: new Set([...clients.people, ...clients.stakeholders]) };
  }
  const { account, contact, dealClients } = protection.hold;
  const ids = (...named: readonly (typeof account)[]) => named.flatMap((each) => each?.id ?? []);
  return {
    companies: new Set([...ids(account), ...(dealClients?.companies ?? [])]),
    people: new Set([...ids(account, contact), ...(dealClients?.people ?? [])]),
    dealId: dealClients?.dealId ?? null,
  };
}

/** More than the service adds up in one go. */
export const moreThanAddedUp: Count = moreThan(ADDED_UP);
