import {
  create,
  list,
  NOW,
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
beforeAll(async () => {
  service = await startService();
});
afterAll(() => finish(service));

const post = (set: string, body: unknown, as?: string): Promise<Reply> =>
  send(service, "POST", set, { body, as });
const patch = (row: string, body: unknown, as?: string): Promise<Reply> =>
  send(service, "PATCH", row, { body, as });
const remove = (row: string, as?: string): Promise<Reply> => send(service, "DELETE", row, { as });
const exists = async (row: string): Promise<boolean> => (await send(service, "GET", row)).status === 200;

describe("what the platform fills in", () => {
  it("is who made a row, when, for whom and in which version", async () => {
    const id = await create(service, "accounts", { name: "System" }, { as: service.repId });
    const made = await read(service, `accounts(${id})`);
    expect(made).toMatchObject({
      _createdby_value: service.repId,
      _modifiedby_value: service.repId,
      _ownerid_value: service.repId,
      _owninguser_value: service.repId,
      _owningteam_value: null,
      _owningbusinessunit_value: service.organization.rootBusinessUnitId,
      createdon: NOW.toISOString().replace(".000", ""),
      modifiedon: NOW.toISOString().replace(".000", ""),
      statecode: 0,
      statuscode: 1,
    });
    expect((await patch(`accounts(${id})`, { description: "changed" })).status).toBe(204);
    const changed = await read(service, `accounts(${id})`);
    expect(changed).toMatchObject({
      _createdby_value: service.repId,
      _modifiedby_value: service.administratorId,
    });
    expect(Number(changed["versionnumber"])).toBeGreaterThan(Number(made["versionnumber"]));
    expect(changed["@odata.etag"]).toBe(`W/"${String(changed["versionnumber"])}"`);
  });

  it("is who really was signed in, while they act for somebody else", async () => {
    const impersonated = { headers: { MSCRMCallerID: service.repId } };
    const id = await create(service, "accounts", { name: "On behalf" }, impersonated);
    expect(await read(service, `accounts(${id})`)).toMatchObject({
      _createdby_value: service.repId,
      _createdonbehalfby_value: service.administratorId,
      _ownerid_value: service.repId,
    });
    await patch(`accounts(${id})`, { name: "Myself" });
    expect(await read(service, `accounts(${id})`)).toMatchObject({
      _modifiedby_value: service.administratorId,
      _modifiedonbehalfby_value: null,
    });
  });

  it("is the creation date that was asked for, with the true one beside it", async () => {
    const id = await create(service, "accounts", {
      name: "Imported",
      overriddencreatedon: "2020-02-03T04:05:06Z",
    });
    expect(await read(service, `accounts(${id})`)).toMatchObject({
      createdon: "2020-02-03T04:05:06Z",
      overriddencreatedon: "2026-03-24T10:30:00Z",
    });
  });

  it("is not what a body says of read-only columns: they are ignored", async () => {
    const id = await create(service, "accounts", {
      name: "x",
      createdon: "2001-01-01T00:00:00Z",
      versionnumber: 7,
    });
    expect(await read(service, `accounts(${id})`)).toMatchObject({ createdon: "2026-03-24T10:30:00Z" });
    expect((await patch(`accounts(${id})`, { createdon: "2001-01-01T00:00:00Z" })).status).toBe(204);
    expect(await read(service, `accounts(${id})`)).toMatchObject({ createdon: "2026-03-24T10:30:00Z" });
  });

  it("is shown with what it is tied to when it is made, and alone when it is changed", async () => {
    const contact = await create(service, "contacts", { lastname: "Shown" });
    const headers = { Prefer: "return=representation" };
    const query = "?$select=name&$expand=primarycontactid($select=lastname)";
    const made = await send(service, "POST", `accounts${query}`, {
      body: { name: "Shown", "primarycontactid@odata.bind": `/contacts(${contact})` },
      headers,
    });
    expect(made.json).toMatchObject({ name: "Shown", primarycontactid: { lastname: "Shown" } });
    const row = `accounts(${String(made.json["accountid"])})`;
    const changed = await send(service, "PATCH", `${row}${query}`, { body: { name: "Changed" }, headers });
    expect(Object.keys(changed.json).sort()).toEqual(["@odata.context", "@odata.etag", "accountid", "name"]);
    expect(changed.json).toMatchObject({
      "@odata.context": `${service.root}$metadata#accounts(name)/$entity`,
      name: "Changed",
    });
    const refused = await send(service, "PATCH", `${row}?$expand=nothing`, { body: { name: "x" }, headers });
    expect(refusal(refused)).toEqual({ status: 400, code: "0x80060888" });
  });

  it("is a person's full name", async () => {
    const id = await create(service, "contacts", { firstname: " Ada ", lastname: "Byron" });
    const name = async (): Promise<unknown> => (await read(service, `contacts(${id})`))["fullname"];
    expect(await name()).toBe("Ada Byron");
    await patch(`contacts(${id})`, { lastname: "Lovelace" });
    expect(await name()).toBe("Ada Lovelace");
    await patch(`contacts(${id})`, { firstname: null });
    expect(await name()).toBe("Lovelace");
    await patch(`contacts(${id})`, { fullname: "Somebody Else", jobtitle: "Countess" });
    expect(await name()).toBe("Lovelace");
  });

  it("is nothing that only a form requires", async () => {
    expect((await post("accounts", {})).status).toBe(204);
    expect((await post("contacts", { firstname: "No last name" })).status).toBe(204);
    expect(refusal(await post("lists", { listname: "No kind" }))).toEqual({
      status: 400,
      code: "0x80040200",
    });
  });
});

describe("values", () => {
  it("keep what they are, rounded to their precision, and empty texts are no texts", async () => {
    const id = await create(service, "tst_visits", {
      tst_name: "",
      tst_code: "Ünï'; drop table tst_visit; --",
      tst_seats: 12,
      tst_weight: 1.23456,
      tst_cost: 10.005,
      tst_day: "2026-02-28",
      tst_startson: "2026-03-01T08:00:00+02:00",
      tst_kind: 789100001,
      tst_paid: true,
    });
    expect(await read(service, `tst_visits(${id})`)).toMatchObject({
      tst_name: null,
      tst_code: "Ünï'; drop table tst_visit; --",
      tst_seats: 12,
      tst_weight: 1.235,
      tst_cost: 10.01,
      tst_day: "2026-02-28",
      tst_startson: "2026-03-01T06:00:00Z",
      tst_kind: 789100001,
      tst_paid: true,
    });
  });

  it("of state and status go together", async () => {
    const id = await create(service, "leads", { lastname: "State" });
    const state = async (): Promise<unknown[]> => {
      const row = await read(service, `leads(${id})?$select=statecode,statuscode`);
      return [row["statecode"], row["statuscode"]];
    };
    expect(await state()).toEqual([0, 1]);
    expect((await patch(`leads(${id})`, { statuscode: 2 })).status).toBe(204);
    expect(await state()).toEqual([0, 2]);
    expect(refusal(await patch(`leads(${id})`, { statuscode: 4 }))).toEqual({
      status: 400,
      code: "0x80048408",
    });
    expect(refusal(await patch(`leads(${id})`, { statecode: 2, statuscode: 3 }))).toEqual({
      status: 400,
      code: "0x80048408",
    });
    expect((await patch(`leads(${id})`, { statecode: 2, statuscode: 5 })).status).toBe(204);
    expect(await state()).toEqual([2, 5]);
    expect((await patch(`leads(${id})`, { statecode: 0 })).status).toBe(204);
    expect(await state()).toEqual([0, 1]);
  });

  it("are changed one at a time, too", async () => {
    const id = await create(service, "accounts", { name: "Single", telephone1: "1" });
    expect((await send(service, "PUT", `accounts(${id})/telephone1`, { body: { value: "2" } })).status).toBe(
      204,
    );
    expect((await send(service, "GET", `accounts(${id})/telephone1/$value`)).text).toBe("2");
    expect((await remove(`accounts(${id})/telephone1`)).status).toBe(204);
    expect((await send(service, "GET", `accounts(${id})/telephone1`)).status).toBe(204);
    expect(await read(service, `accounts(${id})/name`)).toMatchObject({ value: "Single" });
  });

  it("are changed one at a time in the version that is named, and in no later one", async () => {
    const id = await create(service, "accounts", { name: "Versioned", telephone1: "1" });
    const { "@odata.etag": etag } = await read(service, `accounts(${id})?$select=name`);
    const column = `accounts(${id})/telephone1`;
    const headers = { "If-Match": String(etag) };
    const put = (value: string): Promise<Reply> => send(service, "PUT", column, { body: { value }, headers });
    expect((await put("2")).status).toBe(204);
    for (const late of [await put("3"), await send(service, "DELETE", column, { headers })]) {
      expect(refusal(late)).toEqual({ status: 412, code: "0x80060882" });
    }
    expect(await read(service, column)).toMatchObject({ value: "2" });
    expect((await send(service, "DELETE", column, { headers: { "If-Match": "*" } })).status).toBe(204);
  });
});

describe("money", () => {
  let dollar: string;
  beforeAll(async () => {
    dollar = await create(service, "transactioncurrencies", {
      currencyname: "US Dollar",
      isocurrencycode: "USD",
      currencysymbol: "$",
      currencyprecision: 2,
      exchangerate: 1.25,
    });
  });

  it("is kept in base currency as well, at the rate of the last change", async () => {
    const id = await create(service, "opportunities", {
      name: "Dollars",
      estimatedvalue: 100,
      budgetamount: 10,
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${dollar})`,
    });
    const money = async (): Promise<Record<string, unknown>> =>
      read(
        service,
        `opportunities(${id})?$select=estimatedvalue,estimatedvalue_base,budgetamount_base,exchangerate`,
      );
    expect(await money()).toMatchObject({
      estimatedvalue_base: 80,
      budgetamount_base: 8,
      exchangerate: 1.25,
    });
    await patch(`transactioncurrencies(${dollar})`, { exchangerate: 2 });
    expect(await money()).toMatchObject({ estimatedvalue_base: 80 });
    await patch(`opportunities(${id})`, { description: "no money" });
    expect(await money()).toMatchObject({ estimatedvalue_base: 80, exchangerate: 1.25 });
    await patch(`opportunities(${id})`, { estimatedvalue: 50 });
    expect(await money()).toMatchObject({ estimatedvalue_base: 25, budgetamount_base: 5, exchangerate: 2 });
    await patch(`opportunities(${id})`, {
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${service.organization.baseCurrencyId})`,
    });
    expect(await money()).toMatchObject({ estimatedvalue: 50, estimatedvalue_base: 50, exchangerate: 1 });
  });

  it("without a currency is in the base currency", async () => {
    const id = await create(service, "opportunities", { name: "Euros", estimatedvalue: 9.999 });
    expect(await read(service, `opportunities(${id})`)).toMatchObject({
      estimatedvalue: 10,
      estimatedvalue_base: 10,
      _transactioncurrencyid_value: service.organization.baseCurrencyId,
    });
  });
});

