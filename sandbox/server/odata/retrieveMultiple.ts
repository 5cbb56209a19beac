import type { Exchange, WebApiAnswer } from "../http/exchange";
import type { TableMetadata } from "../metadata/model";
import { executeFetchXml, executeQuery } from "../query/execute";
import type { FilterGroup, QueryResult } from "../query/model";
import { parseApply } from "./apply";
import { contextUrl } from "./contextUrl";
import { isNested, referencedLookups } from "./expandOption";
import { Expander } from "./expandRows";
import { both, parseListQuery, type ListQuery } from "./listQuery";
import type { QueryOptions } from "./queryOptions";
import { badQuery } from "./refusals";
import { RowShape } from "./rowShape";
import { skipToken } from "./skipToken";

/** `GET accounts?$select=…`: the rows of a set, or of a collection of one row when a filter says which. */
export async function retrieveMultiple(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
  restriction?: FilterGroup,
): Promise<WebApiAnswer> {
  const { organization, caller, preferences, serviceRoot } = exchange;
  if (options.system.has("$apply")) return aggregate(exchange, table, options, restriction);
  const list = parseListQuery(organization.metadata, table, options, preferences.maxPageSize);
  const query = { ...list.query, filter: both(restriction, list.query.filter) };
  const result = await executeQuery(organization, caller, query);
  const shape = new RowShape(table, list.select, referencedLookups(list.expand));
  const rows = result.rows.map((read) => ({ read, shown: shape.of(read) }));
  const expander = new Expander(organization, caller, serviceRoot, {
    kind: "set",
    isNested: isNested(list.expand),
    maxPageSize: preferences.maxPageSize,
  });
  await expander.expand(table, rows, list.expand);
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": contextUrl(serviceRoot, table, list.select, list.expand, false),
      ...counts(result, list.count),
      value: rows.map(({ shown }) => shown),
      ...nextLink(exchange, list, result),
    },
  };
}

function counts(result: QueryResult, asked: boolean): Record<string, unknown> {
  return {
    ...(asked ? { "@odata.count": result.totalRecordCount ?? result.rows.length } : {}),
    "@Microsoft.Dynamics.CRM.totalrecordcount": asked ? (result.totalRecordCount ?? result.rows.length) : -1,
    "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": result.totalRecordCountLimitExceeded ?? false,
    "@Microsoft.Dynamics.CRM.globalmetadataversion": "1",
  };
}

function nextLink(exchange: Exchange, list: ListQuery, result: QueryResult): Record<string, string> {
  if (!result.moreRecords || list.query.top !== undefined) return {};
  const [path, query] = splitTarget(exchange.request.target);
  const kept = query.split("&").filter((part) => part !== "" && !/^(?:\$|%24)skiptoken=/i.test(part));
  const token = skipToken({ number: (list.query.page ?? 1) + 1, cookie: result.pagingCookie });
  kept.push(`$skiptoken=${encodeURIComponent(token)}`);
  return { "@odata.nextLink": `${exchange.serviceRoot}${path}?${kept.join("&")}` };
}

/** The path and the query string of a target. */
export function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

async function aggregate(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
  restriction: FilterGroup | undefined,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot } = exchange;
  for (const name of options.system.keys()) {
    if (name !== "$apply" && name !== "$orderby" && name !== "$top" && name !== "$count") {
      throw badQuery(`The query option '${name}' is not supported together with $apply.`);
    }
  }
  const { query, shown } = parseApply(organization.metadata, table, options);
  const result = await executeQuery(organization, caller, {
    ...query,
    filter: both(restriction, query.filter),
  });
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${serviceRoot}$metadata#${table.entitySetName}`,
      value: result.rows.map(shown),
    },
  };
}

/** `GET accounts?fetchXml=…`; of a collection of one row, the restriction says which rows are in it. */
export async function retrieveByFetchXml(
  exchange: Exchange,
  table: TableMetadata,
  fetchXml: string,
  restriction?: FilterGroup,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot } = exchange;
  const result = await executeFetchXml(organization, caller, table.logicalName, fetchXml, restriction);
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${serviceRoot}$metadata#${table.entitySetName}`,
      "@Microsoft.Dynamics.CRM.totalrecordcount": result.totalRecordCount ?? -1,
      "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": result.totalRecordCountLimitExceeded ?? false,
      "@Microsoft.Dynamics.CRM.globalmetadataversion": "1",
      ...(result.pagingCookie === undefined
        ? {}
        : { "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": result.pagingCookie }),
      "@Microsoft.Dynamics.CRM.morerecords": result.moreRecords,
      value: result.rows,
    },
  };
}
