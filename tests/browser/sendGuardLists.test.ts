import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { campaignNamed } from "../../sandbox/data/sample/campaigns";
import { US_DOLLAR } from "../../sandbox/data/sample/currencies";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { activityNamed, guard, GuardedSandbox, item, SLOW, text, type Row } from "./guardPage";
import { protectedMembers, reachedBy } from "./plainAudience";
import { until } from "./until";

jest.setTimeout(300_000);

const { marketer, hugo, admin } = SAMPLE_USERS;

let browser: BrowserSandbox;
let sandbox: GuardedSandbox;
beforeAll(async () => {
  browser = await openBrowserSandbox();
  sandbox = new GuardedSandbox(browser);
});
afterAll(async () => {
  await browser?.close();
});

/** Distributes from the form. */
async function distribute(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Distribute" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Distribute" }).click();
  await page.locator(".command-result").waitFor({ timeout: SLOW });
}

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].sort();

/** Who may be reached: members whom nothing protects. */
async function reachable(activity: ReturnType<typeof activityNamed>, lists: readonly Row[]) {
  const { listed, members, isProtected } = await protectedMembers(browser, activity, lists);
  return { listed, members, isProtected, free: sorted([...members].filter((id) => !isProtected.has(id))) };
}

const number = (count: number): string => count.toLocaleString("en-US");

const CRM = "Microsoft.Dynamics.CRM";

/** Values of `campaignactivity.ent_guardstate`. */
const NOT_CHECKED = 789_100_000;
const TO_DECIDE = 789_100_002;
const TAKEN_OFF = 789_100_005;

/** Value of `ent_policy.ent_guardmode`. */
const GUARD_MODE = 789_100_002;

/** Distributes as the form's command does, with no form open. */
async function distributeUnseen(activityId: string, made: string): Promise<void> {
  await sandbox.send(
    marketer.id,
    "POST",
    `campaignactivities(${activityId})/${CRM}.DistributeCampaignActivity`,
    {
      Propagate: true,
      Activity: { "@odata.type": `${CRM}.${made}`, subject: "Sent" },
      OwnershipOptions: "Caller",
      SendEmail: false,
    },
  );
}

async function closeDeal(action: string, dealId: string, status: number): Promise<void> {
  await sandbox.send(admin.id, "POST", action, {
    Status: status,
    OpportunityClose: {
      "@odata.type": `${CRM}.opportunityclose`,
      subject: "Closed",
      "opportunityid@odata.bind": `/opportunities(${dealId})`,
    },
  });
}

async function listNamed(name: string): Promise<Row> {
  const [list] = await sandbox.rows(`lists?$filter=listname eq '${name}'`);
  if (list === undefined) throw new Error(`There is no list "${name}".`);
  return list;
}

/** A list of contacts: dynamic by a query, else static with these members. */
async function newList(
  name: string,
  { query, members = [] }: { readonly query?: string; readonly members?: readonly string[] },
): Promise<string> {
  const listid = randomUUID();
  await sandbox.send(marketer.id, "POST", "lists", {
    listid,
    listname: name,
    createdfromcode: 2,
    type: query !== undefined,
    ...(query === undefined ? {} : { query }),
  });
  if (members.length > 0) {
    await sandbox.send(admin.id, "POST", "AddListMembersList", {
      List: { "@odata.type": `${CRM}.list`, listid },
      Members: members.map((contactid) => ({ "@odata.type": `${CRM}.contact`, contactid })),
    });
  }
  return listid;
}

/** A letter to lists. */
async function newActivity(subject: string, campaignid: string, lists: readonly string[]): Promise<string> {
  const activityid = randomUUID();
  await sandbox.send(marketer.id, "POST", "campaignactivities", {
    activityid,
    subject,
    channeltypecode: 3,
    "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${campaignid})`,
  });
  for (const listid of lists) {
    await sandbox.send(admin.id, "POST", `lists(${listid})/${CRM}.AddItemCampaign`, {
      Campaign: { "@odata.type": `${CRM}.campaign`, campaignid },
    });
    await sandbox.send(marketer.id, "POST", "AddItemCampaignActivity", {
      CampaignActivity: { "@odata.type": `${CRM}.campaignactivity`, activityid },
      Item: { "@odata.type": `${CRM}.list`, listid },
    });
  }
  return activityid;
}

