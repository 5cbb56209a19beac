import type { Element } from "@xmldom/xmldom";
import type { Manifest, RootComponent } from "./manifest";
import { ImportCode, importRefused } from "./refusal";
import { CUSTOMIZATIONS_XML, SOLUTION_XML } from "./solutionPackage";
import { attribute, at, child, children, readGuid, textOf } from "./xml";

/** Kinds of components by the number that solution.xml gives them. */
const KINDS: Readonly<Record<number, string>> = {
  1: "table",
  9: "choice",
  20: "role",
  26: "view",
  59: "chart",
  60: "form",
  61: "web resource",
  62: "site map",
  66: "custom control",
  80: "app",
};

interface Component {
  readonly type: number;
  readonly name: string;
  /** For a form, a view or a chart: the table that it may come along with. */
  readonly table?: string;
}

/**
 * solution.xml lists what the solution consists of; customizations.xml has it. What one of the two lacks is a
 * fault: the platform would leave it out or look for it in vain.
 * @throws DataverseError 400 0x8004803a
 */
export function checkRootComponents(manifest: Manifest, customizations: Element): void {
  const defined = definedComponents(customizations);
  const listed = new Set(manifest.rootComponents.map(keyOf));
  for (const root of manifest.rootComponents) {
    if (KINDS[root.type] === undefined) {
      throw importRefused(
        ImportCode.MissingRootComponent,
        { file: SOLUTION_XML, element: `<RootComponent type="${String(root.type)}">` },
        "the sandbox knows no component of this type.",
      );
    }
    if (!defined.some((component) => keyOf(component) === keyOf(root))) {
      throw importRefused(
        ImportCode.MissingRootComponent,
        { file: SOLUTION_XML, element: `<RootComponent type="${String(root.type)}"> ${nameOf(root)}` },
        `${CUSTOMIZATIONS_XML} does not define this ${KINDS[root.type] ?? ""}.`,
      );
    }
  }
  const whole = new Set(
    manifest.rootComponents
      .filter((root) => root.type === 1 && root.behavior === 0)
      .map((root) => nameOf(root).toLowerCase()),
  );
  for (const component of defined) {
    const along = component.table !== undefined && whole.has(component.table);
    if (!along && !listed.has(keyOf(component))) {
      throw importRefused(
        ImportCode.MissingRootComponent,
        { file: CUSTOMIZATIONS_XML, element: `${KINDS[component.type] ?? ""} ${component.name}` },
        `${SOLUTION_XML} does not list it as a root component.`,
      );
    }
  }
}

function nameOf(component: Component | RootComponent): string {
  return "name" in component ? component.name : (component.id ?? component.schemaName ?? "");
}

function keyOf(component: Component | RootComponent): string {
  return `${String(component.type)} ${nameOf(component).toLowerCase()}`;
}

function definedComponents(customizations: Element): readonly Component[] {
  const list = (container: string, item: string) => {
    const element = child(customizations, container);
    return element ? children(element, item) : [];
  };
  return [
    ...list("Entities", "Entity").flatMap(tableComponents),
    ...list("optionsets", "optionset").map((one) => ({ type: 9, name: attribute(one, "Name") ?? "" })),
    ...list("Roles", "Role").map((one) => ({ type: 20, name: readGuid(attribute(one, "id")) ?? "" })),
    ...list("WebResources", "WebResource").map((one) => ({ type: 61, name: textOf(one, "Name") ?? "" })),
    ...list("AppModuleSiteMaps", "AppModuleSiteMap").map((one) => ({
      type: 62,
      name: textOf(one, "SiteMapUniqueName") ?? "",
    })),
    ...list("CustomControls", "CustomControl").map((one) => ({ type: 66, name: textOf(one, "Name") ?? "" })),
    ...list("AppModules", "AppModule").map((one) => ({ type: 80, name: textOf(one, "UniqueName") ?? "" })),
  ];
}

function tableComponents(entity: Element): readonly Component[] {
  const info = at(entity, "EntityInfo", "entity");
  const table = ((info && attribute(info, "Name")) ?? textOf(entity, "Name") ?? "").toLowerCase();
  const forms = child(entity, "FormXml");
  const views = at(entity, "SavedQueries", "savedqueries");
  const charts = child(entity, "Visualizations");
  return [
    { type: 1, name: table },
    ...(forms ? children(forms, "forms") : [])
      .flatMap((group) => children(group, "systemform"))
      .map((one) => ({ type: 60, name: readGuid(textOf(one, "formid")) ?? "", table })),
    ...(views ? children(views, "savedquery") : []).map((one) => ({
      type: 26,
      name: readGuid(textOf(one, "savedqueryid")) ?? "",
      table,
    })),
    ...(charts ? children(charts, "visualization") : []).map((one) => ({
      type: 59,
      name: readGuid(textOf(one, "savedqueryvisualizationid")) ?? "",
      table,
    })),
  ];
}
