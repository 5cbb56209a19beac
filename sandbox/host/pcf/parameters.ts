import type { ColumnType } from "../../server/metadata/model";
import type { ColumnDescription } from "../description";
import { singleLineTypes, type ManifestProperty } from "./manifest";
import { strict, type Strictness } from "./strict";

/** A column's value as the form holds it. */
export type FieldValue =
  string | number | boolean | readonly number[] | readonly ComponentFramework.LookupValue[] | null;

/** Where a property's value comes from, by the form's controlDescription. */
export type ParameterSource =
  | {
      readonly kind: "column";
      readonly column: ColumnDescription;
      readonly value: FieldValue;
      readonly formatted?: string;
      readonly editable: boolean;
    }
  | { readonly kind: "static"; readonly ofType: string; readonly value: string }
  | { readonly kind: "none" };

type Metadata = ComponentFramework.PropertyHelper.FieldPropertyMetadata.Metadata;

// The columns that may be bound, and to what: the documented list (manifest-schema-reference/property) leaves out customer,
// owner, party list, regarding, state and status.
const bindable: Readonly<Partial<Record<ColumnType, readonly string[]>>> = {
  string: singleLineTypes,
  memo: ["Multiple", "SingleLine.TextArea"],
  uniqueidentifier: ["SingleLine.Text"],
  integer: ["Whole.None"],
  decimal: ["Decimal"],
  double: ["FP"],
  money: ["Currency"],
  datetime: ["DateAndTime.DateOnly", "DateAndTime.DateAndTime"],
  boolean: ["TwoOptions"],
  choice: ["OptionSet"],
  choices: ["MultiSelectOptionSet"],
  lookup: ["Lookup.Simple"],
};

const interfaces: Readonly<Record<string, string>> = {
  Multiple: "StringProperty",
  "Whole.None": "WholeNumberProperty",
  Decimal: "DecimalNumberProperty",
  FP: "FloatingNumberProperty",
  Currency: "DecimalNumberProperty",
  "DateAndTime.DateOnly": "DateTimeProperty",
  "DateAndTime.DateAndTime": "DateTimeProperty",
  TwoOptions: "TwoOptionsProperty",
  OptionSet: "OptionSetProperty",
  MultiSelectOptionSet: "MultiSelectOptionSetProperty",
  "Lookup.Simple": "LookupProperty",
  Enum: "EnumProperty",
  Object: "Property",
};

/** The published interface of a property of the given type. */
function propertyInterface(ofType: string): string {
  return `PropertyTypes.${interfaces[ofType] ?? "StringProperty"}`;
}

/**
 * The type under which a source is given to a property.
 * @throws Error when the form binds what cannot be bound
 */
function boundType(property: ManifestProperty, source: ParameterSource): string {
  const first = property.ofTypes[0] ?? "SingleLine.Text";
  if (source.kind === "none") return first;
  if (source.kind === "static") {
    if (property.usage === "bound") {
      throw new Error(`The property ${property.name} must be bound to a column, not given a static value.`);
    }
    if (!property.ofTypes.includes(source.ofType)) {
      throw new Error(`The property ${property.name} does not take a static value of type ${source.ofType}.`);
    }
    return source.ofType;
  }
  const { column } = source;
  const fitting = (bindable[column.type] ?? []).filter((ofType) => property.ofTypes.includes(ofType));
  const [chosen] = column.type === "datetime" ? fitting.filter((ofType) => fits(column, ofType)) : fitting;
  if (chosen === undefined) {
    throw new Error(
      `The column ${column.logicalName} (${column.type}) cannot be bound to the property ${property.name} ` +
        `(${property.ofTypes.join(", ")}).`,
    );
  }
  return chosen;
}

function fits(column: ColumnDescription, ofType: string): boolean {
  return ofType === "DateAndTime.DateOnly" ? column.format === "DateOnly" : column.format !== "DateOnly";
}

const requiredLevels = { none: 0, systemrequired: 1, applicationrequired: 2, recommended: 3 } as const;

