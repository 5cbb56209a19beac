import { errors, type BrowserContext, type Page } from "playwright-core";
import { beforeScripts } from "../beforeScripts";

/** What to look for in the page. */
export interface Marks {
  /** What has to be complete: the component's place on the form. */
  readonly within: string;
  /** The first element that says something of the record, within that. */
  readonly first: string;
}

/** One opening of a page. */
export interface Opening {
  /** From navigation until the first element that matters is painted, and until the last is; NaN: not within PATIENCE. */
  readonly first: number;
  readonly last: number;
  /** Time that the page's main thread was busy. */
  readonly busy: number;
  /** Requests that left the browser's cache, and how many of them asked the Web API. */
  readonly requests: number;
  readonly webApiRequests: number;
  /** Bytes received over the network, headers included. */
  readonly bytes: number;
  /** What was read from the Web API: path and query. */
  readonly asked: readonly string[];
}

/** Milliseconds after which nobody waits any longer. */
export const PATIENCE = 120_000;

interface Marked {
  firstPaintedAt?: number;
  lastPaintedAt?: number;
}

/**
 * Runs in the page, before any script of its own: notes when the first element that matters has been painted, and when all of
 * the component has, which is in the task after the frame that follows. All of it is there when nothing in it
 * says that it is still busy; where something does so again, it was not the end yet.
 */
function notePaints({ within, first }: Marks): void {
  const marked = window as unknown as Marked;
  const afterPaint = (note: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => note(performance.now());
      port2.postMessage(0);
    });
  };
  let hasFirst = false;
  let isComplete = false;
  new MutationObserver(() => {
    const place = document.querySelector(within);
    const isThere = (place?.querySelector(first) ?? null) !== null;
    const isBusy = (place?.querySelector('[aria-busy="true"]') ?? null) !== null;
    if (isThere && !hasFirst) {
      hasFirst = true;
      afterPaint((at) => (marked.firstPaintedAt = at));
    }
    if (isThere && !isBusy && !isComplete) afterPaint((at) => (marked.lastPaintedAt = at));
    isComplete = isThere && !isBusy;
    if (!isComplete) marked.lastPaintedAt = undefined;
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/**
 * Opens a page in a new tab and measures it. The browser's cache is the context's: warm after the first opening, as a
 * rep's is.
 * @param slowdown how many times as slow its main thread is made
 */
export async function measureOpening(
  context: BrowserContext,
  url: string,
  marks: Marks,
  slowdown: number,
): Promise<Opening> {
  const page = await context.newPage();
  try {
    const network = await context.newCDPSession(page);
    const urls = new Map<string, URL>();
    const asked: string[] = [];
    let bytes = 0;
    let requests = 0;
    network.on("Network.responseReceived", ({ requestId, response }) => {
      if (response.fromDiskCache === true || response.url.startsWith("data:")) return;
      urls.set(requestId, new URL(response.url));
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const answered = urls.get(requestId);
      if (answered === undefined) return;
      requests++;
      bytes += encodedDataLength;
      if (answered.pathname.startsWith("/api/data/")) asked.push(answered.pathname + answered.search);
    });
    await network.send("Network.enable");
    await network.send("Performance.enable");
    await network.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await beforeScripts(page, notePaints, marks);
    await page.goto(url, { waitUntil: "commit" });
    if (await isPainted(page)) {
      // What was asked for before the paint may still be on its way, and change what is shown.
      await page.waitForLoadState("networkidle");
      await isPainted(page);
    }
    const { firstPaintedAt, lastPaintedAt } = await page.evaluate(() => {
      const marked = window as unknown as Marked;
      return { firstPaintedAt: marked.firstPaintedAt, lastPaintedAt: marked.lastPaintedAt };
    });
    const { metrics } = await network.send("Performance.getMetrics");
    const busy = metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
    return {
      ...{ first: firstPaintedAt ?? NaN, last: lastPaintedAt ?? NaN, busy: busy * 1000 },
      ...{ requests, webApiRequests: asked.length, bytes, asked },
    };
  } finally {
    await page.close();
  }
}

/** Waits until everything is painted. @returns whether it was within PATIENCE */
async function isPainted(page: Page): Promise<boolean> {
  try {
    await page.waitForFunction(() => (window as unknown as Marked).lastPaintedAt, undefined, {
      timeout: PATIENCE,
    });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
