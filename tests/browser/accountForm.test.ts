import { INTERACTION_KINDS } from "../../sandbox/data/sample/interactionKinds";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { until } from "./until";
import { chooseTab, control, readRanking, topics, waitForRanking } from "./interestRanking";

jest.setTimeout(180_000);

const rep = SAMPLE_USERS.rep.id;
const hot = NAMED_ACCOUNTS.hot;
const INTEREST = 1;

const form = (id: string, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=account&id=${id}${more}`;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

describe.each([
  ["17.0.2", ""],
  ["16.14.0", "&react=16"],
])("the account form on React %s", (version, react) => {
  it("loads the platform's libraries, and shows the client's name and the app's site map", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id, react));
    await page.getByRole("heading", { level: 1, name: hot.name }).waitFor();
    expect(
      await page.evaluate(() => (window as unknown as { React: { version: string } }).React.version),
    ).toBe(version);
    expect(await page.getByRole("navigation").getByRole("link").allTextContents()).toContain("Accounts");
    expect(complaints).toEqual([]);
    await close();
  });

  it("ranks the interests, highest first, with eight requests beside one for each further source", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id, react));
    await chooseTab(page, INTEREST);
    const ranking = await readRanking(page, "Interest");
    expect(ranking.length).toBeGreaterThan(2);
    expect(ranking.map(({ index }) => index)).toEqual(
      ranking.map(({ index }) => index).sort((one, other) => other - one),
    );
    expect(hot.topics).toContain(ranking[0]?.name);
    const requests = page.locator('.requests [data-origin="ent_Entente.Interest"]');
    await control(page, "Interest").getByText("Best point of contact").waitFor();
    const questions = (await requests.allTextContents()).filter(
      (text) => !/EntityDefinitions|campaignresponse|msevtmgt_|cdi_|li_|contactpointconsent/.test(text),
    );
    expect(questions).toHaveLength(8);
    expect(complaints).toEqual([]);
    await close();
  });

  it("opens the evidence by keyboard: what, who and when", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id, react));
    await chooseTab(page, INTEREST);
    const first = topics(page, "Interest").first();
    await first.focus();
    await page.keyboard.press("Enter");
    const evidence = page.locator(`#${(await first.getAttribute("aria-controls")) ?? ""}`);
    await evidence.locator("li").first().waitFor();
    expect(await first.getAttribute("aria-expanded")).toBe("true");
    expect(await evidence.locator("li").count()).toBeGreaterThan(1);
    await first.press("Space");
    expect(await first.getAttribute("aria-expanded")).toBe("false");
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows the client's open deals in the Briefing", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id, react));
    await readRanking(page, "Briefing");
    const answer = await sandbox.send(
      rep,
      "GET",
      `opportunities?$select=name&$filter=_parentaccountid_value eq ${hot.id} and statecode eq 0`,
    );
    const { value } = (await answer.json()) as { value: { name: string }[] };
    expect(value.length).toBeGreaterThan(0);
    for (const { name } of value)
      await control(page, "Briefing").getByText(name, { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("the companies below", () => {
  it("count with the account when the switch is on, and no longer when it is off", async () => {
    const { page, complaints, close } = await sandbox.open(form(NAMED_ACCOUNTS.holding.id));
    await chooseTab(page, INTEREST);
    const interest = control(page, "Interest");
    const signals = async (): Promise<number> => {
      await waitForRanking(page, "Interest");
      const counted = [...(await interest.ariaSnapshot()).matchAll(/(\d+) signals?, \d+ p/g)];
      return counted.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const alone = await signals();
    await interest.getByRole("switch", { name: "With the companies below" }).press("Space");
    await until(async () => (await signals()) > alone);
    expect(await accessibilityFaults(page)).toEqual([]);
    await interest.getByRole("switch", { name: "With the companies below" }).press("Space");
    await until(async () => (await signals()) === alone);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("a new interaction", () => {
  it("changes the ranking after a refresh", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id));
    await chooseTab(page, INTEREST);
    const before = await readRanking(page, "Interest");
    const last = before[before.length - 1];
    const kind = INTERACTION_KINDS.reduce((most, one) => (one.points > most.points ? one : most));
    const { value } = (await (
      await sandbox.send(
        rep,
        "GET",
        `ent_topics?$select=ent_topicid&$filter=ent_name eq '${last?.name ?? ""}'`,
      )
    ).json()) as { value: { ent_topicid: string }[] };
    for (let count = 0; count < 12; count++) {
      const answer = await sandbox.send(rep, "POST", "ent_interactions", {
        ent_name: "Asked for a demonstration",
        ent_occurredon: new Date().toISOString(),
        "ent_kindid@odata.bind": `/ent_interactionkinds(${kind.id})`,
        "ent_topicid@odata.bind": `/ent_topics(${value[0]?.ent_topicid ?? ""})`,
        "ent_accountid@odata.bind": `/accounts(${hot.id})`,
      });
      expect(answer.status).toBe(204);
    }
    await page.getByRole("toolbar").getByRole("button", { name: "Refresh" }).click();
    const place = (ranking: readonly { name: string }[]): number =>
      ranking.findIndex(({ name }) => name === last?.name);
    await until(async () => place(await readRanking(page, "Interest")) < place(before));
    expect(complaints).toEqual([]);
    await close();
  });
});