function attributesOf(column: ColumnDescription): Metadata {
  const common: Metadata = {
    DisplayName: column.label,
    LogicalName: column.logicalName,
    RequiredLevel: requiredLevels[column.required],
    IsSecured: false,
    SourceType: 0,
    Description: column.description,
  };
  const limits = { MinValue: column.min, MaxValue: column.max, ImeMode: 0 };
  const options = (column.options ?? []).map(({ value, label }) => ({
    Value: value,
    Label: label,
    Color: "",
  }));
  const more: object = ((): object => {
    switch (column.type) {
      case "string":
      case "memo":
      case "uniqueidentifier":
        return { MaxLength: column.maxLength ?? 36, ImeMode: 0, Format: column.format ?? "Text" };
      case "integer":
        return { ...limits, Format: column.format ?? "None" };
      case "decimal":
      case "double":
      case "money":
        return { ...limits, Precision: column.precision ?? 2 };
      case "datetime":
        return {
          Behavior: { UserLocal: 1, DateOnly: 2, TimeZoneIndependent: 3 }[
            column.dateTimeBehavior ?? "UserLocal"
          ],
          Format: column.format ?? "DateAndTime",
          ImeMode: 0,
        };
      case "boolean":
        return { Options: options, DefaultValue: false };
      case "choice":
      case "choices":
        return { Options: options, DefaultValue: -1 };
      case "lookup":
        return { Targets: [...(column.targets ?? [])] };
      default:
        return {};
    }
  })();
  return { ...common, ...more };
}

/** A date-only value means that day on the user's calendar: it is given as its midnight in the browser. */
export function dateOf(value: string): Date {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3])) : new Date(value);
}

function staticValue(ofType: string, value: string): unknown {
  switch (ofType) {
    case "Whole.None":
    case "Decimal":
    case "FP":
    case "Currency":
    case "OptionSet": {
      const number = Number(value);
      if (!Number.isFinite(number)) throw new Error(`"${value}" is not a number.`);
      return number;
    }
    case "TwoOptions":
      return value === "true" || value === "1";
    case "DateAndTime.DateOnly":
    case "DateAndTime.DateAndTime":
      return dateOf(value);
    default:
      return value;
  }
}

function rawOf(ofType: string, value: FieldValue): unknown {
  if (ofType === "Lookup.Simple") return Array.isArray(value) ? value : [];
  if (ofType.startsWith("DateAndTime") && typeof value === "string") return dateOf(value);
  if (ofType === "TwoOptions") return value === true;
  return value;
}

/**
 * One property of `context.parameters`, with the members of its published interface and no others.
 * @throws Error when the form binds what cannot be bound
 */
export function createParameter(
  strictness: Strictness,
  property: ManifestProperty,
  source: ParameterSource,
): ComponentFramework.PropertyTypes.Property {
  const ofType = boundType(property, source);
  const path = `context.parameters.${property.name}`;
  const type = propertyInterface(ofType);
  if (ofType === "Enum") {
    const raw = source.kind === "static" ? source.value : (property.defaultValue ?? null);
    return strict(strictness, type, path, { type: ofType, raw }) as ComponentFramework.PropertyTypes.Property;
  }
  const common = { error: false, errorMessage: "", type: ofType };
  if (source.kind !== "column") {
    const given = source.kind === "static" ? source.value : property.defaultValue;
    const raw = given === undefined ? (ofType === "Lookup.Simple" ? [] : null) : staticValue(ofType, given);
    return strict(strictness, type, path, { ...common, raw, formatted: given });
  }
  const { column } = source;
  const targets = column.targets ?? [];
  return strict(strictness, type, path, {
    ...common,
    raw: rawOf(ofType, source.value),
    formatted: source.formatted,
    attributes: attributesOf(column),
    security: { editable: source.editable, readable: true, secured: false },
    ...(ofType === "Lookup.Simple" ? { getTargetEntityType: () => targets[0] ?? "" } : {}),
  });
}
