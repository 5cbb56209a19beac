import { memberTables, type GuardedList, type MemberTable } from "../../domain/guard/audience";
import type { CannotGuard } from "../../domain/guard/check";
import { openListQuery, type ListQuery, type Xml } from "../listQuery";
import { all, printQuestion, type QuestionFilter, type Related } from "../question";

/** Lists that are asked about together: all static ones of one kind of member, or one dynamic list. */
export interface Part {
  readonly members: MemberTable;
  readonly lists: readonly GuardedList[];
  readonly isStatic: boolean;
  /** Whether whoever is on the static lists of its kind is not asked about again. */
  readonly isApart: boolean;
  readonly query: ListQuery;
}

export interface Parts {
  readonly parts: readonly Part[];
  readonly refused: readonly { readonly list: GuardedList; readonly because: CannotGuard | "otherMembers" }[];
}

/** Whether a member is on one of these static lists. A link. */
function isOn(members: MemberTable, lists: readonly GuardedList[], is: Related["is"]): Related {
  return {
    is,
    table: "listmember",
    from: "entityid",
    to: `${members}id`,
    filter: all({ column: "listid", operator: "in", values: lists.map(({ id }) => id) }),
  };
}

/** The members of static lists, as a dynamic list has its own; what of them is told, each question says. */
function membersQuery(members: MemberTable, lists: readonly GuardedList[]): string {
  return printQuestion({ table: members, columns: [], filter: all(isOn(members, lists, "any")) });
}

/** The lists of an audience, as queries that can be asked about. */
export function partsOf(lists: readonly GuardedList[], xml?: Xml): Parts {
  const parts: Part[] = [];
  const refused: Parts["refused"][number][] = [];
  for (const list of lists) if (list.members === null) refused.push({ list, because: "otherMembers" });
  for (const members of memberTables) {
    const own = lists.filter((list) => list.members === members);
    const fixed = own.filter(({ isDynamic }) => !isDynamic);
    const dynamic = own.filter(({ isDynamic }) => isDynamic);
    const asked = [
      ...(fixed.length > 0 ? [{ lists: fixed, isStatic: true, text: membersQuery(members, fixed) }] : []),
      ...dynamic.map((list) => ({ lists: [list], isStatic: false, text: list.query })),
    ];
    for (const { text, ...some } of asked) {
      const opened = openListQuery(text, members, xml);
      if (opened.ok) {
        const others = some.isStatic || fixed.length === 0 ? null : all(isOn(members, fixed, "not any"));
        parts.push({ members, ...some, ...apartFrom(opened.query, others, members, xml) });
      } else for (const list of some.lists) refused.push({ list, because: opened.because });
    }
  }
  return { parts, refused };
}

/** Links that telling a list from the static ones, which takes one itself, must leave to the guard. */
const ROOM_NEEDED = 14;

function apartFrom(
  query: ListQuery,
  others: QuestionFilter | null,
  members: MemberTable,
  xml?: Xml,
): Pick<Part, "isApart" | "query"> {
  if (others === null) return { isApart: true, query };
  const narrowed = query.room <= ROOM_NEEDED ? null : query.narrowed(others);
  const opened = narrowed?.ok ? openListQuery(narrowed.fetchXml, members, xml) : null;
  return opened?.ok ? { isApart: true, query: opened.query } : { isApart: false, query };
}
