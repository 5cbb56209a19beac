import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import { identifier } from "../../store/physical";
import { AGGREGATE_ROWS, SIMPLE_PAGING_ROWS } from "../limits";
import type { Query } from "../model";
import {
  distinctWithoutColumns,
  orderAliasUnknown,
  orderNeedsAlias,
  orderTakesNoAttribute,
  pagingCookieRequired,
} from "../refusals";
import {
  columnCell,
  currencyCells,
  ownReferences,
  plainValue,
  SelectList,
  type Cell,
  type CellReferences,
} from "./cell";
import { columnKind } from "./columnKind";
import { isZoneless } from "./dateValue";
import { fromClause, whereClause } from "./from";
import type { Tables } from "./join";
import { lookupName } from "./lookupName";
import { direction, sortable } from "./order";
import { outputsOf, type Output } from "./output";
import { columnOrders, pageSize } from "./rows";
import type { Statement } from "./statement";

/** A statement for one page of groups: of an aggregate, or of rows made distinct, which are groups of equal rows. */
export interface GroupsPlan {
  readonly sql: string;
  readonly cells: readonly Cell[];
  readonly size: number;
  readonly page: number;
  /** How many source rows an aggregate may have, and where the statement says how many it has. */
  readonly limit?: { readonly rows: number; readonly counted: string };
}

/** A value in the three steps of the statement: taken from the rows, grouped or aggregated, shown. */
interface GroupedOutput {
  readonly output: Output;
  readonly references: CellReferences;
}

/** The source rows, the groups. The names cannot be those of sources, which are `t` and a number. */
const ROWS = "s";
const GROUPS = "g";

export function planGroups(statement: Statement, query: Query, tables: Tables): GroupsPlan {
  const outputs = outputsOf(statement, query, tables);
  if (outputs.length === 0) throw distinctWithoutColumns();
  const orders = query.aggregate ? [] : columnOrders(query, tables);
  const rows = new SourceRows();
  const groups = new Groups(statement, rows, query.aggregate);
  const grouped = outputs.map((output): GroupedOutput => ({ output, references: groups.add(output) }));

  // What rows are ordered by takes part in their being distinct, returned or not.
  const distinctOrders = orders.map(({ source, column, descending }) => {
    const known = grouped.find(
      ({ output }) =>
        output.source === source && output.column === column && output.selected.rowAggregate === undefined,
    );
    const selected = { name: column.logicalName };
    const output = { key: "", source, column, selected, aliased: true };
    return { ...(known ?? { output, references: groups.add(output) }), descending };
  });
  const aggregateOrders = query.aggregate ? aliasOrders(query, tables, grouped) : [];

  const list = new SelectList();
  const cells = grouped.map((one) => groupCell(statement, list, one));
  const counted = query.aggregate ? list.add(`${GROUPS}.n`) : undefined;
  const limit = query.aggregate
    ? Math.min(query.aggregateLimit ?? AGGREGATE_ROWS, AGGREGATE_ROWS)
    : undefined;

  const size = query.top ?? pageSize(query);
  const page = query.top === undefined ? (query.page ?? 1) : 1;
  const offset = (page - 1) * size;
  if (query.top === undefined && offset + size > SIMPLE_PAGING_ROWS) throw pagingCookieRequired();

  const where = whereClause(statement, tables, query.filter);
  const source = [
    `select ${rows.toString()} from ${fromClause(statement, tables)}`,
    ...(where === undefined ? [] : [`where ${where}`]),
    ...(limit === undefined ? [] : [`limit ${statement.value(limit + 1, "bigint")}`]),
  ].join(" ");
  const order = [...distinctOrders, ...aggregateOrders].map(
    (one) => `${groupOrder(statement, one, query.rawOrder)}${direction(one.descending)}`,
  );
  const sql = [
    `select ${list.toString()} from (select ${groups.toString()} from (${source}) ${ROWS}${groups.by()}) ${GROUPS}`,
    `order by ${[...order, ...groups.keys.map((key) => `${GROUPS}.${key}`)].join(", ") || "1"}`,
    `limit ${statement.value(size + 1, "bigint")} offset ${statement.value(offset, "bigint")}`,
  ].join(" ");
  return {
    sql,
    cells,
    size,
    page,
    ...(limit === undefined || counted === undefined ? {} : { limit: { rows: limit, counted } }),
  };
}

/** The columns that are taken from the source rows, each once. */
class SourceRows {
  readonly #names = new Map<string, string>();

  /** @returns the column's name in the source rows */
  add(sql: string): string {
    let name = this.#names.get(sql);
    if (name === undefined) {
      name = `s${String(this.#names.size)}`;
      this.#names.set(sql, name);
    }
    return `${ROWS}.${name}`;
  }

  toString(): string {
    const items = [...this.#names].map(([sql, name]) => `${sql} as ${name}`);
    return items.length === 0 ? "1 as one" : items.join(", ");
  }
}

/** The values of the groups and what the rows are grouped by. */
class Groups {
  readonly keys: string[] = [];
  readonly #items: string[] = [];
  readonly #by: string[] = [];

  constructor(
    private readonly statement: Statement,
    private readonly rows: SourceRows,
    private readonly isAggregate: boolean,
  ) {}

