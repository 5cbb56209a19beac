import type {
  AppMetadata,
  ChartMetadata,
  ColumnMetadata,
  ControlMetadata,
  FormMetadata,
  ManyToManyRelationship,
  MetadataCatalog,
  OneToManyRelationship,
  Relationship,
  RoleMetadata,
  SolutionMetadata,
  TableMetadata,
  ViewMetadata,
  WebResourceMetadata,
} from "./model";

/** What a catalogue is made of. Standard tables and imported solutions each bring a part. */
export interface CatalogParts {
  readonly tables: readonly TableMetadata[];
  readonly relationships: readonly Relationship[];
  readonly roles?: readonly RoleMetadata[];
  readonly forms?: readonly FormMetadata[];
  readonly views?: readonly ViewMetadata[];
  readonly charts?: readonly ChartMetadata[];
  readonly controls?: readonly ControlMetadata[];
  readonly webResources?: readonly WebResourceMetadata[];
  readonly apps?: readonly AppMetadata[];
  readonly solutions?: readonly SolutionMetadata[];
}

const NONE: readonly never[] = [];

class Catalog implements MetadataCatalog {
  readonly tables: ReadonlyMap<string, TableMetadata>;
  readonly roles: ReadonlyMap<string, RoleMetadata>;
  readonly forms: readonly FormMetadata[];
  readonly views: readonly ViewMetadata[];
  readonly charts: readonly ChartMetadata[];
  readonly controls: ReadonlyMap<string, ControlMetadata>;
  readonly webResources: ReadonlyMap<string, WebResourceMetadata>;
  readonly apps: readonly AppMetadata[];
  readonly solutions: readonly SolutionMetadata[];
  readonly #bySetName: ReadonlyMap<string, TableMetadata>;
  readonly #byTypeCode: ReadonlyMap<number, TableMetadata>;
  readonly #bySchemaName: ReadonlyMap<string, Relationship>;
  readonly #byTable = new Map<string, Relationship[]>();
  readonly #byLookup = new Map<string, OneToManyRelationship[]>();

  constructor(parts: CatalogParts) {
    this.tables = unique(parts.tables, (table) => table.logicalName, "table");
    this.#bySetName = unique(parts.tables, (table) => table.entitySetName, "entity set");
    this.#byTypeCode = unique(parts.tables, (table) => table.objectTypeCode, "object type code");
    this.#bySchemaName = unique(parts.relationships, (one) => one.schemaName, "relationship");
    this.roles = unique(parts.roles ?? NONE, (role) => role.id, "role");
    this.forms = parts.forms ?? NONE;
    this.views = parts.views ?? NONE;
    this.charts = parts.charts ?? NONE;
    this.controls = unique(parts.controls ?? NONE, (control) => control.name, "custom control");
    this.webResources = unique(parts.webResources ?? NONE, (one) => one.name, "web resource");
    this.apps = parts.apps ?? NONE;
    this.solutions = parts.solutions ?? NONE;
    for (const relationship of parts.relationships) {
      for (const table of new Set(endsOf(relationship))) {
        append(this.#byTable, table, relationship);
      }
      if (relationship.kind === "OneToMany") {
        append(
          this.#byLookup,
          `${relationship.referencingTable}.${relationship.referencingColumn}`,
          relationship,
        );
      }
    }
  }

  table(logicalName: string): TableMetadata | undefined {
    return this.tables.get(logicalName);
  }

  tableBySetName(entitySetName: string): TableMetadata | undefined {
    return this.#bySetName.get(entitySetName);
  }

  tableByTypeCode(objectTypeCode: number): TableMetadata | undefined {
    return this.#byTypeCode.get(objectTypeCode);
  }

  relationshipsOf(logicalName: string): readonly Relationship[] {
    return this.#byTable.get(logicalName) ?? NONE;
  }

  relationship(schemaName: string): Relationship | undefined {
    return this.#bySchemaName.get(schemaName);
  }

  relationshipsOfLookup(table: string, column: string): readonly OneToManyRelationship[] {
    return this.#byLookup.get(`${table}.${column}`) ?? NONE;
  }
}

function unique<Key, Item>(
  items: readonly Item[],
  key: (item: Item) => Key,
  what: string,
): ReadonlyMap<Key, Item> {
  const map = new Map<Key, Item>();
  for (const item of items) {
    if (map.has(key(item))) {
      throw new Error(`Two definitions of ${what} ${String(key(item))}.`);
    }
    map.set(key(item), item);
  }
  return map;
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key);
  if (items) {
    items.push(item);
  } else {
    map.set(key, [item]);
  }
}

function endsOf(relationship: Relationship): readonly string[] {
  return relationship.kind === "OneToMany"
    ? [relationship.referencedTable, relationship.referencingTable]
    : [relationship.table1, relationship.table2, relationship.intersectTable];
}

/**
 * Puts the parts together and indexes them.
 * @throws Error when two definitions share a name; other faults are what {@link catalogFaults} finds
 */
export function buildCatalog(parts: CatalogParts): MetadataCatalog {
  return new Catalog(parts);
}

/** The parts a catalogue was built from, as a start for the next one. */
export function partsOf(catalog: MetadataCatalog): Required<CatalogParts> {
  const relationships = new Set<Relationship>();
  for (const name of catalog.tables.keys()) {
    for (const relationship of catalog.relationshipsOf(name)) {
      relationships.add(relationship);
    }
  }
  return {
    tables: [...catalog.tables.values()],
    relationships: [...relationships],
    roles: [...catalog.roles.values()],
    forms: catalog.forms,
    views: catalog.views,
    charts: catalog.charts,
    controls: [...catalog.controls.values()],
    webResources: [...catalog.webResources.values()],
    apps: catalog.apps,
    solutions: catalog.solutions,
  };
}

