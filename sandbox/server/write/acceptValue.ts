import { DataverseError } from "../errors";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { edmType } from "../odata/columnValue";
import { badPayload } from "../odata/refusals";
import { isGuid } from "../odata/rowKey";
import { cannotConvert } from "./payload";

/** A value as the store takes it. */
export type StoredValue = string | number | boolean | Date | readonly number[] | null;

const EARLIEST = Date.UTC(1753, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/**
 * Checks a value of a body against its column and turns it into what is stored.
 * @throws DataverseError 400 with the code of the rule that the value breaks
 */
export function acceptValue(table: TableMetadata, column: ColumnMetadata, value: unknown): StoredValue {
  if (value === null) return null;
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      return text(table, column, value);
    case "integer":
      return integer(table, column, value);
    case "bigint":
      return bigInteger(table, column, value);
    case "decimal":
    case "double":
    case "money":
      return decimal(table, column, value);
    case "boolean":
      if (typeof value !== "boolean") throw cannotConvert(table, value, "Edm.Boolean");
      return value;
    case "choice":
    case "state":
    case "status":
      return choice(table, column, value);
    case "choices":
      return choices(table, column, value);
    case "datetime":
      return date(table, column, value);
    case "uniqueidentifier":
      if (!isGuid(value)) throw cannotConvert(table, value, "Edm.Guid");
      return value.toLowerCase();
    default:
      throw cannotConvert(table, value, edmType(column));
  }
}

function text(table: TableMetadata, column: ColumnMetadata, value: unknown): string | null {
  if (typeof value !== "string") throw cannotConvert(table, value, "Edm.String");
  // A text that is no text: what XML cannot carry, Dataverse does not take.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value) || /\p{Cs}/u.test(value)) {
    throw badPayload(
      table.entitySetName,
      `System.ArgumentException: Invalid character in field '${column.logicalName}'.`,
    );
  }
  if (column.maxLength !== undefined && value.length > column.maxLength) {
    throw new DataverseError(
      400,
      "0x80044331",
      `A validation error occurred. The length of the '${column.logicalName}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${String(column.maxLength)}'.`,
    );
  }
  // A byte order mark at the beginning is no part of the text; the store would lose it when it is read.
  const text = value.replace(/^\ufeff+/, "");
  // Dataverse keeps no empty texts.
  return text === "" ? null : text;
}

function integer(table: TableMetadata, column: ColumnMetadata, value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) > 2147483648) {
    throw cannotConvert(table, value, "Edm.Int32");
  }
  checkRange(table, column, value, column.min ?? -2147483648, column.max ?? 2147483647, "0x8004432f");
  return value;
}

function bigInteger(table: TableMetadata, column: ColumnMetadata, value: unknown): string {
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw cannotConvert(table, value, "Edm.Int64");
  checkRange(table, column, value, column.min ?? -Infinity, column.max ?? Infinity, "0x8004432f");
  return String(value);
}

function decimal(table: TableMetadata, column: ColumnMetadata, value: unknown): number | string {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw cannotConvert(table, value, edmType(column));
  const limit = column.type === "money" ? 922337203685477 : 100000000000;
  checkRange(table, column, value, column.min ?? -limit, column.max ?? limit, "0x80044330");
  return column.type === "double" ? value : String(value);
}

function checkRange(
  table: TableMetadata,
  column: ColumnMetadata,
  value: number,
  min: number,
  max: number,
  code: string,
): void {
  if (value >= min && value <= max) return;
  throw new DataverseError(
    400,
    code,
    `A validation error occurred. The value ${String(value)} of '${column.logicalName}' on record of type '${table.logicalName}' is outside the valid range. Accepted Values: ${String(min)} to ${String(max)}.`,
  );
}

function choice(table: TableMetadata, column: ColumnMetadata, value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw cannotConvert(table, value, "Edm.Int32");
  checkOptions(table, column, [value]);
  return value;
}

function choices(table: TableMetadata, column: ColumnMetadata, value: unknown): readonly number[] | null {
  if (typeof value !== "string") throw cannotConvert(table, value, "Edm.String");
  if (value === "") return null;
  const parts = value.split(",").map((part) => part.trim());
  if (parts.some((part) => !/^-?\d{1,10}$/.test(part))) throw cannotConvert(table, value, "Edm.String");
  const numbers = [...new Set(parts.map(Number))];
  checkOptions(table, column, numbers);
  return numbers;
}

function checkOptions(table: TableMetadata, column: ColumnMetadata, values: readonly number[]): void {
  const accepted = (column.options ?? []).map((option) => option.value);
  for (const value of values) {
    if (accepted.includes(value)) continue;
    throw new DataverseError(
      400,
      "0x8004431a",
      `A validation error occurred. The value ${String(value)} of '${column.logicalName}' on record of type '${table.logicalName}' is outside the valid range. Accepted Values: ${accepted.join(",")}`,
    );
  }
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;

function date(table: TableMetadata, column: ColumnMetadata, value: unknown): string {
  if (column.dateTimeBehavior === "DateOnly") {
    if (typeof value !== "string" || !DAY.test(value)) throw cannotConvert(table, value, "Edm.Date");
  } else if (typeof value !== "string" || !(MOMENT.test(value) || DAY.test(value))) {
    throw cannotConvert(table, value, "Edm.DateTimeOffset");
  }
  const moment = new Date(value);
  // JavaScript would read February 30 as a day of March.
  if (Number.isNaN(moment.getTime()) || !isDayOfCalendar(value)) {
    throw cannotConvert(table, value, edmType(column));
  }
  if (moment.getTime() < EARLIEST || moment.getTime() >= LATEST) {
    throw new DataverseError(
      400,
      "0x80040239",
      `DateTime is less than minimum value supported by CrmDateTime or greater than the maximum. Actual value: ${value}, Minimum value supported: 01/01/1753 00:00:00`,
    );
  }
  if (column.dateTimeBehavior === "DateOnly") return value;
  // Dataverse keeps whole seconds.
  return `${moment.toISOString().slice(0, 19)}Z`;
}

function isDayOfCalendar(value: string): boolean {
  const day = value.slice(0, 10);
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
