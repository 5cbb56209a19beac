import { notSupportedBySandbox } from "../../errors";
import type { Condition, FilterGroup, FilterItem, Link } from "../model";
import { invalidElement, invalidLinkType } from "../refusals";
import { conditionSql } from "./condition";
import { fromClause, whereClause } from "./from";
import { joinCondition, joined, linkColumns, LinkNumbers, openTables } from "./join";
import type { Scope } from "./scope";
import { and, columnOf, from, reference, type Source, type Statement } from "./statement";

/**
 * A filter as SQL; undefined when it says nothing.
 * @param own the source that the filter belongs to
 * @param isVisible which sources the place in the statement can see; all when absent
 */
export function filterSql(
  statement: Statement,
  scope: Scope,
  own: Source,
  filter: FilterGroup,
  isVisible: (source: Source) => boolean = () => true,
): string | undefined {
  if (isUnion(filter)) return unionSql(statement, scope, own, filter);
  const { missing, others } = missingSql(statement, scope, own, flat(filter));
  const items = others
    .map((item) => itemSql(statement, scope, own, item, isVisible))
    .concat(missing)
    .filter((sql) => sql !== undefined);
  if (items.length === 0) return undefined;
  const joinedItems = items.length === 1 ? (items[0] ?? "") : `(${items.join(` ${filter.type} `)})`;
  // What is not known to be true is taken by a negation, nulls included.
  return filter.negated === true ? `((${joinedItems}) is not true)` : joinedItems;
}

/** Without groups of an "and" within an "and". */
function flat(filter: FilterGroup): FilterGroup {
  if (filter.type !== "and") return filter;
  const items = filter.items.flatMap((item): readonly FilterItem[] =>
    item.kind === "filter" && item.type === "and" && item.negated !== true ? flat(item).items : [item],
  );
  return { ...filter, items };
}

/**
 * Whether a hint to unite is to be followed (…/filter-rows, "Union Hint"): each alternative must be answerable from the
 * filter's own table, so one that names another link is left as it stands. A hint changes how rows are found, never which.
 */
function isUnion(filter: FilterGroup): boolean {
  return (
    filter.hint === "union" &&
    filter.type === "or" &&
    filter.negated !== true &&
    filter.items.length > 1 &&
    filter.items.every(standsAlone)
  );
}

function standsAlone(item: FilterItem): boolean {
  switch (item.kind) {
    case "filter":
      return item.items.length > 0 && item.items.every(standsAlone);
    case "link":
      return true;
    case "condition":
      return item.entityName === undefined && item.otherColumn === undefined;
  }
}

/**
 * The same rows, each alternative of a union with the conditions that stand beside it: so that it is narrow enough when it is
 * found by a plan of its own.
 * @param beside conditions that stand beside the filter
 */
export function spreadOverUnions(filter: FilterGroup, beside: readonly Condition[] = []): FilterGroup {
  if (filter.type === "and") {
    const all = [...beside, ...filter.items.filter(isPlain)];
    return {
      ...filter,
      items: filter.items.map((item) => (item.kind === "filter" ? spreadOverUnions(item, all) : item)),
    };
  }
  if (filter.hint !== "union" || filter.negated === true || beside.length === 0) return filter;
  return {
    ...filter,
    items: filter.items.map((item) => ({ kind: "filter", type: "and", items: [...beside, item] })),
  };
}

/** Whether an item asks for nothing but a column of the row. */
function isPlain(item: FilterItem): item is Condition {
  return item.kind === "condition" && item.entityName === undefined && item.otherColumn === undefined;
}

/**
 * Postgres has no index that serves an `or` over two tables; each alternative alone has one. Where the values of all related
 * rows can be gathered first, none of the alternatives is over two tables any more. Not of rows in an order, though: Postgres
 * would walk along the order's index, in hope of meeting the first that fit soon. Nor does it know how few the rows of a union
 * are, unless they are gathered, too.
 */
