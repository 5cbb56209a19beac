/**
 * One query model for both languages: FetchXML and OData are parsed into it, and one translator makes SQL of it.
 * It is FetchXML's own shape, since that is the richer of the two; names are logical names as the caller wrote
 * them, checked against the metadata by the translator, which also applies the caller's privileges.
 */

export type LinkType =
  | "inner"
  | "outer"
  | "any"
  | "not any"
  | "all"
  | "not all"
  | "exists"
  | "in"
  | "matchfirstrowusingcrossapply";

export type AggregateFunction = "sum" | "avg" | "min" | "max" | "count" | "countcolumn";

export type DateGrouping = "day" | "week" | "month" | "quarter" | "year" | "fiscal-period" | "fiscal-year";

export interface SelectedColumn {
  readonly name: string;
  readonly alias?: string;
  readonly aggregate?: AggregateFunction;
  /** With `countcolumn`: count different values. */
  readonly distinct?: boolean;
  readonly groupBy?: boolean;
  readonly dateGrouping?: DateGrouping;
  /** Date grouping in the caller's time zone (the default) or in UTC. */
  readonly userTimeZone?: boolean;
  /** Hierarchical count of children (`rowaggregate="CountChildren"`). */
  readonly rowAggregate?: "CountChildren";
}

/** A FetchXML operator, exactly as FetchXML spells it: `eq`, `not-in`, `last-x-days`, … */
export type Operator = string;

export interface Condition {
  readonly kind: "condition";
  /** Alias (or name) of a link whose column is meant; the condition is then applied after the join. */
  readonly entityName?: string;
  readonly column: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  /** Compare with another column, `column` or `alias.column`, instead of with a value. */
  readonly otherColumn?: string;
  /** For aggregates over groups is not supported by FetchXML; a condition is always on rows. */
}

export interface FilterGroup {
  readonly kind: "filter";
  readonly type: "and" | "or";
  /** OData's `not (…)`; FetchXML has no such thing. */
  readonly negated?: boolean;
  /** Answer the items of an `or` each by its own plan and unite the rows: the same rows, found another way. */
  readonly hint?: "union";
  readonly items: readonly FilterItem[];
}

/** A link inside a filter: `any`, `not any`, `all`, `not all`. */
export interface LinkFilter {
  readonly kind: "link";
  readonly link: Link;
}

export type FilterItem = FilterGroup | Condition | LinkFilter;

export interface Order {
  /** Column, or with an aggregate the alias. */
  readonly column?: string;
  readonly alias?: string;
  /** Alias of the link whose column orders the result, when the order stands on the query itself. */
  readonly entityName?: string;
  readonly descending: boolean;
}

export interface Link {
  readonly table: string;
  /** Column of the linked table. */
  readonly from: string;
  /** Column of the parent (the query's table or the enclosing link's). */
  readonly to: string;
  readonly alias?: string;
  readonly type: LinkType;
  readonly intersect?: boolean;
  readonly columns: readonly SelectedColumn[] | "all";
  readonly filter?: FilterGroup;
  readonly orders: readonly Order[];
  readonly links: readonly Link[];
}

export interface Query {
  readonly table: string;
  /** An empty list means that only the primary key is returned, as Dataverse does. */
  readonly columns: readonly SelectedColumn[] | "all";
  readonly filter?: FilterGroup;
  readonly orders: readonly Order[];
  readonly links: readonly Link[];
  readonly distinct: boolean;
  readonly aggregate: boolean;
  /** Lower limit for an aggregate's source rows; it can only lower the 50,000. */
  readonly aggregateLimit?: number;
  readonly top?: number;
  /** Rows a page; at most 5,000, which is also the default. */
  readonly pageSize?: number;
  /** From 1. */
  readonly page?: number;
  readonly pagingCookie?: string;
  readonly returnTotalRecordCount: boolean;
  /** Choices are ordered by value instead of by label (`useraworderby`, and always in OData). */
  readonly rawOrder: boolean;
}

/** A row in the Web API's shape with every annotation: `name`, `_ownerid_value`, `_ownerid_value@…`, `alias.column`. */
export type WebApiRow = Readonly<Record<string, unknown>>;

export interface QueryResult {
  readonly rows: readonly WebApiRow[];
  readonly moreRecords: boolean;
  /**
   * The `<cookie page="1">…</cookie>` element, which the next page's query takes as it is; absent where Dataverse gives none.
   * From `executeFetchXml` it comes wrapped, as the annotation `fetchxmlpagingcookie` has it.
   */
  readonly pagingCookie?: string;
  /** At most 5,000, with the flag saying that there are more; present when it was asked for. */
  readonly totalRecordCount?: number;
  readonly totalRecordCountLimitExceeded?: boolean;
}
