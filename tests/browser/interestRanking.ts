import type { Locator, Page } from "playwright-core";

export interface RankedTopic {
  readonly name: string;
  readonly index: number;
}

/** The Interest component, or the Briefing's part that is the same view. */
export function control(
  page: Page,
  name: "Briefing" | "FieldNotes" | "Health" | "Interest" | "SendGuard",
): Locator {
  return page.locator(`[data-control="ent_Entente.${name}"]`);
}

/** The rows of the ranking: each is a button that opens its evidence. */
export function topics(page: Page, name: "Briefing" | "Interest"): Locator {
  return control(page, name).locator("li > button[aria-expanded]");
}

/** Waits until the ranking is there and nothing beside it is still being read; tells how many topics it shows. */
export async function waitForRanking(page: Page, name: "Briefing" | "Interest"): Promise<number> {
  await topics(page, name).first().waitFor();
  await control(page, name).locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  return topics(page, name).count();
}

/** Reads the ranking, in English, as a screen reader says it: "Security Index 51 of 100. up 3 points …". */
export async function readRanking(page: Page, name: "Briefing" | "Interest"): Promise<RankedTopic[]> {
  await waitForRanking(page, name);
  const heard = await control(page, name).ariaSnapshot();
  const ranking = [...heard.matchAll(/button "(.+?)\.? Index (\d+) of 100\./g)].map(([, topic, index]) => ({
    name: topic ?? "",
    index: Number(index),
  }));
  if (ranking.length === 0) throw new Error(`These rows say nothing of an index:\n${heard}`);
  return ranking;
}

/** Chooses a tab of the form by its place. */
export async function chooseTab(page: Page, place: number): Promise<void> {
  await page.getByRole("tab").nth(place).click();
}
