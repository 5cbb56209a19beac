import type { Page } from "playwright-core";

/**
 * Has a function run in a page before any script of the page's own. What runs TypeScript here may have wrapped functions within
 * it in a helper that keeps their names, which a page does not have.
 */
export async function beforeScripts<Argument>(
  page: Page,
  run: (argument: Argument) => void,
  argument: Argument,
): Promise<void> {
  const given = argument === undefined ? "" : JSON.stringify(argument);
  await page.addInitScript({ content: `{ const __name = (it) => it; (${run.toString()})(${given}); }` });
}
