import { v5 as uuid } from "uuid";
import type { Exchange, WebApiAnswer } from "../http/exchange";
import { DataverseError, notSupportedBySandbox } from "../errors";
import type {
  ColumnMetadata,
  ColumnType,
  Labels,
  ManyToManyRelationship,
  OneToManyRelationship,
  OptionMetadata,
  Relationship,
  TableMetadata,
} from "../metadata/model";
import { definitionFilter } from "./definitionFilter";
import type { QueryOptions } from "./queryOptions";
import { badQuery, noSuchSegment } from "./refusals";
import type { Segment } from "./resourcePath";

type Definition = Record<string, unknown>;

const DEFINITIONS = "5d9b0c57-6f0a-4c1e-9d53-8a1f2b7c4e60";

/** The primary key of a definition. Dataverse makes it up; here it is made of the names, so that it is always the same. */
function metadataId(...names: readonly string[]): string {
  return uuid(names.join(" "), DEFINITIONS);
}

/** A table's or column's definition that does not exist. */
function noSuchDefinition(name: string): DataverseError {
  return new DataverseError(
    404,
    "0x80060888",
    `Could not find an entity with name ${name} and id 00000000-0000-0000-0000-000000000000.`,
  );
}

/**
 * `EntityDefinitions`: enough of the metadata for a client that asks for names, types and labels. `$select`, `$expand` of
 * Attributes, Keys, the three kinds of relationships and, on columns of one type, of their choices, and equality filters are
 * supported. A definition is named by its alternate key or by its MetadataId (learn.microsoft.com, "Reference Dataverse schema
 * definitions by name or MetadataId").
 */
export function entityDefinitions(
  exchange: Exchange,
  segment: Segment,
  rest: readonly Segment[],
  options: QueryOptions,
): WebApiAnswer {
  const { metadata } = exchange.organization;
  const context = `${exchange.serviceRoot}$metadata#EntityDefinitions`;
  if (segment.brackets === undefined) {
    if (rest.length > 0) throw noSuchSegment(rest[0]?.name ?? "");
    const tables = [...metadata.tables.values()].map((table) => entityDefinition(exchange, table));
    return list(context, tables, options, exchange);
  }
  const table = named([...metadata.tables.values()], segment, "LogicalName", (one) => [
    one.logicalName,
    tableId(one),
  ]);
  const [part, ...further] = rest;
  if (part === undefined) {
    return one(`${context}/$entity`, projected(entityDefinition(exchange, table), options), exchange);
  }
  if (part.name === "Attributes") return attributes(exchange, table, part, further, options, context);
  const relatives = relatedDefinitions(exchange, table);
  const related = Object.hasOwn(relatives, part.name) ? relatives[part.name] : undefined;
  if (related === undefined || further.length > 0) throw noSuchSegment(part.name);
  return list(`${context}('${table.logicalName}')/${part.name}`, related(), options, exchange);
}

/** What the brackets of a segment name: `(LogicalName='account')` or `(<MetadataId>)`. @throws DataverseError 404 */
function named<One>(
  all: readonly One[],
  { brackets }: Segment,
  key: string,
  namesOf: (one: One) => readonly [name: string, metadataId: string],
): One {
  const name = brackets?.named.get(key)?.text;
  const id = brackets?.single?.type === "guid" ? brackets.single.text.toLowerCase() : undefined;
  const found = all.find((one) => {
    const [itsName, itsId] = namesOf(one);
    return name === undefined ? itsId === id : itsName === name;
  });
  if (found === undefined) throw noSuchDefinition(name ?? id ?? "");
  return found;
}