/** Contacts in France, by a query that has nearly all the links that a query may have. */
const WITHOUT_ROOM =
  '<fetch distinct="true"><entity name="contact"><attribute name="contactid"/><filter>' +
  '<condition attribute="statecode" operator="eq" value="0"/>' +
  '<condition attribute="address1_country" operator="eq" value="France"/></filter>' +
  Array.from(
    { length: 14 },
    (_, place) =>
      `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="a${String(place)}"/>`,
  ).join("") +
  "</entity></fetch>";
const IN_FRANCE = "statecode = 0 and address1_country = 'France'";

function openList(listId: string) {
  return browser.open(`/main.aspx?pagetype=entityrecord&etn=list&id=${listId}&user=${marketer.id}`);
}

/** Whom a query finds, for the marketer. */
async function membersByQuery(table: "account" | "contact", query: string): Promise<readonly string[]> {
  const path = `${table}s?fetchXml=${encodeURIComponent(query)}`;
  const response = await browser.send(marketer.id, "GET", path);
  if (!response.ok) throw new Error(await response.text());
  const { value } = (await response.json()) as { readonly value: readonly Row[] };
  return value.map((row) => text(row[`${table}id`]));
}

describe("an audience of", () => {
  it("a static and a dynamic list counts who is on both once, and reaches exactly who is not protected", async () => {
    const activity = activityNamed("Compliance: round table");
    const lists = await sandbox.listsOn(activity.id);
    expect(lists.map(({ type }) => type).sort()).toEqual([false, true]);
    const { listed, members, isProtected, free } = await reachable(activity, lists);
    const alone = await Promise.all(lists.map((list) => protectedMembers(browser, activity, [list])));
    const onBoth = alone.reduce((sum, each) => sum + each.members.size, 0) - members.size;
    expect(onBoth).toBeGreaterThan(10);
    expect(isProtected.size).toBeGreaterThan(10);

    const { page, complaints, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page)
      .getByText(
        new RegExp(
          `VIP clients? in closing (and \\d+ on hold )?(is|are) in this audience of ${number(listed.size)}\\.`,
        ),
      )
      .waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await item(page, "Banque Marceau").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sandbox.namesOn(activity.id)).toEqual(
      lists.map(({ listname }) => `${text(listname)} (guarded)`),
    );
    await distribute(page);
    expect(complaints).toEqual([]);
    await close();
    const { logged, sentTo } = await reachedBy(sandbox, activity.id);
    expect(sorted(logged)).toEqual(free);
    expect([...sentTo].filter((id) => isProtected.has(id))).toEqual([]);
    expect(sentTo.size).toBeGreaterThan(100);
  });

  it("accounts leaves out those with a deal of their own or of their parent", async () => {
    const activity = activityNamed("Flagship: dinner for key accounts");
    const lists = await sandbox.listsOn(activity.id);
    const { listed, isProtected, free } = await reachable(activity, lists);
    expect(isProtected.size).toBeGreaterThan(0);
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page)
      .getByText(new RegExp(`in this audience of ${number(listed.size)}\\.`))
      .waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await distribute(page);
    await close();
    const { logged, sentTo } = await reachedBy(sandbox, activity.id, "appointments");
    expect(sorted(logged)).toEqual(free);
    expect(sentTo.size).toBeGreaterThan(0);
  });

  it("leads leaves out those who belong to a protected client, and those whose own deal is closing", async () => {
    const activity = activityNamed("Cloud costs: call the new leads");
    const leads = await sandbox.rows(
      "leads?$select=leadid&$filter=statecode eq 0&$orderby=createdon desc&$top=2",
    );
    const [ofClient, ofDeal] = leads.map(({ leadid }) => text(leadid));
    await sandbox.send(admin.id, "PATCH", `leads(${text(ofClient)})`, {
      "parentaccountid@odata.bind": `/accounts(${NAMED_ACCOUNTS.bank.id})`,
    });
    await sandbox.send(admin.id, "POST", "opportunities", {
      name: "Grown from a lead",
      salesstage: 3,
      estimatedvalue: 640_000,
      "originatingleadid@odata.bind": `/leads(${text(ofDeal)})`,
    });
    const lists = await sandbox.listsOn(activity.id);
    const { listed, isProtected, free } = await reachable(activity, lists);
    expect(isProtected).toContain(ofClient);
    expect(isProtected).toContain(ofDeal);
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page)
      .getByText(new RegExp(`in this audience of ${number(listed.size)}\\.`))
      .waitFor({ timeout: SLOW });
    await guard(page).getByText("Grown from a lead").waitFor();
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    // What one question has no room for, another looks at.
    expect(await guard(page).getByText("leaves no room to look at").count()).toBe(0);
    await distribute(page);
    await close();
    const { logged, sentTo } = await reachedBy(sandbox, activity.id, "phonecalls");
    expect(sorted(logged)).toEqual(free);
    expect(sentTo.size).toBeGreaterThan(10);
  });
});

