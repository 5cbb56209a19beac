import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { openSandbox, type OpenSandbox } from "../../sandbox/openSandbox";
import { kilobytes, ratio, spread, whole } from "../figures";
import { launchBrowser } from "../launchBrowser";
import { listenSecurely, makeCertificate } from "../secureServer";
import type { BenchSettings, Section, Table } from "../section";
import { spreadOf, type Spread } from "../statistics";
import { buildControls } from "./buildControls";
import { openingCases, type OpeningCase } from "./cases";
import { measureOpening, PATIENCE, type Marks, type Opening } from "./measureOpening";
import { packBenchForms, variants, type BenchSolution, type Variant } from "./packBenchForms";

/** Milliseconds that every answer of the Web API is kept back. */
const LATENCIES = [0, 50, 300] as const;
/** Scales beyond the first are compared at this latency. */
const GROWTH_LATENCY = 50;

/** How one variant fared, beside the others in the same run. */
type Openings = Readonly<Record<Variant, readonly Opening[]>>;

/** Opening a form that holds one component alone: beside the least that any costs, and beside the usual way. */
export async function measureForms(settings: BenchSettings): Promise<Section> {
  const { root, scales, say } = settings;
  const cases = openingCases.filter(({ component }) => isBuilt(root, component));
  const solution = await packBenchForms(root, buildControls(root), cases);
  const zip = readFileSync(solution.zip);
  const certificate = await makeCertificate();
  const browser = await launchBrowser(certificate.trusted);
  const latencyRows: string[][] = [];
  const growthRows: string[][] = [];
  try {
    for (const scale of scales) {
      const sandbox = await openSandbox({ solution: zip, seed: { kind: "sample", scale }, onProgress: say });
      try {
        const server = await sandbox.server.listen({ port: 0, host: "127.0.0.1" });
        const secure = settings.isHttp1 ? undefined : await listenSecurely(server, certificate);
        const bench = new FormBench(sandbox, secure?.base ?? server, browser, solution, settings);
        for (const one of cases) {
          for (const latency of scale === 1 ? LATENCIES : []) {
            latencyRows.push(...(await bench.compare(one, one.usual, latency, `${String(latency)} ms`)));
          }
          growthRows.push(...(await bench.compare(one, one.large, GROWTH_LATENCY, `scale ${String(scale)}`)));
        }
        await secure?.close();
      } finally {
        await sandbox.close();
      }
    }
  } finally {
    await browser.close();
  }
  return {
    title: "Opening a form",
    about: [
      "Each component stands alone on a form; in its place on the same form stand, by turns, a floor and a naive component. All are in one solution, imported by the same importer and shown by the same page in the same Chromium; caches are warm.",
      "The floor is a virtual component that makes one Web API request and shows one text: what any component on that form costs at least. The naive one does the job as most do: it reads the rows with all their columns, a page after the other, and adds up in the browser; what belongs to a row it asks for row by row.",
      "First: from navigation until the first element that says something of the record is painted (of the naive one: all of it, at once). Last: until nothing in the component is still being read. Medians of openings by turns, with their middle half.",
      "Latency is added by the server to every answer of the Web API, the form's own requests included. Requests and bytes are those that left the browser's cache. Busy is the time of the page's main thread, the form and its scripts included.",
      "Sandbox: what the same requests take when the sandbox alone answers them, one after the other, without a browser. It is Postgres in one process and works on one request at a time: none of that is the component's, all of it is in the times.",
      settings.isHttp1
        ? "Over HTTP/1.1, by which Chromium asks six things at once."
        : "Over HTTP/2 and TLS, as Power Apps are reached unless something between does not know it; a process of its own stands before the sandbox for that.",
    ],
    tables: [
      table("A client and a campaign of usual size, at three latencies, scale 1", latencyRows),
      table(
        `The largest client, and the newsletter: both grow with the scale; ${String(GROWTH_LATENCY)} ms latency`,
        growthRows,
      ),
    ],
  };
}

/** Components arrive one after the other: what is not built yet is not measured. */
function isBuilt(root: string, component: string): boolean {
  try {
    return readFileSync(`${root}/out/controls/${component}/bundle.js`).length > 0;
  } catch {
    return false;
  }
}

function table(caption: string, rows: readonly string[][]): Table {
  return {
    caption,
    head: [
      ...["component", "at", "", "first, ms", "× floor", "last, ms", "× floor"],
      ...["busy, ms", "requests", "Web API", "KB", "sandbox, ms"],
    ],
    rows,
  };
}

