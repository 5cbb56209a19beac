import type { ColumnDescription, TableDescription } from "../description";
import type { FieldValue } from "../pcf/parameters";
import { isPartyList, listedParties, partiesBody, readParties, type PartyList } from "./partyLists";
import { formattedValue, lookupTable, plainText, type WebApiRow } from "./webApiRow";

/** A column's value with the text that the service writes for it. */
export interface Field {
  readonly value: FieldValue;
  readonly formatted?: string;
}

/** Stands where a column has no value. */
export const empty = "---";

export type RecordFields = Readonly<Record<string, Field>>;

const lookupTypes = new Set(["lookup", "customer", "owner"]);

export function isLookup(column: ColumnDescription): boolean {
  return lookupTypes.has(column.type);
}

/** How the Web API names a column in `$select`. */
export function selectName(column: ColumnDescription): string {
  return isLookup(column) ? `_${column.logicalName}_value` : column.logicalName;
}

/** The columns that are values of the row itself, which a party list is not. */
export function rowColumns(columns: readonly ColumnDescription[]): readonly ColumnDescription[] {
  return columns.filter(({ type }) => type !== "partylist");
}

function readValue(column: ColumnDescription, row: WebApiRow): FieldValue {
  if (isPartyList(column)) return listedParties(column, readParties([column], row));
  const value = row[selectName(column)];
  if (value === undefined || value === null) return isLookup(column) ? [] : null;
  if (isLookup(column)) {
    const name = selectName(column);
    return [
      {
        id: plainText(value),
        name: formattedValue(row, name),
        entityType: lookupTable(row, name) ?? column.targets?.[0] ?? "",
      },
    ];
  }
  if (column.type === "choices") return plainText(value).split(",").map(Number);
  return value as FieldValue;
}

/** The columns of a row, as the Web API gave it with its annotations. */
export function readFields(columns: readonly ColumnDescription[], row: WebApiRow): RecordFields {
  return Object.fromEntries(
    columns.map((column) => [
      column.logicalName,
      {
        value: readValue(column, row),
        formatted: row[`${selectName(column)}@OData.Community.Display.V1.FormattedValue`] as
          string | undefined,
      },
    ]),
  );
}

/**
 * The body of a write that changes the named columns.
 * @param parties everybody who takes part in the activity, as they were read
 */
export function writeBody(
  columns: Readonly<Record<string, ColumnDescription>>,
  changes: Readonly<Record<string, FieldValue>>,
  parties: readonly WebApiRow[],
  table: (logicalName: string) => TableDescription | undefined,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const lists: [PartyList, FieldValue][] = [];
  for (const [name, value] of Object.entries(changes)) {
    const column = columns[name];
    if (!column) continue;
    if (isPartyList(column)) {
      lists.push([column, value]);
      continue;
    }
    if (!isLookup(column)) {
      body[name] = column.type === "choices" && Array.isArray(value) ? value.join(",") || null : value;
      continue;
    }
    const [target] = (value ?? []) as readonly ComponentFramework.LookupValue[];
    const entityType = target?.entityType ?? column.targets?.[0] ?? "";
    const navigation = column.navigation?.[entityType];
    const set = table(entityType)?.entitySetName;
    if (navigation === undefined || set === undefined) {
      throw new Error(`The column ${name} cannot point to the table ${entityType}.`);
    }
    body[`${navigation}@odata.bind`] = target ? `/${set}(${target.id.replace(/[{}]/g, "")})` : null;
  }
  return { ...body, ...partiesBody(lists, parties, table) };
}

/** A date as the Web API writes it in the column: a day for a column of days, else the moment in UTC. */
export function dateText(column: ColumnDescription, value: Date): string {
  if (column.dateTimeBehavior !== "DateOnly") return value.toISOString();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${String(value.getFullYear())}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

/** The field as a reader sees it: as the service writes it, else its plain value; empty for none. */
export function fieldText({ formatted, value }: Field): string {
  if (formatted !== undefined) return formatted;
  if (!Array.isArray(value)) return plainText(value);
  return (value as readonly unknown[])
    .map((one) => (typeof one === "object" ? (one as ComponentFramework.LookupValue).name : plainText(one)))
    .join("; ");
}
