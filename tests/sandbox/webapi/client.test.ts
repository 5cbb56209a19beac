import { DynamicsWebApi } from "dynamics-web-api";
import { finish, startService, type Service } from "./service";

jest.setTimeout(60_000);

/** The service through the eyes of a client that somebody else wrote. */
let service: Service;
let client: DynamicsWebApi;

beforeAll(async () => {
  service = await startService();
  client = new DynamicsWebApi({
    serverUrl: service.origin,
    dataApi: { version: "9.2" },
    propagateErrors: true,
  });
});
afterAll(() => finish(service));

interface Account {
  accountid: string;
  name: string;
  revenue?: number | null;
  "@odata.etag"?: string;
}

interface ClientError {
  status: number;
  code: string;
  message: string;
}

function account(name: string, more: Record<string, unknown> = {}): Promise<Account> {
  return client.create<Record<string, unknown>, Account>({
    collection: "accounts",
    data: { name, ...more },
    returnRepresentation: true,
    select: ["name", "revenue"],
  });
}

async function failure(work: Promise<unknown>): Promise<ClientError> {
  try {
    await work;
  } catch (error) {
    return error as ClientError;
  }
  throw new Error("It should have been refused.");
}

describe("rows", () => {
  it("are created, read, changed and deleted", async () => {
    const made = await account("Client one", { revenue: 12.345 });
    expect(made).toMatchObject({ name: "Client one", revenue: 12.35 });
    const id = await client.create({ collection: "accounts", data: { name: "Only an id" } });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    await client.update({ collection: "accounts", key: made.accountid, data: { name: "Client two" } });
    const shown = await client.retrieve<Account>({
      collection: "accounts",
      key: made.accountid,
      select: ["name", "_ownerid_value"],
      includeAnnotations: "*",
    });
    expect(shown).toMatchObject({ name: "Client two", _ownerid_value_Formatted: "System Administrator" });
    await client.updateSingleProperty({
      collection: "accounts",
      key: made.accountid,
      fieldValuePair: { name: "Client three" },
    });
    expect(
      await client.retrieve<Account>({ collection: "accounts", key: made.accountid, select: ["name"] }),
    ).toMatchObject({
      name: "Client three",
    });
    await client.deleteRecord({ collection: "accounts", key: made.accountid, property: "revenue" });
    expect(
      await client.retrieve<Account>({ collection: "accounts", key: made.accountid, select: ["revenue"] }),
    ).toMatchObject({ revenue: null });
    await client.deleteRecord({ collection: "accounts", key: made.accountid });
    expect(await failure(client.retrieve({ collection: "accounts", key: made.accountid }))).toMatchObject({
      status: 404,
      code: "0x80040217",
    });
  });

  it("are created by upsert, changed by upsert, and neither where the client says so", async () => {
    const id = "5531d753-95af-e711-a94e-000d3a11e605";
    await client.upsert({ collection: "accounts", key: id, data: { name: "Upserted" } });
    await client.upsert({ collection: "accounts", key: id, data: { name: "Upserted again" } });
    expect(
      await client.retrieve<Account>({ collection: "accounts", key: id, select: ["name"] }),
    ).toMatchObject({
      name: "Upserted again",
    });
    expect(
      await failure(
        client.upsert({ collection: "accounts", key: id, data: { name: "x" }, ifnonematch: "*" }),
      ),
    ).toMatchObject({ status: 412, code: "0x80040237" });
    const missing = "5531d753-95af-e711-a94e-000d3a11e606";
    expect(
      await failure(
        client.upsert({ collection: "accounts", key: missing, data: { name: "x" }, ifmatch: "*" }),
      ),
    ).toMatchObject({ status: 404, code: "0x80040217" });
  });

  it("are found and made by their alternate key", async () => {
    const contactid = await client.create<unknown, string>({
      collection: "contacts",
      data: { lastname: "Key" },
    });
    const key = `tst_code='A1',_tst_contactid_value=${contactid}`;
    const body = { tst_name: "Fair", "tst_ContactId@odata.bind": `/contacts(${contactid})` };
    await client.upsert({ collection: "tst_visits", key, data: { tst_name: "Fair" } });
    await client.upsert({ collection: "tst_visits", key, data: { tst_seats: 4 } });
    const visits = await client.retrieveMultiple({
      collection: "tst_visits",
      select: ["tst_name", "tst_code", "tst_seats"],
    });
    expect(visits.value).toMatchObject([{ tst_name: "Fair", tst_code: "A1", tst_seats: 4 }]);
    const second = client.create({ collection: "tst_visits", data: { ...body, tst_code: "a1" } });
    expect(await failure(second)).toMatchObject({ status: 412, code: "0x80060892" });
  });

  it("are not overwritten by who read an older version", async () => {
    const made = await account("Versioned");
    const etag = made["@odata.etag"] as string;
    await client.update({
      collection: "accounts",
      key: made.accountid,
      data: { name: "First" },
      ifmatch: etag,
    });
    expect(
      await failure(
        client.update({
          collection: "accounts",
          key: made.accountid,
          data: { name: "Second" },
          ifmatch: etag,
        }),
      ),
    ).toMatchObject({ status: 412, code: "0x80060882" });
    expect(
      await failure(client.deleteRecord({ collection: "accounts", key: made.accountid, ifmatch: etag })),
    ).toMatchObject({ status: 412, code: "0x80060882" });
  });

  it("come with those nested in them", async () => {
    const made = await client.create<Record<string, unknown>, Record<string, unknown>>({
      collection: "accounts",
      data: {
        name: "Deep",
        primarycontactid: { firstname: "Prime", lastname: "Contact" },
        contact_customer_accounts: [
          { lastname: "Child 1", Contact_Tasks: [{ subject: "Call back" }] },
          { lastname: "Child 2" },
        ],
      },
      returnRepresentation: true,
      select: ["name"],
      expand:
        "primarycontactid($select=fullname),contact_customer_accounts($select=lastname;$orderby=lastname desc)",
    });
    expect(made).toMatchObject({
      primarycontactid: { fullname: "Prime Contact" },
      contact_customer_accounts: [{ lastname: "Child 2" }, { lastname: "Child 1" }],
    });
    const tasks = await client.retrieveMultiple({
      collection: "tasks",
      select: ["subject"],
      filter: "regardingobjectid_contact_task/lastname eq 'Child 1'",
    });
    expect(tasks.value).toMatchObject([{ subject: "Call back" }]);
  });
});

