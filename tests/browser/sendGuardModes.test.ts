import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { activityNamed, guard, GuardedSandbox, item, SLOW, text } from "./guardPage";
import { protectedMembers, reachedBy } from "./plainAudience";
import { pick } from "./recordPicker";
import { roleSolution } from "./roleSolution";
import { until } from "./until";

jest.setTimeout(300_000);

const { marketer, nora, hugo, elise, admin } = SAMPLE_USERS;

/** Values of `ent_policy.ent_guardmode`, `campaignactivity.ent_guardstate` and `ent_senddecision.ent_decision`. */
const MODES = { warn: 789_100_000, decide: 789_100_001, guard: 789_100_002 } as const;
const NOT_CHECKED = 789_100_000;
const TO_DECIDE = 789_100_002;
const GUARDED = 789_100_004;
const TAKEN_OFF = 789_100_005;
const EXCLUDE = 789_100_000;
const SEND_ANYWAY = 789_100_001;

/** Values of `campaignactivity.statuscode`. */
const PROPOSED = 1;
const IN_PROGRESS = 0;

let browser: BrowserSandbox;
let sandbox: GuardedSandbox;
beforeAll(async () => {
  browser = await openBrowserSandbox();
  sandbox = new GuardedSandbox(browser);
});
afterAll(async () => {
  await browser?.close();
});

const POLICY = randomUUID();

/** The sample has no policy: the first test that agrees on one makes it. */
async function agreeOn(mode: keyof typeof MODES): Promise<void> {
  await sandbox.send(admin.id, "PATCH", `ent_policies(${POLICY})`, {
    ent_name: "Agreed thresholds",
    ent_guardmode: MODES[mode],
  });
}

/** Changes the status reason in the form's header, and saves. */
async function saveStatus(page: Page, status: number): Promise<void> {
  const choice = page.locator(".record-facts").getByRole("combobox");
  await choice.selectOption(String(status));
  await page.locator(".command-bar").getByRole("button").first().click();
}

async function isWithinItsWidth(page: Page): Promise<boolean> {
  return guard(page).evaluate((element) => element.scrollWidth <= element.clientWidth);
}

describe("without a policy", () => {
  const activity = activityNamed("Identity: first mailing");

  it("the defaults hold, and the screen says so", async () => {
    expect(await sandbox.rows("ent_policies?$select=ent_name")).toEqual([]);
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page).getByText("against Entente’s defaults").waitFor({ timeout: SLOW });
    // By default, a decision is asked for, and everybody protected is left out until then.
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await item(page, "Banque Marceau").getByText("To decide; left out until then").waitFor();
    // The form's own grid shows what stands on the activity now.
    await page.locator(".subgrid").getByText("Newsletter (guarded)").waitFor();
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === TO_DECIDE);
    await close();
  });

  it("the keyboard alone leads from opening the form to a decision with its reason", async () => {
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id, "&phone=1", {
      width: 320,
      height: 640,
    });
    const send = item(page, "Banque Marceau").getByRole("button", { name: "Send…" });
    await send.waitFor({ timeout: SLOW });
    await guard(page).getByText("The audience is guarded.").waitFor();
    const hasFocus = () => send.evaluate((element) => element === document.activeElement);
    for (let pressed = 0; pressed < 100 && !(await hasFocus()); pressed++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    // Opening it leads into the box, and saving leads back to where one was.
    await page.keyboard.type("Their board asked for it");
    expect(await isWithinItsWidth(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await item(page, "Banque Marceau").getByText("“Their board asked for it”").waitFor();
    await until(hasFocus);
    const [decision, ...others] = await sandbox.decisionsOn(activity.id);
    expect(others).toEqual([]);
    expect(decision).toMatchObject({ ent_decision: SEND_ANYWAY, ent_reason: "Their board asked for it" });
    await close();
  });
});

