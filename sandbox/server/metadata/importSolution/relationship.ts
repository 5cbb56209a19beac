import type { Element } from "@xmldom/xmldom";
import type {
  Cascade,
  CascadeConfiguration,
  ManyToManyRelationship,
  OneToManyRelationship,
  Relationship,
  TableMetadata,
} from "../model";
import { describeTable, guid } from "../standard/describe";
import { checkName, LONGEST_TABLE_NAME } from "./names";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, isTrue, textOf } from "./xml";

/** One `<EntityRelationship>`, with the intersect table that a many-to-many one makes. */
export interface ReadRelationship {
  readonly relationships: readonly Relationship[];
  readonly intersect?: TableMetadata;
  readonly place: Place;
}

type FindTable = (logicalName: string) => TableMetadata | undefined;

const CASCADES = new Set<string>(["NoCascade", "Cascade", "Active", "UserOwned", "RemoveLink", "Restrict"]);

/** The abstract table that users and teams are. */
const OWNER = "owner";

/**
 * A relationship between tables that exist, in the organisation or in the solution.
 * @throws DataverseError 400 0x8004801d for a table or lookup that does not exist
 */
export function readRelationship(
  element: Element,
  find: FindTable,
  typeCode: (logicalName: string) => number,
): ReadRelationship {
  const name = attribute(element, "Name");
  const place: Place = { file: CUSTOMIZATIONS_XML, element: `<EntityRelationship Name="${name ?? ""}">` };
  if (name === undefined) {
    throw importRefused(ImportCode.NotBySchema, place, "the relationship has no name.");
  }
  const type = textOf(element, "EntityRelationshipType");
  switch (type) {
    case "OneToMany":
      return { relationships: readOneToMany(element, name, find, place), place };
    case "ManyToMany":
      return readManyToMany(element, name, find, typeCode, place);
    default:
      throw importRefused(
        ImportCode.NotBySchema,
        place,
        `"${type ?? ""}" is neither OneToMany nor ManyToMany.`,
      );
  }
}

function tableNamed(element: Element, tag: string, find: FindTable, place: Place): TableMetadata {
  const name = textOf(element, tag) ?? "";
  const table = find(name.toLowerCase());
  if (!table) {
    throw importRefused(
      ImportCode.MissingDependency,
      place,
      `<${tag}> names the table "${name}", which does not exist.`,
    );
  }
  return table;
}

function readOneToMany(
  element: Element,
  schemaName: string,
  find: FindTable,
  place: Place,
): readonly OneToManyRelationship[] {
  const referencing = tableNamed(element, "ReferencingEntityName", find, place);
  const attributeName = textOf(element, "ReferencingAttributeName") ?? "";
  const column = referencing.columns.get(attributeName.toLowerCase());
  if (!column || !["lookup", "customer", "owner"].includes(column.type)) {
    throw importRefused(
      ImportCode.MissingDependency,
      place,
      `<ReferencingAttributeName> names "${attributeName}", which is no lookup of ${referencing.logicalName}.`,
    );
  }
  // Navigation properties of columns that the platform made are called as the column, of others as its schema name.
  const referencingNavigation =
    navigation(element, "1") ?? (column.custom ? column.schemaName : column.logicalName);
  const referencedNavigation = navigation(element, "0") ?? schemaName;
  const rest = {
    kind: "OneToMany" as const,
    referencingTable: referencing.logicalName,
    referencingColumn: column.logicalName,
    referencingNavigation,
    referencedNavigation,
    cascade: readCascade(element, place),
    hierarchical: isTrue(textOf(element, "IsHierarchical")),
  };
  if (textOf(element, "ReferencedEntityName")?.toLowerCase() === OWNER) {
    return [
      { ...rest, schemaName, referencedTable: "systemuser", referencedColumn: "systemuserid" },
      { ...rest, schemaName: `${schemaName}_team`, referencedTable: "team", referencedColumn: "teamid" },
    ];
  }
  const referenced = tableNamed(element, "ReferencedEntityName", find, place);
  if (rest.hierarchical && referenced.logicalName !== referencing.logicalName) {
    throw importRefused(
      ImportCode.RelationshipRole,
      place,
      "only a relationship of a table to itself can be hierarchical.",
    );
  }
  return [
    {
      ...rest,
      schemaName,
      referencedTable: referenced.logicalName,
      referencedColumn: referenced.primaryIdColumn,
    },
  ];
}

