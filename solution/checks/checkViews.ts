import { attribute, child, children, descendants, at, textOf, type XmlElement } from "../xml";
import { aliasesIn, checkNamed, conditionsIn } from "./namedColumns";
import type { Problem } from "./problem";
import { columnType, standardTable, type SolutionFolder } from "./solutionFolder";

/** The kinds of view that Dataverse has (`SavedQueryQueryType`) and tables of a solution can bring. */
const QUERY_TYPES: Readonly<Record<string, string>> = {
  "0": "public",
  "1": "advanced find",
  "2": "associated",
  "4": "quick find",
  "64": "lookup",
};

/** A view asks for what it shows, of columns that exist, on its own table. */
export function checkViews(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  for (const table of solution.tables) {
    const defaults = new Set<string>();
    for (const view of table.views) {
      const problem = (element: string, rule: string, message: string) =>
        problems.push({ file: view.file, element, rule, message });
      const type = textOf(view.element, "querytype");
      const kind = QUERY_TYPES[type];
      if (kind === undefined) problem(`querytype ${type}`, "view-type", "is no kind of view that we know");
      if ((textOf(view.element, "isquickfindquery") === "1") !== (type === "4")) {
        problem(view.name, "view-type", "a view of the type 4, and no other, is the quick find view");
      }
      if (textOf(view.element, "isdefault") === "1") {
        if (defaults.has(type))
          problem(view.name, "view-default", `is the second ${kind ?? type} view by default`);
        defaults.add(type);
      }
      const entity = at(view.element, "fetchxml", "fetch", "entity");
      if (!entity) {
        problem(view.name, "view-query", "has no fetchxml/fetch/entity");
        continue;
      }
      if (attribute(entity, "name") !== table.logicalName) {
        problem(`entity ${attribute(entity, "name")}`, "view-query", `must be ${table.logicalName}`);
      }
      const has = (column: string) => columnType(solution, table.logicalName, column) !== undefined;
      const asked = new Set(children(entity, "attribute").map((each) => attribute(each, "name") ?? ""));
      for (const name of asked) {
        if (!has(name))
          problem(`attribute ${name}`, "view-column", `${table.logicalName} has no such column`);
      }
      const aliases = aliasesIn(entity);
      for (const name of linkedColumns(entity)) asked.add(name);
      checkQuery(solution, entity, table.logicalName, aliases, problem);
      const grid = at(view.element, "layoutxml", "grid");
      const row = grid && child(grid, "row");
      if (!grid || !row) continue;
      const key = standardTable(table.logicalName)?.primaryKey ?? `${table.logicalName}id`;
      if (attribute(row, "id") !== key) {
        problem(`row ${attribute(row, "id")}`, "view-layout", `must be the primary key, ${key}`);
      }
      if (!has(attribute(grid, "jump") ?? ""))
        problem(`jump ${attribute(grid, "jump")}`, "view-layout", "is no column");
      for (const cell of children(row, "cell")) {
        const name = attribute(cell, "name") ?? "";
        if (!asked.has(name)) problem(`cell ${name}`, "view-layout", "shows what the query does not ask for");
      }
    }
  }
  return problems;
}

type Report = (element: string, rule: string, message: string) => void;

/** The columns that a query asks of its links, as a layout calls them: `alias.column`. */
function linkedColumns(entity: XmlElement): string[] {
  return descendants(entity, "link-entity").flatMap((link) =>
    children(link, "attribute").map((each) => `${attribute(link, "alias")}.${attribute(each, "name")}`),
  );
}

const RULES = { link: "view-link", column: "view-column", condition: "view-condition" } as const;

/** Orders and conditions name columns of the table they stand in, or of the link whose alias they name. */
function checkQuery(
  solution: SolutionFolder,
  element: XmlElement,
  table: string,
  aliases: ReadonlyMap<string, string>,
  problem: Report,
): void {
  for (const each of [...children(element, "order"), ...conditionsIn(element)]) {
    checkNamed(solution, each, table, aliases, RULES, problem);
  }
  for (const link of children(element, "link-entity")) {
    const linked = attribute(link, "name") ?? "";
    const [from, to] = [attribute(link, "from") ?? "", attribute(link, "to") ?? ""];
    if (columnType(solution, linked, from) === undefined) {
      problem(`link-entity ${linked}`, "view-link", `${linked} has no column "${from}"`);
    }
    if (columnType(solution, table, to) === undefined) {
      problem(`link-entity ${linked}`, "view-link", `${table} has no column "${to}"`);
    }
    for (const each of children(link, "attribute")) {
      const name = attribute(each, "name") ?? "";
      if (columnType(solution, linked, name) === undefined) {
        problem(`attribute ${name}`, "view-column", `${linked} has no such column`);
      }
    }
    checkQuery(solution, link, linked, aliases, problem);
  }
}
