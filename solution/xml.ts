import { DOMParser, type Element, type Node } from "@xmldom/xmldom";

export type XmlElement = Element;

/** What cannot be read as XML; `file` is named so that whoever wrote it knows where to look. */
export class MalformedXml extends Error {
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file}: not well-formed XML: ${reason}`);
    this.name = "MalformedXml";
  }
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/**
 * The root element of a document. SolutionPackager begins its files with a byte order mark; it is taken off.
 * @throws MalformedXml
 */
export function parseXml(text: string, file: string): XmlElement {
  const parser = new DOMParser({
    onError: (_level, message) => {
      throw new MalformedXml(file, message);
    },
  });
  try {
    const root = parser.parseFromString(text.replace(/^\uFEFF/, ""), "text/xml").documentElement;
    if (!root) throw new MalformedXml(file, "there is no root element");
    return root;
  } catch (error) {
    if (error instanceof MalformedXml) throw error;
    throw new MalformedXml(file, error instanceof Error ? error.message : String(error));
  }
}

function isElement(node: Node): node is XmlElement {
  return node.nodeType === ELEMENT;
}

/** Child elements in document order, all or those of one name. */
export function children(parent: XmlElement, name?: string): XmlElement[] {
  return Array.from(parent.childNodes)
    .filter(isElement)
    .filter((child) => name === undefined || child.tagName === name);
}

export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return children(parent, name)[0];
}

/** The element at the end of a path of child names. */
export function at(parent: XmlElement, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((element, name) => element && child(element, name), parent);
}

export function descendants(parent: XmlElement, name: string): XmlElement[] {
  return children(parent).flatMap((element) => [
    ...(element.tagName === name ? [element] : []),
    ...descendants(element, name),
  ]);
}

/** Text of an element, or of its named child; the empty string when there is none. */
export function textOf(parent: XmlElement, name?: string): string {
  const element = name === undefined ? parent : child(parent, name);
  return (element?.textContent ?? "").trim();
}

export function attribute(element: XmlElement, name: string): string | undefined {
  return element.getAttribute(name) ?? undefined;
}

function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, "&quot;").replace(/\r/g, "&#xD;").replace(/\n/g, "&#xA;");
}

/**
 * An element as SolutionPackager prints it: two spaces a level, an element with text only on one line. Comments are
 * left out, and so are namespace declarations when `declared` says that an ancestor has them already.
 */
export function printXml(element: XmlElement, level = 0, declared = false): string {
  const indent = "  ".repeat(level);
  const attributes = Array.from(element.attributes)
    .filter((each) => !(declared && each.name.startsWith("xmlns")))
    .map((each) => ` ${each.name}="${escapeAttribute(each.value)}"`)
    .join("");
  const inner = children(element);
  if (inner.length > 0) {
    const body = inner.map((each) => printXml(each, level + 1, declared)).join("");
    return `${indent}<${element.tagName}${attributes}>\n${body}${indent}</${element.tagName}>\n`;
  }
  const text = Array.from(element.childNodes)
    .filter((node) => node.nodeType === TEXT || node.nodeType === CDATA)
    .map((node) => node.nodeValue ?? "")
    .join("");
  return text.trim() === ""
    ? `${indent}<${element.tagName}${attributes} />\n`
    : `${indent}<${element.tagName}${attributes}>${escapeText(text)}</${element.tagName}>\n`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
