import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import { labelOf } from "../present/label";
import { typeNotForOrder } from "../refusals";
import { columnKind } from "./columnKind";
import type { Statement } from "./statement";

/** What sorts a column's values, as SQL. */
export function sortable(
  statement: Statement,
  column: ColumnMetadata,
  value: string,
  name: string,
  rawOrder: boolean,
): string {
  switch (columnKind(column)) {
    case "text":
      return `ci(${value})`;
    case "id":
      // Lookups sort by the primary name (…/fetchxml/order-rows, "Lookup Columns").
      return isLookup(column) ? `ci(${name})` : value;
    case "choice":
      return rawOrder ? value : labelRank(statement, column, value);
    case "choices":
    case undefined:
      throw typeNotForOrder(column.logicalName);
    default:
      return value;
  }
}

/** Nulls come first in ascending order and last in descending order, as in SQL Server. */
export function direction(descending: boolean, nullable = true): string {
  if (!nullable) return descending ? " desc" : "";
  return descending ? " desc nulls last" : " asc nulls first";
}

/** The place of each choice among the labels of the caller's language (…/fetchxml/order-rows, "Choice columns"). */
export function labelRanks(column: ColumnMetadata, languageId: number): ReadonlyMap<number, number> {
  const labels = (column.options ?? []).map((option) => ({
    value: option.value,
    label: labelOf(option.labels, languageId).toLocaleLowerCase(),
  }));
  const sorted = [...new Set(labels.map(({ label }) => label))].sort((left, right) =>
    left.localeCompare(right),
  );
  return new Map(labels.map(({ value, label }) => [value, sorted.indexOf(label)]));
}

function labelRank(statement: Statement, column: ColumnMetadata, value: string): string {
  const ranks = [...labelRanks(column, statement.caller.languageId)];
  const values = statement.value(
    ranks.map(([option]) => option),
    "integer[]",
  );
  const places = statement.value(
    ranks.map(([, rank]) => rank),
    "integer[]",
  );
  // A value without a label sorts after all labels.
  return `(case when ${value} is not null then coalesce((${places})[array_position(${values}, ${value})], ${statement.value(ranks.length, "integer")}) end)`;
}
