import { attribute, child, children, descendants, textOf } from "../xml";
import type { Problem } from "./problem";
import type { Column, SolutionFolder, Table } from "./solutionFolder";

/** What Dataverse adds to every table, and real exports therefore have. */
const SYSTEM_COLUMNS = [
  "createdby",
  "createdon",
  "createdonbehalfby",
  "importsequencenumber",
  "modifiedby",
  "modifiedon",
  "modifiedonbehalfby",
  "overriddencreatedon",
  "statecode",
  "statuscode",
  "timezoneruleversionnumber",
  "utcconversiontimezonecode",
];
const OWNER_COLUMNS = ["ownerid", "owningbusinessunit", "owningteam", "owninguser"];

/** Types that an alternate key may have (no memo, no choice of several, no file). */
const KEY_TYPES = ["nvarchar", "int", "decimal", "datetime", "lookup", "picklist"];

/** The elements that a type's definition needs beside those that every column has. */
const TYPE_DETAILS: Readonly<Record<string, readonly string[]>> = {
  nvarchar: ["Format", "MaxLength", "Length"],
  ntext: ["Format", "MaxLength"],
  decimal: ["MinValue", "MaxValue", "Accuracy"],
  int: ["Format", "MinValue", "MaxValue"],
  money: ["MinValue", "MaxValue", "Accuracy", "AccuracySource"],
  datetime: ["Format", "Behavior"],
  lookup: ["LookupStyle", "LookupTypes"],
  owner: ["LookupStyle", "LookupTypes"],
  state: ["optionset"],
  status: ["optionset"],
  bit: ["optionset"],
  picklist: ["AppDefaultValue"],
  primarykey: [],
};

const EVERY_COLUMN = [
  "Type",
  "Name",
  "LogicalName",
  "RequiredLevel",
  "ValidForUpdateApi",
  "ValidForReadApi",
  "ValidForCreateApi",
  "IsCustomField",
  "IsAuditEnabled",
  "IsSecured",
  "IntroducedVersion",
  "IsCustomizable",
  "displaynames",
  "Descriptions",
];

/** Tables as Dataverse can create them: names, ownership, columns, choices, alternate keys. */
export function checkTables(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const prefix = solution.manifest
    ? textOf(child(solution.manifest, "Publisher") ?? solution.manifest, "CustomizationPrefix")
    : "";
  const optionPrefix = solution.manifest
    ? textOf(child(solution.manifest, "Publisher") ?? solution.manifest, "CustomizationOptionValuePrefix")
    : "";
  const setNames = new Set<string>();
  for (const table of solution.tables) {
    const problem = (element: string, rule: string, message: string) =>
      problems.push({ file: table.file, element, rule, message });
    const setName = textOf(table.element, "EntitySetName");
    if (setName !== "" && setNames.has(setName)) {
      problem(`EntitySetName ${setName}`, "entity-set-once", "is another table's");
    }
    setNames.add(setName);
    if (textOf(table.root, "Name") !== table.schemaName) {
      problem("Name", "table-name", `is not the name of the entity, ${table.schemaName}`);
    }
    for (const column of table.columns.values()) {
      checkColumn(table, column, prefix, problem);
      checkOptions(table, column, optionPrefix, problem);
    }
    if (table.own) checkOwnTable(table, prefix, problem);
  }
  return problems;
}

type Report = (element: string, rule: string, message: string) => void;

