/// <reference types="xrm" />
import type { ColumnType } from "../../server/metadata/model";
import type { ColumnDescription } from "../description";
import type { SubmitMode } from "../form/formSession";
import { fieldText } from "../form/record";
import { strict } from "../pcf/strict";
import { fromScript, toScript } from "./attributeValue";
import type { Handler } from "./handlers";
import { misuse, type ScriptRealm } from "./scriptRealm";

/** By column type: `getAttributeType`, and the published interface of such an attribute. */
const kinds: Readonly<Partial<Record<ColumnType, readonly [Xrm.Attributes.AttributeType, string]>>> = {
  string: ["string", "StringAttribute"],
  memo: ["memo", "StringAttribute"],
  integer: ["integer", "NumberAttribute"],
  bigint: ["integer", "NumberAttribute"],
  decimal: ["decimal", "NumberAttribute"],
  double: ["double", "NumberAttribute"],
  money: ["money", "NumberAttribute"],
  datetime: ["datetime", "DateAttribute"],
  boolean: ["boolean", "BooleanAttribute"],
  choice: ["optionset", "OptionSetAttribute"],
  state: ["optionset", "OptionSetAttribute"],
  status: ["optionset", "OptionSetAttribute"],
  choices: ["multiselectoptionset", "MultiSelectOptionSetAttribute"],
  lookup: ["lookup", "LookupAttribute"],
  customer: ["lookup", "LookupAttribute"],
  owner: ["lookup", "LookupAttribute"],
  partylist: ["lookup", "LookupAttribute"],
};

const submitModes: readonly unknown[] = ["always", "never", "dirty"];

/** The topic that a column's `addOnChange` listens to. */
export function changeTopic(column: string): string {
  return `change ${column}`;
}

/** One column of the form, as a script sees it; members that the sandbox lacks say so when they are asked for. */
export function createAttribute(realm: ScriptRealm, column: ColumnDescription): Xrm.Attributes.Attribute {
  const { session, handlers, strictness } = realm;
  const { logicalName: name } = column;
  const [attributeType, type] = kinds[column.type] ?? ["string", "Attribute"];
  const path = `formContext.getAttribute("${name}")`;
  const members = {
    getName: () => name,
    getAttributeType: () => attributeType,
    getValue: () => toScript(column, session.field(name).value),
    setValue: (value: unknown) => {
      let held;
      try {
        held = fromScript(column, value);
      } catch (error) {
        throw misuse(realm, `${path}.setValue: ${error instanceof Error ? error.message : String(error)}`);
      }
      session.set(name, held);
    },
    getIsDirty: () => session.isDirty(name),
    getRequiredLevel: () => (column.required === "systemrequired" ? "required" : requiredLevel(column)),
    getSubmitMode: () => session.submitMode(name),
    setSubmitMode: (mode: SubmitMode) => {
      if (!submitModes.includes(mode))
        throw misuse(realm, `${path}.setSubmitMode: ${String(mode)} is no submit mode.`);
      session.setSubmitMode(name, mode);
    },
    fireOnChange: () => {
      realm.tell(changeTopic(name), attribute, "Events.EventContext");
    },
    addOnChange: (handler: Handler) => {
      handlers.add(changeTopic(name), handler);
    },
    removeOnChange: (handler: Handler) => {
      handlers.remove(changeTopic(name), handler);
    },
    ...(column.options === undefined
      ? {}
      : {
          // "Returns a value that represents the value set … when the form is opened" (clientapi/reference/attributes/
          // getinitialvalue): not the one last saved.
          getInitialValue: () => toScript(column, session.opened(name)),
          getText: () => fieldText(session.field(name)) || optionLabel(column, session.field(name).value),
          getOptions: () => (column.options ?? []).map(({ value, label }) => ({ value, text: label })),
        }),
    ...(attributeType === "lookup" ? { getIsPartyList: () => column.type === "partylist" } : {}),
    ...(column.maxLength === undefined ? {} : { getMaxLength: () => column.maxLength }),
    ...(column.min === undefined ? {} : { getMin: () => column.min }),
    ...(column.max === undefined ? {} : { getMax: () => column.max }),
  };
  const attribute = strict(
    strictness,
    `Attributes.${type}`,
    path,
    members,
  ) as unknown as Xrm.Attributes.Attribute;
  return attribute;
}

function requiredLevel({ required }: ColumnDescription): Xrm.Attributes.RequirementLevel {
  return required === "applicationrequired"
    ? "required"
    : required === "recommended"
      ? "recommended"
      : "none";
}

function optionLabel(column: ColumnDescription, value: unknown): string {
  return column.options?.find((option) => option.value === value)?.label ?? "";
}
