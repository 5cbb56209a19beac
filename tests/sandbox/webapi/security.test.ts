import {
  ALL_ANNOTATIONS,
  create,
  list,
  read,
  refusal,
  send,
  finish,
  startService,
  type Reply,
  type Service,
} from "./service";

jest.setTimeout(60_000);

let service: Service;
/** Rows of Rita's and of Otto's, who may both do everything with their own rows and nothing with each other's. */
let mine: string;
let theirs: string;
let theirContact: string;
let theirDeal: string;

beforeAll(async () => {
  service = await startService();
  mine = await create(service, "accounts", { name: "Mine" }, { as: service.repId });
  theirs = await create(service, "accounts", { name: "Theirs", revenue: 1000 }, { as: service.otherRepId });
  theirContact = await create(
    service,
    "contacts",
    { lastname: "Secret", "parentcustomerid_account@odata.bind": `/accounts(${theirs})` },
    { as: service.otherRepId },
  );
  theirDeal = await create(
    service,
    "opportunities",
    { name: "Their deal", estimatedvalue: 5000, "customerid_account@odata.bind": `/accounts(${theirs})` },
    { as: service.otherRepId },
  );
  // Somebody above both has tied the two together.
  await send(service, "PATCH", `accounts(${mine})`, {
    body: {
      "primarycontactid@odata.bind": `/contacts(${theirContact})`,
      "parentaccountid@odata.bind": `/accounts(${theirs})`,
    },
  });
});
afterAll(() => finish(service));

const asRita = (method: string, target: string, body?: unknown): Promise<Reply> =>
  send(service, method, target, { body, as: service.repId });

const NO_ACCESS = { status: 403, code: "0x80048306" };
const NO_PRIVILEGE = { status: 403, code: "0x80040220" };

const fetchXml = (xml: string): string => `fetchXml=${encodeURIComponent(xml)}`;

