import type { SubgridDescription } from "../description";
import { attribute, child, children, parseXml, requiredAttribute } from "../pcf/xml";

export interface ListColumn {
  /** As layoutXml names it: a column of the table, or `alias.column`. */
  readonly name: string;
  readonly width: number;
}

/** The columns of a view's grid, in order. */
export function readLayout(layoutXml: string): ListColumn[] {
  const grid = parseXml(layoutXml, "The view's layout");
  const row = child(grid, "row");
  if (!row) throw new Error("The view's layout has no row.");
  return children(row, "cell")
    .filter((cell) => attribute(cell, "ishidden") !== "1")
    .map((cell) => ({
      name: requiredAttribute(cell, "name"),
      width: Number(attribute(cell, "width") ?? 100),
    }));
}

/** A page of the view's query. The paging cookie of the page before makes it cheap for the service. */
export function pageOfQuery(fetchXml: string, page: number, count: number, cookie?: string): string {
  const fetch = parseXml(fetchXml, "The view's query");
  fetch.setAttribute("page", String(page));
  fetch.setAttribute("count", String(count));
  // Beside distinct rows the total would be that of all.
  if (attribute(fetch, "distinct") !== "true") fetch.setAttribute("returntotalrecordcount", "true");
  if (cookie !== undefined) fetch.setAttribute("paging-cookie", cookie);
  return new XMLSerializer().serializeToString(fetch);
}

/** A chart's query for the rows of a view alone: with the view's filters, and the links that they or its rows depend on. */
export function chartQuery(chartXml: string, viewXml: string): string {
  const fetch = parseXml(chartXml, "The chart's query");
  const entity = child(fetch, "entity");
  const shown = child(parseXml(viewXml, "The view's query"), "entity");
  if (!entity || !shown) throw new Error("A query has no entity.");
  const named = new Set(
    [...shown.querySelectorAll("condition[entityname]")].map((one) => attribute(one, "entityname")),
  );
  for (const link of children(shown, "link-entity")) {
    const narrows = attribute(link, "link-type") !== "outer" || named.has(attribute(link, "alias"));
    if (!narrows) continue;
    const copy = link.cloneNode(true) as Element;
    for (const one of [...copy.querySelectorAll("attribute, all-attributes, order")]) one.remove();
    entity.append(copy);
  }
  for (const filter of children(shown, "filter")) entity.append(filter.cloneNode(true));
  return new XMLSerializer().serializeToString(fetch);
}

/** The view's query for the rows of one record alone, and no more of them than a form shows. */
export function relatedQuery(
  fetchXml: string,
  { column, through }: SubgridDescription["link"],
  id: string,
  count: number,
): string {
  const fetch = parseXml(fetchXml, "The view's query");
  const entity = child(fetch, "entity");
  if (!entity) throw new Error("The view's query has no entity.");
  const make = (parent: Element, name: string, attributes: Readonly<Record<string, string>>): Element => {
    const made = fetch.ownerDocument.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };
  fetch.setAttribute("count", String(count));
  if (fetch.getAttribute("distinct") !== "true") fetch.setAttribute("returntotalrecordcount", "true");
  const owner =
    through === undefined
      ? entity
      : make(entity, "link-entity", {
          name: through.table,
          from: through.from,
          to: through.to,
          intersect: "true",
        });
  make(make(owner, "filter", {}), "condition", { attribute: column, operator: "eq", value: id });
  return new XMLSerializer().serializeToString(fetch);
}

/** The cookie inside the annotation of an answer, which is URL-encoded twice. */
export function readCookie(annotation: string | undefined): string | undefined {
  if (annotation === undefined) return undefined;
  const cookie = attribute(parseXml(annotation, "The paging cookie"), "pagingcookie");
  return cookie === undefined ? undefined : decodeURIComponent(decodeURIComponent(cookie));
}
