import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control, waitForRanking } from "./interestRanking";
import { until } from "./until";

jest.setTimeout(180_000);

const { hot } = NAMED_ACCOUNTS;
const DETAILS = 2;
const form = (id: string, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=account&id=${id}${more}`;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

async function valueOf<Value>(userId: string, path: string): Promise<Value> {
  const response = await sandbox.send(userId, "GET", path);
  expect(response.status).toBe(200);
  return (await response.json()) as Value;
}

describe("the app", () => {
  it("leads from its address to a client with something to show", async () => {
    const { page, complaints, close } = await sandbox.open("/");
    await page.getByRole("heading", { level: 1, name: hot.name }).waitFor();
    expect(await waitForRanking(page, "Briefing")).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("leads from the site map to a list, a page at a time, and from a row to its form", async () => {
    const { page, complaints, close } = await sandbox.open("/");
    await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
    const rows = page.getByRole("main").locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByText("Page 2").waitFor();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(10);
    const link = rows.first().getByRole("link").first();
    const name = (await link.textContent()) ?? "";
    await link.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("leads from the rep's next meetings, which come first, to the account and its Briefing", async () => {
    const { page, complaints, close } = await sandbox.open("/");
    const first = page.getByRole("navigation").getByRole("link").first();
    expect(await first.textContent()).toBe("My next meetings");
    await first.click();
    const meeting = page.getByRole("main").locator("tbody tr").filter({ hasText: hot.name }).first();
    // With its time.
    await meeting
      .getByText(/\d+:\d\d/)
      .first()
      .waitFor();
    await meeting.getByRole("link", { name: hot.name }).click();
    await page.getByRole("heading", { level: 1, name: hot.name }).waitFor();
    expect(await waitForRanking(page, "Briefing")).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("draws a saved chart above the list, of the rows of its view, and none when told so", async () => {
    const { page, complaints, close } = await sandbox.open(
      "/main.aspx?pagetype=entitylist&etn=ent_fieldnote",
    );
    const chart = page.getByRole("region", { name: "Notes Written and Used by Rep" });
    await chart.getByRole("rowheader").first().waitFor();
    expect(await chart.getByRole("columnheader").allTextContents()).toEqual([
      "Field notes",
      "Field note answers",
    ]);
    expect(await chart.locator(".chart-bar").first().boundingBox()).toMatchObject({ height: 12 });
    await page.getByRole("combobox", { name: "Chart" }).selectOption({ label: "No chart" });
    await chart.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  it("complains of whatever breaks the page's content security policy", async () => {
    const { page, complaints, close } = await sandbox.open("/");
    await page.getByRole("heading", { level: 1, name: hot.name }).waitFor();
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'broken'";
      document.body.append(script);
    });
    await until(() => Promise.resolve(complaints.length > 0));
    expect(complaints).toEqual([expect.stringContaining("Content Security Policy")]);
    expect(await page.title()).not.toBe("broken");
    await close();
  });

  it.each([
    ["Sales", "Contacts"],
    ["Sales", "Leads"],
    ["Sales", "Opportunities"],
    ["Marketing", "Campaigns"],
    ["Marketing", "Marketing lists"],
    ["Marketing", "Interactions"],
    ["Settings", "Topics"],
  ])("has in %s a list of %s", async (area, title) => {
    const { page, complaints, close } = await sandbox.open("/");
    const navigation = page.getByRole("navigation");
    await navigation.getByRole("button", { name: area, exact: true }).click();
    await navigation.getByRole("link", { name: title, exact: true }).click();
    await page.getByRole("main").locator("tbody tr").first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each([
    [
      "contact",
      `contacts?$select=contactid,fullname&$top=1&$filter=_parentcustomerid_value eq ${hot.id}`,
      "How to reach them",
    ],
    ["lead", "leads?$select=leadid,fullname&$top=1&$orderby=fullname", "How to reach them"],
    [
      "opportunity",
      `opportunities?$select=opportunityid,name&$top=1&$filter=_customerid_value eq ${hot.id}`,
      "Best point of contact",
    ],
  ])("shows the interests on the form of a %s, wide and on a phone", async (table, path, who) => {
    const { value } = await valueOf<{ value: Record<string, string>[] }>(SAMPLE_USERS.rep.id, path);
    const record = value[0] ?? {};
    for (const width of [1280, 320]) {
      const { page, complaints, close } = await sandbox.open(
        `/main.aspx?pagetype=entityrecord&etn=${table}&id=${record[`${table}id`] ?? ""}`,
        { width },
      );
      const name = record.fullname ?? record.name ?? "";
      await page.getByRole("heading", { level: 1, name }).waitFor();
      const interest = control(page, "Interest");
      await interest.getByText(who, { exact: true }).first().waitFor();
      await interest.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
      for (const title of ["What they care about", "Since you last met"]) {
        await interest.getByRole("region", { name: title }).waitFor();
      }
      expect(await interest.getByRole("switch").count()).toBe(0);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it("saves what somebody with the right to changes", async () => {
    const admin = SAMPLE_USERS.admin.id;
    const { page, complaints, close } = await sandbox.open(form(hot.id, `&user=${admin}`));
    await chooseTab(page, DETAILS);
    const save = page.getByRole("button", { name: "Save" });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel("Main phone").fill("+33 4 00 00 00 00");
    await save.click();
    await until(async () => {
      const row = await valueOf<{ telephone1: string }>(admin, `accounts(${hot.id})?$select=telephone1`);
      return row.telephone1 === "+33 4 00 00 00 00";
    });
    await page.getByText("– Saved").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("asks the components again when the language is switched", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id));
    await waitForRanking(page, "Briefing");
    await page.getByLabel("Language").selectOption("1043");
    await control(page, "Briefing").getByRole("heading", { name: "Interesses", exact: true }).waitFor();
    await page.getByLabel("Taal").selectOption("1033");
    await control(page, "Briefing").getByText("What they care about").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("gives the dark theme to components while they live", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id));
    await waitForRanking(page, "Briefing");
    const text = control(page, "Briefing").getByRole("heading").first();
    const colour = (): Promise<string> => text.evaluate((element) => getComputedStyle(element).color);
    const light = await colour();
    const asked = await page.locator('.requests [data-origin="ent_Entente.Briefing"]').count();
    await page.getByRole("checkbox", { name: "Dark" }).check();
    await until(async () => (await colour()) !== light);
    expect(await page.locator('.requests [data-origin="ent_Entente.Briefing"]').count()).toBe(asked);
    expect(complaints).toEqual([]);
    await close();
  });

  it("catches whoever reaches for window.Xrm", async () => {
    const { page, complaints, close } = await sandbox.open(form(hot.id));
    await expect(page.evaluate("window.Xrm")).rejects.toThrow("a component must not use it");
    expect(complaints.join()).toContain("window.Xrm was touched");
    await close();
  });

  it("says what is wrong with an address that leads nowhere", async () => {
    const { page, close } = await sandbox.open("/main.aspx?pagetype=entityrecord&etn=nothing");
    await page.getByRole("alert").getByText("There is no table nothing.").waitFor();
    await close();
    const gone = await sandbox.open(form("00000000-0000-4000-8000-000000000000"));
    await gone.page.getByRole("alert").getByText("Does Not Exist", { exact: false }).waitFor();
    await gone.close();
  });
});
