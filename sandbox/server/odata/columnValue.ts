import type { ColumnMetadata } from "../metadata/model";
import type { Literal } from "./expression";
import { isLookup } from "./property";
import { badQuery } from "./refusals";

/** The Edm type that the Web API gives a column. */
export function edmType(column: ColumnMetadata): string {
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
    case "choices":
      return "Edm.String";
    case "integer":
    case "choice":
    case "state":
    case "status":
      return "Edm.Int32";
    case "bigint":
      return "Edm.Int64";
    case "decimal":
    case "money":
      return "Edm.Decimal";
    case "double":
      return "Edm.Double";
    case "boolean":
      return "Edm.Boolean";
    case "datetime":
      return column.dateTimeBehavior === "DateOnly" ? "Edm.Date" : "Edm.DateTimeOffset";
    case "uniqueidentifier":
    case "lookup":
    case "customer":
    case "owner":
      return "Edm.Guid";
    case "partylist":
      return "Collection(Microsoft.Dynamics.CRM.activityparty)";
  }
}

const LITERAL_TYPES = {
  string: "Edm.String",
  number: "Edm.Int32",
  boolean: "Edm.Boolean",
  guid: "Edm.Guid",
  date: "Edm.Date",
  datetime: "Edm.DateTimeOffset",
  null: "null",
  list: "Collection(Edm.String)",
  object: "Edm.Untyped",
} as const;

/**
 * The text of a literal that is compared with a column, as a FetchXML condition takes it.
 * @throws DataverseError 400 0x80060888 when the two types cannot be compared: a GUID in quotes, for instance
 */
export function comparedValue(column: ColumnMetadata, literal: Literal, operatorKind: string): string {
  const fits = fitting(column, literal);
  if (fits === undefined) {
    const [left, right] = [edmType(column), LITERAL_TYPES[literal.type]];
    throw badQuery(
      `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorKind}'.`,
    );
  }
  return fits;
}

function fitting(column: ColumnMetadata, literal: Literal): string | undefined {
  if (isLookup(column)) return literal.type === "guid" ? literal.text : undefined;
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      return literal.type === "string" ? literal.text : undefined;
    case "integer":
    case "choice":
    case "state":
    case "status":
    case "bigint":
    case "decimal":
    case "double":
    case "money":
      return literal.type === "number" ? literal.text : undefined;
    case "boolean":
      return literal.type === "boolean" ? (literal.text === "true" ? "1" : "0") : undefined;
    case "uniqueidentifier":
      return literal.type === "guid" ? literal.text : undefined;
    case "datetime":
      return date(column, literal);
    default:
      return undefined;
  }
}

// OData promotes a date to a moment at midnight UTC; FetchXML would read it in the caller's time zone.
function date(column: ColumnMetadata, literal: Literal): string | undefined {
  if (column.dateTimeBehavior === "DateOnly") return literal.type === "date" ? literal.text : undefined;
  if (literal.type === "datetime") return literal.text;
  return literal.type === "date" ? `${literal.text}T00:00:00Z` : undefined;
}
