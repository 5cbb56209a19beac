import { DOMParser, type Element } from "@xmldom/xmldom";
import { NESTING } from "../limits";
import { emptyXml, invalidXml } from "../refusals";

/** An element of a FetchXML document, free of the DOM: its attributes and children as plain data. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its text, the children's left out. */
  readonly text: string;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/**
 * Reads an XML document. A document type is refused, so that no entity can be declared, let alone expanded.
 * @throws DataverseError 0x80041124 when empty, 0x80040201 when not well-formed
 */
export function readXml(text: string): XmlElement {
  if (text.trim() === "") throw emptyXml();
  const document = parsed(text);
  if (document.doctype !== null) throw invalidXml("A document type is not allowed.");
  const root = document.documentElement;
  if (root === null) throw invalidXml("There is no root element.");
  return plain(root, 1);
}

function parsed(text: string) {
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level !== "warning") throw new Error(message);
      },
    });
    return parser.parseFromString(text, "text/xml");
  } catch (error) {
    throw invalidXml(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "");
  }
}

function plain(element: Element, depth: number): XmlElement {
  if (depth > NESTING) throw invalidXml(`Elements are nested more than ${String(NESTING)} deep.`);
  const attributes = new Map<string, string>();
  for (let index = 0; index < element.attributes.length; index++) {
    const attribute = element.attributes.item(index);
    if (attribute !== null) attributes.set(attribute.name, attribute.value);
  }
  const children: XmlElement[] = [];
  let text = "";
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === ELEMENT) children.push(plain(node as Element, depth + 1));
    else if (node.nodeType === TEXT || node.nodeType === CDATA) text += node.nodeValue ?? "";
  }
  return { name: element.tagName, attributes, children, text };
}
