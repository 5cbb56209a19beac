import type { Exchange, WebApiAnswer } from "../http/exchange";
import { DataverseError, notSupportedBySandbox } from "../errors";
import type {
  ColumnMetadata,
  ColumnType,
  Labels,
  ManyToManyRelationship,
  OneToManyRelationship,
  Relationship,
  TableMetadata,
} from "../metadata/model";
import { parseExpression, type Expression } from "./expression";
import type { QueryOptions } from "./queryOptions";
import { badQuery, noSuchSegment } from "./refusals";
import type { Segment } from "./resourcePath";

type Definition = Record<string, unknown>;

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
 * Attributes, Keys and the three kinds of relationships, and equality filters are supported.
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
  const name = segment.brackets.named.get("LogicalName")?.text;
  const table = name === undefined ? undefined : metadata.table(name);
  if (table === undefined) throw noSuchDefinition(name ?? "");
  const [part, ...further] = rest;
  if (part === undefined) {
    return one(`${context}/$entity`, projected(entityDefinition(exchange, table), options), exchange);
  }
  if (part.name === "Attributes") return attributes(exchange, table, part, further, options, context);
  const related = relatedDefinitions(exchange, table)[part.name];
  if (related === undefined || further.length > 0) throw noSuchSegment(part.name);
  return list(`${context}('${table.logicalName}')/${part.name}`, related(), options, exchange);
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
  if (segment.brackets !== undefined) {
    const name = segment.brackets.named.get("SchemaName")?.text ?? "";
    const relationship = metadata.relationship(name);
    if (relationship === undefined) throw noSuchDefinition(name);
    return one(`${context}/$entity`, projected(relationshipDefinition(relationship), options), exchange);
  }
  const all = new Set([...metadata.tables.keys()].flatMap((name) => [...metadata.relationshipsOf(name)]));
  const definitions = [...all]
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
  const cast = further[0]?.name;
  if (
    further.length > 1 ||
    (cast !== undefined && !/^Microsoft\.Dynamics\.CRM\.\w+AttributeMetadata$/.test(cast))
  ) {
    throw noSuchSegment(cast ?? "");
  }
  const isCast = (definition: Definition): boolean =>
    cast === undefined || definition["@odata.type"] === `#${cast}`;
  if (segment.brackets === undefined) {
    return list(path, attributeDefinitions(table).filter(isCast), options, exchange);
  }
  const name = segment.brackets.named.get("LogicalName")?.text;
  const column = name === undefined ? undefined : table.columns.get(name);
  const definition = column === undefined ? undefined : attributeDefinition(table, column);
  if (definition === undefined || !isCast(definition)) throw noSuchDefinition(name ?? "");
  return one(`${path}/$entity`, projected(definition, options), exchange);
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
  const holds = filter === undefined ? () => true : predicate(parseExpression(filter, options.aliases));
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": absolute(context, exchange),
      value: definitions.filter(holds).map((definition) => projected(definition, options)),
    },
  };
}

function absolute(context: string, exchange: Exchange): string {
  return context.startsWith("http") ? context : `${exchange.serviceRoot}${context}`;
}

/** Definitions are filtered here, not in the store: equality, `and`, `or`, as the service allows for them. */
function predicate(expression: Expression): (definition: Definition) => boolean {
  switch (expression.kind) {
    case "and":
    case "or": {
      const [left, right] = [predicate(expression.left), predicate(expression.right)];
      return expression.kind === "and"
        ? (definition) => left(definition) && right(definition)
        : (definition) => left(definition) || right(definition);
    }
    case "comparison": {
      const { left, right, operator } = expression;
      if (left.kind !== "path" || right.kind !== "literal" || (operator !== "eq" && operator !== "ne")) break;
      return (definition) => {
        const value = left.names.reduce<unknown>(
          (at, name) => (typeof at === "object" && at !== null ? (at as Definition)[name] : undefined),
          definition,
        );
        const same = right.type === "null" ? (value ?? null) === null : String(value) === right.text;
        return same === (operator === "eq");
      };
    }
    case "call":
      throw new DataverseError(
        501,
        "0x8006088a",
        `The "${expression.name}" function isn't supported for Metadata Entities`,
      );
    default:
  }
  throw notSupportedBySandbox("this $filter on definitions; eq, ne, and, or are");
}

const EXPANDABLE = [
  "Attributes",
  "Keys",
  "ManyToOneRelationships",
  "OneToManyRelationships",
  "ManyToManyRelationships",
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
    const lazy = definition[`lazy ${name}`];
    if (typeof lazy !== "function")
      throw badQuery(`Could not find a property named '${name}' on the definition.`);
    const rows = (lazy as () => Definition[])();
    result[name] = rows.map((row) => selected(row, inner));
  }
  return result;
}

function selected(definition: Definition, select: string | undefined): Definition {
  const names = select === undefined ? undefined : select.split(",").map((name) => name.trim());
  for (const name of names ?? []) {
    if (!Object.hasOwn(definition, name)) {
      throw badQuery(
        `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.`,
      );
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

function entityDefinition(exchange: Exchange, table: TableMetadata): Definition {
  const related = relatedDefinitions(exchange, table);
  return {
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
    "lazy Attributes": () => attributeDefinitions(table),
    ...Object.fromEntries(
      Object.entries(related).map(([name, definitions]) => [`lazy ${name}`, definitions]),
    ),
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
  const common = { SchemaName: relationship.schemaName };
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

function attributeDefinitions(table: TableMetadata): Definition[] {
  return [...table.columns.values()].map((column) => attributeDefinition(table, column));
}

function attributeDefinition(table: TableMetadata, column: ColumnMetadata): Definition {
  const [type, typeName] = ATTRIBUTE_TYPES[column.type];
  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${typeName.replace(/Type$/, "")}AttributeMetadata`,
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
