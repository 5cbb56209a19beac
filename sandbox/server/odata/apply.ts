import { notSupportedBySandbox } from "../errors";
import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import type { AggregateFunction, FilterGroup, Order, Query, SelectedColumn, WebApiRow } from "../query/model";
import { readExpression } from "./expression";
import { filterOf, requireOneTarget } from "./filter";
import { Joins } from "./joins";
import { TokenReader } from "./lexer";
import { both, LARGEST_PAGE } from "./listQuery";
import { wholeNumber } from "./expandOption";
import { navigationOf, type ToOne } from "./navigation";
import { propertyName, requireProperty } from "./property";
import type { QueryOptions } from "./queryOptions";
import { badQuery, noSuchProperty } from "./refusals";

/** An aggregate query with the function that shows its rows. */
export interface AppliedQuery {
  readonly query: Query;
  readonly shown: (row: WebApiRow) => Record<string, unknown>;
}

/** A column of the result. */
interface Output {
  readonly alias: string;
  /** How the query wrote the property that the rows are grouped by; an aggregate has none. */
  readonly groupedBy?: string;
}

// No "countdistinct": "You can't get a distinct number of values using CountColumn with OData" ("Aggregate data using OData").
const METHODS: Readonly<Record<string, AggregateFunction>> = {
  sum: "sum",
  average: "avg",
  min: "min",
  max: "max",
};

/**
 * Parses `$apply`: `filter(…)/groupby((statuscode),aggregate(revenue with sum as total,$count as number))`. What Dataverse
 * has of it, and how its rows look, is in "Aggregate data using OData" (learn.microsoft.com).
 */
export function parseApply(
  catalog: MetadataCatalog,
  table: TableMetadata,
  options: QueryOptions,
): AppliedQuery {
  const reader = new TokenReader(options.system.get("$apply") ?? "");
  const parser = new ApplyParser(catalog, table, reader, options);
  parser.parse();
  const top = options.system.get("$top");
  return {
    query: {
      table: table.logicalName,
      columns: parser.columns,
      filter: parser.filter,
      orders: parser.orders(options.system.get("$orderby")),
      links: parser.joins.links(),
      distinct: false,
      aggregate: true,
      ...(top === undefined ? {} : { top: Math.min(wholeNumber(top, "$top"), LARGEST_PAGE) }),
      returnTotalRecordCount: false,
      rawOrder: true,
    },
    shown: (row) => showRow(row, parser.outputs),
  };
}

class ApplyParser {
  readonly columns: SelectedColumn[] = [];
  readonly outputs: Output[] = [];
  readonly joins = new Joins();
  filter: FilterGroup | undefined;
  #grouped = false;

  constructor(
    private readonly catalog: MetadataCatalog,
    private readonly table: TableMetadata,
    private readonly reader: TokenReader,
    private readonly options: QueryOptions,
  ) {}

