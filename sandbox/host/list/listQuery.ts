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
  fetch.setAttribute("returntotalrecordcount", "true");
  if (cookie !== undefined) fetch.setAttribute("paging-cookie", cookie);
  return new XMLSerializer().serializeToString(fetch);
}

/** The cookie inside the annotation of an answer, which is URL-encoded twice. */
export function readCookie(annotation: string | undefined): string | undefined {
  if (annotation === undefined) return undefined;
  const cookie = attribute(parseXml(annotation, "The paging cookie"), "pagingcookie");
  return cookie === undefined ? undefined : decodeURIComponent(decodeURIComponent(cookie));
}
