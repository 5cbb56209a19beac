import { finish, list, read, refusal, send, startService, type Service } from "./service";

jest.setTimeout(60_000);

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => finish(service));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ACCOUNT = "EntityDefinitions(LogicalName='account')";
const PICKLIST = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata";

const names = async (target: string): Promise<unknown[]> =>
  (await list(service, target)).map((row) => row["LogicalName"]);

describe("definitions", () => {
  it("are filtered by an enumeration as it is documented, with its namespace", async () => {
    const owned = await names(
      "EntityDefinitions?$select=LogicalName&$filter=OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
    );
    expect(owned).toEqual(expect.arrayContaining(["account", "contact", "tst_visit"]));
    expect(owned).not.toContain("transactioncurrency");
    const others = await names(
      "EntityDefinitions?$filter=OwnershipType ne Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
    );
    expect(others).toContain("transactioncurrency");
    expect(others).not.toContain("account");
    expect(
      await names(
        "EntityDefinitions(LogicalName='tst_visit')/Attributes?$filter=RequiredLevel/Value ne Microsoft.Dynamics.CRM.AttributeRequiredLevel'Recommended' and AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Uniqueidentifier'",
      ),
    ).toEqual(["tst_visitid"]);
    expect(
      await names(
        `${ACCOUNT}/Attributes?$select=LogicalName&$filter=RequiredLevel/Value eq Microsoft.Dynamics.CRM.AttributeRequiredLevel'ApplicationRequired'`,
      ),
    ).toEqual(["name"]);
    expect(
      await names(
        `${ACCOUNT}/Attributes?$filter=LogicalName eq 'Microsoft.Dynamics.CRM' or IsPrimaryName eq true`,
      ),
    ).toEqual(["name"]);
  });

  it("have a MetadataId that stays, always comes along, and names them", async () => {
    const { MetadataId: table, ...more } = await read(service, `${ACCOUNT}?$select=EntitySetName`);
    expect(table).toMatch(UUID);
    expect(Object.keys(more)).toEqual(["@odata.context", "EntitySetName"]);
    expect(
      await list(service, "EntityDefinitions?$filter=LogicalName eq 'account'&$select=MetadataId"),
    ).toEqual([{ MetadataId: table }]);
    expect(await list(service, `EntityDefinitions?$filter=MetadataId eq ${String(table)}`)).toMatchObject([
      { LogicalName: "account" },
    ]);
    const [column] = await list(
      service,
      `EntityDefinitions(${String(table)})/Attributes?$filter=LogicalName eq 'industrycode'&$select=MetadataId`,
    );
    expect(column).toEqual({
      "@odata.type": `#${PICKLIST}`,
      MetadataId: expect.stringMatching(UUID) as string,
    });
    expect(
      await read(
        service,
        `EntityDefinitions(${String(table)})/Attributes(${String(column?.["MetadataId"])})/${PICKLIST}?$select=LogicalName`,
      ),
    ).toMatchObject({ LogicalName: "industrycode" });
    const [relationship] = await list(
      service,
      "RelationshipDefinitions?$filter=SchemaName eq 'tst_contact_visits'&$select=MetadataId",
    );
    expect(
      await read(service, `RelationshipDefinitions(${String(relationship?.["MetadataId"])})`),
    ).toMatchObject({ SchemaName: "tst_contact_visits" });
    expect(refusal(await send(service, "GET", `EntityDefinitions(${service.repId})`))).toEqual({
      status: 404,
      code: "0x80060888",
    });
  });

  it("of choices give their options, expanded on columns of one type, from either property", async () => {
    const columns = await list(
      service,
      `${ACCOUNT}/Attributes/${PICKLIST}?$select=LogicalName&$expand=OptionSet,GlobalOptionSet($select=Options)`,
    );
    expect(columns.length).toBeGreaterThan(0);
    const industry = columns.find((column) => column["LogicalName"] === "industrycode");
    const { Options: options } = industry?.["OptionSet"] as { Options: Record<string, unknown>[] };
    expect(industry).toEqual({
      MetadataId: expect.stringMatching(UUID) as string,
      LogicalName: "industrycode",
      OptionSet: expect.objectContaining({
        Name: "account_industrycode",
        OptionSetType: "Picklist",
        MetadataId: expect.stringMatching(UUID) as string,
      }) as object,
      GlobalOptionSet: { MetadataId: expect.stringMatching(UUID) as string, Options: options },
    });
    expect(options[0]).toMatchObject({
      Value: 1,
      Label: { UserLocalizedLabel: { Label: "Accounting", LanguageCode: 1033 } },
    });
    expect(
      await read(
        service,
        `${ACCOUNT}/Attributes(LogicalName='industrycode')/${PICKLIST}/OptionSet?$select=Options`,
      ),
    ).toMatchObject({ Options: options });
  });

  it("of states, status reasons and of yes or no say what belongs together", async () => {
    const one = async (name: string, type: string): Promise<unknown> =>
      (
        await read(
          service,
          `${ACCOUNT}/Attributes(LogicalName='${name}')/Microsoft.Dynamics.CRM.${type}AttributeMetadata?$select=LogicalName&$expand=OptionSet`,
        )
      )["OptionSet"];
    expect(await one("statecode", "State")).toMatchObject({
      OptionSetType: "State",
      Options: [
        { Value: 0, DefaultStatus: 1 },
        { Value: 1, DefaultStatus: 2 },
      ],
    });
    expect(await one("statuscode", "Status")).toMatchObject({
      OptionSetType: "Status",
      Options: [
        { Value: 1, State: 0 },
        { Value: 2, State: 1 },
      ],
    });
    expect(await one("donotemail", "Boolean")).toMatchObject({
      OptionSetType: "Boolean",
      TrueOption: { Value: 1 },
      FalseOption: { Value: 0 },
    });
  });

  it("of columns not cast tell the form host the options of those that it asks for", async () => {
    const columns = await list(
      service,
      `${ACCOUNT}/Attributes?$select=LogicalName,OptionSet&$filter=LogicalName eq 'industrycode' or LogicalName eq 'name' or LogicalName eq 'none'`,
    );
    expect(columns.find((column) => column["LogicalName"] === "name")).toMatchObject({ OptionSet: null });
    expect(columns.find((column) => column["LogicalName"] === "industrycode")).toMatchObject({
      OptionSet: { Options: expect.arrayContaining([expect.objectContaining({ Value: 1 })]) as object },
    });
    expect(columns).toHaveLength(2);
  });

  it("of lookups of every kind are found by one cast", async () => {
    const lookups = await names(
      "EntityDefinitions(LogicalName='contact')/Attributes/Microsoft.Dynamics.CRM.LookupAttributeMetadata?$select=LogicalName,Targets",
    );
    expect(lookups).toEqual(expect.arrayContaining(["parentcustomerid", "ownerid", "createdby"]));
  });
});

