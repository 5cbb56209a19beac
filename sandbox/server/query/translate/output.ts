import { notSupportedBySandbox } from "../../errors";
import type { ColumnMetadata, TableMetadata } from "../../metadata/model";
import { physicalType } from "../../store/physical";
import type { Query, SelectedColumn } from "../model";
import {
  aggregateNotForType,
  attributeWithAggregate,
  duplicateAlias,
  groupByAndAggregate,
  invalidAggregate,
  invalidAlias,
  invalidDateGrouping,
  typeNotForOrder,
} from "../refusals";
import { columnKind, typeName } from "./columnKind";
import { checkAlias, type Tables } from "./join";
import { columnOf, type Source, type Statement } from "./statement";

/** One value that a query returns. */
export interface Output {
  /** The property it is returned under; a lookup of the query's own table becomes `_key_value`. */
  readonly key: string;
  readonly source: Source;
  readonly column: ColumnMetadata;
  readonly selected: SelectedColumn;
  /** Renamed or of a linked table: a lookup then keeps its key as it is. */
  readonly aliased: boolean;
}

const NUMERIC_AGGREGATES = new Set(["sum", "avg"]);

/** The values that a query returns, in its order: its own columns, then those of its links. */
export function outputsOf(statement: Statement, query: Query, tables: Tables): Output[] {
  const outputs = new Outputs();
  const add = query.aggregate ? addAggregated : addPlain;
  add(outputs, statement, tables.root, query.columns, false);
  for (const { source, link, type } of tables.joins) {
    add(outputs, statement, source, link.columns, type === "first");
  }
  if (query.aggregate && outputs.list.length === 0) throw invalidAggregate("Nothing is aggregated.");
  if (!query.aggregate) addImplied(outputs, query, tables.root);
  return outputs.list;
}

class Outputs {
  readonly list: Output[] = [];
  readonly #keys = new Map<string, Output>();

  add(output: Output): void {
    const known = this.#keys.get(output.key);
    // A column named twice is one column; two columns of one name are refused.
    if (known !== undefined) {
      const same = known.source === output.source && known.column === output.column && !output.aliased;
      if (same && !known.aliased) return;
      throw duplicateAlias(output.key);
    }
    this.#keys.set(output.key, output);
    this.list.push(output);
  }

  has(source: Source, column: ColumnMetadata): boolean {
    return this.list.some(
      (output) => output.source === source && output.column === column && !output.aliased,
    );
  }
}

function allColumns(table: TableMetadata): SelectedColumn[] {
  return [...table.columns.values()]
    .filter((column) => column.validForRead && physicalType(column) !== undefined)
    .map((column) => ({ name: column.logicalName }));
}

function addPlain(
  outputs: Outputs,
  statement: Statement,
  source: Source,
  columns: readonly SelectedColumn[] | "all",
  bySchemaName: boolean,
): void {
  for (const selected of columns === "all" ? allColumns(source.table) : columns) {
    const column = columnOf(source.table, selected.name);
    if (selected.aggregate !== undefined || selected.groupBy === true) {
      throw invalidAggregate("The query is not marked as an aggregate.");
    }
    if (selected.dateGrouping !== undefined)
      throw invalidDateGrouping("The query is not marked as an aggregate.");
    if (selected.alias !== undefined) checkAlias(selected.alias);
    if (selected.rowAggregate !== undefined) {
      addChildren(outputs, statement, source, column, selected);
    } else if (physicalType(column) !== undefined) {
      // A party list is rows of another table; nothing is returned for it here.
      const name = bySchemaName ? column.schemaName : column.logicalName;
      outputs.add({
        key: selected.alias ?? `${source.resultPrefix}${name}`,
        source,
        column,
        selected,
        aliased: selected.alias !== undefined || source.resultPrefix !== "" || bySchemaName,
      });
    }
  }
}

