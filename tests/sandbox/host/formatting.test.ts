import { createFormatting } from "../../../sandbox/host/pcf/formatting";
import { createUserSettings } from "../../../sandbox/host/pcf/userSettings";
import { user } from "./exampleHost";

function formatting(languageId: number, timeZone = "Europe/Paris"): ComponentFramework.Formatting {
  return createFormatting({ languageId, timeZone, currencySymbol: "€", currencyPrecision: 2 });
}

/** Spaces of every width are one space: which one is chosen changes between versions of ICU. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

// 23:30 in UTC is the next day in Paris.
const late = new Date("2026-11-12T23:30:00Z");

describe("context.formatting", () => {
  it.each([
    [1033, "11/13/2026", "11/13/2026 12:30 AM", "€1,234.50", "(€1,234.50)", "1,234.5", "1,235"],
    [1036, "13/11/2026", "13/11/2026 00:30", "1 234,50 €", "-1 234,50 €", "1 234,5", "1 235"],
    [1043, "13-11-2026", "13-11-2026 00:30", "€ 1.234,50", "€ -1.234,50", "1.234,5", "1.235"],
  ])("writes dates and numbers as in %i", (language, day, moment, money, debt, decimal, integer) => {
    const format = formatting(language);
    expect(format.formatDateShort(late)).toBe(day);
    expect(format.formatDateShort(late, true)).toBe(moment);
    expect(plain(format.formatCurrency(1234.5))).toBe(money);
    expect(plain(format.formatCurrency(-1234.5))).toBe(debt);
    expect(plain(format.formatDecimal(1234.5, 1))).toBe(decimal);
    expect(plain(format.formatInteger(1235))).toBe(integer);
  });

  it("takes another precision and another symbol", () => {
    expect(formatting(1033).formatCurrency(1200000, 0, "$")).toBe("$1,200,000");
  });

  it("writes long dates in the user's language", () => {
    expect(formatting(1033).formatDateLong(late)).toBe("Friday, November 13, 2026");
    expect(formatting(1036).formatDateLong(late)).toBe("vendredi 13 novembre 2026");
    expect(formatting(1043).formatDateLongAbbreviated(late)).toMatch(/^vr 13 nov/);
    expect(formatting(1036).formatDateYearMonth(late)).toBe("novembre 2026");
  });

  it("shifts a user-local time only", () => {
    expect(formatting(1043).formatTime(late, 1)).toBe("00:30");
    expect(formatting(1043).formatTime(late, 3)).toBe("23:30");
  });

  it("writes filters in UTC", () => {
    expect(formatting(1033).formatDateAsFilterStringInUTC(late)).toBe("2026-11-12");
    expect(formatting(1033).formatDateAsFilterStringInUTC(late, true)).toBe("2026-11-12T23:30:00Z");
  });

  it.each([
    ["2026-01-01T12:00:00Z", 1],
    ["2021-01-03T12:00:00Z", 53],
    ["2024-12-30T12:00:00Z", 1],
    ["2026-11-22T12:00:00Z", 47],
  ])("counts the ISO week of %s", (date, week) => {
    expect(formatting(1033).getWeekOfYear(new Date(date))).toBe(week);
  });
});

describe("context.userSettings", () => {
  const settings = createUserSettings(user);

  it("gives the user's id in braces, as the real host does", () => {
    expect(settings.userId).toBe("{7F2B1C3D-0000-4000-8000-00000000000A}");
  });

  it("counts the offset of the user's zone on the day that is asked about", () => {
    expect(settings.getTimeZoneOffsetMinutes(new Date("2026-01-15T12:00:00Z"))).toBe(60);
    expect(settings.getTimeZoneOffsetMinutes(new Date("2026-07-15T12:00:00Z"))).toBe(120);
    const india = createUserSettings({ ...user, timeZone: "Asia/Kolkata" });
    expect(india.getTimeZoneOffsetMinutes(new Date("2026-01-15T12:00:00Z"))).toBe(330);
    const texas = createUserSettings({ ...user, timeZone: "America/Chicago" });
    expect(texas.getTimeZoneOffsetMinutes(new Date("2026-01-15T12:00:00Z"))).toBe(-360);
  });

  it("gives the names and patterns of the user's language", () => {
    const dutch = createUserSettings({ ...user, languageId: 1043 });
    expect(dutch.dateFormattingInfo.dayNames[0]).toBe("zondag");
    expect(dutch.dateFormattingInfo.monthNames).toHaveLength(13);
    expect(dutch.dateFormattingInfo.firstDayOfWeek).toBe(1);
    expect(dutch.numberFormattingInfo.numberDecimalSeparator).toBe(",");
    expect(dutch.numberFormattingInfo.numberGroupSeparator).toBe(".");
  });

  it("refuses a language that the organisation does not have", () => {
    expect(() => createUserSettings({ ...user, languageId: 1031 })).toThrow(RangeError);
  });
});