/** `RelationshipDefinitions` */
export function relationshipDefinitions(
  exchange: Exchange,
  segment: Segment,
  rest: readonly Segment[],
  options: QueryOptions,
): WebApiAnswer {
  const { metadata } = exchange.organization;
  const context = `${exchange.serviceRoot}$metadata#RelationshipDefinitions`;
  const kind = rest[0]?.name ?? "";
  if (
    rest.length > 1 ||
    (rest.length === 1 && !/^Microsoft\.Dynamics\.CRM\.\w+RelationshipMetadata$/.test(kind))
  ) {
    throw noSuchSegment(kind);
  }
  const all = [...new Set([...metadata.tables.keys()].flatMap((name) => metadata.relationshipsOf(name)))];
  if (segment.brackets !== undefined) {
    const relationship = named(all, segment, "SchemaName", (one) => [one.schemaName, relationshipId(one)]);
    return one(`${context}/$entity`, projected(relationshipDefinition(relationship), options), exchange);
  }
  const definitions = all
    .map(relationshipDefinition)
    .filter((definition) => kind === "" || definition["@odata.type"] === `#${kind}`);
  return list(context, definitions, options, exchange);
}

function attributes(
  exchange: Exchange,
  table: TableMetadata,
  segment: Segment,
  further: readonly Segment[],
  options: QueryOptions,
  context: string,
): WebApiAnswer {
  const path = `${context}('${table.logicalName}')/Attributes`;
  const [cast, part, ...more] = further.map((one) => one.name);
  const type = cast?.replace(/^Microsoft\.Dynamics\.CRM\./, "");
  if (type !== undefined && (type === cast || !CASTS.has(type))) throw noSuchSegment(cast ?? "");
  const columns = [...table.columns.values()].filter(
    (column) => type === undefined || castOf(column.type) === type,
  );
  const definitionOf = (column: ColumnMetadata): Definition =>
    type === undefined ? attributeDefinition(table, column) : castDefinition(table, column);
  if (segment.brackets === undefined) {
    if (part !== undefined) throw noSuchSegment(part);
    return list(path, columns.map(definitionOf), options, exchange);
  }
  const column = named(columns, segment, "LogicalName", (one) => [one.logicalName, columnId(table, one)]);
  const definition = definitionOf(column);
  if (part === undefined) return one(`${path}/$entity`, projected(definition, options), exchange);
  // "If you … only want the values of a collection-valued navigation property such as OptionSet" (query-metadata-web-api).
  const set = definition[lazy(part)];
  if (typeof set !== "function" || more.length > 0) throw noSuchSegment(more[0] ?? part);
  return one(`${path}/${part}/$entity`, projected((set as () => Definition)(), options), exchange);
}

function one(context: string, definition: Definition, exchange: Exchange): WebApiAnswer {
  return { status: 200, headers: {}, body: { "@odata.context": absolute(context, exchange), ...definition } };
}

function list(
  context: string,
  definitions: readonly Definition[],
  options: QueryOptions,
  exchange: Exchange,
): WebApiAnswer {
  const filter = options.system.get("$filter");
  const holds = filter === undefined ? () => true : definitionFilter(filter, options.aliases, definitions);
  const found = definitions.filter(holds);
  // What is asked for has to exist, whether or not something is found.
  if (found.length === 0 && definitions[0] !== undefined) projected(definitions[0], options);
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": absolute(context, exchange),
      value: found.map((definition) => projected(definition, options)),
    },
  };
}

function absolute(context: string, exchange: Exchange): string {
  return context.startsWith("http") ? context : `${exchange.serviceRoot}${context}`;
}

/** Under what name a definition keeps the function that makes what only `$expand` asks for. */
function lazy(name: string): string {
  return `lazy ${name}`;
}

const EXPANDABLE = [
  "Attributes",
  "Keys",
  "ManyToOneRelationships",
  "OneToManyRelationships",
  "ManyToManyRelationships",
  "OptionSet",
  "GlobalOptionSet",
];

/** What `$select` and `$expand` leave of a definition. */
function projected(definition: Definition, options: QueryOptions): Definition {
  for (const name of options.system.keys()) {
    if (name !== "$select" && name !== "$expand" && name !== "$filter") {
      throw badQuery(`The query option '${name}' is not supported for definitions.`);
    }
  }
  const select = options.system.get("$select");
  const result = selected(definition, select);
  for (const { name, inner } of expansions(options.system.get("$expand") ?? "")) {
    const expanded = definition[lazy(name)];
    if (typeof expanded !== "function")
      throw badQuery(`Could not find a property named '${name}' on the definition.`);
    const value = (expanded as () => Definition | Definition[])();
    result[name] = Array.isArray(value) ? value.map((one) => selected(one, inner)) : selected(value, inner);
  }
  return result;
}