describe("lookups", () => {
  it("take an id, an alternate key, or an absolute URL, and are emptied by null", async () => {
    const contact = await create(service, "contacts", { lastname: "Bound" });
    await create(service, "tst_visits", {
      tst_code: "KEY",
      "tst_ContactId@odata.bind": `contacts(${contact})`,
    });
    const account = await create(service, "accounts", {
      name: "Binder",
      "primarycontactid@odata.bind": `${service.root}contacts(${contact})`,
    });
    const primary = async (): Promise<unknown> =>
      (await read(service, `accounts(${account})`))["_primarycontactid_value"];
    expect(await primary()).toBe(contact);
    expect((await patch(`accounts(${account})`, { primarycontactid: null })).status).toBe(204);
    expect(await primary()).toBeNull();
    expect(
      (await patch(`accounts(${account})`, { "primarycontactid@odata.bind": `/contacts(${contact})` }))
        .status,
    ).toBe(204);
    expect((await patch(`accounts(${account})`, { "primarycontactid@odata.bind": null })).status).toBe(204);
    expect(await primary()).toBeNull();
  });

  it("that may point to several tables are set by the property of each", async () => {
    const lead = await create(service, "leads", { lastname: "Client" });
    const account = await create(service, "accounts", { name: "Client" });
    const id = await create(service, "tst_visits", { "tst_ClientId_lead@odata.bind": `/leads(${lead})` });
    const shown = await read(
      service,
      `tst_visits(${id})?$select=_tst_clientid_value&$expand=tst_ClientId_lead($select=lastname),tst_ClientId_account($select=name)`,
      {
        headers: { Prefer: 'odata.include-annotations="Microsoft.Dynamics.CRM.*"' },
      },
    );
    expect(shown).toMatchObject({
      _tst_clientid_value: lead,
      "_tst_clientid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "lead",
      "_tst_clientid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "tst_ClientId_lead",
      tst_ClientId_lead: { lastname: "Client" },
      tst_ClientId_account: null,
    });
    await patch(`tst_visits(${id})`, { "tst_ClientId_account@odata.bind": `/accounts(${account})` });
    expect(await read(service, `tst_visits(${id})?$expand=tst_ClientId_account($select=name)`)).toMatchObject(
      {
        tst_ClientId_account: { name: "Client" },
      },
    );
  });
});

