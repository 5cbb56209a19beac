import { isLookup } from "../../metadata/catalog";
import type { ColumnMetadata, MetadataCatalog } from "../../metadata/model";
import type { WebApiRow } from "../model";
import type { Cell } from "../translate/cell";
import { formattedValue, type Reader, type ValueContext, type WebApiValue } from "./formattedValue";
import { formatNumber } from "./numberFormat";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const ATTRIBUTE_NAME = "@OData.Community.Display.V1.AttributeName";
const LOOKUP_TABLE = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const NAVIGATION = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

/** A row as the statement gives it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** How rows are shown. */
export interface Presenter {
  readonly catalog: MetadataCatalog;
  readonly reader: Reader;
  /** Properties without a value are left out, as Dataverse does for FetchXML (…/fetchxml/overview, "Web API"). */
  readonly omitNulls: boolean;
}

/** Rows in the shape of the Web API, with every annotation; which of them are sent is for the request to say. */
export function presentRows(
  presenter: Presenter,
  cells: readonly Cell[],
  version: string | undefined,
  rows: readonly StoredRow[],
): WebApiRow[] {
  // An answer may have a hundred thousand cells: what they are called is put together once, not for each row.
  const named = cells.map((cell) => ({ cell, names: namesOf(cell) }));
  return rows.map((stored) => {
    const row: Record<string, unknown> = {};
    if (version !== undefined) row["@odata.etag"] = `W/"${String(stored[version])}"`;
    for (const { cell, names } of named) presentCell(presenter, cell, names, stored, row);
    return row;
  });
}

/** The names of a cell's property and of its annotations. */
interface CellNames {
  readonly property: string;
  readonly formatted: string;
  readonly attributeName: string;
  readonly lookupTable: string;
  readonly navigation: string;
}

function namesOf({ output: { column, aliased, key } }: Cell): CellNames {
  const property = isLookup(column) && !aliased ? `_${key}_value` : key;
  return {
    property,
    formatted: `${property}${FORMATTED}`,
    attributeName: `${property}${ATTRIBUTE_NAME}`,
    lookupTable: `${property}${LOOKUP_TABLE}`,
    navigation: `${property}${NAVIGATION}`,
  };
}

function presentCell(
  presenter: Presenter,
  cell: Cell,
  names: CellNames,
  stored: StoredRow,
  row: Record<string, unknown>,
): void {
  const { column, aliased } = cell.output;
  const value = presentedValue(cell, stored[cell.value]);
  if (value === null) {
    if (!presenter.omitNulls) row[names.property] = null;
    return;
  }
  if (aliased) row[names.attributeName] = column.logicalName;
  if (isLookup(column) && cell.presentation === "column") {
    const table = cell.type === undefined ? column.targets?.[0] : stored[cell.type];
    const navigation = navigationOf(presenter.catalog, cell, table);
    if (navigation !== undefined) row[names.navigation] = navigation;
    if (typeof table === "string") row[names.lookupTable] = table;
  }
  const text = presentedText(presenter, cell, stored, value);
  if (text !== undefined) row[names.formatted] = text;
  row[names.property] = value;
}

function presentedValue(cell: Cell, value: unknown): WebApiValue {
  if (value === null || value === undefined) return null;
  return cell.presentation === "column" || cell.presentation === "base-money"
    ? webApiValue(cell.output.column, value)
    : Number(value);
}

/** A stored value as the Web API sends it. Decimals are exact in the store and as exact as JSON's numbers here. */
function webApiValue(column: ColumnMetadata, value: unknown): WebApiValue {
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case "integer":
    case "bigint":
    case "double":
    case "choice":
    case "state":
    case "status":
      return Number(value);
    case "decimal":
    case "money":
      return exactNumber(value as string);
    case "choices":
      return (value as readonly number[]).join(",");
    default:
      return value as string | boolean;
  }
}

/** Ten decimals, the most that Dataverse keeps: an average would otherwise trail digits of its division. */
const DECIMALS = 10;

function exactNumber(text: string): number {
  const point = text.indexOf(".");
  if (point === -1 || text.length - point - 1 <= DECIMALS) return Number(text);
  return Number(Number(text).toFixed(DECIMALS));
}

function presentedText(
  presenter: Presenter,
  cell: Cell,
  stored: StoredRow,
  value: WebApiValue,
): string | undefined {
  const { column } = cell.output;
  switch (cell.presentation) {
    case "count":
    case "part-of-date":
      return formatNumber(value as number, 0, presenter.reader.languageId);
    default:
      return formattedValue(column, value, presenter.reader, contextOf(presenter, cell, stored));
  }
}

function contextOf({ catalog }: Presenter, cell: Cell, stored: StoredRow): ValueContext {
  return {
    catalog,
    lookupName: partOf(stored, cell.name) as string | null,
    currencySymbol: partOf(stored, cell.symbol) as string | null,
    currencyPrecision: partOf(stored, cell.precision) as number | null,
  };
}

function partOf(stored: StoredRow, name: string | undefined): unknown {
  return name === undefined ? null : stored[name];
}

/** The single-valued navigation property by which the lookup leads to that table. */
function navigationOf(catalog: MetadataCatalog, cell: Cell, table: unknown): string | undefined {
  const { source, column } = cell.output;
  const relationships = catalog.relationshipsOfLookup(source.table.logicalName, column.logicalName);
  const found =
    relationships.find((relationship) => relationship.referencedTable === table) ?? relationships[0];
  return found?.referencingNavigation;
}
