import { DOMParser, type Element } from "@xmldom/xmldom";

/** What a question asks for, in words that a test can hold. */
export interface Asked {
  readonly table: string;
  /** Of the whole: `top 1`, `count 200`, `page 2`, `aggregate`. */
  readonly limits: string;
  readonly columns: readonly string[];
  readonly orders: readonly string[];
  /** `and(statecode eq 0, or(…))`; empty where every row is meant. */
  readonly filter: string;
  /** By alias: how the link is made, what it asks for, and which rows of it are meant. */
  readonly links: Readonly<
    Record<string, { readonly on: string; readonly columns: readonly string[]; readonly filter: string }>
  >;
}

export function askedIn(fetchXml: string): Asked {
  const fetch = new DOMParser().parseFromString(fetchXml, "text/xml").documentElement;
  const [entity] = fetch === null ? [] : children(fetch, "entity");
  if (fetch === null || entity === undefined) throw new Error(`no query: ${fetchXml}`);
  return {
    table: of(entity, "name"),
    limits: ["aggregate", "distinct", "top", "count", "page"]
      .filter((limit) => fetch.hasAttribute(limit))
      .map((limit) => `${limit} ${of(fetch, limit)}`)
      .join(", "),
    columns: columnsOf(entity),
    orders: children(entity, "order").map(
      (order) =>
        of(order, "attribute") +
        of(order, "alias") +
        (of(order, "descending") === "true" ? " descending" : ""),
    ),
    filter: filtersOf(entity),
    links: Object.fromEntries(
      linksOf(entity).map((link) => [
        of(link, "alias"),
        { on: joined(link), columns: columnsOf(link), filter: filtersOf(link) },
      ]),
    ),
  };
}

/** Links, and the links of links. */
function linksOf(element: Element): Element[] {
  return children(element, "link-entity").flatMap((link) => [link, ...linksOf(link)]);
}

function of(element: Element, attribute: string): string {
  return element.getAttribute(attribute) ?? "";
}

function children(element: Element, name: string): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}

function columnsOf(element: Element): string[] {
  return children(element, "attribute").map((column) =>
    [
      of(column, "name"),
      of(column, "aggregate"),
      of(column, "distinct") === "true" ? "distinct" : "",
      of(column, "groupby") === "true" ? "grouped" : "",
      of(column, "dategrouping"),
      of(column, "alias"),
    ]
      .filter(Boolean)
      .join(" "),
  );
}

function joined(link: Element): string {
  return `${of(link, "link-type")} ${of(link, "name")}.${of(link, "from")} = ${of(link, "to")}`;
}

/** A question within a filter: `any connection.record2id = contactid where and(…)`, and ` with …` for a link of its own. */
function related(link: Element): string {
  return [`${joined(link)} where ${filtersOf(link)}`, ...children(link, "link-entity").map(related)].join(
    " with ",
  );
}

function filtersOf(element: Element): string {
  return children(element, "filter").map(filterOf).join(" ");
}

function filterOf(filter: Element): string {
  const parts = Array.from(filter.childNodes).map((node) => {
    const item = node as Element;
    if (item.nodeName === "filter") return filterOf(item);
    if (item.nodeName === "link-entity") return related(item);
    const values = children(item, "value").map((value) => value.textContent);
    return [of(item, "entityname"), of(item, "attribute"), of(item, "operator"), of(item, "value"), ...values]
      .filter(Boolean)
      .join(" ");
  });
  return `${of(filter, "hint")}${of(filter, "type")}(${parts.join(", ")})`;
}
