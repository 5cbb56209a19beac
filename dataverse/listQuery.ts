import type { CannotAsk } from "../domain/comingSends";
import {
  all,
  linksIn,
  MOST_LINKS,
  printParts,
  type Column,
  type QuestionFilter,
  type QuestionLink,
} from "./question";

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

/** Characters of a query that still fit the address of a request (32 KB) together with what else stands there. */
const LONGEST = 30_000;

export type Refused = { readonly ok: false; readonly because: CannotAsk };

/** A list's query with something added, or why it cannot be. */
export type Extended = { readonly ok: true; readonly fetchXml: string } | Refused;

/** What is added to a list's query. Names are given by `alias`, so that they clash with none of the list's own. */
export interface Addition {
  readonly columns?: readonly Column[];
  readonly filter?: QuestionFilter;
  readonly links?: readonly QuestionLink[];
}

/** A list's own FetchXML, opened. It is not changed: every addition is made to a copy. */
export interface ListQuery {
  /** Links that still fit. */
  readonly room: number;
  /** Whether the query has a hint to unite already; a query has one at most. */
  readonly hasHint: boolean;
  /** A name that the list's query does not use. */
  readonly alias: (name: string) => string;
  /** The same rows, all of its output kept, fewer by a filter: to stand in a list. It has no limit of length. */
  narrowed(filter: QuestionFilter): Extended;
  /** Columns of ours instead of its own, each different row once; a page of so many. */
  rows(addition: Addition, count: number, page?: number): Extended;
  /** Sums of ours over its rows. */
  sums(addition: Addition): Extended;
}

function cannot(because: CannotAsk): Refused {
  return { ok: false, because };
}

/** Everything in the list's query that says what to return, and in which order: a question of ours needs none of it. */
function dropOutput(node: Node): void {
  for (const child of Array.from(node.childNodes)) {
    if (["attribute", "all-attributes", "no-attrs", "order"].includes(child.nodeName))
      node.removeChild(child);
    else dropOutput(child);
  }
}

function isYes(value: string | null): boolean {
  return value === "true" || value === "1";
}

const PAGING = ["count", "page", "paging-cookie", "returntotalrecordcount", "distinct", "useraworderby"];

/**
 * Opens a dynamic list's FetchXML. Its conditions, links and aliases stay as they are, whatever is added. What cannot be
 * asked without changing the list's meaning is refused: a list that takes only the first so many rows would take
 * others if it were narrowed first.
 * @param table the one that the list's members are of
 */
export function openListQuery(
  query: string | null,
  table: string,
  xml: Xml = ofTheBrowser,
): { readonly ok: true; readonly query: ListQuery } | Refused {
  if (query === null || query.trim() === "") return cannot("noQuery");
  const opened = open(query, xml);
  if (opened === null) return cannot("malformed");
  const { document, fetch, entity } = opened;
  if (entity.getAttribute("name") !== table) return cannot("otherTable");
  if (isYes(fetch.getAttribute("aggregate"))) return cannot("aggregate");
  if (fetch.hasAttribute("top")) return cannot("limited");

  const elements = (name: string) => Array.from(document.getElementsByTagName(name));
  const links = elements("link-entity");
  const used = [...links, ...elements("attribute")].flatMap((element) => [
    element.getAttribute("alias"),
    element.getAttribute("name"),
  ]);
  let prefix = "entente";
  for (let number = 2; used.some((name) => name?.startsWith(`${prefix}_`)); number += 1) {
    prefix = `entente${String(number)}`;
  }

  const extend = (addition: Addition, change: (fetch: Element, entity: Element) => void): Extended => {
    const copy = open(query, xml);
    if (copy === null) return cannot("malformed");
    change(copy.fetch, copy.entity);
    const added = [...(addition.links ?? []), ...(addition.filter === undefined ? [] : [addition.filter])];
    if (links.length + added.reduce((sum, part) => sum + linksIn(part), 0) > MOST_LINKS) {
      return cannot("tooManyLinks");
    }
    const first = copy.entity.firstChild;
    const own = Array.from(copy.entity.childNodes).filter(({ nodeName }) => nodeName === "filter");
    const { filter } = addition;
    // An entity has one filter at most (fetchxml/reference/entity): its own becomes part of the one that is added, each whole.
    const parts = own.length > 0 && filter !== undefined ? { ...addition, filter: all(filter) } : addition;
    for (const part of printParts(parts)) {
      const element = copy.document.importNode(xml.parse(part).documentElement, true);
      if (element.nodeName === "attribute") copy.entity.insertBefore(element, first);
      else copy.entity.appendChild(element);
      if (element.nodeName === "filter")
        for (const each of own) element.insertBefore(each, element.lastChild);
    }
    return { ok: true, fetchXml: xml.print(copy.fetch) };
  };
  const asked = (extended: Extended): Extended =>
    extended.ok && encodeURIComponent(extended.fetchXml).length > LONGEST ? cannot("tooLong") : extended;

  return {
    ok: true,
    query: {
      room: MOST_LINKS - links.length,
      hasHint: elements("filter").some((filter) => filter.hasAttribute("hint")),
      alias: (name) => `${prefix}_${name}`,
      narrowed: (filter) => extend({ filter }, () => undefined),
      rows: (addition, count, page = 1) =>
        asked(
          extend(addition, (within, root) => {
            dropOutput(root);
            for (const paging of PAGING) within.removeAttribute(paging);
            within.setAttribute("distinct", "true");
            within.setAttribute("count", String(count));
            within.setAttribute("page", String(page));
          }),
        ),
      sums: (addition) =>
        asked(
          extend(addition, (within, root) => {
            dropOutput(root);
            for (const paging of PAGING) within.removeAttribute(paging);
            within.setAttribute("aggregate", "true");
          }),
        ),
    },
  };
}

function open(
  query: string,
  xml: Xml,
): { readonly document: Document; readonly fetch: Element; readonly entity: Element } | null {
  let document: Document;
  try {
    document = xml.parse(query);
  } catch {
    return null;
  }
  // A browser does not throw: it answers with a document that says so. Entities of one's own are not FetchXML.
  const isBroken = document.getElementsByTagName("parsererror").length > 0 || document.doctype !== null;
  const fetch = document.documentElement;
  if (isBroken || fetch.nodeName !== "fetch") return null;
  const [entity, second] = Array.from(fetch.getElementsByTagName("entity"));
  return entity === undefined || second !== undefined ? null : { document, fetch, entity };
}
