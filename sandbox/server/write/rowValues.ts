import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { Database } from "../store/database";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import { NEXT_VERSION } from "../store/schema";
import type { StoredValue } from "./acceptValue";
import type { Reference } from "./context";
import { asRefusal } from "./uniqueViolation";

/** Gives a value a place among the statement's parameters and returns how the statement names it. */
export type Parameter = (value: unknown) => string;
export type Expression = (parameter: Parameter) => string;

/** The new values of one row, as SQL expressions by physical column. */
export class RowValues {
  readonly #expressions = new Map<string, Expression>();

  constructor(readonly table: TableMetadata) {}

  has(column: string): boolean {
    return this.#expressions.has(column);
  }

  /** Sets a column that the table may lack; then nothing happens. */
  set(column: string, value: StoredValue): void {
    const metadata = this.table.columns.get(column);
    if (metadata !== undefined) this.#expressions.set(column, rounded(metadata, value));
  }

  setExpression(column: string, expression: Expression): void {
    if (this.table.columns.has(column)) this.#expressions.set(column, expression);
  }

  /** Points a lookup to a row, or to none. */
  point(column: ColumnMetadata, to: Reference | null): void {
    this.#expressions.set(column.logicalName, (parameter) => parameter(to?.id ?? null));
    if (isPolymorphic(column)) {
      this.#expressions.set(targetColumn(column.logicalName), (parameter) => parameter(to?.table ?? null));
    }
  }

  /** The column's new value, or the one it has, as an expression for other columns to build on. */
  resulting(column: string): Expression {
    return this.#expressions.get(column) ?? (() => identifier(column));
  }

  /** As `resulting`, where there is no row yet: an absent column is null. */
  initial(column: string): Expression {
    return this.#expressions.get(column) ?? (() => "null");
  }

  async insert(database: Database): Promise<void> {
    const values: unknown[] = [];
    const parameter: Parameter = (value) => `$${String(values.push(value))}`;
    const columns = [...this.#expressions.keys()].map(identifier).join(", ");
    const expressions = [...this.#expressions.values()].map((expression) => expression(parameter)).join(", ");
    const statement = `insert into ${identifier(this.table.logicalName)} (${columns}) values (${expressions})`;
    await this.#run(database, statement, values);
  }

  async update(database: Database, id: string): Promise<void> {
    const values: unknown[] = [];
    const parameter: Parameter = (value) => `$${String(values.push(value))}`;
    const assignments = [...this.#expressions].map(
      ([column, expression]) => `${identifier(column)} = ${expression(parameter)}`,
    );
    assignments.push(`versionnumber = ${NEXT_VERSION}`);
    const statement = `update ${identifier(this.table.logicalName)} set ${assignments.join(", ")} where ${identifier(this.table.primaryIdColumn)} = ${parameter(id)}`;
    await this.#run(database, statement, values);
  }

  async #run(database: Database, statement: string, values: readonly unknown[]): Promise<void> {
    try {
      await database.query(statement, values);
    } catch (error) {
      throw asRefusal(this.table, error);
    }
  }
}

/** Decimals and money are rounded to their precision, half away from zero. */
function rounded(column: ColumnMetadata, value: StoredValue): Expression {
  if (value === null || column.precision === undefined) return (parameter) => parameter(value);
  const precision = String(column.precision);
  switch (column.type) {
    case "decimal":
    case "money":
      return (parameter) => `round(${parameter(value)}::numeric, ${precision})`;
    case "double":
      return (parameter) =>
        `round(${parameter(value)}::double precision::numeric, ${precision})::double precision`;
    default:
      return (parameter) => parameter(value);
  }
}
