import type { Element } from "@xmldom/xmldom";
import type { ChartMetadata, MetadataCatalog, TableMetadata } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { at, attribute, child, children, isTrue, printXml, readGuid, textOf } from "./xml";

/** The charts of a table. Tables and columns that their queries name have to exist. */
export function readCharts(
  entity: Element,
  table: TableMetadata,
  find: MetadataCatalog["table"],
): readonly ChartMetadata[] {
  const container = child(entity, "Visualizations");
  return (container ? children(container, "visualization") : []).map((element) =>
    readChart(element, table, find),
  );
}

function readChart(element: Element, table: TableMetadata, find: MetadataCatalog["table"]): ChartMetadata {
  const id = readGuid(textOf(element, "savedqueryvisualizationid"));
  const place: Place = {
    file: CUSTOMIZATIONS_XML,
    element: `<visualization> ${id ?? ""} of ${table.logicalName}`,
  };
  const refuse = (rule: string) => importRefused(ImportCode.NotBySchema, place, rule);
  const definition = at(element, "datadescription", "datadefinition");
  const presentation = at(element, "presentationdescription", "Chart");
  const root = definition && at(definition, "fetchcollection", "fetch", "entity");
  if (id === undefined || !definition || !presentation || !root) {
    throw refuse(
      "a chart needs a savedqueryvisualizationid, a <datadefinition> with a query, and a <Chart>.",
    );
  }
  if (attribute(root, "name") !== table.logicalName) {
    throw refuse(`its query is for ${attribute(root, "name") ?? "no table"}.`);
  }
  checkColumns(root, table, find, refuse);
  return {
    id,
    table: table.logicalName,
    labels: withEnglish(readLabels(element, "LocalizedNames", "LocalizedName"), table.schemaName),
    dataDescription: printXml(definition),
    presentationDescription: printXml(presentation),
    isDefault: isTrue(textOf(element, "isdefault")),
  };
}

function checkColumns(
  element: Element,
  table: TableMetadata,
  find: MetadataCatalog["table"],
  refuse: (rule: string) => Error,
): void {
  const require = (of: TableMetadata, name: string | undefined) => {
    if (name === undefined || !of.columns.has(name)) {
      throw refuse(`its query names ${of.logicalName}.${name ?? ""}, which does not exist.`);
    }
  };
  for (const one of children(element, "attribute")) require(table, attribute(one, "name"));
  for (const link of children(element, "link-entity")) {
    const name = attribute(link, "name") ?? "";
    const linked = find(name);
    if (!linked) throw refuse(`its query links to the table "${name}", which does not exist.`);
    require(table, attribute(link, "to"));
    require(linked, attribute(link, "from"));
    checkColumns(link, linked, find, refuse);
  }
}
