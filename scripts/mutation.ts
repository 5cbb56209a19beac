/**
 * `npm run mutation`: changes `domain/` and `dataverse/` a little at a time, with Stryker, and counts the changes that no
 * test notices. Ends 1 when the score is below 85 %, when one of those changes is not explained, or when nothing was changed.
 * What has been tested before is not tested again. Of both parts, whole, score and survivors go into `bench/report.json`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { counted } from "../bench/figures";
import { addToReport, measured, requireReport } from "../bench/report";
import type { Cell, Section } from "../bench/section";
import { pack } from "../solution/pack";
import { buildComponents } from "./buildComponents";
import { runCommand, UsageError, wholeNumber } from "./commandLine";
import { explained, type Explanation, type Mutant } from "./unnoticed";

const root = join(__dirname, "..");
const PARTS = ["domain", "dataverse"] as const;
type Part = (typeof PARTS)[number];
const LEAST_SCORE = 85;
const usage = `Usage: npm run mutation -- [options]
  --part PART      domain or dataverse; may be given twice (both)
  --file FILE      change this file alone, such as domain/interest.ts; may be given several times
  --concurrency N  tests that run side by side, a whole number from 1 (2)
  --out FOLDER     where reports and what is known from before are kept (out/mutation)`;

interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Tally {
  readonly noticed: number;
  readonly all: number;
  /** Changes that went unnoticed and that nobody explained, and explanations of none. */
  readonly toExplain: number;
  readonly unnoticed: readonly Unnoticed[];
}

/** A change that no test noticed, as the report has it. */
interface Unnoticed {
  readonly file: string;
  readonly place: string;
  readonly change: string;
  readonly because: string;
}

const NOTICED = new Set(["Killed", "Timeout"]);

/** Prints the score and the survivors of each file that was asked for; the report has those of earlier runs, too. */
function tell(part: Part, { files }: MutationReport, asked: readonly string[]): Tally {
  const explanations = JSON.parse(readFileSync(join(root, unnoticedIn(part)), "utf8")) as Readonly<
    Record<string, readonly Explanation[]>
  >;
  let [noticed, all, toExplain] = [0, 0, 0];
  const unnoticed: Unnoticed[] = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    if (asked.length > 0 && !asked.includes(file)) continue;
    const { survivors, outdated } = explained(source, mutants, explanations[file] ?? []);
    const killed = mutants.filter(({ status }) => NOTICED.has(status)).length;
    noticed += killed;
    all += killed + survivors.length;
    toExplain += outdated.length + survivors.filter(({ because }) => because === null).length;
    say(`${file}: ${score({ noticed: killed, all: killed + survivors.length })}`);
    for (const { mutant, change, because } of survivors) {
      const { line, column } = mutant.location.start;
      const place = `${String(line)}:${String(column)}`;
      unnoticed.push({ file, place, change, because: because ?? "not explained" });
      const noTest = mutant.status === "NoCoverage" ? " (no test goes there)" : "";
      say(`  ${place} ${mutant.mutatorName} ${change.slice(0, 160)}${noTest}`);
      say(`    ${because ?? `NOT EXPLAINED in ${unnoticedIn(part)}`}`);
    }
    for (const change of outdated) say(`  explained, but noticed or no more: ${change}`);
  }
  const gone = Object.keys(explanations).filter((file) => !existsSync(join(root, file)));
  for (const file of gone) say(`${file}: explained, but no more`);
  toExplain += gone.length;
  return { noticed, all, toExplain, unnoticed };
}

/** Where it is said of each change to a part that goes unnoticed why it may. */
function unnoticedIn(part: Part): string {
  return `tests/${part}/unnoticed.json`;
}

