import { notSupportedBySandbox } from "../../errors";
import type { ColumnMetadata } from "../../metadata/model";
import type { FilterGroup, Link } from "../model";
import { duplicateAlias, invalidAlias, linkTypesMismatch } from "../refusals";
import { columnKind } from "./columnKind";
import { Scope } from "./scope";
import { columnOf, reference, type Source, type Statement } from "./statement";

/** A link that joins its rows to the parent's. */
export interface Join {
  readonly type: "inner" | "outer" | "first";
  readonly source: Source;
  readonly parent: Source;
  readonly link: Link;
  /** The condition of the join itself: `t1."contactid" = t0."primarycontactid"`. */
  readonly on: string;
  readonly filter?: FilterGroup;
  /** A parent row may come more than once. */
  readonly multiplies: boolean;
  /** The joined row may be missing. */
  readonly optional: boolean;
}

/** A link that only asks whether there are such rows: `exists` and `in` beside a filter. */
export interface SemiJoin {
  readonly parent: Source;
  readonly link: Link;
}

/** A table with all that is joined to it, in an order in which each join only needs what is before it. */
export interface Tables {
  readonly root: Source;
  readonly joins: readonly Join[];
  readonly semiJoins: readonly SemiJoin[];
  readonly scope: Scope;
}

/** Aliases become part of property names, so they are kept to what FetchXML's own designers write. */
const ALIAS = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws DataverseError 0x80041109 */
export function checkAlias(alias: string): void {
  if (!ALIAS.test(alias) || alias === "__proto__") throw invalidAlias(alias);
}

/**
 * Looks up the tables and columns that a query, or a link within a filter, joins.
 * @param numbered counts the links of the whole query, for the names of those without an alias
 */
export function openTables(
  statement: Statement,
  root: Source,
  links: readonly Link[],
  numbered: LinkNumbers,
  outer?: Scope,
): Tables {
  const scope = new Scope(outer);
  scope.add(root);
  const joins: Join[] = [];
  const semiJoins: SemiJoin[] = [];
  const open = (parent: Source, within: readonly Link[], optional: boolean) => {
    for (const link of within) {
      if (optional && link.type !== "outer") {
        // Which rows such a join drops is documented nowhere, so it is not guessed.
        throw notSupportedBySandbox(`link-type '${link.type}' nested in a link of type 'outer'`);
      }
      if (link.type === "exists" || link.type === "in") {
        semiJoins.push({ parent, link });
        continue;
      }
      const join = openJoin(statement, parent, link, numbered, optional);
      if (scope.has(join.source.name) && link.alias !== undefined) throw duplicateAlias(link.alias);
      scope.add(join.source);
      joins.push(join);
      open(join.source, link.links, optional || link.type === "outer");
    }
  };
  open(root, links, false);
  return { root, joins, semiJoins, scope };
}

/** Names links as Dataverse does when they have no alias: `contact1`, by their place in the query. */
export class LinkNumbers {
  #count = 0;

  next(): number {
    return ++this.#count;
  }
}

function openJoin(
  statement: Statement,
  parent: Source,
  link: Link,
  numbered: LinkNumbers,
  optional: boolean,
): Join {
  const table = statement.table(link.table);
  const number = numbered.next();
  if (link.alias !== undefined) checkAlias(link.alias);
  const first = link.type === "matchfirstrowusingcrossapply";
  if (first && (link.links.length > 0 || link.orders.length > 0)) {
    throw notSupportedBySandbox("links or orders within a link of type 'matchfirstrowusingcrossapply'");
  }
  const source: Source = {
    sqlAlias: statement.alias(),
    table,
    name: link.alias ?? link.table,
    resultPrefix: first ? "" : `${link.alias ?? `${link.table}${String(number)}`}.`,
  };
  return {
    type: first ? "first" : link.type === "outer" ? "outer" : "inner",
    source,
    parent,
    link,
    on: joinCondition(source, parent, link),
    ...(link.filter === undefined ? {} : { filter: link.filter }),
    multiplies: !first && link.from !== table.primaryIdColumn,
    optional: optional || link.type === "outer",
  };
}

/**
 * The two columns of a link, compared. They need not be a relationship's (…/fetchxml/join-tables, "No relationship").
 * @throws DataverseError 0x80041103 for an unknown column, 0x80041104 when the types differ
 */
export function joinCondition(source: Source, parent: Source, link: Link): string {
  const [from, to] = linkColumns(source, parent, link);
  return `${joined(source, from)} = ${joined(parent, to)}`;
}

/** The link's columns: `from` on the linked table, `to` on the parent. */
export function linkColumns(source: Source, parent: Source, link: Link): [ColumnMetadata, ColumnMetadata] {
  const from = columnOf(source.table, link.from);
  const to = columnOf(parent.table, link.to);
  const kind = columnKind(from);
  if (kind === undefined || kind === "choices" || kind !== columnKind(to)) {
    throw linkTypesMismatch(link.from, link.to);
  }
  return [from, to];
}

/** A column as joins compare it: text without regard to case and accents. */
export function joined(source: Source, column: ColumnMetadata): string {
  const sql = reference(source, column);
  return columnKind(column) === "text" ? `ci(${sql})` : sql;
}
