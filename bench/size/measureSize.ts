import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { bundleParts, type BundlePart } from "../../scripts/bundleParts";
import { componentNames } from "../../scripts/componentNames";
import { orderOf } from "../alternately";
import { kilobytes, ratio, spread } from "../figures";
import { launchBrowser } from "../launchBrowser";
import type { BenchSettings, Cell, Section, Table } from "../section";
import { spreadOf, type Spread } from "../statistics";

/** Parts smaller than this, in bytes, are added up. */
const SMALL_PART = 1024;
/** What the bundles are measured beside. */
const HOST = "React DOM, the host's";
/** How many texts a turn takes the mean of: a page's clock shows tenths of a millisecond only. */
const TEXTS = 10;

function bundleFile(root: string, component: string): string {
  return join(root, "out", "controls", component, "bundle.js");
}

function reactDom(root: string): string {
  return join(root, "node_modules", "react-dom", "umd", "react-dom.production.min.js");
}

/** What each bundle weighs, of what it is made, and what it costs until it has run. */
export async function measureSize({ root, runs }: BenchSettings): Promise<Section> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await loadPlatformLibraries(page, root);
    const names = componentNames(root);
    const bundles = new Map([
      [HOST, readFileSync(reactDom(root), "utf8")],
      ...names.map((name) => [name, readFileSync(bundleFile(root, name), "utf8")] as const),
    ]);
    const times = await runBundles(page, bundles, runs);
    const host = timesOf(times, HOST);
    const rows: Cell[][] = [];
    for (const [name, bundle] of bundles) {
      const { parsing, evaluating } = timesOf(times, name);
      rows.push([
        name,
        kilobytes(Buffer.byteLength(bundle)),
        kilobytes(gzipSync(bundle, { level: 9 }).length),
        spread(parsing),
        ratio(parsing, host.parsing),
        spread(evaluating),
        ratio(evaluating, host.evaluating),
      ]);
    }
    const parts: Table[] = [];
    for (const name of names) {
      parts.push(partsTable(name, await bundleParts(root, name), Buffer.byteLength(bundles.get(name) ?? "")));
    }
    return {
      title: "Size",
      about: [
        "Bundles as they ship, minified by Microsoft's `pcf-scripts`; React and Fluent are the host's, and in none of them.",
        "Parse: compiling the script in Chromium without running it. Evaluate: running it, which registers the component and draws nothing. All scripts by turns, each turn the mean of ten, with texts that the engine has not seen.",
        "What they are beside is React DOM (16.14.0 here), which the host itself loads for any form with such a component. Ratios are to it.",
        "What is in a bundle is told by bundling the same sources with esbuild, which says what each file adds: near what it adds to the shipped bundle, not the same. What the shipped one has beyond their sum is the build's own: above all helpers, which Babel writes into every file that needs them.",
      ],
      tables: [
        {
          caption: "Bundles",
          head: [
            ...["component", "minified, KB", "gzipped, KB"],
            ...["parse, ms", "× React DOM", "evaluate, ms", "× React DOM"],
          ],
          rows,
        },
        ...parts,
      ],
    };
  } finally {
    await browser.close();
  }
}

/** React and Fluent as the host gives them to a component: from Microsoft's own harness. */
async function loadPlatformLibraries(page: Page, root: string): Promise<void> {
  const modules = join(root, "node_modules");
  await page.addScriptTag({ path: join(modules, "react", "umd", "react.production.min.js") });
  await page.addScriptTag({ path: reactDom(root) });
  const harness = dirname(require.resolve("pcf-start/package.json"));
  await page.addScriptTag({ path: join(harness, "lib", "fluent_8_121_1.js") });
  await page.addScriptTag({ content: "window.Reactv16 = window.React" });
}

/** Milliseconds of each turn, by script. */
interface ScriptTimes {
  readonly name: string;
  readonly parsing: readonly number[];
  readonly evaluating: readonly number[];
}

/** Compiles and runs all scripts in the page, by turns; the first turn only warms up. */
function runBundles(
  page: Page,
  bundles: ReadonlyMap<string, string>,
  runs: number,
): Promise<readonly ScriptTimes[]> {
  const turns = Array.from({ length: runs + 1 }, (_, turn) => orderOf([...bundles.keys()], turn));
  return page.evaluate(
    ({ scripts, order, texts }) => {
      const code = new Map(scripts);
      const times = new Map(
        scripts.map(([name]) => [name, { name, parsing: [] as number[], evaluating: [] as number[] }]),
      );
      for (const [turn, names] of order.entries()) {
        for (const name of names) {
          let parsing = 0;
          let evaluating = 0;
          for (let text = 0; text < texts; text++) {
            const unseen = `${code.get(name) ?? ""}\n//${String(turn)} ${String(text)} ${String(Math.random())}`;
            const started = performance.now();
            // eslint-disable-next-line @typescript-eslint/no-implied-eval -- compiled and run apart: what is measured
            const script = new Function(unseen) as () => void;
            const parsed = performance.now();
            script();
            parsing += parsed - started;
            evaluating += performance.now() - parsed;
          }
          if (turn === 0) continue;
          times.get(name)?.parsing.push(parsing / texts);
          times.get(name)?.evaluating.push(evaluating / texts);
        }
      }
      return [...times.values()];
    },
    { scripts: [...bundles], order: turns, texts: TEXTS },
  );
}

/** @throws Error for a script that was not run */
function timesOf(
  times: readonly ScriptTimes[],
  name: string,
): { readonly parsing: Spread; readonly evaluating: Spread } {
  const found = times.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${name} was not run.`);
  return { parsing: spreadOf(found.parsing), evaluating: spreadOf(found.evaluating) };
}

function partsTable(name: string, parts: readonly BundlePart[], shipped: number): Table {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const large = parts.filter(({ bytes }) => bytes >= SMALL_PART);
  const rest = total - large.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (part: string, bytes: number): Cell[] => [
    part,
    kilobytes(bytes),
    { text: `${((bytes / shipped) * 100).toFixed(0)} %`, value: bytes / shipped },
  ];
  return {
    caption: `What is in ${name}`,
    head: ["part", "minified, KB", "share"],
    rows: [
      ...large.map((part) => row(part.isPackage ? `${part.name} (package)` : part.name, part.bytes)),
      ...(rest > 0 ? [row("smaller parts", rest)] : []),
      row("the build's own: helpers for older browsers, wrappers", shipped - total),
    ],
  };
}
