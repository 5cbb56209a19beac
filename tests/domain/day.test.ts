import fc from "fast-check";
import { dayOfDate, dayOfMoment, isoDate, noonOf, readIsoDate } from "../../domain/day";

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

  it("is read from its date, and from nothing else", () => {
    fc.assert(
      // From the year 100 to 9999, as a date box and a date column have them.
      fc.property(fc.integer({ min: -683_003, max: 2_932_896 }), (day) => {
        expect(readIsoDate(isoDate(day))).toBe(day);
      }),
    );
    expect(readIsoDate("9999-12-31")).toBe(2_932_896);
    // What a date box holds while it is empty, and while the first two digits of a year are typed.
    for (const unfinished of ["", "0002-12-20", "0020-12-20", "0099-12-31"]) {
      expect(readIsoDate(unfinished)).toBeNull();
    }
    for (const none of ["2027-02-30", "2027-13-01", "20270-12-20", "+020270-12-20", "2027-12-20T00:00:00Z"]) {
      expect(readIsoDate(none)).toBeNull();
    }
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
