import { isLookup } from "../metadata/catalog";
import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import { identifier, isPolymorphic, physicalType, targetColumn } from "./physical";
import { indexesLost, isStored } from "./schema";

/**
 * The statements that bring the store from one catalogue to a smaller one, as the deletion of a managed solution does:
 * its tables and its columns go with what they hold, and every other row stays. A lookup that pointed to a row of a
 * table that goes is emptied.
 */
export function schemaRemovals(from: MetadataCatalog, to: MetadataCatalog): string {
  const statements: string[] = [];
  for (const table of [...from.tables.values()].filter(isStored)) {
    const left = to.table(table.logicalName);
    if (left === undefined) statements.push(`drop table ${identifier(table.logicalName)} cascade;`);
    else statements.push(...columnRemovals(table, left));
  }
  return statements.join("\n");
}

function columnRemovals(table: TableMetadata, left: TableMetadata): string[] {
  const name = identifier(table.logicalName);
  const indexes = indexesLost(table, left).map((index) => `drop index ${identifier(index)};`);
  const columns = [...table.columns.values()]
    .filter((column) => column.repeats === undefined && physicalType(column) !== undefined)
    .flatMap((column) => {
      const kept = left.columns.get(column.logicalName);
      if (kept !== undefined) return targetRemovals(name, column, kept);
      return physicalColumns(column).map((each) => `alter table ${name} drop column ${identifier(each)};`);
    });
  return [...indexes, ...columns];
}

function physicalColumns(column: ColumnMetadata): string[] {
  return isPolymorphic(column)
    ? [column.logicalName, targetColumn(column.logicalName)]
    : [column.logicalName];
}

/** A lookup that stays, and loses targets: what points to them is emptied. */
function targetRemovals(table: string, column: ColumnMetadata, kept: ColumnMetadata): string[] {
  const lost = (column.targets ?? []).filter((target) => !kept.targets?.includes(target));
  if (!isLookup(column) || lost.length === 0) return [];
  const value = identifier(column.logicalName);
  const target = identifier(targetColumn(column.logicalName));
  const names = lost.map((each) => `'${each}'`).join(", ");
  return [
    `update ${table} set ${value} = null, ${target} = null where ${target} in (${names});`,
    ...(isPolymorphic(kept) ? [] : [`alter table ${table} drop column ${target};`]),
  ];
}
