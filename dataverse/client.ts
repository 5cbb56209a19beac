/** Whose interests, deals and notes are meant: a record of one of the tables that a client can stand in. */
export interface Client {
  readonly table: ClientTable;
  /** Lower case, without braces. */
  readonly id: string;
  /** Whether the companies below an account are meant as well. */
  readonly withBelow?: boolean;
}

export const clientTables = ["account", "contact", "lead", "opportunity"] as const;
export type ClientTable = (typeof clientTables)[number];

export function isClientTable(table: string): table is ClientTable {
  return (clientTables as readonly string[]).includes(table);
}

/** Whether a client is one person. */
export function isPerson({ table }: Pick<Client, "table">): boolean {
  return table === "contact" || table === "lead";
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A record id in one spelling (hosts give braces and capitals); null for what is no id, as on a new record's form. */
export function recordId(given: string | null | undefined): string | null {
  const id = (given ?? "").replace(/[{}]/g, "").toLowerCase();
  return guid.test(id) ? id : null;
}
