import type { Exchange, WebApiAnswer } from "../http/exchange";
import type { TableMetadata } from "../metadata/model";
import { executeQuery } from "../query/execute";
import type { FilterGroup } from "../query/model";
import { both, parseListQuery } from "./listQuery";
import type { QueryOptions } from "./queryOptions";
import { badQuery } from "./refusals";

/** `GET accounts/$count`: a bare number, 5,000 at most. */
export async function countRows(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
  restriction?: FilterGroup,
): Promise<WebApiAnswer> {
  for (const name of options.system.keys()) {
    if (name !== "$filter")
      throw badQuery(`The query option '${name}' is not supported together with $count.`);
  }
  const { organization, caller } = exchange;
  const { query } = parseListQuery(organization.metadata, table, options, 1);
  const result = await executeQuery(organization, caller, {
    ...query,
    columns: [{ name: table.primaryIdColumn }],
    filter: both(restriction, query.filter),
    returnTotalRecordCount: true,
  });
  return {
    status: 200,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
    body: String(result.totalRecordCount ?? result.rows.length),
  };
}
