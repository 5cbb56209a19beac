import type { ColumnDescription } from "../description";
import { isPartyList } from "../form/partyLists";
import { dateText, isLookup } from "../form/record";
import { dateOf, type FieldValue } from "../pcf/parameters";
import { braced } from "./scriptRealm";

/** A column's value as `getValue` gives it: dates as Date, lookups as arrays with braced ids, null for nothing. */
export function toScript(column: ColumnDescription, value: FieldValue): unknown {
  if (isLookup(column) || isPartyList(column)) {
    const targets = (value ?? []) as readonly ComponentFramework.LookupValue[];
    return targets.length === 0 ? null : targets.map((target) => ({ ...target, id: braced(target.id) }));
  }
  if (column.type === "datetime" && typeof value === "string") return dateOf(value);
  if (Array.isArray(value)) return value.length === 0 ? null : [...(value as readonly unknown[])];
  return value;
}

const numbers = new Set(["integer", "bigint", "decimal", "double", "money"]);
const options = new Set(["choice", "state", "status"]);

// A date of the script's own window is no Date of this one.
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

function isTarget(value: unknown): value is ComponentFramework.LookupValue {
  const { id, entityType } = (value ?? {}) as Partial<ComponentFramework.LookupValue>;
  return typeof id === "string" && typeof entityType === "string";
}

/**
 * What `setValue` was given, as the form holds it.
 * @throws TypeError when the column cannot have such a value; the real client throws too, or sends what the service refuses
 */
export function fromScript(column: ColumnDescription, value: unknown): FieldValue {
  const wrong = (wanted: string): TypeError =>
    new TypeError(`${column.logicalName} takes ${wanted}, not ${JSON.stringify(value)}.`);
  const several = isPartyList(column);
  if (isLookup(column) || several) {
    if (value === null) return [];
    if (!Array.isArray(value) || (!several && value.length !== 1) || !value.every(isTarget)) {
      throw wrong(`an array of ${several ? "" : "one "}{ id, entityType, name }`);
    }
    return value.map(({ id, entityType, name }) => {
      if (!column.targets?.includes(entityType))
        throw wrong(`a row of ${(column.targets ?? []).join(" or ")}`);
      return { id: id.replace(/[{}]/g, "").toLowerCase(), entityType, name };
    });
  }
  if (value === null) return null;
  if (column.type === "datetime") {
    if (!isDate(value) || Number.isNaN(value.getTime())) throw wrong("a Date");
    return dateText(column, value);
  }
  if (column.type === "choices") {
    if (!Array.isArray(value) || !value.every(Number.isInteger)) throw wrong("an array of option values");
    return value as readonly number[];
  }
  if (numbers.has(column.type)) {
    if (typeof value !== "number") throw wrong("a number");
    return value;
  }
  if (options.has(column.type)) {
    if (!column.options?.some((option) => option.value === value))
      throw wrong("the value of one of its options");
    return value as number;
  }
  if (column.type === "boolean") {
    if (typeof value !== "boolean") throw wrong("true or false");
    return value;
  }
  if (typeof value !== "string") throw wrong("a text");
  if (column.maxLength !== undefined && value.length > column.maxLength) {
    throw wrong(`at most ${String(column.maxLength)} characters`);
  }
  return value;
}