describe("a row that the caller's roles do not reach", () => {
  it("cannot be read, by its id, by a column, by its relations", async () => {
    for (const target of [
      `accounts(${theirs})`,
      `accounts(${theirs})?$select=name`,
      `accounts(${theirs})/name`,
      `accounts(${theirs})/name/$value`,
      `accounts(${theirs})/contact_customer_accounts`,
      `accounts(${theirs})/contact_customer_accounts/$count`,
      `accounts(${theirs})/contact_customer_accounts/$ref`,
      `accounts(${theirs})/primarycontactid`,
      `accounts(${mine})/primarycontactid`,
      `accounts(${mine})/parentaccountid/name`,
    ]) {
      expect([target, refusal(await asRita("GET", target))]).toEqual([target, NO_ACCESS]);
    }
  });

  it("is in no list, count, sum or page", async () => {
    const rows = await list(service, "accounts?$select=name", { as: service.repId });
    expect(rows.map((row) => row["name"])).toEqual(["Mine"]);
    expect((await asRita("GET", "accounts/$count")).text).toBe("1");
    expect(await read(service, "opportunities?$count=true", { as: service.repId })).toMatchObject({
      "@odata.count": 0,
      value: [],
    });
    expect(
      await list(service, "opportunities?$apply=aggregate(estimatedvalue with sum as total,$count as n)", {
        as: service.repId,
      }),
    ).toEqual([{ total: null, n: 0 }]);
    const sum = `<fetch aggregate="true"><entity name="opportunity"><attribute name="estimatedvalue" aggregate="sum" alias="total"/></entity></fetch>`;
    expect(
      JSON.stringify(await list(service, `opportunities?${fetchXml(sum)}`, { as: service.repId })),
    ).not.toContain("5000");
  });

  it("cannot be seen through a row that points to it", async () => {
    const row = await read(
      service,
      `accounts(${mine})?$select=name&$expand=primarycontactid($select=lastname),parentaccountid($select=name,revenue;$expand=contact_customer_accounts)`,
      { as: service.repId },
    );
    expect(row).toMatchObject({ name: "Mine", primarycontactid: null, parentaccountid: null });
    const joined = `<fetch><entity name="account"><attribute name="name"/><link-entity name="account" from="accountid" to="parentaccountid" alias="p" link-type="outer"><attribute name="name"/><attribute name="revenue"/></link-entity></entity></fetch>`;
    expect(
      JSON.stringify(await list(service, `accounts?${fetchXml(joined)}`, { as: service.repId })),
    ).not.toContain("Theirs");
  });

  it("answers no question about itself, by filter or by order", async () => {
    const names = async (query: string): Promise<unknown[]> =>
      (await list(service, `accounts?$select=name&${query}`, { as: service.repId })).map(
        (row) => row["name"],
      );
    expect(await names("$filter=parentaccountid/name eq 'Theirs'")).toEqual([]);
    expect(await names("$filter=parentaccountid/revenue gt 10")).toEqual([]);
    expect(await names("$filter=primarycontactid/lastname eq 'Secret'")).toEqual([]);
    const hidden = await create(service, "contacts", {
      lastname: "Hidden",
      "parentcustomerid_account@odata.bind": `/accounts(${mine})`,
    });
    expect(await names("$filter=contact_customer_accounts/any(c:c/lastname eq 'Hidden')")).toEqual([]);
    await send(service, "DELETE", `contacts(${hidden})`);
    expect(await names("$filter=accountid ne null")).toEqual(["Mine"]);
    const grouped = await list(service, "accounts?$apply=groupby((parentaccountid/name))", {
      as: service.repId,
    });
    expect(JSON.stringify(grouped)).not.toContain("Theirs");
  });

  it("cannot be changed or deleted", async () => {
    for (const [method, target, body] of [
      ["PATCH", `accounts(${theirs})`, { name: "Taken" }],
      ["PUT", `accounts(${theirs})/name`, { value: "Taken" }],
      ["DELETE", `accounts(${theirs})/name`, undefined],
      ["DELETE", `accounts(${theirs})`, undefined],
      ["DELETE", `opportunities(${theirDeal})`, undefined],
      ["PATCH", `accounts(${theirs})`, { "ownerid@odata.bind": `/systemusers(${service.repId})` }],
      [
        "POST",
        `accounts(${theirs})/contact_customer_accounts/$ref`,
        { "@odata.id": `contacts(${theirContact})` },
      ],
      ["DELETE", `accounts(${theirs})/contact_customer_accounts(${theirContact})/$ref`, undefined],
      ["PUT", `accounts(${theirs})/primarycontactid/$ref`, { "@odata.id": `contacts(${theirContact})` }],
      ["DELETE", `accounts(${theirs})/primarycontactid/$ref`, undefined],
    ] as const) {
      expect([method, target, refusal(await asRita(method, target, body))]).toEqual([
        method,
        target,
        NO_ACCESS,
      ]);
    }
    const win = await asRita("POST", "WinOpportunity", {
      Status: 3,
      OpportunityClose: { "opportunityid@odata.bind": `/opportunities(${theirDeal})` },
    });
    expect(refusal(win)).toEqual(NO_ACCESS);
    expect(await read(service, `accounts(${theirs})`)).toMatchObject({
      name: "Theirs",
      _ownerid_value: service.otherRepId,
    });
    expect(await read(service, `opportunities(${theirDeal})`)).toMatchObject({ statecode: 0 });
  });

  it("cannot be pointed to, deep inside an insert neither", async () => {
    const before = await list(service, "contacts?$select=lastname");
    for (const [set, body] of [
      ["contacts", { lastname: "Spy", "parentcustomerid_account@odata.bind": `/accounts(${theirs})` }],
      [
        "accounts",
        {
          name: "Spy",
          contact_customer_accounts: [
            { lastname: "Spy", "parentcustomerid_account@odata.bind": `/accounts(${theirs})` },
          ],
        },
      ],
      [
        "accounts",
        {
          name: "Spy",
          primarycontactid: {
            lastname: "Spy",
            Contact_Tasks: [
              { subject: "x", "regardingobjectid_account_task@odata.bind": `/accounts(${theirs})` },
            ],
          },
        },
      ],
      ["tasks", { subject: "Spy", "regardingobjectid_account_task@odata.bind": `/accounts(${theirs})` }],
    ] as const) {
      const reply = await asRita("POST", set, body);
      expect([403, 400]).toContain(reply.status);
    }
    expect(await list(service, "contacts?$select=lastname")).toHaveLength(before.length);
    expect(await list(service, "accounts?$filter=name eq 'Spy'")).toEqual([]);
  });

  it("is out of reach within a batch, too, which undoes all of its change set", async () => {
    const lines = [
      "--b",
      "Content-Type: multipart/mixed; boundary=c",
      "",
      "--c",
      "Content-Type: application/http",
      "Content-ID: 1",
      "",
      `PATCH accounts(${mine}) HTTP/1.1`,
      "Content-Type: application/json",
      "",
      '{"name":"Changed"}',
      "--c",
      "Content-Type: application/http",
      "Content-ID: 2",
      "",
      `PATCH accounts(${theirs}) HTTP/1.1`,
      "Content-Type: application/json",
      "",
      '{"name":"Taken"}',
      "--c--",
      "--b",
      "Content-Type: application/http",
      "",
      `GET accounts(${theirs}) HTTP/1.1`,
      "",
      "",
      "--b--",
      "",
    ];
    const reply = await send(service, "POST", "$batch", {
      body: lines.join("\r\n"),
      as: service.repId,
      headers: { "Content-Type": "multipart/mixed; boundary=b", Prefer: "odata.continue-on-error" },
    });
    expect(reply.text.match(/HTTP\/1\.1 403/g)).toHaveLength(2);
    expect(reply.text).not.toContain("Theirs");
    expect(await read(service, `accounts(${mine})`)).toMatchObject({ name: "Mine" });
  });

  it("does not go along when a row that may be deleted would take it", async () => {
    const parent = await create(service, "accounts", { name: "Parent" }, { as: service.repId });
    const child = await create(service, "contacts", { lastname: "Child" }, { as: service.otherRepId });
    await send(service, "PATCH", `contacts(${child})`, {
      body: { "parentcustomerid_account@odata.bind": `/accounts(${parent})` },
    });
    expect(refusal(await asRita("DELETE", `accounts(${parent})`))).toEqual(NO_ACCESS);
    expect((await send(service, "GET", `contacts(${child})`)).status).toBe(200);
    expect((await send(service, "GET", `accounts(${parent})`)).status).toBe(200);
  });

  it("is not known by what an error says", async () => {
    const found = await asRita("PATCH", `accounts(${theirs})`, { name: "x" });
    expect(found.text).not.toContain("Theirs");
    const representation = await send(service, "PATCH", `accounts(${theirs})`, {
      body: { name: "x" },
      as: service.repId,
      headers: { Prefer: "return=representation" },
    });
    expect(representation.text).not.toContain("Theirs");
  });
});