describe("with no form open", () => {
  it("a deal won, a deal lost and a hold ended release their people at the next distribution", async () => {
    const activity = activityNamed("Data platform: invitation to the launch");
    const lists = await sandbox.listsOn(activity.id);
    const [held] = (await reachable(activity, lists)).free;
    const holdId = randomUUID();
    await sandbox.send(admin.id, "POST", "ent_holds", {
      ent_holdid: holdId,
      ent_name: "On holiday",
      ent_reason: "On holiday",
      "ent_contactid@odata.bind": `/contacts(${text(held)})`,
    });
    const before = await reachable(activity, lists);
    expect(before.isProtected).toContain(held);
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    const dealOf = async (client: string) =>
      text(await item(page, client).getAttribute("data-key")).replace("deal:", "");
    const [won, lost] = [await dealOf("Banque Marceau"), await dealOf("Noordzee Maritime")];
    await close();

    await closeDeal("WinOpportunity", won, 3);
    await closeDeal("LoseOpportunity", lost, 4);
    await sandbox.send(admin.id, "PATCH", `ent_holds(${holdId})`, { statecode: 1, statuscode: 2 });
    const after = await reachable(activity, lists);
    const released = [...before.isProtected].filter((id) => !after.isProtected.has(id));
    expect(released).toContain(held);
    for (const client of [NAMED_ACCOUNTS.bank.id, NAMED_ACCOUNTS.shipping.id]) {
      const staff = await sandbox.rows(
        `contacts?$select=contactid&$filter=_parentcustomerid_value eq ${client}`,
      );
      expect(staff.filter(({ contactid }) => released.includes(text(contactid))).length).toBeGreaterThan(1);
    }
    expect(after.isProtected.size).toBeGreaterThan(0);
    await distributeUnseen(activity.id, "email");
    const { logged } = await reachedBy(sandbox, activity.id);
    expect(sorted(logged)).toEqual(after.free);
  });
});

