import type { Element } from "@xmldom/xmldom";
import type { OptionMetadata } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children } from "./xml";

/** Choices by name: those of the solution and those imported before. */
export type GlobalOptionSets = ReadonlyMap<string, readonly OptionMetadata[]>;

export function readGlobalOptionSets(container: Element | undefined): GlobalOptionSets {
  const sets = new Map<string, readonly OptionMetadata[]>();
  for (const element of container ? children(container, "optionset") : []) {
    const name = attribute(element, "Name");
    const place = { file: CUSTOMIZATIONS_XML, element: `<optionset Name="${name ?? ""}">` };
    if (name === undefined) {
      throw importRefused(ImportCode.OptionSet, place, "the choice has no name.");
    }
    if (sets.has(name)) {
      throw importRefused(ImportCode.OptionSet, place, "there are two choices of this name.");
    }
    sets.set(name, readOptions(element, place));
  }
  return sets;
}

/** The options of a choice, of a yes or no, of states or of status reasons. */
export function readOptions(optionSet: Element, place: Place): readonly OptionMetadata[] {
  const items = [
    ...children(child(optionSet, "options") ?? optionSet, "option"),
    ...children(child(optionSet, "states") ?? optionSet, "state"),
    ...children(child(optionSet, "statuses") ?? optionSet, "status"),
  ];
  if (items.length === 0) {
    throw importRefused(ImportCode.OptionSet, place, "the choice has no options.");
  }
  const values = new Set<number>();
  return items.map((item) => {
    const value = Number(attribute(item, "value"));
    if (!Number.isInteger(value) || attribute(item, "value") === undefined) {
      throw importRefused(
        ImportCode.OptionSet,
        place,
        `the value "${attribute(item, "value") ?? ""}" of an option is not a whole number.`,
      );
    }
    if (values.has(value)) {
      throw importRefused(ImportCode.OptionSet, place, `two options have the value ${String(value)}.`);
    }
    values.add(value);
    const state = attribute(item, "state");
    const defaultStatus = attribute(item, "defaultstatus");
    return {
      value,
      labels: withEnglish(readLabels(item, "labels", "label"), String(value)),
      ...(state === undefined ? {} : { state: Number(state) }),
      ...(defaultStatus === undefined ? {} : { defaultStatus: Number(defaultStatus) }),
    };
  });
}
