import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import { identifier, isPolymorphic } from "../../store/physical";
import { reference, type Source, type Statement } from "./statement";

interface Target {
  readonly table: string;
  readonly key: string;
  readonly name: string;
}

function targetsOf(statement: Statement, column: ColumnMetadata): Target[] {
  if (!isLookup(column)) return [];
  return (column.targets ?? []).flatMap((target) => {
    const table = statement.catalog.table(target);
    return table?.primaryNameColumn === undefined
      ? []
      : [{ table: target, key: table.primaryIdColumn, name: table.primaryNameColumn }];
  });
}

/**
 * The primary name of the row that a lookup points to, as a scalar subquery. Dataverse gives the name of a row whether or not
 * the caller may read that row, so there is no restriction here.
 * @param id the lookup's value, as SQL
 * @param type its target's logical name, as SQL, where there is more than one target
 */
export function lookupName(
  statement: Statement,
  column: ColumnMetadata,
  id: string,
  type: string | undefined,
): string {
  const names = targetsOf(statement, column).map((target) => {
    const alias = statement.alias();
    const sql = `(select ${alias}.${identifier(target.name)} from ${identifier(target.table)} ${alias} where ${alias}.${identifier(target.key)} = ${id})`;
    return { target: target.table, sql };
  });
  if (!isPolymorphic(column) || type === undefined) return names[0]?.sql ?? "null::text";
  const cases = names.map(({ target, sql }) => `when ${statement.value(target, "text")} then ${sql}`);
  return cases.length === 0 ? "null::text" : `(case ${type} ${cases.join(" ")} end)`;
}

/** The same name by outer joins, which Postgres may hash: for orders, where every row needs it. */
export function joinLookupName(
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
): { readonly joins: string[]; readonly name: string } {
  const joins: string[] = [];
  const names: string[] = [];
  for (const target of targetsOf(statement, column)) {
    const alias = statement.alias();
    joins.push(
      `left join ${identifier(target.table)} ${alias} on ${alias}.${identifier(target.key)} = ${reference(source, column)}`,
    );
    names.push(`${alias}.${identifier(target.name)}`);
  }
  if (names.length === 0) return { joins, name: "null::text" };
  return { joins, name: names.length === 1 ? (names[0] ?? "") : `coalesce(${names.join(", ")})` };
}
