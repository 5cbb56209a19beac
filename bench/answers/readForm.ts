import type { Locator, Page } from "playwright-core";

/** A topic as the form ranks it. */
export interface ShownTopic {
  readonly name: string;
  readonly index: number;
  readonly signals: number;
  readonly people: number;
  /** Whether `people` is a lower bound, and said to be. */
  readonly isAtLeast: boolean;
}

/** What the form says of the interests, the people and the last meeting: Interest whole, and in the Briefing again. */
export interface ShownInterest {
  readonly topics: readonly ShownTopic[];
  readonly refused: string;
  /** The line on the last meeting, and the one on what happened since. */
  readonly met: string;
  readonly since: string;
  /** Name and reason of the best point of contact; empty where there is none. */
  readonly best: { readonly name: string; readonly reason: string };
}

export interface ShownBriefing extends ShownInterest {
  readonly headline: string;
  readonly deals: readonly { readonly name: string; readonly amount: string; readonly closes: string }[];
  /** What is said of deals that are not shown. */
  readonly dealsCut: string;
  /** Name of each coming send with how many people here it is said to reach. */
  readonly sends: readonly { readonly name: string; readonly people: string }[];
}

/** Requests of a component: those that every client costs, those of further sources and dynamic lists, what exists. */
export interface Requests {
  readonly questions: number;
  readonly sources: number;
  readonly dynamicLists: number;
  readonly definitions: number;
}

/** Milliseconds that anything may take: a small Postgres answers one question after the other. */
export const PATIENCE = 900_000;

/** The place of a component on the form. */
export function place(page: Page, component: "Briefing" | "Interest"): Locator {
  return page.locator(`[data-control="ent_Entente.${component}"]`);
}

/**
 * Waits until nothing in a component is being read any more.
 * @throws Error when a section could not be read, or is still adding up
 */
export async function waitForAll(component: Locator): Promise<void> {
  await component.getByRole("region").first().waitFor();
  await component.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  for (const text of ["Try again", "adding it up"]) {
    if ((await component.getByText(text).count()) > 0) throw new Error(`The form says "${text}".`);
  }
}

/** Unfolds every list of the component. */
async function unfold(component: Locator): Promise<void> {
  const folded = component.getByRole("button", { name: /^Show \d+ more$/ });
  for (let left = await folded.count(); left > 0; left = await folded.count()) await folded.first().click();
}

export async function readInterest(component: Locator): Promise<ShownInterest> {
  await unfold(component);
  const care = component.getByRole("region", { name: "What they care about" });
  const heard = await care.ariaSnapshot();
  const topics = [
    ...heard.matchAll(
      /button "(.+?)\.? Index (\d+) of 100\..* ([\d,]+) signals?(?:, (at least )?([\d,]+) (?:people|person))?/g,
    ),
  ].map(([, name, index, signals, atLeast, people]) => ({
    name: name ?? "",
    index: numberIn(index),
    signals: numberIn(signals),
    people: numberIn(people),
    isAtLeast: atLeast !== undefined,
  }));
  const since = component.getByRole("region", { name: "Since you last met" }).locator("p");
  const best = component.getByRole("listitem").filter({ hasText: "Best point of contact" });
  const hasBest = (await best.count()) > 0;
  return {
    topics,
    refused: (await care.getByText(/refused to be followed/).allTextContents()).join(" "),
    met: (await since.nth(0).textContent()) ?? "",
    since: (await since.nth(1).textContent()) ?? "",
    best: hasBest
      ? {
          name: (await best.getByRole("button").textContent()) ?? "",
          reason: (await best.locator("p").nth(2).textContent()) ?? "",
        }
      : { name: "", reason: "" },
  };
}

export async function readBriefing(component: Locator): Promise<ShownBriefing> {
  const interest = await readInterest(component);
  const rows = (region: string) => component.getByRole("region", { name: region }).getByRole("listitem");
  return {
    ...interest,
    headline: (await component.getByRole("heading", { level: 2 }).textContent()) ?? "",
    deals: (await named(rows("On the table"))).map(({ name, beside, rest }) => ({
      name,
      amount: beside,
      closes: /close\w* (\d+\/\d+\/\d+)/.exec(rest)?.[1] ?? "",
    })),
    dealsCut: (
      await component
        .getByRole("region", { name: "On the table" })
        .getByText(/^Only the/)
        .allTextContents()
    ).join(" "),
    sends: (await named(rows("What marketing is about to send"))).map(({ name, beside }) => ({
      name,
      people: beside,
    })),
  };
}

interface NamedRow {
  readonly name: string;
  /** What stands in the same line, and below it. */
  readonly beside: string;
  readonly rest: string;
}

/** The name on each row is a button. */
async function named(rows: Locator): Promise<readonly NamedRow[]> {
  return rows.evaluateAll((items) =>
    items.map((item) => {
      const button = item.querySelector("button");
      return {
        name: button?.textContent ?? "",
        beside: button?.nextElementSibling?.textContent ?? "",
        rest: button?.parentElement?.nextElementSibling?.textContent ?? "",
      };
    }),
  );
}

/** What a component has asked, from the page's own list. */
export async function requestsOf(page: Page, component: "Briefing" | "Interest"): Promise<Requests> {
  const all = await page.locator(`.requests [data-origin="ent_Entente.${component}"]`).allTextContents();
  const kindOf = (text: string): keyof Requests => {
    if (text.includes("EntityDefinitions")) return "definitions";
    if (/campaignresponse|msevtmgt_|cdi_|li_|contactpointconsent/.test(text)) return "sources";
    // A list's own query, as it came from whoever made the list.
    return text.includes('output-format="xml-platform"') ? "dynamicLists" : "questions";
  };
  const count = (kind: keyof Requests) => all.filter((text) => kindOf(text) === kind).length;
  return {
    questions: count("questions"),
    sources: count("sources"),
    dynamicLists: count("dynamicLists"),
    definitions: count("definitions"),
  };
}

export function numberIn(text: string | undefined): number {
  return Number((text ?? "0").replace(/,/g, ""));
}