describe("somebody protected in a way for which a guarded list has no room", () => {
  it("is left out by name, as the screen says, and let in again once a later check finds them free", async () => {
    const newsletter = await listNamed("Newsletter");
    const { free } = await reachable(activityNamed("Newsletter of this week"), [newsletter]);
    const [held = "", other = ""] = free;
    const [opportunityid, holdId] = [randomUUID(), randomUUID()];
    const name = "Quiet renewal of all that the subsidiaries of the group lease for their offices";
    // No deal in closing: it is the hold that protects, and that names the deal alone.
    await sandbox.send(admin.id, "POST", "opportunities", {
      opportunityid,
      name,
      salesstage: 0,
      estimatedvalue: 1_000,
      "customerid_contact@odata.bind": `/contacts(${held})`,
    });
    await sandbox.send(admin.id, "POST", "ent_holds", {
      ent_holdid: holdId,
      ent_name: "Quiet renewal",
      ent_reason: "They asked for a week of peace",
      "ent_opportunityid@odata.bind": `/opportunities(${opportunityid})`,
    });
    const { campaign } = activityNamed("Newsletter of this week");
    const list = await newList("Two readers", { members: [held, other] });
    const activityId = await newActivity("Letter to two", campaign.id, [list]);
    const guardIt = async () => {
      const { page, close } = await sandbox.openActivity(activityId, marketer.id);
      await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
      return { page, close };
    };
    const first = await guardIt();
    await item(first.page, "They asked for a week of peace").waitFor();
    await first.page
      .getByText(/^The guarded list of Two readers has no room to follow: .*left out by name, as found now/)
      .waitFor();
    expect(await accessibilityFaults(first.page)).toEqual([]);
    // A name as long as that has lines enough on a phone.
    expect(await item(first.page, "They asked for a week of peace").textContent()).toContain(name);
    await first.page.setViewportSize({ width: 320, height: 640 });
    expect(await guard(first.page).evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(
      true,
    );
    await first.close();
    const [twin] = await sandbox.listsOn(activityId);
    expect(twin).toMatchObject({ listname: "Two readers (guarded)", type: true });
    expect(await membersByQuery("contact", text(twin?.query))).toEqual([other]);

    await closeDeal("LoseOpportunity", opportunityid, 4);
    const second = await guardIt();
    await guard(second.page).getByText("No VIP client in closing among 2.").waitFor();
    await second.close();
    await distributeUnseen(activityId, "letter");
    expect(sorted((await reachedBy(sandbox, activityId, "letters")).logged)).toEqual(sorted([held, other]));
  });
});

describe("a guarded copy made on the form of", () => {
  it.each([
    ["a static list", "Newsletter", "contact"],
    ["a dynamic list", "Utilities and transport", "account"],
  ] as const)(
    "%s has exactly those whom nothing protects, and leaves the list as it is",
    async (_, name, table) => {
      const original = await listNamed(name);
      const { page, close } = await openList(text(original.listid));
      const { listed, members, isProtected } = await protectedMembers(browser, { campaign: null }, [
        original,
      ]);
      expect(isProtected.size).toBeGreaterThan(0);
      await guard(page)
        .getByText(new RegExp(`in this audience of ${number(listed.size)}\\.`))
        .waitFor({ timeout: SLOW });
      expect(await accessibilityFaults(page)).toEqual([]);
      await guard(page).getByRole("button", { name: "Make a guarded copy" }).click();
      // The copy opens: what it is stands on its form.
      await page.waitForURL((url) => !url.href.includes(text(original.listid)), { timeout: SLOW });
      await page.getByRole("heading", { name: `${name} (guarded)` }).waitFor({ timeout: SLOW });
      const copyId = text(new URL(page.url()).searchParams.get("id")).replace(/[{}]/g, "");
      await close();

      const [copy] = await sandbox.rows(`lists?$filter=listid eq ${copyId}`);
      expect(copy).toMatchObject({ type: true, createdfromcode: original.createdfromcode });
      expect(text(copy?.description)).toContain(
        `Members of “${name}” without those who are protected at the moment of sending, by Entente’s defaults.`,
      );
      const kept = await membersByQuery(table, text(copy?.query));
      const left = kept.filter((id) => members.has(id));
      expect(sorted(left)).toEqual(sorted([...members].filter((id) => !isProtected.has(id))));
      expect(await listNamed(name)).toEqual(original);
    },
  );
});

describe("a list", () => {
  const campaign = campaignNamed("Support newsletter");

  it("whose query leaves no room is not checked; a static copy of it is, without those who are protected", async () => {
    const name = "By fourteen links";
    const listId = await newList(name, { query: WITHOUT_ROOM });
    const activityId = await newActivity("By fourteen links", campaign.id, [listId]);
    const lists = await sandbox.listsOn(activityId);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await guard(page).getByText("Not checked, or not wholly.").waitFor({ timeout: SLOW });
    const why = "its own query leaves no room for the guard’s questions.";
    await guard(page).getByText(`The list “${name}” cannot be guarded: ${why}`).waitFor();
    expect(
      await guard(page)
        .getByText(/No VIP client/)
        .count(),
    ).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sandbox.namesOn(activityId)).toEqual([name]);
    await guard(page).getByRole("button", { name: "Use a static copy instead" }).click();
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    const [twin, ...others] = await sandbox.listsOn(activityId);
    expect(others).toEqual([]);
    expect(text(twin?.listname)).toMatch(/\(guarded\)$/);
    await distribute(page);
    await close();
    const { members, isProtected } = await protectedMembers(browser, { campaign }, lists, {
      [name]: IN_FRANCE,
    });
    expect(isProtected.size).toBeGreaterThan(0);
    const { logged } = await reachedBy(sandbox, activityId, "letters");
    expect(sorted(logged)).toEqual(sorted([...members].filter((id) => !isProtected.has(id))));
  });

  it("whose query leaves no room is copied on its own form too, and not on its campaign’s, which cannot", async () => {
    const name = "No room on its own form";
    const listId = await newList(name, { query: WITHOUT_ROOM });
    await newActivity(name, campaign.id, [listId]);
    const onCampaign = await browser.open(
      `/main.aspx?pagetype=entityrecord&etn=campaign&id=${campaign.id}&user=${marketer.id}`,
    );
    await guard(onCampaign.page)
      .getByText(`The list “${name}” cannot be guarded:`)
      .waitFor({ timeout: SLOW });
    const button = { name: "Use a static copy instead" };
    expect(await guard(onCampaign.page).getByRole("button", button).count()).toBe(0);
    await onCampaign.close();

    const { page, close } = await openList(listId);
    await guard(page).getByRole("button", button).click({ timeout: SLOW });
    await page.waitForURL((url) => !url.href.includes(listId), { timeout: SLOW });
    const copyId = text(new URL(page.url()).searchParams.get("id")).replace(/[{}]/g, "");
    const [copy] = await sandbox.rows(`lists?$filter=listid eq ${copyId}`);
    expect(copy).toMatchObject({ listname: name, type: false });
    const { listed } = await protectedMembers(browser, { campaign: null }, [copy ?? {}]);
    await guard(page)
      .getByText(new RegExp(`in this audience of ${number(listed.size)}\\.`))
      .waitFor({ timeout: SLOW });
    await guard(page).getByRole("button", { name: "Make a guarded copy" }).waitFor();
    await close();
  });

  it("whose query names a column that is gone is said to be refused, and never clear", async () => {
    const listId = await newList("By a lost column", {
      query: `<fetch><entity name="contact"><attribute name="contactid"/></entity></fetch>`,
    });
    // The column was there when the list was saved.
    await browser.sandbox.organization.database.query(
      `update list set query = '<fetch><entity name="contact"><attribute name="contactid"/><filter><condition attribute="new_gone" operator="eq" value="1"/></filter></entity></fetch>' where listid = '${listId}'`,
    );
    const activityId = await newActivity("By a lost column", campaign.id, [listId]);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await guard(page).getByText("Not checked, or not wholly.").waitFor({ timeout: SLOW });
    await guard(page)
      .getByText("The list “By a lost column” is not checked: Dynamics 365 refuses its query.")
      .waitFor();
    await until(async () => (await sandbox.activity(activityId)).ent_guardstate === NOT_CHECKED);
    expect(
      await guard(page)
        .getByText(/No VIP client/)
        .count(),
    ).toBe(0);
    expect(
      await guard(page)
        .getByRole("button", { name: /[Gg]uard|Export/ })
        .count(),
    ).toBe(0);
    expect(await sandbox.namesOn(activityId)).toEqual(["By a lost column"]);
    await close();
  });

  it("without members is clear among nobody", async () => {
    const activityId = await newActivity("To nobody", campaign.id, [await newList("Nobody", {})]);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await guard(page).getByText("No VIP client in closing among 0.").waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await close();
  });
});

