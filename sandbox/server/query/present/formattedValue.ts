import type { ColumnMetadata, MetadataCatalog } from "../../metadata/model";
import type { Caller } from "../../security/caller";
import { formatDay, formatMoment } from "./dateFormat";
import { labelOf } from "./label";
import { formatMoney, formatNumber } from "./numberFormat";

/** What a value's text depends on beside the value: facts of other rows. */
export interface ValueContext {
  /** The primary name of the row that a lookup points to. */
  readonly lookupName?: string | null;
  readonly currencySymbol?: string | null;
  readonly currencyPrecision?: number | null;
  /** Gives tables their labels, for columns that hold the name of a table. */
  readonly catalog?: MetadataCatalog;
}

/** A value as the Web API sends it; several choices also as the numbers they are stored as. */
export type WebApiValue = string | number | bigint | boolean | readonly number[] | null | undefined;

/** What the formatted values of a reader follow. */
export type Reader = Pick<Caller, "languageId" | "timeZone">;

const MONEY_PRECISION = 2;

/**
 * The text that Dataverse sends as `OData.Community.Display.V1.FormattedValue`, in the reader's language and time zone.
 * @param value as the Web API sends it
 * @returns undefined for values that have none, such as texts
 */
export function formattedValue(
  column: ColumnMetadata,
  value: WebApiValue,
  reader: Reader,
  context: ValueContext = {},
): string | undefined {
  if (value === null || value === undefined) return undefined;
  const { languageId } = reader;
  switch (column.type) {
    case "string":
    case "memo":
    case "uniqueidentifier":
    case "partylist":
      return undefined;
    case "entityname":
      return tableLabel(value as string, languageId, context.catalog);
    case "lookup":
    case "customer":
    case "owner":
      return context.lookupName ?? undefined;
    case "integer":
    case "bigint":
      return formatNumber(BigInt(value as number | string | bigint), 0, languageId);
    case "decimal":
    case "double":
      return formatNumber(Number(value), column.precision ?? 2, languageId);
    case "money":
      return formatMoney(
        Number(value),
        context.currencySymbol ?? "",
        context.currencyPrecision ?? column.precision ?? MONEY_PRECISION,
        languageId,
      );
    case "boolean":
      return optionLabel(column, value === true ? 1 : 0, languageId) ?? (value === true ? "Yes" : "No");
    case "choice":
    case "state":
    case "status":
      return optionLabel(column, Number(value), languageId);
    case "choices":
      return chosen(value)
        .map((option) => optionLabel(column, option, languageId) ?? String(option))
        .join("; ");
    case "datetime":
      return formattedDate(column, value as string, reader);
  }
}

function optionLabel(column: ColumnMetadata, value: number, languageId: number): string | undefined {
  const option = column.options?.find((candidate) => candidate.value === value);
  return option && labelOf(option.labels, languageId);
}

function tableLabel(
  name: string,
  languageId: number,
  catalog: MetadataCatalog | undefined,
): string | undefined {
  const table = catalog?.table(name);
  return table && labelOf(table.labels, languageId);
}

function chosen(value: WebApiValue): number[] {
  return typeof value === "string" ? value.split(",").map(Number) : [...(value as readonly number[])];
}

function formattedDate(column: ColumnMetadata, value: string, reader: Reader): string {
  const zoneless =
    column.dateTimeBehavior === "DateOnly" || column.dateTimeBehavior === "TimeZoneIndependent";
  const moment = new Date(value);
  const zone = zoneless ? "UTC" : reader.timeZone;
  // What counts is how the column is shown: a moment may well be shown as its day.
  return column.dateTimeBehavior === "DateOnly" || column.format === "DateOnly"
    ? formatDay(moment, reader.languageId, zone)
    : formatMoment(moment, reader.languageId, zone);
}
