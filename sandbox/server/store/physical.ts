import type { ColumnMetadata } from "../metadata/model";

/** A name as Postgres takes it: quoted, so that no logical name can mean anything else. */
export function identifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** Whether the column's target varies from row to row, so that the target's logical name is kept beside the id. */
export function isPolymorphic(column: ColumnMetadata): boolean {
  return (
    (column.type === "lookup" || column.type === "customer" || column.type === "owner") &&
    (column.targets?.length ?? 0) > 1
  );
}

/** The companion column with the target's logical name. `$` cannot occur in a logical name. */
export function targetColumn(column: string): string {
  return `${column}$type`;
}

/** The Postgres type that holds a column, or undefined for a column without storage of its own (party lists). */
export function physicalType(column: ColumnMetadata): string | undefined {
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      return "text";
    case "integer":
    case "choice":
    case "state":
    case "status":
      return "integer";
    case "bigint":
      return "bigint";
    case "decimal":
    case "money":
      return "numeric";
    case "double":
      return "double precision";
    case "boolean":
      return "boolean";
    case "choices":
      return "integer[]";
    case "datetime":
      return column.dateTimeBehavior === "DateOnly"
        ? "date"
        : column.dateTimeBehavior === "TimeZoneIndependent"
          ? "timestamp"
          : "timestamptz";
    case "uniqueidentifier":
    case "lookup":
    case "customer":
    case "owner":
      return "uuid";
    case "partylist":
      return undefined;
  }
}
