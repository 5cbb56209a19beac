import type { Browser } from "playwright-core";
import { openForm } from "../../bench/answers/openForm";
import { plainAnswers, type PlainAnswers } from "../../bench/answers/plainAnswers";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { timeZoneOffsetMinutes } from "../../sandbox/host/pcf/dateParts";
import { runBegan } from "../madeOnce";
import { openBrowser, openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";

jest.setTimeout(180_000);

const now = runBegan();
/** Rising, very large, in closing, silent, never heard of, not to be followed, without people, soured. */
const accounts = [
  "hot",
  "largest",
  "bank",
  "silent",
  "never",
  "notTrackable",
  "noContacts",
  "soured",
] as const;

let sandbox: BrowserSandbox;
let browser: Browser;
let plain: ReadonlyMap<string, PlainAnswers>;
beforeAll(async () => {
  sandbox = await openBrowserSandbox(() => now);
  browser = await openBrowser();
  plain = plainAnswers(
    { now, scale: 1, baseCurrencyId: sandbox.sandbox.organization.baseCurrencyId },
    accounts.map((key) => NAMED_ACCOUNTS[key].id),
    (at) => timeZoneOffsetMinutes(at, SAMPLE_USERS.rep.timeZone),
  );
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

describe("Briefing and Interest show what a slow plain program finds by walking all rows", () => {
  // `npm run bench -- --section answers` does the same for every account, and beyond the service's limits.
  it.each(accounts)("for the account that is %s", async (key) => {
    const { id } = NAMED_ACCOUNTS[key];
    const expected = plain.get(id);
    if (expected === undefined) throw new Error("nothing was counted");
    const url = `${sandbox.url}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`;
    const opened = await openForm(browser, url, now, expected);
    const wrong = opened.flatMap(({ component, compared }) =>
      compared.filter(({ isRight }) => !isRight).map((each) => ({ component, ...each })),
    );
    expect(wrong).toEqual([]);
    expect(opened.map(({ requests }) => requests.questions)).toEqual([expect.any(Number), 8]);
    expect(opened[0]?.requests.questions).toBeLessThanOrEqual(16);
  });
});
