import type { Page } from "playwright-core";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import {
  account,
  box,
  contactId,
  faultsOf,
  form,
  isFocused,
  marketer,
  notes,
  notesSaying,
  rep,
} from "./fieldNotesPage";
import { until } from "./until";

jest.setTimeout(240_000);

/** An account that nobody has noted anything about. */
const quiet = NAMED_ACCOUNTS.never.id;

/** The bit of a modifier that a key event carries. */
const ALT = 1;

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

/** As a keyboard sends it. Playwright leaves out the letter while Alt is held, by which browsers know an access key. */
async function pressAccessKey(page: Page, letter: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const key = { key: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0), modifiers: ALT };
  await session.send("Input.dispatchKeyEvent", {
    type: "keyDown",
    text: letter,
    unmodifiedText: letter,
    ...key,
  });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}

describe("the capture", () => {
  it("keeps a note within sales from the marketer", async () => {
    const text = "For the team only";
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await notes(page).getByRole("checkbox", { name: "sales only" }).check();
    await notes(page).getByRole("button", { name: "Save", exact: true }).click();
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    await close();
    const desk = await sandbox.open(form("account", account, marketer));
    const read = notes(desk.page).getByRole("list", { name: "Notes on this client" });
    await read.or(notes(desk.page).getByText("No notes on this client yet.")).waitFor();
    expect(await desk.page.getByText(text).count()).toBe(0);
    await desk.close();
  });

  it.each([
    ["17.0.2", ""],
    ["16.14.0", "&react=16"],
  ])("takes a day of recontact from the keyboard, and none by half, on React %s", async (version, react) => {
    const text = `She wants to be called again (${version})`;
    const year = new Date().getFullYear() + 1;
    const { page, complaints, close } = await sandbox.open(form("account", account, rep, react));
    await box(page).fill(text);
    const day = notes(page).getByLabel("Recontact on");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1220");
    await page.keyboard.press("Control+Enter");
    await notes(page).getByText("The day of recontact is incomplete: finish it, or clear it.").waitFor();
    expect(await day.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type(`1220${year}`);
    expect(await day.inputValue()).toBe(`${year}-12-20`);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    expect(await notesSaying(sandbox, text)).toMatchObject([{ ent_recontacton: `${year}-12-20` }]);
    expect(await faultsOf(page, complaints)).toEqual([]);
    await close();
  });

  it("lets the keyboard change the day of recontact that the text says", async () => {
    const text = "Call back in 3 months, she said";
    const year = new Date().getFullYear() + 2;
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    const day = notes(page).getByLabel("Recontact on");
    expect(await day.inputValue()).not.toBe("");
    await page.keyboard.press("Tab");
    await page.keyboard.type(`0131${year}`);
    expect(await day.inputValue()).toBe(`${year}-01-31`);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    expect(await notesSaying(sandbox, text)).toMatchObject([{ ent_recontacton: `${year}-01-31` }]);
    await close();
  });

  it("interprets nothing of a hostile text", async () => {
    const text = `<img src=x onerror="document.title='broken'"> ' or 1 eq 1 ]]> שלום 👩‍👩‍👧`;
    const { page, complaints, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByRole("list", { name: "Notes on this client" }).getByText(text).waitFor();
    expect(await page.title()).not.toBe("broken");
    expect(await faultsOf(page, complaints)).toEqual([]);
    await close();
  });

  it("keeps the box and Save above a phone's keyboard", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep, "&phone=1"), {
      width: 320,
      height: 640,
    });
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await box(page).focus();
    // As a phone's keyboard leaves it.
    const left = { width: 320, height: 300 };
    await page.setViewportSize(left);
    const save = notes(page).getByRole("button", { name: "Save", exact: true });
    const isInSight = async () => {
      const [above, below] = await Promise.all([box(page).boundingBox(), save.boundingBox()]);
      return (above?.y ?? -1) >= 0 && (below?.y ?? Infinity) + (below?.height ?? 0) <= left.height;
    };
    await until(isInSight);

    // Something above that comes late.
    const isPushedOut = await box(page).evaluate((element) => {
      const late = document.createElement("div");
      late.style.height = "200px";
      element.closest("section")?.before(late);
      return element.getBoundingClientRect().bottom > window.innerHeight;
    });
    expect(isPushedOut).toBe(true);
    await until(isInSight);

    // Whoever scrolls away is not brought back.
    await page.mouse.move(160, 150);
    await page.mouse.wheel(0, -600);
    await until(async () => !(await isInSight()));
    await page.waitForTimeout(300);
    expect(await isInSight()).toBe(false);
    expect(await isFocused(page)).toBe(true);
    await close();
  });

  it("is one key away", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).waitFor();
    expect(await isFocused(page)).toBe(false);
    await pressAccessKey(page, "n");
    expect(await isFocused(page)).toBe(true);
    await close();
  });

  it.each([
    ["French", 1036, ""],
    ["Dutch", 1043, "&react=16&dark=1"],
  ])("has room and no accessibility fault at 320 px in %s, for the marketer", async (_, language, more) => {
    await sandbox.setLanguage(marketer, language);
    const path = form("contact", await contactId(sandbox), marketer, `&phone=1${more}`);
    const { page, close } = await sandbox.open(path, { width: 320, height: 640 });
    await notes(page).getByRole("listitem").first().waitFor();
    const isWider = await notes(page).evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isWider).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
    await sandbox.setLanguage(marketer, 1033);
  });

  it("has room enough on a phone", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep, "&phone=1"), {
      width: 320,
      height: 640,
    });
    await box(page).waitFor();
    const { inner, outer } = await notes(page).evaluate((element) => ({
      inner: element.scrollWidth,
      outer: element.clientWidth,
    }));
    expect(inner).toBeLessThanOrEqual(outer);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });
});

