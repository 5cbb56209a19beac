import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./filesBelow";
import { attribute, child, children, parseXml, printXml, XML_DECLARATION, type XmlElement } from "./xml";

/** The order that the service's schema demands, and that Dataverse writes. */
export const CONTAINERS = [
  "Entities",
  "Roles",
  "Workflows",
  "FieldSecurityProfiles",
  "Templates",
  "RibbonDiffXml",
  "EntityMaps",
  "EntityRelationships",
  "OrganizationSettings",
  "optionsets",
  "Reports",
  "Dashboards",
  "InteractionCentricDashboards",
  "WebResources",
  "CustomControls",
  "SolutionPluginAssemblies",
  "SdkMessageProcessingSteps",
  "AppModuleSiteMaps",
  "AppModules",
  "EntityDataProviders",
  "CanvasApps",
  "connectionreferences",
  "Languages",
] as const;

/** Folders of an unpacked solution that we know how to pack. Any other would be lost without a word. */
const FOLDERS = [
  "AppModuleSiteMaps",
  "AppModules",
  "Controls",
  "Entities",
  "OptionSets",
  "Other",
  "Roles",
  "WebResources",
];

/**
 * `customizations.xml`, put together from the files that SolutionPackager keeps apart.
 * @throws Error when the folder contains what would be dropped
 */
export function composeCustomizations(unpacked: string): string {
  const unknown = readdirSync(unpacked).filter((name) => !FOLDERS.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `${unknown.join(", ")}: the packer does not know this part of a solution and would drop it.`,
    );
  }
  const read = (file: string) => parseXml(readFileSync(join(unpacked, file), "utf8"), file);
  const files = filesBelow(unpacked);
  const matching = (pattern: RegExp) => files.filter((file) => pattern.test(file)).map(read);

  const skeleton = read("Other/Customizations.xml");
  const document = skeleton.ownerDocument;
  if (!document) throw new Error("Other/Customizations.xml: not a document.");
  const containers = children(skeleton).map((element) => element.tagName);
  const fill = (container: (typeof CONTAINERS)[number], parts: readonly XmlElement[]) => {
    if (parts.length === 0) return;
    const element = child(skeleton, container);
    if (!element)
      throw new Error(`Other/Customizations.xml: <${container} /> is missing, there is content for it.`);
    if (children(element).length > 0) {
      throw new Error(
        `Other/Customizations.xml: <${container}> must be empty, SolutionPackager drops what is in it.`,
      );
    }
    // Parts are moved here from their own documents, which xmldom lets one do without a copy.
    for (const part of parts) element.appendChild(part);
  };
  const order = containers.map((name) => CONTAINERS.indexOf(name as (typeof CONTAINERS)[number]));
  order.forEach((position, index) => {
    if (position < 0)
      throw new Error(`Other/Customizations.xml: <${containers[index]}> is no known container.`);
    if (index > 0 && position <= (order[index - 1] ?? -1)) {
      throw new Error(`Other/Customizations.xml: <${containers[index]}> is out of order.`);
    }
  });

  fill(
    "Entities",
    readdirSync(join(unpacked, "Entities"))
      .sort()
      .map((folder) => composeTable(`Entities/${folder}`, files, read)),
  );
  fill("Roles", matching(/^Roles\/[^/]+\.xml$/));
  fill("EntityRelationships", composeRelationships(read, matching(/^Other\/Relationships\/[^/]+\.xml$/)));
  fill("optionsets", matching(/^OptionSets\/[^/]+\.xml$/));
  fill("WebResources", matching(/^WebResources\/.+\.data\.xml$/));
  fill("CustomControls", matching(/^Controls\/[^/]+\/ControlManifest\.xml\.data\.xml$/));
  fill("AppModuleSiteMaps", matching(/^AppModuleSiteMaps\/[^/]+\/AppModuleSiteMap\.xml$/));
  fill("AppModules", matching(/^AppModules\/[^/]+\/AppModule\.xml$/));

  const attributes = Array.from(skeleton.attributes)
    .map((each) => ` ${each.name}="${each.value}"`)
    .join("");
  const body = children(skeleton)
    .map((element) => printXml(element, 1, true))
    .join("");
  return `${XML_DECLARATION}<ImportExportXml${attributes}>\n${body}</ImportExportXml>\n`;
}

/** A table with its forms, views, charts and ribbon put back where `Entity.xml` has an empty element for each. */
function composeTable(
  folder: string,
  files: readonly string[],
  read: (file: string) => XmlElement,
): XmlElement {
  const table = read(`${folder}/Entity.xml`);
  const document = table.ownerDocument;
  if (!document) throw new Error(`${folder}/Entity.xml: not a document.`);
  const below = (path: string) => files.filter((file) => file.startsWith(`${folder}/${path}/`));

  const place = (name: string, parts: readonly XmlElement[]) => {
    const element = child(table, name);
    if (!element && parts.length > 0) {
      throw new Error(`${folder}/Entity.xml: <${name} /> is missing, there is content for it.`);
    }
    for (const part of parts) element?.appendChild(part);
  };
  const forms = new Map<string, XmlElement>();
  for (const file of below("FormXml")) {
    const type = file.split("/")[3] ?? "";
    let group = forms.get(type);
    if (!group) {
      group = document.createElement("forms");
      group.setAttribute("type", type);
      forms.set(type, group);
    }
    for (const form of children(read(file), "systemform")) group.appendChild(form);
  }
  place("FormXml", [...forms.values()]);
  const views = below("SavedQueries").flatMap((file) => children(read(file), "savedquery"));
  if (views.length > 0) {
    const group = document.createElement("savedqueries");
    for (const view of views) group.appendChild(view);
    place("SavedQueries", [group]);
  }
  place(
    "Visualizations",
    below("Visualizations").map((file) => read(file)),
  );
  if (files.includes(`${folder}/RibbonDiff.xml`)) {
    place("RibbonDiffXml", children(read(`${folder}/RibbonDiff.xml`)));
  }
  return table;
}

/** In the order of `Other/Relationships.xml`, which names each once. */
function composeRelationships(
  read: (file: string) => XmlElement,
  groups: readonly XmlElement[],
): XmlElement[] {
  const bodies = new Map(
    groups
      .flatMap((group) => children(group, "EntityRelationship"))
      .map((body) => [attribute(body, "Name") ?? "", body] as const),
  );
  const named = children(read("Other/Relationships.xml"), "EntityRelationship").map((element) => {
    const name = attribute(element, "Name") ?? "";
    const body = bodies.get(name);
    if (!body) throw new Error(`Other/Relationships.xml: nothing in Other/Relationships/ defines ${name}.`);
    bodies.delete(name);
    return body;
  });
  const forgotten = [...bodies.keys()];
  if (forgotten.length > 0) {
    throw new Error(
      `Other/Relationships.xml does not name ${forgotten.join(", ")}: SolutionPackager would drop it.`,
    );
  }
  return named;
}
