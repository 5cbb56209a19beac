import type { FilterGroup, FilterItem } from "../model";
import { invalidElement, invalidFilterType, invalidXmlAttribute } from "../refusals";
import { allowAttributes, allowNoText, boolean } from "./attributes";
import { parseCondition } from "./condition";
import type { XmlElement } from "./document";
import { parseLink } from "./table";

const ATTRIBUTES = new Set([
  "type",
  "hint",
  "isquickfindfields",
  "overridequickfindrecordlimitenabled",
  "overridequickfindrecordlimitdisabled",
]);

/** Reads a `filter` element and all within. Source: …/fetchxml/filter-rows. */
export function parseFilter(element: XmlElement): FilterGroup {
  allowAttributes(element, ATTRIBUTES);
  allowNoText(element);
  const type = element.attributes.get("type") ?? "and";
  if (type !== "and" && type !== "or") throw invalidFilterType();
  // `union` asks for another plan of the same rows (…/filter-rows, "Union Hint"); so do the quick-find attributes.
  const hint = element.attributes.get("hint");
  if (hint !== undefined && hint !== "union") throw invalidXmlAttribute("hint", hint);
  for (const name of ATTRIBUTES) {
    if (name.includes("quickfind")) boolean(element, name);
  }
  return {
    kind: "filter",
    type,
    ...(hint === undefined ? {} : { hint }),
    items: element.children.map((child) => parseItem(child, element)),
  };
}

function parseItem(child: XmlElement, parent: XmlElement): FilterItem {
  switch (child.name) {
    case "condition":
      return parseCondition(child);
    case "filter":
      return parseFilter(child);
    case "link-entity":
      return { kind: "link", link: parseLink(child, true) };
    default:
      throw invalidElement(child.name, parent.name);
  }
}

/** Filters that stand beside each other apply together. */
export function allOf(filters: readonly FilterGroup[]): FilterGroup | undefined {
  return filters.length <= 1 ? filters[0] : { kind: "filter", type: "and", items: filters };
}
