import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { bundleParts, type BundlePart } from "../../scripts/bundleParts";
import { componentNames } from "../../scripts/componentNames";
import { kilobytes, spread } from "../figures";
import { launchBrowser } from "../launchBrowser";
import type { BenchSettings, Section, Table } from "../section";
import { spreadOf, type Spread } from "../statistics";

/** Parts smaller than this, in bytes, are added up. */
const SMALL_PART = 1024;

/** What each bundle weighs, of what it is made, and what it costs until it has run. */
export async function measureSize({ root, runs }: BenchSettings): Promise<Section> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await loadPlatformLibraries(page, root);
    const rows: string[][] = [];
    const parts: Table[] = [];
    for (const name of componentNames(root)) {
      const file = join(root, "out", "controls", name, "bundle.js");
      const bundle = readFileSync(file, "utf8");
      const { parsing, evaluating } = await runBundle(page, bundle, runs);
      rows.push([
        name,
        kilobytes(Buffer.byteLength(bundle)),
        kilobytes(gzipSync(bundle, { level: 9 }).length),
        spread(parsing),
        spread(evaluating),
      ]);
      parts.push(partsTable(name, await bundleParts(root, name), Buffer.byteLength(bundle)));
    }
    return {
      title: "Size",
      about: [
        "Bundles as they ship, minified by Microsoft's `pcf-scripts`; React and Fluent are the host's, and in none of them.",
        "Parse: compiling the script in Chromium without running it. Evaluate: running it, which registers the component and draws nothing. Every round with a text that the engine has not seen.",
        "What is in a bundle is told by bundling the same sources with esbuild, which says what each file adds: near what it adds to the shipped bundle, not the same. What the shipped one has beyond their sum is the build's own: above all helpers, which Babel writes into every file that needs them.",
      ],
      tables: [
        {
          caption: "Bundles",
          head: ["component", "minified, KB", "gzipped, KB", "parse, ms", "evaluate, ms"],
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
  await page.addScriptTag({ path: join(modules, "react-dom", "umd", "react-dom.production.min.js") });
  const harness = dirname(require.resolve("pcf-start/package.json"));
  await page.addScriptTag({ path: join(harness, "lib", "fluent_8_121_1.js") });
  await page.addScriptTag({ content: "window.Reactv16 = window.React" });
}

async function runBundle(
  page: Page,
  bundle: string,
  runs: number,
): Promise<{ readonly parsing: Spread; readonly evaluating: Spread }> {
  const times = await page.evaluate(
    ({ code, rounds }) => {
      const parsing: number[] = [];
      const evaluating: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const started = performance.now();
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- compiled and run apart: what is measured
        const script = new Function(`${code}\n//${String(round)} ${String(Math.random())}`) as () => void;
        const parsed = performance.now();
        script();
        const evaluated = performance.now();
        if (round === 0) continue;
        parsing.push(parsed - started);
        evaluating.push(evaluated - parsed);
      }
      return { parsing, evaluating };
    },
    { code: bundle, rounds: runs },
  );
  return { parsing: spreadOf(times.parsing), evaluating: spreadOf(times.evaluating) };
}

function partsTable(name: string, parts: readonly BundlePart[], shipped: number): Table {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const large = parts.filter(({ bytes }) => bytes >= SMALL_PART);
  const rest = total - large.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (part: string, bytes: number): string[] => [
    part,
    kilobytes(bytes),
    `${((bytes / shipped) * 100).toFixed(0)} %`,
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
