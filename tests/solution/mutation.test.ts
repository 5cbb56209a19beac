import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(__dirname, "..", "..");

/** Runs the command, with all that it keeps apart from what is known of a real run. */
function mutation(...options: readonly string[]) {
  mkdirSync(join(root, "out"), { recursive: true });
  const out = mkdtempSync(join(root, "out", "mutation-test-"));
  try {
    return spawnSync(
      process.execPath,
      [
        ...[require.resolve("tsx/cli"), join(root, "scripts", "mutation.ts")],
        ...["--concurrency", "1", "--out", relative(root, out), ...options],
      ],
      { encoding: "utf8" },
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

describe("npm run mutation", () => {
  it("changes a file, and says how many of the changes the tests noticed", () => {
    const { status, stdout, stderr } = mutation("--part", "domain", "--file", "domain/reach.ts");
    expect([status, status === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^domain\/reach\.ts: \d+\.\d % of \d+$/m);
    expect(stdout).toMatch(/^Noticed: \d+\.\d % of \d+$/m);
  }, 120_000);

  it.each([
    ["a part that there is not", ["--part", "nonsense"], "There is no part nonsense"],
    ["a file that there is not", ["--file", "domain/typo.ts"], "There is no file domain/typo.ts"],
    ["an option that it does not have", ["--files", "domain/day.ts"], "Unknown option '--files'"],
  ])("refuses %s, with what it takes and without a stack", (_, options, said) => {
    const { status, stderr } = mutation(...options);
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).toContain("Usage: npm run mutation");
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
