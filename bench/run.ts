/**
 * `npm run bench`: what the product costs beside the least that anything can cost, and beside the usual way, measured in
 * one run. Prints tables, writes `bench/report.json` and, once all sections have been measured, `docs/benchmarks.md`.
 */
import { join } from "node:path";
import { buildComponents } from "../scripts/buildComponents";
import { runCommand, UsageError, wholeNumber } from "../scripts/commandLine";
import { compareAnswers } from "./answers/compareAnswers";
import { measureDomain } from "./domain/measureDomain";
import { measureGuard, SMALLEST_LIST } from "./guard/measureGuard";
import { measureForms } from "./opening/measureForms";
import { measureQuestions } from "./questions";
import { measured, printed, readReport, writeReport } from "./report";
import type { BenchSettings, Section } from "./section";
import { measureSize } from "./size/measureSize";

const root = join(__dirname, "..");

type Measure = (settings: BenchSettings) => Promise<Section>;

const sections: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ["opening", measureForms],
  ["questions", measureQuestions],
  ["answers", compareAnswers],
  ["guard", measureGuard],
  ["domain", measureDomain],
  ["size", measureSize],
]);

const usage = `npm run bench -- [options]

  --section NAME       what to measure, once or several times: ${[...sections.keys()].join(", ")}; all of them otherwise
  --scale N            of the sample, once or several times; 1, 10 and 100 otherwise, which takes hours
  --runs N             how often each thing is measured; 5 otherwise
  --members N          of the largest list of the guard, from ${String(SMALLEST_LIST * 10)} on; 1000000 otherwise
  --http1              forms are opened over HTTP/1.1
  --slowdown N         forms are opened with the page's main thread N times as slow
  --random-page-cost N the guard, with Postgres told that a page in no order costs so many times one in order; 4 otherwise

A section that is measured again takes the place of what the report had of it; with --http1, --slowdown or --random-page-cost it stands beside.`;

/** Sections that stand beside the one they vary. */
function nameOf(section: string, { isHttp1, slowdown, randomPageCost }: BenchSettings): string {
  if (section === "opening") {
    return [
      section,
      ...(isHttp1 ? ["over HTTP/1.1"] : []),
      ...(slowdown > 1 ? [`slowed down ${String(slowdown)} times`] : []),
    ].join(" ");
  }
  return section === "guard" && randomPageCost !== null ? "guard with all in memory" : section;
}

function named(name: string): readonly [string, Measure] {
  const measure = sections.get(name);
  if (measure === undefined) {
    throw new UsageError(`There is no section "${name}": ${[...sections.keys()].join(", ")}.`);
  }
  return [name, measure];
}

/** @throws UsageError unless it is a number above 0 */
function costOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const cost = Number(text);
  if (cost > 0) return cost;
  throw new UsageError(`--random-page-cost has to be a number above 0, not "${text}".`);
}

runCommand(
  usage,
  {
    section: { type: "string", multiple: true, default: [...sections.keys()] },
    runs: { type: "string", default: "5" },
    scale: { type: "string", multiple: true, default: ["1", "10", "100"] },
    members: { type: "string", default: "1000000" },
    http1: { type: "boolean", default: false },
    slowdown: { type: "string", default: "1" },
    "random-page-cost": { type: "string" },
  },
  async (values) => {
    const wanted = values.section.map(named);
    const settings: BenchSettings = {
      root,
      runs: wholeNumber(values.runs, "runs"),
      scales: [...new Set(values.scale.map((text) => wholeNumber(text, "scale")))].sort((a, b) => a - b),
      members: wholeNumber(values.members, "members", SMALLEST_LIST * 10),
      isHttp1: values.http1,
      slowdown: wholeNumber(values.slowdown, "slowdown"),
      randomPageCost: costOf(values["random-page-cost"]),
      say: (line) => {
        process.stdout.write(`${line}\n`);
      },
    };
    buildComponents();
    const command = ["npm run bench --", ...process.argv.slice(2)].join(" ").replace(/ --$/, "");
    for (const [name, measure] of wanted) {
      const section = await measure(settings);
      process.stdout.write(printed(section));
      const report = { ...readReport(root), [nameOf(name, settings)]: measured(section, command) };
      writeReport(root, report, [...sections.keys()]);
    }
  },
);