/** A client with one person, who alone is put on a list. */
async function newClient(
  name: string,
  parent?: string,
): Promise<{ readonly id: string; readonly person: string }> {
  const [accountid, contactid] = [randomUUID(), randomUUID()];
  await sandbox.send(admin.id, "POST", "accounts", {
    accountid,
    name,
    ...(parent === undefined ? {} : { "parentaccountid@odata.bind": `/accounts(${parent})` }),
  });
  await sandbox.send(admin.id, "POST", "contacts", {
    contactid,
    lastname: `${name}’s person`,
    "parentcustomerid_account@odata.bind": `/accounts(${accountid})`,
  });
  return { id: accountid, person: contactid };
}

/** A deal in closing. */
async function newDeal(account: string, amount: number, more: object = {}): Promise<string> {
  const opportunityid = randomUUID();
  await sandbox.send(admin.id, "POST", "opportunities", {
    opportunityid,
    name: "Soon signed",
    salesstage: 3,
    estimatedvalue: amount,
    "customerid_account@odata.bind": `/accounts(${account})`,
    ...more,
  });
  return opportunityid;
}

describe("deals in two currencies", () => {
  it("are measured in the base currency, and shown in their own as the user writes amounts", async () => {
    const campaign = campaignNamed("Support newsletter");
    const inDollars = { "transactioncurrencyid@odata.bind": `/transactioncurrencies(${US_DOLLAR.id})` };
    // At 1.10 dollars a euro, 105,000 dollars are below the floor of 100,000 euros, and 115,000 above.
    const [below, above, euros] = [
      await newClient("Below the floor"),
      await newClient("Above the floor"),
      await newClient("In euros"),
    ];
    await newDeal(below.id, 105_000, inDollars);
    await newDeal(above.id, 115_000, inDollars);
    await newDeal(euros.id, 101_000);
    const list = await newList("Two currencies", { members: [below.person, above.person, euros.person] });
    const activityId = await newActivity("Two currencies", campaign.id, [list]);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await guard(page)
      .getByText("2 VIP clients in closing are in this audience of 3.")
      .waitFor({ timeout: SLOW });
    await item(page, "Above the floor").getByText("$115,000.00").waitFor();
    await item(page, "In euros").getByText("€101,000.00").waitFor();
    expect(await item(page, "Below the floor").count()).toBe(0);
    // The largest in base currency comes first, whatever figure is shown.
    expect(await guard(page).getByRole("listitem").first().textContent()).toContain("Above the floor");
    await item(page, "Above the floor").getByRole("button", { name: "why protected" }).click();
    await guard(page)
      .getByText("The amount of 104,545 in base currency reaches the floor of 100,000.")
      .waitFor();
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await close();
    const french = await sandbox.openActivity(activityId, hugo.id);
    await item(french.page, "Above the floor")
      .getByText(/115\s000,00/)
      .waitFor({ timeout: SLOW });
    await french.close();
    await distributeUnseen(activityId, "letter");
    expect(sorted((await reachedBy(sandbox, activityId, "letters")).logged)).toEqual([below.person]);
  });
});

