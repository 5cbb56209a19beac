import type { WebApiAnswer } from "../http/exchange";
import type { MetadataCatalog, TableMetadata } from "../metadata/model";
import type { Operation } from "../actions/operation";
import { operationsOf } from "../actions/operations";
import { edmType } from "./columnValue";
import { navigationsOf } from "./navigation";
import { isPrincipal, isProperty, PRINCIPAL_KEY, propertyName } from "./property";

const NAMESPACE = "Microsoft.Dynamics.CRM";

/** `GET $metadata`: the tables as OData's CSDL describes them. */
export function metadataDocument(catalog: MetadataCatalog): WebApiAnswer {
  const tables = [...catalog.tables.values()];
  const operations = operationsOf(catalog);
  const body = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    `<Schema Namespace="${NAMESPACE}" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    '<EntityType Name="crmbaseentity" Abstract="true" />',
    '<ComplexType Name="expando" OpenType="true" />',
    enumType("PropagationOwnershipOptions", false, { None: 0, Caller: 1, ListMemberOwner: 2 }),
    enumType("AccessRights", true, ACCESS_RIGHTS),
    element(
      "ComplexType",
      { Name: "EntityRecordCountCollection" },
      properties({
        Count: "Edm.Int32",
        IsReadOnly: "Edm.Boolean",
        Keys: "Collection(Edm.String)",
        Values: "Collection(Edm.Int64)",
      }),
    ),
    ...tables.map((table) => entityType(catalog, table)),
    ...operations.map(operationType),
    '<EntityContainer Name="System">',
    ...tables.map((table) => entitySet(catalog, table)),
    ...operations.filter((operation) => !("boundTo" in operation)).map(operationImport),
    "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>",
  ].join("\n");
  return { status: 200, headers: { "Content-Type": "application/xml" }, body };
}

/** Flags of `AccessRights`. */
const ACCESS_RIGHTS: Readonly<Record<string, number>> = {
  None: 0,
  ReadAccess: 1,
  WriteAccess: 2,
  AppendAccess: 4,
  AppendToAccess: 16,
  CreateAccess: 32,
  DeleteAccess: 65536,
  ShareAccess: 262144,
  AssignAccess: 524288,
};

function enumType(name: string, isFlags: boolean, members: Readonly<Record<string, number>>): string {
  const content = Object.entries(members).map(([member, value]) =>
    element("Member", { Name: member, Value: String(value) }),
  );
  return element("EnumType", { Name: name, ...(isFlags ? { IsFlags: "true" } : {}) }, content.join(""));
}

function properties(types: Readonly<Record<string, string>>): string {
  return Object.entries(types)
    .map(([name, type]) => element("Property", { Name: name, Type: type }))
    .join("");
}

/** An action or function, with the type of its response where that has members of its own. */
function operationType(operation: Operation): string {
  const { name, kind, parameters, returns } = operation;
  const bound = "boundTo" in operation ? operation.boundTo : undefined;
  const content = [
    ...(bound === undefined
      ? []
      : [element("Parameter", { Name: "entity", Type: `mscrm.${bound}`, Nullable: "false" })]),
    ...Object.entries(parameters).map(([parameter, { type, isRequired }]) =>
      element("Parameter", { Name: parameter, Type: type, ...(isRequired ? { Nullable: "false" } : {}) }),
    ),
  ];
  const response = `${name}Response`;
  if (returns !== undefined) {
    const type = typeof returns === "string" ? returns : `mscrm.${response}`;
    content.push(element("ReturnType", { Type: type, Nullable: "false" }));
  }
  const attributes = { Name: name, ...(bound === undefined ? {} : { IsBound: "true" }) };
  const described = element(kind === "action" ? "Action" : "Function", attributes, content.join(""));
  if (returns === undefined || typeof returns === "string") return described;
  return element("ComplexType", { Name: response }, properties(returns)) + described;
}

function operationImport({ name, kind }: Operation): string {
  const type = kind === "action" ? "Action" : "Function";
  return element(`${type}Import`, { Name: name, [type]: `${NAMESPACE}.${name}` });
}

function entityType(catalog: MetadataCatalog, table: TableMetadata): string {
  const columns = [...table.columns.values()]
    .filter(isProperty)
    .map((column) => element("Property", { Name: propertyName(column), Type: edmType(column) }));
  if (isPrincipal(table)) columns.push(element("Property", { Name: PRINCIPAL_KEY, Type: "Edm.Guid" }));
  const navigation = [...navigationsOf(catalog, table).values()].map((property) => {
    const isOne = property.kind === "one";
    const isOfSeveral = isOne && property.targets.length > 1;
    const type = `mscrm.${isOfSeveral ? "crmbaseentity" : property.target.logicalName}`;
    const attributes = { Name: property.name, Type: isOne ? type : `Collection(${type})` };
    if (!isOne || isOfSeveral) return element("NavigationProperty", attributes);
    const { referencedColumn } = property.relationship;
    const constraint = element("ReferentialConstraint", {
      Property: propertyName(property.column),
      ReferencedProperty: referencedColumn,
    });
    return element("NavigationProperty", attributes, constraint);
  });
  const key = `<Key>${element("PropertyRef", { Name: table.primaryIdColumn })}</Key>`;
  return element(
    "EntityType",
    { Name: table.logicalName, BaseType: "mscrm.crmbaseentity" },
    [key, ...columns, ...navigation].join(""),
  );
}

function entitySet(catalog: MetadataCatalog, table: TableMetadata): string {
  const bindings = [...navigationsOf(catalog, table).values()]
    .filter((property) => property.kind !== "one" || property.targets.length === 1)
    .map((property) =>
      element("NavigationPropertyBinding", { Path: property.name, Target: property.target.entitySetName }),
    );
  return element(
    "EntitySet",
    { Name: table.entitySetName, EntityType: `${NAMESPACE}.${table.logicalName}` },
    bindings.join(""),
  );
}

function element(name: string, attributes: Readonly<Record<string, string>>, content = ""): string {
  const written = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`)
    .join("");
  return content === "" ? `<${name}${written} />` : `<${name}${written}>${content}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