describe("queries", () => {
  const COUNT = 25;
  beforeAll(async () => {
    for (let index = 0; index < COUNT; index++) {
      await client.create({
        collection: "leads",
        data: { lastname: `Lead ${String(index).padStart(2, "0")}` },
      });
    }
  });

  it("by OData are paged to the end", async () => {
    const first = await client.retrieveMultiple({
      collection: "leads",
      select: ["lastname"],
      orderBy: ["lastname desc"],
      maxPageSize: 10,
    });
    expect(first.value).toHaveLength(10);
    expect(first.oDataNextLink).toContain("$skiptoken=");
    const all = await client.retrieveAll<{ lastname: string }>({
      collection: "leads",
      select: ["lastname"],
      orderBy: ["lastname desc"],
      maxPageSize: 10,
    });
    const names = all.value.map((row) => row.lastname);
    expect(names).toHaveLength(COUNT);
    expect(names).toEqual([...names].sort().reverse());
  });

  it("by FetchXML are paged to the end with their cookie", async () => {
    const fetchXml = `<fetch count="7"><entity name="lead"><attribute name="lastname"/><order attribute="lastname"/></entity></fetch>`;
    const first = await client.fetch<{ lastname: string }>({
      collection: "leads",
      fetchXml,
      includeAnnotations: "*",
    });
    expect(first.value).toHaveLength(7);
    expect(first.PagingInfo).toMatchObject({
      nextPage: 2,
      cookie: expect.stringContaining("cookie") as string,
    });
    const all = await client.fetchAll<{ lastname: string }>({
      collection: "leads",
      fetchXml,
      // Dataverse sends the cookie only to those who ask for it.
      includeAnnotations: "Microsoft.Dynamics.CRM.fetchxmlpagingcookie",
    });
    const names = (all as unknown as { value: { lastname: string }[] }).value.map((row) => row.lastname);
    expect(names).toHaveLength(COUNT);
    expect(names).toEqual([...names].sort());
  });

  it("count", async () => {
    expect(await client.count({ collection: "leads" })).toBe(COUNT);
    expect(await client.count({ collection: "leads", filter: "lastname gt 'Lead 20'" })).toBe(4);
    expect(await client.countAll({ collection: "leads", filter: "lastname eq 'Lead 03'" })).toBe(1);
  });

  it("expand, also below what is expanded", async () => {
    const accountid = await client.create<unknown, string>({
      collection: "accounts",
      data: {
        name: "Expanded",
        contact_customer_accounts: [{ lastname: "E1" }, { lastname: "E2" }],
      },
    });
    const rows = await client.retrieveMultiple<Record<string, unknown>>({
      collection: "accounts",
      filter: `accountid eq ${accountid}`,
      select: ["name"],
      expand: [
        {
          property: "owninguser",
          select: ["fullname"],
          expand: [{ property: "businessunitid", select: ["name"] }],
        },
        { property: "contact_customer_accounts", select: ["lastname"], filter: "lastname ne 'E1'" },
      ],
    });
    expect(rows.value).toMatchObject([
      {
        name: "Expanded",
        owninguser: { fullname: "System Administrator", businessunitid: { name: "Entente sandbox" } },
        contact_customer_accounts: [{ lastname: "E2" }],
      },
    ]);
  });
});

