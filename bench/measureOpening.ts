import type { BrowserContext } from "playwright-core";

/** One opening of a page, from navigation to the moment when what matters is painted. */
export interface Opening {
  readonly milliseconds: number;
  /** Requests that left the browser's cache, and how many of them asked the Web API. */
  readonly requests: number;
  readonly webApiRequests: number;
  /** Bytes received over the network, headers included. */
  readonly bytes: number;
}

interface Marked {
  paintedAt?: number;
}

/**
 * Runs in the page, before any script of its own: notes when the first element that matters has been painted, which is
 * in the task after the frame that follows its appearance.
 */
function noteFirstPaint(selector: string): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        (window as unknown as Marked).paintedAt = performance.now();
      };
      port2.postMessage(0);
    });
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

/**
 * Opens a page in a new tab and measures it. The browser's cache is the context's: warm after the first opening, as a
 * rep's is.
 * @param selector of the first element that matters
 * @throws Error when it does not appear
 */
export async function measureOpening(
  context: BrowserContext,
  url: string,
  selector: string,
): Promise<Opening> {
  const page = await context.newPage();
  try {
    const network = await context.newCDPSession(page);
    const urls = new Map<string, string>();
    let bytes = 0;
    let requests = 0;
    let webApiRequests = 0;
    network.on("Network.responseReceived", ({ requestId, response }) => {
      if (response.fromDiskCache !== true && !response.url.startsWith("data:"))
        urls.set(requestId, response.url);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const asked = urls.get(requestId);
      if (asked === undefined) return;
      requests++;
      bytes += encodedDataLength;
      if (new URL(asked).pathname.startsWith("/api/data/")) webApiRequests++;
    });
    await network.send("Network.enable");
    await page.addInitScript(noteFirstPaint, selector);
    await page.goto(url, { waitUntil: "commit" });
    const painted = await page.waitForFunction(() => (window as unknown as Marked).paintedAt, undefined, {
      timeout: 60_000,
    });
    const milliseconds = Number(await painted.jsonValue());
    // What was asked for before the paint may still be on its way.
    await page.waitForLoadState("networkidle");
    return { milliseconds, requests, webApiRequests, bytes };
  } finally {
    await page.close();
  }
}
