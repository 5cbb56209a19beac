/**
 * FetchXML as data: a query is a plain object that can be read, compared and printed. Whatever stands in it is
 * escaped here (values) or refused here (names), so that no caller can change the meaning of a query by accident.
 */

export type Operator =
  "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "like" | "null" | "not-null" | "on-or-after" | "on-or-before";

export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  readonly value?: string | number | boolean;
  /** Alias of the link whose column is meant; the condition then applies after the join. */
  readonly of?: string;
}

export interface Filter {
  readonly type: "and" | "or";
  readonly items: readonly (Condition | Filter)[];
  /**
   * For an "or" over columns of different tables: the service finds the rows of each side by its own index and unites
   * them, instead of walking through the whole table. The same rows either way; at most one in a query.
   */
  readonly hint?: "union";
}

export interface Column {
  readonly name: string;
  /** The name of the value in the answer; a must for whatever is aggregated or grouped. */
  readonly alias?: string;
  readonly aggregate?: "count" | "countcolumn" | "sum" | "min" | "max";
  /** With `countcolumn`: different values only. */
  readonly distinct?: boolean;
  readonly groupBy?: boolean;
  /** `day` is the day of the month: to group by date, group by year, month and day. In the user's time zone. */
  readonly dateGrouping?: "day" | "month" | "year";
}

export interface Order {
  /** A column's name, or with an aggregate the alias. */
  readonly by: string;
  readonly descending?: boolean;
}

export interface Link {
  readonly table: string;
  /** Column of the linked table. */
  readonly from: string;
  /** Column of the table it is linked to. */
  readonly to: string;
  readonly type: "inner" | "outer";
  readonly alias: string;
  readonly columns?: readonly Column[];
  readonly filter?: Filter;
}

export interface Fetch {
  readonly table: string;
  readonly aggregate?: boolean;
  /** Rows a page, at most 5,000. */
  readonly count?: number;
  /** From 1. */
  readonly page?: number;
  readonly top?: number;
  readonly columns: readonly Column[];
  readonly filter?: Filter;
  readonly links?: readonly Link[];
  readonly orders?: readonly Order[];
}

export function and(...items: readonly (Condition | Filter)[]): Filter {
  return { type: "and", items };
}

export function or(...items: readonly (Condition | Filter)[]): Filter {
  return { type: "or", items };
}

/** Characters that XML 1.0 has no way of writing: most control characters, halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/u;
const names = /^[A-Za-z_][A-Za-z0-9_]*$/;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A parser turns a bare line break or tab within an attribute into a space.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escaped(value: string): string {
  if (unwritable.test(value)) {
    throw new RangeError("This value holds a character that cannot be written in a query.");
  }
  return value.replace(/[&<>"'\t\n\r]/g, (character) => escapes[character] ?? character);
}

function name(value: string): string {
  if (!names.test(value))
    throw new RangeError(`Not a name of a table, column or alias: ${JSON.stringify(value)}`);
  return value;
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function element(tag: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  return children.length > 0 ? `<${tag}${written}>${children.join("")}</${tag}>` : `<${tag}${written}/>`;
}

function printColumn(column: Column): string {
  return element("attribute", {
    name: name(column.name),
    alias: column.alias === undefined ? undefined : name(column.alias),
    aggregate: column.aggregate,
    distinct: column.distinct || undefined,
    groupby: column.groupBy || undefined,
    dategrouping: column.dateGrouping,
  });
}

function printCondition(condition: Condition): string {
  const { of, column, operator, value } = condition;
  return element("condition", {
    entityname: of === undefined ? undefined : name(of),
    attribute: name(column),
    operator,
    value,
  });
}

function printFilter(filter: Filter): string {
  return element(
    "filter",
    { type: filter.type, hint: filter.hint },
    filter.items.map((item) => ("items" in item ? printFilter(item) : printCondition(item))),
  );
}

function printLink(link: Link): string {
  return element(
    "link-entity",
    {
      name: name(link.table),
      from: name(link.from),
      to: name(link.to),
      "link-type": link.type,
      alias: name(link.alias),
    },
    [...(link.columns ?? []).map(printColumn), ...(link.filter ? [printFilter(link.filter)] : [])],
  );
}

/**
 * The query as Dataverse reads it.
 * @throws RangeError for a value that XML cannot carry, or a name that is none
 */
export function printFetch(fetch: Fetch): string {
  const orders = (fetch.orders ?? []).map(({ by, descending }) =>
    element("order", {
      [fetch.aggregate ? "alias" : "attribute"]: name(by),
      descending: descending || undefined,
    }),
  );
  return element(
    "fetch",
    { aggregate: fetch.aggregate || undefined, top: fetch.top, count: fetch.count, page: fetch.page },
    [
      element("entity", { name: name(fetch.table) }, [
        ...fetch.columns.map(printColumn),
        ...orders,
        ...(fetch.filter ? [printFilter(fetch.filter)] : []),
        ...(fetch.links ?? []).map(printLink),
      ]),
    ],
  );
}
