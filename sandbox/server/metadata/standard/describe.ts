import type {
  CascadeConfiguration,
  ColumnMetadata,
  DateTimeBehavior,
  Labels,
  ManyToManyRelationship,
  OneToManyRelationship,
  OptionMetadata,
  Ownership,
  RequiredLevel,
  TableMetadata,
} from "../model";
import { referential, restricted, untouched } from "./cascade";

/** English alone, or English, French and Dutch. */
export type Text = string | readonly [english: string, french: string, dutch: string];

/** One end of a lookup: the table it may point to and the relationship that says so. */
export interface LookupTarget {
  readonly table: string;
  readonly schemaName: string;
  /** Navigation property on the table with the lookup; the column's logical name when absent. */
  readonly navigation?: string;
  /** Collection on the table pointed to; Dataverse names it after the relationship unless told otherwise. */
  readonly collection?: string;
  readonly cascade?: CascadeConfiguration;
  readonly hierarchical?: boolean;
}

export interface ColumnDescription {
  readonly column: ColumnMetadata;
  readonly lookup: readonly LookupTarget[];
}

export interface ColumnSettings {
  readonly required?: RequiredLevel;
  readonly searched?: boolean;
  readonly create?: boolean;
  readonly update?: boolean;
  readonly read?: boolean;
}

export interface StandardTable {
  readonly table: TableMetadata;
  readonly relationships: readonly OneToManyRelationship[];
}

/** A choice: its value and its label. */
export type Choice = readonly [value: number, label: Text];

/** Labels of a text; where only English is given the other languages show English, as Dataverse does. */
export function labels(text: Text): Labels {
  return typeof text === "string" ? { 1033: text } : { 1033: text[0], 1036: text[1], 1043: text[2] };
}

/** Settings of a column that the platform fills and nobody writes. */
export const readOnly = { create: false, update: false } as const;

function column(
  schemaName: string,
  label: Text,
  settings: ColumnSettings,
  rest: Pick<ColumnMetadata, "type"> & Partial<ColumnMetadata>,
  lookup: readonly LookupTarget[] = [],
): ColumnDescription {
  return {
    column: {
      logicalName: schemaName.toLowerCase(),
      schemaName,
      labels: labels(label),
      required: settings.required ?? "none",
      validForCreate: settings.create ?? true,
      validForUpdate: settings.update ?? true,
      validForRead: settings.read ?? true,
      ...(settings.searched ? { searched: true } : {}),
      custom: false,
      ...rest,
    },
    lookup,
  };
}

interface TextSettings extends ColumnSettings {
  readonly format?: string;
}

export function text(
  schemaName: string,
  label: Text,
  maxLength: number,
  settings: TextSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, {
    type: "string",
    maxLength,
    format: settings.format ?? "Text",
  });
}

export function memo(
  schemaName: string,
  label: Text,
  maxLength = 2000,
  settings: TextSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, {
    type: "memo",
    maxLength,
    format: settings.format ?? "TextArea",
  });
}

export function integer(
  schemaName: string,
  label: Text,
  [min, max]: readonly [number, number] = [-2147483648, 2147483647],
  settings: ColumnSettings & { format?: string; default?: number } = {},
): ColumnDescription {
  return column(schemaName, label, settings, {
    type: "integer",
    min,
    max,
    format: settings.format ?? "None",
    ...(settings.default === undefined ? {} : { defaultValue: settings.default }),
  });
}

export function bigint(schemaName: string, label: Text, settings: ColumnSettings = {}): ColumnDescription {
  return column(schemaName, label, settings, { type: "bigint" });
}

export function decimal(
  schemaName: string,
  label: Text,
  [min, max]: readonly [number, number],
  precision: number,
  settings: ColumnSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, { type: "decimal", min, max, precision });
}

export function double(
  schemaName: string,
  label: Text,
  [min, max]: readonly [number, number],
  precision: number,
  settings: ColumnSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, { type: "double", min, max, precision });
}

/** The limits of money that no narrower ones are documented for. */
const ANY_MONEY = [-922337203685477, 922337203685477] as const;

