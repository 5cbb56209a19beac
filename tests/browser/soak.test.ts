import { workADay } from "../../bench/soak/repDay";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import type { OpenSandbox } from "../../sandbox/openSandbox";
import { openSandboxCopy } from "../copies";
import { packSolution } from "./packSolution";

jest.setTimeout(300_000);

let sandbox: OpenSandbox;
let url = "";
beforeAll(async () => {
  sandbox = await openSandboxCopy({ solution: await packSolution(), seed: "sample" });
  url = await sandbox.server.listen({ port: 0, host: "localhost" });
});
afterAll(async () => {
  await sandbox?.close();
});

describe("a rep who works in one page", () => {
  it("leaves nothing behind: no heap, nodes, listeners, timers or observers grow (npm run soak does it for long)", async () => {
    const day = await workADay({
      url: `${url}/main.aspx?pagetype=entityrecord&etn=account&id=${NAMED_ACCOUNTS.hot.id}`,
      rounds: 10,
    });
    expect(day.grown).toEqual([]);
    expect(day.complaints.filter((complaint) => !/status of 403/.test(complaint))).toEqual([]);
  });
});
