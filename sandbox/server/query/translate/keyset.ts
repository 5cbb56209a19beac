import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import type { Cookie, CookieValue } from "../paging/cookie";
import { cookieOrderMismatch, malformedCookie } from "../refusals";
import { columnKind } from "./columnKind";
import { readDate } from "./dateValue";
import { labelRanks } from "./order";
import type { Statement } from "./statement";
import { readGuid, readInteger } from "./value";

/** One column that rows are ordered by. */
export interface OrderTerm {
  readonly column: ColumnMetadata;
  readonly descending: boolean;
  readonly nullable: boolean;
  /** What is compared. */
  readonly sql: string;
  /** The column itself, as text that leads back to the very same value. */
  readonly cookieValue: string;
  /** A lookup's name, which is what it is ordered by. */
  readonly cookieName?: string;
}

/** The text of a value that a paging cookie carries. */
export function cookieText(column: ColumnMetadata, value: string): string {
  if (column.type !== "datetime") return `(${value})::text`;
  return column.dateTimeBehavior === undefined || column.dateTimeBehavior === "UserLocal"
    ? `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `(${value})::text`;
}

/**
 * Rows after the last one of the page that the cookie came with.
 * @throws DataverseError 0x80041129 when the cookie belongs to another order, 0x8004112a when it is malformed
 */
export function afterCookie(
  statement: Statement,
  terms: readonly OrderTerm[],
  { entries }: Cookie,
  rawOrder: boolean,
): string {
  const fits =
    entries.length === terms.length &&
    entries.every((entry, index) => entry.column === terms[index]?.column.logicalName);
  if (!fits) throw cookieOrderMismatch();
  // Built from the last column inwards: after a, or at a and after b, or …
  let sql = "false";
  for (let index = terms.length - 1; index >= 0; index--) {
    const term = terms[index];
    const entry = entries[index];
    if (term === undefined || entry === undefined) continue;
    const last = boundary(statement, term, entry.last, rawOrder);
    const [after, at] = compare(term, last);
    sql = index === terms.length - 1 ? after : `(${after} or (${at} and ${sql}))`;
  }
  return sql;
}

/** A value of the cookie as a parameter that compares with the term; undefined for null. */
function boundary(
  statement: Statement,
  { column }: OrderTerm,
  { value, name }: CookieValue,
  rawOrder: boolean,
): string | undefined {
  if (value === undefined) return undefined;
  switch (columnKind(column)) {
    case "text":
      return `ci(${statement.value(value, "text")})`;
    case "id":
      if (isLookup(column)) return name === undefined ? undefined : `ci(${statement.value(name, "text")})`;
      return statement.value(readGuid(value) ?? malformed(), "uuid");
    case "choice": {
      const option = readInteger(value) ?? malformed();
      const ranks = labelRanks(column, statement.caller.languageId);
      return statement.value(rawOrder ? option : (ranks.get(option) ?? ranks.size), "integer");
    }
    case "boolean":
      return statement.value(value === "true" || value === "1", "boolean");
    case "number":
      return number(statement, column, value);
    case "date":
      if (!DATE.test(value) || !isDate(value, column)) return malformed();
      return statement.value(value, dateType(column));
    default:
      return malformed();
  }
}

/** As many digits as no column exceeds, and no exponent: that is how the store writes what is exact. */
const EXACT = /^-?\d{1,38}(\.\d{1,38})?$/;
const DOUBLE = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i;
const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d{1,6})?Z?)?$/;

function number(statement: Statement, column: ColumnMetadata, text: string): string {
  if (column.type !== "double") {
    return EXACT.test(text) ? statement.value(text, "numeric") : malformed();
  }
  const double = Number(text);
  return DOUBLE.test(text) && Number.isFinite(double)
    ? statement.value(double, "double precision")
    : malformed();
}

/** Whether the calendar and the clock have it; the text itself goes on, as it is finer than a millisecond. */
function isDate(text: string, column: ColumnMetadata): boolean {
  try {
    readDate(text, column, "UTC");
    return true;
  } catch {
    return false;
  }
}

function dateType(column: ColumnMetadata): string {
  switch (column.dateTimeBehavior) {
    case "DateOnly":
      return "date";
    case "TimeZoneIndependent":
      return "timestamp";
    default:
      return "timestamptz";
  }
}

function malformed(): never {
  throw malformedCookie();
}

/** After and at a boundary, nulls being first in ascending and last in descending order. */
function compare(
  { sql, descending, nullable }: OrderTerm,
  last: string | undefined,
): [after: string, at: string] {
  if (last === undefined) return [descending ? "false" : `${sql} is not null`, `${sql} is null`];
  const beyond = descending ? `${sql} < ${last}` : `${sql} > ${last}`;
  return [descending && nullable ? `(${beyond} or ${sql} is null)` : beyond, `${sql} = ${last}`];
}
