import type { Element } from "@xmldom/xmldom";
import { notSupportedBySandbox } from "../../errors";
import { isLookup } from "../catalog";
import type { ColumnMetadata, KeyMetadata, OneToManyRelationship, Ownership, TableMetadata } from "../model";
import { activeInactive, describeTable } from "../standard/describe";
import { type ReadColumn, readColumn } from "./column";
import { readLabels, withEnglish } from "./labels";
import { checkName, LONGEST_TABLE_NAME } from "./names";
import type { GlobalOptionSets } from "./optionSets";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, at, child, children, isTrue, textOf } from "./xml";

/** A table of the solution: one of its own, or a known one with what the solution adds. */
export interface ReadTable {
  readonly table: TableMetadata;
  /** Relationships that the platform makes by itself for a new table; the solution may name them otherwise. */
  readonly systemRelationships: readonly OneToManyRelationship[];
  readonly isNew: boolean;
  readonly element: Element;
  readonly place: Place;
}

const OWNERSHIPS: ReadonlyMap<string, Ownership> = new Map([
  ["UserOwned", "UserOwned"],
  ["OrgOwned", "OrganizationOwned"],
  ["OrganizationOwned", "OrganizationOwned"],
]);

/** The most keys that Dataverse allows a table. */
const MOST_KEYS = 10;

/**
 * A table as `<Entity>` describes it.
 * @param known the table as it is so far, by its logical name
 * @param typeCode gives a new table its object type code
 */
export function readTable(
  element: Element,
  known: (logicalName: string) => TableMetadata | undefined,
  optionSets: GlobalOptionSets,
  typeCode: (logicalName: string) => number,
): ReadTable {
  const entity = at(element, "EntityInfo", "entity");
  const schemaName = (entity && attribute(entity, "Name")) ?? textOf(element, "Name");
  const place: Place = { file: CUSTOMIZATIONS_XML, element: `<Entity> ${schemaName ?? ""}` };
  if (schemaName === undefined) {
    throw importRefused(ImportCode.NotBySchema, place, "the table has no name.");
  }
  checkName(schemaName, LONGEST_TABLE_NAME, ImportCode.NotBySchema, place);
  const logicalName = schemaName.toLowerCase();
  const existing = known(logicalName);
  const columns = readColumns(entity, schemaName, optionSets);
  if (existing) {
    const table = { ...addTo(existing, entity, columns, place) };
    return { table, systemRelationships: [], isNew: false, element, place };
  }
  if (!entity) {
    throw importRefused(
      ImportCode.MissingDependency,
      place,
      "the table does not exist here, and the solution does not describe it.",
    );
  }
  const created = createTable(entity, schemaName, columns, typeCode(logicalName), place);
  return { ...created, isNew: true, element, place };
}

function readColumns(
  entity: Element | undefined,
  table: string,
  optionSets: GlobalOptionSets,
): readonly ReadColumn[] {
  const container = child(entity, "attributes");
  const columns = (container ? children(container, "attribute") : []).map((one) =>
    readColumn(table, one, optionSets),
  );
  const names = new Set<string>();
  for (const { column, place } of columns) {
    if (names.has(column.logicalName)) {
      throw importRefused(ImportCode.Column, place, "the column is there twice.");
    }
    names.add(column.logicalName);
  }
  return columns;
}

/** A known table with the solution's columns and keys. What is there stays; a column cannot become another type. */
function addTo(
  existing: TableMetadata,
  entity: Element | undefined,
  read: readonly ReadColumn[],
  place: Place,
): TableMetadata {
  const columns = new Map(existing.columns);
  for (const { column, place: columnPlace } of read) {
    const old = columns.get(column.logicalName);
    columns.set(column.logicalName, old ? changed(old, column, columnPlace) : column);
  }
  const labels = existing.custom ? readLabels(entity, "LocalizedNames", "LocalizedName") : undefined;
  const plural = existing.custom
    ? readLabels(entity, "LocalizedCollectionNames", "LocalizedCollectionName")
    : undefined;
  const table = {
    ...existing,
    columns,
    ...(labels ? { labels: { ...existing.labels, ...labels } } : {}),
    ...(plural ? { pluralLabels: { ...existing.pluralLabels, ...plural } } : {}),
  };
  return { ...table, keys: readKeys(entity, table, place) };
}

function changed(old: ColumnMetadata, column: ColumnMetadata, place: Place): ColumnMetadata {
  if (old.type !== column.type) {
    throw importRefused(
      ImportCode.Column,
      place,
      `the column exists as ${old.type}; it cannot become ${column.type}.`,
    );
  }
  if (!old.custom) {
    // The platform's own columns can be renamed by a solution, but work as they always did.
    return { ...old, labels: { ...old.labels, ...column.labels } };
  }
  if ((old.maxLength ?? 0) > (column.maxLength ?? 0)) {
    throw importRefused(
      ImportCode.Column,
      place,
      `the column exists with ${String(old.maxLength)} characters; it cannot become shorter.`,
    );
  }
  if (old.dateTimeBehavior !== column.dateTimeBehavior) {
    throw importRefused(ImportCode.Column, place, "the behavior of its dates cannot change.");
  }
  return {
    ...column,
    ...(old.targets ? { targets: old.targets } : {}),
    ...(old.searched ? { searched: true } : {}),
  };
}