describe("a property that definitions here lack", () => {
  it("is refused as such wherever it stands, and never finds an empty list", async () => {
    for (const target of [
      "EntityDefinitions?$filter=CanCreateAttributes/Value eq true",
      "EntityDefinitions?$filter=LogicalName eq 'none' and CanCreateAttributes/Value eq true",
      "EntityDefinitions?$filter=LogicalName eq 'none' or toString ne null",
      "EntityDefinitions?$filter=LogicalName/length eq 7",
      "EntityDefinitions?$filter=LogicalName eq 'none'&$select=IsKnowledgeManagementEnabled",
      "EntityDefinitions?$select=LogicalName,constructor",
      `${ACCOUNT}?$select=DisplayName,IsKnowledgeManagementEnabled`,
      `${ACCOUNT}/Attributes?$filter=IsAuditEnabled/Value eq true`,
      `${ACCOUNT}/Attributes?$select=LogicalName,IsAuditEnabled`,
      "RelationshipDefinitions?$filter=ReferencedEntity eq 'account'",
    ]) {
      expect([target, refusal(await send(service, "GET", target))]).toEqual([
        target,
        { status: 501, code: "0x80040203" },
      ]);
    }
    expect(
      await list(
        service,
        "RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata?$select=SchemaName&$filter=ReferencedEntity eq 'contact' and ReferencingEntity eq 'tst_visit'",
      ),
    ).toMatchObject([{ SchemaName: "tst_contact_visits" }]);
  });
});
