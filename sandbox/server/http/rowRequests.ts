import type { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { contextUrl, rowUrl } from "../odata/contextUrl";
import type { QueryOptions } from "../odata/queryOptions";
import { badQuery, noSuchRow, noSuchRowByKey } from "../odata/refusals";
import { parseProjection, retrieve } from "../odata/retrieve";
import { findRowId, requireRowId, type RowKey } from "../odata/rowKey";
import { acceptKeyValues, type KeyedRow } from "../write/acceptKeyValues";
import type { WriteContext } from "../write/context";
import { createRow } from "../write/create";
import { parseBody, sortPayload, type Payload } from "../write/payload";
import { deleteRow } from "../write/remove";
import { duplicateRow } from "../write/uniqueViolation";
import { updateRow } from "../write/update";
import { checkVersion } from "./checkVersion";
import { noContent, type Exchange, type WebApiAnswer } from "./exchange";
import { removeSolution, SOLUTION } from "./solutionRequests";
import { inTransaction } from "./transaction";

/** `GET accounts(…)` */
export async function getRow(
  exchange: Exchange,
  table: TableMetadata,
  key: RowKey,
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot, request, preferences } = exchange;
  const projection = parseProjection(organization, table, options);
  const id = await requireRowId(organization, table, key);
  const row = await retrieve(organization, caller, serviceRoot, table, id, projection);
  const etag = row["@odata.etag"];
  // "304 Not Modified" is never answered to $expand or to a request for annotations, nor for a table whose versions are not
  // kept apart ("Table must have optimistic concurrency enabled": perform-conditional-operations).
  const conditional =
    table.optimisticConcurrency && projection.expand.length === 0 && preferences.annotations.length === 0;
  if (conditional && typeof etag === "string" && request.headers["if-none-match"] === etag) {
    return { status: 304, headers: { ETag: etag } };
  }
  return {
    status: 200,
    headers: typeof etag === "string" ? { ETag: etag } : {},
    body: {
      "@odata.context": contextUrl(serviceRoot, table, projection.select, projection.expand, true),
      ...row,
    },
  };
}

/** `POST accounts` */
export function postRow(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
): Promise<WebApiAnswer> {
  return inTransaction(exchange, async (inner, context) => {
    const id = await createRow(context, payloadOf(inner, table));
    return written(inner, table, id, options, true);
  });
}

/** `PATCH accounts(…)`: changes a row, or creates it when there is none and the headers allow it. */
export function patchRow(
  exchange: Exchange,
  table: TableMetadata,
  key: RowKey,
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = exchange.request.headers;
  return inTransaction(exchange, async (inner, context) => {
    const payload = payloadOf(inner, table);
    const existing = await findRowId(inner.organization, table, key);
    if (existing === undefined) {
      if (ifMatch !== undefined) throw missing(table, key);
      const row = await completed(context, table, payload, key);
      const id = await createRow(context, row.payload, row.pointers);
      return written(inner, table, id, options, true);
    }
    if (ifNoneMatch === "*") throw duplicateRow();
    await checkVersion(context, table, existing, ifMatch);
    await updateRow(context, existing, payload);
    return written(inner, table, existing, options, false);
  });
}

/** `DELETE accounts(…)` */
export function removeRow(exchange: Exchange, table: TableMetadata, key: RowKey): Promise<WebApiAnswer> {
  if (table.logicalName === SOLUTION) return removeSolution(exchange, table, key);
  return inTransaction(exchange, async (inner, context) => {
    const id = await requireRowId(inner.organization, table, key);
    await checkVersion(context, table, id, exchange.request.headers["if-match"]);
    await deleteRow(context, table, id);
    return noContent();
  });
}

function payloadOf(exchange: Exchange, table: TableMetadata): Payload {
  const body = parseBody(exchange.request.body, table.entitySetName);
  return sortPayload(exchange.organization.metadata, table, body);
}

/** The new row of an upsert takes its id, or its key, from the URL. */
function completed(
  context: WriteContext,
  table: TableMetadata,
  payload: Payload,
  key: RowKey,
): Promise<KeyedRow> {
  if (key.kind === "key") return acceptKeyValues(context, table, payload, key.values);
  if (payload.id !== undefined && payload.id !== key.id) {
    throw badQuery("The id in the body is not the id in the URL.");
  }
  return Promise.resolve({ payload: { ...payload, id: key.id }, pointers: [] });
}

function missing(table: TableMetadata, key: RowKey): DataverseError {
  return key.kind === "id" ? noSuchRow(table.logicalName, key.id) : noSuchRowByKey(table.logicalName);
}

/** The answer to a write: the row's URL, and the row itself where it was asked for. */
async function written(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  options: QueryOptions,
  created: boolean,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot, preferences } = exchange;
  const url = rowUrl(serviceRoot, table, id);
  if (!preferences.returnRepresentation) {
    return noContent({ "OData-EntityId": url, ...(created ? { Location: url } : {}) });
  }
  const asked = parseProjection(organization, table, options);
  // Of an update "the $expand query option will be ignored if used" (update-delete-entities-using-web-api).
  const projection = created ? asked : { ...asked, expand: [] };
  const row = await retrieve(organization, caller, serviceRoot, table, id, projection);
  const etag = row["@odata.etag"];
  return {
    status: created ? 201 : 200,
    headers: {
      ...(created ? { Location: url } : {}),
      ...(typeof etag === "string" ? { ETag: etag } : {}),
    },
    body: {
      "@odata.context": contextUrl(serviceRoot, table, projection.select, projection.expand, true),
      ...row,
    },
  };
}
