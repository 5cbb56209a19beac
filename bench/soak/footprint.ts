import type { CDPSession, Page } from "playwright-core";
import { beforeScripts } from "../beforeScripts";

/** What a page holds on to. */
export interface Footprint {
  /** Bytes of the script's heap, after a collection. */
  readonly heap: number;
  /** DOM nodes, also those that are in no document any more but are held by a script. */
  readonly nodes: number;
  readonly listeners: number;
  /** Started and neither run nor cleared, of both kinds. */
  readonly timers: number;
  /** Observers of sizes and changes that still observe, and channels that are still open. */
  readonly observers: number;
}

interface Counted {
  openTimers: Set<number>;
  openObservers: Set<object>;
}

/** Runs in the page, before any script of its own: keeps count of what is started and not ended. */
function keepCount(): void {
  const counted = window as unknown as Counted & Record<string, unknown>;
  counted.openTimers = new Set();
  counted.openObservers = new Set();
  const start = window.setTimeout.bind(window);
  const startAll = window.setInterval.bind(window);
  const countedTimeout = (work: TimerHandler, delay?: number, ...rest: unknown[]): number => {
    const timer = start(
      (...given: unknown[]) => {
        counted.openTimers.delete(timer);
        if (typeof work === "function") (work as (...all: unknown[]) => void)(...given);
      },
      delay,
      ...rest,
    );
    counted.openTimers.add(timer);
    return timer;
  };
  const countedInterval = (work: TimerHandler, delay?: number, ...rest: unknown[]): number => {
    const timer = startAll(work, delay, ...rest);
    counted.openTimers.add(timer);
    return timer;
  };
  const forget =
    (clear: (timer?: number) => void) =>
    (timer?: number): void => {
      if (timer !== undefined) counted.openTimers.delete(timer);
      clear(timer);
    };
  Object.assign(window, {
    setTimeout: countedTimeout,
    setInterval: countedInterval,
    clearTimeout: forget(window.clearTimeout.bind(window)),
    clearInterval: forget(window.clearInterval.bind(window)),
  });

  const ends = { ResizeObserver: "disconnect", MutationObserver: "disconnect", BroadcastChannel: "close" };
  for (const [name, end] of Object.entries(ends)) {
    const original = counted[name] as new (...given: unknown[]) => Record<string, () => void>;
    counted[name] = class extends original {
      constructor(...given: unknown[]) {
        super(...given);
        counted.openObservers.add(this);
        const finish = this[end]?.bind(this);
        Object.assign(this, {
          [end]: () => {
            counted.openObservers.delete(this);
            finish?.();
          },
        });
      }
    };
  }
}

/** Looks at one page's footprint, time after time. */
export class FootprintReader {
  private constructor(
    private readonly page: Page,
    private readonly devTools: CDPSession,
  ) {}

  /** To be called before the page is opened. */
  static async of(page: Page): Promise<FootprintReader> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Performance.enable");
    await devTools.send("HeapProfiler.enable");
    await beforeScripts(page, keepCount, undefined);
    return new FootprintReader(page, devTools);
  }

  async read(): Promise<Footprint> {
    // Twice: what the first collection lets go of may hold on to more.
    for (let time = 0; time < 2; time++) await this.devTools.send("HeapProfiler.collectGarbage");
    const { metrics } = await this.devTools.send("Performance.getMetrics");
    const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    const { timers, observers } = await this.page.evaluate(() => {
      const counted = window as unknown as Counted;
      return { timers: counted.openTimers.size, observers: counted.openObservers.size };
    });
    return {
      heap: metric("JSHeapUsedSize"),
      nodes: metric("Nodes"),
      listeners: metric("JSEventListeners"),
      timers,
      observers,
    };
  }
}
