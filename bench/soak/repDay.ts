import type { Page } from "playwright-core";
import { FootprintReader, type Footprint } from "./footprint";

/** The account form's tabs: briefing with field notes, interest, and the one without any component. */
const TABS = { briefing: 0, interest: 1, details: 2 } as const;
/** So often something is saved. */
const SAVE_EVERY = 10;
/** Rounds before the first look, with a note each: caches fill, and lists of requests and of notes reach their length. */
const WARM_UP = 12;
/** What a browser's own bookkeeping may differ by between two looks. */
const LEEWAY = { heap: 1_500_000, nodes: 60, listeners: 5, timers: 2, observers: 0 } as const;

/** How a page's footprint went while a rep worked in it. */
export interface Day {
  readonly before: Footprint;
  readonly after: Footprint;
  /** What grew by more than the browser's own bookkeeping explains; empty: nothing. */
  readonly grown: readonly string[];
}

export interface DaySettings {
  /** The form of an account, opened as a rep. */
  readonly url: string;
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
}

/**
 * A rep's day in one page, without the pauses: interest and briefing are opened in turn, evidence is looked into, things are
 * read again, a note is saved now and then, and after every round the tab without components is chosen, which
 * destroys them all. The footprint is read there.
 */
export async function workADay(page: Page, { url, rounds, onRound }: DaySettings): Promise<Day> {
  const reader = await FootprintReader.of(page);
  await page.goto(url);
  for (let round = 0; round < WARM_UP; round++) await work(page, round, true);
  const before = await reader.read();
  for (let round = 1; round <= rounds; round++) {
    await work(page, round, round % SAVE_EVERY === 0);
    onRound?.(round);
  }
  const after = await reader.read();
  const grown = (Object.keys(LEEWAY) as (keyof Footprint)[])
    .filter((part) => after[part] > before[part] + LEEWAY[part])
    .map((part) => `${part}: ${String(before[part])} before, ${String(after[part])} after`);
  return { before, after, grown };
}

async function work(page: Page, round: number, isSaved: boolean): Promise<void> {
  await choose(page, TABS.interest);
  const interest = page.locator('[data-control="ent_Entente.Interest"]');
  const topic = interest.locator("li > button[aria-expanded]").first();
  await topic.click();
  await atRest(page);
  await topic.click();

  await choose(page, TABS.briefing);
  await page.locator('[data-control="ent_Entente.Briefing"] li > button[aria-expanded]').first().waitFor();
  await atRest(page);
  if (isSaved) await save(page, round);
  await page
    .locator('[data-control="ent_Entente.FieldNotes"]')
    .getByRole("button", { name: "Read again" })
    .click();
  await atRest(page);

  await choose(page, TABS.details);
}

async function choose(page: Page, place: number): Promise<void> {
  await page.getByRole("tab").nth(place).click();
}

/** Nothing on the form is still being read. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-control] [aria-busy="true"]') === null);
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
