import { DataverseError } from "../errors";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { Organization } from "../organization";
import { executeQuery } from "../query/execute";
import type { WebApiRow } from "../query/model";
import type { Caller } from "../security/caller";
import type { Expansion } from "./expandOption";
import { parseExpand, referencedLookups } from "./expandOption";
import { Expander, idsFilter } from "./expandRows";
import { selectedColumns } from "./listQuery";
import type { QueryOptions } from "./queryOptions";
import { badQuery, noSuchRow } from "./refusals";
import { findRowId } from "./rowKey";
import { RowShape } from "./rowShape";
import { parseSelect } from "./select";

/** What to show of one row. */
export interface Projection {
  readonly select?: readonly ColumnMetadata[];
  readonly expand: readonly Expansion[];
}

/** `$select` and `$expand`: the only options that a single row takes. */
export function parseProjection(
  organization: Organization,
  table: TableMetadata,
  options: QueryOptions,
): Projection {
  for (const name of options.system.keys()) {
    if (name !== "$select" && name !== "$expand") {
      throw badQuery(`The query option '${name}' is not supported when retrieving a single entity.`);
    }
  }
  return {
    select: parseSelect(table, options.system.get("$select")),
    expand: parseExpand(organization.metadata, table, options.system.get("$expand")),
  };
}

/**
 * One row as the Web API shows it, annotations included.
 * @throws DataverseError 404 when there is no such row, 403 when the caller may not read it
 */
export async function retrieve(
  organization: Organization,
  caller: Caller,
  serviceRoot: string,
  table: TableMetadata,
  id: string,
  projection: Projection,
): Promise<Record<string, unknown>> {
  const read = await readRow(
    organization,
    caller,
    table,
    id,
    selectedColumns(table, projection.select, projection.expand),
  );
  const shown = new RowShape(table, projection.select, referencedLookups(projection.expand)).of(read);
  const expander = new Expander(organization, caller, serviceRoot, { kind: "row" });
  await expander.expand(table, [{ read, shown }], projection.expand);
  return shown;
}

/** The row through the caller's eyes. */
export async function readRow(
  organization: Organization,
  caller: Caller,
  table: TableMetadata,
  id: string,
  columns: readonly { readonly name: string }[] | "all",
): Promise<WebApiRow> {
  const { rows } = await executeQuery(organization, caller, {
    table: table.logicalName,
    columns,
    filter: idsFilter(table.primaryIdColumn, [id]),
    orders: [],
    links: [],
    distinct: false,
    aggregate: false,
    returnTotalRecordCount: false,
    rawOrder: true,
  });
  const row = rows[0];
  if (row !== undefined) return row;
  if ((await findRowId(organization, table, { kind: "id", id })) === undefined) {
    throw noSuchRow(table.logicalName, id);
  }
  throw new DataverseError(
    403,
    "0x80048306",
    `SecLib::AccessCheckEx failed. ObjectID: ${id}, ObjectTypeCode: ${String(table.objectTypeCode)}, CallingUser: ${caller.userId}, AccessRights: ReadAccess`,
  );
}