function checkOwnTable(table: Table, prefix: string, problem: Report): void {
  if (!table.schemaName.startsWith(`${prefix}_`)) {
    problem(table.schemaName, "publisher-prefix", `does not begin with ${prefix}_`);
  }
  if (textOf(table.element, "EntitySetName") === "") problem("EntitySetName", "table", "is missing");
  // `OrganizationOwned` is what metadata calls it; an import refuses that word (0x80044150).
  if (!["UserOwned", "OrgOwned"].includes(table.ownership)) {
    problem(`OwnershipTypeMask ${table.ownership}`, "table-ownership", "must be UserOwned or OrgOwned");
  }
  const expected = [
    ...SYSTEM_COLUMNS,
    ...(table.ownership === "UserOwned" ? OWNER_COLUMNS : ["organizationid"]),
    `${table.logicalName}id`,
  ];
  for (const name of expected) {
    if (!table.columns.has(name))
      problem(name, "system-column", "every table of this ownership has this column");
  }
  const unexpected = table.ownership === "UserOwned" ? ["organizationid"] : OWNER_COLUMNS;
  for (const name of unexpected) {
    if (table.columns.has(name))
      problem(name, "system-column", `no ${table.ownership} table has this column`);
  }
  const primaryNames = [...table.columns.values()].filter((column) =>
    textOf(column.element, "DisplayMask").split("|").includes("PrimaryName"),
  );
  if (primaryNames.length !== 1) {
    problem(
      table.schemaName,
      "primary-name",
      `needs one column with PrimaryName, has ${primaryNames.length}`,
    );
  }
  const hasQuickCreate = table.forms.some(({ type }) => type === "quickCreate");
  if ((textOf(table.element, "IsQuickCreateEnabled") === "1") !== hasQuickCreate) {
    problem(
      "IsQuickCreateEnabled",
      "quick-create",
      hasQuickCreate ? "its quick create form would never be shown" : "there is no quick create form",
    );
  }
  checkKeys(table, problem);
  checkStates(table, problem);
}

function checkColumn(table: Table, column: Column, prefix: string, problem: Report): void {
  const { element, schemaName, logicalName, type } = column;
  if (logicalName !== schemaName.toLowerCase() || textOf(element, "Name") !== logicalName) {
    problem(schemaName, "column-name", "Name and LogicalName must be its schema name in lower case");
  }
  if (column.own && !logicalName.startsWith(`${prefix}_`)) {
    problem(logicalName, "publisher-prefix", `does not begin with ${prefix}_`);
  }
  if (column.own && logicalName === `${table.logicalName}id`) {
    problem(logicalName, "column-name", "is the name that Dataverse gives the primary key");
  }
  for (const name of EVERY_COLUMN) {
    if (!child(element, name)) problem(logicalName, "column-definition", `has no <${name}>`);
  }
  const details = TYPE_DETAILS[type];
  if (!details) {
    problem(logicalName, "column-type", `"${type}" is no type that this check knows`);
    return;
  }
  for (const name of details) {
    if (!child(element, name))
      problem(logicalName, "column-definition", `is of type ${type} and has no <${name}>`);
  }
  if (type === "picklist" && !child(element, "optionset") && !child(element, "OptionSetName")) {
    problem(logicalName, "column-definition", "is a choice without options");
  }
  if (!["none", "recommended", "required", "systemrequired"].includes(textOf(element, "RequiredLevel"))) {
    problem(logicalName, "column-required", `"${textOf(element, "RequiredLevel")}" is no required level`);
  }
  const maxLength = Number(textOf(element, "MaxLength"));
  if (type === "nvarchar" && !(maxLength >= 1 && maxLength <= 4000)) {
    problem(logicalName, "column-length", "a text is 1 to 4,000 characters long");
  }
  if (type === "nvarchar" && Number(textOf(element, "Length")) !== maxLength * 2) {
    problem(logicalName, "column-length", "Length is counted in bytes, twice MaxLength");
  }
  if (type === "ntext" && !(maxLength >= 1 && maxLength <= 1_048_576)) {
    problem(logicalName, "column-length", "a memo is 1 to 1,048,576 characters long");
  }
  checkFormat(column, problem);
  const range = RANGES[type];
  if (range) {
    const [least, most] = range;
    const [from, to] = [Number(textOf(element, "MinValue")), Number(textOf(element, "MaxValue"))];
    if (!(from < to)) {
      problem(logicalName, "column-range", "MinValue must be below MaxValue");
    } else if (from < least || to > most) {
      problem(logicalName, "column-range", `a column of type ${type} holds ${least} to ${most}`);
    }
  }
  const accuracy = textOf(element, "Accuracy");
  const places = type === "decimal" ? 10 : 4;
  if (["decimal", "money"].includes(type) && !(/^\d+$/.test(accuracy) && Number(accuracy) <= places)) {
    problem(logicalName, "column-accuracy", `a column of type ${type} has 0 to ${places} decimal places`);
  }
}

/**
 * The least and the most that a column of a type can hold (`IntegerAttributeMetadata.MinSupportedValue`, `MaxSupportedValue` and
 * their like).
 */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int: [-2_147_483_648, 2_147_483_647],
  decimal: [-100_000_000_000, 100_000_000_000],
  money: [-922_337_203_685_477, 922_337_203_685_477],
};