/** `rowaggregate='CountChildren'` (…/query-hierarchical-data, "Retrieve the number of hierarchically related child records"). */
function addChildren(
  outputs: Outputs,
  statement: Statement,
  source: Source,
  column: ColumnMetadata,
  selected: SelectedColumn,
): void {
  if (selected.alias === undefined) throw invalidAlias("");
  if (source.resultPrefix !== "" || column.logicalName !== source.table.primaryIdColumn) {
    throw notSupportedBySandbox(
      "rowaggregate on a column that is not the primary key of the query's own table",
    );
  }
  if (hierarchicalLookup(statement, source.table) === undefined) {
    throw aggregateNotForType("CountChildren", typeName(column));
  }
  outputs.add({ key: selected.alias, source, column, selected, aliased: true });
}

/** The lookup of a table that makes its hierarchy. */
export function hierarchicalLookup(statement: Statement, table: TableMetadata): string | undefined {
  for (const relationship of statement.catalog.relationshipsOf(table.logicalName)) {
    if (
      relationship.kind === "OneToMany" &&
      relationship.hierarchical &&
      relationship.referencedTable === relationship.referencingTable
    ) {
      return relationship.referencingColumn;
    }
  }
  return undefined;
}

/** What Dataverse returns unasked: the key, unless rows are made different, and with money its currency. */
function addImplied(outputs: Outputs, query: Query, root: Source): void {
  if (!query.distinct) addColumn(outputs, root, root.table.primaryIdColumn);
  const hasMoney = outputs.list.some(({ source, column }) => source === root && column.type === "money");
  if (hasMoney) addColumn(outputs, root, "transactioncurrencyid");
}

function addColumn(outputs: Outputs, source: Source, name: string): void {
  const column = source.table.columns.get(name);
  if (column === undefined || outputs.has(source, column)) return;
  outputs.add({ key: name, source, column, selected: { name }, aliased: false });
}

function addAggregated(
  outputs: Outputs,
  _statement: Statement,
  source: Source,
  columns: readonly SelectedColumn[] | "all",
): void {
  if (columns === "all") throw attributeWithAggregate();
  for (const selected of columns) {
    const column = columnOf(source.table, selected.name);
    checkAggregated(column, selected);
    outputs.add({ key: selected.alias ?? "", source, column, selected, aliased: true });
  }
}

/** The rules of …/fetchxml/aggregate-data. */
function checkAggregated(column: ColumnMetadata, selected: SelectedColumn): void {
  const { aggregate, alias, groupBy, dateGrouping } = selected;
  if (aggregate === undefined && groupBy !== true) throw attributeWithAggregate();
  if (aggregate !== undefined && groupBy === true) throw groupByAndAggregate();
  if (alias === undefined || alias === "") throw invalidAlias("");
  checkAlias(alias);
  if (selected.rowAggregate !== undefined) throw notSupportedBySandbox("rowaggregate in an aggregate");
  const kind = columnKind(column);
  if (dateGrouping !== undefined) {
    if (groupBy !== true || kind !== "date") throw invalidDateGrouping(`attribute = ${column.logicalName}`);
    // Their values are documented by their labels alone ("Quarter 1 FY2023").
    if (dateGrouping.startsWith("fiscal")) throw notSupportedBySandbox(`dategrouping '${dateGrouping}'`);
  }
  if (groupBy === true && (kind === undefined || kind === "choices"))
    throw typeNotForOrder(column.logicalName);
  if (selected.distinct === true && aggregate !== "countcolumn")
    throw invalidAggregate(`distinct with ${aggregate ?? "groupby"}`);
  if (aggregate === undefined) return;
  const isNumber = kind === "number";
  const fits =
    aggregate === "count" ||
    (aggregate === "countcolumn" && kind !== undefined) ||
    (NUMERIC_AGGREGATES.has(aggregate) ? isNumber : isNumber || kind === "date");
  if (!fits) throw aggregateNotForType(aggregate, typeName(column));
}
