import type { Element } from "@xmldom/xmldom";
import { notSupportedBySandbox } from "../../errors";
import { ImportCode, importRefused } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { children } from "./xml";

/** What the sandbox reads. */
const READ = new Set([
  "Entities",
  "Roles",
  "EntityRelationships",
  "optionsets",
  "WebResources",
  "CustomControls",
  "AppModuleSiteMaps",
  "AppModules",
  "Languages",
]);

/** What Dataverse also knows. Empty they mean nothing; filled, the sandbox would have to do something with it. */
const KNOWN = new Set([
  "Workflows",
  "FieldSecurityProfiles",
  "Templates",
  "RibbonDiffXml",
  "EntityMaps",
  "OrganizationSettings",
  "Reports",
  "Dashboards",
  "InteractionCentricDashboards",
  "SolutionPluginAssemblies",
  "SdkMessageProcessingSteps",
  "EntityDataProviders",
  "CanvasApps",
  "connectionreferences",
]);

/** The containers of customizations.xml: only those that exist, each once, and none that would be passed over. */
export function checkContainers(customizations: Element): void {
  const seen = new Set<string>();
  for (const container of children(customizations)) {
    const name = container.nodeName;
    const place = { file: CUSTOMIZATIONS_XML, element: `<${name}>` };
    if (!READ.has(name) && !KNOWN.has(name)) {
      throw importRefused(ImportCode.NotBySchema, place, "there is no such element in a solution.");
    }
    if (seen.has(name)) {
      throw importRefused(ImportCode.NotBySchema, place, "it is there twice.");
    }
    seen.add(name);
    if (KNOWN.has(name) && name !== "RibbonDiffXml" && children(container).length > 0) {
      throw notSupportedBySandbox(`<${name}> in a solution`);
    }
  }
}
