import type { ColumnMetadata, KeyMetadata, TableMetadata } from "../metadata/model";
import type { Organization } from "../organization";
import { identifier, physicalType } from "../store/physical";
import type { Literal } from "./expression";
import { columnOfProperty, isLookup } from "./property";
import { badQuery, noSuchRowByKey } from "./refusals";
import type { SegmentArguments } from "./resourcePath";

/** How a URL names a row: by its id, or by the columns of an alternate key. */
export type RowKey =
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "key"; readonly key: KeyMetadata; readonly values: ReadonlyMap<string, string> };

const NIL = "00000000-0000-0000-0000-000000000000";

/**
 * Reads the key in a URL: `accounts(<guid>)`, `accounts(accountid=<guid>)`, `accounts(accountnumber='A1')`.
 * @throws DataverseError 400 0x80060888 when it is neither an id nor one of the table's alternate keys
 */
export function parseRowKey(table: TableMetadata, brackets: SegmentArguments): RowKey {
  const { single, named } = brackets;
  if (single !== undefined) {
    if (single.type !== "guid") throw badQuery("Bad Request - Error in query syntax.");
    return { kind: "id", id: single.text.toLowerCase() };
  }
  const primary = named.get(table.primaryIdColumn);
  if (named.size === 1 && primary?.type === "guid") return { kind: "id", id: primary.text.toLowerCase() };
  const columns = new Map<string, Literal>();
  for (const [name, literal] of named) {
    const column = columnOfProperty(table, name);
    if (column === undefined) throw notAKey(table);
    columns.set(column.logicalName, literal);
  }
  const key = table.keys.find(
    (candidate) =>
      candidate.columns.length === columns.size && candidate.columns.every((name) => columns.has(name)),
  );
  if (key === undefined) throw notAKey(table);
  const values = new Map<string, string>();
  for (const [name, literal] of columns) {
    const column = table.columns.get(name) as ColumnMetadata;
    if (!fits(column, literal)) throw badQuery("Bad Request - Error in query syntax.");
    values.set(name, literal.text);
  }
  return { kind: "key", key, values };
}

function notAKey(table: TableMetadata): Error {
  return badQuery(
    `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table.logicalName}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  );
}

function fits(column: ColumnMetadata, literal: Literal): boolean {
  if (isLookup(column) || column.type === "uniqueidentifier") return literal.type === "guid";
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      // No row holds what the store cannot, so no key may ask for it.
      return literal.type === "string" && !/[\0\p{Cs}]/u.test(literal.text);
    case "integer":
    case "bigint":
    case "choice":
    case "state":
    case "status":
      return (
        literal.type === "number" &&
        /^-?\d+$/.test(literal.text) &&
        Math.abs(Number(literal.text)) < 2147483648
      );
    case "decimal":
    case "double":
    case "money":
      return literal.type === "number";
    case "datetime":
      return (
        (literal.type === "date" || literal.type === "datetime") && !Number.isNaN(Date.parse(literal.text))
      );
    default:
      return false;
  }
}

/** The id of the row that a key names, whoever may read it; undefined when there is none. */
export async function findRowId(
  organization: Organization,
  table: TableMetadata,
  key: RowKey,
): Promise<string | undefined> {
  const [conditions, values] =
    key.kind === "id" ? idCondition(table, key.id) : keyConditions(table, key.values);
  const rows = await organization.database.query<{ id: string }>(
    `select ${identifier(table.primaryIdColumn)} as id from ${identifier(table.logicalName)} where ${conditions} limit 1`,
    values,
  );
  return rows[0]?.id;
}

function idCondition(table: TableMetadata, id: string): [string, readonly string[]] {
  return [`${identifier(table.primaryIdColumn)} = $1`, [id]];
}

function keyConditions(
  table: TableMetadata,
  values: ReadonlyMap<string, string>,
): [string, readonly string[]] {
  const conditions = [...values.keys()].map((name, index) => {
    const column = table.columns.get(name) as ColumnMetadata;
    const parameter = `$${String(index + 1)}`;
    // Dataverse compares key values as it compares all text: without regard to case.
    return column.type === "string" || column.type === "memo" || column.type === "entityname"
      ? `ci(${identifier(name)}) = ci(${parameter})`
      : `${identifier(name)} = ${parameter}::${physicalType(column) ?? "text"}`;
  });
  return [conditions.join(" and "), [...values.values()]];
}

/** @throws DataverseError 404 when the key names no row; an id is returned as it is, whether or not it exists */
export async function requireRowId(
  organization: Organization,
  table: TableMetadata,
  key: RowKey,
): Promise<string> {
  if (key.kind === "id") return key.id;
  const id = await findRowId(organization, table, key);
  if (id === undefined) throw noSuchRowByKey(table.logicalName);
  return id;
}

/** Whether the text is a GUID that can name a row. */
export function isGuid(text: unknown): text is string {
  return typeof text === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

export function isNil(id: string): boolean {
  return id === NIL;
}
