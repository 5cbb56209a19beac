import type { WebApiAnswer } from "../http/exchange";
import type { MetadataCatalog, TableMetadata } from "../metadata/model";
import { edmType } from "./columnValue";
import { navigationsOf } from "./navigation";
import { isProperty, propertyName } from "./property";

const NAMESPACE = "Microsoft.Dynamics.CRM";

/** `GET $metadata`: the tables as OData's CSDL describes them. */
export function metadataDocument(catalog: MetadataCatalog): WebApiAnswer {
  const tables = [...catalog.tables.values()];
  const body = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    `<Schema Namespace="${NAMESPACE}" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    '<EntityType Name="crmbaseentity" Abstract="true" />',
    ...tables.map((table) => entityType(catalog, table)),
    '<EntityContainer Name="System">',
    ...tables.map((table) => entitySet(catalog, table)),
    "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>",
  ].join("\n");
  return { status: 200, headers: { "Content-Type": "application/xml" }, body };
}

function entityType(catalog: MetadataCatalog, table: TableMetadata): string {
  const properties = [...table.columns.values()]
    .filter(isProperty)
    .map((column) => element("Property", { Name: propertyName(column), Type: edmType(column) }));
  const navigation = [...navigationsOf(catalog, table).values()].map((property) => {
    const isOne = property.kind === "one";
    const isPrincipal = isOne && property.targets.length > 1;
    const type = `mscrm.${isPrincipal ? "crmbaseentity" : property.target.logicalName}`;
    const attributes = { Name: property.name, Type: isOne ? type : `Collection(${type})` };
    if (!isOne || isPrincipal) return element("NavigationProperty", attributes);
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
    [key, ...properties, ...navigation].join(""),
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
