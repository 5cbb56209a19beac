import { timeZoneOffsetMinutes } from "./dateParts";
import { localeOf, type Locale } from "./locale";

/** The signed-in user, as the page was told of them. */
export interface HostUser {
  readonly id: string;
  readonly name: string;
  readonly languageId: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly roleIds: readonly string[];
  readonly currencySymbol: string;
  readonly currencyPrecision: number;
}

function dayNames(locale: Locale, weekday: "long" | "short" | "narrow"): string[] {
  const format = new Intl.DateTimeFormat(locale.tag, { weekday, timeZone: "UTC" });
  // 4 January 1970 was a Sunday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(1970, 0, 4 + day))));
}

/** Twelve names and an empty thirteenth, as .NET gives them. */
function monthNames(locale: Locale, month: "long" | "short", genitive: boolean): string[] {
  const format = new Intl.DateTimeFormat(locale.tag, {
    month,
    timeZone: "UTC",
    ...(genitive ? { day: "numeric" } : {}),
  });
  const names = Array.from(
    { length: 12 },
    (_, index) =>
      format.formatToParts(new Date(Date.UTC(1970, index, 1))).find(({ type }) => type === "month")?.value ??
      "",
  );
  return [...names, ""];
}

function dateFormattingInfo(locale: Locale): ComponentFramework.UserSettingApi.DateFormattingInfo {
  return {
    amDesignator: locale.shortTime.includes("tt") ? "AM" : "",
    pmDesignator: locale.shortTime.includes("tt") ? "PM" : "",
    abbreviatedDayNames: dayNames(locale, "short"),
    abbreviatedMonthGenitiveNames: monthNames(locale, "short", true),
    abbreviatedMonthNames: monthNames(locale, "short", false),
    calendarWeekRule: locale.weekRule,
    calendar: {
      minSupportedDateTime: new Date("0001-01-01T00:00:00Z"),
      maxSupportedDateTime: new Date("9999-12-31T23:59:59Z"),
      algorithmType: 1,
      calendarType: 1,
      twoDigitYearMax: 2049,
    },
    dateSeparator: locale.dateSeparator,
    dayNames: dayNames(locale, "long"),
    firstDayOfWeek: locale.firstDayOfWeek,
    fullDateTimePattern: `${locale.longDate} ${locale.longTime}`,
    longDatePattern: locale.longDate,
    longTimePattern: locale.longTime,
    monthDayPattern: locale.monthDay,
    monthGenitiveNames: monthNames(locale, "long", true),
    monthNames: monthNames(locale, "long", false),
    shortDatePattern: locale.shortDate,
    shortTimePattern: locale.shortTime,
    shortestDayNames: dayNames(locale, "narrow"),
    sortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    timeSeparator: ":",
    universalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    yearMonthPattern: locale.yearMonth,
  };
}

function numberFormattingInfo(
  locale: Locale,
  user: HostUser,
): ComponentFramework.UserSettingApi.NumberFormattingInfo {
  const parts = new Intl.NumberFormat(locale.tag, { minimumFractionDigits: 2 }).formatToParts(1_234_567.8);
  const decimal = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  const group = parts.find(({ type }) => type === "group")?.value ?? ",";
  return {
    currencyDecimalDigits: user.currencyPrecision,
    currencyDecimalSeparator: decimal,
    currencyGroupSeparator: group,
    currencyGroupSizes: [3],
    currencyNegativePattern: locale.currencyNegativePattern,
    currencyPositivePattern: locale.currencyPositivePattern,
    currencySymbol: user.currencySymbol,
    nanSymbol: "NaN",
    nativeDigits: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    negativeInfinitySymbol: "-∞",
    negativeSign: "-",
    numberDecimalDigits: 2,
    numberDecimalSeparator: decimal,
    numberGroupSeparator: group,
    numberGroupSizes: [3],
    numberNegativePattern: 1,
    perMilleSymbol: "‰",
    percentDecimalDigits: 2,
    percentDecimalSeparator: decimal,
    percentGroupSeparator: group,
    percentGroupSizes: [3],
    percentNegativePattern: 1,
    percentPositivePattern: 1,
    percentSymbol: "%",
    positiveInfinitySymbol: "∞",
    positiveSign: "+",
  };
}

/** `context.userSettings`. The user's id comes in braces and capitals, as the real host gives it. */
export function createUserSettings(user: HostUser): ComponentFramework.UserSettings {
  const locale = localeOf(user.languageId);
  return {
    dateFormattingInfo: dateFormattingInfo(locale),
    isRTL: false,
    languageId: user.languageId,
    numberFormattingInfo: numberFormattingInfo(locale, user),
    securityRoles: [...user.roleIds],
    userId: `{${user.id.toUpperCase()}}`,
    userName: user.name,
    getTimeZoneOffsetMinutes: (date) => timeZoneOffsetMinutes(date ?? new Date(), user.timeZone),
  };
}
