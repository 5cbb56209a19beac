import type { FilterGroup, Link, LinkType, Order, SelectedColumn } from "../model";
import { invalidElement, invalidLinkType, linkAttributesIncomplete } from "../refusals";
import { notSupportedBySandbox } from "../../errors";
import { allowAttributes, allowNoContent, allowNoText, boolean, required } from "./attributes";
import { parseColumn } from "./column";
import type { XmlElement } from "./document";
import { allOf, parseFilter } from "./filter";
import { parseOrder } from "./order";

/** What `entity` and `link-entity` have in common. */
export interface TableContent {
  readonly columns: readonly SelectedColumn[] | "all" | undefined;
  readonly filter?: FilterGroup;
  readonly orders: readonly Order[];
  readonly links: readonly Link[];
}

const LINK_ATTRIBUTES = new Set([
  "name",
  "from",
  "to",
  "alias",
  "link-type",
  "intersect",
  // For the designer of views and for reports; they mean nothing to a query.
  "visible",
  "enableprefiltering",
  "prefilterparametername",
]);

const JOINS: ReadonlyMap<string, LinkType> = new Map<string, LinkType>([
  ["inner", "inner"],
  ["natural", "inner"],
  ["outer", "outer"],
  ["exists", "exists"],
  ["in", "in"],
  ["matchfirstrowusingcrossapply", "matchfirstrowusingcrossapply"],
]);

const FILTERS: ReadonlyMap<string, LinkType> = new Map<string, LinkType>([
  ["any", "any"],
  ["not any", "not any"],
  ["all", "all"],
  ["not all", "not all"],
]);

/**
 * Reads what stands within an `entity` or `link-entity` element.
 * @returns columns undefined where nothing is said about them
 */
export function parseContent(element: XmlElement): TableContent {
  allowNoText(element);
  const columns: SelectedColumn[] = [];
  const filters: FilterGroup[] = [];
  const orders: Order[] = [];
  const links: Link[] = [];
  let all = false;
  let none = false;
  for (const child of element.children) {
    switch (child.name) {
      case "attribute":
        columns.push(parseColumn(child));
        break;
      case "all-attributes":
      case "no-attrs":
        allowAttributes(child, new Set());
        allowNoContent(child);
        if (child.name === "no-attrs") none = true;
        else all = true;
        break;
      case "filter":
        filters.push(parseFilter(child));
        break;
      case "order":
        orders.push(parseOrder(child));
        break;
      case "link-entity":
        links.push(parseLink(child, false));
        break;
      default:
        throw invalidElement(child.name, element.name);
    }
  }
  const filter = allOf(filters);
  return {
    columns: all ? "all" : columns.length > 0 || none ? columns : undefined,
    ...(filter === undefined ? {} : { filter }),
    orders,
    links,
  };
}

/** Reads a `link-entity` element. Source: …/fetchxml/reference/link-entity. */
export function parseLink(element: XmlElement, withinFilter: boolean): Link {
  allowAttributes(element, LINK_ATTRIBUTES);
  const table = required(element, "name");
  const [from, to] = [element.attributes.get("from"), element.attributes.get("to")];
  if ((from === undefined) !== (to === undefined)) throw linkAttributesIncomplete();
  if (from === undefined || to === undefined) throw notSupportedBySandbox("link-entity without from and to");
  for (const name of ["visible", "enableprefiltering"]) boolean(element, name);
  const alias = element.attributes.get("alias");
  const { columns, ...content } = parseContent(element);
  return {
    table,
    from,
    to,
    ...(alias === undefined || alias === "" ? {} : { alias }),
    type: parseLinkType(element.attributes.get("link-type"), withinFilter),
    ...(boolean(element, "intersect") ? { intersect: true } : {}),
    columns: columns ?? [],
    ...content,
  };
}

function parseLinkType(value: string | undefined, withinFilter: boolean): LinkType {
  const type = (withinFilter ? FILTERS : JOINS).get(value ?? "inner");
  if (type === undefined) throw invalidLinkType(value ?? "inner", withinFilter);
  return type;
}
