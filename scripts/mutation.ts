/**
 * `npm run mutation`: changes `domain/` and `dataverse/` a little at a time, with Stryker, and counts the changes that no
 * test notices. Ends 1 when the score is below 85 %. What has been tested before is not tested again.
 *
 *     npm run mutation -- --part domain --file domain/interest.ts
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const root = join(__dirname, "..");
const PARTS = ["domain", "dataverse"] as const;
const LEAST_SCORE = 85;

interface Mutant {
  readonly mutatorName: string;
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Tally {
  readonly noticed: number;
  readonly all: number;
}

const NOTICED = new Set(["Killed", "Timeout"]);
const UNNOTICED = new Set(["Survived", "NoCoverage"]);

/** Prints each file's score and its survivors. */
function tell({ files }: MutationReport): Tally {
  let [noticed, all] = [0, 0];
  for (const [file, { mutants }] of Object.entries(files)) {
    const survivors = mutants.filter(({ status }) => UNNOTICED.has(status));
    const killed = mutants.filter(({ status }) => NOTICED.has(status)).length;
    noticed += killed;
    all += killed + survivors.length;
    say(`${file}: ${score({ noticed: killed, all: killed + survivors.length })}`);
    for (const { location, mutatorName, replacement = "", status } of survivors) {
      const { line, column } = location.start;
      const instead = replacement.replace(/\s+/g, " ").slice(0, 80);
      say(
        `  ${String(line)}:${String(column)} ${mutatorName} → ${instead}${status === "NoCoverage" ? " (no test goes there)" : ""}`,
      );
    }
  }
  return { noticed, all };
}

function score({ noticed, all }: Tally): string {
  return all === 0 ? "nothing to change" : `${((noticed / all) * 100).toFixed(1)} % of ${String(all)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function run(): void {
  const { values } = parseArgs({
    options: {
      part: { type: "string", multiple: true, default: [...PARTS] },
      file: { type: "string", multiple: true, default: [] },
      concurrency: { type: "string", default: "2" },
    },
  });
  const tallies: Tally[] = [];
  for (const part of PARTS.filter((each) => values.part.includes(each))) {
    const files = values.file.filter((file) => file.startsWith(`${part}/`));
    if (values.file.length > 0 && files.length === 0) continue;
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js"),
        ...["run", "stryker.config.mjs", "--concurrency", values.concurrency],
        ...(files.length === 0 ? [] : ["--mutate", files.join()]),
      ],
      { cwd: root, stdio: "inherit", env: { ...process.env, MUTATED: part } },
    );
    if (status !== 0) throw new Error(`Stryker failed on ${part}/.`);
    const report = readFileSync(join(root, "out", "mutation", `${part}.json`), "utf8");
    const tally = tell(JSON.parse(report) as MutationReport);
    say(`\n${part}/: ${score(tally)}\n`);
    tallies.push(tally);
  }
  const total = tallies.reduce(
    (sum, one) => ({ noticed: sum.noticed + one.noticed, all: sum.all + one.all }),
    { noticed: 0, all: 0 },
  );
  say(`Noticed: ${score(total)}`);
  if (total.all > 0 && (total.noticed / total.all) * 100 < LEAST_SCORE) process.exitCode = 1;
}

run();
