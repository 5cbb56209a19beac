import type { SampleRow } from "./row";
import { sampleId } from "./sampleId";

export interface SampleCurrency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly symbol: string;
  /** How many of it one unit of the base currency buys. */
  readonly exchangeRate: number;
}

export const US_DOLLAR: SampleCurrency = {
  id: sampleId("transactioncurrency", "USD"),
  code: "USD",
  name: "US Dollar",
  symbol: "$",
  exchangeRate: 1.1,
};

const POUND_STERLING: SampleCurrency = {
  id: sampleId("transactioncurrency", "GBP"),
  code: "GBP",
  name: "Pound Sterling",
  symbol: "£",
  exchangeRate: 0.86,
};

/** The currencies beside the organisation's own, the euro. */
const FOREIGN_CURRENCIES: readonly SampleCurrency[] = [US_DOLLAR, POUND_STERLING];

export function* currencyRows(): Iterable<SampleRow> {
  for (const currency of FOREIGN_CURRENCIES) {
    yield {
      transactioncurrencyid: currency.id,
      isocurrencycode: currency.code,
      currencyname: currency.name,
      currencysymbol: currency.symbol,
      currencyprecision: 2,
      exchangerate: currency.exchangeRate,
      statecode: 0,
      statuscode: 1,
    };
  }
}
