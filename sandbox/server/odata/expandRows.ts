import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { Organization } from "../organization";
import { executeQuery } from "../query/execute";
import type { Condition, FilterGroup, Link, Query, WebApiRow } from "../query/model";
import type { Caller } from "../security/caller";
import { condition } from "./condition";
import { rowUrl } from "./contextUrl";
import { referencedLookups, type Expansion } from "./expandOption";
import { Joins } from "./joins";
import { both, LARGEST_PAGE, ordersOf, selectedColumns } from "./listQuery";
import type { ManyToMany, ToMany, ToOne } from "./navigation";
import { propertyName } from "./property";
import { RowShape } from "./rowShape";
import { skipToken } from "./skipToken";

/** A row as it was read, with the row as it will be shown. */
export interface ShapedRow {
  readonly read: WebApiRow;
  readonly shown: Record<string, unknown>;
}

/**
 * What was asked for; Dataverse shows the related rows of one row in another way than those of a set's rows, and the latter
 * in yet another way once one of the expansions is nested.
 */
export type Asked =
  | { readonly kind: "row" }
  | { readonly kind: "set"; readonly isNested: boolean; readonly maxPageSize?: number };

const LOOKUP_TABLE = "Microsoft.Dynamics.CRM.lookuplogicalname";
const INTERSECT = "intersect";

/**
 * Adds related rows to rows: one query for each navigation property of each level, whatever the number of rows. How they
 * look is in the answers of "Join tables using OData" and "Retrieve a table row using the Web API" (learn.microsoft.com).
 */
export class Expander {
  constructor(
    private readonly organization: Organization,
    private readonly caller: Caller,
    private readonly serviceRoot: string,
    private readonly asked: Asked,
  ) {}

  async expand(
    table: TableMetadata,
    rows: readonly ShapedRow[],
    expansions: readonly Expansion[],
  ): Promise<void> {
    for (const expansion of expansions) {
      switch (expansion.navigation.kind) {
        case "one":
          await this.toOne(rows, expansion, expansion.navigation);
          break;
        case "many":
          await this.toMany(table, rows, expansion, expansion.navigation);
          break;
        case "manyToMany":
          await this.manyToMany(table, rows, expansion, expansion.navigation);
          break;
      }
    }
  }

  private async toOne(rows: readonly ShapedRow[], expansion: Expansion, navigation: ToOne): Promise<void> {
    const property = propertyName(navigation.column);
    const { target } = navigation;
    const pointsToTarget = (row: WebApiRow): boolean =>
      (navigation.column.targets?.length ?? 0) < 2 ||
      row[`${property}@${LOOKUP_TABLE}`] === target.logicalName;
    const ids = distinct(rows.filter(({ read }) => pointsToTarget(read)).map(({ read }) => read[property]));
    const related = await this.read(expansion, target, {
      filter: idsFilter(target.primaryIdColumn, ids),
      ids,
    });
    if (this.asked.kind === "set") withoutEtags(related);
    const byId = new Map(related.map((row) => [row.read[target.primaryIdColumn], row.shown]));
    for (const { read, shown } of rows) {
      const found = pointsToTarget(read) ? byId.get(read[property]) : undefined;
      shown[navigation.name] = found ?? null;
    }
  }

  private async toMany(
    table: TableMetadata,
    rows: readonly ShapedRow[],
    expansion: Expansion,
    navigation: ToMany,
  ): Promise<void> {
    const ids = distinct(rows.map(({ read }) => read[table.primaryIdColumn]));
    const related = await this.read(expansion, navigation.target, {
      filter: both(idsFilter(navigation.column.logicalName, ids), expansion.filter),
      ids,
      lookup: navigation.column,
    });
    this.distribute(table, rows, expansion, related, propertyName(navigation.column));
  }

  private async manyToMany(
    table: TableMetadata,
    rows: readonly ShapedRow[],
    expansion: Expansion,
    navigation: ManyToMany,
  ): Promise<void> {
    const ids = distinct(rows.map(({ read }) => read[table.primaryIdColumn]));
    const related = await this.read(expansion, navigation.target, {
      filter: expansion.filter,
      ids,
      link: {
        table: navigation.intersect.logicalName,
        from: navigation.farColumn,
        to: navigation.target.primaryIdColumn,
        alias: INTERSECT,
        type: "inner",
        intersect: true,
        columns: [{ name: navigation.nearColumn }],
        filter: idsFilter(navigation.nearColumn, ids),
        orders: [],
        links: [],
      },
    });
    this.distribute(table, rows, expansion, related, `${INTERSECT}.${navigation.nearColumn}`);
  }

  /** How many related rows are shown below each row. */
  private get pageSize(): number {
    const { asked } = this;
    return (asked.kind === "set" && asked.isNested ? asked.maxPageSize : undefined) ?? LARGEST_PAGE;
  }

