import type { TableMetadata } from "../metadata/model";
import { badPayload, noSuchRow } from "../odata/refusals";
import { findRowId, isGuid } from "../odata/rowKey";
import { isObject } from "../write/payload";
import { resolveReference } from "../write/resolveReference";
import type { Reference, WriteContext } from "../write/context";
import type { Call } from "./operation";

const NAMESPACE = "Microsoft.Dynamics.CRM.";

/** A parameter that is not of its type. */
export function wrongParameter(name: string, expected: string): Error {
  return badPayload(
    name,
    `Microsoft.OData.ODataException: The parameter '${name}' in the request payload is not of the expected type '${expected}'.`,
  );
}

/** The table of the rows that a parameter takes. It is one of the standard tables: they are always there. */
export function requireTable(context: WriteContext, name: string): TableMetadata {
  const table = context.organization.metadata.table(name);
  if (table === undefined) throw new Error(`The organisation has no table ${name}.`);
  return table;
}

/**
 * A row given as `{"@odata.type": "Microsoft.Dynamics.CRM.contact", "contactid": "…"}` or `{"@odata.id": "contacts(…)"}`.
 * @throws DataverseError 400 when it is none of the tables allowed, 404 when it does not exist
 */
export async function rowIn(
  { context }: Pick<Call, "context">,
  name: string,
  value: unknown,
  allowed: readonly string[],
): Promise<Reference> {
  if (!isObject(value)) throw wrongParameter(name, `${NAMESPACE}${allowed.join("|")}`);
  const tables = allowed.map((table) => requireTable(context, table));
  const url = value["@odata.id"];
  if (typeof url === "string") return resolveReference(context, url, tables);
  const type = value["@odata.type"];
  const typed =
    typeof type === "string"
      ? tables.filter((table) => type.replace(/^#/, "") === NAMESPACE + table.logicalName)
      : tables.filter((table) => Object.hasOwn(value, table.primaryIdColumn));
  const table = typed.length === 1 ? typed[0] : undefined;
  const id = table === undefined ? undefined : value[table.primaryIdColumn];
  if (table === undefined || !isGuid(id)) throw wrongParameter(name, `${NAMESPACE}${allowed.join("|")}`);
  return requireExisting(context, table, id.toLowerCase());
}

/** @throws DataverseError 404 0x80040217 */
async function requireExisting(context: WriteContext, table: TableMetadata, id: string): Promise<Reference> {
  const found = await findRowId(context.organization, table, { kind: "id", id });
  if (found === undefined) throw noSuchRow(table.logicalName, id);
  return { table: table.logicalName, id };
}

export function guidIn({ parameters }: Pick<Call, "parameters">, name: string): string {
  const value = parameters.get(name);
  if (!isGuid(value)) throw wrongParameter(name, "Edm.Guid");
  return value.toLowerCase();
}

/** A whole number; undefined when it was not given. */
export function integerIn({ parameters }: Pick<Call, "parameters">, name: string): number | undefined {
  const value = parameters.get(name) ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) > 2147483647) {
    throw wrongParameter(name, "Edm.Int32");
  }
  return value;
}

/** Yes or no; no when it was not given. */
export function booleanIn({ parameters }: Pick<Call, "parameters">, name: string): boolean {
  const value = parameters.get(name) ?? false;
  if (typeof value !== "boolean") throw wrongParameter(name, "Edm.Boolean");
  return value;
}

/** A text; undefined when it was not given. */
export function textIn({ parameters }: Pick<Call, "parameters">, name: string): string | undefined {
  const value = parameters.get(name) ?? undefined;
  if (value !== undefined && typeof value !== "string") throw wrongParameter(name, "Edm.String");
  return value;
}

export function listIn({ parameters }: Pick<Call, "parameters">, name: string): readonly unknown[] {
  const value = parameters.get(name);
  if (!Array.isArray(value)) throw wrongParameter(name, "Collection(Edm.Untyped)");
  return value;
}
