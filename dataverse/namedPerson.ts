import type { Row } from "./host";
import { namedIn } from "./row";

/** Somebody whom a row names, with the table that their record is in. */
export interface NamedPerson {
  readonly table: "contact" | "lead";
  readonly id: string;
  readonly name: string;
}

/** The contact or the lead in a lookup column; null where there is none. */
export function personNamedIn(row: Row, table: NamedPerson["table"], column: string): NamedPerson | null {
  const named = namedIn(row, column);
  return named === null ? null : { table, ...named };
}

/** Whose a signal is: its contact's, else its lead's. */
export function signalPersonIn(row: Row): NamedPerson | null {
  return personNamedIn(row, "contact", "ent_contactid") ?? personNamedIn(row, "lead", "ent_leadid");
}