function selected(definition: Definition, select: string | undefined): Definition {
  const names = select === undefined ? undefined : select.split(",").map((name) => name.trim());
  for (const name of names ?? []) {
    if (Object.hasOwn(definition, lazy(name))) {
      throw badQuery(`The navigation property '${name}' can't be selected; it can be expanded.`);
    }
    if (!Object.hasOwn(definition, name)) {
      throw notSupportedBySandbox(`the property '${name}' of definitions`);
    }
  }
  return Object.fromEntries(
    Object.entries(definition).filter(
      ([name, value]) =>
        typeof value !== "function" &&
        (names === undefined || names.includes(name) || name.startsWith("@") || name === "MetadataId"),
    ),
  );
}

function expansions(text: string): { name: string; inner: string | undefined }[] {
  const found: { name: string; inner: string | undefined }[] = [];
  const pattern = /\s*(\w+)\s*(?:\(\s*\$select=([^()]*)\))?\s*(?:,|$)/gy;
  let match: RegExpExecArray | null = null;
  while (pattern.lastIndex < text.length && (match = pattern.exec(text)) !== null) {
    const name = match[1] ?? "";
    if (!EXPANDABLE.includes(name)) throw notSupportedBySandbox(`$expand=${name} on definitions`);
    found.push({ name, inner: match[2] });
  }
  if (text !== "" && (match === null || pattern.lastIndex < text.length)) {
    throw notSupportedBySandbox("$expand on definitions with other options than $select");
  }
  return found;
}

function tableId(table: TableMetadata): string {
  return metadataId("table", table.logicalName);
}

function columnId(table: TableMetadata, column: ColumnMetadata): string {
  return metadataId("column", table.logicalName, column.logicalName);
}

function relationshipId(relationship: Relationship): string {
  return metadataId("relationship", relationship.schemaName);
}

function entityDefinition(exchange: Exchange, table: TableMetadata): Definition {
  const related = relatedDefinitions(exchange, table);
  return {
    MetadataId: tableId(table),
    LogicalName: table.logicalName,
    SchemaName: table.schemaName,
    EntitySetName: table.entitySetName,
    LogicalCollectionName: table.entitySetName,
    ObjectTypeCode: table.objectTypeCode,
    PrimaryIdAttribute: table.primaryIdColumn,
    PrimaryNameAttribute: table.primaryNameColumn ?? null,
    OwnershipType: table.ownership,
    IsActivity: table.isActivity,
    IsIntersect: table.isIntersect,
    IsCustomEntity: table.custom,
    IsOptimisticConcurrencyEnabled: table.optimisticConcurrency,
    DisplayName: label(table.labels),
    DisplayCollectionName: label(table.pluralLabels),
    [lazy("Attributes")]: () => attributeDefinitions(table),
    ...Object.fromEntries(Object.entries(related).map(([name, definitions]) => [lazy(name), definitions])),
  };
}

function relatedDefinitions(
  exchange: Exchange,
  table: TableMetadata,
): Readonly<Record<string, () => Definition[]>> {
  const relationships = exchange.organization.metadata.relationshipsOf(table.logicalName);
  const oneToMany = (side: "referencedTable" | "referencingTable"): Definition[] =>
    relationships
      .filter(
        (one): one is OneToManyRelationship => one.kind === "OneToMany" && one[side] === table.logicalName,
      )
      .map(relationshipDefinition);
  return {
    Keys: () =>
      table.keys.map((key) => ({
        MetadataId: metadataId("key", table.logicalName, key.logicalName),
        LogicalName: key.logicalName,
        SchemaName: key.schemaName,
        EntityLogicalName: table.logicalName,
        KeyAttributes: [...key.columns],
        EntityKeyIndexStatus: "Active",
      })),
    ManyToOneRelationships: () => oneToMany("referencingTable"),
    OneToManyRelationships: () => oneToMany("referencedTable"),
    ManyToManyRelationships: () =>
      relationships
        .filter((one): one is ManyToManyRelationship => one.kind === "ManyToMany")
        .map(relationshipDefinition),
  };
}

