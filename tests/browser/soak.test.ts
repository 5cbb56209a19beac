import { workADay } from "../../bench/soak/repDay";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";

jest.setTimeout(300_000);

let sandbox: BrowserSandbox;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

describe("a rep who works in one page", () => {
  it("leaves nothing behind: no heap, nodes, listeners, timers or observers grow (npm run soak does it for long)", async () => {
    const { page, complaints, close } = await sandbox.open("/");
    const day = await workADay(page, {
      url: `${sandbox.url}/main.aspx?pagetype=entityrecord&etn=account&id=${NAMED_ACCOUNTS.hot.id}`,
      rounds: 10,
    });
    expect(day.grown).toEqual([]);
    expect(complaints.filter((complaint) => !/status of 403/.test(complaint))).toEqual([]);
    await close();
  });
});
