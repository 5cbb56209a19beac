import { createHash } from "node:crypto";
import { isLookup } from "../metadata/catalog";
import type { ColumnMetadata, KeyMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import { identifier, isPolymorphic, physicalType, targetColumn } from "./physical";

/** Gives the next row version; every insert takes one by default, every update has to set one. */
export const NEXT_VERSION = "nextval('versionnumber')";

/** The table that is no table: all activities, whatever their kind. A view unites them; it cannot be written. */
export const ACTIVITY_POINTER = "activitypointer";

/** The column of every activity with the name of its own table. */
const ACTIVITY_TYPE = "activitytypecode";

/** Lookups that are on every table and that nobody searches by. */
const SELDOM_SEARCHED = new Set([
  "createdby",
  "createdonbehalfby",
  "modifiedby",
  "modifiedonbehalfby",
  "owninguser",
  "owningteam",
  "organizationid",
  "transactioncurrencyid",
]);

/** Longer texts do not fit the pages of a btree, whatever alphabet they are in. */
const LONGEST_INDEXED_TEXT = 600;

/** Postgres cuts longer names, silently: two of them could become one. */
const LONGEST_NAME = 63;

function boundedName(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) {
    return name;
  }
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 12);
  return `${name.slice(0, LONGEST_NAME - 13)}_${hash}`;
}

/** Name of the unique index behind an alternate key, as it stands in Postgres' violation. */
export function keyIndexName(table: TableMetadata, key: KeyMetadata): string {
  return boundedName(`ak_${table.logicalName}_${key.logicalName}`);
}

/** Name of the primary key's constraint, as it stands in Postgres' violation. */
export function primaryKeyName(table: TableMetadata): string {
  return boundedName(`pk_${table.logicalName}`);
}

/** Name of the unique index over the two ends of an intersect table, as it stands in Postgres' violation. */
export function pairIndexName(table: TableMetadata, index = 0): string {
  return boundedName(`pair_${table.logicalName}${index === 0 ? "" : `_${String(index)}`}`);
}

/** Whether the table has rows of its own: all have but the view over the activities. */
export function isStored(table: TableMetadata): boolean {
  return table.logicalName !== ACTIVITY_POINTER;
}

/**
 * The statements that bring the store from one catalogue to another: whatever the second has and the first has
 * not. Nothing is dropped, as Dataverse drops nothing on an upgrade either. Their number does not depend on rows.
 * @param from absent for an empty store
 */
export function schemaChanges(from: MetadataCatalog | undefined, to: MetadataCatalog): string {
  const statements: string[] = [];
  if (!from) {
    statements.push("create sequence versionnumber start 1000000;");
  }
  let pointerChanged = false;
  for (const table of to.tables.values()) {
    if (!isStored(table)) {
      continue;
    }
    const before = from?.table(table.logicalName);
    statements.push(...(before ? alterTable(before, table) : createTable(table, to)));
    pointerChanged ||= table.isActivity && before === undefined;
  }
  const pointer = to.table(ACTIVITY_POINTER);
  if (pointer && (pointerChanged || pointer !== from?.table(ACTIVITY_POINTER))) {
    statements.push(...createPointer(pointer, to));
  }
  return statements.join("\n");
}

function createTable(table: TableMetadata, catalog: MetadataCatalog): string[] {
  const columns = [...table.columns.values()].flatMap((column) => columnDefinitions(table, column));
  const primaryKey = `constraint ${identifier(primaryKeyName(table))} primary key (${identifier(table.primaryIdColumn)})`;
  return [
    `create table ${identifier(table.logicalName)} (\n  ${[...columns, primaryKey].join(",\n  ")}\n);`,
    ...[...table.columns.values()].flatMap((column) => columnIndexes(table, column)),
    ...table.keys.map((key) => keyIndex(table, key)),
    ...pairIndexes(table, catalog),
  ];
}

/** Two rows are associated once: the pair of ends is unique in an intersect table. */
function pairIndexes(table: TableMetadata, catalog: MetadataCatalog): string[] {
  const pairs = new Set<string>();
  for (const relationship of catalog.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "ManyToMany" && relationship.intersectTable === table.logicalName) {
      const columns = [relationship.table1IntersectColumn, relationship.table2IntersectColumn];
      pairs.add(columns.map(identifier).join(", "));
    }
  }
  return [...pairs].map(
    (columns, index) =>
      `create unique index ${identifier(pairIndexName(table, index))} on ${identifier(table.logicalName)} (${columns});`,
  );
}

function alterTable(before: TableMetadata, table: TableMetadata): string[] {
  const statements: string[] = [];
  for (const column of table.columns.values()) {
    const old = before.columns.get(column.logicalName);
    if (!old) {
      statements.push(
        ...columnDefinitions(table, column).map(
          (definition) => `alter table ${identifier(table.logicalName)} add column ${definition};`,
        ),
        ...columnIndexes(table, column),
      );
      continue;
    }
    if (isPolymorphic(column) && !isPolymorphic(old)) {
      // A second target has come: what was written until now points to the first.
      const type = identifier(targetColumn(column.logicalName));
      const name = identifier(table.logicalName);
      statements.push(
        `alter table ${name} add column ${type} text;`,
        `update ${name} set ${type} = ${literal(old.targets?.[0] ?? "")} where ${identifier(column.logicalName)} is not null;`,
      );
    }
    const indexes = new Set(columnIndexes(before, old));
    statements.push(...columnIndexes(table, column).filter((index) => !indexes.has(index)));
  }
  const keys = new Set(before.keys.map((key) => key.logicalName));
  statements.push(
    ...table.keys.filter((key) => !keys.has(key.logicalName)).map((key) => keyIndex(table, key)),
  );
  return statements;
}

