import type { Link, SelectedColumn } from "../query/model";
import type { ToOne } from "./navigation";

interface OpenLink {
  readonly alias: string;
  readonly navigation: ToOne;
  readonly columns: SelectedColumn[];
  readonly links: Map<string, OpenLink>;
}

/** Outer joins along single-valued navigation properties; the same path is joined once. */
export class Joins {
  readonly #links = new Map<string, OpenLink>();
  #count = 0;

  /** The alias of the row at the end of the path. The path has one step at least. */
  alias(path: readonly ToOne[]): string {
    return this.#open(path).alias;
  }

  /** Returns or aggregates a column of the row at the end of the path. */
  select(path: readonly ToOne[], column: SelectedColumn): void {
    this.#open(path).columns.push(column);
  }

  links(): Link[] {
    return closed(this.#links);
  }

  #open(path: readonly ToOne[]): OpenLink {
    let level = this.#links;
    let last: OpenLink | undefined;
    for (const navigation of path) {
      last = level.get(navigation.name);
      if (last === undefined) {
        last = { alias: `nav${String(++this.#count)}`, navigation, columns: [], links: new Map() };
        level.set(navigation.name, last);
      }
      level = last.links;
    }
    if (last === undefined) throw new Error("A join needs a path.");
    return last;
  }
}

function closed(links: ReadonlyMap<string, OpenLink>): Link[] {
  return [...links.values()].map(({ alias, navigation, columns, links: inner }) => ({
    table: navigation.target.logicalName,
    from: navigation.relationship.referencedColumn,
    to: navigation.column.logicalName,
    alias,
    type: "outer",
    columns,
    orders: [],
    links: closed(inner),
  }));
}
