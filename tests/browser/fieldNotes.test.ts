import type { Page } from "playwright-core";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control, readRanking } from "./interestRanking";
import { until } from "./until";

jest.setTimeout(240_000);

const rep = SAMPLE_USERS.rep.id;
const marketer = SAMPLE_USERS.marketer.id;
const account = NAMED_ACCOUNTS.hot.id;
const INTEREST = 1;

const form = (table: string, id: string, user: string, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}&user=${user}${more}`;

const list = (table: string, view: string, user: string): string =>
  `/main.aspx?pagetype=entitylist&etn=${table}&viewid=${view}&user=${user}`;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

type Row = Readonly<Record<string, unknown>>;

async function rows(path: string): Promise<readonly Row[]> {
  const response = await sandbox.send(SAMPLE_USERS.admin.id, "GET", path);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { readonly value: readonly Row[] }).value;
}

async function notesSaying(text: string): Promise<readonly Row[]> {
  return rows(`ent_fieldnotes?$filter=ent_text eq '${text.replace(/'/g, "''")}'`);
}

/** Until told otherwise: Chromium itself sends a request again whose connection broke while it was being reused. */
async function fault(effect: object): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ userId: rep, method: "POST", url: "ent_fieldnotes", effect }),
  });
  expect(response.status).toBe(201);
}

async function recover(): Promise<void> {
  await fetch(`${sandbox.url}/sandbox/faults`, { method: "DELETE" });
}

function viewId(name: string): string {
  const { views } = sandbox.sandbox.organization.metadata;
  return views.find(({ labels }) => labels[1033] === name)?.id ?? "";
}

const notes = (page: Page) => control(page, "FieldNotes");
const box = (page: Page) => notes(page).getByLabel("What did you hear?");

/**
 * What went wrong on the page, refusals of this component's requests among it. Those of the other components are their own
 * tests' business: the briefing asks for tables that not everybody may read.
 */
async function faultsOf(page: Page, complaints: readonly string[]): Promise<string[]> {
  const refused = page.locator('.requests [data-origin="ent_Entente.FieldNotes"]');
  const statuses = await refused.evaluateAll((requests) =>
    requests.map((request) => Number(request.getAttribute("data-status"))),
  );
  return [
    ...complaints.filter((complaint) => !/status of 403/.test(complaint)),
    ...statuses.filter((status) => status >= 400).map((status) => `refused with ${status}`),
  ];
}

/** Nothing but Tab, as who has no mouse goes there. */
async function tabTo(page: Page): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await box(page).evaluate((element) => element === document.activeElement)) return;
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

    const [note, ...others] = await notesSaying(text);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ _ent_accountid_value: account, _ownerid_value: rep });
    const interactions = await rows(
      `ent_interactions?$filter=_ent_fieldnoteid_value eq ${String(note?.ent_fieldnoteid)}`,
    );
    expect(interactions).toHaveLength(2);
    expect(await rows(`tasks?$filter=activityid eq ${String(note?._ent_taskid_value)}`)).toMatchObject([
      { _regardingobjectid_value: account, statecode: 0 },
    ]);

    // The field's word counts at once, on the same form, without reading again.
    await chooseTab(page, INTEREST);
    await until(async () => {
      const now = await readRanking(page, "Interest");
      return JSON.stringify(now) !== JSON.stringify(ranked);
    });
    await close();

    const [contact] = await rows(
      `contacts?$select=contactid&$filter=_parentcustomerid_value eq ${account} and statecode eq 0&$top=1`,
    );
    const desk = await sandbox.open(form("contact", String(contact?.contactid), marketer, react));
    const item = notes(desk.page).getByRole("listitem").filter({ hasText: text });
    await item.waitFor();
    expect(await item.getByText("new", { exact: true }).isVisible()).toBe(true);
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

    const back = await sandbox.open(form("account", account, rep, react));
    const answered = notes(back.page).getByRole("listitem").filter({ hasText: text });
    await answered.getByText("“Thank you, it opens the webinar.”").waitFor();
    await back.close();
    const told = await rows("appnotifications?$filter=title eq 'Your note was used in a campaign'");
    expect(told.map((each) => each._ownerid_value)).toContain(rep);
  });
});

