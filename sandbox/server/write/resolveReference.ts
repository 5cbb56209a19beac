import type { MetadataCatalog, TableMetadata } from "../metadata/model";
import { parseResourcePath } from "../odata/resourcePath";
import { badQuery, noSuchRow, noSuchSegment } from "../odata/refusals";
import { findRowId, parseRowKey, requireRowId } from "../odata/rowKey";
import { badPayload } from "../odata/refusals";
import type { Reference, WriteContext } from "./context";

const SERVICE_PATH = /^(?:https?:\/\/[^/]+)?\/?(?:api\/data\/v9\.\d\/)?/i;

/**
 * The row that a URL names: absolute, or relative to the service (`/contacts(…)`, `contacts(…)`), by id or by alternate
 * key; inside a change set also `$1`.
 * @throws DataverseError 404 when there is no such table or row, 400 when the table is none of those allowed
 */
export async function resolveReference(
  context: WriteContext,
  url: string,
  allowed: readonly TableMetadata[],
): Promise<Reference> {
  const resolved = /^\/?\$\w+$/.test(url) ? contentOf(context, url.replace("/", "")) : url;
  const [segment, ...rest] = parseResourcePath(resolved.replace(SERVICE_PATH, ""), new Map());
  if (segment?.brackets === undefined || rest.length > 0) throw badQuery(`'${url}' does not name a row.`);
  const table = setOf(context.organization.metadata, segment.name);
  if (!allowed.includes(table)) {
    throw badPayload(
      table.entitySetName,
      `Microsoft.OData.ODataException: An entity of type 'Microsoft.Dynamics.CRM.${table.logicalName}' cannot be bound here; expected ${allowed.map((one) => `'Microsoft.Dynamics.CRM.${one.logicalName}'`).join(" or ")}.`,
    );
  }
  const key = parseRowKey(table, segment.brackets);
  const id = await requireRowId(context.organization, table, key);
  if (key.kind === "id" && (await findRowId(context.organization, table, key)) === undefined) {
    throw noSuchRow(table.logicalName, id);
  }
  return { table: table.logicalName, id };
}

function contentOf(context: WriteContext, reference: string): string {
  const url = context.contentIds?.get(reference.slice(1));
  if (url === undefined)
    throw badQuery(`Content-ID Reference: '${reference}' does not exist in the batch context.`);
  return url;
}

function setOf(catalog: MetadataCatalog, name: string): TableMetadata {
  const table = catalog.tableBySetName(name);
  if (table === undefined) throw noSuchSegment(name);
  return table;
}
