import { randomUUID } from "node:crypto";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control, waitForRanking } from "./interestRanking";

import { READS_CLIENTS_ONLY, readsClientsOnly, roleSolution } from "./roleSolution";

jest.setTimeout(180_000);

const INTEREST = 1;
const form = (id: string, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=account&id=${id}${more}`;
const hot = form(NAMED_ACCOUNTS.hot.id);

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

/** Makes the service fail for the rep until told otherwise. */
async function fail(effect: object, url = "fetchXml"): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ userId: SAMPLE_USERS.rep.id, url, effect }),
  });
  expect(response.status).toBe(201);
}

async function recover(): Promise<void> {
  await fetch(`${sandbox.url}/sandbox/faults`, { method: "DELETE" });
}

describe("a client without signals", () => {
  it.each([
    ["of whom nothing was ever heard", NAMED_ACCOUNTS.never.id, "No signals yet."],
    ["who has been silent", NAMED_ACCOUNTS.silent.id, "Nothing in the last"],
    ["where nobody may be followed", NAMED_ACCOUNTS.notTrackable.id, "Not trackable."],
  ])("says so for one %s", async (_which, id, message) => {
    const { page, complaints, close } = await sandbox.open(form(id));
    await chooseTab(page, INTEREST);
    await control(page, "Interest").getByText(message).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("on a bad day", () => {
  afterEach(recover);

  it("says that it is offline, asks nothing, and fills itself when there is a connection again", async () => {
    const { page, close } = await sandbox.open(hot);
    await waitForRanking(page, "Briefing");
    await page.getByRole("checkbox", { name: "Offline" }).check();
    await chooseTab(page, INTEREST);
    await control(page, "Interest").getByText("You are offline.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.locator('.requests [data-origin="ent_Entente.Interest"]').count()).toBe(0);
    await page.getByRole("checkbox", { name: "Offline" }).uncheck();
    expect(await waitForRanking(page, "Interest")).toBeGreaterThan(0);
    await close();
  });

  it("says that the service cannot be read, and reads it again when asked to", async () => {
    await fail({ kind: "serverError", status: 500 });
    const { page, close } = await sandbox.open(hot);
    await chooseTab(page, INTEREST);
    const interest = control(page, "Interest");
    await interest.getByText("This could not be read.").first().waitFor({ timeout: 60_000 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await recover();
    await interest.getByRole("button", { name: "Try again" }).first().click();
    expect(await waitForRanking(page, "Interest")).toBeGreaterThan(0);
    await close();
  });

  it("lets one section of the Briefing fail alone, visibly, and reads it again when asked to", async () => {
    await fail({ kind: "serverError", status: 500 }, "/ent_talkingpoints");
    const { page, close } = await sandbox.open(hot);
    const briefing = control(page, "Briefing");
    const say = briefing.getByRole("region", { name: "What to say" });
    await say.getByText("This could not be read.").waitFor({ timeout: 60_000 });
    expect(await waitForRanking(page, "Briefing")).toBeGreaterThan(0);
    for (const title of ["On the table", "Who to talk to", "What marketing is about to send"]) {
      await briefing.getByRole("region", { name: title }).getByRole("listitem").first().waitFor();
    }
    expect(await briefing.getByText("This could not be read.").count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await recover();
    await say.getByRole("button", { name: "Try again" }).click();
    await say.getByRole("listitem").first().waitFor();
    await close();
  });

  it("waits and asks again by itself when it was put off once", async () => {
    await fail({ kind: "throttled" });
    const { page, close } = await sandbox.open(hot);
    await chooseTab(page, INTEREST);
    await page
      .locator('.requests [data-origin="ent_Entente.Interest"][data-status="429"]')
      .first()
      .waitFor({ state: "attached" });
    await recover();
    await control(page, "Interest")
      .locator("li > button[aria-expanded]")
      .first()
      .waitFor({ timeout: 60_000 });
    await close();
  });

  it("keeps the form alive when nothing answers", async () => {
    await fail({ kind: "cutBefore" });
    const { page, close } = await sandbox.open(hot);
    await chooseTab(page, INTEREST);
    await control(page, "Interest")
      .getByRole("button", { name: "Try again" })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByRole("heading", { level: 1, name: NAMED_ACCOUNTS.hot.name }).waitFor();
    await close();
  });
});

describe("somebody without an Entente role", () => {
  it("is told that their role does not let them see the interests", async () => {
    const { organization } = sandbox.sandbox;
    await organization.importSolution(roleSolution([readsClientsOnly]));
    const outsider = await organization.createUser({
      firstName: "Otto",
      lastName: "Outsider",
      email: `${randomUUID()}@entente.example`,
      roleIds: [READS_CLIENTS_ONLY],
    });
    const { page, close } = await sandbox.open(`${hot}&user=${outsider}`);
    await chooseTab(page, INTEREST);
    await control(page, "Interest").getByText("Your role does not let you see this.").first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });

  it("is told by the form itself when they may not see the record", async () => {
    const outsider = await sandbox.sandbox.organization.createUser({
      firstName: "Nina",
      lastName: "Nobody",
      email: `${randomUUID()}@entente.example`,
    });
    const { page, close } = await sandbox.open(`${hot}&user=${outsider}`);
    await page.getByRole("alert").getByText("prvReadAccount", { exact: false }).waitFor();
    await close();
  });
});
