import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { propertyName } from "../odata/property";
import { badPayload } from "../odata/refusals";
import { readRow } from "../odata/retrieve";
import { parseBody } from "../write/payload";
import { updateRow } from "../write/update";
import { checkVersion } from "./checkVersion";
import { noContent, type Exchange, type WebApiAnswer } from "./exchange";
import { inTransaction } from "./transaction";

/** `GET accounts(…)/name`, and with `$value` the bare text. */
export async function getProperty(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  column: ColumnMetadata,
  bare: boolean,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot } = exchange;
  const row = await readRow(organization, caller, table, id, [
    { name: table.primaryIdColumn },
    { name: column.logicalName },
  ]);
  const property = propertyName(column);
  const value = row[property] ?? null;
  if (value === null) return noContent();
  if (bare) {
    return { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: bareText(value) };
  }
  const annotations = Object.entries(row)
    .filter(([key]) => key.startsWith(`${property}@`))
    .map(([key, annotation]) => [key.slice(property.length), annotation] as const);
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${serviceRoot}$metadata#${table.entitySetName}(${id})/${property}`,
      ...Object.fromEntries(annotations),
      value,
    },
  };
}

function bareText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `PUT accounts(…)/name` with `{"value": …}`, or `DELETE`, which empties the column. */
export function setProperty(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  column: ColumnMetadata,
): Promise<WebApiAnswer> {
  return inTransaction(exchange, async (inner, context) => {
    const value = exchange.request.method === "DELETE" ? null : valueIn(inner, table);
    await checkVersion(context, table, id, exchange.request.headers["if-match"]);
    await updateRow(context, id, {
      table,
      values: new Map([[column, value]]),
      binds: [],
      associations: [],
      parents: [],
      children: [],
    });
    return noContent();
  });
}

function valueIn(exchange: Exchange, table: TableMetadata): unknown {
  const body = parseBody(exchange.request.body, table.entitySetName);
  if (!Object.hasOwn(body, "value")) {
    throw badPayload(
      table.entitySetName,
      "Microsoft.OData.ODataException: The property 'value' was expected in the payload of a single property.",
    );
  }
  return body["value"];
}
