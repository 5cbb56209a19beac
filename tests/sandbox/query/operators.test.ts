import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { OPERATORS } from "../../../sandbox/server/query/operators";
import { openTestOrganization, type TestOrganization } from "./organization";
import { seedProbes } from "./probes";
import { SEMANTICS } from "./semantics";

describe("FetchXML's operators", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openTestOrganization();
    await seedProbes(test);
  }, 60_000);

  afterAll(() => test.close());

  it.each(SEMANTICS.map((one) => [one.name, one] as const))("%s", async (_name, { fetch, expected }) => {
    const { rows } = await executeFetchXml(test.organization, test.caller, undefined, fetch);
    expect(rows.map((row) => row.ent_name ?? row.name).sort()).toEqual(expected);
  });

  it("are all tried, with a row that has no value among those they could give", () => {
    const tried = new Set(SEMANTICS.map(({ about }) => about));
    expect([...OPERATORS.keys()].filter((operator) => !tried.has(operator))).toEqual([]);
  });
});