describe("under the mode “warn”", () => {
  const activity = activityNamed("Data platform: letter to finance");

  it("a banner warns; nothing is put on the activity, and the status may leave Proposed", async () => {
    await agreeOn("warn");
    const before = await sandbox.namesOn(activity.id);
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await page
      .getByRole("alert")
      .getByText(
        "VIP clients in closing and clients on hold are in this audience. Look under Guard before you send.",
      )
      .waitFor({ timeout: SLOW });
    await guard(page).getByText("against “Agreed thresholds”").waitFor();
    await guard(page).getByRole("button", { name: "Guard this audience" }).waitFor();
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === TO_DECIDE);
    expect(await accessibilityFaults(page)).toEqual([]);
    await saveStatus(page, IN_PROGRESS);
    await until(async () => (await sandbox.activity(activity.id)).statuscode === IN_PROGRESS);
    expect(await sandbox.namesOn(activity.id)).toEqual(before);
    await close();
  });
});

describe("under the mode “decide”", () => {
  const activity = activityNamed("Security briefing: personal call");

  it("the status stays while the policy cannot be read; the next save finds it read", async () => {
    await agreeOn("decide");
    const response = await fetch(`${browser.url}/sandbox/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        userId: hugo.id,
        url: "/ent_policies",
        effect: { kind: "serverError", status: 500 },
      }),
    });
    expect(response.status).toBe(201);
    const { page, close } = await sandbox.openActivity(activity.id, hugo.id);
    await guard(page).getByRole("button", { name: "Réessayer" }).waitFor({ timeout: SLOW });
    await saveStatus(page, IN_PROGRESS);
    const refused = (message: string) => page.getByRole("alert").getByText(message);
    await refused("La garde n’a pas pu lire la politique ou l’audience et réessaie.").waitFor();
    await fetch(`${browser.url}/sandbox/faults`, { method: "DELETE" });
    await until(async () => {
      await page.locator(".command-bar").getByRole("button").first().click();
      return (await refused("La garde n’a pas vérifié toute cette audience.").count()) === 1;
    });
    expect((await sandbox.activity(activity.id)).statuscode).toBe(PROPOSED);
    await close();
  });

  it("the form refuses to let the status leave Proposed until all is decided, in the user's language", async () => {
    await agreeOn("decide");
    const { page, close } = await sandbox.openActivity(activity.id, hugo.id);
    await guard(page).getByText("L’audience est gardée.").waitFor({ timeout: SLOW });
    await saveStatus(page, IN_PROGRESS);
    // The form's own refusal, before anything is asked of the service.
    const refusal = page
      .getByRole("alert")
      .getByText("Décidez pour chacun sous Garde, puis changez le statut.");
    await refusal.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await sandbox.activity(activity.id)).statuscode).toBe(PROPOSED);
    await guard(page).getByRole("button", { name: "Tout exclure" }).click();
    await guard(page).getByText("Exclu par Hugo Garnier").first().waitFor();
    await refusal.waitFor({ state: "detached" });
    await saveStatus(page, IN_PROGRESS);
    await until(async () => (await sandbox.activity(activity.id)).statuscode === IN_PROGRESS);
    await close();
  });
});

describe("two marketers at once", () => {
  const activity = activityNamed("Data platform: invitation to the launch");

  it("who decides over what somebody else decided meanwhile is told so first, and loses nothing typed", async () => {
    await agreeOn("decide");
    const mine = await sandbox.openActivity(activity.id, marketer.id);
    const row = item(mine.page, "Banque Marceau");
    await guard(mine.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await row.getByRole("button", { name: "Send…" }).click();
    await row.getByRole("textbox").fill("Their board asked for it");

    const theirs = await sandbox.openActivity(activity.id, hugo.id);
    await item(theirs.page, "Banque Marceau")
      .getByRole("button", { name: "Exclure", exact: true })
      .click({ timeout: SLOW });
    await item(theirs.page, "Banque Marceau").getByText("Exclu par Hugo Garnier").waitFor();
    await theirs.close();

    await row.getByRole("button", { name: "Send anyway" }).click();
    await guard(mine.page).getByRole("alert").getByText("Meanwhile somebody else has decided.").waitFor();
    // The row itself: the alert, which says so too, may stand beside it by now.
    await row.getByText(/^Excluded by Hugo Garnier/).waitFor();
    expect(await row.getByRole("textbox").inputValue()).toBe("Their board asked for it");
    expect(await accessibilityFaults(mine.page)).toEqual([]);
    expect(await sandbox.decisionsOn(activity.id)).toMatchObject([{ ent_decision: EXCLUDE }]);

    // Having seen it, one may: both decisions stay on record, and the newest counts.
    await row.getByRole("button", { name: "Send anyway" }).click();
    await row.getByText("Sent anyway by Marc Delvaux").waitFor();
    expect(await sandbox.decisionsOn(activity.id)).toMatchObject([
      { ent_decision: EXCLUDE, _createdby_value: hugo.id },
      { ent_decision: SEND_ANYWAY, _createdby_value: marketer.id },
    ]);
    await mine.close();
  });

  it("who may not decide reads why, and still sees everything", async () => {
    const { organization } = browser.sandbox;
    const role = [...organization.metadata.roles.values()].find(({ name }) => name === "Entente Marketer");
    const privileges = new Map(role?.privileges);
    expect(privileges.delete("prvCreateent_SendDecision")).toBe(true);
    const roleId = randomUUID();
    await organization.importSolution(roleSolution([{ id: roleId, name: "Looks only", privileges }]));
    const onlooker = await organization.createUser({
      firstName: "Olga",
      lastName: "Onlooker",
      email: `${randomUUID()}@entente.example`,
      roleIds: [roleId],
    });
    const { page, close } = await sandbox.openActivity(activity.id, onlooker);
    await guard(page).getByText("Your role does not let you decide here.").waitFor({ timeout: SLOW });
    await item(page, "Banque Marceau").getByText("Sent anyway by Marc Delvaux").waitFor();
    expect(await guard(page).getByRole("button", { name: "Exclude" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });

  it("who decides on an activity that somebody has deleted reads that it is gone", async () => {
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    const exclude = item(page, "Banque Marceau").getByRole("button", { name: "Exclude" });
    await exclude.waitFor({ timeout: SLOW });
    await sandbox.send(admin.id, "DELETE", `campaignactivities(${activity.id})`);
    await exclude.click();
    await guard(page).getByText("This record no longer exists.").waitFor();
    await guard(page).getByText("Someone has deleted it, or merged it with another one.").waitFor();
    await close();
  });
});

describe("under the mode “guard”", () => {
  const activity = activityNamed("Analytics: offer with our partner");

  it("sending anyway needs the override right", async () => {
    await agreeOn("guard");
    const without = await sandbox.openActivity(activity.id, marketer.id);
    await guard(without.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await guard(without.page).getByText("sending anyway needs the override right").waitFor();
    const closed = item(without.page, "Banque Marceau").getByRole("button", { name: "Send…" });
    expect(await closed.isDisabled()).toBe(true);
    expect(await accessibilityFaults(without.page)).toEqual([]);
    await without.close();

    const { organization } = browser.sandbox;
    const right = [...organization.metadata.roles.values()].find(
      ({ name }) => name === "Entente Guard Override",
    );
    await organization.assignRole(nora.id, text(right?.id));
    await browser.setLanguage(nora.id, 1033);
    const { page, close } = await sandbox.openActivity(activity.id, nora.id);
    const row = item(page, "Banque Marceau");
    await row.getByRole("button", { name: "Send…" }).click({ timeout: SLOW });
    await row.getByRole("textbox").fill("Agreed with their owner on the phone");
    await row.getByRole("button", { name: "Send anyway" }).click();
    await row.getByText("Sent anyway by Nora Peeters").waitFor();
    const dealId = text(await row.getAttribute("data-key")).replace("deal:", "");
    // The decision is carried out by the list itself.
    await until(async () => {
      const [twin] = await sandbox.listsOn(activity.id);
      return text(twin?.query).includes(dealId);
    });
    const overrides = await sandbox.rows(
      `ent_guardoverrides?$select=ent_reason&$filter=_ent_campaignactivityid_value eq ${activity.id}`,
    );
    expect(overrides).toMatchObject([{ ent_reason: "Agreed with their owner on the phone" }]);
    await close();
  });
});

describe("a marketer who sees one business unit only", () => {
  const told = "Not checked: you see only part of the deals.";
  const tables =
    "Your role does not show you all accounts, opportunities, connections, holds and contacts of the organisation.";

  async function openAsElise(activityId: string, more = "", width = 1280) {
    const opened = await sandbox.openActivity(activityId, elise.id, more, { width });
    await guard(opened.page).getByText(told).waitFor({ timeout: SLOW });
    await guard(opened.page).getByText(tables).waitFor();
    expect(
      await guard(opened.page)
        .getByText(/No VIP client/)
        .count(),
    ).toBe(0);
    expect(
      await guard(opened.page)
        .getByRole("button", { name: /[Gg]uard|Export/ })
        .count(),
    ).toBe(0);
    return opened;
  }

  beforeAll(() => browser.setLanguage(elise.id, 1033));

  it.each(["warn", "decide"] as const)("is told so under “%s”, and nothing is changed", async (mode) => {
    const activity = activityNamed("NIS2: second reminder");
    await agreeOn(mode);
    await sandbox.send(admin.id, "PATCH", `campaignactivities(${activity.id})`, { ent_guardstate: null });
    const { page, close } = await openAsElise(activity.id);
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === NOT_CHECKED);
    expect(await sandbox.namesOn(activity.id)).toEqual(["Contacts in France"]);
    const refused = page.getByRole("alert").getByText("The guard has not checked this audience wholly.");
    if (mode === "decide") {
      await saveStatus(page, IN_PROGRESS);
      await refused.waitFor();
      expect((await sandbox.activity(activity.id)).statuscode).toBe(PROPOSED);
    } else await refused.waitFor();
    await close();
  });

  it("under “guard” reaches nobody; the lists come back, guarded, once somebody who sees everything has looked", async () => {
    const activity = activityNamed("Compliance: round table");
    await agreeOn("guard");
    const lists = await sandbox.listsOn(activity.id);
    expect(lists).toHaveLength(2);
    const { page, close } = await openAsElise(activity.id, "&phone=1", 320);
    await guard(page)
      .getByText("The lists are off this activity until somebody who sees all deals has checked them.")
      .waitFor();
    expect(await isWithinItsWidth(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === TAKEN_OFF);
    expect(await sandbox.listsOn(activity.id)).toEqual([]);
    await page.getByRole("button", { name: "Distribute" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Distribute" }).click();
    await page.getByText("No marketing lists are associated with it.").waitFor();
    expect(await reachedBy(sandbox, activity.id)).toEqual({ logged: new Set(), sentTo: new Set() });
    await close();

    const seeing = await sandbox.openActivity(activity.id, marketer.id);
    await guard(seeing.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === GUARDED);
    expect(await sandbox.namesOn(activity.id)).toEqual(
      lists.map(({ listname }) => `${text(listname)} (guarded)`),
    );
    await seeing.page.getByRole("button", { name: "Distribute" }).click();
    await seeing.page.getByRole("dialog").getByRole("button", { name: "Distribute" }).click();
    await seeing.page.locator(".command-result").waitFor({ timeout: SLOW });
    await seeing.close();

    const { members, isProtected } = await protectedMembers(browser, activity, lists);
    expect(isProtected.size).toBeGreaterThan(10);
    const expected = [...members].filter((id) => !isProtected.has(id)).sort();
    const { logged, sentTo } = await reachedBy(sandbox, activity.id);
    expect([...logged].sort()).toEqual(expected);
    expect(sentTo.size).toBeGreaterThan(100);
    expect([...sentTo].filter((id) => isProtected.has(id))).toEqual([]);
  });

  it("brings back nothing that a person took off on purpose", async () => {
    const activity = activityNamed("NIS2: second reminder");
    await agreeOn("guard");
    const blind = await openAsElise(activity.id);
    await until(async () => (await sandbox.namesOn(activity.id)).length === 0);
    await blind.close();
    const first = await sandbox.openActivity(activity.id, marketer.id);
    await guard(first.page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === GUARDED);
    await first.close();

    const [twin] = await sandbox.listsOn(activity.id);
    expect(twin?.listname).toBe("Contacts in France (guarded)");
    await sandbox.takeOff(marketer.id, activity.id, text(twin?.listid));
    const again = await sandbox.openActivity(activity.id, marketer.id);
    await guard(again.page).getByText("No marketing list yet.").waitFor({ timeout: SLOW });
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === NOT_CHECKED);
    expect(await sandbox.listsOn(activity.id)).toEqual([]);
    await again.close();
  });
});

describe("a list that is put on an activity while its form is open", () => {
  it("is checked and guarded at once; under “decide” the status waits for that", async () => {
    const activity = activityNamed("NIS2: second reminder");
    await agreeOn("decide");
    const { page, close } = await sandbox.openActivity(activity.id, marketer.id);
    await guard(page).getByText("No marketing list yet.").waitFor({ timeout: SLOW });
    await page.getByRole("button", { name: "Add existing" }).click();
    await pick(page, "Contacts in France");
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    await page.locator(".subgrid").getByText("Contacts in France (guarded)").waitFor();
    await until(async () => (await sandbox.activity(activity.id)).ent_guardstate === TO_DECIDE);
    expect(await sandbox.namesOn(activity.id)).toEqual(["Contacts in France (guarded)"]);
    await saveStatus(page, IN_PROGRESS);
    await page.getByRole("alert").getByText("Decide about each of them under Guard").waitFor();
    expect((await sandbox.activity(activity.id)).statuscode).toBe(PROPOSED);

    await page.locator(".subgrid").getByRole("button", { name: "Remove" }).click();
    await guard(page).getByText("No marketing list yet.").waitFor({ timeout: SLOW });
    await close();
  });
});

describe("a new activity, on the form that creates it", () => {
  it("is guarded once, without the page being loaded again, and its status is held back", async () => {
    await agreeOn("decide");
    const { page, complaints, close } = await browser.open(
      `/main.aspx?pagetype=entityrecord&etn=campaignactivity&user=${marketer.id}`,
    );
    const main = page.getByRole("main");
    await main.getByLabel("Subject").first().fill("Invitation by hand");
    await main.getByLabel("Channel").first().selectOption({ label: "Email" });
    await main.getByRole("button", { name: "Change Campaign" }).click();
    await pick(page, "NIS2 in plain words");
    await page.evaluate(() => Object.assign(window, { isStill: true }));
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("– Saved").waitFor({ timeout: SLOW });
    const id = text(new URL(page.url()).searchParams.get("id"));

    await guard(page).getByText("No marketing list yet.").waitFor({ timeout: SLOW });
    await page.getByRole("button", { name: "Add existing" }).click();
    await pick(page, "Contacts in France");
    await guard(page).getByText("The audience is guarded.").waitFor({ timeout: SLOW });
    expect(await sandbox.namesOn(id)).toEqual(["Contacts in France (guarded)"]);
    const carriedOut = page.locator("tr[data-origin=script]").filter({ hasText: "AddItemCampaignActivity" });
    expect(await carriedOut.count()).toBe(1);

    await saveStatus(page, IN_PROGRESS);
    await page.getByRole("alert").getByText("Decide about each of them under Guard").waitFor();
    expect((await sandbox.activity(id)).statuscode).toBe(PROPOSED);
    expect(await page.evaluate(() => "isStill" in window)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });
});
