import fc from "fast-check";
import { dayOfDate, dayOfMoment, isoDate, noonOf } from "../../domain/day";

describe("a day", () => {
  it("is named by its date, and the date names the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: -79_000, max: 100_000 }), (day) => {
        const [year = NaN, month = NaN, date = NaN] = isoDate(day).split("-").map(Number);
        expect(dayOfDate(year, month, date)).toBe(day);
        expect(dayOfMoment(noonOf(day), 0)).toBe(day);
      }),
    );
  });

  it("begins at the user's midnight", () => {
    const lateInUtc = new Date("2026-11-22T23:30:00Z");
    expect(isoDate(dayOfMoment(lateInUtc, 0))).toBe("2026-11-22");
    expect(isoDate(dayOfMoment(lateInUtc, 60))).toBe("2026-11-23");
    expect(isoDate(dayOfMoment(new Date("2026-11-22T02:00:00Z"), -180))).toBe("2026-11-21");
  });

  it("refuses a date that does not exist", () => {
    expect(() => dayOfDate(2026, 2, 30)).toThrow(RangeError);
    expect(() => dayOfDate(2026, 2, 30)).toThrow("2026-2-30");
    // JavaScript takes a month 13 for the next January, and a year below 100 for one of the last century.
    expect(() => dayOfDate(2026, 13, 1)).toThrow(RangeError);
    expect(() => dayOfDate(2026, 25, 1)).toThrow(RangeError);
    expect(() => dayOfDate(26, 1, 1)).toThrow(RangeError);
    expect(() => dayOfDate(NaN, 1, 1)).toThrow(RangeError);
    // It takes the whole part of a number.
    expect(() => dayOfDate(2026, 1.5, 1)).toThrow(RangeError);
    expect(() => dayOfDate(2026, 1, 1.5)).toThrow(RangeError);
    expect(() => dayOfMoment(new Date("never"), 0)).toThrow("No such moment");
    expect(() => dayOfMoment(new Date("never"), 0)).toThrow(RangeError);
  });
});
