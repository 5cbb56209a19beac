import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import type { FilterGroup, Order, Query, SelectedColumn } from "../query/model";
import { parseExpand, wholeNumber, type Expansion } from "./expandOption";
import { parseFilter } from "./filter";
import { Joins } from "./joins";
import { TokenReader } from "./lexer";
import { parseOrderBy, type OrderItem } from "./orderBy";
import type { QueryOptions } from "./queryOptions";
import { badQuery } from "./refusals";
import { columnsBeside, parseSelect } from "./select";
import { parseSkipToken } from "./skipToken";

/** A list query as its options describe it. */
export interface ListQuery {
  readonly query: Query;
  readonly select?: readonly ColumnMetadata[];
  readonly expand: readonly Expansion[];
  readonly count: boolean;
}

/** Most rows a page, and the most that `$top` may ask. */
export const LARGEST_PAGE = 5000;

/** Makes the query of a list request without `$apply`. */
export function parseListQuery(
  catalog: MetadataCatalog,
  table: TableMetadata,
  options: QueryOptions,
  maxPageSize: number | undefined,
): ListQuery {
  const { system, aliases } = options;
  const select = parseSelect(table, system.get("$select"));
  const expand = parseExpand(catalog, table, system.get("$expand"));
  const filterText = system.get("$filter");
  const filter = filterText === undefined ? undefined : parseFilter(catalog, table, filterText, aliases);
  const joins = new Joins();
  const orders = ordersOf(orderItems(catalog, table, system.get("$orderby"), aliases), joins);
  const topText = system.get("$top");
  const rows = topText === undefined ? undefined : wholeNumber(topText, "$top");
  // "Don't use $top with the Prefer: odata.maxpagesize request header. If you include both, $top is ignored"
  // (learn.microsoft.com, "Page results using OData").
  const top = maxPageSize === undefined ? rows : undefined;
  const count = parseCount(system.get("$count"));
  const page = parseSkipToken(system.get("$skiptoken"));
  return {
    select,
    expand,
    count,
    query: {
      table: table.logicalName,
      columns: selectedColumns(table, select, expand),
      filter,
      orders,
      links: joins.links(),
      distinct: false,
      aggregate: false,
      ...(top === undefined
        ? { pageSize: maxPageSize ?? LARGEST_PAGE, page: page?.number ?? 1, pagingCookie: page?.cookie }
        : { top: Math.min(top, LARGEST_PAGE) }),
      returnTotalRecordCount: count,
      rawOrder: true,
    },
  };
}

/** The columns to read: those selected and what comes with them, and the lookups that the expansions follow. */
export function selectedColumns(
  table: TableMetadata,
  select: readonly ColumnMetadata[] | undefined,
  expand: readonly Expansion[],
): readonly SelectedColumn[] | "all" {
  if (select === undefined) return "all";
  const shown = [...select, ...columnsBeside(table, select)];
  const names = new Set([table.primaryIdColumn, ...shown.map((column) => column.logicalName)]);
  for (const { navigation } of expand) {
    if (navigation.kind === "one") names.add(navigation.column.logicalName);
  }
  return [...names].map((name) => ({ name }));
}

/** Orders of the query model for the terms of an `$orderby`. */
export function ordersOf(items: readonly OrderItem[], joins: Joins): Order[] {
  return items.map(({ path, column, descending }) => ({
    column: column.logicalName,
    entityName: path.length === 0 ? undefined : joins.alias(path),
    descending,
  }));
}

function orderItems(
  catalog: MetadataCatalog,
  table: TableMetadata,
  text: string | undefined,
  aliases: ReadonlyMap<string, string>,
): OrderItem[] {
  if (text === undefined || text.trim() === "") return [];
  // Parameter aliases are allowed in $orderby, where the value is a property's name.
  const reader = new TokenReader(text.replace(/@[A-Za-z_]\w*/g, (alias) => aliases.get(alias) ?? alias));
  const items = parseOrderBy(catalog, table, reader);
  reader.expectEnd();
  return items;
}

function parseCount(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw badQuery(
    `Invalid value '${text}' for $count query option found. Only 'true' and 'false' are allowed.`,
  );
}

/** A filter that both must hold. */
export function both(left: FilterGroup | undefined, right: FilterGroup | undefined): FilterGroup | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return { kind: "filter", type: "and", items: [left, right] };
}