function unionSql(statement: Statement, scope: Scope, own: Source, filter: FilterGroup): string {
  if (!statement.isInOrder) {
    const gathered = filter.items.map((item) => gatheredSql(statement, scope, own, item));
    if (gathered.every((sql) => sql !== undefined)) return `(${gathered.join(" or ")})`;
  }
  const key = own.table.primaryIdColumn;
  const alternatives = filter.items.map((item) => {
    const source = { ...own, sqlAlias: statement.alias() };
    const where =
      gatheredSql(statement, scope, source, item) ??
      itemSql(statement, scope, source, item, () => true) ??
      "true";
    return `select ${reference(source, key)} from ${from(source)} where ${where}`;
  });
  return `${reference(own, key)} = any(array(${alternatives.join(" union all ")}))`;
}

/**
 * An alternative with related rows' values gathered first, so that the filter's own rows are looked up by them: Postgres cannot
 * know how few the related rows are, and would read the whole table for each alternative. Undefined where a related row's
 * fitness depends on the row itself, and where a link asks for something else than that there are related rows.
 */
function gatheredSql(statement: Statement, scope: Scope, own: Source, item: FilterItem): string | undefined {
  switch (item.kind) {
    case "condition":
      return conditionSql(statement, scope, own, item);
    case "link": {
      if (item.link.type !== "any") return undefined;
      const related = relatedValues(statement, scope, own, item.link);
      return related && `${related.key} = any(array(${related.values}))`;
    }
    case "filter": {
      if (item.negated === true) return undefined;
      const parts = item.items.map((part) => gatheredSql(statement, scope, own, part));
      return parts.every((part) => part !== undefined) ? `(${parts.join(` ${item.type} `)})` : undefined;
    }
  }
}

interface RelatedValues {
  /** The column of the filter's own rows. */
  readonly key: string;
  /** A statement for what that column has where there is a related row. */
  readonly values: string;
}

/** Undefined where a related row's fitness depends on the row itself, or on one around it. */
function relatedValues(
  statement: Statement,
  scope: Scope,
  own: Source,
  link: Link,
): RelatedValues | undefined {
  checkNothingReturned(link);
  const source = sourceOfLink(statement, link);
  const [from, to] = linkColumns(source, own, link);
  const tables = openTables(statement, source, link.links, new LinkNumbers(), scope);
  const where = whereClause(statement, tables, link.filter);
  const values = `select ${joined(source, from)} as value from ${fromClause(statement, tables)}${where === undefined ? "" : ` where ${where}`}`;
  return dependsOnOthers(values, source) ? undefined : { key: joined(own, to), values };
}

/** Whether SQL names a table that was opened before the source, which is the first one of its own. */
function dependsOnOthers(sql: string, { sqlAlias }: Source): boolean {
  const first = Number(sqlAlias.slice(1));
  return [...sql.matchAll(/\bt(\d+)\./g)].some(([, number]) => Number(number) < first);
}

/**
 * Several `not any` about the same column, as one question: that none of their related rows is there. Each of them would be
 * a pass over all rows of its own.
 */
function missingSql(
  statement: Statement,
  scope: Scope,
  own: Source,
  filter: FilterGroup,
): { readonly missing: readonly string[]; readonly others: readonly FilterItem[] } {
  const counts = new Map<string, number>();
  const isAlike = (item: FilterItem): item is Extract<FilterItem, { kind: "link" }> =>
    filter.type === "and" && item.kind === "link" && item.link.type === "not any";
  for (const item of filter.items) {
    if (isAlike(item)) counts.set(item.link.to, (counts.get(item.link.to) ?? 0) + 1);
  }
  const others: FilterItem[] = [];
  const byKey = new Map<string, string[]>();
  for (const item of filter.items) {
    const isShared = isAlike(item) && (counts.get(item.link.to) ?? 0) > 1;
    const related = isShared ? relatedValues(statement, scope, own, item.link) : undefined;
    if (related === undefined) others.push(item);
    else byKey.set(related.key, [...(byKey.get(related.key) ?? []), related.values]);
  }
  const fixed = others.filter(isPlain).filter(({ operator }) => operator === "eq");
  const missing = [...byKey].map(([key, values]) => {
    // Of a column whose one value is known, Postgres has only the rows related to that value to find.
    const isFixed = fixed.some(({ column }) => joined(own, columnOf(own.table, column)) === key);
    const related = values.join(" union all ");
    const alias = statement.alias();
    const rows = isFixed ? `(${related})` : statement.gather(related);
    return `not exists (select 1 from ${rows} ${alias} where ${alias}.value = ${key})`;
  });
  return { missing, others };
}