  parse(): void {
    const { reader } = this;
    do this.transformation();
    while (reader.take("/"));
    reader.expectEnd();
    if (!this.#grouped) throw notSupportedBySandbox("$apply without groupby or aggregate");
  }

  orders(text: string | undefined): Order[] {
    if (text === undefined || text.trim() === "") return [];
    return text.split(",").map((part) => {
      const [name = "", direction = "asc", ...rest] = part.trim().split(/\s+/);
      const output = this.outputs.find((one) => one.groupedBy === name);
      if (output === undefined) {
        if (!this.outputs.some((one) => one.alias === name)) {
          throw noSuchProperty(name, this.table.logicalName);
        }
        // "$orderby with aggregate values is not supported. This will return the error:" (same page).
        throw badQuery("The query node SingleValueOpenPropertyAccess is not supported");
      }
      if (rest.length > 0 || (direction !== "asc" && direction !== "desc")) {
        throw badQuery(`Syntax error in $orderby: '${part.trim()}'.`);
      }
      return { alias: output.alias, descending: direction === "desc" };
    });
  }

  private transformation(): void {
    const { reader } = this;
    const name = reader.expectName();
    if (this.#grouped) throw notSupportedBySandbox(`$apply with ${name} after groupby or aggregate`);
    reader.expect("(");
    switch (name) {
      case "filter":
        this.filter = both(
          this.filter,
          filterOf(this.catalog, this.table, readExpression(reader, this.options.aliases)),
        );
        break;
      case "groupby":
        this.#grouped = true;
        this.groupBy();
        break;
      case "aggregate":
        this.#grouped = true;
        this.aggregates();
        break;
      default:
        throw badQuery(`The transformation '${name}' is not supported in $apply.`);
    }
    reader.expect(")");
  }

  private groupBy(): void {
    const { reader } = this;
    reader.expect("(");
    do {
      const { path, column, written } = this.property();
      if (column.type === "datetime") throw badQuery("groupby with datetime values is not supported.");
      const alias = groupName(path, column);
      this.requireNew(alias);
      this.add(path, { name: column.logicalName, alias, groupBy: true }, written);
    } while (reader.take(","));
    reader.expect(")");
    if (!reader.take(",")) return;
    if (reader.expectName() !== "aggregate") reader.fail();
    reader.expect("(");
    this.aggregates();
    reader.expect(")");
  }

  private aggregates(): void {
    const { reader } = this;
    do {
      if (reader.take("$count")) {
        const alias = this.alias();
        this.add([], { name: this.table.primaryIdColumn, alias, aggregate: "count" });
        continue;
      }
      const { path, column } = this.property();
      if (reader.expectName() !== "with") reader.fail();
      const method = reader.expectName();
      const aggregate = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
      if (aggregate === undefined) throw badQuery(`The aggregation method '${method}' is not supported.`);
      this.add(path, { name: column.logicalName, alias: this.alias(), aggregate });
    } while (reader.take(","));
  }

  private alias(): string {
    if (this.reader.expectName() !== "as") this.reader.fail();
    const alias = this.reader.expectName();
    this.requireNew(alias);
    return alias;
  }

  private requireNew(alias: string): void {
    if (this.outputs.some((output) => output.alias === alias)) {
      throw badQuery(`The alias '${alias}' is used more than once in $apply.`);
    }
  }

  private add(
    path: readonly ToOne[],
    column: SelectedColumn & { readonly alias: string },
    groupedBy?: string,
  ): void {
    if (path.length === 0) this.columns.push(column);
    else this.joins.select(path, column);
    this.outputs.push({ alias: column.alias, groupedBy });
  }

  private property(): { path: ToOne[]; column: ColumnMetadata; written: string } {
    const { reader } = this;
    const names = [reader.expectName()];
    while (reader.take("/")) names.push(reader.expectName());
    const path: ToOne[] = [];
    let at = this.table;
    for (const name of names.slice(0, -1)) {
      const navigation = navigationOf(this.catalog, at, name);
      if (navigation?.kind !== "one") throw noSuchProperty(name, at.logicalName);
      requireOneTarget(navigation);
      path.push(navigation);
      at = navigation.target;
    }
    return { path, column: requireProperty(at, names.at(-1) as string), written: names.join("/") };
  }
}

/** `statuscode`, or for a related row's column `contact_fullname`: its table and itself, whatever the way there was called. */
function groupName(path: readonly ToOne[], column: ColumnMetadata): string {
  const related = path.at(-1);
  return related === undefined ? propertyName(column) : `${related.target.logicalName}_${column.logicalName}`;
}

function showRow(row: WebApiRow, outputs: readonly Output[]): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const { alias, groupedBy } of outputs) {
    const value = row[alias] ?? null;
    // The group of the rows without a value has no such property (same page, "Distinct column values").
    if (value === null && groupedBy !== undefined) continue;
    shown[alias] = value;
    for (const [key, annotation] of Object.entries(row)) {
      if (key.startsWith(`${alias}@`)) shown[key] = annotation;
    }
  }
  return shown;
}
