/**
 * What the sandbox knows of its tables: the same facts that Dataverse's own metadata gives, and no more.
 * Standard tables are described in `standard/`; every other table comes from an imported solution.
 */

/** Labels by language id (1033 English, 1036 French, 1043 Dutch). 1033 is always there. */
export type Labels = Readonly<Record<number, string>>;

export type ColumnType =
  | "string"
  | "memo"
  | "integer"
  | "bigint"
  | "decimal"
  | "double"
  | "money"
  | "boolean"
  | "datetime"
  | "choice"
  | "choices"
  | "state"
  | "status"
  | "uniqueidentifier"
  | "lookup"
  | "customer"
  | "owner"
  | "partylist"
  /** A logical name or type code kept as text, such as `listmember.entitytype`. */
  | "entityname";

export type RequiredLevel = "none" | "recommended" | "applicationrequired" | "systemrequired";

export type DateTimeBehavior = "UserLocal" | "DateOnly" | "TimeZoneIndependent";

export interface OptionMetadata {
  readonly value: number;
  readonly labels: Labels;
  /** For a status: the state it belongs to. For a state: its default status. */
  readonly state?: number;
  readonly defaultStatus?: number;
}

export interface ColumnMetadata {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly type: ColumnType;
  readonly labels: Labels;
  readonly descriptions?: Labels;
  readonly required: RequiredLevel;
  /** Longest text, in UTF-16 code units, for `string` and `memo`. */
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Decimal places kept by `decimal`, `double` and `money`. */
  readonly precision?: number;
  /** `Text`, `Email`, `Url`, `TextArea`, `DateOnly`, `DateAndTime`, … as Dataverse's metadata spells them. */
  readonly format?: string;
  readonly dateTimeBehavior?: DateTimeBehavior;
  /** For `choice`, `choices`, `state`, `status` and `boolean` (0 and 1). */
  readonly options?: readonly OptionMetadata[];
  readonly defaultValue?: number | boolean;
  /** Logical names a `lookup`, `customer` or `owner` may point to. More than one means polymorphic. */
  readonly targets?: readonly string[];
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
  readonly validForRead: boolean;
  /** For the `_base` companion of a money column: the column it is computed from. */
  readonly baseOf?: string;
  /**
   * For a read-only lookup beside a customer column (`contact.accountid`): the customer column whose value it
   * repeats in the rows where that is of its own target. The store computes it; it has no relationship.
   */
  readonly repeats?: string;
  /** The column is on the table's form or view, or otherwise searched: an index is worth having. */
  readonly searched?: boolean;
  readonly custom: boolean;
}

export interface KeyMetadata {
  readonly schemaName: string;
  readonly logicalName: string;
  /** Logical column names, in key order. */
  readonly columns: readonly string[];
}

export type Ownership = "UserOwned" | "OrganizationOwned" | "BusinessOwned" | "None";

export interface TableMetadata {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryIdColumn: string;
  /** Absent for intersect tables. */
  readonly primaryNameColumn?: string;
  readonly ownership: Ownership;
  readonly isActivity: boolean;
  readonly isIntersect: boolean;
  readonly labels: Labels;
  readonly pluralLabels: Labels;
  readonly columns: ReadonlyMap<string, ColumnMetadata>;
  readonly keys: readonly KeyMetadata[];
  readonly optimisticConcurrency: boolean;
  readonly custom: boolean;
}

export type Cascade = "NoCascade" | "Cascade" | "Active" | "UserOwned" | "RemoveLink" | "Restrict";

export interface CascadeConfiguration {
  readonly assign: Cascade;
  readonly delete: Cascade;
  readonly reparent: Cascade;
  readonly share: Cascade;
  readonly unshare: Cascade;
}

export interface OneToManyRelationship {
  readonly kind: "OneToMany";
  readonly schemaName: string;
  /** The table pointed to (one). */
  readonly referencedTable: string;
  readonly referencedColumn: string;
  /** The table with the lookup (many). */
  readonly referencingTable: string;
  readonly referencingColumn: string;
  /** Single-valued navigation property on the referencing table; case matters. */
  readonly referencingNavigation: string;
  /** Collection-valued navigation property on the referenced table; case matters. */
  readonly referencedNavigation: string;
  readonly cascade: CascadeConfiguration;
  readonly hierarchical: boolean;
}

