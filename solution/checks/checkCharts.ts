import { at, attribute, child, children, descendants, type XmlElement } from "../xml";
import { aliasesIn, checkNamed, conditionsIn } from "./namedColumns";
import type { Problem } from "./problem";
import { columnType, type SolutionFolder } from "./solutionFolder";

const AGGREGATES = ["count", "countcolumn", "sum", "avg", "min", "max"];

/** A chart counts columns that exist, by group, and draws a series for each of its measures. */
export function checkCharts(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  for (const table of solution.tables) {
    for (const chart of table.charts) {
      const problem: Report = (element, rule, message) =>
        problems.push({ file: chart.file, element, rule, message });
      const definition = at(chart.element, "datadescription", "datadefinition");
      const fetch = definition && at(definition, "fetchcollection", "fetch");
      const entity = fetch && child(fetch, "entity");
      if (!definition || !fetch || !entity) {
        problem(chart.name, "chart-query", "has no datadefinition/fetchcollection/fetch/entity");
        continue;
      }
      if (attribute(fetch, "aggregate") !== "true") {
        problem(chart.name, "chart-query", 'its query needs aggregate="true"');
      }
      if (attribute(entity, "name") !== table.logicalName) {
        problem(`entity ${attribute(entity, "name")}`, "chart-query", `must be ${table.logicalName}`);
      }
      const groups = new Set<string>();
      const measures = new Set<string>();
      readColumns(solution, entity, table.logicalName, aliasesIn(entity), groups, measures, problem);
      checkSeries(chart.element, definition, groups, measures, problem);
    }
  }
  return problems;
}

const RULES = { link: "chart-link", column: "chart-column", condition: "chart-condition" } as const;

type Report = (element: string, rule: string, message: string) => void;

function readColumns(
  solution: SolutionFolder,
  element: XmlElement,
  table: string,
  aliases: ReadonlyMap<string, string>,
  groups: Set<string>,
  measures: Set<string>,
  problem: Report,
): void {
  for (const each of children(element, "attribute")) {
    const name = attribute(each, "name") ?? "";
    const alias = attribute(each, "alias");
    if (columnType(solution, table, name) === undefined) {
      problem(`attribute ${name}`, "chart-column", `${table} has no such column`);
    }
    if (alias === undefined) {
      problem(`attribute ${name}`, "chart-column", "has no alias");
      continue;
    }
    if (groups.has(alias) || measures.has(alias)) {
      problem(`attribute ${name}`, "chart-column", `${alias} is another column's alias too`);
    }
    const aggregate = attribute(each, "aggregate");
    if (attribute(each, "groupby") === "true") groups.add(alias);
    else if (aggregate !== undefined && AGGREGATES.includes(aggregate)) measures.add(alias);
    else problem(`attribute ${name}`, "chart-column", "is neither grouped by nor counted");
  }
  for (const each of conditionsIn(element)) checkNamed(solution, each, table, aliases, RULES, problem);
  for (const link of children(element, "link-entity")) {
    const linked = attribute(link, "name") ?? "";
    for (const [of, side] of [
      [linked, "from"],
      [table, "to"],
    ] as const) {
      const column = attribute(link, side) ?? "";
      if (columnType(solution, of, column) === undefined) {
        problem(`link-entity ${linked}`, "chart-link", `${of} has no column "${column}"`);
      }
    }
    readColumns(solution, link, linked, aliases, groups, measures, problem);
  }
}

function checkSeries(
  chart: XmlElement,
  definition: XmlElement,
  groups: ReadonlySet<string>,
  measures: ReadonlySet<string>,
  problem: Report,
): void {
  const categories = children(child(definition, "categorycollection") ?? definition, "category");
  if (categories.length === 0) problem("categorycollection", "chart-category", "has no category");
  let drawn = 0;
  for (const category of categories) {
    const alias = attribute(category, "alias") ?? "";
    if (!groups.has(alias)) {
      problem(`category ${alias}`, "chart-category", "is no alias that the query groups by");
    }
    for (const measure of descendants(category, "measure")) {
      const name = attribute(measure, "alias") ?? "";
      if (!measures.has(name)) {
        problem(`measure ${name}`, "chart-measure", "is no alias that the query counts");
      }
      drawn += 1;
    }
  }
  const series = at(chart, "presentationdescription", "Chart", "Series");
  const shown = series ? children(series, "Series").length : 0;
  if (shown !== drawn) {
    problem("Chart", "chart-series", `draws ${shown} series for ${drawn} measures`);
  }
}
