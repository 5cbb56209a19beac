/**
 * `npm test`: everything, in the order that finds a fault soonest. Installs a browser where there is none.
 * Ends with jest's own count, `N passed, N failed`; the exit code is 0 only when every stage succeeded.
 *
 * Options after `--` go to jest (`npm test -- --selectProjects domain`); lint, types and builds run all the same.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installBrowser } from "./installBrowser";

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
}

const root = join(__dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const before: readonly Stage[] = [
  { name: "build", command: [bin("tsx"), "scripts/build.ts"] },
  { name: "types", command: ["npm", "run", "--silent", "types"] },
  { name: "lint", command: ["npm", "run", "--silent", "lint"] },
  { name: "pack", command: [bin("tsx"), "solution/pack.ts"] },
  { name: "check:solution", command: [bin("tsx"), "solution/check.ts"] },
];

function run({ name, command }: Stage): boolean {
  const started = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const [program = "", ...rest] = command;
  const { status } = spawnSync(program, rest, { cwd: root, stdio: "inherit" });
  process.stdout.write(
    `── ${name}: ${status === 0 ? "ok" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return status === 0;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
}

function jest(extra: readonly string[]): { readonly ok: boolean; readonly report?: JestReport } {
  const folder = mkdtempSync(join(tmpdir(), "entente-jest-"));
  const file = join(folder, "report.json");
  const ok = run({
    name: "jest",
    command: [bin("jest"), "--json", `--outputFile=${file}`, "--silent=false", ...extra],
  });
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as JestReport) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { ok, report };
}

const failed = before.filter((stage) => !run(stage)).map(({ name }) => name);
const browser = installBrowser();
process.stdout.write(`\n── browser: ${browser}\n`);
process.env.CHROMIUM_PATH = browser;
// Postgres in this process (PGlite) loads its extensions with import(), which jest allows only with this flag.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules`.trim();

const { ok, report } = jest(process.argv.slice(2));
if (failed.length > 0) process.stdout.write(`\nFailed before the tests: ${failed.join(", ")}\n`);
// A stage that failed, or a suite that could not be loaded, counts as a failure even where every test passed.
const failures = failed.length + (report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1);
process.stdout.write(`\n${String(report?.numPassedTests ?? 0)} passed, ${String(failures)} failed\n`);
process.exitCode = ok && failed.length === 0 ? 0 : 1;
