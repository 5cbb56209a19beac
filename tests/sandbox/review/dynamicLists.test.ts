import { create, list, refusal, send, startService, type Reply, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

const ACTION = "Microsoft.Dynamics.CRM.CopyDynamicListToStatic";

async function copyOf(query: string): Promise<Reply> {
  const id = await create(service, "lists", { listname: "Dynamic", createdfromcode: 2, type: true, query });
  return send(service, "POST", `lists(${id})/${ACTION}`, { body: {} });
}

async function membersOf(query: string): Promise<readonly unknown[]> {
  const { json } = await copyOf(query);
  const target = `lists(${String(json["StaticListId"])})/listcontact_association?$select=lastname&$orderby=lastname`;
  return (await list(service, target)).map((row) => row["lastname"]);
}

describe("a dynamic list", () => {
  it("may have more members than pages without a cookie reach, be they made distinct or ordered by a link", async () => {
    await service.organization.database.execute(
      `insert into contact (contactid, lastname, fullname, statecode, statuscode, ownerid, "ownerid$type", owningbusinessunit)
       select gen_random_uuid(), 'Many', 'Many', 0, 1, u.systemuserid, 'systemuser', u.businessunitid
       from systemuser u, generate_series(1, 50500) where u.systemuserid = '${service.administratorId}'`,
    );
    for (const [distinct, order] of [
      ["true", ""],
      ["false", '<order attribute="fullname"/>'],
    ] as const) {
      const { status, json } = await copyOf(
        `<fetch distinct="${distinct}"><entity name="contact"><attribute name="contactid"/><filter><condition attribute="lastname" operator="eq" value="many"/></filter><link-entity name="systemuser" from="systemuserid" to="owninguser" alias="u" link-type="outer">${order}</link-entity></entity></fetch>`,
      );
      expect(status).toBe(200);
      const copy = await list(
        service,
        `lists?$select=membercount&$filter=listid eq ${String(json["StaticListId"])}`,
      );
      expect(copy).toMatchObject([{ membercount: 50_500 }]);
    }
  }, 120_000);

  it("has everybody once, whom a link within 'not any' leaves in", async () => {
    const busy = await create(service, "accounts", { name: "Busy" });
    const free = await create(service, "accounts", { name: "Free" });
    await create(service, "opportunities", {
      name: "Deal",
      "customerid_account@odata.bind": `/accounts(${busy})`,
    });
    const at = (id: string) => ({ "parentcustomerid_account@odata.bind": `/accounts(${id})` });
    await create(service, "contacts", { lastname: "Guard busy", ...at(busy) });
    await create(service, "contacts", { lastname: "Guard free", ...at(free) });
    await create(service, "contacts", { lastname: "Guard alone" });
    const query = (type: string): string =>
      `<fetch distinct="true"><entity name="contact"><attribute name="fullname"/><filter><condition attribute="lastname" operator="like" value="Guard%"/>
         <link-entity name="account" from="accountid" to="parentcustomerid" link-type="${type}"><link-entity name="opportunity" from="customerid" to="accountid"/></link-entity>
       </filter></entity></fetch>`;
    expect(await membersOf(query("not any"))).toEqual(["Guard alone", "Guard free"]);
    expect(await membersOf(query("any"))).toEqual(["Guard busy"]);
  });

  it("has everybody once, however many rows a link joins, and whatever a condition names", async () => {
    const firm = await create(service, "accounts", { name: "Twice firm" });
    for (const name of ["First", "Second"]) {
      await create(service, "opportunities", {
        name: `Twice ${name}`,
        estimatedvalue: name === "First" ? 10 : 20,
        "customerid_account@odata.bind": `/accounts(${firm})`,
      });
    }
    const at = { "parentcustomerid_account@odata.bind": `/accounts(${firm})` };
    await create(service, "contacts", { lastname: "Twice one", ...at });
    await create(service, "contacts", { lastname: "Twice two", ...at });
    await create(service, "contacts", { lastname: "Twice alone" });
    const query = (inAccount: string, onContact: string): string =>
      `<fetch><entity name="contact"><attribute name="fullname"/><link-entity name="account" from="accountid" to="parentcustomerid" alias="a"><attribute name="name"/><link-entity name="opportunity" from="customerid" to="accountid" alias="d"><attribute name="name"/><order attribute="name"/>${inAccount}</link-entity></link-entity>
       <filter><condition attribute="lastname" operator="like" value="Twice%"/>${onContact}</filter></entity></fetch>`;
    const dear = (value: number): string =>
      `<filter><condition attribute="estimatedvalue" operator="gt" value="${String(value)}"/></filter>`;
    const named = (value: number): string =>
      `<condition entityname="d" attribute="estimatedvalue" operator="gt" value="${String(value)}"/>`;
    for (const [inAccount, onContact, members] of [
      ["", "", ["Twice one", "Twice two"]],
      [dear(15), "", ["Twice one", "Twice two"]],
      [dear(25), "", []],
      ["", named(5), ["Twice one", "Twice two"]],
      ["", named(25), []],
    ] as const) {
      expect(await membersOf(query(inAccount, onContact))).toEqual(members);
    }
  });

  it("takes a query no further than the query is right", async () => {
    const faulty: readonly (readonly [query: string, code: string])[] = [
      ['<entity name="contact"><attribute name="nope"/></entity>', "0x80041103"],
      ['<entity name="contact"><order attribute="nope"/></entity>', "0x80041103"],
      ['<entity name="account"><attribute name="name"/></entity>', "0x80041128"],
    ];
    for (const [query, code] of faulty) {
      expect(refusal(await copyOf(`<fetch>${query}</fetch>`))).toEqual({ status: 400, code });
    }
    const top = '<fetch top="1"><entity name="contact"><order attribute="lastname"/></entity></fetch>';
    expect(await membersOf(top)).toHaveLength(1);
  });

  it("is read with the caller's eyes, in what it joins as well", async () => {
    const as = service.repId;
    const hidden = await create(service, "accounts", { name: "Hidden" });
    const own = await create(service, "contacts", { lastname: "Eyes own" }, { as });
    await create(service, "contacts", { lastname: "Eyes hidden" });
    const target = `contacts(${own})/parentcustomerid_account/$ref`;
    const link = { "@odata.id": `accounts(${hidden})` };
    expect((await send(service, "PUT", target, { body: link })).status).toBe(204);
    const account = (type: string): string =>
      `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="${type}"/>`;
    const named = '<condition attribute="lastname" operator="like" value="Eyes%"/>';
    const query = (more: string, joined = ""): string =>
      `<fetch><entity name="contact"><attribute name="contactid"/><filter>${named}${more}</filter>${joined}</entity></fetch>`;
    for (const [text, count] of [
      [query(""), 1],
      [query("", account("inner")), 0],
      [query(account("any")), 0],
      [query(account("not any")), 1],
    ] as const) {
      const body = { listname: "Eyes", createdfromcode: 2, type: true, query: text };
      const id = await create(service, "lists", body, { as });
      const { json } = await send(service, "POST", `lists(${id})/${ACTION}`, { body: {}, as });
      const copy = await list(
        service,
        `lists?$select=membercount&$filter=listid eq ${String(json["StaticListId"])}`,
      );
      expect(copy).toMatchObject([{ membercount: count }]);
    }
  });
});
