import type { GuardedList, MemberTable, TwinMark } from "../../domain/guard/audience";
import type { CannotGuard, Found, NamedMembers } from "../../domain/guard/check";
import type { Way } from "../../domain/guard/way";
import { openListQuery, type Xml } from "../listQuery";
import { all, either, printQuestion, type FilterItem, type Question } from "../question";
import { recordId } from "../client";
import { describeList } from "./describeList";
import { nameColumnOf } from "./memberName";
import { companyColumnOf } from "./reached";
import { isReachedByNone, waysWithin, type Terms } from "./ways";

/** The query of a guarded list, or why it cannot be. */
export type Guarded =
  | {
      readonly ok: true;
      readonly fetchXml: string;
      /** Of the query, for the list's mark. */
      readonly fingerprint: string;
      /** Ways that its own query leaves no room for: whom only they lead to is left out by name, as found by a check. */
      readonly notFollowed: readonly Way[];
    }
  | { readonly ok: false; readonly because: CannotGuard | "otherMembers" };

/** By what the members of a guarded list are protected, and whom a check of it found. */
export interface TwinTerms extends Terms {
  readonly found: readonly Found[];
}

/** The members of a static list, as a query. */
function staticMembersQuestion(members: MemberTable, listId: string): Question {
  const key = `${members}id`;
  return {
    table: members,
    columns: [{ name: key }, { name: nameColumnOf(members) }],
    links: [
      {
        table: "listmember",
        from: "entityid",
        to: key,
        type: "inner",
        alias: "member",
        filter: all({ column: "listid", operator: "eq", value: listId }),
      },
    ],
  };
}

/**
 * The query of a list's guarded twin: the same members, without those whom a deal or a hold protects at the moment when
 * Dataverse evaluates it, but for the deals and holds that have been decided on. Nothing but `not any` links within a
 * filter, each a question of its own: a client with two deals, or two connections, is left out for one of them, which
 * an outer join with a null condition would miss. No request.
 *
 * Where ways do not fit into its links, it leaves out by name whom a check found by them. Those are let in again when the
 * list is brought up to date after the next check, not by Dataverse. Where they are more than a query may name, there is no
 * guarded list: one that lets some of them in would pass for one that does not.
 */
export function guardedQuery(
  list: Pick<GuardedList, "id" | "members" | "isDynamic" | "query">,
  terms: TwinTerms,
  xml?: Xml,
): Guarded {
  const { members } = list;
  if (members === null) return { ok: false, because: "otherMembers" };
  const own = list.isDynamic ? list.query : printQuestion(staticMembersQuestion(members, list.id));
  const opened = openListQuery(own, members, xml);
  if (!opened.ok) return opened;
  const { query } = opened;
  const followed = waysWithin(query.room, members, terms, query.alias);
  if (followed === null) return { ok: false, because: "tooManyLinks" };
  const named = namedAmong(members, terms, followed.notFollowed);
  if (Math.max(named.people.length, named.companies.length) > MOST_NAMED) {
    return { ok: false, because: "tooManyNamed" };
  }
  const narrowed = query.narrowed(isReachedByNone(followed.steps, isNotNamed(members, named)));
  if (!narrowed.ok) return narrowed;
  return {
    ok: true,
    fetchXml: narrowed.fetchXml,
    fingerprint: fingerprintOf(narrowed.fetchXml),
    notFollowed: followed.notFollowed,
  };
}

/** Values that a condition may have (0x8004430E). */
const MOST_NAMED = 2_000;

/**
 * Whom only some ways lead to, of the members of any list of the kind, by what has not been freed; in an order of its own.
 * Who is on several lists is found on one of them alone.
 */
function namedAmong(
  kind: MemberTable,
  { found, freed }: TwinTerms,
  notFollowed: readonly Way[],
): NamedMembers {
  const isFree = ({ protection }: Found) =>
    protection.kind === "deal"
      ? freed.deals.includes(protection.deal.id)
      : freed.holds.includes(protection.hold.id);
  const named = found
    .filter((each) => !isFree(each))
    .flatMap(({ reach }) => reach.filter(({ members }) => members === kind))
    .flatMap(({ byWay }) => notFollowed.flatMap((way) => byWay.get(way) ?? []));
  const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
  return {
    people: sorted(named.flatMap(({ people }) => people)),
    companies: sorted(named.flatMap(({ companies }) => companies)),
  };
}

function isNotNamed(members: MemberTable, { people, companies }: NamedMembers): readonly FilterItem[] {
  const company = companyColumnOf(members);
  return [
    ...(people.length > 0 ? [{ column: `${members}id`, operator: "not-in", values: people } as const] : []),
    ...(companies.length > 0
      ? [
          either(
            { column: company, operator: "null" },
            { column: company, operator: "not-in", values: companies },
          ),
        ]
      : []),
  ];
}

/**
 * A short text that differs where queries do (FNV-1a, 32 bits, of the text and of its reverse): to know whether a guarded
 * list is still the one that would be made now, not to withstand anybody.
 */
export function fingerprintOf(text: string): string {
  const hash = (characters: Iterable<string>) => {
    let value = 0x811c9dc5;
    for (const character of characters) {
      value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    return value.toString(16).padStart(8, "0");
  };
  const characters = Array.from(text);
  return hash(characters) + hash(characters.reverse());
}

/** How a list goes out, by the columns that say so; the platform's own defaults where it is not known. */
export function distributionOf({ ignoresInactive, respectsOptOut }: Distribution) {
  return {
    ignoreinactivelistmembers: ignoresInactive ?? true,
    donotsendonoptout: respectsOptOut ?? true,
  };
}

type Distribution = Pick<GuardedList, "ignoresInactive" | "respectsOptOut">;

/**
 * Whether a guarded list is what would be made now: by its mark, by its query itself, which somebody may have edited, and by
 * going out as the list that it stands for does.
 */
export function isCurrent(
  twin: Pick<GuardedList, "query" | "twin"> & Distribution,
  original: Distribution,
  now: Guarded,
): boolean {
  const [its, own] = [distributionOf(twin), distributionOf(original)];
  return (
    now.ok &&
    twin.twin?.fingerprint === now.fingerprint &&
    twin.query === now.fetchXml &&
    its.ignoreinactivelistmembers === own.ignoreinactivelistmembers &&
    its.donotsendonoptout === own.donotsendonoptout
  );
}

const MARK = /\[entente:guarded (\S+) (\S+) ([0-9a-f]{16})\]/;

/**
 * The description of a guarded list: for people, what it is, from which list, by which policy and decisions; then, for the
 * guard, its mark.
 */
export function describeTwin(text: string, { listId, activityId, fingerprint }: TwinMark): string {
  return describeList(text, `[entente:guarded ${listId} ${activityId ?? "-"} ${fingerprint}]`);
}

/** The mark in a list's description; null where it is no guarded list. */
export function markIn(description: string | null): TwinMark | null {
  const [, list, activity, fingerprint] = MARK.exec(description ?? "") ?? [];
  const listId = recordId(list);
  if (listId === null || fingerprint === undefined) return null;
  return { listId, activityId: recordId(activity), fingerprint };
}
