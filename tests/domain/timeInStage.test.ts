import { timeInStage, type StageEntry } from "../../domain/timeInStage";

const today = 20_000;
const entry = (more: Partial<StageEntry> = {}): StageEntry => ({
  dealId: "deal",
  stageName: "Propose",
  sinceDay: today - 31,
  ...more,
});

describe("time in stage", () => {
  it("is counted in whole days from the process in progress", () => {
    expect(timeInStage("deal", [entry()], today)).toEqual({
      stageName: "Propose",
      sinceDay: today - 31,
      days: 31,
    });
    expect(timeInStage("deal", [entry({ sinceDay: today })], today)?.days).toBe(0);
  });

  it("is not shown where no process says so", () => {
    expect(timeInStage("deal", [], today)).toBeUndefined();
    expect(timeInStage("other", [entry()], today)).toBeUndefined();
    expect(timeInStage("deal", [entry({ sinceDay: today + 1 })], today)).toBeUndefined();
  });

  it("counts from the process that was entered last", () => {
    const entries = [
      entry(),
      entry({ stageName: "Close", sinceDay: today - 4 }),
      entry({ sinceDay: today - 90 }),
    ];
    expect(timeInStage("deal", entries, today)).toMatchObject({ stageName: "Close", days: 4 });
    expect(timeInStage("deal", [...entries].reverse(), today)).toMatchObject({ stageName: "Close" });
    const sameDay = [entry({ stageName: "first" }), entry({ stageName: "second" })];
    expect(timeInStage("deal", sameDay, today)?.stageName).toBe("first");
  });
});
