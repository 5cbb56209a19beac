import { isLookup } from "../../server/metadata/catalog";
import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../../server/metadata/model";
import type { RowNaming } from "./csvColumn";
import { RowFault } from "./csvValue";
import type { Send } from "./webApiDoor";

export interface RowReference {
  readonly table: TableMetadata;
  readonly id: string;
}

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/**
 * Finds the rows that cells name. A cell is an id or, `&` between them, `column=value` of a key; where the header leaves
 * the table open, `table:` stands before it. Under a header with a key the cell is the key's value.
 */
export class ReferenceResolver {
  /** Promises, so that one question is asked once. */
  readonly #found = new Map<string, Promise<string>>();

  constructor(
    private readonly metadata: MetadataCatalog,
    private readonly send: Send,
  ) {}

  /** Forgets what was not there: after more rows have come it may be. */
  forget(): void {
    this.#found.clear();
  }

  /** @throws RowFault when the cell names no row, several rows, or nothing that can be understood */
  async resolve(column: RowNaming, text: string): Promise<RowReference> {
    const { table, key } = this.#target(column, text);
    const id = GUID.exec(key)?.[1];
    if (column.by === undefined && id !== undefined) {
      return { table, id: id.toLowerCase() };
    }
    const parts: [string, string][] =
      column.by === undefined ? keyParts(column, text, key) : [[column.by, key]];
    return { table, id: await this.#byKey(column, table, parts) };
  }

  #target(column: RowNaming, text: string): { table: TableMetadata; key: string } {
    const [, prefix, rest] = /^([a-z0-9_]+):(.*)$/s.exec(text) ?? [];
    const only = column.targets.length === 1 ? column.targets[0] : undefined;
    // Under `column.key` a colon is part of the value.
    const named =
      column.by === undefined && prefix !== undefined && column.targets.includes(prefix) ? prefix : undefined;
    const table = this.metadata.table(named ?? only ?? "");
    if (table === undefined) {
      throw new RowFault(
        `${column.name}: "${text}" does not say to which table it belongs; write one of ${column.targets.map((each) => `${each}:…`).join(", ")}`,
      );
    }
    return { table, key: named === undefined ? text : (rest ?? "") };
  }

  #byKey(column: RowNaming, table: TableMetadata, parts: readonly [string, string][]): Promise<string> {
    const conditions = parts.map(([name, value]) => condition(column, table, name, value)).join(" and ");
    const question = `${table.entitySetName}?$select=${table.primaryIdColumn}&$top=2&$filter=${encodeURIComponent(conditions)}`;
    const known = this.#found.get(question);
    if (known !== undefined) {
      return known;
    }
    const asked = this.#ask(column, table, parts, question);
    this.#found.set(question, asked);
    return asked;
  }

  async #ask(
    column: RowNaming,
    table: TableMetadata,
    parts: readonly [string, string][],
    question: string,
  ): Promise<string> {
    const answer = await this.send({ method: "GET", path: question });
    const words = parts.map(([name, value]) => `${name} "${value}"`).join(" and ");
    if (answer.status !== 200) {
      throw new RowFault(
        `${column.name}: ${table.logicalName} with ${words}: ${answer.refusal ?? "no answer"}`,
      );
    }
    const rows = (answer.body as { readonly value: readonly Readonly<Record<string, unknown>>[] }).value;
    const [first, second] = rows;
    if (first === undefined) {
      throw new RowFault(`${column.name}: there is no ${table.logicalName} with ${words}`);
    }
    if (second !== undefined) {
      throw new RowFault(`${column.name}: there is more than one ${table.logicalName} with ${words}`);
    }
    return String(first[table.primaryIdColumn]);
  }
}

function keyParts(column: RowNaming, text: string, key: string): [string, string][] {
  return key.split("&").map((part): [string, string] => {
    const at = part.indexOf("=");
    if (at <= 0) {
      throw new RowFault(`${column.name}: "${text}" is neither an id nor column=value`);
    }
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
}

function condition(lookup: RowNaming, table: TableMetadata, name: string, value: string): string {
  const column = table.columns.get(name);
  if (column === undefined) {
    throw new RowFault(`${lookup.name}: there is no column "${name}" in the table ${table.logicalName}`);
  }
  return `${isLookup(column) ? `_${name}_value` : name} eq ${literal(lookup, column, value)}`;
}

function literal(lookup: RowNaming, column: ColumnMetadata, value: string): string {
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      return `'${value.replace(/'/g, "''")}'`;
    case "integer":
    case "bigint":
    case "choice":
    case "decimal":
    case "double":
    case "money":
      if (!/^-?\d+(\.\d+)?$/.test(value)) {
        throw new RowFault(`${lookup.name}: "${value}" is not a number`);
      }
      return value;
    default: {
      const id = GUID.exec(value)?.[1];
      if (id === undefined) {
        throw new RowFault(`${lookup.name}: rows cannot be found by "${column.logicalName}" with "${value}"`);
      }
      return id;
    }
  }
}