  /** Gives each row those of the related rows that name it under `property`. */
  private distribute(
    table: TableMetadata,
    rows: readonly ShapedRow[],
    expansion: Expansion,
    related: readonly ShapedRow[],
    property: string,
  ): void {
    const byParent = new Map<unknown, Record<string, unknown>[]>();
    for (const { read, shown } of related) {
      const siblings = byParent.get(read[property]);
      if (siblings === undefined) byParent.set(read[property], [shown]);
      else siblings.push(shown);
    }
    const { asked } = this;
    if (asked.kind === "set" && asked.isNested) withoutEtags(related);
    const size = this.pageSize;
    const { name } = expansion.navigation;
    for (const { read, shown } of rows) {
      const id = read[table.primaryIdColumn];
      const all = byParent.get(id) ?? [];
      shown[name] = all.slice(0, Math.min(expansion.top ?? size, size));
      const link = this.link(expansion, all.length > size);
      if (link !== undefined) {
        shown[`${name}@odata.nextLink`] = `${rowUrl(this.serviceRoot, table, String(id))}/${link}`;
      }
    }
  }

  /** The link beside a collection, from its row on. */
  private link({ navigation, written, top }: Expansion, hasMore: boolean): string | undefined {
    const { asked } = this;
    // Beside every collection, an empty one too; it leads to the very rows that are shown, not to others.
    if (asked.kind === "set" && !asked.isNested) return relativeUrl(navigation.name, written);
    const isPage = asked.kind === "set" && asked.maxPageSize !== undefined;
    if (!isPage && (top !== undefined || !hasMore)) return undefined;
    return relativeUrl(navigation.name, [...written, `$skiptoken=${skipToken({ number: 2 })}`]);
  }

  private async read(
    expansion: Expansion,
    target: TableMetadata,
    from: {
      readonly ids: readonly string[];
      readonly filter: FilterGroup | undefined;
      readonly link?: Link;
      /** By which the rows name those that they are shown below. */
      readonly lookup?: ColumnMetadata;
    },
  ): Promise<ShapedRow[]> {
    if (from.ids.length === 0) return [];
    const select = expansion.reference ? [] : expansion.select;
    const joins = new Joins();
    const orders = ordersOf(expansion.orderBy, joins);
    const columns = selectedColumns(target, select, expansion.expand);
    const query: Query = {
      table: target.logicalName,
      columns:
        columns === "all" || from.lookup === undefined
          ? columns
          : withColumn(columns, from.lookup.logicalName),
      filter: from.filter,
      orders,
      links: [...joins.links(), ...(from.link === undefined ? [] : [from.link])],
      distinct: false,
      aggregate: false,
      returnTotalRecordCount: false,
      rawOrder: true,
    };
    const showsLookup = this.asked.kind === "set" && !this.asked.isNested;
    const lookups = showsLookup && from.lookup !== undefined ? [from.lookup] : [];
    const shape = new RowShape(target, select, [...lookups, ...referencedLookups(expansion.expand)]);
    // Below one row, nothing is read that is not shown but what tells that there is more: it may have hundreds of thousands.
    const most = from.ids.length === 1 ? (expansion.top ?? this.pageSize + 1) : Infinity;
    const rows = (await allPages(this.organization, this.caller, query, most)).map((read) => ({
      read,
      shown: expansion.reference
        ? { "@odata.id": rowUrl(this.serviceRoot, target, String(read[target.primaryIdColumn])) }
        : shape.of(read),
    }));
    await this.expand(target, rows, expansion.expand);
    return rows;
  }
}

function withoutEtags(rows: readonly ShapedRow[]): void {
  for (const { shown } of rows) delete shown["@odata.etag"];
}

/** A collection's name with the options of its expansion, encoded no further than a URL needs, as Dataverse does. */
function relativeUrl(name: string, options: readonly string[]): string {
  if (options.length === 0) return name;
  const encoded = options.map((option) => encodeURI(option.trim()).replace(/[&+#]/g, encodeURIComponent));
  return `${name}?${encoded.join("&")}`;
}

/** The rows of a query, page after page: all, or so many. */
async function allPages(
  organization: Organization,
  caller: Caller,
  query: Query,
  most: number,
): Promise<readonly WebApiRow[]> {
  const rows: WebApiRow[] = [];
  const pageSize = Math.max(Math.min(most, LARGEST_PAGE), 1);
  let page = 1;
  let pagingCookie: string | undefined;
  for (;;) {
    const result = await executeQuery(organization, caller, { ...query, pageSize, page, pagingCookie });
    // Not push(...rows): a page would have to fit the stack.
    for (const row of result.rows) rows.push(row);
    if (!result.moreRecords || rows.length >= most) return rows;
    page++;
    pagingCookie = result.pagingCookie;
  }
}

/** Keeps the rows whose column is one of the ids. A single condition takes no more than 2,000 values. */
export function idsFilter(column: string, ids: readonly string[]): FilterGroup {
  const items: Condition[] = [];
  for (let start = 0; start < ids.length; start += 1000) {
    items.push(condition(column, "in", ids.slice(start, start + 1000)));
  }
  return { kind: "filter", type: "or", items };
}

function withColumn(
  columns: readonly { readonly name: string }[],
  name: string,
): readonly { readonly name: string }[] {
  return columns.some((column) => column.name === name) ? columns : [...columns, { name }];
}

function distinct(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === "string"))];
}