describe.each([
  ["appointment", "appointments"],
  ["phonecall", "phonecalls"],
])("the form of a talk at 320 px: %s", (table, set) => {
  it.each([
    ["French, light, without notes", 1036, "", 0],
    ["Dutch, dark, on React 16, with notes", 1043, "&react=16&dark=1", 1],
  ])("has room and no accessibility fault in %s", async (_, language, more, written) => {
    const made = await sandbox.send(SAMPLE_USERS.admin.id, "POST", set, {
      subject: "Talk about the data platform",
      [`regardingobjectid_account_${table}@odata.bind`]: `/accounts(${written ? account : quiet})`,
    });
    const id = /\(([^()]+)\)$/.exec(made.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
    if (written) {
      const note = {
        ent_name: "Heard",
        ent_text: `${table} ${"x".repeat(80)}`,
        ent_notedon: new Date().toISOString(),
      };
      const sent = await sandbox.send(rep, "POST", "ent_fieldnotes", {
        ...note,
        "ent_accountid@odata.bind": `/accounts(${account})`,
      });
      expect(sent.status).toBe(204);
    }
    await sandbox.setLanguage(rep, language);
    const { page, close } = await sandbox.open(form(table, id, rep, `&phone=1${more}`), {
      width: 320,
      height: 640,
    });
    await notes(page).getByRole("textbox").first().waitFor();
    const items = notes(page)
      .getByRole("listitem")
      .filter({ hasText: `${table} xxxx` });
    if (written) await items.first().waitFor();
    expect(await items.count()).toBe(written);
    const isWider = await notes(page).evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isWider).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
    await sandbox.setLanguage(rep, 1033);
  });
});

describe("the export of a contact", () => {
  it("is opened as a file from the contact form", async () => {
    const { page, close } = await sandbox.open(
      form("contact", await contactId(sandbox), SAMPLE_USERS.admin.id),
    );
    await notes(page).getByRole("button", { name: "Export what Entente holds (JSON)" }).click();
    await notes(page)
      .getByText(/^The file is open/)
      .waitFor();
    await close();
  });
});
