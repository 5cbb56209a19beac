import type { CatalogParts } from "../../../sandbox/server/metadata/catalog";
import type { ColumnMetadata, TableMetadata } from "../../../sandbox/server/metadata/model";
import {
  activeInactive,
  boolean,
  choice,
  customer,
  dateTime,
  decimal,
  describeTable,
  double,
  entityName,
  guid,
  integer,
  lookup,
  memo,
  money,
  text,
} from "../../../sandbox/server/metadata/standard/describe";

/** Colours in three languages, whose labels sort otherwise than their values. */
const COLOURS = [
  [1, ["Red", "Rouge", "Rood"]],
  [2, ["Blue", "Bleu", "Blauw"]],
  [3, ["Green", "Vert", "Groen"]],
] as const;

/** A table with a column of every type, so that every operator has something to be tried on. */
const probe = describeTable({
  schemaName: "ent_Probe",
  entitySetName: "ent_probes",
  objectTypeCode: 10901,
  labels: "Probe",
  pluralLabels: "Probes",
  ownership: "UserOwned",
  primaryName: "ent_name",
  custom: true,
  states: activeInactive(),
  columns: [
    text("ent_Name", "Name", 200),
    text("ent_Set", "Set", 50),
    text("ent_Text", "Text", 200),
    text("ent_Other", "Other", 200),
    memo("ent_Memo", "Memo"),
    integer("ent_Integer", "Integer"),
    integer("ent_Language", "Language"),
    decimal("ent_Decimal", "Decimal", [-1e9, 1e9], 4),
    double("ent_Double", "Double", [-1e9, 1e9], 3),
    money("ent_Money", "Money"),
    boolean("ent_Boolean", "Boolean", false),
    choice("ent_Choice", "Choice", COLOURS),
    choice("ent_Choices", "Choices", COLOURS),
    dateTime("ent_Moment", "Moment"),
    dateTime("ent_Day", "Day", { format: "DateOnly", behavior: "DateOnly" }),
    dateTime("ent_Wall", "Wall clock", { behavior: "TimeZoneIndependent" }),
    guid("ent_Guid", "Guid"),
    entityName("ent_Table", "Table"),
    lookup("ent_AccountId", "Account", { table: "account", schemaName: "ent_probe_account" }),
    lookup("ent_UserId", "User", { table: "systemuser", schemaName: "ent_probe_user" }),
    lookup("ent_TeamId", "Team", { table: "team", schemaName: "ent_probe_team" }),
    lookup("ent_UnitId", "Unit", { table: "businessunit", schemaName: "ent_probe_unit" }),
    lookup("ent_ParentId", "Parent", { table: "ent_probe", schemaName: "ent_probe_probe" }),
    customer(
      "ent_CustomerId",
      "Customer",
      { schemaName: "ent_probe_customer_account" },
      { schemaName: "ent_probe_customer_contact" },
    ),
  ],
});

const topic = describeTable({
  schemaName: "ent_Topic",
  entitySetName: "ent_topics",
  objectTypeCode: 10902,
  labels: "Topic",
  pluralLabels: "Topics",
  ownership: "OrganizationOwned",
  primaryName: "ent_name",
  custom: true,
  columns: [text("ent_Name", "Name", 100)],
});

const kind = describeTable({
  schemaName: "ent_InteractionKind",
  entitySetName: "ent_interactionkinds",
  objectTypeCode: 10903,
  labels: "Kind",
  pluralLabels: "Kinds",
  ownership: "OrganizationOwned",
  primaryName: "ent_name",
  custom: true,
  columns: [
    text("ent_Name", "Name", 100),
    integer("ent_Points", "Points"),
    integer("ent_HalfLifeDays", "Half-life"),
  ],
});

const interaction = describeTable({
  schemaName: "ent_Interaction",
  entitySetName: "ent_interactions",
  objectTypeCode: 10904,
  labels: "Interaction",
  pluralLabels: "Interactions",
  ownership: "UserOwned",
  primaryName: "ent_name",
  custom: true,
  columns: [
    text("ent_Name", "Name", 200),
    dateTime("ent_OccurredOn", "Occurred on", { searched: true }),
    lookup("ent_KindId", "Kind", { table: "ent_interactionkind", schemaName: "ent_interaction_kind" }),
    lookup("ent_TopicId", "Topic", { table: "ent_topic", schemaName: "ent_interaction_topic" }),
    lookup("ent_ContactId", "Contact", { table: "contact", schemaName: "ent_interaction_contact" }),
    lookup("ent_AccountId", "Account", { table: "account", schemaName: "ent_interaction_account" }),
  ],
});

/** Nothing standard has several choices in one column, so one of the probe's becomes that. */
function withChoices(table: TableMetadata): TableMetadata {
  const columns = new Map<string, ColumnMetadata>(table.columns);
  const column = columns.get("ent_choices");
  if (column !== undefined) columns.set("ent_choices", { ...column, type: "choices" });
  return { ...table, columns };
}

export function testTables(): CatalogParts {
  const all = [probe, topic, kind, interaction];
  return {
    tables: all.map(({ table }) => (table === probe.table ? withChoices(table) : table)),
    relationships: all.flatMap(({ relationships }) => relationships),
  };
}