describe("a new owner", () => {
  it("brings their business unit, and takes along what belongs to the row", async () => {
    const account = await create(service, "accounts", { name: "Given away" });
    const contact = await create(service, "contacts", {
      lastname: "Along",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const call = await create(service, "phonecalls", {
      subject: "About it",
      "regardingobjectid_account_phonecall@odata.bind": `/accounts(${account})`,
    });
    const reply = await patch(`accounts(${account})`, {
      "ownerid@odata.bind": `/systemusers(${service.repId})`,
    });
    expect(reply.status).toBe(204);
    expect(await read(service, `accounts(${account})`)).toMatchObject({ _ownerid_value: service.repId });
    expect(await read(service, `contacts(${contact})`)).toMatchObject({ _ownerid_value: service.repId });
    expect(await read(service, `phonecalls(${call})`)).toMatchObject({ _ownerid_value: service.repId });
    const owners = await list(
      service,
      `activityparties?$filter=_activityid_value eq ${call} and participationtypemask eq 9`,
    );
    expect(owners).toMatchObject([{ _partyid_value: service.repId, partyidname: "Rita Tester" }]);
  });

  it("can be a team", async () => {
    const [team] = await list(service, "teams?$filter=isdefault eq true&$select=teamid");
    const id = await create(service, "accounts", {
      name: "Team's",
      "ownerid@odata.bind": `/teams(${team?.["teamid"] as string})`,
    });
    expect(await read(service, `accounts(${id})`)).toMatchObject({
      _ownerid_value: team?.["teamid"],
      _owningteam_value: team?.["teamid"],
      _owninguser_value: null,
    });
  });
});

describe("activities", () => {
  it("have the parties that they list, and those that the platform keeps", async () => {
    const contact = await create(service, "contacts", { firstname: "Party", lastname: "Person" });
    const account = await create(service, "accounts", { name: "Regarded" });
    const id = await create(service, "phonecalls", {
      subject: "Call",
      "regardingobjectid_account_phonecall@odata.bind": `/accounts(${account})`,
      phonecall_activity_parties: [
        { "partyid_contact@odata.bind": `/contacts(${contact})`, participationtypemask: 2 },
        { "partyid_systemuser@odata.bind": `/systemusers(${service.repId})`, participationtypemask: 1 },
      ],
    });
    const parties = async (): Promise<unknown[]> =>
      (
        await list(
          service,
          `activityparties?$filter=_activityid_value eq ${id}&$orderby=participationtypemask`,
        )
      ).map((row) => [row["participationtypemask"], row["_partyid_value"], row["partyidname"]]);
    expect(await parties()).toEqual([
      [1, service.repId, "Rita Tester"],
      [2, contact, "Party Person"],
      [8, account, "Regarded"],
      [9, service.administratorId, "System Administrator"],
    ]);
    await patch(`phonecalls(${id})`, {
      "regardingobjectid_contact_phonecall@odata.bind": `/contacts(${contact})`,
      phonecall_activity_parties: [
        { "partyid_account@odata.bind": `/accounts(${account})`, participationtypemask: 2 },
      ],
    });
    expect(await parties()).toEqual([
      [2, account, "Regarded"],
      [8, contact, "Party Person"],
      [9, service.administratorId, "System Administrator"],
    ]);
    expect(await list(service, `activitypointers?$filter=activityid eq ${id}`)).toMatchObject([
      { subject: "Call", activitytypecode: "phonecall" },
    ]);
    expect((await remove(`activitypointers(${id})`)).status).toBe(204);
    expect(await parties()).toEqual([]);
    expect(await exists(`phonecalls(${id})`)).toBe(false);
  });

  it("take a partner outside for a campaign activity's sender, which has two lists", async () => {
    const partner = await create(service, "accounts", { name: "Agency" });
    const campaign = await create(service, "campaigns", { name: "Spring" });
    const id = await create(service, "campaignactivities", {
      subject: "Mailing",
      "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${campaign})`,
      campaignactivity_activity_parties: [
        { "partyid_account@odata.bind": `/accounts(${partner})`, participationtypemask: 1 },
      ],
    });
    const filter = `_activityid_value eq ${id} and participationtypemask eq 1`;
    expect(await list(service, `activityparties?$filter=${filter}`)).toMatchObject([
      { _partyid_value: partner },
    ]);
  });

  it("have parties who are an address alone", async () => {
    const id = await create(service, "appointments", {
      subject: "With a guest",
      appointment_activity_parties: [
        { participationtypemask: 6, unresolvedpartyname: "A guest", addressused: "guest@elsewhere.example" },
      ],
    });
    const filter = `_activityid_value eq ${id} and participationtypemask eq 6`;
    expect(await list(service, `activityparties?$filter=${filter}`)).toMatchObject([
      { _partyid_value: null, unresolvedpartyname: "A guest", addressused: "guest@elsewhere.example" },
    ]);
  });

  it("have their parties replaced all at once, the one collection of which that can be asked", async () => {
    const before = await create(service, "contacts", { lastname: "Before" });
    const after = await create(service, "contacts", { lastname: "After" });
    const account = await create(service, "accounts", { name: "Regarded" });
    const id = await create(service, "emails", {
      subject: "Parties",
      "regardingobjectid_account_email@odata.bind": `/accounts(${account})`,
      email_activity_parties: [
        { "partyid_contact@odata.bind": `/contacts(${before})`, participationtypemask: 2 },
      ],
    });
    const parties = async (): Promise<unknown[]> =>
      (await list(service, `emails(${id})/email_activity_parties?$orderby=participationtypemask`)).map(
        (row) => [row["participationtypemask"], row["_partyid_value"]],
      );
    const kept = [
      [8, account],
      [9, service.administratorId],
    ];
    const put = (body: unknown, as?: string): Promise<Reply> =>
      send(service, "PUT", `emails(${id})/email_activity_parties`, { body, as });
    expect(await parties()).toEqual([[2, before], ...kept]);
    const replaced = await put({
      value: [
        { "partyid_contact@odata.bind": `contacts(${after})`, participationtypemask: 3 },
        { "partyid_contact@odata.bind": `contacts(${before})`, participationtypemask: 1 },
      ],
    });
    expect(replaced.status).toBe(204);
    expect(await parties()).toEqual([[1, before], [3, after], ...kept]);
    expect(refusal(await put({ value: [] }, service.repId)).status).toBe(403);
    for (const body of [{}, { value: {} }, { value: ["a"] }, { value: [], subject: "Other" }, []]) {
      expect(refusal(await put(body))).toEqual({ status: 400, code: "0x80048d19" });
    }
    expect(
      refusal(
        await send(service, "PUT", `contacts(${after})/contact_activity_parties`, { body: { value: [] } }),
      ),
    ).toEqual({ status: 405, code: "0x80060888" });
    const organizer = { "partyid_contact@odata.bind": `contacts(${after})`, participationtypemask: 7 };
    expect(refusal(await put({ value: [organizer] }))).toEqual({ status: 400, code: "0x80043515" });
    expect(await parties()).toEqual([[1, before], [3, after], ...kept]);
    expect((await put({ value: [] })).status).toBe(204);
    expect(await parties()).toEqual(kept);
  });
});

describe("a tag for plug-ins", () => {
  it("may be given to any write, and changes nothing", async () => {
    const made = await post("accounts?tag=A%20string%20value", { name: "Tagged" });
    expect(made.status).toBe(204);
    const row = /accounts\([0-9a-f-]{36}\)$/.exec(made.headers.get("OData-EntityId") ?? "")?.[0] ?? "";
    expect((await patch(`${row}?tag=x&$select=name`, { name: "Tagged anew" })).status).toBe(204);
    expect(await read(service, `${row}?$select=name`)).toMatchObject({ name: "Tagged anew" });
    expect((await send(service, "PUT", `${row}/name?tag=x`, { body: { value: "a" } })).status).toBe(204);
    expect((await remove(`${row}?tag=x`)).status).toBe(204);
    expect(refusal(await post("accounts?mark=x", { name: "Other" }))).toEqual({
      status: 400,
      code: "0x80060888",
    });
  });
});

describe("connections", () => {
  it("come, change and go in pairs", async () => {
    const role = await create(service, "connectionroles", { name: "Stakeholder", category: 1000 });
    const contact = await create(service, "contacts", { firstname: "Stake", lastname: "Holder" });
    const deal = await create(service, "opportunities", { name: "Deal" });
    const id = await create(service, "connections", {
      "record1id_opportunity@odata.bind": `/opportunities(${deal})`,
      "record2id_contact@odata.bind": `/contacts(${contact})`,
      "record2roleid@odata.bind": `/connectionroles(${role})`,
    });
    const pair = await list(service, "connections?$orderby=ismaster desc");
    expect(pair).toMatchObject([
      {
        connectionid: id,
        ismaster: true,
        name: "Stake Holder",
        record1objecttypecode: 3,
        record2objecttypecode: 2,
        _record2roleid_value: role,
      },
      {
        ismaster: false,
        name: "Deal",
        _relatedconnectionid_value: id,
        _record1id_value: contact,
        _record2id_value: deal,
        _record1roleid_value: role,
        _record2roleid_value: null,
      },
    ]);
    await patch(`connections(${id})`, { description: "decides" });
    const mirror = pair[1]?.["connectionid"] as string;
    expect(await read(service, `connections(${mirror})`)).toMatchObject({ description: "decides" });
    expect((await remove(`connections(${mirror})`)).status).toBe(204);
    expect(await list(service, "connections")).toEqual([]);
    expect(
      refusal(await post("connections", { "record1id_contact@odata.bind": `/contacts(${contact})` })),
    ).toEqual({
      status: 400,
      code: "0x80048218",
    });
  });

  it("go with the row at either end", async () => {
    const one = await create(service, "contacts", { lastname: "One" });
    const two = await create(service, "accounts", { name: "Two" });
    await create(service, "connections", {
      "record1id_contact@odata.bind": `/contacts(${one})`,
      "record2id_account@odata.bind": `/accounts(${two})`,
    });
    expect(await list(service, "connections")).toHaveLength(2);
    await remove(`contacts(${one})`);
    expect(await list(service, "connections")).toEqual([]);
  });
});

describe("deleting", () => {
  it("takes along, lets go or is held back, as the relationship says", async () => {
    const contact = await create(service, "contacts", { lastname: "Erased" });
    const account = await create(service, "accounts", { name: "Referred to" });
    const visit = await create(service, "tst_visits", {
      tst_name: "Visit",
      "tst_ContactId@odata.bind": `/contacts(${contact})`,
      "tst_ClientId_account@odata.bind": `/accounts(${account})`,
    });
    const task = await create(service, "tasks", {
      subject: "About the contact",
      "regardingobjectid_contact_task@odata.bind": `/contacts(${contact})`,
    });
    expect((await remove(`accounts(${account})`)).status).toBe(204);
    expect(await read(service, `tst_visits(${visit})`)).toMatchObject({ _tst_clientid_value: null });
    expect((await remove(`contacts(${contact})`)).status).toBe(204);
    expect(await exists(`tst_visits(${visit})`)).toBe(false);
    expect(await exists(`tasks(${task})`)).toBe(false);
    expect(refusal(await remove(`contacts(${contact})`))).toEqual({ status: 404, code: "0x80040217" });
  });

  it("is held back as a whole while something restricts it", async () => {
    const dollar = await create(service, "transactioncurrencies", {
      currencyname: "Held",
      isocurrencycode: "HLD",
      currencysymbol: "H",
      currencyprecision: 2,
      exchangerate: 3,
    });
    await create(service, "opportunities", {
      name: "In that currency",
      estimatedvalue: 1,
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${dollar})`,
    });
    expect(refusal(await remove(`transactioncurrencies(${dollar})`))).toEqual({
      status: 405,
      code: "0x80040227",
    });
    expect(await exists(`transactioncurrencies(${dollar})`)).toBe(true);
  });
});

describe("a deep insert", () => {
  it("is done as a whole or not at all", async () => {
    const name = "All or nothing";
    const reply = await post("accounts", {
      name,
      primarycontactid: { lastname: name },
      contact_customer_accounts: [
        { lastname: name },
        { lastname: name, Contact_Tasks: [{ subject: "x".repeat(201) }] },
      ],
    });
    expect(refusal(reply)).toEqual({ status: 400, code: "0x80044331" });
    expect(await list(service, `accounts?$filter=name eq '${name}'`)).toEqual([]);
    expect(await list(service, `contacts?$filter=lastname eq '${name}'`)).toEqual([]);
  });

  it("with ids of the caller's is refused the second time, which tells that the first was done", async () => {
    const body = {
      accountid: "a0000000-0000-4000-8000-000000000001",
      name: "Once",
      Account_Tasks: [{ activityid: "a0000000-0000-4000-8000-000000000002", subject: "Once" }],
    };
    expect((await post("accounts", body)).status).toBe(204);
    expect(refusal(await post("accounts", body))).toEqual({ status: 412, code: "0x80040237" });
    expect(await list(service, "tasks?$filter=subject eq 'Once'")).toHaveLength(1);
  });

  it("makes rows of a many-to-many relationship, too, and associates those that are there", async () => {
    const lead = await create(service, "leads", { lastname: "There already" });
    const id = await create(service, "contacts", {
      lastname: "Many",
      contactleads_association: [{ lastname: "New lead" }],
      "contactleads_association@odata.bind": [`/leads(${lead})`],
    });
    const leads = await list(
      service,
      `contacts(${id})/contactleads_association?$select=lastname&$orderby=lastname`,
    );
    expect(leads.map((row) => row["lastname"])).toEqual(["New lead", "There already"]);
  });
});

describe("a batch", () => {
  const CRLF = "\r\n";

  function batch(parts: readonly string[], headers: Record<string, string> = {}): Promise<Reply> {
    const body = [...parts.map((part) => `--b${CRLF}${part}`), "--b--", ""].join(CRLF);
    return send(service, "POST", "$batch", {
      body,
      headers: { "Content-Type": "multipart/mixed; boundary=b", ...headers },
    });
  }
  const part = (line: string, body?: unknown, id?: string, more = ""): string =>
    [
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      ...(id === undefined ? [] : [`Content-ID: ${id}`]),
      "",
      `${line} HTTP/1.1`,
      ...(body === undefined ? [] : ["Content-Type: application/json"]),
      ...(more === "" ? [] : [more]),
      "",
      body === undefined ? "" : JSON.stringify(body),
    ].join(CRLF);
  const changeSet = (parts: readonly string[]): string =>
    [
      "Content-Type: multipart/mixed; boundary=c",
      "",
      ...parts.map((one) => `--c${CRLF}${one}`),
      "--c--",
      "",
    ].join(CRLF);
  const statuses = (reply: Reply): number[] =>
    [...reply.text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));

  it("stops at the first error with its status, or goes on when told to", async () => {
    const parts = [
      part("POST /api/data/v9.2/accounts", { name: "x".repeat(161) }),
      part("POST accounts", { name: "Second" }),
      part(`GET ${service.root}accounts?$filter=name eq 'Second'&$select=name`),
    ];
    const stopped = await batch(parts);
    expect(stopped.status).toBe(400);
    expect(statuses(stopped)).toEqual([400]);
    const all = await batch(parts, { Prefer: "odata.continue-on-error" });
    expect(all.status).toBe(200);
    expect(statuses(all)).toEqual([400, 204, 200]);
    expect(all.headers.get("content-type")).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect(all.text).toContain('"name":"Second"');
  });

  it("refers to rows that its change set made, in URLs and in bodies", async () => {
    const reply = await batch([
      changeSet([
        part("POST /api/data/v9.2/accounts", { name: "Referred" }, "1"),
        part(
          "POST /api/data/v9.2/contacts",
          { lastname: "Refers", "parentcustomerid_account@odata.bind": "$1" },
          "2",
        ),
        part("PUT $1/primarycontactid/$ref", { "@odata.id": "$2" }, "3"),
        part("PUT $2/lastname", { value: "Changed" }, "4"),
      ]),
    ]);
    expect(statuses(reply)).toEqual([204, 204, 204, 204]);
    expect(reply.text).toMatch(/Content-ID: 3/);
    const [account] = await list(
      service,
      "accounts?$filter=name eq 'Referred'&$expand=primarycontactid($select=lastname)",
    );
    expect(account).toMatchObject({ primarycontactid: { lastname: "Changed" } });
    const early = await batch([
      changeSet([part("POST contacts", { "parentcustomerid_account@odata.bind": "$7" }, "2")]),
    ]);
    expect(early.status).toBe(400);
    expect(early.text).toContain("Content-ID Reference: '$7' does not exist in the batch context.");
  });

  it("undoes a change set that fails, and only that", async () => {
    const reply = await batch(
      [
        part("POST accounts", { name: "Before the set" }),
        changeSet([
          part("POST accounts", { name: "In the set" }, "1"),
          part("DELETE accounts(00000000-0000-0000-0000-000000000009)", undefined, "2"),
        ]),
        part("POST accounts", { name: "After the set" }),
      ],
      { Prefer: "odata.continue-on-error" },
    );
    expect(statuses(reply)).toEqual([204, 404, 204]);
    const names = (
      await list(service, "accounts?$filter=endswith(name,'the set')&$select=name&$orderby=name")
    ).map((row) => row["name"]);
    expect(names).toEqual(["After the set", "Before the set"]);
  });

  it("keeps the preferences of each part to itself, and its caller", async () => {
    const id = await create(service, "accounts", { name: "Preferred" });
    const reply = await batch([
      part(
        `GET accounts(${id})?$select=_ownerid_value`,
        undefined,
        undefined,
        'Prefer: odata.include-annotations="*"',
      ),
      part(`GET accounts(${id})?$select=_ownerid_value`),
      part("GET WhoAmI", undefined, undefined, `MSCRMCallerID: ${service.repId}`),
    ]);
    expect(reply.text.split("FormattedValue")).toHaveLength(2);
    expect(reply.text).toContain(service.repId);
  });

  it("is refused when it is malformed, too large or within another", async () => {
    expect((await batch([changeSet([part("GET accounts", undefined, "1")])])).status).toBe(400);
    expect((await batch([part("POST /api/data/v9.2/$batch", {})])).status).toBe(400);
    const many = Array.from({ length: 1001 }, () => part("GET WhoAmI"));
    expect((await batch(many)).status).toBe(400);
    const endless = await send(service, "POST", "$batch", {
      body: `--b${CRLF}${part("GET WhoAmI")}`,
      headers: { "Content-Type": "multipart/mixed; boundary=b" },
    });
    expect(endless.status).toBe(400);
    const noBoundary = await send(service, "POST", "$batch", { body: {} });
    expect(noBoundary.status).toBe(415);
    const long = `accounts?$filter=${Array.from({ length: 2000 }, () => "name eq 'aaaaaaaaaa'").join(" or ")}`;
    expect(long.length).toBeGreaterThan(32_768);
    expect((await send(service, "GET", encodeURI(long))).status).toBe(414);
  });
});