describe("associations", () => {
  it("of one to many, and of many to many, are made and ended", async () => {
    const accountid = await client.create<unknown, string>({
      collection: "accounts",
      data: { name: "Associated" },
    });
    const contactid = await client.create<unknown, string>({
      collection: "contacts",
      data: { lastname: "Associated" },
    });
    const leadid = await client.create<unknown, string>({
      collection: "leads",
      data: { lastname: "Associated" },
    });
    await client.associate({
      collection: "accounts",
      primaryKey: accountid,
      relationshipName: "contact_customer_accounts",
      relatedCollection: "contacts",
      relatedKey: contactid,
    });
    expect(
      await client.retrieve({ collection: "contacts", key: contactid, select: ["_parentcustomerid_value"] }),
    ).toMatchObject({ _parentcustomerid_value: accountid });
    const manyToMany = {
      collection: "contacts",
      primaryKey: contactid,
      relationshipName: "contactleads_association",
      relatedCollection: "leads",
      relatedKey: leadid,
    };
    await client.associate(manyToMany);
    expect(await failure(client.associate(manyToMany))).toMatchObject({ status: 412, code: "0x80040237" });
    const withLeads = await client.retrieve<Record<string, unknown>>({
      collection: "contacts",
      key: contactid,
      select: ["lastname"],
      expand: [{ property: "contactleads_association", select: ["lastname"] }],
    });
    expect(withLeads["contactleads_association"]).toMatchObject([{ lastname: "Associated" }]);
    await client.disassociate(manyToMany);
    const without = await client.retrieve<Record<string, unknown>>({
      collection: "contacts",
      key: contactid,
      select: ["lastname"],
      expand: [{ property: "contactleads_association" }],
    });
    expect(without["contactleads_association"]).toEqual([]);
    await client.associateSingleValued({
      collection: "accounts",
      primaryKey: accountid,
      navigationProperty: "primarycontactid",
      relatedCollection: "contacts",
      relatedKey: contactid,
    });
    const primary = (): Promise<Record<string, unknown>> =>
      client.retrieve({ collection: "accounts", key: accountid, select: ["_primarycontactid_value"] });
    expect(await primary()).toMatchObject({ _primarycontactid_value: contactid });
    await client.disassociateSingleValued({
      collection: "accounts",
      primaryKey: accountid,
      navigationProperty: "primarycontactid",
    });
    expect(await primary()).toMatchObject({ _primarycontactid_value: null });
  });
});

describe("batches", () => {
  it("answer their requests in order, and refer to what they made", async () => {
    client.startBatch();
    void client.create({ collection: "accounts", data: { name: "Batch account" }, contentId: "1" });
    void client.create({
      collection: "contacts",
      data: { lastname: "Batch contact", "parentcustomerid_account@odata.bind": "$1" },
    });
    void client.count({ collection: "leads" });
    void client.retrieveMultiple({
      collection: "accounts",
      select: ["name"],
      filter: "name eq 'Batch account'",
    });
    const [accountid, contactid, count, found] = (await client.executeBatch()) as [
      string,
      string,
      number,
      { value: unknown[] },
    ];
    expect(await client.retrieve({ collection: "contacts", key: contactid })).toMatchObject({
      _parentcustomerid_value: accountid,
    });
    expect(count).toBeGreaterThan(0);
    expect(found.value).toMatchObject([{ accountid, name: "Batch account" }]);
  });

  it("undo a whole change set when a part of it fails", async () => {
    client.startBatch();
    void client.create({ collection: "accounts", data: { name: "Never there" } });
    void client.create({ collection: "contacts", data: { lastname: "x".repeat(60) } });
    const error = await failure(client.executeBatch());
    expect(JSON.stringify(error)).toContain("0x80044331");
    const found = await client.retrieveMultiple({ collection: "accounts", filter: "name eq 'Never there'" });
    expect(found.value).toEqual([]);
  });
});