/** A sum in the row's currency, and its companion in the organisation's. */
export function money(
  schemaName: string,
  label: Text,
  [min, max]: readonly [number, number] = ANY_MONEY,
  settings: ColumnSettings = {},
): readonly ColumnDescription[] {
  const amount = column(schemaName, label, settings, { type: "money", min, max, precision: 2 });
  const base = typeof label === "string" ? `${label} (Base)` : baseLabel(label);
  return [
    amount,
    column(`${schemaName}_Base`, base, readOnly, {
      type: "money",
      min: ANY_MONEY[0],
      max: ANY_MONEY[1],
      precision: 4,
      baseOf: amount.column.logicalName,
    }),
  ];
}

function baseLabel([english, french, dutch]: readonly [string, string, string]): Text {
  return [`${english} (Base)`, `${french} (base)`, `${dutch} (basis)`];
}

const NO_YES: readonly [Text, Text] = [
  ["No", "Non", "Nee"],
  ["Yes", "Oui", "Ja"],
];

export function boolean(
  schemaName: string,
  label: Text,
  defaultValue: boolean,
  settings: ColumnSettings & { labels?: readonly [whenFalse: Text, whenTrue: Text] } = {},
): ColumnDescription {
  const [whenFalse, whenTrue] = settings.labels ?? NO_YES;
  return column(schemaName, label, settings, {
    type: "boolean",
    defaultValue,
    options: [
      { value: 0, labels: labels(whenFalse) },
      { value: 1, labels: labels(whenTrue) },
    ],
  });
}

export function dateTime(
  schemaName: string,
  label: Text,
  settings: ColumnSettings & { format?: "DateOnly" | "DateAndTime"; behavior?: DateTimeBehavior } = {},
): ColumnDescription {
  return column(schemaName, label, settings, {
    type: "datetime",
    format: settings.format ?? "DateAndTime",
    dateTimeBehavior: settings.behavior ?? "UserLocal",
  });
}

/** A day without a time. Older columns of this kind still behave as the user's local midnight. */
export function date(
  schemaName: string,
  label: Text,
  settings: ColumnSettings & { behavior?: DateTimeBehavior } = {},
): ColumnDescription {
  return dateTime(schemaName, label, { ...settings, format: "DateOnly" });
}

export function choice(
  schemaName: string,
  label: Text,
  choices: readonly Choice[],
  settings: ColumnSettings & { default?: number } = {},
): ColumnDescription {
  return column(schemaName, label, settings, {
    type: "choice",
    options: choices.map(([value, name]) => ({ value, labels: labels(name) })),
    ...(settings.default === undefined ? {} : { defaultValue: settings.default }),
  });
}

export function guid(schemaName: string, label: Text, settings: ColumnSettings = {}): ColumnDescription {
  return column(schemaName, label, settings, { type: "uniqueidentifier" });
}

/** A table's logical name kept as text. */
export function entityName(
  schemaName: string,
  label: Text,
  settings: ColumnSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, { type: "entityname", maxLength: 64 });
}

export function lookup(
  schemaName: string,
  label: Text,
  targets: LookupTarget | readonly LookupTarget[],
  settings: ColumnSettings = {},
): ColumnDescription {
  const all = Array.isArray(targets) ? (targets as readonly LookupTarget[]) : [targets as LookupTarget];
  return column(
    schemaName,
    label,
    settings,
    { type: "lookup", targets: all.map((target) => target.table) },
    all,
  );
}

/** An account or a contact, in this order: the first target is the one a form offers first. */
export function customer(
  schemaName: string,
  label: Text,
  account: Omit<LookupTarget, "table">,
  contact: Omit<LookupTarget, "table">,
  settings: ColumnSettings = {},
): ColumnDescription {
  const name = schemaName.toLowerCase();
  const all = [
    { table: "account", navigation: `${name}_account`, ...account },
    { table: "contact", navigation: `${name}_contact`, ...contact },
  ];
  return column(schemaName, label, settings, { type: "customer", targets: ["account", "contact"] }, all);
}

