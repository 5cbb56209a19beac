import { DOMParser, type Element, XMLSerializer } from "@xmldom/xmldom";
import { ImportCode, importRefused } from "./refusal";

/**
 * Reads a part of the package as XML.
 * @throws DataverseError 400 0x80048013 when it is not well formed, 0x8004801a when its root is another element
 */
export function parsePart(content: Uint8Array, file: string, root: string): Element {
  const refuse = (message: string): never => {
    throw importRefused(ImportCode.NotWellFormed, { file, element: "the whole part" }, message);
  };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return refuse("it is not UTF-8 text.");
  }
  // Entities of one's own have no place in a solution; refused before a parser could expand them.
  if (/<!DOCTYPE/i.test(text)) {
    return refuse("a document type declaration is not allowed.");
  }
  const problems: string[] = [];
  let element: Element | null = null;
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        problems.push(message);
      },
    });
    element = parser.parseFromString(text, "text/xml").documentElement;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  const [problem] = problems;
  if (problem !== undefined || !element) {
    return refuse(`it is not well-formed XML: ${firstLine(problem ?? "there is no element")}`);
  }
  if (element.nodeName !== root) {
    throw importRefused(
      ImportCode.NotBySchema,
      { file, element: `<${element.nodeName}>` },
      `the root element must be <${root}>.`,
    );
  }
  return element;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

export function children(parent: Element, name?: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && (name === undefined || node.nodeName === name),
  );
}

export function child(parent: Element | undefined, name: string): Element | undefined {
  return parent && children(parent, name)[0];
}

/** The element at the end of a path of names, where every step is there. */
export function at(parent: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>((element, name) => child(element, name), parent);
}

export function descendants(parent: Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagName(name));
}

/** The text of a child element, trimmed; undefined when the child is not there or empty. */
export function textOf(parent: Element | undefined, name: string): string | undefined {
  const text = child(parent, name)?.textContent?.trim();
  return text === undefined || text === "" ? undefined : text;
}

export function attribute(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name);
  return value === null || value === "" ? undefined : value;
}

export function printXml(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}

/** `{GUID}` in any case, as the catalogue keeps it: lower case, without braces; undefined when it is none. */
export function readGuid(text: string | undefined): string | undefined {
  const match = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i.exec(text ?? "");
  return match?.[1]?.toLowerCase();
}

/** `1` or `true`. */
export function isTrue(text: string | undefined): boolean {
  return text === "1" || text?.toLowerCase() === "true";
}
