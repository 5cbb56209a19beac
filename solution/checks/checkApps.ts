import { attribute, child, children, descendants, textOf, type XmlElement } from "../xml";
import type { Problem } from "./problem";
import { tableExists, type SolutionFolder } from "./solutionFolder";

/** What a site map may ask for (`CrmPrivilegeId` of Microsoft's SiteMapType.xsd); a comma may follow the last, too. */
const ASKED_FOR = [
  "Read",
  "Write",
  "Append",
  "AppendTo",
  "Create",
  "Delete",
  "Share",
  "Assign",
  "All",
  "AllowQuickCampaign",
  "LearningPath",
];

/** The app shows tables that exist, with forms that exist, to roles that exist; and so does its site map. */
export function checkApps(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const formIds = new Set(solution.tables.flatMap((table) => table.forms.map((form) => form.id)));
  const viewIds = new Set(solution.tables.flatMap((table) => table.views.map((view) => view.id)));
  const chartIds = new Set(solution.tables.flatMap((table) => table.charts.map((chart) => chart.id)));
  const roleIds = new Set(solution.roles.map((role) => attribute(role.element, "id")));
  const siteMapNames = new Set(solution.siteMaps.map((map) => textOf(map.element, "SiteMapUniqueName")));
  for (const app of solution.apps) {
    const problem = (element: string, rule: string, message: string) =>
      problems.push({ file: app.file, element, rule, message });
    const name = textOf(app.element, "UniqueName");
    const tables = new Set<string>();
    const named = new Set<string>();
    for (const each of children(
      child(app.element, "AppModuleComponents") ?? app.element,
      "AppModuleComponent",
    )) {
      const [type, schemaName, id] = ["type", "schemaName", "id"].map((key) => attribute(each, key) ?? "");
      const element = `AppModuleComponent ${type} ${schemaName || id}`;
      const missing = "there is no such component";
      if (named.has(element)) problem(element, "app-component-once", "is there twice");
      named.add(element);
      if (type === "1") {
        if (!tableExists(solution, schemaName ?? "")) problem(element, "app-component", missing);
        tables.add(schemaName ?? "");
      } else if (type === "60") {
        if (!formIds.has(id ?? "")) problem(element, "app-component", missing);
      } else if (type === "26") {
        if (!viewIds.has(id ?? "")) problem(element, "app-component", missing);
      } else if (type === "59") {
        if (!chartIds.has(id ?? "")) problem(element, "app-component", missing);
      } else if (type === "62") {
        if (!siteMapNames.has(schemaName ?? "")) problem(element, "app-component", missing);
      } else problem(element, "app-component", "is of a type that this check does not know");
    }
    const roles = children(child(app.element, "AppModuleRoleMaps") ?? app.element, "Role");
    for (const role of roles) {
      if (!roleIds.has(attribute(role, "id"))) {
        problem(`Role ${attribute(role, "id")}`, "app-role", "the solution has no such role");
      }
    }
    if (roles.length === 0) problem(name, "app-role", "no role may open the app");
    const siteMap = solution.siteMaps.find((each) => textOf(each.element, "SiteMapUniqueName") === name);
    if (!siteMap) {
      problem(name, "app-site-map", "has no site map of its name");
      continue;
    }
    const ids = new Set<string>();
    for (const tag of ["Area", "Group", "SubArea"]) {
      for (const each of descendants(siteMap.element, tag)) {
        const id = attribute(each, "Id") ?? "";
        if (ids.has(id)) {
          problems.push({
            file: siteMap.file,
            element: `${tag} ${id}`,
            rule: "site-map-id",
            message: "is there twice",
          });
        }
        ids.add(id);
        if (tag === "SubArea") checkSubArea(solution, siteMap.file, each, tables, problems);
      }
    }
    checkViewsOf(solution, app, siteMap.element, problem);
  }
  return problems;
}

/**
 * An app that lists views of a table offers no others of it, an app that lists none offers all. A table that the site map opens
 * as such, rather than one of its views, needs them all: with a view or two, most of its rows would be in no list.
 */
function checkViewsOf(
  solution: SolutionFolder,
  app: SolutionFolder["apps"][number],
  siteMap: XmlElement,
  problem: (element: string, rule: string, message: string) => void,
): void {
  const opened = new Set(descendants(siteMap, "SubArea").map((each) => attribute(each, "Entity")));
  for (const each of descendants(app.element, "AppModuleComponent")) {
    const id = attribute(each, "id") ?? "";
    const table = solution.tables.find(({ views }) => views.some((view) => view.id === id));
    if (attribute(each, "type") === "26" && table && opened.has(table.logicalName)) {
      problem(
        `AppModuleComponent 26 ${id}`,
        "app-view",
        `"${table.logicalName}" is opened as a table: the app would offer its listed views alone`,
      );
    }
  }
}

/** A sub-area opens a table of the app, or one of the solution's views of such a table. */
function checkSubArea(
  solution: SolutionFolder,
  file: string,
  subArea: XmlElement,
  tables: ReadonlySet<string>,
  problems: Problem[],
): void {
  const problem = (rule: string, message: string) =>
    problems.push({ file, element: `SubArea ${attribute(subArea, "Id")}`, rule, message });
  for (const privilege of children(subArea, "Privilege")) {
    const [of, verbs] = [attribute(privilege, "Entity") ?? "", attribute(privilege, "Privilege") ?? ""];
    if (!tableExists(solution, of)) problem("site-map-privilege", `there is no table "${of}"`);
    const odd = verbs
      .replace(/,$/, "")
      .split(",")
      .find((verb) => !ASKED_FOR.includes(verb));
    if (odd !== undefined) problem("site-map-privilege", `there is no privilege "${odd}"`);
  }
  const address = attribute(subArea, "Url");
  const query = new URLSearchParams(address?.replace(/^[^?]*/, ""));
  const table = address === undefined ? attribute(subArea, "Entity") : query.get("etn");
  if (!table) problem("site-map-table", "opens neither a table nor a list of one");
  else if (!tables.has(table)) problem("site-map-table", `the app does not contain the table "${table}"`);
  if (address === undefined) return;
  const view = `{${(query.get("viewid") ?? "").toLowerCase()}}`;
  const shown = solution.tables.find((each) => each.views.some(({ id }) => id === view));
  if (shown?.logicalName !== table) {
    problem("site-map-view", `the solution has no view ${view} of the table "${table}"`);
  }
}
