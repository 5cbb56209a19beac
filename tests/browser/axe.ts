import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Of what passes, axe describes one node a rule: enough to know that the rule found something to look at. */
const options: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
  resultTypes: ["violations"],
};

/** What axe finds wrong on the page, a line each: the rule, and where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, since the page's policy lets no script in; once a page.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const results = (await page.evaluate(
    (given) => (window as unknown as { axe: { run(options: unknown): unknown } }).axe.run(given),
    options as unknown as Record<string, unknown>,
  )) as AxeResults;
  // A page that could not be looked at has no violations either.
  if (!results.passes.some(({ id }) => id === "color-contrast")) throw new Error("axe compared no colours.");
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}
