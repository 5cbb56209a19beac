import type { Locator, Page } from "playwright-core";
import { CAMPAIGN_ACTIVITIES, type SampleCampaignActivity } from "../../sandbox/data/sample/campaigns";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { control } from "./interestRanking";
import { until } from "./until";

jest.setTimeout(300_000);

const rep = SAMPLE_USERS.rep.id;
const marketer = SAMPLE_USERS.marketer.id;
const admin = SAMPLE_USERS.admin.id;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

type Row = Readonly<Record<string, unknown>>;

async function rows(path: string): Promise<readonly Row[]> {
  const response = await sandbox.send(admin, "GET", path);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { readonly value: readonly Row[] }).value;
}

async function send(user: string, method: string, path: string, body?: object): Promise<void> {
  const response = await sandbox.send(user, method, path, body);
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

const form = (table: string, id: string, user: string, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}&user=${user}${more}`;
const guard = (page: Page): Locator => control(page, "SendGuard");
const item = (page: Page, name: string): Locator =>
  guard(page).getByRole("listitem").filter({ hasText: name });
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function activityNamed(subject: string): SampleCampaignActivity {
  const found = CAMPAIGN_ACTIVITIES.find((each) => each.subject === subject);
  if (found === undefined) throw new Error(`The sample has no activity "${subject}".`);
  return found;
}

/** The lists that are on an activity now. */
async function listsOn(activityId: string): Promise<readonly Row[]> {
  const items = await rows(`campaignactivityitems?$filter=_campaignactivityid_value eq ${activityId}`);
  return Promise.all(
    items.map(async ({ itemid }) => {
      const response = await sandbox.send(admin, "GET", `lists(${text(itemid)})`);
      return (await response.json()) as Row;
    }),
  );
}

async function stateOf(activityId: string): Promise<unknown> {
  const [row] = await rows(`campaignactivities?$select=ent_guardstate&$filter=activityid eq ${activityId}`);
  return row?.ent_guardstate;
}

/** The machine may be busy with other tests. */
const SLOW = 120_000;

const GUARDED = 789_100_004;

/** Distributes as Dynamics 365 does, and tells to whom: every member is in its log, whatever became of it. */
async function distribute(activityId: string): Promise<ReadonlySet<string>> {
  await send(
    marketer,
    "POST",
    `campaignactivities(${activityId})/Microsoft.Dynamics.CRM.DistributeCampaignActivity`,
    {
      Propagate: true,
      Activity: { "@odata.type": "Microsoft.Dynamics.CRM.email", subject: "Sent" },
      OwnershipOptions: "Caller",
      SendEmail: false,
    },
  );
  const log = await rows(`bulkoperationlogs?$filter=_campaignactivityid_value eq ${activityId}`);
  return new Set(log.map((row) => text(row._regardingobjectid_value)));
}

/** Who on a static list of contacts belongs to one of these companies or to one right below: walked one by one. */
async function membersOf(listId: string, companies: readonly string[]): Promise<Set<string>> {
  const members = await rows(`listmembers?$select=_entityid_value&$filter=_listid_value eq ${listId}`);
  const contacts = await rows("contacts?$select=contactid,_parentcustomerid_value&$filter=statecode eq 0");
  const accounts = await rows("accounts?$select=accountid,_parentaccountid_value");
  const companyOf = new Map(contacts.map((row) => [text(row.contactid), text(row._parentcustomerid_value)]));
  const aboveOf = new Map(accounts.map((row) => [text(row.accountid), text(row._parentaccountid_value)]));
  return new Set(
    members
      .map((row) => text(row._entityid_value))
      .filter((id) => {
        // A distribution passes over inactive members, guarded or not.
        const company = companyOf.get(id) ?? "";
        return companies.includes(company) || companies.includes(aboveOf.get(company) ?? "");
      }),
  );
}

describe("a send to a static list", () => {
  const activity = activityNamed("Data platform: invitation to the launch");

  it("is checked, decided, guarded, answered by the owner, and reaches exactly the right people", async () => {
    const [before] = await listsOn(activity.id);
    const { page, complaints, close } = await sandbox.open(form("campaignactivity", activity.id, marketer));
    await guard(page)
      .getByText("3 VIP clients in closing and 1 on hold are in this audience of")
      .waitFor({ timeout: SLOW });
    // By the policy's default, everybody protected is left out from the first check on; decisions let people in.
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    expect(await accessibilityFaults(page)).toEqual([]);

    await item(page, "Banque Marceau").getByRole("button", { name: "Exclude" }).click();
    await item(page, "Banque Marceau").getByText("Excluded by Marc Delvaux").waitFor();
    await item(page, "Noordzee Maritime").getByRole("button", { name: "Send…" }).click();
    const anyway = item(page, "Noordzee Maritime").getByRole("button", { name: "Send anyway" });
    expect(await anyway.isDisabled()).toBe(true);
    await item(page, "Noordzee Maritime").getByRole("textbox").fill("Their board asked for it");
    await anyway.click();
    await item(page, "Noordzee Maritime").getByText("“Their board asked for it”").waitFor();
    await item(page, "Groupe Aurélis").getByRole("button", { name: "Ask the owner" }).click();
    await item(page, "Groupe Aurélis").getByText("Left out until answered").waitFor();
    // The fourth is a hold of sales.
    await item(page, "Aurélis Assurances").getByRole("button", { name: "Exclude" }).click();
    await guard(page).getByText("decided: 4 of 4").waitFor();
    const dealId = text(await item(page, "Groupe Aurélis").getAttribute("data-key")).replace("deal:", "");

    const [twin, ...others] = await listsOn(activity.id);
    expect(others).toEqual([]);
    expect(twin).toMatchObject({ type: true, listname: `${text(before?.listname)} (guarded)` });
    await until(async () => (await stateOf(activity.id)) === GUARDED);
    expect(complaints).toEqual([]);
    await close();

    // The owner, one of the team that the deal belongs to, is told, and answers from the deal's form.
    const told = await rows("appnotifications?$select=title,_ownerid_value");
    expect(
      told.filter(({ title }) => text(title).startsWith("May we send to")).map((row) => row._ownerid_value),
    ).toContain(rep);
    const owner = await sandbox.open(form("opportunity", dealId, rep));
    await guard(owner.page).getByText("Marketing asks: may we send").waitFor();
    expect(await accessibilityFaults(owner.page)).toEqual([]);
    await guard(owner.page).getByRole("button", { name: "Fine" }).click();
    await guard(owner.page)
      .getByText("Noted. It takes effect when marketing next opens the activity.")
      .waitFor();
    await owner.close();

    // It takes effect when a marketer opens the activity: the guarded list is rebuilt by itself.
    const again = await sandbox.open(form("campaignactivity", activity.id, marketer));
    await item(again.page, "Groupe Aurélis").getByText("Claire Fontaine agrees").waitFor();
    await until(async () => {
      const [now] = await listsOn(activity.id);
      return text(now?.query).includes(dealId);
    });
    await again.close();

    // With no form open, another deal moves to closing: the distribution itself leaves its people out.
    const [hot] = await rows(
      `opportunities?$select=opportunityid&$filter=_parentaccountid_value eq ${NAMED_ACCOUNTS.hot.id} and estimatedvalue eq 140000`,
    );
    await send(admin, "PATCH", `opportunities(${text(hot?.opportunityid)})`, {
      salesstage: 3,
      estimatedvalue: 900_000,
    });
    const listId = text(before?.listid);
    const everybody = await membersOf(listId, [
      ...new Set((await rows("accounts?$select=accountid")).map((row) => text(row.accountid))),
    ]);
    const left = await membersOf(listId, [NAMED_ACCOUNTS.bank.id, NAMED_ACCOUNTS.hot.id]);
    const holds = await rows("ent_holds?$select=_ent_accountid_value,_ent_contactid_value");
    const onHold = await membersOf(
      listId,
      holds.map((row) => text(row._ent_accountid_value)).filter((id) => id !== ""),
    );
    for (const { _ent_contactid_value: contact } of holds) onHold.add(text(contact));
    const stakes = await rows("connections?$select=_record1id_value,_record2id_value");
    const protectedDeals = await rows(
      `opportunities?$select=opportunityid&$filter=statecode eq 0 and salesstage eq 3 and (_parentaccountid_value eq ${NAMED_ACCOUNTS.bank.id} or _parentaccountid_value eq ${NAMED_ACCOUNTS.hot.id})`,
    );
    const isProtected = new Set(protectedDeals.map((row) => text(row.opportunityid)));
    for (const stake of stakes) {
      const [one, other] = [text(stake._record1id_value), text(stake._record2id_value)];
      if (isProtected.has(one)) left.add(other);
      if (isProtected.has(other)) left.add(one);
    }
    expect(left.size).toBeGreaterThan(10);
    const reached = await distribute(activity.id);
    expect([...left].filter((id) => reached.has(id))).toEqual([]);
    const missing = [...everybody].filter((id) => !left.has(id) && !onHold.has(id) && !reached.has(id));
    expect(missing).toEqual([]);
  });
});

describe("under the mode “guard”", () => {
  const activity = activityNamed("AI assistants: last places");

  it("guarded lists go on a dynamic list's activity at the first check", async () => {
    await send(admin, "POST", "ent_policies", {
      ent_name: "Guard everybody",
      ent_guardmode: 789_100_002,
      ent_effectivefrom: new Date().toISOString().slice(0, 10),
    });
    const { page, close } = await sandbox.open(form("campaignactivity", activity.id, marketer));
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    expect(await guard(page).getByText("against “Guard everybody”").count()).toBe(1);
    const [twin, ...others] = await listsOn(activity.id);
    expect(others).toEqual([]);
    expect(text(twin?.listname)).toContain("(guarded)");
    // Sending anyway is for those with the override right.
    const choices = guard(page).getByRole("button", { name: "Send…" });
    if ((await choices.count()) > 0) expect(await choices.first().isDisabled()).toBe(true);
    await close();
  });
});

describe("the owner's side", () => {
  it("holds a client until a day, which every guard counts at once", async () => {
    const account = NAMED_ACCOUNTS.cooling.id;
    const { page, close } = await sandbox.open(form("account", account, rep));
    await guard(page).getByRole("button", { name: "Hold sends…" }).click();
    await guard(page).getByLabel("Why should nothing be sent?").fill("They are in mourning");
    await guard(page).getByLabel("a day:").check();
    await guard(page).getByRole("button", { name: "Hold", exact: true }).click();
    await guard(page).getByText("They are in mourning").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
    expect(
      await rows(
        `ent_holds?$filter=_ent_accountid_value eq ${account} and ent_reason eq 'They are in mourning'`,
      ),
    ).toHaveLength(1);
  });
});

describe("a question to an owner", () => {
  const activity = activityNamed("Identity: first mailing");

  it("that they answer by “please wait”, with the keyboard alone, is closed, and the deal’s row says who asks for it", async () => {
    const bank = "Banque Marceau";
    const asking = await sandbox.open(form("campaignactivity", activity.id, marketer));
    const ask = item(asking.page, bank).getByRole("button", { name: "Ask the owner" });
    await ask.waitFor({ timeout: SLOW });
    await ask.click();
    await item(asking.page, bank).getByText("Left out until answered").waitFor();
    const dealId = text(await item(asking.page, bank).getAttribute("data-key")).replace("deal:", "");
    await asking.close();

    const { page, close } = await sandbox.open(form("opportunity", dealId, rep));
    const wait = guard(page).getByRole("button", { name: "Please wait…" });
    await wait.waitFor({ timeout: SLOW });
    await wait.press("Enter");
    await page.keyboard.type("Their board meets on Monday");
    await guard(page).getByRole("button", { name: "Hold", exact: true }).press("Enter");
    await guard(page).getByText("closed as long as sends are on hold").waitFor();
    await guard(page).getByText("Their board meets on Monday").waitFor();
    expect(await guard(page).getByRole("button", { name: "Fine" }).count()).toBe(0);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(await focused()).toMatch(/^On hold: marketing sees it at once/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();

    const again = await sandbox.open(form("campaignactivity", activity.id, marketer));
    await guard(again.page)
      .getByText("Claire Fontaine asks to wait: “Their board meets on Monday”.")
      .waitFor({ timeout: SLOW });
    // The deal and its hold are decided about apart, and stand together.
    const keys = await item(again.page, bank).evaluateAll((rows) =>
      rows.map((row) => row.getAttribute("data-key")?.replace(/:.*/, "")),
    );
    expect(keys).toEqual(["deal", "hold"]);
    await again.close();
  });
});

describe("the guard on the other forms", () => {
  it.each([
    ["campaign", activityNamed("Newsletter of this week").campaign.id, "Activities still to come"],
    ["campaignactivity", activityNamed("Data platform: letter to finance").id, "VIP clients in closing"],
  ])("fits a phone on a %s, in three languages and on React 16", async (table, id, heading) => {
    for (const more of ["&phone=1", "&phone=1&react=16"]) {
      const { page, close } = await sandbox.open(form(table, id, marketer, more), {
        width: 320,
        height: 640,
      });
      await guard(page).getByRole("heading", { name: heading }).waitFor({ timeout: SLOW });
      await guard(page)
        .getByText(/Checked/)
        .first()
        .waitFor({ timeout: SLOW });
      const { inner, outer } = await guard(page).evaluate((element) => ({
        inner: element.scrollWidth,
        outer: element.clientWidth,
      }));
      expect(inner).toBeLessThanOrEqual(outer);
      expect(await accessibilityFaults(page)).toEqual([]);
      await close();
    }
    for (const [languageId, checked] of [
      [1036, "Vérifié le"],
      [1043, "Gecontroleerd op"],
    ] as const) {
      await sandbox.setLanguage(marketer, languageId);
      const { page, close } = await sandbox.open(form(table, id, marketer));
      await guard(page).getByText(checked).first().waitFor();
      await close();
    }
    await sandbox.setLanguage(marketer, 1033);
  });
});
