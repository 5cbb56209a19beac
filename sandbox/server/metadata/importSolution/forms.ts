import type { Element } from "@xmldom/xmldom";
import { notSupportedBySandbox } from "../../errors";
import type { FormMetadata, TableMetadata } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, descendants, printXml, readGuid, textOf } from "./xml";

/** What a form may refer to: the components and scripts of the solution and those imported before. */
export interface FormSurroundings {
  readonly hasControl: (name: string) => boolean;
  readonly hasWebResource: (name: string) => boolean;
  readonly hasTable: (logicalName: string) => boolean;
  readonly hasRelationship: (schemaName: string) => boolean;
}

/** The class of a control that stands for a PCF component. */
const COMPONENT_HOST = "f9a8a302-114e-466a-b582-6771b2ae0d92";

/** The class of a control that lists related rows. */
const SUBGRID = "e7a81278-8635-4d9e-8d4d-59480b391c5b";

const TYPES: ReadonlyMap<string, FormMetadata["type"]> = new Map([
  ["main", "main"],
  ["quick", "quick"],
  ["quickCreate", "quickCreate"],
  ["card", "card"],
]);

/**
 * The forms of a table, every control of which stands on a column that is there and every component of which is too.
 * @param entity the `<Entity>` element
 */
export function readForms(
  entity: Element,
  table: TableMetadata,
  surroundings: FormSurroundings,
): readonly FormMetadata[] {
  const container = child(entity, "FormXml");
  return (container ? children(container, "forms") : []).flatMap((group) => {
    const typeName = attribute(group, "type") ?? "";
    return children(group, "systemform").map((element) => readForm(element, typeName, table, surroundings));
  });
}

function readForm(
  element: Element,
  typeName: string,
  table: TableMetadata,
  surroundings: FormSurroundings,
): FormMetadata {
  const id = readGuid(textOf(element, "formid"));
  const place: Place = {
    file: CUSTOMIZATIONS_XML,
    element: `<systemform> ${id ?? ""} of ${table.logicalName}`,
  };
  const form = child(element, "form");
  if (id === undefined || !form) {
    throw importRefused(ImportCode.Form, place, "a form needs a formid and a <form>.");
  }
  const type = TYPES.get(typeName);
  if (!type) {
    throw notSupportedBySandbox(`forms of type "${typeName}" (${table.logicalName})`);
  }
  checkControls(form, table, surroundings, place);
  checkScripts(form, surroundings, place);
  return {
    id,
    table: table.logicalName,
    type,
    labels: withEnglish(readLabels(element, "LocalizedNames", "LocalizedName"), table.schemaName),
    formXml: printXml(form),
  };
}

function checkControls(
  form: Element,
  table: TableMetadata,
  surroundings: FormSurroundings,
  place: Place,
): void {
  const descriptions = new Map(
    descendants(form, "controlDescription").map((one) => [readGuid(attribute(one, "forControl")), one]),
  );
  for (const control of descendants(form, "control")) {
    const id = attribute(control, "id") ?? "";
    const refuse = (rule: string) =>
      importRefused(ImportCode.Form, { ...place, element: `${place.element}, control ${id}` }, rule);
    const column = attribute(control, "datafieldname");
    if (column !== undefined && !table.columns.has(column)) {
      throw refuse(`the table has no column ${column}.`);
    }
    const classId = readGuid(attribute(control, "classid"));
    if (classId === undefined) {
      throw refuse("it has no classid.");
    }
    if (classId === COMPONENT_HOST) {
      const uniqueId = readGuid(attribute(control, "uniqueid"));
      if (uniqueId === undefined || !descriptions.has(uniqueId)) {
        throw refuse("it hosts a component, but no controlDescription is for its uniqueid.");
      }
    }
    if (classId === SUBGRID) checkSubgrid(control, surroundings, refuse);
  }
  for (const [forControl, description] of descriptions) {
    checkDescription(description, forControl, table, surroundings, place);
  }
}

function checkSubgrid(
  control: Element,
  surroundings: FormSurroundings,
  refuse: (rule: string) => Error,
): void {
  const parameters = child(control, "parameters");
  const target = textOf(parameters, "TargetEntityType") ?? "";
  if (!surroundings.hasTable(target)) {
    throw refuse(`it lists rows of the table "${target}", which does not exist.`);
  }
  const relationship = textOf(parameters, "RelationshipName");
  if (relationship !== undefined && !surroundings.hasRelationship(relationship)) {
    throw refuse(`it follows the relationship ${relationship}, which does not exist.`);
  }
}

function checkDescription(
  description: Element,
  forControl: string | undefined,
  table: TableMetadata,
  surroundings: FormSurroundings,
  place: Place,
): void {
  const refuse = (rule: string) =>
    importRefused(
      ImportCode.Form,
      { ...place, element: `${place.element}, controlDescription for ${forControl ?? "nothing"}` },
      rule,
    );
  for (const control of children(description, "customControl")) {
    const name = attribute(control, "name");
    if (name !== undefined && !surroundings.hasControl(name)) {
      throw refuse(`there is no custom control ${name}.`);
    }
    const parameters = child(control, "parameters");
    const fallback = textOf(parameters, "datafieldname");
    if (fallback !== undefined && !table.columns.has(fallback)) {
      throw refuse(`the table has no column ${fallback}.`);
    }
    for (const bound of name === undefined || !parameters ? [] : children(parameters)) {
      const column = boundColumn(bound);
      if (column !== undefined && !table.columns.has(column)) {
        throw refuse(`the property ${bound.nodeName} is bound to ${column}, which the table does not have.`);
      }
    }
  }
}

/** The column that a property of a component is bound to; undefined for a property with a value of its own. */
function boundColumn(parameter: Element): string | undefined {
  if (attribute(parameter, "static") === "true" || parameter.nodeName === "data-set") {
    return undefined;
  }
  return textOf(parameter, "BindAttribute") ?? (parameter.textContent?.trim() || undefined);
}

function checkScripts(form: Element, surroundings: FormSurroundings, place: Place): void {
  const names = [
    ...descendants(form, "Library").map((one) => attribute(one, "name")),
    ...descendants(form, "Handler").map((one) => attribute(one, "libraryName")),
  ];
  for (const name of names) {
    if (name === undefined || !surroundings.hasWebResource(name)) {
      throw importRefused(
        ImportCode.Form,
        place,
        `its script library ${name ?? "without a name"} is not a web resource that exists.`,
      );
    }
  }
}
