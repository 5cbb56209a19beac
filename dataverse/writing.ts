import type { Row } from "./host";

/** The part of `context.webAPI` that changes something, and the reading that goes with it. */
export interface Writing {
  createRecord(table: string, data: Row): Promise<unknown>;
  updateRecord(table: string, id: string, data: Row): Promise<unknown>;
  deleteRecord(table: string, id: string): Promise<unknown>;
  retrieveRecord(table: string, id: string, options?: string): Promise<Row>;
}

/** The first option value of the publisher. */
export const FIRST_OPTION = 789_100_000;

/** A choice's value in Dataverse, from its place among the options; null stays null. */
export function optionOf<T>(values: readonly T[], value: T | null): number | null {
  const place = value === null ? -1 : values.indexOf(value);
  return place < 0 ? null : FIRST_OPTION + place;
}

/** What an option's value stands for; null where it is none of ours. */
export function valueOf<T>(values: readonly T[], option: number | null): T | null {
  return values[(option ?? 0) - FIRST_OPTION] ?? null;
}

/** A lookup as it is written; nothing without an id. @param set the target's entity set */
export function bind(column: string, set: string, id: string | null): Row {
  return id === null ? {} : { [`${column}@odata.bind`]: `/${set}(${id})` };
}

/** Gives a row that is to be made its id, by what the row is. `newId` gives another one each time. */
export type IdOf = (what: string) => string;

/**
 * An id for a row to be created, made here so that a repeated request is recognised (RFC 9562, version 4). `randomUUID`
 * is missing from web views that do not count as secure; random values are not.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
