import { SAMPLE_USERS } from "../../sandbox/data/users";
import { accessibilityFaults } from "./axe";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { chooseTab, control } from "./interestRanking";

jest.setTimeout(180_000);

const HEALTH = 1;

let sandbox: BrowserSandbox;
let policy: string;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
  const answer = await sandbox.send(SAMPLE_USERS.admin.id, "POST", "ent_policies", {
    ent_name: "Agreed thresholds",
    ent_effectivefrom: "2026-01-01",
  });
  policy = /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
});
afterAll(() => sandbox?.close());

async function openHealth(user: string, more: string, width: number) {
  const opened = await sandbox.open(
    `/main.aspx?pagetype=entityrecord&etn=ent_policy&id=${policy}&user=${user}${more}`,
    { width },
  );
  await chooseTab(opened.page, HEALTH);
  const health = control(opened.page, "Health");
  await health.getByText("How long each question takes").waitFor();
  return { ...opened, health };
}

describe("the health page on the policy form", () => {
  it.each([
    ["light", "", 1280],
    ["dark", "&dark=1", 1280],
    ["at 320 px", "", 320],
    ["dark at 320 px", "&dark=1", 320],
    ["on React 16", "&react=16", 1280],
  ])("finds all of Entente in the sample organisation, and is accessible: %s", async (_, more, width) => {
    const { page, health, complaints, close } = await openHealth(SAMPLE_USERS.admin.id, more, width);
    expect(await health.getByText(/keeps? Entente from working/).count()).toBe(0);
    expect(await health.getByText("Agreed thresholds").count()).toBe(1);
    const others = health.getByRole("button", { name: /^Show \d+ more$/ });
    expect(await others.count()).toBe(width === 320 ? 3 : 0);
    while ((await others.count()) > 0) await others.first().click();
    expect(await health.getByText(/^\d+ ms$/).count()).toBe(9);
    expect(await health.getByText(/^Tables and columns: (\d+) of \1 complete$/).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await close();
  });

  it("names a closing stage that no deal can have, and the stages that there are", async () => {
    await sandbox.send(SAMPLE_USERS.admin.id, "PATCH", `ent_policies(${policy})`, {
      ent_closingstages: "3; 7",
    });
    const { health, complaints, close } = await openHealth(SAMPLE_USERS.admin.id, "", 1280);
    await health.getByText("Among the policy’s closing stages, no sales stage has this value: 7.").waitFor();
    expect(await health.getByText("0 (Qualify); 1 (Develop); 2 (Propose); 3 (Close)").count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
