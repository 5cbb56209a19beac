import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { keyIndexName, primaryKeyName } from "../store/schema";

const UNIQUE_VIOLATION = "23505";

/** The refusal that a violated key means; any other error is returned as it is. */
export function asRefusal(table: TableMetadata, error: unknown): unknown {
  if (!isViolation(error)) return error;
  if (error.constraint === primaryKeyName(table)) return duplicateRow();
  const key = table.keys.find((candidate) => keyIndexName(table, candidate) === error.constraint);
  if (key === undefined) return duplicateRow();
  return new DataverseError(
    412,
    "0x80060892",
    `Entity Key ${key.schemaName} violated. A record with the same value for ${key.columns.join(", ")} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
  );
}

/** A second row under one id. */
export function duplicateRow(): DataverseError {
  return new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
}

function isViolation(error: unknown): error is { constraint: string } {
  return (
    error instanceof Error &&
    (error as { code?: unknown }).code === UNIQUE_VIOLATION &&
    typeof (error as { constraint?: unknown }).constraint === "string"
  );
}
