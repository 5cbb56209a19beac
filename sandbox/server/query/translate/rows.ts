import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import { readCookie } from "../paging/cookie";
import { PAGE_SIZE, SIMPLE_PAGING_ROWS } from "../limits";
import type { Order, Query } from "../model";
import {
  orderNeedsAttribute,
  orderTakesNoAlias,
  pagingCookieRequired,
  typeNotForOrder,
  unknownLink,
} from "../refusals";
import { columnCell, ownReferences, SelectList, type Cell } from "./cell";
import { columnKind } from "./columnKind";
import { fromClause, whereClause } from "./from";
import type { Tables } from "./join";
import { afterCookie, cookieText, type OrderTerm } from "./keyset";
import { joinLookupName } from "./lookupName";
import { direction, sortable } from "./order";
import { outputsOf } from "./output";
import { and, columnOf, reference, type Source, type Statement } from "./statement";

/** A statement for one page of rows, and where in its result everything stands. */
export interface RowsPlan {
  readonly sql: string;
  readonly cells: readonly Cell[];
  /** The row's version, where its table has one. */
  readonly version?: string;
  /** Rows a page; the statement asks for one more, to know whether there are more. */
  readonly size: number;
  readonly page: number;
  /** Where the parts of a paging cookie stand; absent when the query is not one that has cookies. */
  readonly cookie?: readonly CookieColumn[];
}

export interface CookieColumn {
  readonly column: ColumnMetadata;
  readonly value: string;
  readonly name?: string;
}

/** An order, with the source it is about. */
export interface ColumnOrder {
  readonly source: Source;
  readonly column: ColumnMetadata;
  readonly descending: boolean;
}

/**
 * Orders of the query, then those of its links (…/fetchxml/order-rows, "Process link-entity orders first").
 * @throws DataverseError on an alias, and on an unknown link or column
 */
export function columnOrders(query: Query, tables: Tables): ColumnOrder[] {
  const orders = query.orders.map((order) => columnOrder(order, tables.root, tables));
  for (const { source, link } of tables.joins) {
    orders.push(...link.orders.map((order) => columnOrder(order, source, tables)));
  }
  return orders;
}

function columnOrder(order: Order, own: Source, tables: Tables): ColumnOrder {
  if (order.alias !== undefined) throw orderTakesNoAlias();
  if (order.column === undefined || order.column === "") throw orderNeedsAttribute();
  const source = order.entityName === undefined ? own : tables.scope.find(order.entityName);
  if (source === undefined) throw unknownLink(order.entityName ?? "");
  const column = columnOf(source.table, order.column);
  const kind = columnKind(column);
  if (kind === undefined || kind === "choices") throw typeNotForOrder(column.logicalName);
  return { source, column, descending: order.descending };
}

/** The statement for a page of rows: neither an aggregate nor made distinct. */
export function planRows(statement: Statement, query: Query, tables: Tables): RowsPlan {
  const list = new SelectList();
  const cells = outputsOf(statement, query, tables).map((output) =>
    columnCell(statement, list, output, ownReferences(output)),
  );
  const version = tables.root.table.columns.get("versionnumber");
  const versionName = version && list.add(reference(tables.root, version));

  const { terms, joins } = orderTerms(statement, query, tables);
  const size = query.top ?? pageSize(query);
  const page = query.top === undefined ? (query.page ?? 1) : 1;
  const hasCookie = query.top === undefined && cookieAllowed(tables, terms);
  const cookie = hasCookie ? terms.map((term) => cookieColumn(list, term)) : undefined;
  const position = startOf(statement, query, terms, hasCookie, size, page);

  statement.isInOrder = true;
  const where = and([whereClause(statement, tables, query.filter), position.after]);
  const sql = [
    `select ${list.toString()} from ${[fromClause(statement, tables), ...joins].join(" ")}`,
    ...(where === undefined ? [] : [`where ${where}`]),
    `order by ${terms.map((term) => `${term.sql}${direction(term.descending, term.nullable)}`).join(", ")}`,
    `limit ${statement.value(size + 1, "bigint")} offset ${statement.value(position.offset, "bigint")}`,
  ].join(" ");
  return {
    sql,
    cells,
    size,
    page,
    ...(versionName === undefined ? {} : { version: versionName }),
    ...(cookie === undefined ? {} : { cookie }),
  };
}

/** Rows a page; more than 5,000 are never given (…/fetchxml/page-results). */
export function pageSize(query: Query): number {
  return Math.min(query.pageSize ?? PAGE_SIZE, PAGE_SIZE);
}

interface PlacedTerm extends OrderTerm {
  readonly source: Source;
}

function orderTerms(
  statement: Statement,
  query: Query,
  tables: Tables,
): { readonly terms: PlacedTerm[]; readonly joins: string[] } {
  const terms: PlacedTerm[] = [];
  const joins: string[] = [];
  const orders = columnOrders(query, tables);
  // The keys last, so that every row has one place: pages neither repeat nor miss a row.
  for (const source of [
    tables.root,
    ...tables.joins.filter((join) => join.multiplies).map((join) => join.source),
  ]) {
    orders.push({ source, column: columnOf(source.table, source.table.primaryIdColumn), descending: false });
  }
  for (const { source, column, descending } of orders) {
    if (terms.some((term) => term.source === source && term.column === column)) continue;
    const value = reference(source, column);
    let name: string | undefined;
    if (isLookup(column)) {
      const named = joinLookupName(statement, source, column);
      joins.push(...named.joins);
      name = named.name;
    }
    terms.push({
      source,
      column,
      descending,
      nullable: !(source === tables.root && column.logicalName === source.table.primaryIdColumn),
      sql: sortable(statement, column, value, name ?? "null::text", query.rawOrder),
      cookieValue: cookieText(column, value),
      ...(name === undefined ? {} : { cookieName: name }),
    });
  }
  return { terms, joins };
}

/** No cookie where rows are ordered by a link, or where a link repeats them (…/page-results, "Queries that don't support paging cookies"). */
function cookieAllowed(tables: Tables, terms: readonly PlacedTerm[]): boolean {
  return terms.every((term) => term.source === tables.root) && !tables.joins.some((join) => join.multiplies);
}

function cookieColumn(list: SelectList, term: OrderTerm): CookieColumn {
  return {
    column: term.column,
    value: list.add(term.cookieValue),
    ...(term.cookieName === undefined ? {} : { name: list.add(term.cookieName) }),
  };
}

/** Where a page starts: after the row that a cookie names, else after so many rows. */
function startOf(
  statement: Statement,
  query: Query,
  terms: readonly PlacedTerm[],
  hasCookie: boolean,
  size: number,
  page: number,
): { readonly after?: string; readonly offset: number } {
  if (hasCookie && query.pagingCookie !== undefined && query.pagingCookie !== "") {
    const cookie = readCookie(query.pagingCookie);
    if (page > cookie.page) {
      const after = afterCookie(statement, terms, cookie, query.rawOrder);
      return { after, offset: (page - cookie.page - 1) * size };
    }
  }
  const offset = (page - 1) * size;
  if (query.top === undefined && offset + size > SIMPLE_PAGING_ROWS) throw pagingCookieRequired();
  return { offset };
}
