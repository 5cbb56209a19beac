import { attribute, child, children, descendants, at } from "../xml";
import type { Problem } from "./problem";
import { columnType, type SolutionFolder } from "./solutionFolder";

/** A view asks for what it shows, of columns that exist, on its own table. */
export function checkViews(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  for (const table of solution.tables) {
    for (const view of table.views) {
      const problem = (element: string, rule: string, message: string) =>
        problems.push({ file: view.file, element, rule, message });
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
      for (const tag of ["order", "condition"]) {
        const inQuery = tag === "order" ? children(entity, tag) : descendants(entity, tag);
        for (const each of inQuery) {
          const name = attribute(each, "attribute") ?? "";
          if (!has(name)) problem(`${tag} ${name}`, "view-column", `${table.logicalName} has no such column`);
        }
      }
      const grid = at(view.element, "layoutxml", "grid");
      const row = grid && child(grid, "row");
      if (!grid || !row) continue;
      if (attribute(row, "id") !== `${table.logicalName}id`) {
        problem(
          `row ${attribute(row, "id")}`,
          "view-layout",
          `must be the primary key, ${table.logicalName}id`,
        );
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
