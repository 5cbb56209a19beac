import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { account, box, form, notes, notesSaying, rep } from "./fieldNotesPage";

jest.setTimeout(240_000);

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

/** Until told otherwise: Chromium itself sends a request again whose connection broke while it was being reused. */
async function fault(effect: object): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ userId: rep, method: "POST", url: "ent_fieldnotes", effect }),
  });
  expect(response.status).toBe(201);
}

async function recover(): Promise<void> {
  await fetch(`${sandbox.url}/sandbox/faults`, { method: "DELETE" });
}

describe("on a bad day", () => {
  afterEach(recover);

  it.each([
    ["the connection is cut before the service got it", { kind: "cutBefore" }],
    ["the connection is cut after the service did it", { kind: "cutAfter" }],
    ["the service asks for patience", { kind: "throttled" }],
    ["the service is unavailable", { kind: "serverError", status: 503 }],
    ["a gateway stands in between", { kind: "serverError", status: 504 }],
    ["the sign-in has expired", { kind: "signedOut" }],
  ])("a note says that it is not saved yet, and is there once in the end, when %s", async (which, effect) => {
    const text = `Heard when ${which}`;
    await fault(effect);
    const { page, close } = await sandbox.open(form("account", account, rep));
    await box(page).fill(text);
    await notes(page).getByRole("button", { name: "Save", exact: true }).click();
    const waiting = notes(page).getByRole("list", { name: "Notes not saved yet" });
    await waiting.getByText("Not saved yet.").waitFor();
    expect(await waiting.getByLabel("Text not saved yet").inputValue()).toBe(text);
    // By itself, after five to seven and a half seconds, or after twice as long the second time.
    await recover();
    await notes(page).getByText("Saved.").waitFor({ timeout: 45_000 });
    expect(await waiting.count()).toBe(0);
    expect(await notesSaying(sandbox, text)).toHaveLength(1);
    await close();
  });

  it("a note whose form is left stays as not saved yet on the form that opens next", async () => {
    const text = "Heard, and gone on";
    await fault({ kind: "cutAfter" });
    const { page, close } = await sandbox.open(form("account", account, rep));
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await box(page).fill(text);
    await page.keyboard.press("Control+Enter");
    const waiting = notes(page).getByRole("list", { name: "Notes not saved yet" });
    await waiting.getByText("Not saved yet.").waitFor();
    await page.getByRole("button", { name: "Refresh" }).first().click();
    await box(page).waitFor();
    expect(await waiting.getByLabel("Text not saved yet").inputValue()).toBe(text);
    await recover();
    await notes(page).getByText("Saved.").waitFor({ timeout: 45_000 });
    expect(await notesSaying(sandbox, text)).toHaveLength(1);
    await close();
  });

  it("a note waits for the connection and goes out when it is back", async () => {
    const text = "Heard in a tunnel";
    const { page, close } = await sandbox.open(form("account", account, rep));
    await notes(page).getByRole("combobox", { name: "Other topic" }).waitFor();
    await page.getByRole("checkbox", { name: "Offline" }).check();
    await box(page).fill(text);
    await page.keyboard.press("Control+Enter");
    await notes(page).getByText("You are offline; it is sent as soon as there is a connection.").waitFor();
    expect(await notesSaying(sandbox, text)).toHaveLength(0);
    await page.getByRole("checkbox", { name: "Offline" }).uncheck();
    await notes(page).getByText("Saved.").waitFor();
    expect(await notesSaying(sandbox, text)).toHaveLength(1);
    await close();
  });

  it("the user is warned before leaving with an unsaved text, and not afterwards", async () => {
    const { page, close } = await sandbox.open(form("account", account, rep));
    const warned = () =>
      page.evaluate(() => {
        const event = new Event("beforeunload", { cancelable: true });
        window.dispatchEvent(event);
        return event.defaultPrevented;
      });
    await box(page).fill("Not to be lost");
    expect(await warned()).toBe(true);
    await box(page).fill("");
    expect(await warned()).toBe(false);
    await close();
  });
});
