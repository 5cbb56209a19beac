import { notSupportedBySandbox } from "../../errors";
import { CONDITIONS, LINKS, COUNTED_ROWS } from "../limits";
import type { Condition, Link, LinkFilter, Query } from "../model";
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
  return [...partsOf(query)].some(
    (part) =>
      part.kind === "condition" &&
      (part.entityName !== undefined || part.otherColumn?.includes(".") === true),
  );
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
  const count = { link: 0, condition: 0 };
  for (const { kind } of partsOf(query)) count[kind]++;
  if (count.link > LINKS) throw tooManyLinks();
  if (count.condition + count.link > CONDITIONS) throw tooManyConditions();
}

/** Every condition and every link of a query or link, whatever they stand in. */
function* partsOf({ filter, links }: Pick<Link, "filter" | "links">): Generator<Condition | LinkFilter> {
  for (const item of [...(filter?.items ?? []), ...links.map((link) => ({ kind: "link", link }) as const)]) {
    if (item.kind === "filter") {
      yield* partsOf({ filter: item, links: [] });
      continue;
    }
    yield item;
    if (item.kind === "link") yield* partsOf(item.link);
  }
}