describe("a generic client", () => {
  it("finds the tables, columns and relationships described", async () => {
    const tables = await client.retrieveEntities({ select: ["LogicalName", "EntitySetName"] });
    expect(tables.value).toContainEqual(
      expect.objectContaining({ LogicalName: "tst_visit", EntitySetName: "tst_visits" }),
    );
    const entity = await client.retrieveEntity<Record<string, unknown>>({
      key: "LogicalName='tst_visit'",
      select: ["PrimaryIdAttribute"],
      expand: [{ property: "Attributes", select: ["LogicalName", "AttributeType"] }, { property: "Keys" }],
    });
    expect(entity).toMatchObject({
      PrimaryIdAttribute: "tst_visitid",
      Attributes: expect.arrayContaining([
        expect.objectContaining({ LogicalName: "tst_cost", AttributeType: "Money" }),
      ]) as unknown[],
      Keys: [expect.objectContaining({ KeyAttributes: ["tst_code", "tst_contactid"] })],
    });
    const relationship = await client.retrieveRelationship<Record<string, unknown>>({
      key: "SchemaName='tst_contact_visits'",
    });
    expect(relationship).toMatchObject({ ReferencingEntity: "tst_visit", ReferencedEntity: "contact" });
    const named = new DynamicsWebApi({
      serverUrl: service.origin,
      dataApi: { version: "9.2" },
      useEntityNames: true,
    });
    const id = await named.create({ collection: "tst_visit", data: { tst_name: "By its logical name" } });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const csdl = await client.retrieveCsdlMetadata();
    expect(csdl).toContain('<EntityType Name="tst_visit"');
    expect(csdl).toContain('<NavigationProperty Name="tst_ContactId" Type="mscrm.contact">');
  });

  it("calls functions and actions by their names", async () => {
    expect(await client.callFunction<Record<string, unknown>>("WhoAmI")).toMatchObject({
      UserId: service.administratorId,
    });
    const asRep = await client.callFunction<Record<string, unknown>>({
      name: "WhoAmI",
      impersonate: service.repId,
    });
    expect(asRep).toMatchObject({ UserId: service.repId });
    const listid = await client.create<unknown, string>({
      collection: "lists",
      data: { listname: "L", createdfromcode: 2, type: false },
    });
    const contactid = await client.create<unknown, string>({
      collection: "contacts",
      data: { lastname: "Listed" },
    });
    const added = await client.callAction<Record<string, unknown>>({
      collection: "lists",
      key: listid,
      actionName: "Microsoft.Dynamics.CRM.AddMemberList",
      action: { EntityId: contactid },
    });
    expect(added).toMatchObject({ Id: expect.any(String) as string });
  });
});

describe("bad days", () => {
  afterEach(() => {
    service.faults.remove();
  });

  it("are throttled with the time to wait, for one user and some requests only", async () => {
    service.faults.add({
      userId: service.administratorId,
      method: "GET",
      url: "/leads",
      times: 1,
      effect: { kind: "throttled", limit: "concurrency", retryAfterSeconds: 7 },
    });
    const error = (await failure(client.count({ collection: "leads" }))) as ClientError & {
      headers: Record<string, string>;
    };
    expect(error).toMatchObject({ status: 429, code: "0x80072326" });
    expect(error.headers["retry-after"]).toBe("7");
    expect(await client.count({ collection: "leads" })).toBeGreaterThan(0);
  });

  it("break the connection before a write is done, or after", async () => {
    const countOf = async (name: string): Promise<number> =>
      (await client.retrieveMultiple({ collection: "accounts", filter: `name eq '${name}'` })).value.length;
    service.faults.add({ method: "POST", times: 1, effect: { kind: "cutBefore" } });
    await failure(client.create({ collection: "accounts", data: { name: "Cut before" } }));
    service.faults.add({ method: "POST", times: 1, effect: { kind: "cutAfter" } });
    await failure(client.create({ collection: "accounts", data: { name: "Cut after" } }));
    expect(await countOf("Cut before")).toBe(0);
    expect(await countOf("Cut after")).toBe(1);
  });

  it("are set and ended over HTTP", async () => {
    const url = `${service.origin}/sandbox/faults`;
    const post = (body: unknown): Promise<Response> =>
      fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    const set = await post({ url: "accounts", effect: { kind: "serverError", status: 503 } });
    expect(set.status).toBe(201);
    expect(await failure(client.count({ collection: "accounts" }))).toMatchObject({ status: 503 });
    expect(await (await fetch(url)).json()).toMatchObject({ rules: [{ url: "accounts", applied: 1 }] });
    const { id } = (await set.json()) as { id: string };
    expect((await fetch(`${url}/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(await client.count({ collection: "accounts" })).toBeGreaterThan(0);
    expect((await post({ effect: { kind: "latency", milliseconds: 60 } })).status).toBe(201);
    const before = Date.now();
    await client.count({ collection: "accounts" });
    expect(Date.now() - before).toBeGreaterThanOrEqual(55);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(204);
    for (const wrong of [{}, { effect: { kind: "meteor" } }, { url: "(", effect: { kind: "offline" } }]) {
      expect((await post(wrong)).status).toBe(400);
    }
    expect((await post({ effect: { kind: "offline" } })).status).toBe(201);
    await failure(client.count({ collection: "accounts" }));
  });

  it("answer in HTML where a gateway would", async () => {
    service.faults.add({ effect: { kind: "serverError", status: 502 } });
    const response = await fetch(`${service.root}accounts`);
    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toContain("text/html");
  });
});
