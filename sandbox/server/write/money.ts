import { DataverseError } from "../errors";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { WriteContext } from "./context";
import type { Expression, RowValues } from "./rowValues";

const CURRENCY = "transactioncurrencyid";

/** The money columns of a table, each with the column that holds its value in base currency. */
function moneyColumns(
  table: TableMetadata,
): { readonly column: ColumnMetadata; readonly base: ColumnMetadata }[] {
  const pairs: { column: ColumnMetadata; base: ColumnMetadata }[] = [];
  for (const base of table.columns.values()) {
    const column = base.baseOf === undefined ? undefined : table.columns.get(base.baseOf);
    if (column !== undefined) pairs.push({ column, base });
  }
  return pairs;
}

/**
 * Keeps the base values. They are recomputed with the rate of the moment whenever an amount or the currency is written
 * (learn.microsoft.com, "Use currency columns": the exchange rate is that of the last change).
 * @param current the row's currency before the write, and undefined for a new row
 */
export async function convertMoney(
  context: WriteContext,
  values: RowValues,
  current: string | null | undefined,
  currency: string | null | undefined,
): Promise<void> {
  const { table } = values;
  const lookup = table.columns.get(CURRENCY);
  const pairs = moneyColumns(table);
  if (lookup === undefined) return;
  const written = pairs.some(({ column }) => values.has(column.logicalName));
  if (!written && currency === undefined) return;
  const id = currency ?? current ?? context.organization.baseCurrencyId;
  if (id !== current || currency !== undefined) values.point(lookup, { table: "transactioncurrency", id });
  const rate = await exchangeRate(context, id);
  values.setExpression("exchangerate", (parameter) => `${parameter(rate)}::numeric`);
  for (const { column, base } of pairs) {
    const amount: Expression =
      current === undefined ? values.initial(column.logicalName) : values.resulting(column.logicalName);
    const precision = String(base.precision ?? 4);
    values.setExpression(
      base.logicalName,
      (parameter) => `round((${amount(parameter)})::numeric / ${parameter(rate)}::numeric, ${precision})`,
    );
  }
}

async function exchangeRate(context: WriteContext, currencyId: string): Promise<string> {
  const rows = await context.organization.database.query<{ rate: string | null }>(
    "select exchangerate::text as rate from transactioncurrency where transactioncurrencyid = $1",
    [currencyId],
  );
  const rate = rows[0]?.rate;
  if (rate === undefined || rate === null || Number(rate) <= 0) {
    throw new DataverseError(400, "0x80040200", `The currency with Id = ${currencyId} has no exchange rate.`);
  }
  return rate;
}
