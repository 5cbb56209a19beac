import { v5 as uuid } from "uuid";
import type { MetadataCatalog, TableMetadata, Verb } from "../metadata/model";

export const VERBS: readonly Verb[] = [
  "Create",
  "Read",
  "Write",
  "Delete",
  "Append",
  "AppendTo",
  "Assign",
  "Share",
];

/** Tables whose privileges are not called after their schema name. Every activity answers to `Activity`. */
const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ["systemuser", "User"],
  ["annotation", "Note"],
  ["processstage", "Workflow"],
]);

/** A row that decides who may see and change another: a list its members, an activity its parties. */
export interface Governor {
  readonly table: string;
  /** Column of the governed table with the governor's id. */
  readonly column: string;
}

const GOVERNED: ReadonlyMap<string, readonly Governor[]> = new Map([
  ["activityparty", [{ table: "activitypointer", column: "activityid" }]],
  ["bulkoperationlog", [{ table: "bulkoperation", column: "bulkoperationid" }]],
  ["connectionroleobjecttypecode", [{ table: "connectionrole", column: "connectionroleid" }]],
]);

/**
 * The rows on which the rights to a row of this table depend; none when the table has privileges of its own. The
 * row of an intersect table belongs to both ends, as far as an end is always of one table: the members of a
 * marketing list may be accounts, contacts or leads, so that the list alone decides.
 */
export function governorsOf(catalog: MetadataCatalog, table: TableMetadata): readonly Governor[] {
  const fixed = GOVERNED.get(table.logicalName);
  if (fixed || !table.isIntersect) {
    return fixed ?? [];
  }
  const ends = new Map<string, Set<string>>();
  for (const relationship of catalog.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "ManyToMany" && relationship.intersectTable === table.logicalName) {
      addEnd(ends, relationship.table1IntersectColumn, relationship.table1);
      addEnd(ends, relationship.table2IntersectColumn, relationship.table2);
    }
  }
  return [...ends].flatMap(([column, tables]) =>
    tables.size === 1 ? [...tables].map((one) => ({ table: one, column })) : [],
  );
}

function addEnd(ends: Map<string, Set<string>>, column: string, table: string): void {
  const tables = ends.get(column) ?? new Set();
  ends.set(column, tables.add(table));
}

/** The privilege that a table's verb needs, as roles name it: `prvReadAccount`, `prvWriteActivity`. */
export function privilegeName(table: TableMetadata, verb: Verb): string {
  const subject = table.isActivity ? "Activity" : (SUBJECTS.get(table.logicalName) ?? table.schemaName);
  return `prv${verb}${subject}`;
}

/** Privileges that belong to no table that the sandbox has, and that a role may nevertheless give. */
const OTHER_PRIVILEGES: readonly string[] = [
  "prvActOnBehalfOfAnotherUser",
  "prvAddressBook",
  "prvAllowQuickCampaign",
  "prvAssignUserQuery",
  "prvBrowseAvailability",
  "prvBulkDelete",
  "prvBulkEdit",
  "prvCreateSharePointData",
  "prvCreateUserApplicationMetadata",
  "prvCreateUserEntityInstanceData",
  "prvCreateUserEntityUISettings",
  "prvCreateUserQuery",
  "prvDeleteUserQuery",
  "prvDocumentGeneration",
  "prvExportToExcel",
  "prvFlow",
  "prvGoMobile",
  "prvGoOffline",
  "prvISVExtensions",
  "prvMailMerge",
  "prvPrint",
  "prvReadActionCard",
  "prvReadAppModule",
  "prvReadAsyncOperation",
  "prvReadAttribute",
  "prvReadAttributeMap",
  "prvReadComplexControl",
  "prvReadCustomControl",
  "prvReadCustomControlDefaultConfig",
  "prvReadCustomControlResource",
  "prvReadCustomization",
  "prvReadEntity",
  "prvReadEntityKey",
  "prvReadEntityMap",
  "prvReadHierarchyRule",
  "prvReadImportJob",
  "prvReadLanguageLocale",
  "prvReadLicense",
  "prvReadOptionSet",
  "prvReadPluginAssembly",
  "prvReadPluginType",
  "prvReadPosition",
  "prvReadPost",
  "prvReadPostFollow",
  "prvReadProduct",
  "prvReadQuery",
  "prvReadQueue",
  "prvReadRelationship",
  "prvReadSavedQueryVisualizations",
  "prvReadSdkMessage",
  "prvReadSdkMessageProcessingStep",
  "prvReadSdkMessageProcessingStepImage",
  "prvReadSettingDefinition",
  "prvReadSharePointData",
  "prvReadSharePointDocument",
  "prvReadSite",
  "prvReadSiteMap",
  "prvReadSubject",
  "prvReadSystemApplicationMetadata",
  "prvReadSystemForm",
  "prvReadTerritory",
  "prvReadUserApplicationMetadata",
  "prvReadUserEntityInstanceData",
  "prvReadUserEntityUISettings",
  "prvReadUserForm",
  "prvReadUserQuery",
  "prvReadUserQueryVisualizations",
  "prvReadWebResource",
  "prvSearchAvailability",
  "prvSendAsUser",
  "prvShareUserQuery",
  "prvSyncToOutlook",
  "prvUseOfficeApps",
  "prvUseTabletApp",
  "prvWebMailMerge",
  "prvWorkflowExecution",
  "prvWriteSharePointData",
  "prvWriteUserApplicationMetadata",
  "prvWriteUserEntityInstanceData",
  "prvWriteUserEntityUISettings",
  "prvWriteUserQuery",
];

/** Every privilege that a role can name in an organisation with these tables. */
export function knownPrivileges(catalog: MetadataCatalog): ReadonlySet<string> {
  const names = new Set(OTHER_PRIVILEGES);
  for (const table of catalog.tables.values()) {
    if (governorsOf(catalog, table).length === 0) {
      for (const verb of VERBS) {
        names.add(privilegeName(table, verb));
      }
    }
  }
  return names;
}

const PRIVILEGES = "0c1b2d51-76c5-4e68-9f3e-2a0a6a1f9e14";

/** The id of a privilege: any will do, as long as it is the same everywhere. */
export function privilegeId(name: string): string {
  return uuid(name.toLowerCase(), PRIVILEGES);
}
