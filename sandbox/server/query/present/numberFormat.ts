import { localeOf, withDataverseBlanks } from "./locale";

const formats = new Map<string, Intl.NumberFormat>();

function format(languageId: number, style: "decimal" | "currency", digits: number): Intl.NumberFormat {
  const key = `${String(languageId)} ${style} ${String(digits)}`;
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.NumberFormat(localeOf(languageId), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...(style === "currency" ? { style, currency: "EUR" } : {}),
    });
    formats.set(key, known);
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