/** What `Format` may say, by the type of the column. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  nvarchar: [
    "text",
    "textarea",
    "email",
    "url",
    "phone",
    "tickersymbol",
    "phoneticguide",
    "richtext",
    "json",
  ],
  ntext: ["text", "textarea", "email", "richtext", "json"],
  int: ["", "none", "duration", "timezone", "language", "locale"],
  datetime: ["date", "datetime"],
};

/** User local, date only, time zone independent. */
const BEHAVIORS = ["1", "2", "3"];

function checkFormat({ element, logicalName, type }: Column, problem: Report): void {
  const format = textOf(element, "Format");
  if (FORMATS[type]?.includes(format.toLowerCase()) === false) {
    problem(logicalName, "column-format", `"${format}" is no format of a column of type ${type}`);
  }
  const behavior = textOf(element, "Behavior");
  if (type === "datetime" && !BEHAVIORS.includes(behavior)) {
    problem(logicalName, "column-format", `"${behavior}" is no behaviour of a date`);
  } else if (type === "datetime" && behavior === "2" && format.toLowerCase() !== "date") {
    problem(logicalName, "column-format", "a date without a time has the format date");
  }
}

function checkOptions(table: Table, column: Column, optionPrefix: string, problem: Report): void {
  const set = child(column.element, "optionset");
  if (!set) return;
  const name = `${table.logicalName}_${column.logicalName}`;
  if (attribute(set, "Name") !== name) {
    problem(column.logicalName, "choice-name", `the choice of this column alone is called ${name}`);
  }
  const seen = new Set<string>();
  for (const option of [
    ...descendants(set, "option"),
    ...descendants(set, "state"),
    ...descendants(set, "status"),
  ]) {
    const value = attribute(option, "value") ?? "";
    if (seen.has(value)) problem(`${column.logicalName} ${value}`, "choice-value", "is there twice");
    seen.add(value);
    if (
      column.type === "picklist" &&
      !(value.startsWith(optionPrefix) && value.length === optionPrefix.length + 4)
    ) {
      problem(
        `${column.logicalName} ${value}`,
        "choice-value",
        `is not one of the publisher's values, ${optionPrefix}0000 to ${optionPrefix}9999`,
      );
    }
  }
  // Without one, the column's definition is incomplete, and is told to be.
  const initial = textOf(column.element, "AppDefaultValue");
  if (column.type === "picklist" && !["", "-1"].includes(initial) && !seen.has(initial)) {
    problem(column.logicalName, "choice-default", `${initial} is none of its options`);
  }
}

/** Every status belongs to a state that the table has, and every state begins with a status of its own. */
function checkStates(table: Table, problem: Report): void {
  const [states, statuses] = ["state", "status"].map((name) => {
    const column = table.columns.get(`${name}code`);
    return column ? descendants(column.element, name) : [];
  });
  const values = new Set(states?.map((state) => attribute(state, "value")));
  for (const status of statuses ?? []) {
    if (!values.has(attribute(status, "state"))) {
      problem(`statuscode ${attribute(status, "value")}`, "status-state", "belongs to no state of the table");
    }
  }
  for (const state of states ?? []) {
    const [value, first] = [attribute(state, "value"), attribute(state, "defaultstatus")];
    const own = statuses?.some(
      (status) => attribute(status, "value") === first && attribute(status, "state") === value,
    );
    if (!own) problem(`statecode ${value}`, "status-state", `${first} is no status of this state`);
  }
}

function checkKeys(table: Table, problem: Report): void {
  for (const key of children(child(table.element, "EntityKeys") ?? table.element, "EntityKey")) {
    const name = textOf(key, "LogicalName");
    if (textOf(key, "Name").toLowerCase() !== name) {
      problem(name, "key-name", "LogicalName must be Name in lower case");
    }
    let bytes = 0;
    for (const each of descendants(key, "AttributeName")) {
      const column = table.columns.get(textOf(each));
      if (!column) problem(name, "key-column", `there is no column ${textOf(each)}`);
      else if (!KEY_TYPES.includes(column.type))
        problem(name, "key-column", `${column.type} cannot be part of a key`);
      else bytes += column.type === "nvarchar" ? Number(textOf(column.element, "Length")) : 16;
    }
    // The key is an index of SQL Server, which holds no more.
    if (bytes > 900) problem(name, "key-length", `its columns take ${bytes} bytes, a key may have 900`);
  }
}