function relationshipDefinition(relationship: Relationship): Definition {
  const common = { MetadataId: relationshipId(relationship), SchemaName: relationship.schemaName };
  if (relationship.kind === "ManyToMany") {
    return {
      "@odata.type": "#Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata",
      ...common,
      RelationshipType: "ManyToManyRelationship",
      Entity1LogicalName: relationship.table1,
      Entity1IntersectAttribute: relationship.table1IntersectColumn,
      Entity1NavigationPropertyName: relationship.table1Navigation,
      Entity2LogicalName: relationship.table2,
      Entity2IntersectAttribute: relationship.table2IntersectColumn,
      Entity2NavigationPropertyName: relationship.table2Navigation,
      IntersectEntityName: relationship.intersectTable,
    };
  }
  const { cascade } = relationship;
  return {
    "@odata.type": "#Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
    ...common,
    RelationshipType: "OneToManyRelationship",
    ReferencedEntity: relationship.referencedTable,
    ReferencedAttribute: relationship.referencedColumn,
    ReferencedEntityNavigationPropertyName: relationship.referencedNavigation,
    ReferencingEntity: relationship.referencingTable,
    ReferencingAttribute: relationship.referencingColumn,
    ReferencingEntityNavigationPropertyName: relationship.referencingNavigation,
    IsHierarchical: relationship.hierarchical,
    CascadeConfiguration: {
      Assign: cascade.assign,
      Delete: cascade.delete,
      Reparent: cascade.reparent,
      Share: cascade.share,
      Unshare: cascade.unshare,
    },
  };
}

const ATTRIBUTE_TYPES: Readonly<Record<ColumnType, readonly [type: string, name: string]>> = {
  string: ["String", "StringType"],
  memo: ["Memo", "MemoType"],
  integer: ["Integer", "IntegerType"],
  bigint: ["BigInt", "BigIntType"],
  decimal: ["Decimal", "DecimalType"],
  double: ["Double", "DoubleType"],
  money: ["Money", "MoneyType"],
  boolean: ["Boolean", "BooleanType"],
  datetime: ["DateTime", "DateTimeType"],
  choice: ["Picklist", "PicklistType"],
  choices: ["Virtual", "MultiSelectPicklistType"],
  state: ["State", "StateType"],
  status: ["Status", "StatusType"],
  uniqueidentifier: ["Uniqueidentifier", "UniqueidentifierType"],
  lookup: ["Lookup", "LookupType"],
  customer: ["Customer", "CustomerType"],
  owner: ["Owner", "OwnerType"],
  partylist: ["PartyList", "PartyListType"],
  entityname: ["EntityName", "EntityNameType"],
};

/** What is told apart by its type is a lookup all the same to who casts, and of the ids the type is spelled in another way. */
const OTHER_CASTS: Partial<Record<ColumnType, string>> = {
  customer: "LookupAttributeMetadata",
  owner: "LookupAttributeMetadata",
  partylist: "LookupAttributeMetadata",
  uniqueidentifier: "UniqueIdentifierAttributeMetadata",
};

/** The type that a column's definition has in OData. */
function castOf(type: ColumnType): string {
  return OTHER_CASTS[type] ?? `${ATTRIBUTE_TYPES[type][1].replace(/Type$/, "")}AttributeMetadata`;
}

/** Those of Dataverse's types that can be cast to, among them some that no column here has. */
const CASTS: ReadonlySet<string> = new Set([
  ...(Object.keys(ATTRIBUTE_TYPES) as ColumnType[]).map(castOf),
  "FileAttributeMetadata",
  "ImageAttributeMetadata",
  "ManagedPropertyAttributeMetadata",
]);

function attributeDefinitions(table: TableMetadata): Definition[] {
  return [...table.columns.values()].map((column) => attributeDefinition(table, column));
}

