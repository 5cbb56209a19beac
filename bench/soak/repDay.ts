import type { Page } from "playwright-core";
import { atRest } from "../atRest";
import { complaintsOf } from "../complaintsOf";
import { launchBrowser } from "../launchBrowser";
import { FootprintReader, type Footprint } from "./footprint";

/** The account form's tabs: briefing with field notes and the guard, interest, and the one without any component. */
const TABS = { briefing: 0, interest: 1, details: 2 } as const;
/** So often something is saved. */
const SAVE_EVERY = 10;
/** Rounds before the first look, with a note each: caches fill, and lists of requests and of notes reach their length. */
const WARM_UP = 12;
/**
 * Code that is compiled anew for speed, whenever Chromium comes to it, would be the most of what grows (some 300 KB in ten
 * rounds, a megabyte in a hundred): here it is interpreted, and what was read of it is kept.
 */
const INTERPRETED = "--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode";
/** What a page may hold on to more than before: no node, listener, timer nor observer. Measured growth was none in any of these. */
const LEEWAY = { nodes: 0, listeners: 0, timers: 0, observers: 0 } as const;

/** How a page's footprint went while a rep worked in it. */
export interface Day {
  readonly before: Footprint;
  readonly after: Footprint;
  /** What grew, the heap by more than its leeway; empty: nothing. */
  readonly grown: readonly string[];
  /** Errors in the console, faults of scripts, requests to elsewhere. */
  readonly complaints: readonly string[];
}

export interface DaySettings {
  /** The form of an account, opened as a rep. */
  readonly url: string;
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
}

/** Whatever the rounds. */
const MOST_HEAP = 1_500_000;

/**
 * The bytes that the heap may grow by. Measured, with the rounds before: 52 to 74 KB in ten rounds, 105 to 134 KB in twenty,
 * 327 KB in sixty, most of it themes: Fluent's `ThemeProvider` merges one each time that it is drawn first, and Fluent's caches of
 * styles keep them until they are full and emptied. After a hundred it was 144 KB less than before. What keeps 20 KB a round
 * more gets through neither ten rounds nor a hundred.
 */
function heapLeeway(rounds: number): number {
  return Math.min(100_000 + rounds * 7_000, MOST_HEAP);
}

/**
 * A rep's day in one page, without the pauses: interest and briefing are opened in turn, evidence is looked into, things are
 * read again, a note is saved now and then, the record is left and opened again, and after every round the tab without
 * components is chosen, which destroys them all. The footprint is read there.
 *
 * The record is left by the command "Refresh": it takes down form, scripts and components, and opens them again in the same
 * page. Not covered is another record in the same page, as a real model-driven app opens it: the sandbox opens it as another
 * page, where all counting would begin anew. Nor are Health and the guard of what is sent, which are on other forms: what they
 * leave behind is looked at in tests/components/lifecycle.test.tsx.
 */
export async function workADay({ url, rounds, onRound }: DaySettings): Promise<Day> {
  const browser = await launchBrowser(INTERPRETED);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    const page = await context.newPage();
    const complaints = complaintsOf(page, new URL(url).origin);
    const reader = await FootprintReader.of(page);
    await page.goto(url);
    for (let round = 0; round < WARM_UP; round++) await work(page, round, true);
    await settle(page);
    const before = await reader.read();
    for (let round = 1; round <= rounds; round++) {
      await work(page, round, round % SAVE_EVERY === 0);
      onRound?.(round);
    }
    await settle(page);
    const after = await reader.read();
    return { before, after, grown: grownIn(before, after, rounds), complaints };
  } finally {
    await browser.close();
  }
}

function grownIn(before: Footprint, after: Footprint, rounds: number): readonly string[] {
  const leeway: Footprint = { ...LEEWAY, heap: heapLeeway(rounds) };
  return (Object.keys(leeway) as (keyof Footprint)[])
    .filter((part) => after[part] > before[part] + leeway[part])
    .map((part) => `${part}: ${String(before[part])} before, ${String(after[part])} after`);
}

async function work(page: Page, round: number, isSaved: boolean): Promise<void> {
  await choose(page, TABS.interest);
  const interest = page.locator('[data-control="ent_Entente.Interest"]');
  const topic = interest.locator("li > button[aria-expanded]").first();
  await topic.click();
  await untilRead(page);
  await topic.click();

  await choose(page, TABS.briefing);
  await page.locator('[data-control="ent_Entente.Briefing"] li > button[aria-expanded]').first().waitFor();
  await untilRead(page);
  if (isSaved) await save(page, round);
  await page
    .locator('[data-control="ent_Entente.FieldNotes"]')
    .getByRole("button", { name: "Read again" })
    .click();
  await untilRead(page);

  await reopen(page);
  await choose(page, TABS.details);
}

async function choose(page: Page, place: number): Promise<void> {
  await page.getByRole("tab").nth(place).click();
}

/** Leaves the record and opens it again, form, scripts and components, within the page. */
async function reopen(page: Page): Promise<void> {
  const notes = page.locator('[data-control="ent_Entente.FieldNotes"]');
  const before = await notes.getByLabel("What did you hear?").elementHandle();
  await page.getByRole("toolbar", { name: "Commands" }).getByRole("button", { name: "Refresh" }).click();
  await page.waitForFunction((box) => !box?.isConnected, before);
  await before?.dispose();
  await notes.getByLabel("What did you hear?").waitFor();
  await untilRead(page);
}

/** Nothing on the form is still being read. */
async function untilRead(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-control] [aria-busy="true"]') === null);
}

/**
 * What is no component's is as it always is: React 17 holds on to what it took down last until what stood around that is drawn
 * anew, and with more to show that is more; the sandbox's list of requests shows what each answer took.
 */
async function settle(page: Page): Promise<void> {
  const offline = page.getByRole("checkbox", { name: "Offline" });
  await offline.check();
  await offline.uncheck();
  await atRest(page);
}

async function save(page: Page, round: number): Promise<void> {
  const notes = page.locator('[data-control="ent_Entente.FieldNotes"]');
  await notes
    .getByLabel("What did you hear?")
    .fill(`Round ${String(round)}: they ask for the data platform.`);
  await notes.getByRole("button", { name: "Save" }).click();
  await notes
    .getByText(`Round ${String(round)}: they ask`)
    .first()
    .waitFor();
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
}
