import { localeOf, withDataverseBlanks } from "./locale";

type Style = "decimal" | "currency";

/** By decimals, within a language and a style: an answer asks for tens of thousands, and a key of all three would cost as much. */
const formats: Readonly<Record<Style, Map<number, Intl.NumberFormat[]>>> = {
  decimal: new Map(),
  currency: new Map(),
};

function format(languageId: number, style: Style, digits: number): Intl.NumberFormat {
  const ofLanguage = formats[style].get(languageId) ?? [];
  let known = ofLanguage[digits];
  if (known === undefined) {
    known = new Intl.NumberFormat(localeOf(languageId), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(style === "currency" ? { style, currency: "EUR" } : {}),
    });
    ofLanguage[digits] = known;
    formats[style].set(languageId, ofLanguage);
  }
  return known;
}

/** `2,900` or `2 900,50`, with that many decimals. */
export function formatNumber(value: number | bigint, digits: number, languageId: number): string {
  return withDataverseBlanks(format(languageId, "decimal", digits).format(value), localeOf(languageId));
}

/** An amount with the symbol of its currency, where the language puts it: `$1,250.00`, `1 250,00 €`. */
export function formatMoney(value: number, symbol: string, digits: number, languageId: number): string {
  const parts = format(languageId, "currency", digits).formatToParts(value);
  const text = parts.map((part) => (part.type === "currency" ? symbol : part.value)).join("");
  return withDataverseBlanks(text, localeOf(languageId));
}
