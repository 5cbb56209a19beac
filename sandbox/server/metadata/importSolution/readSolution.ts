import type { Element } from "@xmldom/xmldom";
import { buildCatalog, catalogFaults, isLookup, partsOf } from "../catalog";
import type {
  ColumnMetadata,
  MetadataCatalog,
  Relationship,
  RoleMetadata,
  SolutionMetadata,
  TableMetadata,
} from "../model";
import { withAdministrator } from "../../security/administrator";
import { readApps } from "./apps";
import { readCharts } from "./charts";
import { checkContainers } from "./containers";
import { readControls } from "./controls";
import { readForms } from "./forms";
import { readManifest } from "./manifest";
import { type GlobalOptionSets, readGlobalOptionSets } from "./optionSets";
import { ImportCode, importRefused, type Place } from "./refusal";
import { type ReadRelationship, readRelationship } from "./relationship";
import { readRoles } from "./roles";
import { checkRootComponents } from "./rootComponents";
import { CUSTOMIZATIONS_XML, openPackage, SOLUTION_XML } from "./solutionPackage";
import { readTable, type ReadTable } from "./table";
import { typeCodes } from "./typeCode";
import { checkVersion } from "./version";
import { readViews, type ReadView } from "./views";
import { readWebResources } from "./webResources";
import { child, children } from "./xml";

/** What an import makes of the metadata, before anything of it is in the store. */
export interface ReadSolution {
  readonly solution: SolutionMetadata;
  readonly catalog: MetadataCatalog;
  /** The solution's own roles, whose rows are to be written. */
  readonly roles: readonly RoleMetadata[];
  /** Choices by name, for the next import. */
  readonly optionSets: GlobalOptionSets;
}

/**
 * Reads a package and adds it to the metadata so far. What the solution names and nobody has defined is refused;
 * what was there and the solution does not mention stays.
 * @throws DataverseError 400 with Dataverse's code for the part that is wrong
 */
export function readSolution(
  zip: Uint8Array,
  before: MetadataCatalog,
  optionSetsBefore: GlobalOptionSets,
): ReadSolution {
  const { solution: solutionXml, customizations, parts } = openPackage(zip);
  const manifest = readManifest(solutionXml);
  const { solution } = manifest;
  checkVersion(solution, before.solutions);
  checkContainers(customizations);
  checkRootComponents(manifest, customizations);

  const optionSets = new Map([
    ...optionSetsBefore,
    ...readGlobalOptionSets(child(customizations, "optionsets")),
  ]);
  const codeOf = typeCodes(new Set([...before.tables.values()].map((table) => table.objectTypeCode)));
  const tables = readTables(child(customizations, "Entities"), before, optionSets, codeOf);
  const relationships = readRelationships(
    child(customizations, "EntityRelationships"),
    (name) => tables.get(name)?.table ?? before.table(name),
    codeOf,
  );
  let catalog = withTables(before, tables, relationships);
  for (const dependency of manifest.missingDependencies) {
    if (dependency.type === 1 && !catalog.table(dependency.schemaName.toLowerCase())) {
      throw importRefused(
        ImportCode.MissingDependency,
        { file: SOLUTION_XML, element: "<MissingDependencies>" },
        `the table ${dependency.schemaName} of ${dependency.solution} is not installed.`,
      );
    }
  }

  const controls = readControls(child(customizations, "CustomControls"), parts, solution.publisherPrefix);
  const webResources = readWebResources(child(customizations, "WebResources"), parts);
  catalog = buildCatalog({
    ...partsOf(catalog),
    controls: replaced([...catalog.controls.values()], controls, (one) => one.name),
    webResources: replaced([...catalog.webResources.values()], webResources, (one) => one.name),
  });
  catalog = withPages(catalog, tables);
  const roles = readRoles(child(customizations, "Roles"), catalog);
  catalog = withAdministrator({
    ...partsOf(catalog),
    roles: replaced([...catalog.roles.values()], roles, (one) => one.id),
    solutions: replaced(catalog.solutions, [solution], (one) => one.uniqueName),
  });
  const apps = readApps(customizations, catalog);
  catalog = buildCatalog({
    ...partsOf(catalog),
    apps: replaced(catalog.apps, apps, (one) => one.uniqueName),
  });

  const [fault] = catalogFaults(catalog);
  if (fault !== undefined) {
    throw importRefused(
      ImportCode.Solution,
      { file: CUSTOMIZATIONS_XML, element: "the solution as a whole" },
      fault,
    );
  }
  return { solution, catalog, roles, optionSets };
}

