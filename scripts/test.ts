/**
 * `npm test`: builds and checks what the tests need, then runs them, with types and lint beside them. Installs a browser
 * where there is none.
 * Ends with jest's own count, `N passed, N failed`; the exit code is 0 only when every stage succeeded.
 *
 * Options after `--` go to jest (`npm test -- --selectProjects domain`); lint, types and builds run all the same.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { inWords } from "./commandLine";
import { installBrowser } from "./installBrowser";
import { before, beside, runner, type Stage } from "./testCommands";

const root = join(__dirname, "..");

/** Priority (`nice`) of what runs beside the tests: it gets what they leave. */
const LOW = 10;

/** Runs a stage and prints what it said in one piece, once it has ended. @returns whether it succeeded */
function run({ name, command: [program = "", ...rest] }: Stage, priority: number): Promise<boolean> {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    if (child.pid !== undefined) setPriority(child.pid, priority);
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
async function runStages(stages: readonly Stage[], priority = 0): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const stage of stages) {
    if (!(await run(stage, priority))) failed.push(stage.name);
  }
  return failed;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
}

async function jest(
  extra: readonly string[],
): Promise<{ readonly ok: boolean; readonly report?: JestReport }> {
  const folder = mkdtempSync(join(tmpdir(), "entente-jest-"));
  const file = join(folder, "report.json");
  const started = Date.now();
  process.stdout.write("\n── jest\n");
  const [program = "", ...rest] = [...runner, "--json", `--outputFile=${file}`, "--silent=false", ...extra];
  const child = spawn(program, rest, { cwd: root, stdio: "inherit" });
  const [status] = (await once(child, "close")) as [number | null];
  tell("jest", status, started);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as JestReport) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { ok: status === 0, report };
}

async function test(): Promise<void> {
  const failed = [...(await runStages(before))];
  const browser = installBrowser();
  process.stdout.write(`\n── browser: ${browser}\n`);
  process.env.CHROMIUM_PATH = browser;
  // Postgres in this process (PGlite) loads its extensions with import(), which jest allows only with this flag.
  // Each suite makes much that soon is rubbish: with the small young generation that is Node's default, an eighth of the
  // component tests' time goes into moving it about.
  const options = [process.env.NODE_OPTIONS, "--experimental-vm-modules", "--max-semi-space-size=64"];
  const checked = runStages(beside, LOW);
  process.env.NODE_OPTIONS = options.filter(Boolean).join(" ");
  const { ok, report } = await jest(process.argv.slice(2));
  failed.push(...(await checked));
  if (failed.length > 0) process.stdout.write(`\nFailed beside the tests: ${failed.join(", ")}\n`);
  // A stage that failed, or a suite that could not be loaded, counts as a failure even where every test passed.
  const failures = failed.length + (report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1);
  process.stdout.write(`\n${String(report?.numPassedTests ?? 0)} passed, ${String(failures)} failed\n`);
  process.exitCode = ok && failed.length === 0 ? 0 : 1;
}

test().catch((error: unknown) => {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
});