function score({ noticed, all }: Pick<Tally, "noticed" | "all">): string {
  return all === 0 ? "nothing to change" : `${((noticed / all) * 100).toFixed(1)} % of ${String(all)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What is changed, and where the reports go. */
interface Wanted {
  readonly parts: readonly Part[];
  /** All of the parts when empty. */
  readonly files: readonly string[];
  readonly concurrency: number;
  readonly out: string;
}

/** @throws UsageError for a part that there is not, and a file that is in none of the parts */
function wanted(parts: readonly string[], files: readonly string[]): Pick<Wanted, "parts" | "files"> {
  const unknown = parts.find((part) => !PARTS.some((each) => each === part));
  if (unknown !== undefined) throw new UsageError(`There is no part ${unknown}: ${PARTS.join(", ")}.`);
  const known = PARTS.filter((part) => parts.includes(part));
  for (const file of files) {
    if (!known.some((part) => file.startsWith(`${part}/`)) || !existsSync(join(root, file))) {
      throw new UsageError(`There is no file ${file} in ${known.join(" or ")}.`);
    }
  }
  return { parts: known, files };
}

/** Changes one part. @returns how much of it was noticed */
function mutate(part: Part, { files, concurrency, out }: Wanted): Tally {
  const asked = files.filter((file) => file.startsWith(`${part}/`));
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js"),
      ...["run", "stryker.config.mjs", "--concurrency", String(concurrency)],
      ...(asked.length === 0 ? [] : ["--mutate", asked.join()]),
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, MUTATED: part, MUTATION_OUT: out } },
  );
  if (status !== 0) throw new Error(`Stryker failed on ${part}/.`);
  const report = readFileSync(resolve(root, out, `${part}.json`), "utf8");
  const tally = tell(part, JSON.parse(report) as MutationReport, asked);
  say(`\n${part}/: ${score(tally)}\n`);
  return tally;
}

/** Score and survivors for the report, beside what the bench has measured. */
function sectionOf(tallies: ReadonlyMap<string, Tally>, both: Pick<Tally, "noticed" | "all">): Section {
  const row = (what: string, { noticed, all }: Pick<Tally, "noticed" | "all">): Cell[] => [
    what,
    counted(all),
    counted(noticed),
    { text: `${((noticed / all) * 100).toFixed(1)} %`, value: noticed / all },
  ];
  return {
    title: "Changes that no test notices",
    about: [
      "One small change to the code at a time, by Stryker; then the tests of that part that go there: for `domain/` those of `tests/domain`, for `dataverse/` those of `tests/dataverse`.",
    ],
    tables: [
      {
        caption: "Score",
        head: ["part", "changes", "noticed", "score"],
        rows: [...[...tallies].map(([part, tally]) => row(`${part}/`, tally)), row("both", both)],
      },
      {
        caption: "Changes that went unnoticed, with the reason why they may",
        head: ["file", "line", "change", "because"],
        rows: [...tallies.values()].flatMap(({ unnoticed }) =>
          // A change may have a backtick of its own.
          unnoticed.map(({ file, place, change, because }) => [file, place, `\`\` ${change} \`\``, because]),
        ),
      },
    ],
  };
}

async function run(asked: Wanted): Promise<void> {
  const isWhole = asked.parts.length === PARTS.length && asked.files.length === 0;
  if (isWhole) requireReport(root);
  const parts = asked.parts.filter(
    (part) => asked.files.length === 0 || asked.files.some((file) => file.startsWith(`${part}/`)),
  );
  if (parts.includes("dataverse")) {
    // Its tests look into the packed solution: what is asked for has to be what it installs.
    buildComponents();
    await pack({ root });
  }
  const total = { noticed: 0, all: 0, toExplain: 0 };
  const tallies = new Map<string, Tally>();
  for (const part of parts) {
    const tally = mutate(part, asked);
    tallies.set(part, tally);
    const { noticed, all, toExplain } = tally;
    total.noticed += noticed;
    total.all += all;
    total.toExplain += toExplain;
  }
  if (total.all === 0) throw new UsageError("There was nothing to change, so nothing was tested.");
  say(`Noticed: ${score(total)}`);
  if (isWhole) addToReport(root, { mutation: measured(sectionOf(tallies, total), "npm run mutation", 1) });
  if (total.toExplain > 0) say(`To explain, or no longer to explain: ${String(total.toExplain)}`);
  if (total.toExplain > 0 || (total.noticed / total.all) * 100 < LEAST_SCORE) process.exitCode = 1;
}

runCommand(
  usage,
  {
    part: { type: "string", multiple: true, default: [...PARTS] },
    file: { type: "string", multiple: true, default: [] },
    concurrency: { type: "string", default: "2" },
    out: { type: "string", default: join("out", "mutation") },
  },
  ({ part, file, concurrency, out }) =>
    run({ ...wanted(part, file), concurrency: wholeNumber(concurrency, "concurrency"), out }),
);