/** The account or the contact of a customer column once more, as the platform repeats it in a column of its own. */
export function repeated(
  schemaName: string,
  label: Text,
  target: string,
  customerColumn: string,
): ColumnDescription {
  return column(schemaName, label, readOnly, { type: "lookup", targets: [target], repeats: customerColumn });
}

/** A lookup that is an end of many-to-many relationships and has none of its own. */
export function intersectLookup(
  schemaName: string,
  label: Text,
  targets: readonly string[],
  settings: ColumnSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, { type: "lookup", targets });
}

export function partyList(
  schemaName: string,
  label: Text,
  targets: readonly string[],
  settings: ColumnSettings = {},
): ColumnDescription {
  return column(schemaName, label, settings, { type: "partylist", targets });
}

/** A state with the reasons for it, the default reason first. */
export interface State {
  readonly value: number;
  readonly label: Text;
  readonly reasons: readonly Choice[];
}

function stateColumns(states: readonly State[]): readonly ColumnDescription[] {
  const stateOptions: OptionMetadata[] = states.map((state) => ({
    value: state.value,
    labels: labels(state.label),
    ...(state.reasons[0] === undefined ? {} : { defaultStatus: state.reasons[0][0] }),
  }));
  const statusOptions = states.flatMap((state) =>
    state.reasons.map(([value, label]) => ({ value, labels: labels(label), state: state.value })),
  );
  const first = states[0];
  return [
    column(
      "StateCode",
      ["Status", "Statut", "Status"],
      { required: "systemrequired" },
      {
        type: "state",
        options: stateOptions,
        defaultValue: first?.value ?? 0,
      },
    ),
    column(
      "StatusCode",
      ["Status Reason", "Raison du statut", "Statusreden"],
      {},
      {
        type: "status",
        options: statusOptions,
        ...(first?.reasons[0] === undefined ? {} : { defaultValue: first.reasons[0][0] }),
      },
    ),
  ];
}

export const ACTIVE: Text = ["Active", "Actif", "Actief"];
export const INACTIVE: Text = ["Inactive", "Inactif", "Inactief"];

/** Active and Inactive with one reason each, numbered as the table numbers them. */
export function activeInactive(active = 1, inactive = 2): readonly State[] {
  return [
    { value: 0, label: ACTIVE, reasons: [[active, ACTIVE]] },
    { value: 1, label: INACTIVE, reasons: [[inactive, INACTIVE]] },
  ];
}

/** Names of the relationships that the platform gives every table, where they do not follow the pattern. */
export interface SystemRelationships {
  readonly createdBy?: string;
  readonly createdOnBehalfBy?: string;
  readonly modifiedBy?: string;
  readonly modifiedOnBehalfBy?: string;
  readonly owner?: string;
  readonly owningBusinessUnit?: string;
  readonly owningTeam?: string;
  readonly owningUser?: string;
  readonly currency?: string;
  readonly organization?: string;
}

export interface TableDescription {
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly labels: Text;
  readonly pluralLabels: Text;
  readonly ownership: Ownership;
  /** Schema name of the primary key; the table's schema name and `Id` when absent. */
  readonly primaryId?: string;
  /** Logical name of the primary name column. */
  readonly primaryName?: string;
  readonly isActivity?: boolean;
  readonly isIntersect?: boolean;
  readonly optimisticConcurrency?: boolean;
  readonly custom?: boolean;
  readonly states?: readonly State[];
  /** Whether there is a currency; money columns bring it along. */
  readonly currency?: boolean;
  /** Whether creation and change are recorded; only a few tables of the platform's own have neither. */
  readonly audited?: boolean;
  readonly relationships?: SystemRelationships;
  readonly columns: readonly (ColumnDescription | readonly ColumnDescription[])[];
}

/**
 * A table with the columns that the platform adds to every table of its kind.
 * Navigation properties of activities carry the table's name (`ownerid_task`), as all activities share
 * `activitypointer`; those of other tables are the column's name.
 */
