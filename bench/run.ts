/**
 * `npm run bench`: what the product costs beside the least that anything on a form can cost, measured in one run.
 *
 *     npm run bench -- --runs 15 --scale 1 --scale 100
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { NAMED_ACCOUNTS } from "../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../sandbox/data/users";
import { openSandbox } from "../sandbox/openSandbox";
import type { OpenSandbox } from "../sandbox/openSandbox";
import { installBrowser } from "../scripts/installBrowser";
import { askInterest } from "./askInterest";
import { buildFloor } from "./buildFloor";
import { measureOpening } from "./measureOpening";
import type { Opening } from "./measureOpening";
import { packWithFloor } from "./packWithFloor";
import type { BenchSolution } from "./packWithFloor";
import { spreadOf } from "./statistics";
import type { Spread } from "./statistics";

const root = join(__dirname, "..");
const ACCOUNTS = ["hot", "largest"] as const;
/** A topic of the ranking: the button that opens its evidence. */
const PAINTED_INTERESTS = '[aria-controls^="entente-evidence"]';
const PAINTED_FLOOR = ".Bench\\.Floor.painted";

interface OpeningFigures {
  readonly milliseconds: Spread;
  readonly requests: number;
  readonly webApiRequests: number;
  readonly bytes: number;
}

interface FormFigure {
  readonly account: string;
  readonly floor: OpeningFigures;
  readonly enriched: OpeningFigures;
  /** Median of the enriched form over median of the floor. */
  readonly ratio: number;
  readonly addedMilliseconds: number;
}

interface ServerFigure {
  readonly scale: number;
  readonly account: string;
  readonly milliseconds: Spread;
  readonly requests: number;
  readonly bytes: number;
}

interface Report {
  readonly about: readonly string[];
  readonly accountForm: readonly FormFigure[];
  readonly interestQuestions: readonly ServerFigure[];
}

function figuresOf(openings: readonly Opening[]): OpeningFigures {
  const last = openings.at(-1);
  if (last === undefined) throw new RangeError("Nothing was opened.");
  return {
    milliseconds: spreadOf(openings.map((opening) => opening.milliseconds)),
    requests: last.requests,
    webApiRequests: last.webApiRequests,
    bytes: last.bytes,
  };
}

/** The two forms by turns, so that whatever else the machine does meets both alike; the first turn only warms up. */
async function measureForms(
  sandbox: OpenSandbox,
  solution: BenchSolution,
  runs: number,
): Promise<FormFigure[]> {
  const base = await sandbox.server.listen({ port: 0, host: "localhost" });
  const browser = await chromium.launch({
    executablePath: installBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const figures: FormFigure[] = [];
    for (const key of ACCOUNTS) {
      const { id, name } = NAMED_ACCOUNTS[key];
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
      const open = (form: string, selector: string): Promise<Opening> =>
        measureOpening(
          context,
          `${base}/main.aspx?pagetype=entityrecord&etn=account&id=${id}&formid=${form.replace(/[{}]/g, "")}`,
          selector,
        );
      const floor: Opening[] = [];
      const enriched: Opening[] = [];
      for (let run = 0; run <= runs; run++) {
        const below = await open(solution.floorForm, PAINTED_FLOOR);
        const above = await open(solution.enrichedForm, PAINTED_INTERESTS);
        if (run > 0) {
          floor.push(below);
          enriched.push(above);
        }
      }
      await context.close();
      const [floorFigures, enrichedFigures] = [figuresOf(floor), figuresOf(enriched)];
      const [below, above] = [floorFigures.milliseconds.median, enrichedFigures.milliseconds.median];
      figures.push({
        account: name,
        floor: floorFigures,
        enriched: enrichedFigures,
        ratio: Math.round((above / below) * 100) / 100,
        addedMilliseconds: Math.round((above - below) * 10) / 10,
      });
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function measureQuestions(sandbox: OpenSandbox, scale: number, runs: number): Promise<ServerFigure[]> {
  const figures: ServerFigure[] = [];
  for (const key of ACCOUNTS) {
    const { id, name } = NAMED_ACCOUNTS[key];
    const ask = () => askInterest(sandbox.server, SAMPLE_USERS.rep.id, id, sandbox.organization.now());
    const { requests, bytes } = await ask();
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push((await ask()).milliseconds);
    figures.push({ scale, account: name, milliseconds: spreadOf(times), requests, bytes });
  }
  return figures;
}

function spread({ median, lowerQuartile, upperQuartile }: Spread): string {
  return `${median.toFixed(0)} (${lowerQuartile.toFixed(0)}–${upperQuartile.toFixed(0)})`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function print(report: Report): void {
  const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
  const line = (account: string, form: string, figures: OpeningFigures, ratio: string): string[] => [
    account,
    form,
    spread(figures.milliseconds),
    ratio,
    String(figures.requests),
    String(figures.webApiRequests),
    kilobytes(figures.bytes),
  ];
  process.stdout.write(
    `\nAccount form, navigation to painted, median (middle half) of ${String(report.accountForm[0]?.floor.milliseconds.runs ?? 0)}\n\n${table(
      [
        ["account", "form", "ms", "ratio", "requests", "Web API", "KB"],
        ...report.accountForm.flatMap(({ account, floor, enriched, ratio }) => [
          line(account, "floor: one request, one text", floor, "1"),
          line(account, "enriched: painted interests", enriched, ratio.toFixed(2)),
        ]),
      ],
    )}\n\nInterest questions, answered by the server alone\n\n${table([
      ["scale", "account", "ms", "requests", "KB"],
      ...report.interestQuestions.map(({ scale, account, milliseconds, requests, bytes }) => [
        String(scale),
        account,
        spread(milliseconds),
        String(requests),
        kilobytes(bytes),
      ]),
    ])}\n`,
  );
}

function build(): void {
  const { status } = spawnSync(process.execPath, [require.resolve("tsx/cli"), "scripts/build.ts"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The components could not be built; see above.");
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} has to be a whole number from 1 on.`);
  return number;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "15" },
      scale: { type: "string", multiple: true, default: ["1"] },
    },
  });
  const runs = wholeNumber(values.runs, "runs");
  const scales = [...new Set([1, ...values.scale.map((text) => wholeNumber(text, "scale"))])];
  build();
  const solution = await packWithFloor(root, buildFloor(root));
  const zip = readFileSync(solution.zip);
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };

  let accountForm: FormFigure[] = [];
  const interestQuestions: ServerFigure[] = [];
  for (const scale of scales) {
    say(`Scale ${String(scale)}`);
    const sandbox = await openSandbox({ solution: zip, seed: { kind: "sample", scale }, onProgress: say });
    try {
      interestQuestions.push(...(await measureQuestions(sandbox, scale, runs)));
      if (scale === 1) accountForm = await measureForms(sandbox, solution, runs);
    } finally {
      await sandbox.close();
    }
  }

  const report: Report = {
    about: [
      "Both forms are in the same solution, imported by the same importer, and shown by the same page in the same browser, by turns; caches are warm.",
      "The floor is a virtual component that makes one Web API request and shows one text: what any component on that form costs at least.",
      "Milliseconds are this run's machine's. What compares from machine to machine is the ratio, the number of requests and the bytes.",
      "A time is from navigation until the first ranked interest (on the floor: the text) is painted. Requests and bytes are those that left the browser's cache.",
      "The interest questions are the component's own, sent by the sales representative to the server without a browser; bytes are those of the answers.",
    ],
    accountForm,
    interestQuestions,
  };
  print(report);
  writeFileSync(join(root, "bench", "report.json"), `${JSON.stringify(report, null, 2)}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