describe("somebody in the deals of two accounts", () => {
  it("is shown under both, counted once, and let through by neither alone", async () => {
    const parent = await newClient("The group");
    const company = await newClient("Its daughter", parent.id);
    const stranger = await newClient("The partner");
    const colleague = randomUUID();
    await sandbox.send(admin.id, "POST", "contacts", {
      contactid: colleague,
      lastname: "A colleague",
      "parentcustomerid_account@odata.bind": `/accounts(${company.id})`,
    });
    await newDeal(parent.id, 900_000);
    const other = await newDeal(stranger.id, 700_000);
    await sandbox.send(admin.id, "POST", "connections", {
      "record1id_opportunity@odata.bind": `/opportunities(${other})`,
      "record2id_contact@odata.bind": `/contacts(${company.person})`,
    });
    const list = await newList("Of two deals", { members: [company.person, colleague] });
    const activityId = await newActivity("Of two deals", campaignNamed("Support newsletter").id, [list]);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await guard(page)
      .getByText("2 VIP clients in closing are in this audience of 2.")
      .waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await item(page, "The group").getByRole("button", { name: "2 people" }).click();
    await item(page, "The group").getByRole("button", { name: "Its daughter’s person" }).waitFor();
    await item(page, "The partner").getByRole("button", { name: "1 person" }).click();
    await item(page, "The partner").getByRole("button", { name: "Its daughter’s person" }).waitFor();
    await guard(page).getByText("At least 2 people are left out.").waitFor();
    await item(page, "The group").getByRole("button", { name: "Send…" }).click();
    await item(page, "The group").getByRole("textbox").fill("Their board asked for it");
    await item(page, "The group").getByRole("button", { name: "Send anyway" }).click();
    await item(page, "The group").getByText("“Their board asked for it”").waitFor();
    await guard(page).getByText("At least 1 person is left out.").waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await distribute(page);
    await close();
    expect(sorted((await reachedBy(sandbox, activityId, "letters")).logged)).toEqual([colleague]);
  });
});

