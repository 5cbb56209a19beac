import type { Locator, Page } from "playwright-core";

export interface RankedTopic {
  readonly name: string;
  readonly index: number;
}

/** The Interest component, or the Briefing's part that is the same view. */
export function control(page: Page, name: "Briefing" | "Interest"): Locator {
  return page.locator(`[data-control="ent_Entente.${name}"]`);
}

/** The rows of the ranking: each is a button that opens its evidence. */
export function topics(page: Page, name: "Briefing" | "Interest"): Locator {
  return control(page, name).locator("li > button[aria-expanded]");
}

/** Reads the ranking as a screen reader would: from the names of its rows, "Security. Index 51 of 100. …". */
export async function readRanking(page: Page, name: "Briefing" | "Interest"): Promise<RankedTopic[]> {
  const rows = topics(page, name);
  await rows.first().waitFor();
  const labels = await rows.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute("aria-label") ?? ""),
  );
  return labels.map((label) => {
    const read = /^(.+?)\. \D*(\d+)\D/.exec(label);
    if (!read) throw new Error(`This row says nothing of an index: ${label}`);
    return { name: read[1] ?? "", index: Number(read[2]) };
  });
}

/** Chooses a tab of the form by its place. */
export async function chooseTab(page: Page, place: number): Promise<void> {
  await page.getByRole("tab").nth(place).click();
}