function itemSql(
  statement: Statement,
  scope: Scope,
  own: Source,
  item: FilterItem,
  isVisible: (source: Source) => boolean,
): string | undefined {
  switch (item.kind) {
    case "filter":
      return filterSql(statement, scope, own, item, isVisible);
    case "link":
      return linkFilterSql(statement, scope, own, item.link);
    case "condition":
      checkVisible(scope, item, isVisible);
      return conditionSql(statement, scope, own, item);
  }
}

function checkVisible(scope: Scope, condition: Condition, isVisible: (source: Source) => boolean): void {
  const dot = condition.otherColumn?.lastIndexOf(".") ?? -1;
  const named = [condition.entityName, dot === -1 ? undefined : condition.otherColumn?.slice(0, dot)];
  for (const name of named) {
    const source = name === undefined ? undefined : scope.find(name);
    if (source !== undefined && !isVisible(source)) {
      throw notSupportedBySandbox(`a condition within an outer link on the link '${source.name}' after it`);
    }
  }
}

/** `any`, `not any`, `all` and `not all`, with the meaning that their documentation gives them rather than their names. */
function linkFilterSql(statement: Statement, scope: Scope, own: Source, link: Link): string {
  checkNothingReturned(link);
  switch (link.type) {
    case "any":
    case "not all":
      return existsSql(statement, scope, own, link);
    case "not any":
      return `not ${existsSql(statement, scope, own, link)}`;
    case "all": {
      // Related rows exist, and none of them passes the filter (…/filter-rows, "link-type all").
      if (link.links.length > 0) throw notSupportedBySandbox("links within a link of type 'all'");
      const { filter: _filter, ...bare } = link;
      return `(${existsSql(statement, scope, own, bare)} and not ${existsSql(statement, scope, own, link)})`;
    }
    default:
      throw invalidLinkType(link.type, true);
  }
}

/** Rows of the link that fit the parent's row, as a correlated subquery that Postgres plans as a semi- or anti-join. */
export function existsSql(statement: Statement, scope: Scope, parent: Source, link: Link): string {
  const source = sourceOfLink(statement, link);
  const tables = openTables(statement, source, link.links, new LinkNumbers(), scope);
  const where = and([joinCondition(source, parent, link), whereClause(statement, tables, link.filter)]);
  return `exists (select 1 from ${fromClause(statement, tables)} where ${where ?? "true"})`;
}

/** `link-type='in'` (…/fetchxml/join-tables, "in"). */
export function inSql(statement: Statement, scope: Scope, parent: Source, link: Link): string {
  const source = sourceOfLink(statement, link);
  const [from, to] = linkColumns(source, parent, link);
  const tables = openTables(statement, source, link.links, new LinkNumbers(), scope);
  const where = whereClause(statement, tables, link.filter);
  return `${joined(parent, to)} in (select ${joined(source, from)} from ${fromClause(statement, tables)}${where === undefined ? "" : ` where ${where}`})`;
}

function sourceOfLink(statement: Statement, link: Link): Source {
  return {
    sqlAlias: statement.alias(),
    table: statement.table(link.table),
    name: link.alias ?? link.table,
    resultPrefix: "",
  };
}

/** Links that only ask whether rows exist return nothing of them (…/filter-rows, "Filter on values in related records"). */
export function checkNothingReturned(link: Link): void {
  if (link.columns === "all") throw invalidElement("all-attributes", `link-entity link-type='${link.type}'`);
  if (link.columns.length > 0) throw invalidElement("attribute", `link-entity link-type='${link.type}'`);
  if (link.orders.length > 0) throw invalidElement("order", `link-entity link-type='${link.type}'`);
  for (const inner of link.links) {
    if (inner.type === "inner" || inner.type === "outer") checkNothingReturned(inner);
  }
}