/** A lookup in the wide sense: a column whose value is another row. */
export function isLookup(column: ColumnMetadata): boolean {
  return column.type === "lookup" || column.type === "customer" || column.type === "owner";
}

/**
 * What does not fit together: an end of a relationship that is missing, a lookup without a relationship, a key
 * on a column that is not there, two navigation properties of one name. A sound catalogue has none.
 */
export function catalogFaults(catalog: MetadataCatalog): string[] {
  const faults: string[] = [];
  for (const table of catalog.tables.values()) {
    faults.push(...tableFaults(catalog, table), ...navigationFaults(catalog, table));
  }
  for (const relationship of partsOf(catalog).relationships) {
    faults.push(
      ...(relationship.kind === "OneToMany"
        ? oneToManyFaults(catalog, relationship)
        : manyToManyFaults(catalog, relationship)),
    );
  }
  return faults;
}

function tableFaults(catalog: MetadataCatalog, table: TableMetadata): string[] {
  const faults: string[] = [];
  const needed = [table.primaryIdColumn, ...(table.primaryNameColumn ? [table.primaryNameColumn] : [])];
  for (const key of table.keys) {
    needed.push(...key.columns);
  }
  for (const name of needed) {
    if (!table.columns.has(name)) {
      faults.push(`Table ${table.logicalName} has no column ${name}.`);
    }
  }
  for (const column of table.columns.values()) {
    if (!isLookup(column)) {
      continue;
    }
    const targets = column.targets ?? [];
    if (targets.length === 0) {
      faults.push(`Lookup ${table.logicalName}.${column.logicalName} has no target.`);
    }
    // The ends of a many-to-many relationship are given by that; what repeats a customer is given by the customer.
    const given = new Set(
      catalog
        .relationshipsOfLookup(table.logicalName, column.logicalName)
        .map((relationship) => relationship.referencedTable),
    );
    for (const target of targets) {
      if (!table.isIntersect && column.repeats === undefined && !given.has(target)) {
        faults.push(`Lookup ${table.logicalName}.${column.logicalName} has no relationship to ${target}.`);
      }
    }
  }
  return faults;
}

function navigationFaults(catalog: MetadataCatalog, table: TableMetadata): string[] {
  const faults: string[] = [];
  const seen = new Map<string, string>();
  const claim = (navigation: string, owner: string) => {
    const other = seen.get(navigation);
    if (other !== undefined && other !== owner) {
      faults.push(`Table ${table.logicalName} has two navigation properties ${navigation}.`);
    }
    seen.set(navigation, owner);
  };
  for (const relationship of catalog.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "OneToMany") {
      if (relationship.referencingTable === table.logicalName) {
        claim(relationship.referencingNavigation, `lookup ${relationship.referencingColumn}`);
      }
      if (relationship.referencedTable === table.logicalName) {
        claim(relationship.referencedNavigation, `collection ${relationship.schemaName}`);
      }
    } else {
      if (relationship.table1 === table.logicalName) {
        claim(relationship.table1Navigation, `collection 1 ${relationship.schemaName}`);
      }
      if (relationship.table2 === table.logicalName) {
        claim(relationship.table2Navigation, `collection 2 ${relationship.schemaName}`);
      }
    }
  }
  return faults;
}

function oneToManyFaults(catalog: MetadataCatalog, relationship: OneToManyRelationship): string[] {
  const faults: string[] = [];
  const referenced = catalog.table(relationship.referencedTable);
  const column = catalog.table(relationship.referencingTable)?.columns.get(relationship.referencingColumn);
  if (referenced?.primaryIdColumn !== relationship.referencedColumn) {
    faults.push(
      `Relationship ${relationship.schemaName} points to ${relationship.referencedTable}.${relationship.referencedColumn}, which is no primary key.`,
    );
  }
  if (!column || !isLookup(column)) {
    faults.push(
      `Relationship ${relationship.schemaName} starts from ${relationship.referencingTable}.${relationship.referencingColumn}, which is no lookup.`,
    );
  } else if (!column.targets?.includes(relationship.referencedTable)) {
    faults.push(
      `Lookup ${relationship.referencingTable}.${relationship.referencingColumn} does not name ${relationship.referencedTable} as a target.`,
    );
  }
  return faults;
}

function manyToManyFaults(catalog: MetadataCatalog, relationship: ManyToManyRelationship): string[] {
  const faults: string[] = [];
  const intersect = catalog.table(relationship.intersectTable);
  for (const name of [relationship.table1, relationship.table2]) {
    if (!catalog.table(name)) {
      faults.push(`Relationship ${relationship.schemaName} names the missing table ${name}.`);
    }
  }
  if (!intersect?.isIntersect) {
    faults.push(`${relationship.intersectTable} of ${relationship.schemaName} is no intersect table.`);
  }
  for (const name of [relationship.table1IntersectColumn, relationship.table2IntersectColumn]) {
    if (!intersect?.columns.has(name)) {
      faults.push(
        `Intersect table ${relationship.intersectTable} of ${relationship.schemaName} has no ${name}.`,
      );
    }
  }
  return faults;
}
