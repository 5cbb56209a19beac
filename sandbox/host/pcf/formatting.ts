import { dateParts } from "./dateParts";
import { localeOf, type Locale } from "./locale";

export interface FormattingSettings {
  readonly languageId: number;
  /** IANA name of the user's time zone. */
  readonly timeZone: string;
  /** Symbol of the organisation's base currency, for amounts given without one. */
  readonly currencySymbol: string;
  readonly currencyPrecision: number;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Writes a date by a .NET pattern of digits: `M/d/yyyy h:mm tt`. */
function byPattern(pattern: string, date: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = dateParts(date, timeZone);
  const written: Readonly<Record<string, string>> = {
    yyyy: String(year).padStart(4, "0"),
    MM: two(month),
    M: String(month),
    dd: two(day),
    d: String(day),
    HH: two(hour),
    H: String(hour),
    hh: two(hour % 12 || 12),
    h: String(hour % 12 || 12),
    mm: two(minute),
    ss: two(second),
    tt: hour < 12 ? "AM" : "PM",
  };
  return pattern.replace(/y+|M+|d+|H+|h+|m+|s+|t+/g, (part) => written[part] ?? part);
}

function withSymbol(locale: Locale, amount: string, negative: boolean, symbol: string): string {
  if (!negative) {
    switch (locale.currencyPositivePattern) {
      case 0:
        return `${symbol}${amount}`;
      case 2:
        return `${symbol}\u00a0${amount}`;
      case 3:
        return `${amount}\u00a0${symbol}`;
    }
  }
  switch (locale.currencyNegativePattern) {
    case 0:
      return `(${symbol}${amount})`;
    case 8:
      return `-${amount}\u00a0${symbol}`;
    case 12:
      return `${symbol}\u00a0-${amount}`;
  }
}

/** Week of the year by ISO 8601: the week with the year's first Thursday is the first. */
function isoWeek(date: Date, timeZone: string): number {
  const { year, month, day } = dateParts(date, timeZone);
  const thursday = new Date(Date.UTC(year, month - 1, day));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
}

const languageTags: ReadonlyMap<number, string> = new Map([
  [1031, "de-DE"],
  [1033, "en-US"],
  [1034, "es-ES"],
  [1036, "fr-FR"],
  [1040, "it-IT"],
  [1043, "nl-NL"],
  [1046, "pt-BR"],
]);

/** Formats made so far: making one for every number took 48 ms of an opening. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format;
}

/** `context.formatting`, in the user's language and time zone. */
export function createFormatting(settings: FormattingSettings): ComponentFramework.Formatting {
  const locale = localeOf(settings.languageId);
  const { timeZone } = settings;
  const decimal = (value: number, precision: number): string =>
    kept(
      numberFormats,
      `${locale.tag} ${String(precision)}`,
      () =>
        new Intl.NumberFormat(locale.tag, {
          minimumFractionDigits: precision,
          maximumFractionDigits: precision,
        }),
    ).format(value);
  const written = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    kept(
      dateFormats,
      `${locale.tag} ${JSON.stringify({ timeZone, ...options })}`,
      () => new Intl.DateTimeFormat(locale.tag, { timeZone, ...options }),
    ).format(date);

  return {
    formatCurrency(value, precision, symbol) {
      const digits = precision ?? settings.currencyPrecision;
      return withSymbol(
        locale,
        decimal(Math.abs(value), digits),
        value < 0,
        symbol ?? settings.currencySymbol,
      );
    },
    formatDecimal: (value, precision) => decimal(value, precision ?? 2),
    formatDateAsFilterStringInUTC: (value, includeTime) =>
      includeTime ? `${value.toISOString().slice(0, 19)}Z` : value.toISOString().slice(0, 10),
    formatDateLong: (value) =>
      written(value, { weekday: "long", year: "numeric", month: "long", day: "numeric" }),
    formatDateLongAbbreviated: (value) =>
      written(value, { weekday: "short", year: "numeric", month: "short", day: "numeric" }),
    formatDateShort: (value, includeTime) =>
      byPattern(includeTime ? `${locale.shortDate} ${locale.shortTime}` : locale.shortDate, value, timeZone),
    formatDateYearMonth: (value) => written(value, { year: "numeric", month: "long" }),
    formatInteger: (value) => decimal(Math.trunc(value), 0),
    formatLanguage(value) {
      const tag = languageTags.get(value);
      if (tag === undefined)
        throw new RangeError(`The sandbox has no name for the language ${String(value)}.`);
      return new Intl.DisplayNames(locale.tag, { type: "language" }).of(tag) ?? tag;
    },
    // Only a user-local time is shifted; the others mean the clock that was written down, which is kept as UTC.
    formatTime: (value, behavior) => byPattern(locale.shortTime, value, behavior === 1 ? timeZone : "UTC"),
    getWeekOfYear: (value) => isoWeek(value, timeZone),
  };
}
