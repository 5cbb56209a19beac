import { spawnSync } from "node:child_process";
import { join } from "node:path";

const NOTES = 120;

/** The figures that the command prints, by name; of those that both runs have, the notes', which come first. */
function figuresIn(output: string): ReadonlyMap<string, number> {
  return new Map(
    [...output.matchAll(/^ {2}(\S.*?) {2,}(\d+)$/gm)]
      .map(([, name = "", value]) => [name, Number(value)] as const)
      .reverse(),
  );
}

describe("npm run chaos", () => {
  it("finds every note told saved there once and whole, and every other announced, whatever went wrong", () => {
    const command = join(__dirname, "..", "..", "chaos", "run.ts");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [require.resolve("tsx/cli"), command, "--seed", "20260318", "--runs", String(NOTES)],
      { encoding: "utf8" },
    );
    expect([status, status === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
    const figures = figuresIn(stdout);
    const figure = (name: string): number => figures.get(name) ?? Number.NaN;
    expect(figure("handed over")).toBe(NOTES);
    expect(figure("told saved") + figure("announced unsaved")).toBe(NOTES);
    // It was a bad day indeed.
    expect(figure("writes")).toBeGreaterThan(NOTES * 1.2);
    expect(figure("cut after")).toBeGreaterThan(5);
    expect(figure("cut before")).toBeGreaterThan(5);
    expect(figure("reloads")).toBeGreaterThan(0);
    expect(figure("checks told")).toBeGreaterThan(0);
    for (const promise of [
      ...["lost", "doubled", "half", "altered", "left unasked"],
      ...["lost checks", "lost decisions", "doubled decisions", "half checks", "falsely known"],
    ]) {
      expect([promise, figure(promise)]).toEqual([promise, 0]);
    }
  }, 600_000);
});
