import { join } from "node:path";
import type { Browser } from "playwright-core";
import { componentNames } from "../../scripts/componentNames";
import { openBrowser } from "./browserSandbox";
import { openInHarness } from "./pcfHarness";

jest.setTimeout(180_000);

const root = join(__dirname, "..", "..");
/** The table of a form that each component serves; account where nothing stands here. */
const servedTables: Readonly<Record<string, string>> = { SendGuard: "campaignactivity" };
/** It looks at the whole environment, on whichever form it stands. */
const everywhere = "Health";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe.each(componentNames(root).filter((name) => name !== everywhere))(
  "in Microsoft's test harness, %s",
  (component) => {
    it("says that it does not belong on the form of a made-up table, and on its own what it cannot read", async () => {
      const { page, complaints, fill, close } = await openInHarness(browser, component);
      await page.getByText("This component does not belong on this form.").waitFor({ timeout: 90_000 });
      expect(complaints).toEqual([]);
      await fill("tableName", servedTables[component] ?? "account");
      await fill("recordId", "7f1d1a52-6c0e-5b0c-9c66-8a2c0b7f4e11");
      await page.getByRole("button", { name: "Try again" }).first().waitFor({ timeout: 90_000 });
      expect(complaints).toEqual([]);
      await close();
    });
  },
);

describe(`in Microsoft's test harness, ${everywhere}`, () => {
  it("says what is not in place, where the harness has nothing", async () => {
    const { page, complaints, close } = await openInHarness(browser, everywhere);
    await page.locator(".Entente\\.Health section").first().waitFor({ timeout: 90_000 });
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    expect(complaints).toEqual([]);
    await close();
  });
});
