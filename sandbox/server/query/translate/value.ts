import type { ColumnMetadata } from "../../metadata/model";
import { wrongValueType } from "../refusals";
import { dateBound, readDate } from "./dateValue";
import { columnKind, typeName } from "./columnKind";
import type { Source, Statement } from "./statement";

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const INTEGER = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(\d{1,28}(\.\d{0,28})?|\.\d{1,28})$/;
const DOUBLE = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

const BIGINT_LIMIT = 9_223_372_036_854_775_807n;

/** A GUID as Postgres takes it, or undefined. */
export function readGuid(text: string): string | undefined {
  return GUID.exec(text.trim())?.[1]?.toLowerCase();
}

/**
 * A condition's value as a parameter of the column's type.
 * @throws DataverseError 0x80044354 when the text is not of that type, 0x80040239 for a date
 */
export function columnValue(
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
  text: string,
): string {
  const wrong = () => wrongValueType(source.table.logicalName, column.logicalName, typeName(column), text);
  switch (columnKind(column)) {
    case "text":
      return `ci(${statement.value(textValue(statement, column, text), "text")})`;
    case "id": {
      const guid = readGuid(text);
      if (guid === undefined) throw wrong();
      return statement.value(guid, "uuid");
    }
    case "boolean":
      return statement.value(readBoolean(text) ?? raise(wrong()), "boolean");
    case "choice":
    case "choices":
      return statement.value(readInteger(text) ?? raise(wrong()), "integer");
    case "number":
      return numberValue(statement, column, text) ?? raise(wrong());
    case "date":
      return dateBound(statement, column, readDate(text, column, statement.caller.timeZone));
    case undefined:
      throw wrong();
  }
}

/** The values of a list, each once, as one parameter: `$4::uuid[]`. For types that compare without `ci`. */
export function columnValues(
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
  texts: readonly string[],
): string {
  const wrong = (text: string) =>
    wrongValueType(source.table.logicalName, column.logicalName, typeName(column), text);
  switch (columnKind(column)) {
    case "id":
      return statement.value(
        texts.map((text) => readGuid(text) ?? raise(wrong(text))),
        "uuid[]",
      );
    case "choice":
    case "choices":
      return statement.value(
        texts.map((text) => readInteger(text) ?? raise(wrong(text))),
        "integer[]",
      );
    default:
      return `array[${texts.map((text) => columnValue(statement, source, column, text)).join(", ")}]`;
  }
}

/** A 32-bit whole number, or undefined. */
export function readInteger(text: string): number | undefined {
  if (!INTEGER.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= -2_147_483_648 && number <= 2_147_483_647 ? number : undefined;
}

function readBoolean(text: string): boolean | undefined {
  switch (text.trim().toLowerCase()) {
    case "1":
    case "true":
      return true;
    case "0":
    case "false":
      return false;
    default:
      return undefined;
  }
}

function numberValue(statement: Statement, column: ColumnMetadata, text: string): string | undefined {
  const number = text.trim();
  switch (column.type) {
    case "integer": {
      const integer = readInteger(number);
      return integer === undefined ? undefined : statement.value(integer, "integer");
    }
    case "bigint": {
      if (!INTEGER.test(number)) return undefined;
      const big = BigInt(number.replace(/^\+/, ""));
      return big > BIGINT_LIMIT || big < -BIGINT_LIMIT ? undefined : statement.value(String(big), "bigint");
    }
    case "double":
      return DOUBLE.test(number) && Number.isFinite(Number(number))
        ? statement.value(Number(number), "double precision")
        : undefined;
    default:
      return DECIMAL.test(number) ? statement.value(number, "numeric") : undefined;
  }
}

/** A table's name may be given by its type code, as it was before Dataverse kept names: `4` for `lead`. */
function textValue(statement: Statement, column: ColumnMetadata, text: string): string {
  if (column.type !== "entityname" || !/^\d{1,9}$/.test(text)) return text;
  return statement.catalog.tableByTypeCode(Number(text))?.logicalName ?? text;
}

function raise(error: Error): never {
  throw error;
}