function navigation(element: Element, roleType: "0" | "1"): string | undefined {
  const roles = child(element, "EntityRelationshipRoles");
  const role = (roles ? children(roles, "EntityRelationshipRole") : []).find(
    (one) => textOf(one, "RelationshipRoleType") === roleType,
  );
  return textOf(role, "NavigationPropertyName");
}

function readCascade(element: Element, place: Place): CascadeConfiguration {
  const read = (tag: string, otherwise: Cascade): Cascade => {
    const text = textOf(element, tag) ?? otherwise;
    if (!CASCADES.has(text)) {
      throw importRefused(
        ImportCode.NotBySchema,
        place,
        `<${tag}> is "${text}", which is no way to cascade.`,
      );
    }
    return text as Cascade;
  };
  return {
    assign: read("CascadeAssign", "NoCascade"),
    delete: read("CascadeDelete", "RemoveLink"),
    reparent: read("CascadeReparent", "NoCascade"),
    share: read("CascadeShare", "NoCascade"),
    unshare: read("CascadeUnshare", "NoCascade"),
  };
}

function readManyToMany(
  element: Element,
  schemaName: string,
  find: FindTable,
  typeCode: (logicalName: string) => number,
  place: Place,
): ReadRelationship {
  const table1 = tableNamed(element, "FirstEntityName", find, place);
  const table2 = tableNamed(element, "SecondEntityName", find, place);
  const intersectName = textOf(element, "IntersectEntityName");
  if (intersectName === undefined) {
    throw importRefused(ImportCode.NotBySchema, place, "<IntersectEntityName> is missing.");
  }
  checkName(intersectName, LONGEST_TABLE_NAME, ImportCode.NotBySchema, place);
  const same = table1.logicalName === table2.logicalName;
  const column1 = same ? `${table1.primaryIdColumn}one` : table1.primaryIdColumn;
  const column2 = same ? `${table2.primaryIdColumn}two` : table2.primaryIdColumn;
  const [navigation1, navigation2] = navigationsOf(element);
  const intersectTable = intersectName.toLowerCase();
  const relationship: ManyToManyRelationship = {
    kind: "ManyToMany",
    schemaName,
    intersectTable,
    table1: table1.logicalName,
    table1IntersectColumn: column1,
    table1Navigation: navigation1 ?? schemaName,
    table2: table2.logicalName,
    table2IntersectColumn: column2,
    table2Navigation: navigation2 ?? (same ? `${schemaName}_referenced` : schemaName),
  };
  const known = find(intersectTable);
  if (known) {
    return { relationships: [relationship], place };
  }
  const { table } = describeTable({
    schemaName: intersectName,
    entitySetName: `${intersectTable}set`,
    objectTypeCode: typeCode(intersectTable),
    labels: intersectName,
    pluralLabels: intersectName,
    ownership: "None",
    isIntersect: true,
    optimisticConcurrency: false,
    audited: false,
    custom: true,
    columns: [guid(column1, table1.labels[1033] ?? column1), guid(column2, table2.labels[1033] ?? column2)],
  });
  return { relationships: [relationship], intersect: table, place };
}

/** The names of both collections, in the order of the roles. */
function navigationsOf(element: Element): readonly (string | undefined)[] {
  const roles = child(element, "EntityRelationshipRoles");
  return (roles ? children(roles, "EntityRelationshipRole") : []).map((role) =>
    textOf(role, "NavigationPropertyName"),
  );
}
