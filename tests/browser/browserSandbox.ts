import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { complaintsOf } from "../../bench/complaintsOf";
import type { OpenSandbox } from "../../sandbox/openSandbox";
import { openSandboxCopy } from "../copies";
import { findBrowser } from "./findBrowser";
import { packSolution } from "./packSolution";

export interface PageSettings {
  readonly width?: number;
  readonly height?: number;
}

/** A page, and everything that it complained of. */
export interface OpenPage {
  readonly page: Page;
  /** Errors in the console, faults of scripts, requests to elsewhere. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** The whole sandbox, in this process, with a browser looking at it. */
export interface BrowserSandbox {
  readonly url: string;
  readonly sandbox: OpenSandbox;
  readonly open: (path: string, settings?: PageSettings) => Promise<OpenPage>;
  /** Sends a request to the Web API as a user. */
  readonly send: (userId: string, method: string, path: string, body?: object) => Promise<Response>;
  readonly setLanguage: (userId: string, languageId: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      // Pages of one context share a process, and so what it has compiled: opening a form takes two thirds of the time.
      // Those of different contexts never do.
      "--renderer-process-limit=1",
      // What the process has compiled needs no parsing while it comes.
      "--disable-features=ScriptStreaming",
    ],
  });
}

/**
 * @param now the clock of the service and of every page; the machine's when absent
 * @param seed whether the sample is there, or people and currencies alone
 * @param journeys whether there are segments of Customer Insights - Journeys
 */
export async function openBrowserSandbox(
  now?: () => Date,
  seed: "sample" | "empty" = "sample",
  journeys = false,
): Promise<BrowserSandbox> {
  const solution = await packSolution();
  const sandbox = await openSandboxCopy({ solution, seed, now, journeys });
  const url = await sandbox.server.listen({ port: 0, host: "localhost" });
  const browser = await openBrowser();
  // Pages that are open together have a context each, as different people's are: one's channels do not reach the other.
  // A page keeps nothing beyond its tab, so that the next one may have the context of one that was closed.
  const free: BrowserContext[] = [];
  const takeContext = async (): Promise<BrowserContext> => {
    const used = free.pop();
    if (used !== undefined) return used;
    const context = await browser.newContext({ locale: "en-US" });
    // With a page that stays, the process stays.
    const kept = await context.newPage();
    await kept.goto(`${url}/sandbox/host.css`);
    return context;
  };
  return {
    url,
    sandbox,
    async open(path, { width = 1280, height = 900 } = {}) {
      const context = await takeContext();
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      const opened: Page[] = [page];
      page.on("popup", (popup) => opened.push(popup));
      const complaints = complaintsOf(page, url);
      // Dates stand still; timers go on.
      if (now !== undefined) await page.clock.setFixedTime(now());
      await page.goto(url + path);
      return {
        page,
        complaints,
        async close() {
          await Promise.all(opened.map((each) => each.close()));
          free.push(context);
        },
      };
    },
    send: (userId, method, path, body) =>
      fetch(`${url}/api/data/v9.2/${path}`, {
        method,
        headers: { "Content-Type": "application/json", "X-Sandbox-User": userId },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    async setLanguage(userId, languageId) {
      const response = await fetch(`${url}/sandbox/language`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ user: userId, languageId }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
}
