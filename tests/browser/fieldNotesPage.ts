import type { Page } from "playwright-core";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import type { BrowserSandbox } from "./browserSandbox";
import { control } from "./interestRanking";

export const rep = SAMPLE_USERS.rep.id;
export const marketer = SAMPLE_USERS.marketer.id;
export const account = NAMED_ACCOUNTS.hot.id;

export function form(table: string, id: string, user: string, more = ""): string {
  return `/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}&user=${user}${more}`;
}

export function notes(page: Page) {
  return control(page, "FieldNotes");
}

export function box(page: Page) {
  return notes(page).getByLabel("What did you hear?");
}

export function isFocused(page: Page): Promise<boolean> {
  return box(page).evaluate((element) => element === document.activeElement);
}

export type Row = Readonly<Record<string, unknown>>;

export async function rows(sandbox: BrowserSandbox, path: string): Promise<readonly Row[]> {
  const response = await sandbox.send(SAMPLE_USERS.admin.id, "GET", path);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { readonly value: readonly Row[] }).value;
}

export function notesSaying(sandbox: BrowserSandbox, text: string): Promise<readonly Row[]> {
  return rows(sandbox, `ent_fieldnotes?$filter=ent_text eq '${text.replace(/'/g, "''")}'`);
}

/** One of the account's people. */
export async function contactId(sandbox: BrowserSandbox): Promise<string> {
  const [contact] = await rows(
    sandbox,
    `contacts?$select=contactid&$filter=_parentcustomerid_value eq ${account} and statecode eq 0&$top=1`,
  );
  return String(contact?.contactid);
}

/**
 * What went wrong on the page, refusals of this component's requests among it. Those of the other components are their own
 * tests' business: the briefing asks for tables that not everybody may read.
 */
export async function faultsOf(page: Page, complaints: readonly string[]): Promise<string[]> {
  const refused = page.locator('.requests [data-origin="ent_Entente.FieldNotes"]');
  const statuses = await refused.evaluateAll((requests) =>
    requests.map((request) => Number(request.getAttribute("data-status"))),
  );
  return [
    ...complaints.filter((complaint) => !/status of 403/.test(complaint)),
    ...statuses.filter((status) => status >= 400).map((status) => `refused with ${status}`),
  ];
}
