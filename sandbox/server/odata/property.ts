import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { noSuchProperty } from "./refusals";

/** Whether the column is a lookup, which the Web API shows as `_name_value`. */
export function isLookup(column: ColumnMetadata): boolean {
  return column.type === "lookup" || column.type === "customer" || column.type === "owner";
}

/** The name by which the Web API shows a column. */
export function propertyName(column: ColumnMetadata): string {
  return isLookup(column) ? `_${column.logicalName}_value` : column.logicalName;
}

/** The key that users and teams share, as both are principals: beside their own (learn.microsoft.com, "Join tables using OData"). */
export const PRINCIPAL_KEY = "ownerid";

export function isPrincipal(table: TableMetadata): boolean {
  return table.logicalName === "systemuser" || table.logicalName === "team";
}

/** Whether the column is a structural property at all: a party list is a collection of rows instead. */
export function isProperty(column: ColumnMetadata): boolean {
  return column.type !== "partylist";
}

/** The column behind a property name; undefined when the table has no such property. Case matters. */
export function columnOfProperty(table: TableMetadata, property: string): ColumnMetadata | undefined {
  const isKey = property === PRINCIPAL_KEY && isPrincipal(table);
  const direct = table.columns.get(isKey ? table.primaryIdColumn : property);
  if (direct !== undefined) return isLookup(direct) || !isProperty(direct) ? undefined : direct;
  const lookup = /^_(.+)_value$/.exec(property)?.[1];
  const column = lookup === undefined ? undefined : table.columns.get(lookup);
  return column !== undefined && isLookup(column) ? column : undefined;
}

/** @throws DataverseError 400 0x80060888 when there is no such property */
export function requireProperty(table: TableMetadata, property: string): ColumnMetadata {
  const column = columnOfProperty(table, property);
  if (column === undefined) throw noSuchProperty(property, table.logicalName);
  return column;
}
