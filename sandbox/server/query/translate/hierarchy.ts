import type { ColumnMetadata, OneToManyRelationship } from "../../metadata/model";
import { isLookup } from "../../metadata/catalog";
import { identifier } from "../../store/physical";
import { noHierarchy } from "../refusals";
import { from, reference, type Source, type Statement } from "./statement";

/**
 * `under`, `eq-or-under`, `not-under`, `above`, `eq-or-above`: over the hierarchical relationship of the table that the
 * column identifies, be it by its own key or by a lookup. Rows that the caller may not read end a branch.
 * Source: …/query-hierarchical-data.
 * @param id the row that the operator names, as a parameter
 * @throws DataverseError 0x80047020 when the table has no hierarchy
 */
export function hierarchyCondition(
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
  operator: string,
  id: string,
): string {
  const relationship = hierarchyOf(statement, source, column, operator);
  const value = reference(source, column);
  switch (operator) {
    case "under":
      return `${value} in (${below(statement, relationship, id)})`;
    case "eq-or-under":
      return `(${value} = ${id} or ${value} in (${below(statement, relationship, id)}))`;
    case "not-under":
      return `(${value} not in (${below(statement, relationship, id)}) or ${value} is null)`;
    case "above":
      return `${value} in (${above(statement, relationship, id)})`;
    default:
      return `(${value} = ${id} or ${value} in (${above(statement, relationship, id)}))`;
  }
}

function hierarchyOf(
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
  operator: string,
): OneToManyRelationship {
  const tables =
    column.logicalName === source.table.primaryIdColumn
      ? [source.table.logicalName]
      : isLookup(column)
        ? (column.targets ?? [])
        : [];
  for (const table of tables) {
    for (const relationship of statement.catalog.relationshipsOf(table)) {
      if (
        relationship.kind === "OneToMany" &&
        relationship.hierarchical &&
        relationship.referencedTable === table &&
        relationship.referencingTable === table
      ) {
        return relationship;
      }
    }
  }
  throw noHierarchy(operator, source.table.logicalName);
}

function node(statement: Statement, relationship: OneToManyRelationship): Source {
  return {
    sqlAlias: statement.alias(),
    table: statement.table(relationship.referencingTable),
    name: relationship.referencingTable,
    resultPrefix: "",
  };
}

function below(statement: Statement, relationship: OneToManyRelationship, id: string): string {
  const found = statement.alias();
  const [child, next] = [node(statement, relationship), node(statement, relationship)];
  const [key, parent] = [relationship.referencedColumn, relationship.referencingColumn];
  return [
    `with recursive ${found}(id) as (`,
    `select ${reference(child, key)} from ${from(child)} where ${reference(child, parent)} = ${id}${readable(statement, child)}`,
    `union select ${reference(next, key)} from ${from(next)} join ${found} on ${reference(next, parent)} = ${found}.id`,
    `${readable(statement, next, "where")}) select ${found}.id from ${found}`,
  ].join(" ");
}

function above(statement: Statement, relationship: OneToManyRelationship, id: string): string {
  const found = statement.alias();
  const [start, next, parent] = [
    node(statement, relationship),
    node(statement, relationship),
    node(statement, relationship),
  ];
  const [key, up] = [identifier(relationship.referencedColumn), relationship.referencingColumn];
  // The chain carries the parents' ids, so a parent that may not be read has to be left out at the end as well.
  return [
    `with recursive ${found}(id) as (`,
    `select ${reference(start, up)} from ${from(start)} where ${start.sqlAlias}.${key} = ${id}${readable(statement, start)}`,
    `union select ${reference(next, up)} from ${from(next)} join ${found} on ${next.sqlAlias}.${key} = ${found}.id`,
    `${readable(statement, next, "where")}) select ${parent.sqlAlias}.${key} from ${from(parent)}`,
    `join ${found} on ${parent.sqlAlias}.${key} = ${found}.id${readable(statement, parent, "where")}`,
  ].join(" ");
}

function readable(statement: Statement, source: Source, word: "and" | "where" = "and"): string {
  const restriction = statement.readable(source);
  return restriction === undefined ? "" : ` ${word} ${restriction}`;
}
