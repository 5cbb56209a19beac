import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { openSandbox, type OpenSandbox } from "../../sandbox/openSandbox";
import { orderOf } from "../alternately";
import { whole } from "../figures";
import { makeCertificate, startFront, type Front } from "../front/startFront";
import { launchBrowser } from "../launchBrowser";
import type { BenchSettings, Section } from "../section";
import { buildControls } from "./buildControls";
import { openingCases, type OpeningCase } from "./cases";
import { formTables, GROWTH_LATENCY, type Compared, type Openings } from "./formTables";
import { measureOpening, PATIENCE, type Marks, type Opening } from "./measureOpening";
import { packBenchForms, variants, type BenchSolution, type Variant } from "./packBenchForms";

/** Milliseconds that every answer of the Web API is kept back. */
const LATENCIES = [0, 50, 300] as const;
/** Milliseconds after which a comparison, of all three together, makes do with the turns it has had. */
const LONG_ENOUGH = 120_000;

/** Opening a form that holds one component alone: beside the least that any costs, and beside the usual way. */
export async function measureForms(settings: BenchSettings): Promise<Section> {
  const { root, scales, say } = settings;
  const solution = await packBenchForms(root, buildControls(root), openingCases);
  const zip = readFileSync(solution.zip);
  const certificate = await makeCertificate();
  const browser = await launchBrowser(certificate.trusted);
  const compared: Compared[] = [];
  try {
    for (const scale of scales) {
      const sandbox = await openSandbox({ solution: zip, seed: { kind: "sample", scale }, onProgress: say });
      try {
        const server = await sandbox.server.listen({ port: 0, host: "127.0.0.1" });
        const front = await startFront(server, settings.isHttp1 ? null : certificate);
        const bench = new FormBench(sandbox, front, browser, solution, settings);
        for (const one of openingCases) {
          for (const latency of scale === 1 ? LATENCIES : [GROWTH_LATENCY]) {
            compared.push(await bench.compare({ one, of: "usual", scale, latency, isKept: false }));
          }
          for (const isKept of [false, true]) {
            compared.push(await bench.compare({ one, of: "large", scale, latency: GROWTH_LATENCY, isKept }));
          }
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
    title: [
      "Opening a form",
      ...(settings.isHttp1 ? ["over HTTP/1.1"] : []),
      ...(settings.slowdown > 1 ? [`with a main thread ${String(settings.slowdown)} times as slow`] : []),
    ].join(", "),
    about: [
      "Each component stands alone on a form; in its place on the same form stand, by turns, a floor and a naive component. All are in one solution, imported by the same importer and shown by the same page in the same Chromium. Caches are warm; of compiled code Chromium keeps one for ordinary profiles only, so that there is none here, on either side.",
      "The floor is a virtual component that makes one Web API request and shows one text: what any component on that form costs at least. The naive one does the job as most do: it reads the rows with all their columns, a page after the other by the links to the next one, and adds up in the browser; what belongs to a row it asks for row by row. It shows less: no trend, no curve, no people, nothing about consent.",
      "First: from navigation until the first element that says something of the record is painted (of the naive one: all of it, at once). Of SendGuard that is the line that names the lists being checked; its verdict is the last. Last: until nothing in the component is still being read. Medians of openings by turns, whose order changes from turn to turn, with their middle half; what takes long is opened less often than the command says, at least once.",
      "Latency is added by the server to every answer of the Web API, the form's own requests included. Requests and bytes are those that left the browser's cache. Busy is the time of the page's main thread, the form and its scripts included.",
      "Sandbox: what the same requests take when the sandbox alone answers them, one after the other, without a browser. It is Postgres in one process and works on one request at a time: none of that is the component's, all of it is in the times.",
      "With answers kept, the first turn is answered by the sandbox, and all that are measured by what stands before it, from memory, as much later as the latency says: what is left is the component's, the browser's and the network's. Asked anew: what was asked in one of all these openings and not in the first turn, and the sandbox had to answer.",
      settings.isHttp1
        ? "Over HTTP/1.1, by which Chromium asks six things at once."
        : "Over HTTP/2 and TLS, as Power Apps are reached unless something between does not know it; a process of its own stands before the sandbox for that.",
    ],
    tables: formTables(compared),
  };
}

/** What is opened by turns. */
type Comparison = Pick<Compared, "one" | "of" | "scale" | "latency" | "isKept">;

class FormBench {
  constructor(
    private readonly sandbox: OpenSandbox,
    /** Where the browser finds it. */
    private readonly front: Front,
    private readonly browser: Browser,
    private readonly solution: BenchSolution,
    private readonly settings: BenchSettings,
  ) {}

  /** Opens the three variants by turns; the first turn only warms up. */
  async compare(comparison: Comparison): Promise<Compared> {
    const { one, of, scale, latency, isKept } = comparison;
    const what = `${one.component}, ${of}, scale ${String(scale)}, ${String(latency)} ms${isKept ? ", answers kept" : ""}`;
    this.settings.say(what);
    if (isKept) await this.front.keepAnswers(latency);
    else await this.keepBack(latency);
    const openings = await this.openByTurns(one, one[of]);
    await this.front.forgetAnswers();
    await this.keepBack(0);
    const askedAnew = this.front.takeNotRemembered().length;
    // That a naive component does not come to an end is what it is measured for.
    for (const variant of ["floor", "component"] as const) {
      if (openings[variant].some(({ last }) => Number.isNaN(last))) {
        this.settings.complain(`${what}: the ${variant} was not complete within ${whole(PATIENCE)} ms.`);
      }
    }
    const sandbox: Partial<Record<Variant, number>> = {};
    for (const variant of isKept ? [] : variants) {
      const opening = openings[variant].at(-1);
      if (opening !== undefined && !Number.isNaN(opening.last)) {
        sandbox[variant] = await this.sandboxAlone(one, opening);
      }
    }
    return { ...comparison, openings, sandbox, askedAnew };
  }

  private async openByTurns(one: OpeningCase, id: string): Promise<Openings> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-US",
    });
    const openings: Record<Variant, Opening[]> = { floor: [], component: [], naive: [] };
    const unfinished = new Set<Variant>();
    const started = performance.now();
    try {
      for (let run = 0; run <= this.settings.runs; run++) {
        if (run > 1 && performance.now() - started > LONG_ENOUGH) break;
        for (const variant of orderOf(variants, run).filter((each) => !unfinished.has(each))) {
          const url =
            `${this.front.base}/main.aspx?pagetype=entityrecord&etn=${one.table}&id=${id}` +
            `&formid=${this.solution.form(one.component, variant)}&user=${one.userId}`;
          const opening = await measureOpening(context, url, marksOf(one, variant), this.settings.slowdown);
          if (Number.isNaN(opening.last)) {
            // Another try would take as long again, and say no more.
            unfinished.add(variant);
            openings[variant] = [opening];
            await this.untilIdle();
          } else if (run > 0) openings[variant].push(opening);
        }
        // What the first turn asks for cannot have been kept.
        if (run === 0) this.front.takeNotRemembered();
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