export function describeTable(description: TableDescription): StandardTable {
  const own = description.columns.flat();
  const all = [
    guid(description.primaryId ?? `${description.schemaName}Id`, description.labels, {
      required: "systemrequired",
      update: false,
    }),
    ...own,
    ...(description.states ? stateColumns(description.states) : []),
    ...systemColumns(description, own),
  ];
  const columns = new Map<string, ColumnMetadata>();
  const relationships: OneToManyRelationship[] = [];
  const logicalName = description.schemaName.toLowerCase();
  for (const { column: one, lookup: targets } of all) {
    if (columns.has(one.logicalName)) {
      throw new Error(`Column ${logicalName}.${one.logicalName} is described twice.`);
    }
    columns.set(one.logicalName, { ...one, custom: description.custom ?? false });
    relationships.push(...targets.map((target) => relationship(logicalName, one.logicalName, target)));
  }
  return {
    table: {
      logicalName,
      schemaName: description.schemaName,
      entitySetName: description.entitySetName,
      objectTypeCode: description.objectTypeCode,
      primaryIdColumn: (description.primaryId ?? `${description.schemaName}Id`).toLowerCase(),
      ...(description.primaryName === undefined ? {} : { primaryNameColumn: description.primaryName }),
      ownership: description.ownership,
      isActivity: description.isActivity ?? false,
      isIntersect: description.isIntersect ?? false,
      labels: labels(description.labels),
      pluralLabels: labels(description.pluralLabels),
      columns,
      keys: [],
      optimisticConcurrency: description.optimisticConcurrency ?? true,
      custom: description.custom ?? false,
    },
    relationships,
  };
}

/** The relationship behind one target of a lookup. The primary key's name follows from the table's. */
export function relationship(
  referencingTable: string,
  referencingColumn: string,
  target: LookupTarget,
): OneToManyRelationship {
  return {
    kind: "OneToMany",
    schemaName: target.schemaName,
    referencedTable: target.table,
    referencedColumn: primaryIdOf(target.table),
    referencingTable,
    referencingColumn,
    referencingNavigation: target.navigation ?? referencingColumn,
    referencedNavigation: target.collection ?? target.schemaName,
    cascade: target.cascade ?? referential,
    hierarchical: target.hierarchical ?? false,
  };
}

const ACTIVITIES = new Set([
  "activitypointer",
  "appointment",
  "bulkoperation",
  "campaignactivity",
  "campaignresponse",
  "email",
  "fax",
  "letter",
  "opportunityclose",
  "phonecall",
  "task",
]);

function primaryIdOf(table: string): string {
  if (ACTIVITIES.has(table)) {
    return "activityid";
  }
  return `${table}id`;
}

/** Owner, business unit and the like: written by the platform, and only for tables that are owned by users. */
function systemColumns(
  description: TableDescription,
  own: readonly ColumnDescription[],
): readonly ColumnDescription[] {
  const described = new Set(own.map((one) => one.column.logicalName));
  const columns: ColumnDescription[] = [];
  if (description.audited ?? true) {
    columns.push(...auditColumns(description));
  }
  if (description.ownership === "UserOwned") {
    columns.push(...ownerColumns(description));
  }
  if (description.currency ?? own.some((one) => one.column.type === "money")) {
    columns.push(...currencyColumns(description));
  }
  columns.push(bigint("VersionNumber", "Version Number", readOnly));
  return columns.filter((one) => !described.has(one.column.logicalName));
}

function suffix(description: TableDescription): string {
  return description.isActivity ? `_${description.schemaName.toLowerCase()}` : "";
}

