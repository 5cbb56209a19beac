import { notSupportedBySandbox } from "../../errors";
import { CONDITIONS, LINKS, COUNTED_ROWS } from "../limits";
import type { FilterGroup, Link, Query } from "../model";
import { tooManyConditions, tooManyLinks } from "../refusals";
import { fromClause, whereClause } from "./from";
import { planGroups, type GroupsPlan } from "./groups";
import { LinkNumbers, openTables, type Tables } from "./join";
import { planRows, type RowsPlan } from "./rows";
import { columnOf, reference, type Source, type Statement } from "./statement";

/** The one statement that answers a query. */
export type Plan = RowsPlan | GroupsPlan;

/** @throws DataverseError 400 on what the query may not ask, 403 on a table that the caller may not read */
export function planQuery(statement: Statement, query: Query): Plan {
  const tables = open(statement, query);
  if (query.distinct && !query.aggregate) checkDistinct(query);
  return query.aggregate || query.distinct
    ? planGroups(statement, query, tables)
    : planRows(statement, query, tables);
}

/** Counts the rows of a query, up to what Dataverse counts. */
export function planCount(statement: Statement, query: Query): string {
  const tables = open(statement, query);
  const where = whereClause(statement, tables, query.filter);
  const rows = `select 1 from ${fromClause(statement, tables)}${where === undefined ? "" : ` where ${where}`}`;
  return `select count(*) as count from (${rows} limit ${statement.value(COUNTED_ROWS + 1, "bigint")}) r`;
}

/** The ids of all rows that a query finds, each once, in no order: what its pages show together. */
export function planIds(statement: Statement, query: Query): string {
  const links = query.links.map(asQuestion);
  const isOnlyAsked = links.every(({ type }) => type !== "inner" && type !== "outer") && !namesLinks(query);
  const tables = open(statement, isOnlyAsked ? { ...query, links } : query);
  const where = whereClause(statement, tables, query.filter);
  const id = reference(tables.root, columnOf(tables.root.table, tables.root.table.primaryIdColumn));
  const repeats = tables.joins.some(({ multiplies }) => multiplies);
  return `select ${repeats ? "distinct " : ""}${id} as id from ${fromClause(statement, tables)}${where === undefined ? "" : ` where ${where}`}`;
}

/**
 * A link that is joined only to know whether there are such rows, as one that asks just that: a row of the query is found
 * once, however many fit, and need not be told from its own repetitions afterwards.
 */
function asQuestion(link: Link): Link {
  const isInner = ({ type, links }: Link): boolean => type === "inner" && links.every(isInner);
  const bare = (one: Link): Link => ({ ...one, columns: [], orders: [], links: one.links.map(bare) });
  return isInner(link) ? { ...bare(link), type: "exists" } : link;
}

/** Whether a condition is about another link than the one it stands in. */
function namesLinks(query: Query): boolean {
  const inFilter = (group: FilterGroup | undefined): boolean =>
    (group?.items ?? []).some((item) => {
      if (item.kind === "filter") return inFilter(item);
      if (item.kind === "link") return inLink(item.link);
      return item.entityName !== undefined || item.otherColumn?.includes(".") === true;
    });
  const inLink = ({ filter, links }: Link): boolean => inFilter(filter) || links.some(inLink);
  return inFilter(query.filter) || query.links.some(inLink);
}

function open(statement: Statement, query: Query): Tables {
  checkLimits(query);
  const root: Source = {
    sqlAlias: statement.alias(),
    table: statement.table(query.table),
    // Only links have names in FetchXML; a condition on the query's own table has none to give.
    name: "",
    resultPrefix: "",
  };
  return openTables(statement, root, query.links, new LinkNumbers());
}

/** A count of all rows beside distinct ones would say something else than it seems to. */
function checkDistinct(query: Query): void {
  if (query.returnTotalRecordCount) throw notSupportedBySandbox("returntotalrecordcount with distinct");
}

/** Limits: …/fetchxml/join-tables and …/fetchxml/filter-rows, "Condition limits". */
function checkLimits(query: Query): void {
  const count = { links: 0, conditions: 0 };
  const filter = (group: FilterGroup | undefined) => {
    for (const item of group?.items ?? []) {
      if (item.kind === "condition") count.conditions++;
      else if (item.kind === "filter") filter(item);
      else link(item.link);
    }
  };
  const link = (one: Link) => {
    count.links++;
    filter(one.filter);
    one.links.forEach(link);
  };
  filter(query.filter);
  query.links.forEach(link);
  if (count.links > LINKS) throw tooManyLinks();
  if (count.conditions + count.links > CONDITIONS) throw tooManyConditions();
}
