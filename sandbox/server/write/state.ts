import { DataverseError } from "../errors";
import type { ColumnMetadata, OptionMetadata, TableMetadata } from "../metadata/model";

export interface State {
  readonly state: number;
  readonly status: number;
}

/**
 * The state and status that a write leads to. A status belongs to one state; naming the state alone means its default
 * status, naming the status alone keeps the state.
 * @throws DataverseError 400 0x80048408 when the two do not go together
 */
export function resultingState(
  table: TableMetadata,
  state: number | undefined,
  status: number | undefined,
  current: number,
): State | undefined {
  const states = table.columns.get("statecode");
  const statuses = table.columns.get("statuscode");
  if (states === undefined || statuses === undefined) return undefined;
  const resulting = state ?? current;
  if (status === undefined) return { state: resulting, status: defaultStatus(states, statuses, resulting) };
  const belongs = optionsOf(statuses).some((option) => option.value === status && option.state === resulting);
  if (!belongs) {
    throw new DataverseError(
      400,
      "0x80048408",
      `${String(status)} is not a valid status code for state code ${table.schemaName}State.${stateName(states, resulting)} on ${table.logicalName}.`,
    );
  }
  return { state: resulting, status };
}

function defaultStatus(states: ColumnMetadata, statuses: ColumnMetadata, state: number): number {
  const named = optionsOf(states).find((option) => option.value === state)?.defaultStatus;
  return named ?? optionsOf(statuses).find((option) => option.state === state)?.value ?? state + 1;
}

/** The state of a new row. */
export function initialState(table: TableMetadata): number {
  const column = table.columns.get("statecode");
  if (typeof column?.defaultValue === "number") return column.defaultValue;
  return column?.options?.[0]?.value ?? 0;
}

function stateName(states: ColumnMetadata, state: number): string {
  return optionsOf(states).find((option) => option.value === state)?.labels[1033] ?? String(state);
}

function optionsOf(column: ColumnMetadata): readonly OptionMetadata[] {
  return column.options ?? [];
}
