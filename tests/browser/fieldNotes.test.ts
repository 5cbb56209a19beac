import type { Page } from "playwright-core";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import {
  account,
  box,
  contactId,
  faultsOf,
  form,
  isFocused,
  marketer,
  notes,
  notesSaying,
  rep,
  rows,
} from "./fieldNotesPage";
import { chooseTab, readRanking } from "./interestRanking";
import { until } from "./until";

jest.setTimeout(240_000);

const INTEREST = 1;
const DAY = 86_400_000;

/** Wednesday 18 March 2026, half past eleven in Paris; moved on by the tests. */
let now = new Date("2026-03-18T10:30:00Z");

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox(() => now);
});
afterAll(async () => {
  await sandbox?.close();
});

function list(table: string, view: string, user: string): string {
  return `/main.aspx?pagetype=entitylist&etn=${table}&viewid=${view}&user=${user}`;
}

function viewId(name: string): string {
  const { views } = sandbox.sandbox.organization.metadata;
  return views.find(({ labels }) => labels[1033] === name)?.id ?? "";
}

/** Nothing but Tab, as who has no mouse goes there. */
async function tabTo(page: Page): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await isFocused(page)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The box cannot be reached by keyboard.");
}

describe.each([
  ["17.0.2", ""],
  ["16.14.0", "&react=16"],
])("a field note, on React %s", (version, react) => {
  it("goes from the rep's keyboard into the ranking, to the marketer, and back as an answer", async () => {
    const before = await sandbox.open(form("account", account, rep, react));
    await chooseTab(before.page, INTEREST);
    const ranked = await readRanking(before.page, "Interest");
    await before.close();

    const spoken = new Date(now);
    const text = `Ready for the data platform, afraid of the migration (${version}), call back in 3 months.`;
    const { page, complaints, close } = await sandbox.open(form("account", account, rep, react));
    await box(page).waitFor();
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await tabTo(page);
    await page.keyboard.type(text);
    for (const topic of ["Data platform", "Migration"]) {
      const chip = notes(page).getByRole("button", { name: topic, exact: false, pressed: true });
      expect(await chip.count()).toBe(1);
    }
    expect(await notes(page).getByText("from your text").isVisible()).toBe(true);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByText("Saved.").waitFor();
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await faultsOf(page, complaints)).toEqual([]);

    const [note, ...others] = await notesSaying(sandbox, text);
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      _ent_accountid_value: account,
      _ownerid_value: rep,
      ent_notedon: spoken.toISOString().replace(".000", ""),
      ent_recontacton: [spoken.getUTCFullYear(), "06", spoken.getUTCDate()].join("-"),
    });
    const interactions = await rows(
      sandbox,
      `ent_interactions?$filter=_ent_fieldnoteid_value eq ${String(note?.ent_fieldnoteid)}`,
    );
    expect(interactions).toHaveLength(2);
    expect(
      await rows(sandbox, `tasks?$filter=activityid eq ${String(note?._ent_taskid_value)}`),
    ).toMatchObject([{ _regardingobjectid_value: account, statecode: 0 }]);

    // The field's word counts at once, on the same form, without reading again.
    await chooseTab(page, INTEREST);
    await until(async () => {
      const counted = await readRanking(page, "Interest");
      return JSON.stringify(counted) !== JSON.stringify(ranked);
    });
    await close();

    // Six days later nobody has answered, and marketing's list says so.
    now = new Date(now.getTime() + 6 * DAY);
    const waiting = await sandbox.open(
      list("ent_fieldnote", viewId("Field Notes Not Answered for 5 Days"), marketer),
    );
    await waiting.page.getByText(text.slice(0, 40)).first().waitFor();
    await waiting.close();

    const desk = await sandbox.open(form("contact", await contactId(sandbox), marketer, react));
    const item = notes(desk.page).getByRole("listitem").filter({ hasText: text });
    await item.waitFor();
    expect(await item.getByText("new", { exact: true }).isVisible()).toBe(true);
    expect(await item.getByText("6 days ago").isVisible()).toBe(true);
    // Who may not write notes gets no box to write them in.
    expect(await box(desk.page).count()).toBe(0);
    await item.getByRole("button", { name: "Used in a campaign…" }).click();
    const campaigns = item.getByRole("combobox", { name: "Campaign" });
    await until(async () => (await campaigns.locator("option").count()) > 1);
    await campaigns.selectOption({ index: 1 });
    await item.getByLabel("Reply to the rep").fill("Thank you, it opens the webinar.");
    await item.getByRole("button", { name: "Answer" }).click();
    await item.getByText("used in “").waitFor();
    expect(await accessibilityFaults(desk.page)).toEqual([]);
    expect(await faultsOf(desk.page, desk.complaints)).toEqual([]);
    await desk.close();

    now = new Date(now.getTime() + DAY);
    const back = await sandbox.open(form("account", account, rep, react));
    const answered = notes(back.page).getByRole("listitem").filter({ hasText: text });
    await answered.getByText("“Thank you, it opens the webinar.”").waitFor();
    expect(await answered.getByText(/yesterday/i).isVisible()).toBe(true);
    await back.close();
    const told = await rows(sandbox, "appnotifications?$filter=title eq 'Your note was used in a campaign'");
    expect(told.map((each) => each._ownerid_value)).toContain(rep);
  });
});

describe("the debrief", () => {
  it.each([
    ["appointment", "appointments", "Debrief: Meetings Today Without a Note"],
    ["phonecall", "phonecalls", "Debrief: Calls Today Without a Note"],
  ])(
    "one click on a row of the view leads to the focused box, and a note takes the %s off",
    async (table, set, view) => {
      const subject = `Over today: ${table}`;
      const made = await sandbox.send(SAMPLE_USERS.admin.id, "POST", set, {
        subject,
        scheduledstart: now.toISOString(),
        scheduledend: now.toISOString(),
        [`regardingobjectid_account_${table}@odata.bind`]: `/accounts(${account})`,
        [`ownerid_${table}@odata.bind`]: `/systemusers(${rep})`,
      });
      const id = /\(([^()]+)\)$/.exec(made.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
      const closed = { statecode: 1, actualend: now.toISOString() };
      expect((await sandbox.send(SAMPLE_USERS.admin.id, "PATCH", `${set}(${id})`, closed)).status).toBe(204);

      const { page, complaints, close } = await sandbox.open(list(table, viewId(view), rep));
      await page.getByRole("link", { name: subject }).click();
      await until(() => isFocused(page));
      const text = `Heard in the ${table}`;
      await page.keyboard.type(text);
      await page.keyboard.press("Control+Enter");
      await notes(page).getByText("Saved.").waitFor();
      const key = `_ent_${table}id_value`;
      expect(await notesSaying(sandbox, text)).toMatchObject([{ [key]: id, _ent_accountid_value: account }]);
      expect(await faultsOf(page, complaints)).toEqual([]);
      await page.goto(sandbox.url + list(table, viewId(view), rep));
      await page.getByRole("heading").first().waitFor();
      await until(async () => (await page.getByRole("link", { name: subject }).count()) === 0);
      await close();
    },
  );
});
