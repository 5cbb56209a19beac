import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../../metadata/model";
import type { Caller } from "../../security/caller";
import { identifier } from "../../store/physical";
import { unknownColumn, unknownTable } from "../refusals";

/** One occurrence of a table in a statement. */
export interface Source {
  readonly sqlAlias: string;
  readonly table: TableMetadata;
  /** What `entityname` and `valueof` call it: its alias, else its logical name. */
  readonly name: string;
  /** What its columns are prefixed with in a result; empty for the query's own table. */
  readonly resultPrefix: string;
}

/**
 * The part of a where clause that keeps rows from a caller who may not read them; undefined when all may be read.
 * @throws DataverseError 403 0x80040220 when the caller may read no row of the table at all
 */
export type ReadRestriction = (
  table: TableMetadata,
  sqlAlias: string,
  addParameter: (value: unknown) => string,
) => string | undefined;

/** What a statement is made for, and its parameters so far: no value ever stands in the text of the statement. */
export class Statement {
  readonly parameters: unknown[] = [];
  /** Whether the first rows in some order are wanted, rather than all of them in none. */
  isInOrder = false;
  readonly #placeholders = new Map<string, string>();
  readonly #gathered: string[] = [];
  #aliases = 0;

  constructor(
    readonly catalog: MetadataCatalog,
    readonly caller: Caller,
    readonly now: Date,
    readonly baseCurrencyId: string,
    private readonly restriction: ReadRestriction,
  ) {}

  /** A parameter of a Postgres type: `$3::uuid`. The same value twice is one parameter. */
  value(value: string | number | boolean | readonly (string | number)[], type: string): string {
    const key = `${type} ${JSON.stringify(value)}`;
    let placeholder = this.#placeholders.get(key);
    if (placeholder === undefined) {
      placeholder = `${this.add(typeof value === "string" ? storable(value) : value)}::${type}`;
      this.#placeholders.set(key, placeholder);
    }
    return placeholder;
  }

  /** A parameter whose type Postgres finds out. */
  add(value: unknown): string {
    this.parameters.push(value);
    return `$${String(this.parameters.length)}`;
  }

  alias(): string {
    return `t${String(this.#aliases++)}`;
  }

  /**
   * A question that depends on no row of the statement, answered once, before it: Postgres would answer it again for each row
   * that it does not expect.
   * @returns what its answer is called in a from clause
   */
  gather(sql: string): string {
    const name = `w${String(this.#gathered.length)}`;
    this.#gathered.push(`${name} as materialized (${sql})`);
    return name;
  }

  /** The whole of the statement: what was gathered for it, and itself. */
  whole(sql: string): string {
    return this.#gathered.length === 0 ? sql : `with ${this.#gathered.join(", ")} ${sql}`;
  }

  /** @throws DataverseError 0x80041102 */
  table(name: string): TableMetadata {
    const table = this.catalog.table(name);
    if (table === undefined) throw unknownTable(name);
    return table;
  }

  /** Rows of the source that the caller may read; undefined when that is all of them. */
  readable(source: Source): string | undefined {
    return this.restriction(source.table, source.sqlAlias, (value) => this.add(value));
  }
}

/** Postgres stores no NUL, so no row can hold one; U+FFFF, which is no character, equals as little. */
function storable(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\uffff") : text;
}

/** @throws DataverseError 0x80041103 */
export function columnOf(table: TableMetadata, name: string): ColumnMetadata {
  const column = table.columns.get(name);
  if (column === undefined || !column.validForRead) throw unknownColumn(table.logicalName, name);
  return column;
}

/** A column of a source, as SQL. */
export function reference(source: Source, column: ColumnMetadata | string): string {
  const name = typeof column === "string" ? column : column.logicalName;
  return `${source.sqlAlias}.${identifier(name)}`;
}

/** A table in a from clause. */
export function from(source: Source): string {
  return `${identifier(source.table.logicalName)} ${source.sqlAlias}`;
}

/** Joins conditions; undefined when there is none. */
export function and(conditions: readonly (string | undefined)[]): string | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? undefined : present.join(" and ");
}
