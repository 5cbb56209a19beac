import { DOMParser, type Element } from "@xmldom/xmldom";
import type { Row } from "../../dataverse/host";

/**
 * Rows with what the query asked for and nothing else, as Dataverse gives them: so a test notices a column that nobody
 * asks for. A row's own id comes unasked where nothing is aggregated.
 */
export function onlyAsked(fetchXml: string, rows: readonly Row[]): Row[] {
  const fetch = new DOMParser().parseFromString(fetchXml, "text/xml").documentElement;
  const entity = fetch === null ? undefined : within(fetch, "entity")[0];
  if (fetch === null || entity === undefined) throw new Error(`no query: ${fetchXml}`);
  const asked = new Set(namesIn(entity, ""));
  if (fetch.getAttribute("aggregate") !== "true") asked.add(`${entity.getAttribute("name") ?? ""}id`);
  return rows.map((row) => kept(row, asked));
}

/** The same of one record that was asked for by its id; all of it without `$select`. */
export function onlySelected(table: string, options: string | undefined, row: Row): Row {
  const select = new URLSearchParams(options ?? "").get("$select");
  if (select === null) return row;
  return kept(row, new Set([`${table}id`, ...select.split(",").map(ofLookup)]));
}

/** A column's name, where a lookup is asked for or given by the name of its value. */
function ofLookup(name: string): string {
  return /^_(.*)_value$/.exec(name)?.[1] ?? name;
}

function kept(row: Row, asked: ReadonlySet<string>): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => {
      const [column = ""] = key.split("@");
      // A choice's label and a lookup's name come with the value.
      return asked.has(ofLookup(column));
    }),
  );
}

function namesIn(element: Element, prefix: string): string[] {
  return [
    ...within(element, "attribute").map(
      (column) => column.getAttribute("alias") ?? prefix + (column.getAttribute("name") ?? ""),
    ),
    ...within(element, "link-entity").flatMap((link) =>
      namesIn(link, `${link.getAttribute("alias") ?? ""}.`),
    ),
  ];
}

function within(element: Element, name: string): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}
