import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata } from "../../metadata/model";
import { identifier, isPolymorphic, targetColumn } from "../../store/physical";
import { isDateOnly, isZoneless } from "./dateValue";
import { lookupName } from "./lookupName";
import { hierarchicalLookup, type Output } from "./output";
import { reference, type Statement } from "./statement";

/** How the value of a cell is shown, where that is not simply by its column. */
export type Presentation = "column" | "count" | "base-money" | "part-of-date";

/** Where the parts of a returned value stand in a row of the statement's result. */
export interface Cell {
  readonly output: Output;
  readonly presentation: Presentation;
  readonly value: string;
  /** The logical name of a lookup's target, where it varies. */
  readonly type?: string;
  /** The primary name of a lookup's target. */
  readonly name?: string;
  /** The currency of an amount of money. */
  readonly symbol?: string;
  readonly precision?: string;
}

/** SQL for a column and for what belongs to it. */
export interface CellReferences {
  readonly value: string;
  readonly type?: string;
  /** The currency that an amount is in, its id. */
  readonly currency?: string;
}

/** The items of a select list, each with the name it gets. */
export class SelectList {
  readonly #items: string[] = [];

  add(sql: string): string {
    const name = `c${String(this.#items.length)}`;
    this.#items.push(`${sql} as ${name}`);
    return name;
  }

  toString(): string {
    return this.#items.join(", ");
  }
}

/** The references of a column in its own table. */
export function ownReferences({ source, column }: Output): CellReferences {
  const currency = source.table.columns.get("transactioncurrencyid");
  return {
    value: reference(source, column),
    ...(isPolymorphic(column) ? { type: reference(source, targetColumn(column.logicalName)) } : {}),
    ...(column.type === "money" && column.baseOf === undefined && currency !== undefined
      ? { currency: reference(source, currency) }
      : {}),
  };
}

/** Adds a column to the select list, with a lookup's name and an amount's currency. */
export function columnCell(
  statement: Statement,
  list: SelectList,
  output: Output,
  references: CellReferences,
): Cell {
  const { column } = output;
  if (output.selected.rowAggregate !== undefined) return childrenCell(statement, list, output, references);
  const cell = {
    output,
    presentation: "column",
    value: list.add(plainValue(column, references.value)),
  } as const;
  if (isLookup(column)) {
    return {
      ...cell,
      ...(references.type === undefined ? {} : { type: list.add(references.type) }),
      name: list.add(lookupName(statement, column, references.value, references.type)),
    };
  }
  if (column.type === "money") {
    return { ...cell, ...currencyCells(statement, list, references.currency) };
  }
  return cell;
}

/** Adds symbol and precision of a currency, the base currency unless another is given. */
export function currencyCells(
  statement: Statement,
  list: SelectList,
  currency?: string,
): { readonly symbol?: string; readonly precision?: string } {
  const table = statement.catalog.table("transactioncurrency");
  if (table === undefined) return {};
  const find = (column: string) => {
    const alias = statement.alias();
    return table.columns.has(column)
      ? list.add(
          `(select ${alias}.${identifier(column)} from "transactioncurrency" ${alias} where ${alias}."transactioncurrencyid" = ${currency ?? statement.value(statement.baseCurrencyId, "uuid")})`,
        )
      : undefined;
  };
  const [symbol, precision] = [find("currencysymbol"), find("currencyprecision")];
  return { ...(symbol === undefined ? {} : { symbol }), ...(precision === undefined ? {} : { precision }) };
}

/** Counts the rows below, all of them: the documentation says that rows the caller may not read are counted too. */
function childrenCell(
  statement: Statement,
  list: SelectList,
  output: Output,
  references: CellReferences,
): Cell {
  const { table } = output.source;
  const alias = statement.alias();
  const lookup = identifier(hierarchicalLookup(statement, table) ?? "");
  const count = `(select count(*) from ${identifier(table.logicalName)} ${alias} where ${alias}.${lookup} = ${references.value})`;
  return { output, presentation: "count", value: list.add(count) };
}

/** A value as it is taken from the store: dates as the text that the Web API sends, everything else as it is. */
export function plainValue(column: ColumnMetadata, sql: string): string {
  if (column.type !== "datetime") return sql;
  if (isDateOnly(column)) return `to_char(${sql}, 'YYYY-MM-DD')`;
  const utc = isZoneless(column) ? sql : `${sql} at time zone 'UTC'`;
  return `to_char(${utc}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
