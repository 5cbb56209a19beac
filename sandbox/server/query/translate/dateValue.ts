import { DateTime } from "luxon";
import type { ColumnMetadata } from "../../metadata/model";
import { invalidDate } from "../refusals";
import type { Statement } from "./statement";

const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?(?:\s?(Z|[+-]\d\d:?\d\d))?$/i;

/** The first year that the store of Dataverse (SQL Server's datetime) knows. */
const FIRST_YEAR = 1753;

/**
 * A date as a condition writes it, in the caller's zone. A value without an offset is the caller's own time; a column
 * that knows no zones takes the value as it is written, whatever its offset.
 * @throws DataverseError 0x80040239
 */
export function readDate(text: string, column: ColumnMetadata, zone: string): DateTime {
  const match = DATE.exec(text.trim());
  if (match === null) throw invalidDate(text);
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const written = isZoneless(column) ? "UTC" : offset === undefined ? zone : offsetZone(offset);
  const date = DateTime.fromObject(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: Number((fraction ?? "").padEnd(3, "0").slice(0, 3)),
    },
    { zone: written },
  );
  if (!date.isValid || date.year < FIRST_YEAR) throw invalidDate(text);
  return isZoneless(column) ? date : date.setZone(zone);
}

function offsetZone(offset: string): string {
  if (offset.toUpperCase() === "Z") return "UTC";
  return `UTC${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

/** DateOnly and TimeZoneIndependent columns hold what somebody wrote, not a moment. */
export function isZoneless(column: ColumnMetadata): boolean {
  return isDateOnly(column) || column.dateTimeBehavior === "TimeZoneIndependent";
}

export function isDateOnly(column: ColumnMetadata): boolean {
  return column.dateTimeBehavior === "DateOnly";
}

/** A date as a parameter that compares with the bare column, so that an index on the column serves. */
export function dateBound(statement: Statement, column: ColumnMetadata, date: DateTime): string {
  if (isDateOnly(column)) return statement.value(date.toFormat("yyyy-MM-dd"), "date");
  if (isZoneless(column)) return statement.value(date.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS"), "timestamp");
  return statement.value(date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"), "timestamptz");
}
