import type { CannotAsk, DynamicCount } from "../domain/comingSends";
import type { AskXml } from "./askQuestion";
import { all, printFilter } from "./question";
import { numberOf } from "./row";
import { isContactOf, type Scope } from "./scope";

/** The reading and writing of XML that a browser has. */
export interface Xml {
  parse(text: string): Document;
  print(node: Node): string;
}

/* istanbul ignore next -- the browser's own */
const ofTheBrowser: Xml = {
  parse: (text) => new DOMParser().parseFromString(text, "application/xml"),
  print: (node) => new XMLSerializer().serializeToString(node),
};

/** Links that a query may have. */
const MOST_LINKS = 15;
/**
 * Characters of a query that still fit the address of a request (32 KB) together with what else stands there.
 */
const LONGEST = 30_000;
/** Under which the count comes back; unlikely to be an alias of the list's own. */
const COUNT = "entente_people";

/** A list's query as a question about one client, or why it cannot be one. */
export type Extended =
  { readonly ok: true; readonly fetchXml: string } | { readonly ok: false; readonly because: CannotAsk };

function cannot(because: CannotAsk): Extended {
  return { ok: false, because };
}

function childrenOf(element: Element, name?: string): Element[] {
  return Array.from(element.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && (name === undefined || node.nodeName === name),
  );
}

/** Everything in the list's query that says what to return, and in which order: a count needs none of it. */
function dropOutput(element: Element): void {
  for (const child of childrenOf(element)) {
    if (["attribute", "all-attributes", "no-attrs", "order"].includes(child.nodeName))
      element.removeChild(child);
    else dropOutput(child);
  }
}

function isYes(value: string | null): boolean {
  return value === "true" || value === "1";
}

/**
 * Makes of a dynamic list's own FetchXML the question how many contacts in scope it holds: its conditions, links and
 * aliases stay as they are, one condition is added to contact, and instead of its columns the different contacts are
 * counted. What it cannot ask without changing the list's meaning, it refuses: a list that takes only the first so
 * many rows would take others if it were narrowed first.
 */
export function extendListQuery(query: string | null, scope: Scope, xml: Xml = ofTheBrowser): Extended {
  if (query === null || query.trim() === "") return cannot("noQuery");
  let document: Document;
  try {
    document = xml.parse(query);
  } catch {
    return cannot("malformed");
  }
  // A browser does not throw: it answers with a document that says so. Entities of one's own are not FetchXML.
  const isBroken = document.getElementsByTagName("parsererror").length > 0 || document.doctype !== null;
  const fetch = document.documentElement as Element | null;
  if (isBroken || fetch === null || fetch.nodeName !== "fetch") return cannot("malformed");
  const [entity, second] = childrenOf(fetch, "entity");
  if (entity === undefined || second !== undefined) return cannot("malformed");
  if (entity.getAttribute("name") !== "contact") return cannot("otherTable");
  if (isYes(fetch.getAttribute("aggregate"))) return cannot("aggregate");
  if (fetch.hasAttribute("top")) return cannot("limited");

  dropOutput(entity);
  for (const paging of ["count", "page", "paging-cookie", "returntotalrecordcount", "distinct"]) {
    fetch.removeAttribute(paging);
  }
  fetch.setAttribute("aggregate", "true");
  const column = document.createElement("attribute");
  column.setAttribute("name", "contactid");
  column.setAttribute("alias", COUNT);
  column.setAttribute("aggregate", "countcolumn");
  column.setAttribute("distinct", "true");
  entity.insertBefore(column, entity.firstChild);
  const filter = xml.parse(printFilter(all(isContactOf(scope)))).documentElement;
  entity.appendChild(document.importNode(filter, true));

  if (document.getElementsByTagName("link-entity").length > MOST_LINKS) return cannot("tooManyLinks");
  const fetchXml = xml.print(fetch);
  if (encodeURIComponent(fetchXml).length > LONGEST) return cannot("tooLong");
  return { ok: true, fetchXml };
}

/**
 * How many contacts in scope a dynamic list holds at this moment. One request, or none where its query cannot be asked
 * about one client.
 */
export async function countOnDynamicList(
  askXml: AskXml,
  query: string | null,
  scope: Scope,
  xml?: Xml,
): Promise<DynamicCount> {
  const extended = extendListQuery(query, scope, xml);
  if (!extended.ok) return { kind: "cannotAsk", because: extended.because };
  const answer = await askXml("contact", extended.fetchXml);
  if (answer.ok) {
    const people = answer.value[0] === undefined ? 0 : numberOf(answer.value[0], COUNT);
    return { kind: "counted", people: people ?? 0 };
  }
  switch (answer.failure.kind) {
    case "tooManyRows":
      return { kind: "tooMany" };
    case "noPrivilege":
      return { kind: "cannotAsk", because: "noPrivilege" };
    case "offline":
    case "throttled":
      return { kind: "failed" };
    case "noSuchColumn":
    case "gone":
      return { kind: "cannotAsk", because: "refused" };
    case "unknown":
      // A code is the service's: it does not take the list's query. Without one, no answer came.
      return answer.failure.code === null ? { kind: "failed" } : { kind: "cannotAsk", because: "refused" };
  }
}