describe("a privilege that no role gives", () => {
  it("closes the table, whatever the door", async () => {
    const asReader = (method: string, target: string, body?: unknown): Promise<Reply> =>
      send(service, method, target, { body, as: service.readerId });
    const link = `<fetch><entity name="account"><attribute name="name"/><link-entity name="opportunity" from="customerid" to="accountid" alias="o"><attribute name="estimatedvalue"/></link-entity></entity></fetch>`;
    for (const [method, target, body] of [
      ["GET", "opportunities", undefined],
      ["GET", `opportunities(${theirDeal})`, undefined],
      ["GET", "opportunities/$count", undefined],
      ["GET", "opportunities?$apply=aggregate($count as n)", undefined],
      ["GET", "accounts?$expand=opportunity_customer_accounts($select=name)", undefined],
      ["GET", "accounts?$filter=opportunity_customer_accounts/any(o:o/estimatedvalue gt 1)", undefined],
      ["GET", `accounts(${theirs})/opportunity_customer_accounts`, undefined],
      ["GET", `accounts?${fetchXml(link)}`, undefined],
      ["GET", `RetrieveTotalRecordCount(EntityNames=@p)?@p=["opportunity"]`, undefined],
      ["POST", "accounts", { name: "x" }],
      ["POST", "opportunities", { name: "x" }],
      ["PATCH", `accounts(${theirs})`, { name: "x" }],
      ["DELETE", `accounts(${theirs})`, undefined],
      ["POST", "contacts", { lastname: "x", parentcustomerid_account: { name: "y" } }],
      ["POST", "SendAppNotification", { Title: "x", Recipient: `/systemusers(${service.repId})` }],
    ] as const) {
      expect([method, target, refusal(await asReader(method, target, body))]).toEqual([
        method,
        target,
        NO_PRIVILEGE,
      ]);
    }
    const upsert = await asReader("PATCH", "accounts(00000000-0000-4000-8000-0000000000aa)", { name: "x" });
    expect(refusal(upsert)).toEqual(NO_PRIVILEGE);
  });

  it("names itself in the refusal", async () => {
    const reply = await send(service, "POST", "accounts", { body: { name: "x" }, as: service.readerId });
    expect((reply.json["error"] as { message: string }).message).toMatch(
      /is missing prvCreateAccount privilege/,
    );
  });

  it("leaves what other privileges give", async () => {
    const rows = await list(service, "accounts?$select=name&$orderby=name", {
      as: service.readerId,
      headers: ALL_ANNOTATIONS,
    });
    expect(rows.map((row) => row["name"])).toEqual(expect.arrayContaining(["Mine", "Theirs"]));
    expect(await list(service, "contacts?$select=lastname", { as: service.readerId })).not.toEqual([]);
  });
});

