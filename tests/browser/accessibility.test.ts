import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control, topics, waitForRanking } from "./interestRanking";

jest.setTimeout(180_000);

const rep = SAMPLE_USERS.rep.id;
const INTEREST = 1;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.setLanguage(rep, 1033);
  await sandbox?.close();
});

const looks = [
  { look: "light", more: "", width: 1280 },
  { look: "dark", more: "&dark=1", width: 1280 },
  { look: "light at 320 px", more: "", width: 320 },
  { look: "dark at 320 px", more: "&dark=1", width: 320 },
  { look: "the old look", more: "&newlook=0", width: 1280 },
];

const languages = [
  { language: "English", languageId: 1033, tag: "en", title: "What they care about" },
  { language: "French", languageId: 1036, tag: "fr", title: "Centres d’intérêt" },
  { language: "Dutch", languageId: 1043, tag: "nl", title: "Interesses" },
];

const reacts = [
  { react: "17.0.2", reactMore: "" },
  { react: "16.14.0", reactMore: "&react=16" },
];

/** Every look in every language, each look on both Reacts, each language too: all pairs, not all threesomes. */
const cases = languages.flatMap((one, row) =>
  looks.flatMap((look, column) =>
    reacts
      .filter((_, place) => (row + column) % reacts.length === place)
      .map((react) => ({ ...one, ...look, ...react })),
  ),
);

describe("the account form meets WCAG 2.1 AA", () => {
  it.each(cases)(
    "in $language, $look, on React $react",
    async ({ languageId, tag, title, more, width, reactMore }) => {
      await sandbox.setLanguage(rep, languageId);
      const { page, complaints, close } = await sandbox.open(
        `/main.aspx?pagetype=entityrecord&etn=account&id=${NAMED_ACCOUNTS.hot.id}${more}${reactMore}`,
        { width },
      );
      await waitForRanking(page, "Briefing");
      expect(await page.getAttribute("html", "lang")).toBe(tag);
      expect(await accessibilityFaults(page)).toEqual([]);

      await chooseTab(page, INTEREST);
      await control(page, "Interest").getByText(title).first().waitFor();
      await topics(page, "Interest").first().click();
      await control(page, "Interest").locator("li li").first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);

      // Nothing sticks out at the side: what does could only be read by scrolling in two directions (WCAG 1.4.10).
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it("as a list of clients", async () => {
    await sandbox.setLanguage(rep, 1033);
    const { page, complaints, close } = await sandbox.open("/main.aspx?pagetype=entitylist&etn=account");
    await page.getByRole("table").first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
