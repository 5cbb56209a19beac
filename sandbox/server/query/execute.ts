import type { Organization } from "../organization";
import { readRestriction } from "../security/accessCondition";
import type { Caller } from "../security/caller";
import { parseFetchXml } from "./fetchxml/parse";
import { COUNTED_ROWS } from "./limits";
import type { FilterGroup, Query, QueryResult } from "./model";
import { pagingCookieAnnotation } from "./paging/annotation";
import { writeCookie, type CookieValue } from "./paging/cookie";
import { presentRows, type Presenter, type StoredRow } from "./present/row";
import { aggregateLimitExceeded, tableMismatch } from "./refusals";
import { planCount, planIds, planQuery, type Plan } from "./translate/plan";
import type { CookieColumn } from "./translate/rows";
import { Statement } from "./translate/statement";

export interface QueryOptions {
  /** Leave out properties without a value, as Dataverse does for FetchXML but not for OData. */
  readonly omitNulls?: boolean;
}

/**
 * Answers a query as one statement, with the rights of the caller.
 * @throws DataverseError 400 on what the query may not ask, 403 on a table that the caller may not read at all
 */
export async function executeQuery(
  organization: Organization,
  caller: Caller,
  query: Query,
  options: QueryOptions = {},
): Promise<QueryResult> {
  const statement = newStatement(organization, caller);
  const plan = planQuery(statement, query);
  const stored = await organization.database.query<StoredRow>(
    statement.whole(plan.sql),
    statement.parameters,
  );
  checkAggregateLimit(plan, stored);
  const page = stored.slice(0, plan.size);
  const presenter: Presenter = {
    catalog: organization.metadata,
    reader: caller,
    omitNulls: options.omitNulls ?? false,
  };
  const version = "version" in plan ? plan.version : undefined;
  const moreRecords = stored.length > plan.size && query.top === undefined;
  return {
    rows: presentRows(presenter, plan.cells, version, page),
    moreRecords,
    ...(moreRecords ? pagingCookie(plan, page) : {}),
    ...(query.returnTotalRecordCount ? await totalRecordCount(organization, caller, query) : {}),
  };
}

/**
 * Answers a FetchXML query in the shape of the Web API: without the properties that have no value, and with the paging
 * cookie as the annotation `fetchxmlpagingcookie` has it.
 * @param expectedTable logical name of the table that the request was addressed to
 * @param restriction what the rows have to be besides, where the request was addressed to some of the table's only
 * @throws DataverseError 400 0x80041128 when the query is about another table
 */
export async function executeFetchXml(
  organization: Organization,
  caller: Caller,
  expectedTable: string | undefined,
  fetchXml: string,
  restriction?: FilterGroup,
): Promise<QueryResult> {
  const asked = parseFetchXml(fetchXml);
  const query = restriction === undefined ? asked : restricted(asked, restriction);
  if (expectedTable !== undefined && query.table !== expectedTable) {
    throw tableMismatch(expectedTable, query.table);
  }
  const result = await executeQuery(organization, caller, query, { omitNulls: true });
  if (result.pagingCookie === undefined) return result;
  const nextPage = (query.page ?? 1) + 1;
  return { ...result, pagingCookie: pagingCookieAnnotation(nextPage, result.pagingCookie) };
}

function restricted(query: Query, restriction: FilterGroup): Query {
  const items = query.filter === undefined ? [restriction] : [restriction, query.filter];
  return { ...query, filter: { kind: "filter", type: "and", items } };
}

/**
 * The ids of all rows that a query of rows finds, as the platform itself reads them when it evaluates a dynamic list: however
 * many there are, as neither pages nor their limits are in its way.
 * @throws DataverseError as `executeQuery` does, be it for a column that only its rows would have shown
 */
export async function findIds(
  organization: Organization,
  caller: Caller,
  query: Query,
): Promise<readonly string[]> {
  planQuery(newStatement(organization, caller), query);
  const statement = newStatement(organization, caller);
  const rows = await organization.database.query<{ id: string }>(
    statement.whole(planIds(statement, query)),
    statement.parameters,
  );
  return rows.map((row) => row.id);
}

function newStatement(organization: Organization, caller: Caller): Statement {
  return new Statement(
    organization.metadata,
    caller,
    organization.now(),
    organization.baseCurrencyId,
    readRestriction(organization.metadata, caller),
  );
}

/** Every group tells how many source rows there are in all; one beyond the limit is enough to refuse. */
function checkAggregateLimit(plan: Plan, stored: readonly StoredRow[]): void {
  if (!("limit" in plan) || plan.limit === undefined) return;
  if (Number(stored[0]?.[plan.limit.counted] ?? 0) > plan.limit.rows) throw aggregateLimitExceeded();
}

function pagingCookie(plan: Plan, page: readonly StoredRow[]): { readonly pagingCookie?: string } {
  const [first, last] = [page[0], page.at(-1)];
  if (!("cookie" in plan) || plan.cookie === undefined || first === undefined || last === undefined)
    return {};
  const entries = plan.cookie.map((column) => ({
    column: column.column.logicalName,
    first: cookieValue(column, first),
    last: cookieValue(column, last),
  }));
  return { pagingCookie: writeCookie({ page: plan.page, entries }) };
}

function cookieValue({ column, value, name }: CookieColumn, row: StoredRow): CookieValue {
  const text = row[value] as string | null;
  const found = name === undefined ? null : (row[name] as string | null);
  const isGuid = ["uniqueidentifier", "lookup", "customer", "owner"].includes(column.type);
  return {
    value: text === null ? undefined : isGuid ? `{${text.toUpperCase()}}` : text,
    ...(found === null ? {} : { name: found }),
  };
}

async function totalRecordCount(
  organization: Organization,
  caller: Caller,
  query: Query,
): Promise<Pick<QueryResult, "totalRecordCount" | "totalRecordCountLimitExceeded">> {
  const statement = newStatement(organization, caller);
  const sql = planCount(statement, query);
  const [row] = await organization.database.query<{ count: number }>(
    statement.whole(sql),
    statement.parameters,
  );
  const count = Number(row?.count ?? 0);
  return {
    totalRecordCount: Math.min(count, COUNTED_ROWS),
    totalRecordCountLimitExceeded: count > COUNTED_ROWS,
  };
}
