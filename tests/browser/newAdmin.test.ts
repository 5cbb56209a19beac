import { join } from "node:path";
import type { Page } from "playwright-core";
import { throughNetwork } from "../../sandbox/data/csv/webApiDoor";
import { loadData } from "../../sandbox/data/loadData";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control } from "./interestRanking";
import { pick } from "./recordPicker";

jest.setTimeout(300_000);

/** The machine may be busy with other tests. */
const SLOW = 120_000;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox(undefined, "empty");
});
afterAll(async () => {
  await sandbox?.close();
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What is filled in on a form, by the labels of its columns. */
interface Filling {
  /** The place of the form's tab with the columns. */
  readonly tab?: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly choices?: Readonly<Record<string, string>>;
  readonly lookups?: Readonly<Record<string, string>>;
}

/** From a table's list by New to its form, which is filled in and saved. */
async function create(page: Page, table: string, filling: Filling): Promise<void> {
  await page.goto(`${sandbox.url}/main.aspx?pagetype=entitylist&etn=${table}`);
  await page.getByRole("toolbar").getByRole("link", { name: "New" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (filling.tab !== undefined) await chooseTab(page, filling.tab);
  const main = page.getByRole("main");
  for (const [label, text] of Object.entries(filling.texts)) {
    const input = main.getByLabel(label).first();
    await input.fill(text);
    await input.blur();
  }
  for (const [label, option] of Object.entries(filling.choices ?? {})) {
    await main.getByLabel(label).first().selectOption({ label: option });
  }
  for (const [label, name] of Object.entries(filling.lookups ?? {})) {
    await main.getByRole("button", { name: `Change ${label}` }).click();
    await pick(page, name);
  }
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("– Saved").waitFor({ timeout: SLOW });
}

it("leads a new admin from an empty organisation to a working guard", async () => {
  const { page, complaints, close } = await sandbox.open(`/?user=${SAMPLE_USERS.admin.id}`);
  const { refused } = await loadData(join(__dirname, "..", "..", "solution", "data"), {
    metadata: sandbox.sandbox.organization.metadata,
    send: throughNetwork(sandbox.url, SAMPLE_USERS.admin.id),
  });
  expect(refused).toEqual([]);

  await create(page, "ent_policy", {
    texts: { Name: "Our thresholds", "Effective from": inDays(0), "Deal floor": "200,000" },
    choices: { "Guard mode": "Warn" },
  });
  const floor = page.getByRole("main").getByLabel("Deal floor");
  expect(await floor.inputValue()).toBe("200,000.00");
  // What a column is for stands on its label, as Dynamics 365 shows it.
  expect(
    await page.getByRole("main").getByText("Deal floor", { exact: true }).getAttribute("title"),
  ).toContain("base currency");
  await chooseTab(page, 1);
  const health = control(page, "Health");
  await health.getByText("How long each question takes").waitFor({ timeout: SLOW });
  expect(await health.getByText(/keeps? Entente from working/).count()).toBe(0);
  expect(await health.getByText("Our thresholds").count()).toBe(1);

  await create(page, "account", { tab: 2, texts: { "Account name": "Aciers du Nord" } });
  await create(page, "contact", {
    tab: 1,
    texts: { "First name": "Anne", "Last name": "Martin", Email: "anne.martin@aciers.example" },
    lookups: { "Company Name": "Aciers du Nord" },
  });
  await create(page, "opportunity", {
    tab: 1,
    texts: { Name: "A new plant", "Est. revenue": "750,000", "Est. close date": inDays(20) },
    choices: { "Sales stage": "Close" },
    lookups: { Account: "Aciers du Nord" },
  });
  await create(page, "list", { texts: { Name: "Everybody" }, choices: { "Targeted at": "Contact" } });
  await page.getByRole("button", { name: "Add member" }).click();
  await pick(page, "Anne Martin");
  await page.getByText("Anne Martin is on the list.").waitFor();
  await create(page, "campaign", { texts: { Name: "Autumn" } });
  await create(page, "campaignactivity", {
    texts: { Subject: "Invitation", "Scheduled start": inDays(3) },
    choices: { Channel: "Email" },
    lookups: { Campaign: "Autumn" },
  });
  await page.getByRole("button", { name: "Add existing" }).click();
  await pick(page, "Everybody");
  await page.getByRole("main").getByRole("link", { name: "Everybody" }).waitFor();

  await page.getByRole("toolbar").getByRole("button", { name: "Refresh" }).click();
  const guard = control(page, "SendGuard");
  await guard.getByText("1 VIP client in closing is in this audience of 1").waitFor({ timeout: SLOW });
  expect(await guard.getByRole("listitem").filter({ hasText: "Aciers du Nord" }).count()).toBe(1);
  expect(await guard.getByText("against “Our thresholds”").count()).toBe(1);

  await guard.getByRole("button", { name: "Guard this audience" }).click();
  await guard.getByText("The audience is guarded.").waitFor({ timeout: SLOW });
  await page.getByRole("main").getByRole("link", { name: "Everybody (guarded)" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