function attributeDefinition(table: TableMetadata, column: ColumnMetadata): Definition {
  const [type, typeName] = ATTRIBUTE_TYPES[column.type];
  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${castOf(column.type)}`,
    MetadataId: columnId(table, column),
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    EntityLogicalName: table.logicalName,
    AttributeType: type,
    AttributeTypeName: { Value: typeName },
    DisplayName: label(column.labels),
    IsCustomAttribute: column.custom,
    IsPrimaryId: column.logicalName === table.primaryIdColumn,
    IsPrimaryName: column.logicalName === table.primaryNameColumn,
    IsValidForCreate: column.validForCreate,
    IsValidForRead: column.validForRead,
    IsValidForUpdate: column.validForUpdate,
    RequiredLevel: { Value: requiredLevel(column) },
    MaxLength: column.maxLength ?? null,
    MinValue: column.min ?? null,
    MaxValue: column.max ?? null,
    Precision: column.precision ?? null,
    Format: column.format ?? null,
    Targets: column.targets === undefined ? [] : [...column.targets],
    DateTimeBehavior: column.dateTimeBehavior === undefined ? null : { Value: column.dateTimeBehavior },
    OptionSet:
      column.options === undefined
        ? null
        : { Options: column.options.map((option) => ({ Value: option.value, Label: label(option.labels) })) },
  };
}

/** A definition as one of its own type, which alone has the choices, as navigation properties. */
function castDefinition(table: TableMetadata, column: ColumnMetadata): Definition {
  const definition = Object.fromEntries(
    Object.entries(attributeDefinition(table, column)).filter(
      ([name]) => name !== "@odata.type" && name !== "OptionSet",
    ),
  );
  if (column.options === undefined) return definition;
  // "You can get the option definition from either property regardless of whether the attribute is configured to use global
  // option sets or the local option set" (learn.microsoft.com, "Reference Dataverse schema definitions by name or MetadataId").
  const set = (): Definition => optionSetDefinition(table, column, column.options ?? []);
  return { ...definition, [lazy("OptionSet")]: set, [lazy("GlobalOptionSet")]: set };
}

function optionSetDefinition(
  table: TableMetadata,
  column: ColumnMetadata,
  options: readonly OptionMetadata[],
): Definition {
  const common = {
    MetadataId: metadataId("choice", table.logicalName, column.logicalName),
    Name: `${table.logicalName}_${column.logicalName}`,
    DisplayName: label(column.labels),
    IsCustomOptionSet: column.custom,
  };
  const definitions = options.map((option) => optionDefinition(column, option));
  switch (column.type) {
    case "boolean":
      return {
        ...common,
        OptionSetType: "Boolean",
        TrueOption: definitions.find((option) => option["Value"] === 1) ?? null,
        FalseOption: definitions.find((option) => option["Value"] === 0) ?? null,
      };
    case "state":
      return { ...common, OptionSetType: "State", Options: definitions };
    case "status":
      return { ...common, OptionSetType: "Status", Options: definitions };
    default:
      return { ...common, OptionSetType: "Picklist", Options: definitions };
  }
}

function optionDefinition(column: ColumnMetadata, option: OptionMetadata): Definition {
  const common = { Value: option.value, Label: label(option.labels) };
  switch (column.type) {
    case "state":
      return {
        "@odata.type": "#Microsoft.Dynamics.CRM.StateOptionMetadata",
        ...common,
        DefaultStatus: option.defaultStatus ?? null,
      };
    case "status":
      return {
        "@odata.type": "#Microsoft.Dynamics.CRM.StatusOptionMetadata",
        ...common,
        State: option.state ?? null,
      };
    default:
      return common;
  }
}

function requiredLevel(column: ColumnMetadata): string {
  switch (column.required) {
    case "none":
      return "None";
    case "recommended":
      return "Recommended";
    case "applicationrequired":
      return "ApplicationRequired";
    case "systemrequired":
      return "SystemRequired";
  }
}

function label(labels: Labels): Definition {
  const localized = Object.entries(labels).map(([language, text]) => ({
    Label: text,
    LanguageCode: Number(language),
  }));
  return {
    LocalizedLabels: localized,
    UserLocalizedLabel: localized.find((one) => one.LanguageCode === 1033) ?? localized[0] ?? null,
  };
}
