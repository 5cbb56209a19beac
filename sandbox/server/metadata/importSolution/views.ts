import type { Element } from "@xmldom/xmldom";
import type { MetadataCatalog, TableMetadata, ViewMetadata } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, descendants, isTrue, printXml, readGuid, textOf } from "./xml";

/** A view, and the columns by which it makes rows be found or put in order, as `table.column`. */
export interface ReadView {
  readonly view: ViewMetadata;
  readonly searched: ReadonlySet<string>;
}

type FindTable = MetadataCatalog["table"];

/** The views of a table. Tables and columns that they name have to exist. */
export function readViews(entity: Element, table: TableMetadata, find: FindTable): readonly ReadView[] {
  const container = child(child(entity, "SavedQueries"), "savedqueries");
  return (container ? children(container, "savedquery") : []).map((element) =>
    readView(element, table, find),
  );
}

function readView(element: Element, table: TableMetadata, find: FindTable): ReadView {
  const id = readGuid(textOf(element, "savedqueryid"));
  const place: Place = {
    file: CUSTOMIZATIONS_XML,
    element: `<savedquery> ${id ?? ""} of ${table.logicalName}`,
  };
  const refuse = (rule: string) => importRefused(ImportCode.SavedQuery, place, rule);
  const fetch = child(child(element, "fetchxml"), "fetch");
  const grid = child(child(element, "layoutxml"), "grid");
  const root = child(fetch, "entity");
  if (id === undefined || !fetch || !grid || !root) {
    throw refuse("a view needs a savedqueryid, a <fetch> with an <entity>, and a <grid>.");
  }
  if (attribute(root, "name") !== table.logicalName) {
    throw refuse(`its query is for ${attribute(root, "name") ?? "no table"}.`);
  }
  const searched = new Set<string>();
  checkQuery(root, table, find, searched, refuse);
  for (const cell of descendants(grid, "cell")) {
    const name = attribute(cell, "name") ?? "";
    // A cell of a linked table is called by the link's alias.
    if (!name.includes(".") && !table.columns.has(name)) {
      throw refuse(`its layout shows ${name}, which the table does not have.`);
    }
    searched.add(`${table.logicalName}.${name}`);
  }
  return {
    view: {
      id,
      table: table.logicalName,
      labels: withEnglish(readLabels(element, "LocalizedNames", "LocalizedName"), table.schemaName),
      fetchXml: printXml(fetch),
      layoutXml: printXml(grid),
      isDefault: isTrue(textOf(element, "isdefault")),
      queryType: Number(textOf(element, "querytype") ?? 0),
    },
    searched,
  };
}

function checkQuery(
  element: Element,
  table: TableMetadata,
  find: FindTable,
  searched: Set<string>,
  refuse: (rule: string) => Error,
): void {
  const known = (name: string | undefined) => {
    if (name !== undefined && !table.columns.has(name)) {
      throw refuse(`its query names ${table.logicalName}.${name}, which does not exist.`);
    }
  };
  for (const one of children(element, "attribute")) {
    known(attribute(one, "name"));
  }
  for (const one of children(element, "order")) {
    known(attribute(one, "attribute"));
    searched.add(`${table.logicalName}.${attribute(one, "attribute") ?? ""}`);
  }
  for (const filter of children(element, "filter")) {
    for (const condition of descendants(filter, "condition")) {
      // A condition on a link by its name is checked by the query itself when it runs.
      if (attribute(condition, "entityname") === undefined) {
        known(attribute(condition, "attribute"));
        searched.add(`${table.logicalName}.${attribute(condition, "attribute") ?? ""}`);
      }
    }
  }
  for (const link of children(element, "link-entity")) {
    const name = attribute(link, "name") ?? "";
    const linked = find(name);
    if (!linked) {
      throw refuse(`its query links to the table "${name}", which does not exist.`);
    }
    known(attribute(link, "to"));
    if (!linked.columns.has(attribute(link, "from") ?? "")) {
      throw refuse(`its query names ${name}.${attribute(link, "from") ?? ""}, which does not exist.`);
    }
    checkQuery(link, linked, find, searched, refuse);
  }
}