class FormBench {
  constructor(
    private readonly sandbox: OpenSandbox,
    /** Where the browser finds it. */
    private readonly base: string,
    private readonly browser: Browser,
    private readonly solution: BenchSolution,
    private readonly settings: BenchSettings,
  ) {}

  /** A row for each variant, of openings by turns; the first turn only warms up. */
  async compare(one: OpeningCase, id: string, latency: number, at: string): Promise<string[][]> {
    this.settings.say(`${one.component}, ${at}`);
    await this.keepBack(latency);
    const openings = await this.openByTurns(one, id);
    await this.keepBack(0);
    const spreads = (of: (opening: Opening) => number) =>
      Object.fromEntries(
        variants.map((variant) => [variant, spreadOf(openings[variant].map(of))] as const),
      ) as Record<Variant, ReturnType<typeof spreadOf>>;
    const [first, last, busy] = [
      spreads((opening) => opening.first),
      spreads((opening) => opening.last),
      spreads((opening) => opening.busy),
    ];
    const rows: string[][] = [];
    for (const variant of variants) {
      const opening = openings[variant].at(-1);
      if (opening === undefined) throw new RangeError("Nothing was opened.");
      rows.push([
        variant === "floor" ? one.component : "",
        variant === "floor" ? at : "",
        variant === "component" ? "Entente" : variant,
        ...besideFloor(first[variant], first.floor),
        ...besideFloor(last[variant], last.floor),
        spread(busy[variant]),
        whole(opening.requests),
        whole(opening.webApiRequests),
        kilobytes(opening.bytes),
        Number.isNaN(opening.last) ? "–" : whole(await this.sandboxAlone(one, opening)),
      ]);
    }
    return rows;
  }

  private async openByTurns(one: OpeningCase, id: string): Promise<Openings> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-US",
    });
    const openings: Record<Variant, Opening[]> = { floor: [], component: [], naive: [] };
    const unfinished = new Set<Variant>();
    try {
      for (let run = 0; run <= this.settings.runs; run++) {
        for (const variant of variants.filter((each) => !unfinished.has(each))) {
          const url =
            `${this.base}/main.aspx?pagetype=entityrecord&etn=${one.table}&id=${id}` +
            `&formid=${this.solution.form(one.component, variant)}&user=${one.userId}`;
          const opening = await measureOpening(context, url, marksOf(one, variant));
          if (Number.isNaN(opening.last)) {
            // Another try would take as long again, and say no more.
            unfinished.add(variant);
            openings[variant] = [opening];
            await this.untilIdle();
          } else if (run > 0) openings[variant].push(opening);
        }
      }
    } finally {
      await context.close();
    }
    return openings;
  }

  /** Keeps back every answer of the Web API for so long; 0: none any more. */
  private async keepBack(milliseconds: number): Promise<void> {
    const { server } = this.sandbox;
    const url = "/sandbox/faults";
    await server.inject({ method: "DELETE", url });
    if (milliseconds === 0) return;
    const payload = { url: "^/api/data/", effect: { kind: "latency", milliseconds } };
    const { statusCode, body } = await server.inject({ method: "POST", url, payload });
    if (statusCode >= 400) throw new Error(`The latency could not be set: ${body}`);
  }

  /** What a page that is gone has asked for goes on, and would be in the next one's times. */
  private async untilIdle(): Promise<void> {
    for (let quick = 0; quick < 20;) {
      const started = performance.now();
      await this.sandbox.organization.database.query("select 1");
      quick = performance.now() - started < 50 ? quick + 1 : 0;
      await setTimeout(50);
    }
  }

  private async sandboxAlone({ userId }: OpeningCase, { asked }: Opening): Promise<number> {
    await this.keepBack(0);
    const started = performance.now();
    for (const url of asked) {
      await this.sandbox.server.inject({
        method: "GET",
        url,
        headers: { "x-sandbox-user": userId, prefer: 'odata.include-annotations="*"' },
      });
    }
    return performance.now() - started;
  }
}

/** Milliseconds, and how often the floor's they are; of what nobody waited for, that it took longer. */
function besideFloor(time: Spread, floor: Spread): readonly string[] {
  return Number.isNaN(time.median) ? [`over ${whole(PATIENCE)}`, "–"] : [spread(time), ratio(time, floor)];
}

function marksOf({ component, first }: OpeningCase, variant: Variant): Marks {
  switch (variant) {
    case "component":
      return { within: `[data-control="ent_Entente.${component}"]`, first };
    case "floor":
    case "naive":
      return {
        within: `[data-control="ent_Bench.${variant === "floor" ? "Floor" : "Naive"}"]`,
        first: ".Bench.painted",
      };
  }
}