function createTable(
  entity: Element,
  schemaName: string,
  read: readonly ReadColumn[],
  objectTypeCode: number,
  place: Place,
): Pick<ReadTable, "table" | "systemRelationships"> {
  const refuse = (rule: string) => importRefused(ImportCode.NotBySchema, place, rule);
  const entitySetName = textOf(entity, "EntitySetName");
  if (entitySetName === undefined) {
    throw refuse("<EntitySetName> is missing.");
  }
  checkName(entitySetName, LONGEST_TABLE_NAME, ImportCode.NotBySchema, place);
  const ownershipText = textOf(entity, "OwnershipTypeMask") ?? "";
  const ownership = OWNERSHIPS.get(ownershipText);
  if (!ownership) {
    throw refuse(`<OwnershipTypeMask> is "${ownershipText}", not UserOwned or OrgOwned.`);
  }
  if (isTrue(textOf(entity, "IsActivity"))) {
    throw notSupportedBySandbox(`custom activity tables (${schemaName})`);
  }
  const keys = read.filter((one) => one.isPrimaryKey);
  const [primaryKey] = keys;
  if (!primaryKey || keys.length > 1) {
    throw refuse("a table has exactly one column of type primarykey.");
  }
  const names = read.filter((one) => one.isPrimaryName);
  const [primaryName] = names;
  if (primaryName?.column.type !== "string" || names.length > 1) {
    throw refuse("a table has exactly one text column with PrimaryName in its DisplayMask.");
  }
  const logicalName = schemaName.toLowerCase();
  const base = describeTable({
    schemaName,
    entitySetName,
    objectTypeCode,
    labels: schemaName,
    pluralLabels: schemaName,
    ownership,
    primaryId: primaryKey.column.schemaName,
    primaryName: primaryName.column.logicalName,
    states: activeInactive(),
    currency: read.some((one) => one.column.type === "money"),
    relationships: { owner: `owner_${logicalName}` },
    columns: [],
  });
  const columns = new Map<string, ColumnMetadata>();
  for (const [name, column] of base.table.columns) {
    // Nobody has said yet that the new table is searched by these.
    const { searched: _unused, ...rest } = column;
    columns.set(name, rest);
  }
  for (const { column } of read) {
    const own = columns.get(column.logicalName);
    columns.set(
      column.logicalName,
      own && isLookup(own) ? { ...column, targets: own.targets ?? [] } : column,
    );
  }
  const table: TableMetadata = {
    ...base.table,
    columns,
    labels: withEnglish(readLabels(entity, "LocalizedNames", "LocalizedName"), schemaName),
    pluralLabels: withEnglish(
      readLabels(entity, "LocalizedCollectionNames", "LocalizedCollectionName"),
      schemaName,
    ),
    custom: true,
  };
  return {
    table: { ...table, keys: readKeys(entity, table, place) },
    systemRelationships: base.relationships,
  };
}

/** Types that Dataverse allows in an alternate key. */
const KEY_TYPES = new Set(["string", "integer", "bigint", "decimal", "datetime", "lookup", "choice"]);

function readKeys(
  entity: Element | undefined,
  table: Omit<TableMetadata, "keys"> & { readonly keys?: readonly KeyMetadata[] },
  place: Place,
): readonly KeyMetadata[] {
  const keys = new Map((table.keys ?? []).map((key) => [key.logicalName, key]));
  const container = child(entity, "EntityKeys");
  for (const element of container ? children(container, "EntityKey") : []) {
    const key = readKey(element, table.columns, place);
    const old = keys.get(key.logicalName);
    if (old && old.columns.join() !== key.columns.join()) {
      throw importRefused(
        ImportCode.Column,
        place,
        `the alternate key ${key.logicalName} exists with the columns ${old.columns.join(", ")}; it cannot change.`,
      );
    }
    keys.set(key.logicalName, key);
  }
  if (keys.size > MOST_KEYS) {
    throw importRefused(ImportCode.Column, place, `a table has at most ${String(MOST_KEYS)} alternate keys.`);
  }
  return [...keys.values()];
}

function readKey(element: Element, columns: ReadonlyMap<string, ColumnMetadata>, place: Place): KeyMetadata {
  const schemaName = textOf(element, "Name") ?? "";
  const refuse = (rule: string) =>
    importRefused(
      ImportCode.Column,
      { ...place, element: `${place.element}, <EntityKey> ${schemaName}` },
      rule,
    );
  const container = child(element, "EntityKeyAttributes");
  const names = (container ? children(container, "AttributeName") : []).map(
    (one) => one.textContent?.trim() ?? "",
  );
  if (schemaName === "" || names.length === 0) {
    throw refuse("an alternate key needs a name and columns.");
  }
  for (const name of names) {
    const column = columns.get(name);
    if (!column) {
      throw refuse(`the table has no column ${name}.`);
    }
    if (!KEY_TYPES.has(column.type)) {
      throw refuse(`the column ${name} is ${column.type}, which cannot be part of a key.`);
    }
  }
  return {
    schemaName,
    logicalName: textOf(element, "LogicalName") ?? schemaName.toLowerCase(),
    columns: names,
  };
}