function columnDefinitions(table: TableMetadata, column: ColumnMetadata): string[] {
  const type = physicalType(column);
  if (type === undefined) {
    return [];
  }
  const name = identifier(column.logicalName);
  if (column.logicalName === "versionnumber") {
    return [`${name} bigint not null default ${NEXT_VERSION}`];
  }
  if (table.isActivity && column.logicalName === ACTIVITY_TYPE) {
    return [`${name} text not null default ${literal(table.logicalName)}`];
  }
  if (column.repeats !== undefined) {
    const source = identifier(column.repeats);
    const kind = identifier(targetColumn(column.repeats));
    const target = literal(column.targets?.[0] ?? "");
    return [`${name} ${type} generated always as (case when ${kind} = ${target} then ${source} end) stored`];
  }
  const definition = `${name} ${type}`;
  return isPolymorphic(column)
    ? [definition, `${identifier(targetColumn(column.logicalName))} text`]
    : [definition];
}

/** Text is compared without regard to case and accents, so that is how it is indexed. */
function indexedExpression(column: ColumnMetadata): string | undefined {
  switch (column.type) {
    case "string":
    case "entityname":
      return (column.maxLength ?? LONGEST_INDEXED_TEXT) <= LONGEST_INDEXED_TEXT
        ? `ci(${identifier(column.logicalName)})`
        : undefined;
    // Either too long or of too few values for an index to help.
    case "memo":
    case "choices":
    case "partylist":
    case "state":
    case "status":
    case "boolean":
      return undefined;
    default:
      return identifier(column.logicalName);
  }
}

function columnIndexName(table: TableMetadata, column: ColumnMetadata): string {
  return boundedName(`ix_${table.logicalName}_${column.logicalName}`);
}

/** Names of the indexes that stand on columns of both and that only the first wants. */
export function indexesLost(from: TableMetadata, to: TableMetadata): readonly string[] {
  const columns = [...from.columns.values()].filter((column) => {
    const kept = to.columns.get(column.logicalName);
    return kept && columnIndexes(from, column).length > 0 && columnIndexes(to, kept).length === 0;
  });
  const kept = new Set(to.keys.map((key) => key.logicalName));
  const keys = from.keys.filter(
    (key) => !kept.has(key.logicalName) && key.columns.every((name) => to.columns.has(name)),
  );
  return [
    ...columns.map((column) => columnIndexName(from, column)),
    ...keys.map((key) => keyIndexName(from, key)),
  ];
}

function columnIndexes(table: TableMetadata, column: ColumnMetadata): string[] {
  const isName = column.logicalName === table.primaryNameColumn;
  const isWantedLookup =
    isLookup(column) && column.repeats === undefined && !SELDOM_SEARCHED.has(column.logicalName);
  const isEnd = table.isIntersect && column.type === "uniqueidentifier";
  if (column.logicalName === table.primaryIdColumn) {
    return [];
  }
  if (!isName && !isWantedLookup && !isEnd && !column.searched) {
    return [];
  }
  const expression = indexedExpression(column);
  if (expression === undefined) {
    return [];
  }
  const name = identifier(columnIndexName(table, column));
  // Many lookups are empty in most rows; what is empty is never looked up by its value.
  const where = isLookup(column) ? ` where ${identifier(column.logicalName)} is not null` : "";
  // Dataverse sorts what is empty first, ascending: an index in that order serves a sorted first page at once.
  return [
    `create index ${name} on ${identifier(table.logicalName)} (${expression}${isLookup(column) ? "" : " nulls first"})${where};`,
  ];
}

function keyIndex(table: TableMetadata, key: KeyMetadata): string {
  const columns = key.columns.map((name) => {
    const column = table.columns.get(name);
    return (column && indexedExpression(column)) ?? identifier(name);
  });
  return `create unique index ${identifier(keyIndexName(table, key))} on ${identifier(table.logicalName)} (${columns.join(", ")});`;
}

function createPointer(pointer: TableMetadata, catalog: MetadataCatalog): string[] {
  const activities = [...catalog.tables.values()].filter((table) => table.isActivity && isStored(table));
  const name = identifier(pointer.logicalName);
  const parts = activities.map((activity) => {
    const columns = [...pointer.columns.values()].flatMap((column) => pointerColumns(activity, column));
    return `select ${columns.join(", ")} from ${identifier(activity.logicalName)}`;
  });
  return [`drop view if exists ${name};`, `create view ${name} as\n${parts.join("\nunion all\n")};`];
}

/** The activity's own column, or an empty one of the same type where this kind of activity has none. */
function pointerColumns(activity: TableMetadata, column: ColumnMetadata): string[] {
  const type = physicalType(column);
  if (type === undefined) {
    return [];
  }
  const name = identifier(column.logicalName);
  // Said of the whole table, so that whoever asks for some kinds of activity does not have the others read.
  if (column.logicalName === ACTIVITY_TYPE) return [`${literal(activity.logicalName)}::text as ${name}`];
  const own = activity.columns.get(column.logicalName);
  const columns = [own ? name : `null::${type} as ${name}`];
  if (isPolymorphic(column)) {
    const target = identifier(targetColumn(column.logicalName));
    columns.push(
      own && isPolymorphic(own)
        ? target
        : own
          ? `case when ${name} is not null then ${literal(own.targets?.[0] ?? "")} end as ${target}`
          : `null::text as ${target}`,
    );
  }
  return columns;
}

function literal(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
