/*
 * FetchXML once more, the slow and obvious way: nested loops over rows in memory, on an abstract query of the tests' own. Written
 * from the documentation, with nothing of the server's, so that the two can be held against each other.
 */

export type Value = string | number | boolean | null;
export type MemoryRow = Readonly<Record<string, Value>>;
export type Tables = Readonly<Record<string, readonly MemoryRow[]>>;

export interface NaiveCondition {
  readonly kind: "condition";
  readonly entityName?: string;
  readonly column: string;
  readonly operator: string;
  readonly values: readonly Value[];
  readonly otherColumn?: string;
}

export interface NaiveGroup {
  readonly kind: "group";
  readonly type: "and" | "or";
  readonly items: readonly NaiveItem[];
}

export interface NaiveLinkItem {
  readonly kind: "link";
  readonly link: NaiveLink;
}

export type NaiveItem = NaiveCondition | NaiveGroup | NaiveLinkItem;

export interface NaiveOrder {
  readonly column: string;
  readonly descending: boolean;
}

export interface NaiveLink {
  readonly type: string;
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly alias: string;
  readonly filter?: NaiveGroup;
  readonly links: readonly NaiveLink[];
  readonly orders: readonly NaiveOrder[];
}

export interface NaiveQuery {
  readonly table: string;
  readonly filter?: NaiveGroup;
  readonly links: readonly NaiveLink[];
  readonly orders: readonly NaiveOrder[];
}

/** A row of the query's table with the rows joined to it, by alias; null where an outer link found none. */
export type Joined = ReadonlyMap<string, MemoryRow | null>;

/** Every joined row that the query gives, in any order. */
export function evaluate(tables: Tables, query: NaiveQuery): Joined[] {
  const rows = (tables[query.table] ?? []).map((row): Joined => new Map([[query.table, row]]));
  const joined = query.links.reduce(
    (found, link) => found.flatMap((row) => join(tables, row, query.table, link)),
    rows,
  );
  return joined.filter((row) => query.filter === undefined || passes(tables, row, query.table, query.filter));
}

function related(tables: Tables, row: Joined, parent: string, link: NaiveLink): Joined[] {
  const key = row.get(parent)?.[link.to] ?? null;
  return (tables[link.table] ?? [])
    .filter((other) => key !== null && equal(other[link.from] ?? null, key))
    .map((other) => new Map([...row, [link.alias, other]]));
}

function matching(tables: Tables, row: Joined, parent: string, link: NaiveLink): Joined[] {
  return related(tables, row, parent, link).filter(
    (found) => link.filter === undefined || passes(tables, found, link.alias, link.filter),
  );
}

function join(tables: Tables, row: Joined, parent: string, link: NaiveLink): Joined[] {
  const found = row.get(parent) === null ? [] : matching(tables, row, parent, link);
  const within = (rows: Joined[]) =>
    link.links.reduce((all, inner) => all.flatMap((one) => join(tables, one, link.alias, inner)), rows);
  switch (link.type) {
    case "inner":
      return within(found);
    case "outer":
      return within(found.length > 0 ? found : [new Map([...row, [link.alias, null]])]);
    case "exists":
    case "in":
      return within(found).length > 0 ? [row] : [];
    default:
      throw new Error(link.type);
  }
}

/** An empty filter says nothing, neither yes nor no. */
function passes(tables: Tables, row: Joined, own: string, item: NaiveItem): boolean {
  return verdict(tables, row, own, item) ?? true;
}

function verdict(tables: Tables, row: Joined, own: string, item: NaiveItem): boolean | undefined {
  switch (item.kind) {
    case "group": {
      const verdicts = item.items
        .map((one) => verdict(tables, row, own, one))
        .filter((one) => one !== undefined);
      if (verdicts.length === 0) return undefined;
      return item.type === "and" ? verdicts.every(Boolean) : verdicts.some(Boolean);
    }
    case "link":
      return linkPasses(tables, row, own, item.link);
    case "condition":
      return conditionPasses(row, own, item);
  }
}

function linkPasses(tables: Tables, row: Joined, own: string, link: NaiveLink): boolean {
  const found = link.links.reduce(
    (all, inner) => all.flatMap((one) => join(tables, one, link.alias, inner)),
    matching(tables, row, own, link),
  );
  switch (link.type) {
    case "any":
    case "not all":
      return found.length > 0;
    case "not any":
      return found.length === 0;
    case "all":
      return related(tables, row, own, link).length > 0 && found.length === 0;
    default:
      throw new Error(link.type);
  }
}

