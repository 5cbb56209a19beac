import type { Owner } from "../domain/guard/protection";
import type { Row } from "./host";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const TARGET = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** A text column, or null. */
export function textOf(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === "string" && value !== "" ? value : null;
}

/** A number column (or an aggregate), or null. Hosts give decimals as numbers or as text. */
export function numberOf(row: Row, column: string): number | null {
  const value = row[column];
  // Of these two, Number would make 0.
  if (value === null || value === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** What Dataverse shows for a value: a choice's label, a lookup's name, an amount with its currency. */
export function labelOf(row: Row, column: string): string | null {
  return textOf(row, `${column}${FORMATTED}`);
}

/** The id in a lookup column. */
export function lookupOf(row: Row, column: string): string | null {
  return textOf(row, `_${column}_value`);
}

/** The name of the record in a lookup column. */
export function lookupLabelOf(row: Row, column: string): string | null {
  return labelOf(row, `_${column}_value`);
}

/** The record in a lookup column; null where there is none. */
export function namedIn(row: Row, column: string): { readonly id: string; readonly name: string } | null {
  const id = lookupOf(row, column);
  return id === null ? null : { id, name: lookupLabelOf(row, column) ?? "" };
}

/** The table of the record in a lookup column that takes several. */
export function tableOf(row: Row, column: string): string | null {
  return textOf(row, `_${column}_value${TARGET}`);
}

/** Whose the row is: a user, or a team. */
export function ownerIn(row: Row): Owner | null {
  const named = namedIn(row, "ownerid");
  return named === null
    ? null
    : { ...named, table: tableOf(row, "ownerid") === "team" ? "team" : "systemuser" };
}

/** A moment, or null. */
export function momentOf(row: Row, column: string): Date | null {
  const text = textOf(row, column);
  if (text === null) return null;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