describe("the guarded lists of an activity", () => {
  it.each([
    ["completed", 1, 2],
    ["cancelled", 2, 3],
  ])(
    "are taken away once it is %s, and the lists behind them stay as they are",
    async (_, statecode, statuscode) => {
      const client = await newClient(`Done ${String(statecode)}`);
      await newDeal(client.id, 900_000);
      const name = `Members of an activity ${String(statuscode)}`;
      const listId = await newList(name, { members: [client.person] });
      const before = await listNamed(name);
      const activityId = await newActivity(name, campaignNamed("Support newsletter").id, [listId]);
      const made = () => sandbox.rows(`lists?$filter=listname eq '${name} (guarded)'`);
      const { page, close } = await sandbox.openActivity(activityId, marketer.id);
      await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
      await close();
      expect(await made()).toHaveLength(1);
      await sandbox.send(marketer.id, "PATCH", `campaignactivities(${activityId})`, {
        statecode,
        statuscode,
      });
      const done = await sandbox.openActivity(activityId, marketer.id);
      await guard(done.page).getByText("This activity is done.").waitFor({ timeout: SLOW });
      expect(await guard(done.page).getByRole("button", { name: "Exclude" }).count()).toBe(0);
      await until(async () => (await made()).length === 0);
      await done.close();
      expect(await listNamed(name)).toEqual(before);
    },
  );
});

describe("an exchange of lists that breaks off", () => {
  it("leaves no list beside its guarded one, loses none, and is gone on with when the activity is next opened", async () => {
    const clients = [await newClient("Broken off first"), await newClient("Broken off second")];
    const names = clients.map((_, place) => `Broken off ${String(place)}`);
    const lists = await Promise.all(
      clients.map(({ person }, place) => newList(text(names[place]), { members: [person] })),
    );
    const campaignId = campaignNamed("Support newsletter").id;
    const brokenOffAt = async (action: string) => {
      const activityId = await newActivity(`Broken off at ${action}`, campaignId, lists);
      const { status } = await fetch(`${browser.url}/sandbox/faults`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ userId: marketer.id, url: action, effect: { kind: "cutBefore" } }),
      });
      expect(status).toBe(201);
      const { page, close } = await sandbox.openActivity(activityId, marketer.id);
      await guard(page)
        .getByText(/^It could not be saved\./)
        .waitFor({ timeout: SLOW });
      expect(await guard(page).getByText("The audience is guarded.").count()).toBe(0);
      await close();
      await fetch(`${browser.url}/sandbox/faults`, { method: "DELETE" });
      return activityId;
    };
    const putting = await brokenOffAt("/AddItemCampaignActivity");
    expect(await sandbox.namesOn(putting)).toEqual([]);
    const taking = await brokenOffAt("/RemoveItemCampaignActivity");
    expect(await sandbox.namesOn(taking)).toEqual(names);
    for (const activityId of [putting, taking]) {
      const { page, close } = await sandbox.openActivity(activityId, marketer.id);
      await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
      expect(await sandbox.namesOn(activityId)).toEqual(names.map((name) => `${name} (guarded)`));
      await close();
    }
  });
});

