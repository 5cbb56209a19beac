import type { Element } from "@xmldom/xmldom";
import type { AppMetadata, MetadataCatalog } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, descendants, printXml, readGuid, textOf } from "./xml";

const TABLE = "1";
const ROLE = "20";
const VIEW = "26";
const CHART = "59";
const FORM = "60";
const SITE_MAP = "62";

/**
 * The apps of a solution with their site maps. Whatever an app names has to exist.
 * @param catalog with the solution's tables, forms, views and roles
 */
export function readApps(customizations: Element, catalog: MetadataCatalog): readonly AppMetadata[] {
  const siteMaps = readSiteMaps(child(customizations, "AppModuleSiteMaps"), catalog);
  const container = child(customizations, "AppModules");
  return (container ? children(container, "AppModule") : []).map((element) => {
    const uniqueName = textOf(element, "UniqueName");
    const place: Place = { file: CUSTOMIZATIONS_XML, element: `<AppModule> ${uniqueName ?? ""}` };
    const refuse = (rule: string) => importRefused(ImportCode.App, place, rule);
    if (uniqueName === undefined) {
      throw refuse("the app has no unique name.");
    }
    const components = child(element, "AppModuleComponents");
    let siteMapXml: string | undefined;
    for (const component of components ? children(components, "AppModuleComponent") : []) {
      const type = attribute(component, "type") ?? "";
      const name = attribute(component, "schemaName") ?? readGuid(attribute(component, "id")) ?? "";
      if (type === SITE_MAP) {
        siteMapXml = siteMaps.get(name);
      }
      if (!componentExists(type, name, catalog, siteMaps)) {
        throw refuse(`its component ${name} of type ${type} does not exist.`);
      }
    }
    if (siteMapXml === undefined) {
      throw refuse("it has no site map among its components.");
    }
    const roles = child(element, "AppModuleRoleMaps");
    const roleIds = (roles ? children(roles, "Role") : []).map((one) => {
      const id = readGuid(attribute(one, "id"));
      if (id === undefined || !catalog.roles.has(id)) {
        throw refuse(`the role ${attribute(one, "id") ?? ""} does not exist.`);
      }
      return id;
    });
    return {
      uniqueName,
      labels: withEnglish(readLabels(element, "LocalizedNames", "LocalizedName"), uniqueName),
      siteMapXml,
      roleIds,
    };
  });
}

function componentExists(
  type: string,
  name: string,
  catalog: MetadataCatalog,
  siteMaps: ReadonlyMap<string, string>,
): boolean {
  switch (type) {
    case TABLE:
      return catalog.table(name) !== undefined;
    case ROLE:
      return catalog.roles.has(name);
    case VIEW:
      return catalog.views.some((view) => view.id === name);
    case CHART:
      return catalog.charts.some((chart) => chart.id === name);
    case FORM:
      return catalog.forms.some((form) => form.id === name);
    case SITE_MAP:
      return siteMaps.has(name);
    default:
      // Dashboards and process flows of Microsoft's are nothing that the sandbox shows.
      return true;
  }
}

function readSiteMaps(container: Element | undefined, catalog: MetadataCatalog): ReadonlyMap<string, string> {
  const siteMaps = new Map<string, string>();
  for (const element of container ? children(container, "AppModuleSiteMap") : []) {
    const name = textOf(element, "SiteMapUniqueName");
    const siteMap = child(element, "SiteMap");
    const place: Place = { file: CUSTOMIZATIONS_XML, element: `<AppModuleSiteMap> ${name ?? ""}` };
    if (name === undefined || !siteMap) {
      throw importRefused(ImportCode.SiteMap, place, "a site map needs a unique name and a <SiteMap>.");
    }
    for (const subArea of descendants(siteMap, "SubArea")) {
      const table = attribute(subArea, "Entity");
      if (table !== undefined && !catalog.table(table)) {
        throw importRefused(
          ImportCode.SiteMap,
          place,
          `its sub-area ${attribute(subArea, "Id") ?? ""} names the table "${table}", which does not exist.`,
        );
      }
    }
    siteMaps.set(name, printXml(siteMap));
  }
  return siteMaps;
}
