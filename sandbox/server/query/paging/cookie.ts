import { readXml, type XmlElement } from "../fetchxml/document";
import { malformedCookie } from "../refusals";

/** One order column of the first and of the last row of a page. */
export interface CookieEntry {
  readonly column: string;
  readonly first: CookieValue;
  readonly last: CookieValue;
}

/** A value as text; undefined when null. A lookup also has the name that it was sorted by. */
export interface CookieValue {
  readonly value: string | undefined;
  readonly name?: string | undefined;
}

export interface Cookie {
  readonly page: number;
  readonly entries: readonly CookieEntry[];
}

/**
 * Writes a paging cookie as Dataverse does:
 * `<cookie page="1"><name last="Z" first="A" /><accountid last="{…}" first="{…}" /></cookie>` (…/fetchxml/page-results).
 */
export function writeCookie(cookie: Cookie): string {
  const entries = cookie.entries.map(
    ({ column, first, last }) => `<${column}${written("last", last)}${written("first", first)} />`,
  );
  return `<cookie page="${String(cookie.page)}">${entries.join("")}</cookie>`;
}

function written(end: "first" | "last", { value, name }: CookieValue): string {
  const named = name === undefined ? "" : ` ${end}name="${escaped(name)}"`;
  return value === undefined ? ` ${end}null="1"` : `${named} ${end}="${escaped(value)}"`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** @throws DataverseError 0x8004112a on what no server wrote */
export function readCookie(text: string): Cookie {
  const element = parsed(text);
  const page = Number(element.attributes.get("page"));
  if (element.name !== "cookie" || !Number.isInteger(page) || page < 1) throw malformedCookie();
  const entries = element.children.map((child) => ({
    column: child.name,
    first: read(child, "first"),
    last: read(child, "last"),
  }));
  return { page, entries };
}

function parsed(text: string): XmlElement {
  try {
    return readXml(text);
  } catch {
    throw malformedCookie();
  }
}

function read(element: XmlElement, end: "first" | "last"): CookieValue {
  const value = element.attributes.get(end);
  if (value === undefined && element.attributes.get(`${end}null`) !== "1") throw malformedCookie();
  const name = element.attributes.get(`${end}name`);
  return { value, ...(name === undefined ? {} : { name }) };
}
