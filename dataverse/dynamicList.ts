import type { DynamicCount } from "../domain/comingSends";
import type { MemberTable } from "../domain/guard/audience";
import type { AskXml } from "./askQuestion";
import { openListQuery, type Extended, type Xml } from "./listQuery";
import { numberOf } from "./row";
import { isActiveMemberOf, type Scope } from "./scope";

/** Under which the count comes back; unlikely to be an alias of the list's own. */
const COUNT = "entente_people";

/**
 * Makes of a dynamic list's own FetchXML the question how many members in scope it holds: one condition is added to
 * their table, and instead of its columns the different members are counted.
 */
export function extendListQuery(
  query: string | null,
  members: MemberTable,
  scope: Scope,
  xml?: Xml,
): Extended {
  const opened = openListQuery(query, members, xml);
  if (!opened.ok) return opened;
  return opened.query.sums({
    columns: [{ name: `${members}id`, alias: COUNT, aggregate: "countcolumn", distinct: true }],
    filter: isActiveMemberOf(scope, members),
  });
}

/**
 * How many members in scope a dynamic list holds at this moment. One request, or none where its query cannot be asked
 * about one client.
 */
export async function countOnDynamicList(
  askXml: AskXml,
  query: string | null,
  members: MemberTable,
  scope: Scope,
  xml?: Xml,
): Promise<DynamicCount> {
  const extended = extendListQuery(query, members, scope, xml);
  if (!extended.ok) return { kind: "cannotAsk", because: extended.because };
  const answer = await askXml(members, extended.fetchXml);
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
      // A code is the service's: it does not take the list's query. Without one, no answer came.
      return answer.failure.code === null ? { kind: "failed" } : { kind: "cannotAsk", because: "refused" };
  }
}