describe("a guarded list that another activity has made", () => {
  it("is neither rewritten nor deleted where it is put on a second one", async () => {
    const client = await newClient("Shared twin");
    await newDeal(client.id, 900_000);
    const listId = await newList("Shared members", { members: [client.person] });
    const campaignId = campaignNamed("Support newsletter").id;
    const twins = () =>
      sandbox.rows("lists?$filter=listname eq 'Shared members (guarded)'&$orderby=createdon");
    const first = await newActivity("First with the twin", campaignId, [listId]);
    const opened = await sandbox.openActivity(first, marketer.id);
    await guard(opened.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await until(async () => (await sandbox.listsOn(first)).some(({ listid }) => listid !== listId));
    await opened.close();
    const [made, ...more] = await twins();
    if (made === undefined) throw new Error("There is no guarded list.");
    expect(more).toEqual([]);

    const second = await newActivity("Second with the twin", campaignId, [text(made.listid)]);
    const again = await sandbox.openActivity(second, marketer.id);
    await guard(again.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await until(async () => {
      const [on, ...others] = await sandbox.listsOn(second);
      return others.length === 0 && on !== undefined && on.listid !== made.listid;
    });
    await again.close();
    const [own] = await sandbox.listsOn(second);
    expect(own?.listname).toBe("Shared members (guarded)");
    expect(await twins()).toHaveLength(2);
    expect((await twins()).find(({ listid }) => listid === made.listid)).toEqual(made);
    expect((await sandbox.listsOn(first)).map(({ listid }) => listid)).toEqual([made.listid]);

    await sandbox.send(marketer.id, "POST", "AddItemCampaignActivity", {
      CampaignActivity: { "@odata.type": `${CRM}.campaignactivity`, activityid: second },
      Item: { "@odata.type": `${CRM}.list`, listid: made.listid },
    });
    await sandbox.send(marketer.id, "PATCH", `campaignactivities(${second})`, {
      statecode: 1,
      statuscode: 2,
    });
    const done = await sandbox.openActivity(second, marketer.id);
    await guard(done.page).getByText("This activity is done.").waitFor({ timeout: SLOW });
    await until(async () => (await twins()).length === 1);
    await done.close();
    expect(await twins()).toEqual([made]);
  });
});

describe("on a campaign", () => {
  it("all its lists are checked as one audience, and each activity says how it stands", async () => {
    const campaign = campaignNamed("Identity for field teams");
    const activity = activityNamed("Identity: first mailing");
    const opened = await sandbox.openActivity(activity.id, marketer.id);
    await guard(opened.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === TO_DECIDE);
    await opened.close();
    const { page, complaints, close } = await browser.open(
      `/main.aspx?pagetype=entityrecord&etn=campaign&id=${campaign.id}&user=${marketer.id}`,
    );
    const audiences = await Promise.all(
      ["Newsletter", "Open leads"].map(async (name) =>
        protectedMembers(browser, { campaign }, [await listNamed(name)]),
      ),
    );
    const people = audiences.reduce((sum, { listed }) => sum + listed.size, 0);
    await guard(page)
      .getByText(new RegExp(`in this audience of ${number(people)}\\.`))
      .waitFor({ timeout: SLOW });
    await item(page, "Groupe Aurélis").waitFor();
    const row = item(page, activity.subject);
    await row.getByText("to decide").waitFor();
    // Decisions are taken on the activities.
    expect(
      await guard(page)
        .getByRole("button", { name: /Exclude|Send…|Guard this/ })
        .count(),
    ).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await row.getByRole("button", { name: activity.subject }).click();
    await page.waitForURL((url) => url.href.includes(activity.id), { timeout: SLOW });
    await close();
  });
});

describe("under the mode “guard”, a list whose query leaves no room", () => {
  it("is off the activity until a static copy takes its place, and the other lists come back with it", async () => {
    await sandbox.send(admin.id, "POST", "ent_policies", {
      ent_name: "Guard everybody",
      ent_guardmode: GUARD_MODE,
      ent_effectivefrom: new Date().toISOString().slice(0, 10),
    });
    const campaign = campaignNamed("Support newsletter");
    const client = await newClient("Beside the list");
    const [name, beside] = ["No room under guard", "Beside the list"];
    const activityId = await newActivity(name, campaign.id, [
      await newList(name, { query: WITHOUT_ROOM }),
      await newList(beside, { members: [client.person] }),
    ]);
    const lists = await sandbox.listsOn(activityId);
    const { page, close } = await sandbox.openActivity(activityId, marketer.id);
    await until(async () => (await sandbox.activity(activityId)).ent_guardstate === TAKEN_OFF, SLOW);
    await until(async () => (await sandbox.listsOn(activityId)).length === 0, SLOW);
    await guard(page).getByRole("button", { name: "Use a static copy instead" }).click();
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    const guarded = [`${beside} (guarded)`, `${name} (guarded)`];
    expect(await sandbox.namesOn(activityId)).toEqual(guarded);
    const [copy] = await sandbox.rows(`lists?$filter=listname eq '${name}' and type eq false`);
    expect(text(copy?.description)).toContain(`Members of “${name}” as they were on`);
    await close();

    // It stays so, whoever opens it next.
    const again = await sandbox.openActivity(activityId, marketer.id);
    await guard(again.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await distribute(again.page);
    await again.close();
    expect(await sandbox.namesOn(activityId)).toEqual(guarded);
    const { members, isProtected } = await protectedMembers(browser, { campaign }, lists, {
      [name]: IN_FRANCE,
    });
    expect(isProtected.size).toBeGreaterThan(0);
    const { logged } = await reachedBy(sandbox, activityId, "letters");
    expect(sorted(logged)).toEqual(sorted([...members].filter((id) => !isProtected.has(id))));
  });
});