function plain(value: Value): Value {
  return typeof value === "string"
    ? value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ +$/, "")
    : value;
}

function equal(left: Value, right: Value): boolean {
  return left !== null && right !== null && plain(left) === plain(right);
}

/** -1, 0 or 1; texts by code point, once case and accents are gone. */
export function compare(left: Value, right: Value): number {
  const [a, b] = [plain(left), plain(right)];
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function conditionPasses(row: Joined, own: string, condition: NaiveCondition): boolean {
  const source = row.get(condition.entityName ?? own) ?? {};
  const value = source[condition.column] ?? null;
  const values =
    condition.otherColumn === undefined ? condition.values : [source[condition.otherColumn] ?? null];
  const [first = null, second = null] = values;
  const pair = value !== null && first !== null;
  switch (condition.operator) {
    case "null":
      return value === null;
    case "not-null":
      return value !== null;
    case "eq":
      return equal(value, first);
    case "ne":
      return value === null || (pair && !equal(value, first));
    case "gt":
      return pair && compare(value, first) > 0;
    case "ge":
      return pair && compare(value, first) >= 0;
    case "lt":
      return pair && compare(value, first) < 0;
    case "le":
      return pair && compare(value, first) <= 0;
    case "in":
      return values.some((one) => equal(value, one));
    case "not-in":
      return value === null || !values.some((one) => equal(value, one));
    case "between":
      return value !== null && compare(value, first) >= 0 && compare(value, second) <= 0;
    case "not-between":
      return value === null || compare(value, first) < 0 || compare(value, second) > 0;
    case "begins-with":
      return String(plain(value)).startsWith(String(plain(first))) && value !== null;
    case "not-begin-with":
      return value === null || !String(plain(value)).startsWith(String(plain(first)));
    case "like":
      return value !== null && String(plain(value)).includes(String(plain(first)));
    case "not-like":
      return value === null || !String(plain(value)).includes(String(plain(first)));
    default:
      throw new Error(condition.operator);
  }
}

/** The query as FetchXML. `like` looks for its value anywhere. */
export function toFetchXml(query: NaiveQuery, keys: Readonly<Record<string, string>>): string {
  const key = (table: string) => `<attribute name="${keys[table] ?? ""}"/>`;
  return `<fetch><entity name="${query.table}">${key(query.table)}${optional(query.filter)}${query.links.map((link) => linkXml(link, key)).join("")}${ordersXml(query.orders)}</entity></fetch>`;
}

function optional(filter: NaiveGroup | undefined): string {
  return filter === undefined ? "" : itemXml(filter);
}

function linkXml(link: NaiveLink, key?: (table: string) => string): string {
  const isJoin = link.type === "inner" || link.type === "outer";
  const columns = isJoin && key !== undefined ? key(link.table) : "";
  const inner = link.links.map((one) => linkXml(one, isJoin ? key : undefined)).join("");
  return `<link-entity name="${link.table}" from="${link.from}" to="${link.to}" alias="${link.alias}" link-type="${link.type}">${columns}${optional(link.filter)}${inner}${ordersXml(link.orders)}</link-entity>`;
}

function ordersXml(orders: readonly NaiveOrder[]): string {
  return orders
    .map(({ column, descending }) => `<order attribute="${column}" descending="${String(descending)}"/>`)
    .join("");
}

function itemXml(item: NaiveItem): string {
  switch (item.kind) {
    case "group":
      return `<filter type="${item.type}">${item.items.map(itemXml).join("")}</filter>`;
    case "link":
      return linkXml(item.link);
    case "condition": {
      const entity = item.entityName === undefined ? "" : ` entityname="${item.entityName}"`;
      const other = item.otherColumn === undefined ? "" : ` valueof="${item.otherColumn}"`;
      const wrap = item.operator.endsWith("like") ? "%" : "";
      const values = item.values
        .map((value) => `<value>${wrap}${escaped(String(value))}${wrap}</value>`)
        .join("");
      return `<condition attribute="${item.column}" operator="${item.operator}"${entity}${other}>${values}</condition>`;
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"'\s]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
