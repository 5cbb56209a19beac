/** Links that a query may have, those within filters included. */
export const MOST_LINKS = 15;

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

/**
 * FetchXML as data: a question is a plain object that can be read, compared and printed. Whatever stands in it is escaped
 * here (values) or refused here (names), so that no caller can change the meaning of a question by accident.
 */
export interface Question extends TableContent {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly aggregate?: boolean;
  readonly distinct?: boolean;
  /** Rows a page, at most 5,000. */
  readonly count?: number;
  /** From 1. */
  readonly page?: number;
  readonly top?: number;
  readonly orders?: readonly Order[];
}

interface TableContent {
  readonly filter?: QuestionFilter;
  readonly links?: readonly QuestionLink[];
}

export type QuestionOperator =
  | ("eq" | "ne" | "lt" | "le" | "gt" | "ge" | "like" | "null" | "not-null" | "in" | "not-in")
  | ("on" | "on-or-after" | "on-or-before" | "yesterday" | "today" | "next-x-days" | "last-x-days")
  | ("olderthan-x-days" | "next-x-years")
  | ("eq-userid" | "under" | "eq-or-under");

export interface QuestionCondition {
  readonly column: string;
  readonly operator: QuestionOperator;
  readonly value?: string | number | boolean;
  /** For `in` and `not-in`; at least one. */
  readonly values?: readonly (string | number)[];
  /** Alias of the link whose column is meant; the condition then applies after the join. */
  readonly of?: string;
}

/** Asks whether there are rows of another table, without returning anything of them. */
export interface Related extends TableContent {
  readonly is: "any" | "not any";
  readonly table: string;
  /** Column of the other table. */
  readonly from: string;
  /** Column of the table that the filter stands in. */
  readonly to: string;
}

export interface QuestionFilter {
  readonly type: "and" | "or";
  readonly items: readonly FilterItem[];
  /**
   * For an "or" over columns of different tables: the service finds the rows of each side by its own index and unites
   * them, instead of walking through the whole table. The same rows either way; at most one in a query.
   */
  readonly hint?: "union";
}

export type FilterItem = QuestionCondition | QuestionFilter | Related;

export interface QuestionLink extends TableContent {
  readonly table: string;
  /** Column of the linked table. */
  readonly from: string;
  /** Column of the table it is linked to. */
  readonly to: string;
  readonly type: "inner" | "outer";
  readonly alias: string;
  readonly columns?: readonly Column[];
}

export function all(...items: readonly FilterItem[]): QuestionFilter {
  return { type: "and", items };
}

export function either(...items: readonly FilterItem[]): QuestionFilter {
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

/** Whether a text could be the name of a table, column or alias. */
export function isName(value: string): boolean {
  return names.test(value);
}

function name(value: string): string {
  if (!isName(value)) {
    throw new RangeError(`Not a name of a table, column or alias: ${JSON.stringify(value)}`);
  }
  return value;
}

function element(
  tag: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
  children: readonly string[] = [],
): string {
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

function printItem(item: FilterItem): string {
  if ("items" in item)
    return element("filter", { type: item.type, hint: item.hint }, item.items.map(printItem));
  if ("is" in item) {
    const { is, table, from, to } = item;
    return element(
      "link-entity",
      { name: name(table), from: name(from), to: name(to), "link-type": is },
      printContent(item),
    );
  }
  const { of, column, operator, value, values } = item;
  return element(
    "condition",
    {
      entityname: of === undefined ? undefined : name(of),
      attribute: name(column),
      operator,
      value,
    },
    values?.map((each) => `<value>${escaped(String(each))}</value>`),
  );
}

/** Columns, filter and links by themselves, to stand in a query that is not ours. @throws RangeError as `printQuestion` does */
export function printParts(
  parts: TableContent & { readonly columns?: readonly Column[] },
): readonly string[] {
  return [...(parts.columns ?? []).map(printColumn), ...printContent(parts)];
}

/** How many links a part of a question has, those within filters included: a query has fifteen at most. */
export function linksIn(part: FilterItem | QuestionLink): number {
  const own = "table" in part ? 1 : 0;
  const within =
    "items" in part ? part.items : "table" in part ? [...filtersOf(part), ...(part.links ?? [])] : [];
  return within.reduce<number>((sum, each) => sum + linksIn(each), own);
}

function filtersOf({ filter }: TableContent): readonly QuestionFilter[] {
  return filter === undefined ? [] : [filter];
}

function printLink(link: QuestionLink): string {
  return element(
    "link-entity",
    {
      name: name(link.table),
      from: name(link.from),
      to: name(link.to),
      "link-type": link.type,
      alias: name(link.alias),
    },
    [...(link.columns ?? []).map(printColumn), ...printContent(link)],
  );
}

function printContent({ filter, links }: TableContent): string[] {
  return [...(filter === undefined ? [] : [printItem(filter)]), ...(links ?? []).map(printLink)];
}

/**
 * The question as Dataverse reads it.
 * @throws RangeError for a value that XML cannot carry, or a name that is none
 */
export function printQuestion(question: Question): string {
  const { aggregate, distinct, top, count, page } = question;
  const orders = (question.orders ?? []).map(({ by, descending }) =>
    element("order", {
      [aggregate ? "alias" : "attribute"]: name(by),
      descending: descending || undefined,
    }),
  );
  return element(
    "fetch",
    { aggregate: aggregate || undefined, distinct: distinct || undefined, top, count, page },
    [
      element("entity", { name: name(question.table) }, [
        ...question.columns.map(printColumn),
        ...orders,
        ...printContent(question),
      ]),
    ],
  );
}
