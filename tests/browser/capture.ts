/**
 * Saves pictures of the account's form for looking at: wide and 320 px, light and dark, with and without data, in each language.
 *
 *     npx tsx tests/browser/capture.ts tests/browser/screenshots
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { atRest } from "../../bench/atRest";
import { runCommand, UsageError } from "../../scripts/commandLine";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab } from "./interestRanking";

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly tab?: number;
  readonly languageId?: number;
  /** Opens the first topic. */
  readonly evidence?: boolean;
}

const account = (key: keyof typeof NAMED_ACCOUNTS, more = ""): string =>
  `/main.aspx?pagetype=entityrecord&etn=account&id=${NAMED_ACCOUNTS[key].id}${more}`;

const INTEREST = 1;
const DETAILS = 2;

const sizes = [
  { size: "wide", width: 1280 },
  { size: "320", width: 320 },
];
const themes = [
  { theme: "light", more: "" },
  { theme: "dark", more: "&dark=1" },
];

const pictures: readonly Picture[] = [
  ...sizes.flatMap(({ size, width }) =>
    themes.flatMap(({ theme, more }): Picture[] => [
      { name: `briefing-${size}-${theme}`, path: account("hot", more), width },
      { name: `interest-${size}-${theme}`, path: account("hot", more), width, tab: INTEREST, evidence: true },
      { name: `nothing-${size}-${theme}`, path: account("never", more), width, tab: INTEREST },
    ]),
  ),
  { name: "briefing-french", path: account("hot"), width: 1280, languageId: 1036 },
  {
    name: "interest-dutch",
    path: account("hot"),
    width: 1280,
    languageId: 1043,
    tab: INTEREST,
    evidence: true,
  },
  { name: "briefing-old-look", path: account("hot", "&newlook=0"), width: 1280 },
  { name: "briefing-phone", path: account("hot", "&phone=1"), width: 1280 },
  { name: "offline", path: account("hot", "&offline=1"), width: 1280 },
  { name: "details", path: account("hot"), width: 1280, tab: DETAILS },
  { name: "silent", path: account("silent"), width: 1280, tab: INTEREST },
  { name: "largest", path: account("largest"), width: 1280 },
  { name: "list", path: "/main.aspx?pagetype=entitylist&etn=account", width: 1280 },
];

async function take(sandbox: BrowserSandbox, picture: Picture, folder: string): Promise<void> {
  await sandbox.setLanguage(SAMPLE_USERS.rep.id, picture.languageId ?? 1033);
  const { page, complaints, close } = await sandbox.open(picture.path, { width: picture.width });
  await atRest(page);
  if (picture.tab !== undefined) await chooseTab(page, picture.tab);
  if (picture.evidence) await page.locator("li > button[aria-expanded]").first().click();
  await atRest(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${picture.name}.png`), fullPage: true });
  for (const complaint of complaints) process.stderr.write(`${picture.name}: ${complaint}\n`);
  await close();
}

async function capture(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const sandbox = await openBrowserSandbox();
  try {
    for (const picture of pictures) await take(sandbox, picture, folder);
  } finally {
    await sandbox.close();
  }
  process.stdout.write(`${String(pictures.length)} pictures in ${folder}\n`);
}

const usage = `Usage: npx tsx tests/browser/capture.ts FOLDER
  FOLDER  where the pictures go`;

runCommand(
  usage,
  {},
  async (_, [folder]) => {
    if (folder === undefined) throw new UsageError("Name the folder for the pictures.");
    await capture(resolve(folder));
  },
  { most: 1 },
);
