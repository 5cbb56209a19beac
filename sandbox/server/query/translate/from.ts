import { notSupportedBySandbox } from "../../errors";
import type { FilterGroup, FilterItem } from "../model";
import { checkNothingReturned, existsSql, filterSql, inSql, spreadOverUnions } from "./filter";
import { LinkNumbers, openTables, type Join, type Tables } from "./join";
import { and, from, reference, type Source, type Statement } from "./statement";

/** The from clause: the table and its joins. Inner joins keep their filters for the where clause. */
export function fromClause(statement: Statement, tables: Tables): string {
  const before = new Set<Source>([tables.root]);
  const parts = [from(tables.root)];
  for (const join of tables.joins) {
    parts.push(joinSql(statement, tables, join, before));
    before.add(join.source);
  }
  return parts.join(" ");
}

function joinSql(statement: Statement, tables: Tables, join: Join, before: ReadonlySet<Source>): string {
  const { source } = join;
  switch (join.type) {
    case "inner":
      return `join ${from(source)} on ${join.on}`;
    case "outer": {
      const { within } = splitFilter(join.filter);
      const isVisible = (other: Source) => other === source || before.has(other);
      const filter = within && filterSql(statement, tables.scope, source, within, isVisible);
      return `left join ${from(source)} on ${and([join.on, filter, statement.readable(source)]) ?? "true"}`;
    }
    case "first": {
      const isVisible = (other: Source) => other === source || before.has(other);
      const filter = join.filter && filterSql(statement, tables.scope, source, join.filter, isVisible);
      const where = and([join.on, filter, statement.readable(source)]) ?? "true";
      const key = reference(source, source.table.primaryIdColumn);
      return `cross join lateral (select ${source.sqlAlias}.* from ${from(source)} where ${where} order by ${key} limit 1) ${source.sqlAlias}`;
    }
  }
}

/**
 * The where clause: who may read what, the filters, and links of the types `exists` and `in`.
 */
export function whereClause(
  statement: Statement,
  tables: Tables,
  filterOfRoot: FilterGroup | undefined,
): string | undefined {
  const { root, scope } = tables;
  const filter = filterOfRoot && spreadOverUnions(filterOfRoot);
  const conditions = [statement.readable(root), filter && filterSql(statement, scope, root, filter)];
  for (const join of tables.joins) {
    if (join.type === "inner") {
      conditions.push(
        statement.readable(join.source),
        join.filter && filterSql(statement, scope, join.source, join.filter),
      );
    } else if (join.type === "outer") {
      const { after } = splitFilter(join.filter);
      conditions.push(after && filterSql(statement, scope, join.source, after));
    }
  }
  for (const { parent, link } of tables.semiJoins) {
    checkNothingReturned(link);
    const sql = link.type === "in" ? inSql : existsSql;
    conditions.push(sql(statement, scope, parent, link));
  }
  if (filter !== undefined) conditions.push(...unionConditions(statement, tables, filter));
  return and(conditions);
}

/**
 * What follows a hint to unite (…/filter-rows, "Union Hint") where alternatives name other links: the rows that pass one of
 * them, found each by its own plan, beside the filter itself. It only narrows where Postgres has to look: every row that
 * passes the filter is among them.
 */
function unionConditions(statement: Statement, tables: Tables, filter: FilterGroup): string[] {
  const { root } = tables;
  // Links within filters are plans of their own already.
  if (root.name !== "" || filter.negated === true) return [];
  if (filter.type === "and") {
    return filter.items.flatMap((item) =>
      item.kind === "filter" ? unionConditions(statement, tables, item) : [],
    );
  }
  if (filter.hint !== "union" || filter.items.length < 2 || !namesEntity(filter)) return [];
  const links = tables.joins.filter((join) => join.parent === root).map((join) => join.link);
  const alternatives = filter.items.map((item) => {
    const own = { ...root, sqlAlias: statement.alias() };
    const opened = openTables(statement, own, links, new LinkNumbers());
    const where = filterSql(statement, opened.scope, own, { kind: "filter", type: "and", items: [item] });
    const key = reference(own, own.table.primaryIdColumn);
    return `select ${key} from ${fromClause(statement, opened)} where ${where ?? "true"}`;
  });
  return [`${reference(root, root.table.primaryIdColumn)} in (${alternatives.join(" union all ")})`];
}

/**
 * A condition with `entityname` applies after the join, the others with it (…/filter-rows, "Filters on link-entity").
 * @throws DataverseError when both are mixed in a way that has no such order
 */
function splitFilter(filter: FilterGroup | undefined): {
  readonly within?: FilterGroup;
  readonly after?: FilterGroup;
} {
  if (filter === undefined || !namesEntity(filter)) return filter === undefined ? {} : { within: filter };
  if (filter.type !== "and" || filter.negated === true) {
    throw notSupportedBySandbox("entityname in an 'or' filter within an outer link");
  }
  const parts = { within: [] as FilterItem[], after: [] as FilterItem[] };
  for (const item of filter.items) {
    if (item.kind === "filter" && namesEntity(item)) {
      const { within, after } = splitFilter(item);
      if (within !== undefined) parts.within.push(within);
      if (after !== undefined) parts.after.push(after);
    } else {
      parts[item.kind === "condition" && item.entityName !== undefined ? "after" : "within"].push(item);
    }
  }
  return { within: { ...filter, items: parts.within }, after: { ...filter, items: parts.after } };
}

function namesEntity(filter: FilterGroup): boolean {
  return filter.items.some((item) =>
    item.kind === "filter"
      ? namesEntity(item)
      : item.kind === "condition" && item.entityName !== undefined && item.entityName !== "",
  );
}
