import type { DynamicCount, DynamicList } from "../domain/comingSends";
import type { AskXml } from "./askQuestion";
import { openListQuery, type Extended, type Xml } from "./listQuery";
import { all } from "./question";
import { numberOf } from "./row";
import { isActiveMemberOf, isMemberOf, type Scope } from "./scope";

/** Under which the count comes back; unlikely to be an alias of the list's own. */
const COUNT = "entente_people";

/**
 * Codes by which the service refuses a query for what it says, and would again: those of its own kind of error (0x800410.. and
 * 0x800411..), broken XML, an invalid argument, a date or a value of another type, more links, conditions or values than it
 * takes, a column that cannot be grouped, a table without a hierarchy, an address that names no table. Any other code tells of
 * the moment: that the query took too long (0x80044151), that the database (0x80044150) or a plug-in failed, that the sign-in
 * has expired.
 */
const refusals = /^0x800(41[01][\dA-F]{2}|40201|40203|40239|4430[C-E]|44354|47020|50224|60888)$/;

/** Of whom a list is, and whether it is sent to those who are inactive. */
export type Members = Pick<DynamicList, "members" | "ignoresInactive">;

/**
 * Makes of a dynamic list's own FetchXML the question how many members in scope it is sent to: one condition is added to
 * their table, and instead of its columns the different members are counted.
 */
export function extendListQuery(
  query: string | null,
  { members, ignoresInactive = true }: Members,
  scope: Scope,
  xml?: Xml,
): Extended {
  const opened = openListQuery(query, members, xml);
  if (!opened.ok) return opened;
  return opened.query.sums({
    columns: [{ name: `${members}id`, alias: COUNT, aggregate: "countcolumn", distinct: true }],
    filter: ignoresInactive ? isActiveMemberOf(scope, members) : all(isMemberOf(scope, members)),
  });
}

/**
 * How many members in scope a dynamic list would be sent to at this moment. One request, or none where its query cannot be asked
 * about one client.
 */
export async function countOnDynamicList(
  askXml: AskXml,
  query: string | null,
  of: Members,
  scope: Scope,
  xml?: Xml,
): Promise<DynamicCount> {
  const extended = extendListQuery(query, of, scope, xml);
  if (!extended.ok) return { kind: "cannotAsk", because: extended.because };
  const answer = await askXml(of.members, extended.fetchXml);
  if (answer.ok) {
    const people = answer.value[0] === undefined ? 0 : numberOf(answer.value[0], COUNT);
    return { kind: "counted", people: people ?? 0 };
  }
  switch (answer.failure.kind) {
    case "tooManyRows":
      return { kind: "tooMany" };
    case "noPrivilege":
      return { kind: "cannotAsk", because: "noPrivilege" };
    case "noSuchColumn":
    case "gone":
      return { kind: "cannotAsk", because: "refused" };
    case "offline":
    case "throttled":
      return { kind: "failed" };
    case "unknown":
      return refusals.test(answer.failure.code ?? "")
        ? { kind: "cannotAsk", because: "refused" }
        : { kind: "failed" };
  }
}
