/**
 * `npm run bench`: what the product costs beside the least that anything can cost, and beside the usual way, measured in
 * one run. Prints tables, writes `bench/report.json` and, once all sections have been measured, `docs/benchmarks.md`.
 */
import { join } from "node:path";
import { buildComponents } from "../scripts/buildComponents";
import {
  Fault,
  inWordsAlone,
  runCommand,
  UsageError,
  wholeNumber,
  type Values,
} from "../scripts/commandLine";
import { compareAnswers } from "./answers/compareAnswers";
import { measureDomain } from "./domain/measureDomain";
import { measureGuard, SMALLEST_LIST } from "./guard/measureGuard";
import { measureForms } from "./opening/measureForms";
import { measureQuestions } from "./questions";
import { addToReport, measured, printed, requireReport, sectionNames, type SectionName } from "./report";
import type { BenchSettings, Section } from "./section";
import { measureSize } from "./size/measureSize";

const root = join(__dirname, "..");

type Measure = (settings: BenchSettings) => Promise<Section>;

const sections: Readonly<Record<SectionName, Measure>> = {
  opening: measureForms,
  questions: measureQuestions,
  answers: compareAnswers,
  guard: measureGuard,
  domain: measureDomain,
  size: measureSize,
};

const usage = `npm run bench -- [options]

  --section NAME       what to measure, once or several times: ${sectionNames.join(", ")}; all of them otherwise
  --scale N            of the sample, once or several times; 1, 10 and 100 otherwise, which takes hours
  --runs N             how often each thing is measured, what takes long less often; 5 otherwise
  --members N          of the largest list of the guard, from ${String(SMALLEST_LIST * 10)} on; 1000000 otherwise
  --http1              forms are opened over HTTP/1.1
  --slowdown N         forms are opened with the page's main thread N times as slow
  --random-page-cost N the guard, with Postgres told that a page in no order costs so many times one in order; 4 otherwise

A section that is measured again takes the place of what the report had of it; with --http1, --slowdown or --random-page-cost it stands beside.
Ends 1 when a component was not complete within two minutes, or when two that should find the same do not. DEBUG=1 shows where an error comes from.`;

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

function named(name: string): SectionName {
  const known = sectionNames.find((each) => each === name);
  if (known === undefined) {
    throw new UsageError(`There is no section "${name}": ${sectionNames.join(", ")}.`);
  }
  return known;
}

/** @throws UsageError unless it is a number above 0 */
function costOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const cost = Number(text);
  if (cost > 0) return cost;
  throw new UsageError(`--random-page-cost has to be a number above 0, not "${text}".`);
}

// Arrays that nobody is kept from changing: that is how `parseArgs` wants them.
const allSections: string[] = [...sectionNames];
const allScales = ["1", "10", "100"];
const taken = {
  section: { type: "string", multiple: true, default: allSections },
  runs: { type: "string", default: "5" },
  scale: { type: "string", multiple: true, default: allScales },
  members: { type: "string", default: "1000000" },
  http1: { type: "boolean", default: false },
  slowdown: { type: "string", default: "1" },
  "random-page-cost": { type: "string" },
} as const;

async function bench(values: Values<typeof taken>): Promise<void> {
  const wanted = values.section.map(named);
  const complaints: string[] = [];
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const settings: BenchSettings = {
    root,
    runs: wholeNumber(values.runs, "runs"),
    scales: [...new Set(values.scale.map((text) => wholeNumber(text, "scale")))].sort((a, b) => a - b),
    members: wholeNumber(values.members, "members", SMALLEST_LIST * 10),
    isHttp1: values.http1,
    slowdown: wholeNumber(values.slowdown, "slowdown"),
    randomPageCost: costOf(values["random-page-cost"]),
    say,
    complain: (line) => {
      say(line);
      complaints.push(line);
    },
  };
  requireReport(root);
  buildComponents();
  const command = ["npm run bench --", ...process.argv.slice(2)].join(" ").replace(/ --$/, "");
  for (const name of wanted) {
    const section = await sections[name](settings);
    say(printed(section, settings.runs).trimEnd());
    addToReport(root, { [nameOf(name, settings)]: measured(section, command, settings.runs) });
  }
  if (complaints.length > 0) throw new Fault(`\nNot as it should be:\n${complaints.join("\n")}`);
}

runCommand(usage, taken, (values) => inWordsAlone(() => bench(values)));
