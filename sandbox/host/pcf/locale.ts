/** A language as the sandbox's organisation has it: how numbers and dates are written in it. */
export interface Locale {
  readonly languageId: number;
  /** BCP 47 tag, for Intl. */
  readonly tag: string;
  readonly shortDate: string;
  readonly shortTime: string;
  readonly longTime: string;
  readonly longDate: string;
  readonly monthDay: string;
  readonly yearMonth: string;
  readonly dateSeparator: string;
  /** 0 Sunday, 1 Monday. */
  readonly firstDayOfWeek: 0 | 1;
  /** .NET's CalendarWeekRule: 0 first day, 2 first four-day week. */
  readonly weekRule: 0 | 2;
  /** .NET's patterns: 0 is `$n`, 2 is `$ n`, 3 is `n $`. */
  readonly currencyPositivePattern: 0 | 2 | 3;
  /** .NET's patterns: 0 is `($n)`, 8 is `-n $`, 12 is `$ -n`. */
  readonly currencyNegativePattern: 0 | 8 | 12;
}

const english: Locale = {
  languageId: 1033,
  tag: "en-US",
  shortDate: "M/d/yyyy",
  shortTime: "h:mm tt",
  longTime: "h:mm:ss tt",
  longDate: "dddd, MMMM d, yyyy",
  monthDay: "MMMM d",
  yearMonth: "MMMM yyyy",
  dateSeparator: "/",
  firstDayOfWeek: 0,
  weekRule: 0,
  currencyPositivePattern: 0,
  currencyNegativePattern: 0,
};

const french: Locale = {
  languageId: 1036,
  tag: "fr-FR",
  shortDate: "dd/MM/yyyy",
  shortTime: "HH:mm",
  longTime: "HH:mm:ss",
  longDate: "dddd d MMMM yyyy",
  monthDay: "d MMMM",
  yearMonth: "MMMM yyyy",
  dateSeparator: "/",
  firstDayOfWeek: 1,
  weekRule: 2,
  currencyPositivePattern: 3,
  currencyNegativePattern: 8,
};

const dutch: Locale = {
  languageId: 1043,
  tag: "nl-NL",
  shortDate: "d-M-yyyy",
  shortTime: "HH:mm",
  longTime: "HH:mm:ss",
  longDate: "dddd d MMMM yyyy",
  monthDay: "d MMMM",
  yearMonth: "MMMM yyyy",
  dateSeparator: "-",
  firstDayOfWeek: 1,
  weekRule: 2,
  currencyPositivePattern: 2,
  currencyNegativePattern: 12,
};

const locales: ReadonlyMap<number, Locale> = new Map(
  [english, french, dutch].map((one) => [one.languageId, one]),
);

/** The languages that the organisation has, as Dataverse numbers them. */
export const languageIds: readonly number[] = [...locales.keys()];

/** @throws RangeError for a language that the organisation does not have */
export function localeOf(languageId: number): Locale {
  const locale = locales.get(languageId);
  if (!locale) throw new RangeError(`The organisation does not have the language ${String(languageId)}.`);
  return locale;
}
