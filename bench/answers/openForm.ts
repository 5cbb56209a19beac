import type { Browser } from "playwright-core";
import { compareBriefing, compareInterest, type Compared } from "./compare";
import type { PlainAnswers } from "./plainAnswers";
import {
  PATIENCE,
  place,
  readBriefing,
  readInterest,
  requestsOf,
  waitForAll,
  type Requests,
} from "./readForm";

/** Each on its tab of the form. */
const COMPONENTS = ["Briefing", "Interest"] as const;
type Component = (typeof COMPONENTS)[number];

/** One component on one account's form. */
export interface Opened {
  readonly component: Component;
  readonly requests: Requests;
  readonly compared: readonly Compared[];
}

/** Opens the form as a rep does, the Briefing first and then the tab with Interest, each awaited whole. */
export async function openForm(
  browser: Browser,
  url: string,
  now: Date,
  plain: PlainAnswers,
): Promise<readonly Opened[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
  try {
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    // Dates stand still; timers go on.
    await page.clock.setFixedTime(now);
    await page.goto(url, { waitUntil: "commit" });
    const opened: Opened[] = [];
    for (const [tab, component] of COMPONENTS.entries()) {
      await page.getByRole("tab").nth(tab).click();
      const shown = place(page, component);
      await waitForAll(shown);
      const requests = await requestsOf(page, component);
      const compared =
        component === "Briefing"
          ? compareBriefing(plain, await readBriefing(shown))
          : compareInterest(plain, await readInterest(shown));
      opened.push({ component, requests, compared });
    }
    return opened;
  } finally {
    await context.close();
  }
}
