import type { Element } from "@xmldom/xmldom";
import { notSupportedBySandbox } from "../../errors";
import type { ColumnMetadata, ColumnType, DateTimeBehavior, OptionMetadata, RequiredLevel } from "../model";
import { readLabels, withEnglish } from "./labels";
import { checkName, LONGEST_COLUMN_NAME } from "./names";
import { type GlobalOptionSets, readOptions } from "./optionSets";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, isTrue, textOf } from "./xml";

/** A column with what only matters while its table is put together. */
export interface ReadColumn {
  readonly column: ColumnMetadata;
  readonly isPrimaryKey: boolean;
  readonly isPrimaryName: boolean;
  readonly place: Place;
}

const TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ["bigint", "bigint"],
  ["bit", "boolean"],
  ["customer", "customer"],
  ["datetime", "datetime"],
  ["decimal", "decimal"],
  ["float", "double"],
  ["int", "integer"],
  ["lookup", "lookup"],
  ["money", "money"],
  ["multiselectpicklist", "choices"],
  ["ntext", "memo"],
  ["nvarchar", "string"],
  ["owner", "owner"],
  ["partylist", "partylist"],
  ["picklist", "choice"],
  ["primarykey", "uniqueidentifier"],
  ["state", "state"],
  ["status", "status"],
  ["uniqueidentifier", "uniqueidentifier"],
]);

/** Types that Dataverse has and the sandbox has not. */
const ELSEWHERE = new Set(["file", "image", "managedproperty", "virtual", "entityname"]);

const REQUIRED: ReadonlyMap<string, RequiredLevel> = new Map([
  ["none", "none"],
  ["recommended", "recommended"],
  ["required", "applicationrequired"],
  ["applicationrequired", "applicationrequired"],
  ["systemrequired", "systemrequired"],
]);

const BEHAVIORS: ReadonlyMap<string, DateTimeBehavior> = new Map([
  ["1", "UserLocal"],
  ["2", "DateOnly"],
  ["3", "TimeZoneIndependent"],
]);

/** What a format is called in solution files, and what in Dataverse's metadata. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ["date", "DateOnly"],
  ["datetime", "DateAndTime"],
  ["duration", "Duration"],
  ["email", "Email"],
  ["json", "Json"],
  ["language", "Language"],
  ["locale", "Locale"],
  ["none", "None"],
  ["phone", "Phone"],
  ["phoneticguide", "PhoneticGuide"],
  ["richtext", "RichText"],
  ["text", "Text"],
  ["textarea", "TextArea"],
  ["tickersymbol", "TickerSymbol"],
  ["timezone", "TimeZone"],
  ["url", "Url"],
  ["versionnumber", "VersionNumber"],
]);

/** The longest that Dataverse allows, by type. */
const LONGEST: Readonly<Record<string, number>> = { string: 4000, memo: 1048576 };

/**
 * A column as `<attribute>` describes it. The targets of a lookup are not here: its relationships have them.
 * @throws DataverseError 400 when it is not described well enough, 501 for a type that the sandbox lacks
 */
export function readColumn(table: string, element: Element, optionSets: GlobalOptionSets): ReadColumn {
  const schemaName = attribute(element, "PhysicalName") ?? "";
  const place: Place = {
    file: CUSTOMIZATIONS_XML,
    element: `<attribute PhysicalName="${schemaName}"> of ${table}`,
  };
  const refuse = (rule: string) => importRefused(ImportCode.Column, place, rule);
  const logicalName = textOf(element, "LogicalName") ?? textOf(element, "Name");
  if (schemaName === "" || logicalName === undefined) {
    throw refuse("a column needs a PhysicalName and a LogicalName.");
  }
  checkName(schemaName, LONGEST_COLUMN_NAME, ImportCode.Column, place);
  if (logicalName !== schemaName.toLowerCase()) {
    throw refuse(`its logical name must be ${schemaName.toLowerCase()}, not ${logicalName}.`);
  }
  const typeName = textOf(element, "Type") ?? "";
  const type = TYPES.get(typeName);
  if (!type) {
    throw ELSEWHERE.has(typeName)
      ? notSupportedBySandbox(`the column type ${typeName} (${table}.${logicalName})`)
      : refuse(`"${typeName}" is not a type of column.`);
  }
  if ((textOf(element, "SourceType") ?? "0") !== "0") {
    throw notSupportedBySandbox(`calculated and rollup columns (${table}.${logicalName})`);
  }
  const requiredText = textOf(element, "RequiredLevel") ?? "none";
  const required = REQUIRED.get(requiredText.toLowerCase());
  if (!required) {
    throw refuse(`"${requiredText}" is not a required level.`);
  }
  const mask = (textOf(element, "DisplayMask") ?? "").split("|");
  const descriptions = readLabels(element, "Descriptions", "Description");
  const column: ColumnMetadata = {
    logicalName,
    schemaName,
    type,
    labels: withEnglish(readLabels(element, "displaynames", "displayname"), schemaName),
    ...(descriptions === undefined ? {} : { descriptions: withEnglish(descriptions, "") }),
    required,
    validForCreate: isTrue(textOf(element, "ValidForCreateApi") ?? "1"),
    validForUpdate: isTrue(textOf(element, "ValidForUpdateApi") ?? "1"),
    validForRead: isTrue(textOf(element, "ValidForReadApi") ?? "1"),
    custom: isTrue(textOf(element, "IsCustomField")),
    ...details(type, element, optionSets, place),
  };
  return {
    column,
    isPrimaryKey: typeName === "primarykey",
    isPrimaryName: mask.includes("PrimaryName"),
    place,
  };
}

