import { DataverseError } from "../../../sandbox/server/errors";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { openTestOrganization, type TestOrganization } from "./organization";
import { NOT_SUPPORTED, REFUSED, type RefusalCase } from "./refusals";

describe("a query", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openTestOrganization();
  }, 60_000);

  afterAll(() => test.close());

  async function refusal(fetch: string, table?: string): Promise<unknown> {
    try {
      return await executeFetchXml(test.organization, test.caller, table, fetch);
    } catch (error) {
      return error;
    }
  }

  const named = (cases: readonly RefusalCase[]) => cases.map((one) => [one.name, one] as const);

  it.each(named(REFUSED))("is refused with %s", async (_name, { fetch, code }) => {
    const error = await refusal(fetch);
    expect(error).toBeInstanceOf(DataverseError);
    expect(error).toMatchObject({ status: 400, code });
  });

  it.each(named(NOT_SUPPORTED))(
    "is refused as not supported with %s",
    async (_name, { fetch, code, status }) => {
      const error = await refusal(fetch);
      expect(error).toBeInstanceOf(DataverseError);
      expect(error).toMatchObject({ status, code });
      expect((error as DataverseError).message).toMatch(/^Not supported by the sandbox: /);
    },
  );

  it("is refused when it is about another table than the request", async () => {
    const error = await refusal(`<fetch><entity name="account"/></fetch>`, "contact");
    expect(error).toMatchObject({ status: 400, code: "0x80041128" });
  });

  it("names what it does not know as Dataverse does", async () => {
    expect(await refusal(`<fetch><entity name="acount"/></fetch>`)).toMatchObject({
      message:
        "The entity with a name = 'acount' with namemapping = 'Logical' was not found in the MetadataCache.",
    });
    expect(
      await refusal(`<fetch><entity name="account"><attribute name="nam"/></entity></fetch>`),
    ).toMatchObject({
      message: "'account' entity doesn't contain attribute with Name = 'nam' and NameMapping = 'Logical'.",
    });
  });
});