/** The list with the new items in the place of the old ones of the same key, and the others at its end. */
function replaced<Item>(
  old: readonly Item[],
  added: readonly Item[],
  key: (item: Item) => string,
): readonly Item[] {
  const items = new Map(old.map((item) => [key(item), item]));
  for (const item of added) {
    items.set(key(item), item);
  }
  return [...items.values()];
}

function readTables(
  container: Element | undefined,
  before: MetadataCatalog,
  optionSets: GlobalOptionSets,
  codeOf: (logicalName: string) => number,
): ReadonlyMap<string, ReadTable> {
  const tables = new Map<string, ReadTable>();
  const setNames = new Set([...before.tables.values()].map((table) => table.entitySetName));
  for (const element of container ? children(container, "Entity") : []) {
    const read = readTable(element, (name) => before.table(name), optionSets, codeOf);
    if (tables.has(read.table.logicalName)) {
      throw importRefused(ImportCode.DuplicateTable, read.place, "the table is there twice.");
    }
    if (read.isNew && setNames.has(read.table.entitySetName)) {
      throw importRefused(
        ImportCode.DuplicateTable,
        read.place,
        `its entity set ${read.table.entitySetName} is another table's.`,
      );
    }
    setNames.add(read.table.entitySetName);
    tables.set(read.table.logicalName, read);
  }
  return tables;
}

function readRelationships(
  container: Element | undefined,
  find: (logicalName: string) => TableMetadata | undefined,
  codeOf: (logicalName: string) => number,
): readonly ReadRelationship[] {
  const names = new Set<string>();
  return (container ? children(container, "EntityRelationship") : []).map((element) => {
    const read = readRelationship(element, find, codeOf);
    for (const { schemaName } of read.relationships) {
      if (names.has(schemaName)) {
        throw importRefused(ImportCode.RelationshipRole, read.place, "the relationship is there twice.");
      }
      names.add(schemaName);
    }
    return read;
  });
}

/**
 * The catalogue with the solution's tables and relationships. Lookups get their targets from the relationships,
 * old and new; a lookup that has none is a fault.
 */
function withTables(
  before: MetadataCatalog,
  read: ReadonlyMap<string, ReadTable>,
  readRelationshipsOfSolution: readonly ReadRelationship[],
): MetadataCatalog {
  const own = readRelationshipsOfSolution.flatMap((one) => one.relationships);
  const ownNames = new Set(own.map((one) => one.schemaName));
  const named = new Set(own.flatMap((one) => (one.kind === "OneToMany" ? [lookupOf(one)] : [])));
  const system = [...read.values()]
    .flatMap((one) => one.systemRelationships)
    .filter((one) => !named.has(lookupOf(one)));
  const known = partsOf(before);
  for (const { relationships, place } of readRelationshipsOfSolution) {
    for (const relationship of relationships) {
      const old = before.relationship(relationship.schemaName);
      if (old && endsOf(old) !== endsOf(relationship)) {
        throw importRefused(
          ImportCode.RelationshipRole,
          place,
          "a relationship of this name exists between other tables or columns.",
        );
      }
    }
  }
  const relationships = [
    ...known.relationships.filter((one) => !ownNames.has(one.schemaName)),
    ...system,
    ...own,
  ];
  const targets = new Map<string, string[]>();
  for (const one of relationships) {
    if (one.kind === "OneToMany") {
      targets.set(lookupOf(one), [...(targets.get(lookupOf(one)) ?? []), one.referencedTable]);
    }
  }
  const intersects = readRelationshipsOfSolution.flatMap((one) => one.intersect ?? []);
  // A relationship may also start from a table that the solution does not bring: a task regarding one of its rows.
  const others = known.tables.filter(
    (table) =>
      !read.has(table.logicalName) &&
      own.some((one) => one.kind === "OneToMany" && one.referencingTable === table.logicalName),
  );
  const tables = replaced(
    known.tables,
    [
      ...[...read.values()].map(({ table, place }) => withTargets(table, place, targets)),
      ...others.map((table) =>
        withTargets(table, { file: CUSTOMIZATIONS_XML, element: table.schemaName }, targets),
      ),
      ...intersects,
    ],
    (one) => one.logicalName,
  );
  return buildCatalog({ ...known, tables, relationships });
}