export interface ManyToManyRelationship {
  readonly kind: "ManyToMany";
  readonly schemaName: string;
  readonly intersectTable: string;
  readonly table1: string;
  readonly table1IntersectColumn: string;
  /** Navigation property on table 1 that yields rows of table 2. */
  readonly table1Navigation: string;
  readonly table2: string;
  readonly table2IntersectColumn: string;
  readonly table2Navigation: string;
}

export type Relationship = OneToManyRelationship | ManyToManyRelationship;

/** Privilege depth, from none to the whole organisation. */
export enum Depth {
  None = 0,
  Basic = 1,
  Local = 2,
  Deep = 3,
  Global = 4,
}

export type Verb = "Create" | "Read" | "Write" | "Delete" | "Append" | "AppendTo" | "Assign" | "Share";

/** A security role: its privileges by name (`prvReadAccount`), each with its depth. */
export interface RoleMetadata {
  readonly id: string;
  readonly name: string;
  readonly privileges: ReadonlyMap<string, Depth>;
}

/** A form as the solution gives it; the XML is the `<form>` element of its FormXml. */
export interface FormMetadata {
  readonly id: string;
  readonly table: string;
  readonly type: "main" | "quick" | "quickCreate" | "card";
  readonly labels: Labels;
  readonly formXml: string;
}

export interface ViewMetadata {
  readonly id: string;
  readonly table: string;
  readonly labels: Labels;
  readonly fetchXml: string;
  readonly layoutXml: string;
  readonly isDefault: boolean;
  readonly queryType: number;
}

/** A chart of a table: the query it counts with, and how what it counts is drawn. */
export interface ChartMetadata {
  readonly id: string;
  readonly table: string;
  readonly labels: Labels;
  /** `<datadefinition>` */
  readonly dataDescription: string;
  /** `<Chart>` */
  readonly presentationDescription: string;
  readonly isDefault: boolean;
}

/** A PCF component: its manifest and the files its manifest names, by path inside the component's folder. */
export interface ControlMetadata {
  /** `ent_Entente.Interest` */
  readonly name: string;
  readonly manifestXml: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface WebResourceMetadata {
  readonly name: string;
  readonly type: number;
  readonly content: Uint8Array;
}

export interface AppMetadata {
  readonly uniqueName: string;
  readonly labels: Labels;
  readonly siteMapXml: string;
  readonly roleIds: readonly string[];
}

export interface SolutionMetadata {
  readonly uniqueName: string;
  readonly labels: Labels;
  readonly version: string;
  readonly managed: boolean;
  readonly publisherPrefix: string;
}

/**
 * All metadata of the organisation. Names are case-sensitive logical names unless said otherwise; a look-up
 * of what does not exist answers undefined, and the caller answers with Dataverse's own error.
 */
export interface MetadataCatalog {
  readonly tables: ReadonlyMap<string, TableMetadata>;
  table(logicalName: string): TableMetadata | undefined;
  tableBySetName(entitySetName: string): TableMetadata | undefined;
  tableByTypeCode(objectTypeCode: number): TableMetadata | undefined;
  /** Every relationship in which the table takes part, on either side. */
  relationshipsOf(logicalName: string): readonly Relationship[];
  relationship(schemaName: string): Relationship | undefined;
  /** The relationships that give a lookup column its targets: one, or several where polymorphic. */
  relationshipsOfLookup(table: string, column: string): readonly OneToManyRelationship[];
  readonly roles: ReadonlyMap<string, RoleMetadata>;
  readonly forms: readonly FormMetadata[];
  readonly views: readonly ViewMetadata[];
  readonly charts: readonly ChartMetadata[];
  readonly controls: ReadonlyMap<string, ControlMetadata>;
  readonly webResources: ReadonlyMap<string, WebResourceMetadata>;
  readonly apps: readonly AppMetadata[];
  readonly solutions: readonly SolutionMetadata[];
}