describe("giving rows away", () => {
  it("takes the right to assign", async () => {
    const give = { "ownerid@odata.bind": `/systemusers(${service.otherRepId})` };
    expect(refusal(await asRita("PATCH", `accounts(${mine})`, give))).toEqual(NO_PRIVILEGE);
    expect((await asRita("POST", "accounts", { name: "Given at birth", ...give })).status).toBe(403);
    expect(
      (
        await asRita("POST", "accounts", {
          name: "Kept",
          "ownerid@odata.bind": `/systemusers(${service.repId})`,
        })
      ).status,
    ).toBe(204);
  });
});

describe("a caller", () => {
  it("who does not exist, or may no longer sign in, is nobody", async () => {
    const unknown = await send(service, "GET", "accounts", {
      headers: { MSCRMCallerID: "00000000-0000-4000-8000-00000000dead" },
    });
    expect(refusal(unknown)).toEqual({ status: 401, code: "0x80072560" });
    const disabled = await service.organization.createUser({
      firstName: "Gone",
      lastName: "Tester",
      email: "gone@x.example",
      disabled: true,
    });
    expect(refusal(await send(service, "GET", "accounts", { as: disabled }))).toEqual({
      status: 401,
      code: "0x80072560",
    });
  });

  it("without any role to read a table is told so, not shown an empty one", async () => {
    expect(refusal(await send(service, "GET", "accounts", { as: service.nobodyId }))).toEqual(NO_PRIVILEGE);
  });
});

describe("rights that are taken back", () => {
  it("are gone with the change set that gave them, which somebody acted under meanwhile", async () => {
    const [reader] = await list(service, "roles?$filter=name eq 'Reader'&$select=roleid");
    const names = async (): Promise<unknown[]> =>
      (await list(service, "accounts?$select=name", { as: service.repId })).map((row) => row["name"]);
    const before = await names();
    expect(before).not.toContain("Theirs");
    const part = (line: string, id: number, body: unknown, more: readonly string[] = []): string =>
      [
        "--c",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        `Content-ID: ${String(id)}`,
        "",
        `${line} HTTP/1.1`,
        "Content-Type: application/json",
        ...more,
        "",
        JSON.stringify(body),
      ].join("\r\n");
    const asRep = [`MSCRMCallerID: ${service.repId}`];
    const body = [
      "--b",
      "Content-Type: multipart/mixed; boundary=c",
      "",
      part(`POST systemusers(${service.repId})/systemuserroles_association/$ref`, 1, {
        "@odata.id": `roles(${String(reader?.["roleid"])})`,
      }),
      part("POST accounts", 2, { name: "While it lasts" }, asRep),
      part("PATCH accounts(00000000-0000-4000-8000-00000000dead)", 3, {}, ["If-Match: *"]),
      "--c--",
      "",
      "--b--",
      "",
    ].join("\r\n");
    const reply = await send(service, "POST", "$batch", {
      body,
      headers: { "Content-Type": "multipart/mixed; boundary=b" },
    });
    expect(reply.text).toMatch(/^HTTP\/1\.1 404/m);
    expect(await names()).toEqual(before);
  });
});
