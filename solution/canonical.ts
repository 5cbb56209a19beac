import { attribute, child, children, printXml, textOf, type XmlElement } from "./xml";

/** What the parts of a container are told apart by. Their order says nothing: it is that of a disk's listing. */
const KEYS: Readonly<Record<string, (part: XmlElement) => string>> = {
  Entities: (part) => textOf(part, "Name"),
  Roles: (part) => attribute(part, "name") ?? "",
  EntityRelationships: (part) => attribute(part, "Name") ?? "",
  optionsets: (part) => attribute(part, "Name") ?? "",
  WebResources: (part) => textOf(part, "Name"),
  CustomControls: (part) => textOf(part, "Name"),
  AppModuleSiteMaps: (part) => textOf(part, "SiteMapUniqueName"),
  AppModules: (part) => textOf(part, "UniqueName"),
  FormXml: (part) => attribute(part, "type") ?? "",
  forms: (part) => textOf(part, "formid"),
  savedqueries: (part) => textOf(part, "savedqueryid"),
  Visualizations: (part) => textOf(part, "savedqueryvisualizationid"),
};

/** A document in one form, whoever wrote it: two are the same when they print the same. */
export function canonical(root: XmlElement): string {
  sortParts(root);
  return printXml(root, 0, true);
}

function sortParts(element: XmlElement): void {
  const key = KEYS[element.tagName];
  const parts = children(element);
  if (key) {
    const sorted = parts
      .map((part) => ({ part, name: key(part) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const { part } of sorted) element.appendChild(part);
  }
  for (const part of parts) sortParts(part);
}

/** Ids of the forms and views that a `customizations.xml` has inside its tables. */
export function partsInTables(customizations: XmlElement): Set<string> {
  const tables = children(child(customizations, "Entities") ?? customizations, "Entity");
  const forms = tables
    .flatMap((table) => children(child(table, "FormXml") ?? table, "forms"))
    .flatMap((group) => children(group, "systemform"))
    .map((form) => textOf(form, "formid"));
  const views = tables
    .flatMap((table) => children(child(table, "SavedQueries") ?? table, "savedqueries"))
    .flatMap((group) => children(group, "savedquery"))
    .map((view) => textOf(view, "savedqueryid"));
  return new Set([...forms, ...views].map((id) => id.toLowerCase()));
}
