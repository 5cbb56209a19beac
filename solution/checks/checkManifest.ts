import { attribute, child, children, descendants, textOf } from "../xml";
import type { Problem } from "./problem";
import { standardTable, type SolutionFolder } from "./solutionFolder";

const FILE = "Other/Solution.xml";

/** Root component types that this solution uses, and what a root of each has to name. */
const TABLE = "1";
const CHOICE = "9";
const ROLE = "20";
const VIEW = "26";
const CHART = "59";
const FORM = "60";
const WEB_RESOURCE = "61";
const SITE_MAP = "62";
const COMPONENT = "66";
const APP = "80";

/** The manifest names exactly what is there: a root without a component is refused, a component without a root dropped. */
export function checkManifest(solution: SolutionFolder): Problem[] {
  const { manifest } = solution;
  if (!manifest) return [];
  const problems: Problem[] = [];
  const problem = (element: string, rule: string, message: string) =>
    problems.push({ file: FILE, element, rule, message });

  for (const name of ["UniqueName", "Version", "Managed"]) {
    if (textOf(manifest, name) === "") problem(name, "manifest", "is missing or empty");
  }
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(textOf(manifest, "Version"))) {
    problem(`Version ${textOf(manifest, "Version")}`, "manifest-version", "is not four numbers");
  }
  if (!["0", "1", "2"].includes(textOf(manifest, "Managed"))) {
    problem("Managed", "manifest", "is 0 (unmanaged), 1 (managed) or 2 (both)");
  }
  const publisher = child(manifest, "Publisher");
  if (!publisher) problem("Publisher", "manifest", "is missing");

  const present = new Map<string, string>();
  for (const table of solution.tables) present.set(`${TABLE} ${table.logicalName}`, table.file);
  for (const file of solution.files) {
    const name = /^OptionSets\/([^/]+)\.xml$/.exec(file)?.[1];
    if (name) present.set(`${CHOICE} ${name}`, file);
  }
  for (const role of solution.roles) present.set(`${ROLE} ${attribute(role.element, "id")}`, role.file);
  for (const table of solution.tables.filter((each) => !each.own)) {
    for (const form of table.forms) present.set(`${FORM} ${form.id}`, form.file);
    for (const view of table.views) present.set(`${VIEW} ${view.id}`, view.file);
    for (const chart of table.charts) present.set(`${CHART} ${chart.id}`, chart.file);
  }
  for (const resource of solution.webResources) {
    present.set(`${WEB_RESOURCE} ${textOf(resource.element, "Name")}`, resource.file);
  }
  for (const map of solution.siteMaps) {
    present.set(`${SITE_MAP} ${textOf(map.element, "SiteMapUniqueName")}`, map.file);
  }
  for (const component of solution.components) present.set(`${COMPONENT} ${component.name}`, component.file);
  for (const app of solution.apps) present.set(`${APP} ${textOf(app.element, "UniqueName")}`, app.file);

  const roots = children(child(manifest, "RootComponents") ?? manifest, "RootComponent");
  const named = new Set<string>();
  for (const root of roots) {
    const key = `${attribute(root, "type")} ${attribute(root, "schemaName") ?? attribute(root, "id")}`;
    if (named.has(key)) problem(`RootComponent ${key}`, "root-component-once", "is named twice");
    named.add(key);
    if (!present.has(key)) {
      problem(`RootComponent ${key}`, "root-component-exists", "nothing in the solution is that component");
    }
    const table = solution.tables.find((each) => key === `${TABLE} ${each.logicalName}`);
    const behavior = table?.own === false ? "1" : "0";
    if (attribute(root, "behavior") !== behavior) {
      problem(
        `RootComponent ${key}`,
        "root-component-behavior",
        behavior === "1"
          ? "must be 1: with 0 the solution would take every column and form of a standard table"
          : "must be 0, with its subcomponents",
      );
    }
  }
  // By what it names here an import says what has to be installed first; without it, it fails at some form or privilege.
  const required = new Set(
    descendants(manifest, "Required")
      .filter((each) => attribute(each, "type") === TABLE)
      .map((each) => attribute(each, "schemaName")),
  );
  for (const { logicalName, own } of solution.tables) {
    const broughtBy = own ? undefined : standardTable(logicalName)?.broughtBy;
    if (broughtBy !== undefined && !required.has(logicalName)) {
      problem(
        `MissingDependencies ${logicalName}`,
        "missing-dependency",
        `is not in every environment: ${broughtBy} brings it`,
      );
    }
  }
  for (const [key, file] of present) {
    if (!named.has(key)) {
      problems.push({
        file,
        element: key,
        rule: "root-component-named",
        message: `${FILE} has no RootComponent for it, so it would be dropped`,
      });
    }
  }
  return problems;
}
