import type { Page } from "playwright-core";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { dayOfMoment } from "../../domain/day";
import { timeZoneOffsetMinutes } from "../../sandbox/host/pcf/dateParts";
import { runBegan } from "../madeOnce";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control } from "./interestRanking";
import { until } from "./until";

jest.setTimeout(240_000);

const INTEREST = 1;

const form = (key: keyof typeof NAMED_ACCOUNTS, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=account&id=${NAMED_ACCOUNTS[key].id}${more}`;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

/** Opens an account's Briefing and waits until everything on it is read. */
async function open(key: keyof typeof NAMED_ACCOUNTS, more = "", width = 1280) {
  const opened = await sandbox.open(form(key, more), { width });
  const briefing = control(opened.page, "Briefing");
  await briefing.locator("button:not([disabled])", { hasText: /Print|Imprimer|Afdrukken/ }).waitFor();
  return { ...opened, briefing };
}

describe.each([
  ["17.0.2", ""],
  ["16.14.0", "&react=16"],
])("the Briefing on React %s", (_version, react) => {
  it("says in ten seconds what a rep has to know, without a click", async () => {
    const { page, briefing, complaints, close } = await open("bank", react);
    const headline = briefing.getByRole("heading", { level: 2 });
    // Nine from the sample's day, which is UTC's; late in the evening the rep's own is one further.
    const now = new Date();
    const today = dayOfMoment(now, timeZoneOffsetMinutes(now, SAMPLE_USERS.rep.timeZone));
    const days = dayOfMoment(runBegan(), 0) + 9 - today;
    expect(await headline.textContent()).toMatch(
      new RegExp(`^In closing: .*€1,200,000.00, signature expected in ${String(days)} days`),
    );
    await briefing.getByRole("button", { name: "VIP in closing" }).click();
    await briefing.getByText(/Marketing is warned before it sends/).waitFor();
    await briefing.getByText(/Large enough: worth 1,200,000 in base currency/).waitFor();
    for (const title of [
      "What they care about",
      "Who to talk to",
      "On the table",
      "Since you last met",
      "What to say",
      "Last from the field",
      "What marketing is about to send",
    ]) {
      await briefing.getByRole("region", { name: title }).waitFor();
    }
    await briefing.getByText("Best point of contact").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("stacks its sections on a phone, three rows of each list", async () => {
    const { page, briefing, complaints, close } = await open("largest", react, 320);
    for (const list of await briefing.getByRole("list").all()) {
      expect(await list.getByRole("listitem").count()).toBeLessThanOrEqual(3);
    }
    await briefing
      .getByRole("button", { name: /^Show \d+ more$/ })
      .first()
      .waitFor();
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(scrolls).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("opens with at most sixteen requests, beside one for each further source and dynamic list", async () => {
  const { page, close } = await open("hot");
  const asked = await page.locator('.requests [data-origin="ent_Entente.Briefing"]').allTextContents();
  const isOf = (text: string, ...tables: string[]) => tables.some((table) => text.includes(table));
  const questions = asked.filter((text) => !isOf(text, "EntityDefinitions"));
  const sources = questions.filter((text) =>
    isOf(text, "campaignresponse", "msevtmgt_", "cdi_", "li_", "contactpointconsent"),
  );
  // Five lists at most are asked about at once.
  expect(questions.length - sources.length).toBeLessThanOrEqual(16 + 5);
  expect(questions.length - sources.length).toBeGreaterThanOrEqual(15);
  await close();
});

it.each([
  ["never", /Silent: never a signal\./],
  ["silent", /Cold: nothing heard for \d+ days\./],
  ["notTrackable", /Unseen: nobody here may be followed\./],
  ["noContacts", /Unseen: no contact is known here\.|Interest in|Cold/],
] as const)("tells cold, silent and unseen apart: %s", async (key, text) => {
  const { briefing, complaints, close } = await open(key);
  expect(await briefing.getByRole("heading", { level: 2 }).textContent()).toMatch(text);
  expect(complaints).toEqual([]);
  await close();
});

it.each([
  [1036, /^En cours de signature/, "À qui parler"],
  [1043, /^Vlak voor ondertekening/, "Met wie praten"],
] as const)("speaks language %i", async (languageId, headline, who) => {
  await sandbox.setLanguage(SAMPLE_USERS.rep.id, languageId);
  const { briefing, complaints, close } = await open("bank");
  expect(await briefing.getByRole("heading", { level: 2 }).textContent()).toMatch(headline);
  await briefing.getByRole("region", { name: who }).waitFor();
  expect(complaints).toEqual([]);
  await close();
  await sandbox.setLanguage(SAMPLE_USERS.rep.id, 1033);
});

it("opens a page to print, of its own and without a script", async () => {
  const { page, briefing, complaints, close } = await open("bank");
  const [printed] = await Promise.all([
    page.context().waitForEvent("page"),
    briefing.getByRole("button", { name: "Print" }).click(),
  ]);
  const content = () => printed.content();
  await until(async () => (await content()).includes("</footer>"));
  const html = await content();
  expect(html).toContain(`<h1><bdi>${NAMED_ACCOUNTS.bank.name}</bdi></h1>`);
  expect(html.match(/<h2>/g)).toHaveLength(7);
  expect(html).not.toMatch(/<(script|img|link)\b/);
  expect(complaints).toEqual([]);
  await close();
});

/** How much the page jumped since it was opened: Core Web Vitals' cumulative layout shift. */
async function jumpsOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 100);
      }),
  );
}

const LONGEST = { 1280: 2 * 28, 320: 3 * 20 };

describe.each([1033, 1036, 1043])("in language %i", (languageId) => {
  beforeAll(() => sandbox.setLanguage(SAMPLE_USERS.rep.id, languageId));
  afterAll(() => sandbox.setLanguage(SAMPLE_USERS.rep.id, 1033));

  it.each([
    ["bank", 1280],
    ["bank", 320],
    ["largest", 1280],
    ["largest", 320],
    ["never", 1280],
    ["never", 320],
  ] as const)(
    "keeps the headline of %s short at %i px, and does not jump while it reads",
    async (key, width) => {
      const { page, briefing, close } = await open(key, "", width);
      const headline = await briefing.getByRole("heading", { level: 2 }).boundingBox();
      expect(headline?.height).toBeLessThanOrEqual(LONGEST[width]);
      // The limit of "good" in Core Web Vitals.
      expect(await jumpsOf(page)).toBeLessThan(0.1);
      await close();
    },
  );
});

it("leads from the last notes to the box where notes are taken", async () => {
  const { page, briefing, complaints, close } = await open("bank");
  await briefing.getByRole("button", { name: "Add note" }).click();
  const box = control(page, "FieldNotes").getByRole("textbox", { name: "What did you hear?" });
  await until(() => box.evaluate((element) => element === document.activeElement));
  expect(complaints).toEqual([]);
  await close();
});

it("holds the client's sends, shows the hold with its reason, and ends it, without reading the page anew", async () => {
  const { page, briefing, complaints, close } = await open("hot");
  await briefing.getByRole("button", { name: "Hold", exact: true }).click();
  await page.keyboard.type("Legal review");
  expect(await accessibilityFaults(page)).toEqual([]);
  await briefing.getByRole("group", { name: "Hold sends" }).getByRole("button", { name: "Hold" }).click();
  const holds = briefing.getByRole("list", { name: "Holds in force" });
  await holds.getByText("Legal review").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await holds.getByRole("button", { name: "End hold" }).click();
  await holds.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

it.each([
  ["17.0.2", ""],
  ["16.14.0", "&react=16"],
])("takes the last day of a hold from the keyboard, on React %s", async (version, react) => {
  const reason = `On leave (${version})`;
  const year = new Date().getFullYear() + 1;
  const { page, briefing, complaints, close } = await open("hot", react);
  await briefing.getByRole("button", { name: "Hold", exact: true }).click();
  await page.keyboard.type(reason);
  const hold = briefing.getByRole("group", { name: "Hold sends" });
  const day = hold.getByLabel("Last day of the hold");
  await day.focus();
  await page.keyboard.type(`1220${year}`);
  expect(await day.inputValue()).toBe(`${year}-12-20`);
  expect(await hold.getByRole("radio", { name: "a day:" }).isChecked()).toBe(true);
  expect(await hold.getByLabel("Why should nothing be sent?").inputValue()).toBe(reason);
  await hold.getByRole("button", { name: "Hold" }).click();
  const holds = briefing.getByRole("list", { name: "Holds in force" });
  await holds.getByText(reason).waitFor();
  const saved = await sandbox.send(
    SAMPLE_USERS.admin.id,
    "GET",
    `ent_holds?$select=ent_until&$filter=ent_reason eq '${reason}'`,
  );
  expect(await saved.json()).toMatchObject({ value: [{ ent_until: `${year}-12-20` }] });
  await holds.getByRole("button", { name: "End hold" }).click();
  await holds.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

it("shows a hold that another component on the form saves, without reading the page anew", async () => {
  const { page, briefing, complaints, close } = await open("cooling");
  await page.evaluate(() => Object.assign(window, { isStillThisPage: true }));
  const guard = control(page, "SendGuard");
  await guard.getByRole("button", { name: "Hold sends…" }).click();
  await guard.getByLabel("Why should nothing be sent?").fill("The offices are moving");
  await guard.getByLabel("a day:").check();
  await guard.getByRole("button", { name: "Hold", exact: true }).click();
  const holds = briefing.getByRole("list", { name: "Holds in force" });
  await holds.getByText("The offices are moving").waitFor();
  const [printed] = await Promise.all([
    page.context().waitForEvent("page"),
    briefing.getByRole("button", { name: "Print" }).click(),
  ]);
  await printed.getByText("On hold: The offices are moving").waitFor();
  expect(await page.evaluate("isStillThisPage")).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

it("keeps bars, marks and focus visible in high contrast", async () => {
  const { page, briefing, close } = await open("bank");
  await page.emulateMedia({ forcedColors: "active" });
  const isBarSeen = async (component: "Briefing" | "Interest") => {
    const bar = control(page, component)
      .locator("li > button[aria-expanded] > span[aria-hidden] > span")
      .first();
    const [filled, behind] = await bar.evaluate((element) => [
      getComputedStyle(element).backgroundColor,
      getComputedStyle(element.parentElement as Element).backgroundColor,
    ]);
    return filled !== behind;
  };
  expect(await isBarSeen("Briefing")).toBe(true);
  await page.keyboard.press("Tab");
  await briefing.getByRole("button", { name: "Where this comes from" }).focus();
  const outline = await briefing
    .getByRole("button", { name: "Where this comes from" })
    .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe("none");
  await chooseTab(page, INTEREST);
  expect(await isBarSeen("Interest")).toBe(true);
  await close();
});
