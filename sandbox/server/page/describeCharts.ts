import { DOMParser, XMLSerializer, type Element } from "@xmldom/xmldom";
import type { ChartDescription } from "../../host/description";
import type { MetadataCatalog, TableMetadata } from "../metadata/model";
import { labelIn } from "./siteMap";

/** The saved charts of a table, the default one first: what they ask, and what their bars are called. */
export function describeCharts(
  metadata: MetadataCatalog,
  table: TableMetadata,
  languageId: number,
): readonly ChartDescription[] {
  return metadata.charts
    .filter((chart) => chart.table === table.logicalName)
    .sort((one, other) => Number(other.isDefault) - Number(one.isDefault))
    .flatMap((chart) => {
      const definition = new DOMParser().parseFromString(chart.dataDescription, "text/xml");
      const fetch = definition.getElementsByTagName("fetch")[0];
      if (!fetch) return [];
      const attributes = Array.from(fetch.getElementsByTagName("attribute"));
      return {
        id: chart.id,
        title: labelIn(chart.labels, languageId),
        fetchXml: new XMLSerializer().serializeToString(fetch),
        categories: attributes
          .filter((one) => one.getAttribute("groupby") === "true")
          .map((one) => one.getAttribute("alias") ?? ""),
        series: Array.from(definition.getElementsByTagName("measure")).map((measure) => {
          const alias = measure.getAttribute("alias") ?? "";
          const measured = attributes.find((one) => one.getAttribute("alias") === alias);
          return { alias, label: measured ? seriesLabel(metadata, measured, languageId) : alias };
        }),
      };
    });
}

/** What is counted is rows, which have their table's name; everything else is a column. */
function seriesLabel(metadata: MetadataCatalog, measured: Element, languageId: number): string {
  const table = metadata.table((measured.parentNode as Element).getAttribute("name") ?? "");
  const column = table?.columns.get(measured.getAttribute("name") ?? "");
  const counts = measured.getAttribute("aggregate")?.startsWith("count") === true;
  const labels = counts ? table?.pluralLabels : column?.labels;
  return labels ? labelIn(labels, languageId) : "";
}
