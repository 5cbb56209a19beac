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

/** Where a result column is found in a row, and under which names it is shown. */
interface Output {
  readonly alias: string;
  readonly names: readonly string[];
}

const METHODS: Readonly<Record<string, AggregateFunction>> = {
  sum: "sum",
  average: "avg",
  min: "min",
  max: "max",
  countdistinct: "countcolumn",
};

/** Parses `$apply`: `filter(…)/groupby((statuscode),aggregate(revenue with sum as total,$count as number))`. */
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
      const output = this.outputs.find((one) => one.names.join("/") === name);
      if (output === undefined) throw noSuchProperty(name, this.table.logicalName);
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
      const { path, column, names } = this.property();
      const alias = path.length === 0 ? propertyName(column) : `group${String(this.outputs.length)}`;
      this.add(path, { name: column.logicalName, alias, groupBy: true }, names);
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
        this.add([], { name: this.table.primaryIdColumn, alias, aggregate: "count" }, [alias]);
        continue;
      }
      const { path, column } = this.property();
      if (reader.expectName() !== "with") reader.fail();
      const method = reader.expectName();
      const aggregate = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
      if (aggregate === undefined) throw badQuery(`The aggregation method '${method}' is not supported.`);
      const alias = this.alias();
      const distinct = method === "countdistinct" ? true : undefined;
      this.add(path, { name: column.logicalName, alias, aggregate, distinct }, [alias]);
    } while (reader.take(","));
  }

  private alias(): string {
    if (this.reader.expectName() !== "as") this.reader.fail();
    const alias = this.reader.expectName();
    if (this.outputs.some((output) => output.alias === alias)) {
      throw badQuery(`The alias '${alias}' is used more than once in $apply.`);
    }
    return alias;
  }

  private add(path: readonly ToOne[], column: SelectedColumn, names: readonly string[]): void {
    if (path.length === 0) this.columns.push(column);
    else this.joins.select(path, column);
    this.outputs.push({ alias: column.alias ?? column.name, names });
  }

  private property(): { path: ToOne[]; column: ColumnMetadata; names: string[] } {
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
    return { path, column: requireProperty(at, names.at(-1) as string), names };
  }
}

function showRow(row: WebApiRow, outputs: readonly Output[]): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const { alias, names } of outputs) {
    let at = shown;
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
    const last = names.at(-1) as string;
    at[last] = row[alias] ?? null;
    for (const [key, value] of Object.entries(row)) {
      if (key.startsWith(`${alias}@`)) at[last + key.slice(alias.length)] = value;
    }
  }
  return shown;
}
