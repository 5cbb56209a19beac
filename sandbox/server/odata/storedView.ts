import type { Exchange } from "../http/exchange";
import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import type { QueryOptions } from "./queryOptions";
import { badQuery, noSuchRow } from "./refusals";
import { isGuid } from "./rowKey";

/**
 * The FetchXML of the stored view that `savedQuery=` names; undefined when the URL names none. Personal views
 * (`userQuery=`) do not exist in the sandbox: none of them is found.
 */
export function viewFetchXml(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
): string | undefined {
  const savedQuery = options.custom.get("savedQuery");
  const userQuery = options.custom.get("userQuery");
  const id = savedQuery ?? userQuery;
  if (id === undefined) return undefined;
  if (!isGuid(id)) throw badQuery("Bad Request - Error in query syntax.");
  if (savedQuery === undefined) throw noSuchRow("userquery", id);
  const view = exchange.organization.metadata.views.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (view === undefined) throw noSuchRow("savedquery", id);
  if (view.table !== table.logicalName) {
    throw new DataverseError(
      400,
      "0x80041128",
      `The view is one of '${view.table}', not of '${table.logicalName}'.`,
    );
  }
  return view.fetchXml;
}
