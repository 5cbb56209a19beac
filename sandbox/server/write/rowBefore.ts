import type { TableMetadata } from "../metadata/model";
import { noSuchRow } from "../odata/refusals";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import type { WriteContext } from "./context";

/** A row as it stands before a write, by physical column. */
export interface RowBefore {
  readonly version: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const WANTED = ["statecode", "statuscode", "transactioncurrencyid", "type"];

/** Reads what a write has to know of the row that it changes; undefined when there is none. */
export async function findRow(
  context: WriteContext,
  table: TableMetadata,
  id: string,
): Promise<RowBefore | undefined> {
  const columns = WANTED.flatMap((name) => {
    const column = table.columns.get(name);
    if (column === undefined) return [];
    return isPolymorphic(column) ? [name, targetColumn(name)] : [name];
  });
  const version = table.columns.has("versionnumber") ? "versionnumber::text" : "'0'";
  const rows = await context.organization.database.query<Record<string, unknown>>(
    `select ${[`${version} as "$version"`, ...columns.map(identifier)].join(", ")} from ${identifier(table.logicalName)} where ${identifier(table.primaryIdColumn)} = $1`,
    [id],
  );
  const row = rows[0];
  return row === undefined ? undefined : { version: String(row["$version"]), values: row };
}

/** @throws DataverseError 404 0x80040217 */
export async function requireRow(
  context: WriteContext,
  table: TableMetadata,
  id: string,
): Promise<RowBefore> {
  const row = await findRow(context, table, id);
  if (row === undefined) throw noSuchRow(table.logicalName, id);
  return row;
}
