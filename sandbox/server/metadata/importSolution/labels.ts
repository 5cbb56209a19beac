import type { Element } from "@xmldom/xmldom";
import type { Labels } from "../model";
import { attribute, child, children } from "./xml";

/** Labels by language from `<LocalizedNames><LocalizedName description languagecode/>` and its like. */
export function readLabels(parent: Element | undefined, container: string, item: string): Labels | undefined {
  const element = child(parent, container);
  if (!element) {
    return undefined;
  }
  const labels: Record<number, string> = {};
  for (const one of children(element, item)) {
    const language = Number(attribute(one, "languagecode"));
    if (Number.isInteger(language)) {
      labels[language] = one.getAttribute("description") ?? "";
    }
  }
  return Object.keys(labels).length === 0 ? undefined : labels;
}

/** With English always there, as everything else counts on it. */
export function withEnglish(labels: Labels | undefined, otherwise: string): Labels {
  return { 1033: otherwise, ...labels };
}
