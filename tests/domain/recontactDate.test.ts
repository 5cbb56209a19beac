import fc from "fast-check";
import { anyText } from "../anyText";
import { dayOfDate, isoDate } from "../../domain/day";
import { readRecontactDate } from "../../domain/recontactDate";

/** A Sunday. */
const TODAY = dayOfDate(2026, 11, 22);

const read = (text: string, today = TODAY) => {
  const day = readRecontactDate(text, today);
  return day === null ? null : isoDate(day);
};

describe("the day of recontact in a text", () => {
  it.each([
    ["Not ready, call back in 3 months.", "2027-02-22"],
    ["Call me in three months' time", "2027-02-22"],
    ["in a month", "2026-12-22"],
    ["call back in\n 2  months", "2027-01-22"],
    ["in a couple of weeks", "2026-12-06"],
    ["in 10 days", "2026-12-02"],
    ["in two quarters", "2027-05-22"],
    ["In one year", "2027-11-22"],
    ["next week", "2026-11-23"],
    ["next month, after the board", "2026-12-01"],
    ["next quarter", "2027-01-01"],
    ["next year", "2027-01-01"],
    ["tomorrow", "2026-11-23"],
    ["the day after tomorrow", "2026-11-24"],
    ["next Monday", "2026-11-23"],
    ["next sunday", "2026-11-29"],
    ["Rappeler dans 3 mois", "2027-02-22"],
    ["DANS TROIS MOIS", "2027-02-22"],
    ["d’ici un mois", "2026-12-22"],
    ["dans une semaine", "2026-11-29"],
    ["dans 2 ans", "2028-11-22"],
    ["l'année prochaine", "2027-01-01"],
    ["la semaine prochaine", "2026-11-23"],
    ["mardi prochain", "2026-11-24"],
    ["au trimestre prochain", "2027-01-01"],
    ["demain", "2026-11-23"],
    ["rappeler après-demain", "2026-11-24"],
    ["apres demain", "2026-11-24"],
    ["Terugbellen over 3 maanden", "2027-02-22"],
    ["over drie maanden", "2027-02-22"],
    ["over een week", "2026-11-29"],
    ["over 2 weken", "2026-12-06"],
    ["over een jaar", "2027-11-22"],
    ["volgend kwartaal", "2027-01-01"],
    ["volgende maand", "2026-12-01"],
    ["volgende vrijdag", "2026-11-27"],
    ["morgen bellen", "2026-11-23"],
    ["ze meldde morgen te bellen", "2026-11-23"],
    ["overmorgen", "2026-11-24"],
    ["deze morgen gezien, morgen terugbellen", "2026-11-23"],
    ["on 2027-03-15", "2027-03-15"],
  ])("is read from %j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["we met in March"],
    ["it took over 3 months"],
    ["it took over 1 week"],
    ["in 0 days"],
    ["in 999 years"],
    ["within months"],
    ["begin 3 months"],
    ["in 3 monthsx"],
    ["dans le mois"],
    ["2026-11-22"],
    ["2027-02-31"],
    ["last month"],
    ["deze morgen gebeld, tevreden"],
    ["Goede morgen gewenst"],
    ["gezien in de morgen, dinsdag morgen nog eens"],
    [""],
  ])("is not read from %j", (text) => {
    expect(read(text)).toBeNull();
  });

  it("is the first that the text names", () => {
    expect(read("dans 2 mois, sinon in 1 week")).toBe("2027-01-22");
    expect(read("next week, else in 2 months")).toBe("2026-11-23");
    expect(read("in 2 days, or over 3 maanden")).toBe("2026-11-24");
  });

  it.each([
    ["Seen 2026-10-01, call again 2027-03-15.", "2027-03-15"],
    ["2027-02-31, that is 2027-03-01, or 2027-04-01", "2027-03-01"],
    ["in 0 days, no: in 3 days", "2026-11-25"],
    ["Seen 2026-10-01, call in 2 weeks, else 2027-03-15", "2026-12-06"],
  ])("is the first that can be meant: %j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it("is the same, whatever days gone by are named before it", () => {
    const ago = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(fc.array(ago, { maxLength: 5 }), fc.integer({ min: 1, max: 5 * 366 }), (past, ahead) => {
        const days = [...past.map((days) => TODAY - days), TODAY + ahead];
        expect(readRecontactDate(days.map(isoDate).join(", "), TODAY)).toBe(TODAY + ahead);
      }),
    );
  });

  it("lies no further ahead than five years: beyond that it is a slip of the finger", () => {
    const limit = TODAY + 5 * 366;
    expect(readRecontactDate(isoDate(limit), TODAY)).toBe(limit);
    expect(readRecontactDate(isoDate(limit + 1), TODAY)).toBeNull();
  });

  it("is the first day of the next quarter, in every month", () => {
    const nextQuarter = (month: number) => read("next quarter", dayOfDate(2026, month, 15));
    expect([1, 3, 4, 8].map(nextQuarter)).toEqual(["2026-04-01", "2026-04-01", "2026-07-01", "2026-10-01"]);
    expect(read("in 2 quarters", dayOfDate(2026, 1, 15))).toBe("2026-07-15");
  });

  it("is the last day of a shorter month", () => {
    expect(read("in 1 month", dayOfDate(2027, 1, 31))).toBe("2027-02-28");
    expect(read("in 1 month", dayOfDate(2028, 1, 31))).toBe("2028-02-29");
  });

  it("is counted alike in the three languages, and lies ahead", () => {
    const units = [
      ["days", "jours", "dagen"],
      ["weeks", "semaines", "weken"],
      ["months", "mois", "maanden"],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 40_000 }),
        fc.integer({ min: 2, max: 50 }),
        fc.constantFrom(...units),
        (today, count, [en, fr, nl]) => {
          const day = readRecontactDate(`in ${count} ${en}`, today);
          expect(day).toBeGreaterThan(today);
          expect(readRecontactDate(`dans ${count} ${fr}`, today)).toBe(day);
          expect(readRecontactDate(`over ${count} ${nl}`, today)).toBe(day);
        },
      ),
    );
  });

  it("never fails, whatever is typed", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (text) => {
        const day = readRecontactDate(text, TODAY);
        expect(day === null || day > TODAY).toBe(true);
      }),
    );
  });
});
