import type { Page } from "playwright-core";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { form, rows, type Row } from "./fieldNotesPage";
import { pick } from "./recordPicker";

jest.setTimeout(180_000);

const { rep } = SAMPLE_USERS;
const REP = rep.fullName;
const COLLEAGUE = SAMPLE_USERS.thomas.fullName;
const REQUIRED = 5;
const OPTIONAL = 6;
const ORGANIZER = 7;
const FROM = 1;
const TO = 2;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.setLanguage(rep.id, 1033);
  await sandbox?.close();
});

/** One of the rep's own activities in which somebody else takes part in that way. */
async function activityOf(table: string, mask: number, state: number): Promise<string> {
  const collection = `${table}_activity_parties`;
  const own = await rows(
    sandbox,
    `${table}s?$select=activityid&$filter=_ownerid_value eq ${rep.id} and statecode eq ${String(state)}` +
      `&$orderby=subject&$expand=${collection}($select=_partyid_value,participationtypemask)`,
  );
  const found = own.find((activity) =>
    (activity[collection] as readonly Row[]).some(
      (party) => party.participationtypemask === mask && party._partyid_value !== rep.id,
    ),
  );
  return String(found?.activityid);
}

/** Who takes part, by `participationtypemask`, as the service says it. */
async function partiesOf(activity: string): Promise<(mask: number) => string[]> {
  const all: readonly Row[] = await rows(
    sandbox,
    `activityparties?$select=participationtypemask&$filter=_activityid_value eq ${activity}` +
      "&$expand=partyid_contact($select=fullname),partyid_systemuser($select=fullname)",
  );
  return (mask) =>
    all
      .filter((party) => party.participationtypemask === mask)
      .map((party) => String(((party.partyid_contact ?? party.partyid_systemuser) as Row).fullname))
      .sort();
}

async function shown(page: Page, label: string): Promise<string[]> {
  const list = page.getByRole("main").getByLabel(label, { exact: true });
  await list.waitFor();
  return (await list.getByRole("listitem").allTextContents()).sort();
}

describe("the form of a meeting", () => {
  it("shows who takes part, in every language, wide and on a phone, light and dark", async () => {
    const meeting = await activityOf("appointment", REQUIRED, 3);
    const parties = await partiesOf(meeting);
    expect(parties(REQUIRED).length).toBeGreaterThan(1);
    for (const [languageId, width, more, labels] of [
      [1033, 1280, "", ["Required attendees", "Optional attendees", "Organizer"]],
      [1036, 320, "&dark=1", ["Participants obligatoires", "Participants facultatifs", "Organisateur"]],
      [1043, 320, "", ["Vereiste deelnemers", "Optionele deelnemers", "Organisator"]],
      [1033, 1280, "&dark=1", ["Required attendees", "Optional attendees", "Organizer"]],
    ] as const) {
      await sandbox.setLanguage(rep.id, languageId);
      const { page, complaints, close } = await sandbox.open(form("appointment", meeting, rep.id, more), {
        width,
      });
      const [required, optional, organizer] = labels;
      expect(await shown(page, required)).toEqual(parties(REQUIRED));
      expect(await shown(page, optional)).toEqual([]);
      expect(await shown(page, organizer)).toEqual(parties(ORGANIZER));
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      await close();
    }
    await sandbox.setLanguage(rep.id, 1033);
  });

  it("lets its owner add somebody and take somebody off by the keyboard, and saves it", async () => {
    const meeting = await activityOf("appointment", REQUIRED, 3);
    const before = await partiesOf(meeting);
    const { page, complaints, close } = await sandbox.open(form("appointment", meeting, rep.id));
    const add = page.getByRole("button", { name: "Add to Optional attendees" });
    await add.focus();
    await page.keyboard.press("Enter");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".record-picker").waitFor({ state: "detached" });
    expect(await add.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    await pick(page, COLLEAGUE);
    expect(await shown(page, "Optional attendees")).toEqual([COLLEAGUE]);
    expect(await add.evaluate((element) => element === document.activeElement)).toBe(true);
    // Nobody stands in a list twice.
    await page.keyboard.press("Enter");
    await pick(page, COLLEAGUE);
    expect(await shown(page, "Optional attendees")).toEqual([COLLEAGUE]);

    const off = page.getByRole("button", { name: `Remove ${REP} from Required attendees` });
    await off.focus();
    await page.keyboard.press("Enter");
    await off.waitFor({ state: "detached" });
    const addRequired = page.getByRole("button", { name: "Add to Required attendees" });
    expect(await addRequired.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByText("– Unsaved").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByText("– Saved").waitFor();

    const after = await partiesOf(meeting);
    expect(after(OPTIONAL)).toEqual([COLLEAGUE]);
    expect(after(REQUIRED)).toEqual(before(REQUIRED).filter((name) => name !== REP));
    expect(after(ORGANIZER)).toEqual(before(ORGANIZER));
    expect(await shown(page, "Required attendees")).toEqual(after(REQUIRED));
    expect(await shown(page, "Optional attendees")).toEqual([COLLEAGUE]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows who takes part to somebody who is only invited, and says so when the service refuses their change", async () => {
    // The rep may write their own activities alone, and this one is a colleague's.
    const [meeting] = await rows(
      sandbox,
      `appointments?$select=activityid&$filter=subject eq 'Compliance: contract with the bank''s lawyers'`,
    );
    const id = String(meeting?.activityid);
    const { page, close } = await sandbox.open(form("appointment", id, rep.id));
    expect(await shown(page, "Required attendees")).toEqual([REP, COLLEAGUE].sort());
    await page.getByRole("button", { name: `Remove ${REP} from Required attendees` }).click();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.locator(".page-fault").waitFor();
    const parties = await partiesOf(id);
    expect(parties(REQUIRED)).toEqual([REP, COLLEAGUE].sort());
    await close();
  });
});

it("shows on the form of a call from whom to whom it is, and saves another one to be called", async () => {
  const call = await activityOf("phonecall", TO, 0);
  const before = await partiesOf(call);
  const { page, complaints, close } = await sandbox.open(form("phonecall", call, rep.id), { width: 320 });
  expect(await shown(page, "Call from")).toEqual(before(FROM));
  expect(await shown(page, "Call to")).toEqual(before(TO));
  await page.getByRole("button", { name: "Add to Call to" }).click();
  await pick(page, COLLEAGUE);
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.getByText("– Saved").waitFor();
  const after = await partiesOf(call);
  expect(after(TO)).toEqual([...before(TO), COLLEAGUE].sort());
  expect(after(FROM)).toEqual(before(FROM));
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(complaints).toEqual([]);
  await close();
});
