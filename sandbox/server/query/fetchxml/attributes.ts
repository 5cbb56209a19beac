import {
  invalidBoolean,
  invalidElement,
  invalidXmlAttribute,
  missingXmlAttribute,
  notGreaterThanZero,
  unknownXmlAttribute,
} from "../refusals";
import type { XmlElement } from "./document";

/** @throws DataverseError when the element has an attribute that FetchXML does not give it */
export function allowAttributes(element: XmlElement, allowed: ReadonlySet<string>): void {
  for (const name of element.attributes.keys()) {
    if (!allowed.has(name)) throw unknownXmlAttribute(name, element.name);
  }
}

/** @throws DataverseError when the element holds text or any child */
export function allowNoContent(element: XmlElement): void {
  const child = element.children[0];
  if (child !== undefined) throw invalidElement(child.name, element.name);
  allowNoText(element);
}

/** @throws DataverseError when there is text where only elements belong */
export function allowNoText(element: XmlElement): void {
  if (element.text.trim() !== "") throw invalidElement("#text", element.name);
}

export function required(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined || value === "") throw missingXmlAttribute(name, element.name);
  return value;
}

/** `true`, `false`, `1` or `0`; false when absent. */
export function boolean(element: XmlElement, name: string): boolean {
  switch (element.attributes.get(name)) {
    case undefined:
    case "false":
    case "0":
      return false;
    case "true":
    case "1":
      return true;
    default:
      throw invalidBoolean(name);
  }
}

/** A whole number from 1; undefined when absent. */
export function positiveInteger(element: XmlElement, name: string): number | undefined {
  const value = element.attributes.get(name);
  if (value === undefined) return undefined;
  if (!/^[+-]?\d{1,10}$/.test(value.trim())) throw invalidXmlAttribute(name, value);
  const number = Number(value);
  if (number > 2_147_483_647) throw invalidXmlAttribute(name, value);
  if (number < 1) throw notGreaterThanZero(name);
  return number;
}

/** One of a few words; undefined when absent. */
export function oneOf<Word extends string>(
  element: XmlElement,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = element.attributes.get(name);
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw invalidXmlAttribute(name, value);
  return word;
}
