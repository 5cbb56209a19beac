import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { openSandbox, type OpenSandbox } from "../../sandbox/openSandbox";
import { kilobytes, ratio, spread, whole } from "../figures";
import { makeCertificate, startFront, type Front } from "../front/startFront";
import { launchBrowser } from "../launchBrowser";
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

/** The first columns of every table. */
const TIMES = ["component", "at", "", "first, ms", "× floor", "last, ms", "× floor", "busy, ms"] as const;

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
  const keptRows: string[][] = [];
  try {
    for (const scale of scales) {
      const sandbox = await openSandbox({ solution: zip, seed: { kind: "sample", scale }, onProgress: say });
      try {
        const server = await sandbox.server.listen({ port: 0, host: "127.0.0.1" });
        const front = await startFront(server, settings.isHttp1 ? null : certificate);
        const bench = new FormBench(sandbox, front, browser, solution, settings);
        for (const one of cases) {
          for (const latency of scale === 1 ? LATENCIES : []) {
            latencyRows.push(...(await bench.compare(one, one.usual, latency, `${String(latency)} ms`)));
          }
          const at = `scale ${String(scale)}`;
          growthRows.push(...(await bench.compare(one, one.large, GROWTH_LATENCY, at)));
          keptRows.push(...(await bench.compareKept(one, one.large, GROWTH_LATENCY, at)));
        }
        await front.close();
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
      {
        caption: `The same at ${String(GROWTH_LATENCY)} ms latency, with answers that the sandbox gave before: what is left is the component's, the browser's and the network's`,
        head: TIMES,
        rows: keptRows,
      },
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
    head: [...TIMES, ...["requests", "Web API", "KB", "sandbox, ms"]],
    rows,
  };
}

class FormBench {
  constructor(
    private readonly sandbox: OpenSandbox,
    /** Where the browser finds it. */
    private readonly front: Front,
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
    const times = timesOf(one, at, openings);
    const rows: string[][] = [];
    for (const variant of variants) {
      const opening = newest(openings[variant]);
      rows.push([
        ...times[variant],
        whole(opening.requests),
        whole(opening.webApiRequests),
        kilobytes(opening.bytes),
        Number.isNaN(opening.last) ? "–" : whole(await this.sandboxAlone(one, opening)),
      ]);
    }
    return rows;
  }

  /**
   * The same without the sandbox's own work: the first turn is answered by it, each one after from the front's memory. Rows as
   * above, up to the time that the main thread was busy.
   * @throws Error when a form asks for something else from one time to the next
   */
  async compareKept(one: OpeningCase, id: string, latency: number, at: string): Promise<string[][]> {
    this.settings.say(`${one.component}, ${at}, with answers kept`);
    await this.front.keepAnswers(latency);
    const openings = await this.openByTurns(one, id, () => void this.front.takeNotRemembered());
    const [unknown] = this.front.takeNotRemembered();
    await this.front.forgetAnswers();
    if (unknown !== undefined)
      throw new Error(`This was asked in one opening and not in the first: ${unknown}`);
    const times = timesOf(one, at, openings);
    return variants.map((variant) => times[variant]);
  }

  private async openByTurns(one: OpeningCase, id: string, isWarm = (): void => undefined): Promise<Openings> {
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
            `${this.front.base}/main.aspx?pagetype=entityrecord&etn=${one.table}&id=${id}` +
            `&formid=${this.solution.form(one.component, variant)}&user=${one.userId}`;
          const opening = await measureOpening(context, url, marksOf(one, variant));
          if (Number.isNaN(opening.last)) {
            // Another try would take as long again, and say no more.
            unfinished.add(variant);
            openings[variant] = [opening];
            await this.untilIdle();
          } else if (run > 0) openings[variant].push(opening);
        }
        if (run === 0) isWarm();
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

/** The first columns of each variant's row. */
function timesOf(one: OpeningCase, at: string, openings: Openings): Readonly<Record<Variant, string[]>> {
  const spreads = (of: (opening: Opening) => number): Readonly<Record<Variant, Spread>> => ({
    floor: spreadOf(openings.floor.map(of)),
    component: spreadOf(openings.component.map(of)),
    naive: spreadOf(openings.naive.map(of)),
  });
  const [first, last, busy] = [
    spreads((opening) => opening.first),
    spreads((opening) => opening.last),
    spreads((opening) => opening.busy),
  ];
  const row = (variant: Variant): string[] => [
    variant === "floor" ? one.component : "",
    variant === "floor" ? at : "",
    variant === "component" ? "Entente" : variant,
    ...besideFloor(first[variant], first.floor),
    ...besideFloor(last[variant], last.floor),
    spread(busy[variant]),
  ];
  return { floor: row("floor"), component: row("component"), naive: row("naive") };
}

function newest(openings: readonly Opening[]): Opening {
  const opening = openings.at(-1);
  if (opening === undefined) throw new RangeError("Nothing was opened.");
  return opening;
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
