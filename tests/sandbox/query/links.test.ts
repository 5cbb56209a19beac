import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { LINKS, openLinkedOrganization } from "./links";
import type { TestOrganization } from "./organization";

const LINK_TYPES = [
  "inner",
  "outer",
  "any",
  "not any",
  "all",
  "not all",
  "exists",
  "in",
  "matchfirstrowusingcrossapply",
];

describe("FetchXML's links", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openLinkedOrganization();
  }, 60_000);

  afterAll(() => test.close());

  it.each(LINKS.map((one) => [one.name, one] as const))("%s", async (_name, { fetch, expected }) => {
    const { rows } = await executeFetchXml(test.organization, test.caller, undefined, fetch);
    expect(rows.map((row) => String(row.fullname)).sort()).toEqual([...expected].sort());
  });

  it("are all tried", () => {
    const tried = new Set(LINKS.map(({ about }) => about));
    expect(LINK_TYPES.filter((type) => !tried.has(`link-type ${type}`))).toEqual([]);
  });
});