  /** @returns where the value stands in the groups */
  add(output: Output): CellReferences {
    const { selected } = output;
    if (selected.aggregate !== undefined) return { value: this.#item(this.#aggregate(output)) };
    const own = ownReferences(output);
    if (selected.dateGrouping !== undefined) {
      return { value: this.#key(this.#partOfDate(output, this.rows.add(own.value))) };
    }
    const type = own.type === undefined ? {} : { type: this.#key(this.rows.add(own.type)) };
    // In an aggregate an amount has no row, hence no currency of its own: it is shown in the base currency.
    const currency =
      own.currency === undefined || this.isAggregate
        ? {}
        : { currency: this.#key(this.rows.add(own.currency)) };
    const value = this.rows.add(own.value);
    if (columnKind(output.column) !== "text") return { value: this.#key(value), ...type, ...currency };
    // Texts that compare as equal are one group, shown as one of them.
    this.#by.push(`ci(${value})`);
    const shown = this.#item(`min(${value})`);
    this.keys.push(shown.slice(GROUPS.length + 1));
    return { value: shown };
  }

  by(): string {
    return this.#by.length === 0 ? "" : ` group by ${this.#by.join(", ")}`;
  }

  toString(): string {
    const counted = this.isAggregate ? ["sum(count(*)) over () as n"] : [];
    return [...this.#items, ...counted].join(", ") || "1 as one";
  }

  #item(sql: string): string {
    const name = `v${String(this.#items.length)}`;
    this.#items.push(`${sql} as ${name}`);
    return `${GROUPS}.${name}`;
  }

  #key(sql: string): string {
    this.#by.push(sql);
    const item = this.#item(sql);
    this.keys.push(item.slice(GROUPS.length + 1));
    return item;
  }

  #aggregate(output: Output): string {
    const { aggregate, distinct } = output.selected;
    if (aggregate === "count") return "count(*)";
    const value = this.rows.add(aggregatedReference(output));
    const column = output.column;
    switch (aggregate) {
      case "countcolumn":
        if (distinct !== true) return `count(${value})`;
        return `count(distinct ${columnKind(column) === "text" ? `ci(${value})` : value})`;
      case "sum":
        // The sum of nothing but nulls is 0, of no rows null (…/fetchxml/aggregate-data, the example "Grouping").
        return `(case when count(*) > 0 then coalesce(sum(${value}), 0) end)`;
      case "avg":
        // The average of whole numbers is a whole number, as in SQL Server.
        return column.type === "integer" || column.type === "bigint"
          ? `trunc(avg(${value}))`
          : `avg(${value})`;
      default:
        return `${aggregate ?? "min"}(${value})`;
    }
  }

  /** Parts of a date in the caller's zone, or in UTC (…/fetchxml/aggregate-data, "Grouping by parts of a date"). */
  #partOfDate({ column, selected }: Output, value: string): string {
    const zone = selected.userTimeZone === false ? "UTC" : this.statement.caller.timeZone;
    const local = isZoneless(column)
      ? value
      : `(${value} at time zone ${this.statement.value(zone, "text")})`;
    if (selected.dateGrouping !== "week")
      return `extract(${selected.dateGrouping ?? "day"} from ${local})::integer`;
    // Weeks begin on Sunday and the first one holds 1 January: the example gives 12 for 25 March and 35 for 27 August 2023.
    return `((extract(doy from ${local})::integer - 1 + extract(dow from date_trunc('year', ${local}))::integer) / 7 + 1)`;
  }
}

/**
 * Amounts of several currencies have no sum; Dataverse aggregates them in the base currency.
 * Source: community.dynamics.com/article/KA-22864.
 */
function aggregatedReference(output: Output): string {
  const { source, column, selected } = output;
  if (column.type !== "money" || selected.aggregate === "countcolumn") return ownReferences(output).value;
  const base = [...source.table.columns.values()].find((other) => other.baseOf === column.logicalName);
  return `${source.sqlAlias}.${identifier((base ?? column).logicalName)}`;
}

function groupCell(statement: Statement, list: SelectList, { output, references }: GroupedOutput): Cell {
  const { aggregate, dateGrouping } = output.selected;
  const { column } = output;
  if (aggregate === undefined && dateGrouping === undefined) {
    return columnCell(statement, list, output, references);
  }
  if (dateGrouping !== undefined) {
    return { output, presentation: "part-of-date", value: list.add(references.value) };
  }
  if (aggregate === "count" || aggregate === "countcolumn") {
    return { output, presentation: "count", value: list.add(references.value) };
  }
  const value = list.add(plainValue(column, references.value));
  if (column.type !== "money") return { output, presentation: "column", value };
  return { output, presentation: "base-money", value, ...currencyCells(statement, list) };
}

interface GroupOrder extends GroupedOutput {
  readonly descending: boolean;
}

/** Groups are ordered by aliases alone. */
function aliasOrders(query: Query, tables: Tables, grouped: readonly GroupedOutput[]): GroupOrder[] {
  return [...query.orders, ...tables.joins.flatMap(({ link }) => link.orders)].map((order) => {
    if (order.column !== undefined) throw orderTakesNoAttribute();
    if (order.alias === undefined || order.alias === "") throw orderNeedsAlias();
    const found = grouped.find(({ output }) => output.key === order.alias);
    if (found === undefined) throw orderAliasUnknown(order.alias);
    return { ...found, descending: order.descending };
  });
}

function groupOrder(statement: Statement, { output, references }: GroupOrder, rawOrder: boolean): string {
  const { column, selected } = output;
  if (selected.aggregate !== undefined || selected.dateGrouping !== undefined) return references.value;
  return sortable(statement, column, references.value, nameFor(statement, column, references), rawOrder);
}

function nameFor(statement: Statement, column: ColumnMetadata, references: CellReferences): string {
  return isLookup(column) ? lookupName(statement, column, references.value, references.type) : "null::text";
}
