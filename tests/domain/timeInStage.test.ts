import { timeInStage, type StageEntry } from "../../domain/timeInStage";

const today = 20_000;
const entry = (more: Partial<StageEntry> = {}): StageEntry => ({
  dealId: "deal",
  sinceDay: today - 31,
  ...more,
});

describe("time in stage", () => {
  it("is counted in whole days from the process in progress", () => {
    expect(timeInStage("deal", [entry()], today)).toBe(31);
    expect(timeInStage("deal", [entry({ sinceDay: today })], today)).toBe(0);
  });

  it("is not shown where no process says so", () => {
    expect(timeInStage("deal", [], today)).toBeUndefined();
    expect(timeInStage("other", [entry()], today)).toBeUndefined();
    expect(timeInStage("deal", [entry({ sinceDay: today + 1 })], today)).toBeUndefined();
  });

  it("counts from the process that was entered last", () => {
    const entries = [entry(), entry({ sinceDay: today - 4 }), entry({ sinceDay: today - 90 })];
    expect(timeInStage("deal", entries, today)).toBe(4);
    expect(timeInStage("deal", [...entries].reverse(), today)).toBe(4);
  });
});