function lookupOf(relationship: { referencingTable: string; referencingColumn: string }): string {
  return `${relationship.referencingTable}.${relationship.referencingColumn}`;
}

function endsOf(relationship: Relationship): string {
  return relationship.kind === "OneToMany"
    ? `${lookupOf(relationship)} → ${relationship.referencedTable}`
    : `${relationship.table1} ↔ ${relationship.table2} by ${relationship.intersectTable}`;
}

function withTargets(
  table: TableMetadata,
  place: Place,
  targets: ReadonlyMap<string, readonly string[]>,
): TableMetadata {
  const columns = new Map<string, ColumnMetadata>();
  for (const [name, column] of table.columns) {
    if (!isLookup(column) || table.isIntersect || column.repeats !== undefined) {
      columns.set(name, column);
      continue;
    }
    const found = targets.get(`${table.logicalName}.${name}`) ?? [];
    if (found.length === 0) {
      throw importRefused(
        ImportCode.MissingDependency,
        { ...place, element: `${place.element}, lookup ${name}` },
        "no relationship says which table it points to.",
      );
    }
    // The targets that were there keep their order, which is the order in which a form offers them.
    columns.set(name, { ...column, targets: [...new Set([...(column.targets ?? []), ...found])] });
  }
  return { ...table, columns };
}

/** The catalogue with the forms, views and charts of the solution's tables, and what the views are searched by. */
function withPages(catalog: MetadataCatalog, read: ReadonlyMap<string, ReadTable>): MetadataCatalog {
  const surroundings = {
    hasControl: (name: string) => catalog.controls.has(name),
    hasWebResource: (name: string) => catalog.webResources.has(name),
    hasTable: (name: string) => catalog.table(name) !== undefined,
    hasRelationship: (name: string) => catalog.relationship(name) !== undefined,
  };
  const forms = [...read.values()].flatMap(({ element, table }) =>
    readForms(element, catalog.table(table.logicalName) ?? table, surroundings),
  );
  const views: readonly ReadView[] = [...read.values()].flatMap(({ element, table }) =>
    readViews(element, catalog.table(table.logicalName) ?? table, (name) => catalog.table(name)),
  );
  const charts = [...read.values()].flatMap(({ element, table }) =>
    readCharts(element, catalog.table(table.logicalName) ?? table, (name) => catalog.table(name)),
  );
  const searched = new Set(views.flatMap((one) => [...one.searched]));
  const known = partsOf(catalog);
  return buildCatalog({
    ...known,
    tables: known.tables.map((table) => withSearched(table, searched)),
    forms: replaced(known.forms, forms, (one) => one.id),
    views: replaced(
      known.views,
      views.map((one) => one.view),
      (one) => one.id,
    ),
    charts: replaced(known.charts, charts, (one) => one.id),
  });
}

function withSearched(table: TableMetadata, searched: ReadonlySet<string>): TableMetadata {
  const found = [...table.columns.values()].filter(
    (column) => column.searched !== true && searched.has(`${table.logicalName}.${column.logicalName}`),
  );
  if (found.length === 0) {
    return table;
  }
  const columns = new Map(table.columns);
  for (const column of found) {
    columns.set(column.logicalName, { ...column, searched: true });
  }
  return { ...table, columns };
}
