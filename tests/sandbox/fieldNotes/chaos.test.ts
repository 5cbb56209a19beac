import { spawnSync } from "node:child_process";
import { join } from "node:path";

const NOTES = 120;

/** The figures under one of the command's headings, by name; none that is not printed. */
type Figure = (heading: string, name: string) => number;

/** Reads one of the command's two parts. */
function figuresIn(part: string): Figure {
  const found = new Map<string, number>();
  for (const paragraph of part.split("\n\n")) {
    const [heading = "", ...lines] = paragraph.trim().split("\n");
    for (const line of lines) {
      const [, name = "", value] = /^ {2}(\S.*?) {2,}(\d+)$/.exec(line) ?? [];
      found.set(`${heading}: ${name}`, Number(value));
    }
  }
  return (heading, name) => found.get(`${heading}: ${name}`) ?? Number.NaN;
}

const NOTES_TITLE = "Field notes";
const DECISIONS_TITLE = "Decisions about sends";
const WRITES = "Faults of requests that write";

function expectKept(figure: Figure, promises: readonly string[]): void {
  for (const promise of promises) {
    expect([promise, figure("Broken promises", promise)]).toEqual([promise, 0]);
  }
}

describe("npm run chaos", () => {
  let notes: Figure;
  let decisions: Figure;
  beforeAll(() => {
    const command = join(__dirname, "..", "..", "chaos", "run.ts");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [require.resolve("tsx/cli"), command, "--seed", "20260318", "--runs", String(NOTES)],
      { encoding: "utf8" },
    );
    expect([status, status === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
    const [ofNotes = "", ofDecisions = ""] = stdout.split(DECISIONS_TITLE);
    notes = figuresIn(ofNotes);
    decisions = figuresIn(DECISIONS_TITLE + ofDecisions);
  }, 600_000);

  it("finds every note told saved there once and whole, and every other announced, whatever went wrong", () => {
    expect(notes(NOTES_TITLE, "handed over")).toBe(NOTES);
    expect(notes(NOTES_TITLE, "told saved") + notes(NOTES_TITLE, "announced unsaved")).toBe(NOTES);
    // It was a bad day indeed.
    expect(notes(NOTES_TITLE, "writes")).toBeGreaterThan(NOTES * 1.2);
    expect(notes(NOTES_TITLE, "reloads")).toBeGreaterThan(0);
    expect(notes(NOTES_TITLE, "announced unsaved")).toBeGreaterThan(0);
    for (const fault of ["cut before", "cut after", "hung before", "hung after"]) {
      expect(notes(WRITES, fault)).toBeGreaterThan(0);
    }
    expectKept(notes, [
      ...["lost", "doubled", "half", "altered", "left unasked"],
      ...["neither saved nor announced", "changed repeats"],
    ]);
  });

  it("finds every decision told saved there once and with its check, and no audience known that was not read", () => {
    // A third of the checks may end as "not checked", and one is given up after six tries.
    expect(decisions(DECISIONS_TITLE, "checks told")).toBeGreaterThan(10);
    expect(decisions(DECISIONS_TITLE, "writes")).toBeGreaterThan(
      decisions(DECISIONS_TITLE, "checks told") * 1.2,
    );
    for (const fault of ["cut before", "cut after"]) expect(decisions(WRITES, fault)).toBeGreaterThan(0);
    expectKept(decisions, [
      ...["lost checks", "lost decisions", "doubled decisions", "half checks", "falsely known"],
    ]);
  });
});