function auditColumns(description: TableDescription): readonly ColumnDescription[] {
  const name = description.schemaName.toLowerCase();
  const names = description.relationships ?? {};
  const by = (schemaName: string, label: Text, relationshipName: string | undefined) =>
    lookup(
      schemaName,
      label,
      {
        table: "systemuser",
        schemaName: relationshipName ?? `lk_${name}_${schemaName.toLowerCase()}`,
        navigation: `${schemaName.toLowerCase()}${suffix(description)}`,
        cascade: untouched,
      },
      readOnly,
    );
  return [
    by("CreatedBy", ["Created By", "Créé par", "Gemaakt door"], names.createdBy),
    dateTime("CreatedOn", ["Created On", "Créé le", "Gemaakt op"], { ...readOnly, searched: true }),
    by("CreatedOnBehalfBy", "Created By (Delegate)", names.createdOnBehalfBy),
    by("ModifiedBy", ["Modified By", "Modifié par", "Gewijzigd door"], names.modifiedBy),
    dateTime("ModifiedOn", ["Modified On", "Modifié le", "Gewijzigd op"], readOnly),
    by("ModifiedOnBehalfBy", "Modified By (Delegate)", names.modifiedOnBehalfBy),
    integer("ImportSequenceNumber", "Import Sequence Number", undefined, { update: false }),
    // Only a create may set it: the row is then dated back to when it was made elsewhere.
    date("OverriddenCreatedOn", "Record Created On", { update: false }),
  ];
}

function ownerColumns(description: TableDescription): readonly ColumnDescription[] {
  const name = description.schemaName.toLowerCase();
  const names = description.relationships ?? {};
  const owner = names.owner ?? `owner_${name}s`;
  const end = suffix(description);
  // Dataverse has one relationship to the abstract table "owner", whose collection users and teams inherit.
  // Here there is one for each kind of owner; the second one's name is the sandbox's own.
  const owners = [
    { table: "systemuser", schemaName: owner },
    { table: "team", schemaName: `${owner}_team` },
  ].map((one) => ({ ...one, navigation: `ownerid${end}`, collection: owner, cascade: untouched }));
  return [
    column(
      "OwnerId",
      ["Owner", "Propriétaire", "Eigenaar"],
      { required: "systemrequired" },
      { type: "owner", targets: ["systemuser", "team"] },
      owners,
    ),
    lookup(
      "OwningBusinessUnit",
      ["Owning Business Unit", "Division propriétaire", "Business unit van eigenaar"],
      {
        table: "businessunit",
        schemaName: names.owningBusinessUnit ?? `business_unit_${name}`,
        navigation: `owningbusinessunit${end}`,
        cascade: untouched,
      },
      readOnly,
    ),
    lookup(
      "OwningTeam",
      "Owning Team",
      {
        table: "team",
        schemaName: names.owningTeam ?? `team_${name}`,
        navigation: `owningteam${end}`,
        cascade: untouched,
      },
      readOnly,
    ),
    lookup(
      "OwningUser",
      "Owning User",
      {
        table: "systemuser",
        schemaName: names.owningUser ?? `user_${name}`,
        navigation: `owninguser${end}`,
        cascade: untouched,
      },
      readOnly,
    ),
  ];
}

function currencyColumns(description: TableDescription): readonly ColumnDescription[] {
  const name = description.schemaName.toLowerCase();
  return [
    lookup("TransactionCurrencyId", ["Currency", "Devise", "Valuta"], {
      table: "transactioncurrency",
      schemaName: description.relationships?.currency ?? `transactioncurrency_${name}`,
      navigation: `transactioncurrencyid${suffix(description)}`,
      cascade: restricted,
    }),
    decimal("ExchangeRate", "Exchange Rate", [0.0000000001, 100000000000], 10, readOnly),
  ];
}

/** A many-to-many relationship of standard tables. Both navigation properties carry its name unless told otherwise. */
export function manyToMany(
  schemaName: string,
  intersectTable: string,
  [table1, table1IntersectColumn, table1Navigation]: readonly [string, string, string?],
  [table2, table2IntersectColumn, table2Navigation]: readonly [string, string, string?],
): ManyToManyRelationship {
  return {
    kind: "ManyToMany",
    schemaName,
    intersectTable,
    table1,
    table1IntersectColumn,
    table1Navigation: table1Navigation ?? schemaName,
    table2,
    table2IntersectColumn,
    table2Navigation: table2Navigation ?? schemaName,
  };
}
