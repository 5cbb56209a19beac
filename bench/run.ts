/**
 * `npm run bench`: what the product costs beside the least that anything can cost, and beside the usual way, measured in
 * one run. Prints tables, writes `bench/report.json` and, once all sections have been measured, `docs/benchmarks.md`.
 *
 *     npm run bench -- --section opening --runs 9 --scale 1 --scale 10
 *     npm run bench -- --section opening --http1
 *     npm run bench -- --section guard --members 1000000
 *     npm run bench -- --section answers --scale 100
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareAnswers } from "./answers/compareAnswers";
import { measureDomain } from "./domain/measureDomain";
import { measureGuard } from "./guard/measureGuard";
import { measureForms } from "./opening/measureForms";
import { measureQuestions } from "./questions";
import { measured, printed, readReport, writeReport } from "./report";
import type { BenchSettings, Section } from "./section";
import { measureSize } from "./size/measureSize";

const root = join(__dirname, "..");

const sections: Readonly<Record<string, (settings: BenchSettings) => Promise<Section>>> = {
  opening: measureForms,
  questions: measureQuestions,
  answers: compareAnswers,
  guard: measureGuard,
  domain: measureDomain,
  size: measureSize,
};

function build(): void {
  const { status } = spawnSync(process.execPath, [require.resolve("tsx/cli"), "scripts/build.ts"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The components could not be built; see above.");
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`--${name} has to be a whole number from 1 on.`);
  }
  return number;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      section: { type: "string", multiple: true, default: Object.keys(sections) },
      runs: { type: "string", default: "9" },
      scale: { type: "string", multiple: true, default: ["1", "10"] },
      members: { type: "string", default: "100000" },
      http1: { type: "boolean", default: false },
    },
  });
  const settings: BenchSettings = {
    root,
    runs: wholeNumber(values.runs, "runs"),
    scales: [...new Set(values.scale.map((text) => wholeNumber(text, "scale")))],
    members: wholeNumber(values.members, "members"),
    isHttp1: values.http1,
    say: (line) => {
      process.stdout.write(`${line}\n`);
    },
  };
  build();
  const command = ["npm run bench --", ...process.argv.slice(2)].join(" ").replace(/ --$/, "");
  for (const name of values.section) {
    const measure = sections[name];
    if (measure === undefined) {
      throw new Error(`There is no section ${name}: ${Object.keys(sections).join(", ")}.`);
    }
    const section = await measure(settings);
    process.stdout.write(printed(section));
    writeReport(root, { ...readReport(root), [name]: measured(section, command) }, Object.keys(sections));
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
