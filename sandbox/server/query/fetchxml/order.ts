import type { Order } from "../model";
import { allowAttributes, allowNoContent, boolean } from "./attributes";
import type { XmlElement } from "./document";

const ATTRIBUTES = new Set(["attribute", "alias", "descending", "entityname"]);

/** Reads an `order` element. Source: …/fetchxml/order-rows. */
export function parseOrder(element: XmlElement): Order {
  allowAttributes(element, ATTRIBUTES);
  allowNoContent(element);
  const [column, alias, entityName] = ["attribute", "alias", "entityname"].map((name) =>
    element.attributes.get(name),
  );
  return {
    ...(column === undefined ? {} : { column }),
    ...(alias === undefined ? {} : { alias }),
    ...(entityName === undefined ? {} : { entityName }),
    descending: boolean(element, "descending"),
  };
}
