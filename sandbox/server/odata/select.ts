import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { requireProperty } from "./property";
import { noSuchProperty } from "./refusals";

/**
 * The columns that a `$select` names, in its order and each once; undefined when there is none, which means all.
 * @throws DataverseError 400 0x80060888 on a property that the table does not have
 */
export function parseSelect(table: TableMetadata, text: string | undefined): ColumnMetadata[] | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const columns = new Set<ColumnMetadata>();
  for (const part of text.split(",")) {
    const column = requireProperty(table, part.trim());
    if (!column.validForRead) throw noSuchProperty(part.trim(), table.logicalName);
    columns.add(column);
  }
  return [...columns];
}

/**
 * Columns that Dataverse shows unasked beside those selected: "if you request a money value, the _transactioncurrencyid_value
 * lookup property will be returned" (learn.microsoft.com, "Retrieve a table row using the Web API").
 */
export function columnsBeside(
  table: TableMetadata,
  select: readonly ColumnMetadata[],
): readonly ColumnMetadata[] {
  const currency = table.columns.get("transactioncurrencyid");
  return currency !== undefined && select.some((column) => column.type === "money") ? [currency] : [];
}
