/**
 * `npm test`: everything, in the order that finds a fault soonest. Installs a browser where there is none.
 * Ends with jest's own count, `N passed, N failed`; the exit code is 0 only when every stage succeeded.
 *
 * Options after `--` go to jest (`npm test -- --selectProjects domain`); lint, types and builds run all the same.
 */
import { spawn, spawnSync } from "node:child_process";
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

const build: Stage = { name: "build", command: [bin("tsx"), "scripts/build.ts"] };
/** What needs the build and not each other: two lanes, for two cores. */
const checks: readonly (readonly Stage[])[] = [
  [{ name: "lint", command: ["npm", "run", "--silent", "lint"] }],
  [
    { name: "types", command: ["npm", "run", "--silent", "types"] },
    { name: "pack", command: [bin("tsx"), "solution/pack.ts"] },
    { name: "check:solution", command: [bin("tsx"), "solution/check.ts"] },
  ],
];

/** Runs a stage and prints what it said in one piece, once it has ended. @returns whether it succeeded */
function run({ name, command: [program = "", ...rest] }: Stage): Promise<boolean> {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const said: Uint8Array[] = [];
    child.stdout.on("data", (part: Uint8Array) => said.push(part));
    child.stderr.on("data", (part: Uint8Array) => said.push(part));
    child.on("error", (error) => said.push(Buffer.from(error.message)));
    child.on("close", (status) => {
      process.stdout.write(`\n── ${name}\n${Buffer.concat(said).toString("utf8")}`);
      tell(name, status, started);
      resolve(status === 0);
    });
  });
}

function tell(name: string, status: number | null, started: number): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? "ok" : "FAILED"} (${seconds} s)\n`);
}

/** @returns the names of the stages that failed */
async function runBeforeTests(): Promise<readonly string[]> {
  const failed: string[] = [];
  const runNoting = async (stage: Stage): Promise<void> => {
    if (!(await run(stage))) failed.push(stage.name);
  };
  await runNoting(build);
  await Promise.all(
    checks.map(async (lane) => {
      for (const stage of lane) await runNoting(stage);
    }),
  );
  return failed;
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
  const started = Date.now();
  process.stdout.write("\n── jest\n");
  const { status } = spawnSync(bin("jest"), ["--json", `--outputFile=${file}`, "--silent=false", ...extra], {
    cwd: root,
    stdio: "inherit",
  });
  tell("jest", status, started);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as JestReport) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { ok: status === 0, report };
}

async function test(): Promise<void> {
  const failed = await runBeforeTests();
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
}

test().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
