import type { Page } from "playwright-core";

const LOOK_EVERY_MILLISECONDS = 100;

/** Looks in a row that find the page at rest: a pause between two questions is shorter. */
const LOOKS = 6;

/** Long enough for a machine that does other things as well. */
const PATIENCE_MILLISECONDS = 120_000;

interface Watched {
  asked?: number;
  restful?: number;
}

/**
 * Waits until everything that the page's components asked for has been answered, nothing says that it is busy, and no
 * question has come for a while: by the page's own list of requests.
 * @throws Error that names what was not answered and who was busy
 */
export async function atRest(page: Page): Promise<void> {
  try {
    await page.waitForFunction(
      (looks) => {
        const watched = window as unknown as Watched;
        const asked = [...document.querySelectorAll(".requests tbody tr")];
        const isBusy =
          asked.length === 0 ||
          document.querySelector('[data-control] [aria-busy="true"]') !== null ||
          asked.some((row) => !row.hasAttribute("data-status"));
        watched.restful = isBusy || asked.length !== watched.asked ? 0 : (watched.restful ?? 0) + 1;
        watched.asked = asked.length;
        return watched.restful >= looks;
      },
      LOOKS,
      { timeout: PATIENCE_MILLISECONDS, polling: LOOK_EVERY_MILLISECONDS },
    );
  } catch (error) {
    const requests = page.locator(".requests tbody tr");
    const open = await page.locator(".requests tbody tr:not([data-status])").allTextContents();
    const busy = await page
      .locator('[data-control]:has([aria-busy="true"])')
      .evaluateAll((controls) => controls.map((each) => each.getAttribute("data-control") ?? ""));
    throw new Error(
      `After ${String(await requests.count())} requests the page is not at rest. ` +
        `Not answered: ${open.join("; ") || "none"}. Busy: ${busy.join(", ") || "none"}.`,
      { cause: error },
    );
  }
}