function details(
  type: ColumnType,
  element: Element,
  optionSets: GlobalOptionSets,
  place: Place,
): Partial<ColumnMetadata> {
  switch (type) {
    case "string":
    case "memo":
      return { maxLength: readMaxLength(type, element, place), ...readFormat(element, "Text", place) };
    case "integer":
      return { ...readRange(element, place), ...readFormat(element, "None", place) };
    case "decimal":
    case "double":
    case "money":
      return {
        ...readRange(element, place),
        precision: readNumber(element, "Accuracy", place) ?? 2,
        ...readBase(element),
      };
    case "datetime":
      return { ...readFormat(element, "DateAndTime", place), dateTimeBehavior: readBehavior(element, place) };
    case "choice":
    case "choices":
    case "boolean":
    case "state":
    case "status":
      return readChoice(type, element, optionSets, place);
    default:
      return {};
  }
}

function readMaxLength(type: "string" | "memo", element: Element, place: Place): number {
  const length = readNumber(element, "MaxLength", place);
  const longest = LONGEST[type] ?? 0;
  if (length === undefined || length < 1 || length > longest) {
    throw importRefused(ImportCode.Column, place, `its MaxLength must be from 1 to ${String(longest)}.`);
  }
  return length;
}

function readNumber(element: Element, name: string, place: Place): number | undefined {
  const text = textOf(element, name);
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isFinite(value)) {
    throw importRefused(ImportCode.Column, place, `<${name}> is "${text}", which is not a number.`);
  }
  return value;
}

function readRange(element: Element, place: Place): Pick<ColumnMetadata, "min" | "max"> {
  const min = readNumber(element, "MinValue", place);
  const max = readNumber(element, "MaxValue", place);
  if (min !== undefined && max !== undefined && min > max) {
    throw importRefused(ImportCode.Column, place, "its MinValue is greater than its MaxValue.");
  }
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function readFormat(element: Element, otherwise: string, place: Place): Pick<ColumnMetadata, "format"> {
  const text = textOf(element, "Format");
  if (text === undefined) {
    return { format: otherwise };
  }
  const format = FORMATS.get(text.toLowerCase());
  if (!format) {
    throw importRefused(ImportCode.Column, place, `"${text}" is not a format.`);
  }
  return { format };
}

function readBehavior(element: Element, place: Place): DateTimeBehavior {
  const text = textOf(element, "Behavior") ?? "1";
  const behavior = BEHAVIORS.get(text);
  if (!behavior) {
    throw importRefused(ImportCode.Column, place, `"${text}" is not a behavior of dates (1, 2 or 3).`);
  }
  return behavior;
}

function readBase(element: Element): Pick<ColumnMetadata, "baseOf"> {
  const baseOf = textOf(element, "CalculationOf");
  return baseOf === undefined ? {} : { baseOf: baseOf.toLowerCase() };
}

function readChoice(
  type: ColumnType,
  element: Element,
  optionSets: GlobalOptionSets,
  place: Place,
): Partial<ColumnMetadata> {
  const name = textOf(element, "OptionSetName");
  const local = child(element, "optionset");
  const options = local ? readOptions(local, place) : name === undefined ? undefined : optionSets.get(name);
  if (!options) {
    throw importRefused(
      ImportCode.OptionSet,
      place,
      name === undefined ? "it has no choice." : `there is no choice ${name}.`,
    );
  }
  if (
    type === "boolean" &&
    options
      .map((option) => option.value)
      .sort()
      .join() !== "0,1"
  ) {
    throw importRefused(ImportCode.OptionSet, place, "a yes or no has the two options 0 and 1.");
  }
  const defaultValue = readDefault(type, element, options, place);
  return { options, ...(defaultValue === undefined ? {} : { defaultValue }) };
}

function readDefault(
  type: ColumnType,
  element: Element,
  options: readonly OptionMetadata[],
  place: Place,
): number | boolean | undefined {
  if (type === "state" || type === "status") {
    return options[0]?.value;
  }
  const value = readNumber(element, "AppDefaultValue", place);
  if (type === "boolean") {
    return value === 1;
  }
  // -1 stands for no default.
  if (value === undefined || value === -1) {
    return undefined;
  }
  if (!options.some((option) => option.value === value)) {
    throw importRefused(
      ImportCode.OptionSet,
      place,
      `its default ${String(value)} is not one of its options.`,
    );
  }
  return value;
}
