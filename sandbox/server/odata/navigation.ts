import type {
  ColumnMetadata,
  ManyToManyRelationship,
  MetadataCatalog,
  OneToManyRelationship,
  TableMetadata,
} from "../metadata/model";

/** From the row with the lookup to the row it points to. */
export interface ToOne {
  readonly kind: "one";
  readonly name: string;
  readonly relationship: OneToManyRelationship;
  readonly target: TableMetadata;
  readonly column: ColumnMetadata;
  /** All tables that this one property may lead to: several only for an owner, who is a user or a team. */
  readonly targets: readonly TableMetadata[];
}

/** From a row to the rows whose lookup points to it. */
export interface ToMany {
  readonly kind: "many";
  readonly name: string;
  readonly relationship: OneToManyRelationship;
  readonly target: TableMetadata;
  /** The lookup, on the target. */
  readonly column: ColumnMetadata;
}

/** From a row to the rows that an intersect table associates with it. */
export interface ManyToMany {
  readonly kind: "manyToMany";
  readonly name: string;
  readonly relationship: ManyToManyRelationship;
  readonly target: TableMetadata;
  readonly intersect: TableMetadata;
  /** Column of the intersect table that holds this side's id, and the one that holds the target's. */
  readonly nearColumn: string;
  readonly farColumn: string;
}

/** What leads to any number of rows. */
export type ToCollection = ToMany | ManyToMany;

export type Navigation = ToOne | ToCollection;

/** Navigation properties of one table by name. */
export type Navigations = ReadonlyMap<string, Navigation>;

const known = new WeakMap<MetadataCatalog, Map<string, Navigations>>();

/** Every navigation property of a table. Names are case-sensitive, as in `$metadata`. */
export function navigationsOf(catalog: MetadataCatalog, table: TableMetadata): Navigations {
  let tables = known.get(catalog);
  if (tables === undefined) known.set(catalog, (tables = new Map<string, Navigations>()));
  let navigations = tables.get(table.logicalName);
  if (navigations === undefined) tables.set(table.logicalName, (navigations = collect(catalog, table)));
  return navigations;
}

export function navigationOf(
  catalog: MetadataCatalog,
  table: TableMetadata,
  name: string,
): Navigation | undefined {
  return navigationsOf(catalog, table).get(name);
}

function collect(catalog: MetadataCatalog, table: TableMetadata): Navigations {
  const found = new Map<string, Navigation>();
  const add = (navigation: Navigation | undefined): void => {
    if (navigation === undefined) return;
    const same = found.get(navigation.name);
    found.set(
      navigation.name,
      navigation.kind === "one" && same?.kind === "one"
        ? { ...same, targets: [...same.targets, navigation.target] }
        : navigation,
    );
  };
  for (const relationship of catalog.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "OneToMany") {
      if (relationship.referencingTable === table.logicalName) add(toOne(catalog, table, relationship));
      if (relationship.referencedTable === table.logicalName) add(toMany(catalog, relationship));
    } else {
      if (relationship.table1 === table.logicalName) add(manyToMany(catalog, relationship, 1));
      if (relationship.table2 === table.logicalName) add(manyToMany(catalog, relationship, 2));
    }
  }
  return found;
}

function toOne(
  catalog: MetadataCatalog,
  table: TableMetadata,
  relationship: OneToManyRelationship,
): ToOne | undefined {
  const target = catalog.table(relationship.referencedTable);
  const column = table.columns.get(relationship.referencingColumn);
  if (target === undefined || column === undefined || relationship.referencingNavigation === "")
    return undefined;
  return {
    kind: "one",
    name: relationship.referencingNavigation,
    relationship,
    target,
    column,
    targets: [target],
  };
}

function toMany(catalog: MetadataCatalog, relationship: OneToManyRelationship): ToMany | undefined {
  const target = catalog.table(relationship.referencingTable);
  const column = target?.columns.get(relationship.referencingColumn);
  if (target === undefined || column === undefined || relationship.referencedNavigation === "")
    return undefined;
  return { kind: "many", name: relationship.referencedNavigation, relationship, target, column };
}

function manyToMany(
  catalog: MetadataCatalog,
  relationship: ManyToManyRelationship,
  side: 1 | 2,
): ManyToMany | undefined {
  const target = catalog.table(side === 1 ? relationship.table2 : relationship.table1);
  const intersect = catalog.table(relationship.intersectTable);
  if (target === undefined || intersect === undefined) return undefined;
  const { table1IntersectColumn, table2IntersectColumn } = relationship;
  return {
    kind: "manyToMany",
    name: side === 1 ? relationship.table1Navigation : relationship.table2Navigation,
    relationship,
    target,
    intersect,
    nearColumn: side === 1 ? table1IntersectColumn : table2IntersectColumn,
    farColumn: side === 1 ? table2IntersectColumn : table1IntersectColumn,
  };
}