describe("on a bad day", () => {
  afterEach(recover);

  it.each([
    ["the connection is cut before the service got it", { kind: "cutBefore" }],
    ["the connection is cut after the service did it", { kind: "cutAfter" }],
    ["the service asks for patience", { kind: "throttled" }],
    ["the service is unavailable", { kind: "serverError", status: 503 }],
    ["a gateway stands in between", { kind: "serverError", status: 504 }],
    ["the sign-in has expired", { kind: "signedOut" }],
  ])("a note says that it is not saved yet, and is there once in the end, when %s", async (which, effect) => {
    const text = `Heard when ${which}`;
    await fault(effect);
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await notes(page).getByRole("button", { name: "Save", exact: true }).click();
    const waiting = notes(page).getByRole("list", { name: "Notes not saved yet" });
    await waiting.getByText("Not saved yet.").waitFor();
    expect(await waiting.getByLabel("Text not saved yet").inputValue()).toBe(text);
    // By itself, after five to seven and a half seconds, or after twice as long the second time.
    await recover();
    await notes(page).getByText("Saved.").waitFor({ timeout: 45_000 });
    expect(await waiting.count()).toBe(0);
    expect(await notesSaying(text)).toHaveLength(1);
    await close();
  });

  it("a note waits for the connection and goes out when it is back", async () => {
    const text = "Heard in a tunnel";
    const { page, close } = await sandbox.open(form("account", account, rep));
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await page.getByRole("checkbox", { name: "Offline" }).check();
    await box(page).fill(text);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByText("You are offline; it is sent as soon as there is a connection.").waitFor();
    expect(await notesSaying(text)).toHaveLength(0);
    await page.getByRole("checkbox", { name: "Offline" }).uncheck();
    await notes(page).getByText("Saved.").waitFor();
    expect(await notesSaying(text)).toHaveLength(1);
    await close();
  });

  it("the user is warned before leaving with an unsaved text, and not afterwards", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep));
    const warned = () =>
      page.evaluate(() => {
        const event = new Event("beforeunload", { cancelable: true });
        window.dispatchEvent(event);
        return event.defaultPrevented;
      });
    await box(page).fill("Not to be lost");
    expect(await warned()).toBe(true);
    await box(page).fill("");
    expect(await warned()).toBe(false);
    await close();
  });
});

describe("the capture", () => {
  it("keeps a note within sales from the marketer", async () => {
    const text = "For the team only";
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await notes(page).getByRole("checkbox", { name: "sales only" }).check();
    await notes(page).getByRole("button", { name: "Save", exact: true }).click();
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    await close();
    const desk = await sandbox.open(form("account", account, marketer));
    await notes(desk.page).getByRole("list", { name: "Notes on this client" }).waitFor();
    expect(await desk.page.getByText(text).count()).toBe(0);
    await desk.close();
  });

  it("interprets nothing of a hostile text", async () => {
    const text = `<img src=x onerror="document.title='broken'"> ' or 1 eq 1 ]]> שלום 👩‍👩‍👧`;
    const { page, complaints, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    expect(await page.title()).not.toBe("broken");
    expect(await faultsOf(page, complaints)).toEqual([]);
    await close();
  });

  it("keeps the box and Save above a phone's keyboard", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep, "&phone=1"), {
      width: 320,
      height: 640,
    });
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await box(page).focus();
    // As a phone's keyboard leaves it.
    const left = { width: 320, height: 300 };
    await page.setViewportSize(left);
    const save = notes(page).getByRole("button", { name: "Save", exact: true });
    await until(async () => {
      const [above, below] = await Promise.all([box(page).boundingBox(), save.boundingBox()]);
      return (above?.y ?? -1) >= 0 && (below?.y ?? Infinity) + (below?.height ?? 0) <= left.height;
    });
    await close();
  });

  it("has room enough on a phone", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep, "&phone=1"), {
      width: 320,
      height: 640,
    });
    await box(page).waitFor();
    const { inner, outer } = await notes(page).evaluate((element) => ({
      inner: element.scrollWidth,
      outer: element.clientWidth,
    }));
    expect(inner).toBeLessThanOrEqual(outer);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });
});

describe("the debrief", () => {
  it.each([
    ["appointment", "appointments", "Debrief: Meetings Today Without a Note"],
    ["phonecall", "phonecalls", "Debrief: Calls Today Without a Note"],
  ])(
    "one click on a row of the view leads to the focused boxof the %s, and its note names it",
    async (table, set, view) => {
      const subject = `Over today: ${table}`;
      const made = await sandbox.send(SAMPLE_USERS.admin.id, "POST", set, {
        subject,
        scheduledstart: new Date().toISOString(),
        scheduledend: new Date().toISOString(),
        [`regardingobjectid_account_${table}@odata.bind`]: `/accounts(${account})`,
        [`ownerid_${table}@odata.bind`]: `/systemusers(${rep})`,
      });
      const id = /\(([^()]+)\)$/.exec(made.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
      const closed = { statecode: 1, actualend: new Date().toISOString() };
      expect((await sandbox.send(SAMPLE_USERS.admin.id, "PATCH", `${set}(${id})`, closed)).status).toBe(204);

      const { page, close } = await sandbox.open(list(table, viewId(view), rep));
      await page.getByRole("link", { name: subject }).click();
      await until(() => box(page).evaluate((element) => element === document.activeElement));
      const text = `Heard in the ${table}`;
      await page.keyboard.type(text);
      await page.keyboard.press("Control+Enter");
      await notes(page).getByText("Saved.").waitFor();
      const key = `_ent_${table}id_value`;
      expect(await notesSaying(text)).toMatchObject([{ [key]: id, _ent_accountid_value: account }]);
      await close();
    },
  );
});

describe("the export of a contact", () => {
  it("is opened as a file from the contact form", async () => {
    const [contact] = await rows("contacts?$select=contactid&$filter=statecode eq 0&$top=1");
    const { page, close } = await sandbox.open(
      form("contact", String(contact?.contactid), SAMPLE_USERS.admin.id),
    );
    await notes(page).getByRole("button", { name: "Export what Entente holds (JSON)" }).click();
    await notes(page)
      .getByText(/^The file is open/)
      .waitFor();
    await close();
  });
});
