import { create, list, read, refusal, send, finish, startService, type Reply, type Service } from "./service";

jest.setTimeout(60_000);

const TYPE = "Microsoft.Dynamics.CRM.";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => finish(service));

const act = (target: string, body?: unknown, as?: string): Promise<Reply> =>
  send(service, "POST", target, { body: body ?? {}, as });

function contact(first: string, more: Record<string, unknown> = {}): Promise<string> {
  return create(service, "contacts", { firstname: first, lastname: "Member", ...more });
}

function marketingList(more: Record<string, unknown> = {}): Promise<string> {
  return create(service, "lists", { listname: "Audience", createdfromcode: 2, type: false, ...more });
}

async function members(listId: string): Promise<string[]> {
  const rows = await list(service, `listmembers?$filter=_listid_value eq ${listId}&$select=_entityid_value`);
  return rows.map((row) => row["_entityid_value"] as string).sort();
}

const fetchByFirstName = (pattern: string): string =>
  `<fetch><entity name="contact"><attribute name="fullname"/><filter><condition attribute="firstname" operator="like" value="${pattern}"/></filter></entity></fetch>`;

describe("WhoAmI", () => {
  it("says who is signed in, and who is impersonated", async () => {
    expect(await read(service, "WhoAmI")).toMatchObject({ UserId: service.administratorId });
    expect(await read(service, "WhoAmI()", { as: service.repId })).toMatchObject({ UserId: service.repId });
    const impersonating = await read(service, "WhoAmI", { headers: { MSCRMCallerID: service.readerId } });
    expect(impersonating["UserId"]).toBe(service.readerId);
    const byObjectId = await read(service, "WhoAmI", { headers: { CallerObjectId: service.readerId } });
    expect(byObjectId["UserId"]).toBe(service.readerId);
  });
});

describe("members of a static list", () => {
  it("are added once, counted, and taken off", async () => {
    const listId = await marketingList();
    const one = await contact("One");
    const two = await contact("Two");
    const added = await act(`lists(${listId})/${TYPE}AddMemberList`, { EntityId: one });
    expect(added.status).toBe(200);
    const [membership] = await list(service, `listmembers?$filter=_listid_value eq ${listId}`);
    expect(added.json["Id"]).toBe(membership?.["listmemberid"]);
    expect(await act(`lists(${listId})/${TYPE}AddMemberList`, { EntityId: one })).toMatchObject({
      status: 200,
    });
    const bulk = await act("AddListMembersList", {
      List: { "@odata.type": `${TYPE}list`, listid: listId },
      Members: [one, two].map((contactid) => ({ "@odata.type": `${TYPE}contact`, contactid })),
    });
    expect(bulk.status).toBe(204);
    expect(await members(listId)).toEqual([one, two].sort());
    expect(await read(service, `lists(${listId})?$select=membercount,membertype`)).toMatchObject({
      membercount: 2,
      membertype: 2,
    });
    const removed = await act(`lists(${listId})/${TYPE}RemoveMemberList`, {
      ListMember: { listmemberid: membership?.["listmemberid"] },
    });
    expect(removed.status).toBe(204);
    expect(await members(listId)).toEqual([two]);
    expect(await read(service, `lists(${listId})?$select=membercount`)).toMatchObject({ membercount: 1 });
  });

  it("are taken off several at a time", async () => {
    const listId = await marketingList();
    const [one, two, three] = [await contact("One"), await contact("Two"), await contact("Three")];
    const all = (name: string, ids: readonly string[]) =>
      act(name, {
        List: { "@odata.type": `${TYPE}list`, listid: listId },
        Members: ids.map((contactid) => ({ "@odata.type": `${TYPE}contact`, contactid })),
      });
    await all("AddListMembersList", [one, two, three]);
    expect((await all("RemoveListMembersList", [one, three])).status).toBe(204);
    expect(await members(listId)).toEqual([two]);
    expect(await read(service, `lists(${listId})?$select=membercount`)).toMatchObject({ membercount: 1 });
  });

  it("leave the list when they are deleted", async () => {
    const listId = await marketingList();
    const gone = await contact("Gone");
    await act(`lists(${listId})/${TYPE}AddMemberList`, { EntityId: gone });
    await send(service, "DELETE", `contacts(${gone})`);
    expect(await members(listId)).toEqual([]);
    expect(await read(service, `lists(${listId})?$select=membercount`)).toMatchObject({ membercount: 0 });
  });

  it("have to be of the list's own kind, and the list has to be open for them", async () => {
    const listId = await marketingList();
    const one = await contact("Kind");
    const account = await create(service, "accounts", { name: "No member" });
    const add = (id: string, member: string): Promise<Reply> =>
      act(`lists(${id})/${TYPE}AddMemberList`, { EntityId: member });
    expect(refusal(await add(listId, account))).toEqual({ status: 404, code: "0x80040217" });
    expect(
      refusal(
        await act("AddListMembersList", {
          List: { "@odata.type": `${TYPE}list`, listid: listId },
          Members: [{ "@odata.type": `${TYPE}account`, accountid: account }],
        }),
      ),
    ).toEqual({ status: 400, code: "0x80040301" });
    const dynamic = await marketingList({ type: true, query: fetchByFirstName("Kind") });
    expect(refusal(await add(dynamic, one))).toEqual({ status: 400, code: "0x8004f701" });
    await send(service, "PATCH", `lists(${listId})`, { body: { lockstatus: true } });
    expect(refusal(await add(listId, one))).toEqual({ status: 400, code: "0x80040302" });
    await send(service, "PATCH", `lists(${listId})`, { body: { lockstatus: false, statecode: 1 } });
    expect(refusal(await add(listId, one))).toEqual({ status: 400, code: "0x8004033a" });
    const open = await marketingList();
    expect(
      refusal(await act(`lists(${open})/${TYPE}RemoveMemberList`, { ListMember: { listmemberid: one } })),
    ).toEqual({
      status: 400,
      code: "0x80048458",
    });
  });
});

describe("a dynamic list", () => {
  it("is copied to a locked static list as it is at the moment", async () => {
    const one = await contact("Dyna 1");
    const dynamic = await marketingList({ type: true, query: fetchByFirstName("Dyna%") });
    const two = await contact("Dyna 2");
    const copied = await act(`lists(${dynamic})/${TYPE}CopyDynamicListToStatic`);
    expect(copied.status).toBe(200);
    const copy = copied.json["StaticListId"] as string;
    expect(await members(copy)).toEqual([one, two].sort());
    expect(await read(service, `lists(${copy})?$select=type,lockstatus,membercount,listname`)).toMatchObject({
      type: false,
      lockstatus: true,
      membercount: 2,
      listname: "Audience",
    });
    expect(refusal(await act(`lists(${copy})/${TYPE}CopyDynamicListToStatic`))).toEqual({
      status: 400,
      code: "0x8004f704",
    });
    const target = await marketingList();
    const target2 = await marketingList({ createdfromcode: 1 });
    const copyTo = (id: string): Promise<Reply> =>
      act(`lists(${dynamic})/${TYPE}CopyMembersList`, {
        TargetList: { "@odata.type": `${TYPE}list`, listid: id },
      });
    expect((await copyTo(target)).status).toBe(204);
    expect((await copyTo(target)).status).toBe(204);
    expect(await members(target)).toEqual([one, two].sort());
    expect(refusal(await copyTo(target2))).toEqual({ status: 400, code: "0x80040306" });
  });
});

describe("distributing a campaign activity", () => {
  async function activity(
    channeltypecode: number,
    lists: readonly string[],
    more: Record<string, unknown> = {},
  ) {
    const campaign = await create(service, "campaigns", { name: "Spring" });
    const id = await create(service, "campaignactivities", {
      subject: "Mailing",
      channeltypecode,
      "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${campaign})`,
      ...more,
    });
    for (const listid of lists) {
      const onCampaign = await act(`lists(${listid})/${TYPE}AddItemCampaign`, {
        Campaign: { "@odata.type": `${TYPE}campaign`, campaignid: campaign },
      });
      expect(onCampaign.status).toBe(200);
      const item = await act("AddItemCampaignActivity", {
        CampaignActivity: { "@odata.type": `${TYPE}campaignactivity`, activityid: id },
        Item: { "@odata.type": `${TYPE}list`, listid },
      });
      expect(item.status).toBe(200);
      expect(item.json["CampaignActivityItemId"]).toMatch(/^[0-9a-f-]{36}$/);
    }
    return id;
  }

  const distribute = (id: string, table: string, more: Record<string, unknown> = {}): Promise<Reply> =>
    act(`campaignactivities(${id})/${TYPE}DistributeCampaignActivity`, {
      Propagate: true,
      Activity: { "@odata.type": `${TYPE}${table}`, subject: "Hello" },
      OwnershipOptions: "Caller",
      SendEmail: false,
      PostWorkflowEvent: true,
      ...more,
    });

  it("makes one activity for each member, once, and none for those who wish none", async () => {
    const wanted = await contact("Dist 1");
    const both = await contact("Dist 2");
    const noCalls = await contact("Dist 3", { donotphone: true });
    const optedOut = await contact("Dist 4", { donotsendmm: true });
    const staticList = await marketingList();
    await act(`lists(${staticList})/${TYPE}AddMemberList`, { EntityId: both });
    await act(`lists(${staticList})/${TYPE}AddMemberList`, { EntityId: noCalls });
    const dynamic = await marketingList({ type: true, query: fetchByFirstName("Dist%") });
    const id = await activity(1, [staticList, dynamic]);
    const done = await distribute(id, "phonecall");
    expect(done.json).toMatchObject({ successcount: 2, failurecount: 2 });
    const calls = await list(
      service,
      `phonecalls?$filter=_regardingobjectid_value eq ${id}&$select=subject&$expand=phonecall_activity_parties($select=_partyid_value,participationtypemask,partyidname)`,
    );
    expect(calls.map((call) => call["subject"])).toEqual(["Hello", "Hello"]);
    const parties = calls.flatMap((call) => call["phonecall_activity_parties"] as Record<string, unknown>[]);
    const of = (mask: number): unknown[] =>
      parties
        .filter((party) => party["participationtypemask"] === mask)
        .map((party) => party["_partyid_value"]);
    expect(of(2).sort()).toEqual([wanted, both].sort());
    expect(of(1)).toEqual([service.administratorId, service.administratorId]);
    expect(of(8)).toEqual([id, id]);
    expect(of(9)).toEqual([service.administratorId, service.administratorId]);
    expect(parties.map((party) => party["partyidname"])).toContain("Dist 1 Member");
    const operation = done.json["activityid"] as string;
    expect(
      await read(service, `bulkoperations(${operation})?$select=operationtypecode,successcount,statuscode`),
    ).toMatchObject({
      operationtypecode: 4,
      successcount: 2,
      statuscode: 4,
    });
    const log = await list(service, `bulkoperationlogs?$filter=_bulkoperationid_value eq ${operation}`);
    expect(
      log
        .filter((line) => line["additionalinfo"] !== null)
        .map((line) => [line["_regardingobjectid_value"], line["additionalinfo"]]),
    ).toEqual(
      expect.arrayContaining([
        [noCalls, "donotphone"],
        [optedOut, "donotsendmm"],
      ]),
    );
    expect(await read(service, `campaignactivities(${id})?$select=statecode,statuscode`)).toMatchObject({
      statecode: 0,
      statuscode: 6,
    });
    expect(await read(service, `contacts(${wanted})?$select=lastusedincampaign`)).toMatchObject({
      lastusedincampaign: expect.any(String) as string,
    });
    expect(refusal(await distribute(id, "phonecall"))).toEqual({ status: 400, code: "0x80040326" });
  });

  it("evaluates a dynamic list at that moment, and leaves out who was contacted lately", async () => {
    const dynamic = await marketingList({ type: true, query: fetchByFirstName("Late%") });
    const id = await activity(7, [dynamic], { excludeifcontactedinxdays: 30 });
    const late = await contact("Late 1");
    const recent = await contact("Late 2");
    await send(service, "PATCH", `contacts(${recent})`, {
      body: { lastusedincampaign: "2026-03-10T00:00:00Z" },
    });
    const done = await distribute(id, "email", { SendEmail: true });
    expect(done.json).toMatchObject({ successcount: 1, failurecount: 1 });
    const mails = await list(
      service,
      `emails?$filter=_regardingobjectid_value eq ${id}&$expand=email_activity_parties`,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ statecode: 1, statuscode: 6 });
    expect(JSON.stringify(mails[0])).toContain(late);
    expect(JSON.stringify(mails[0])).not.toContain(recent);
  });

  it("keeps to what its lists ask of related rows, any or none, by days from now", async () => {
    const client = await create(service, "accounts", { name: "Related" });
    const plain = await contact("Rel 1");
    const far = await contact("Rel 2");
    const soon = await contact("Rel 3");
    const won = await contact("Rel 4");
    const staff = await contact("Rel 5", { "parentcustomerid_account@odata.bind": `/accounts(${client})` });
    const stakeholder = await contact("Rel 6");
    const deal = (binding: string, estimatedclosedate: string) =>
      create(service, "opportunities", { name: "Deal", estimatedclosedate, ...bindTo(binding) });
    const bindTo = (binding: string) =>
      binding.startsWith("/accounts")
        ? { "customerid_account@odata.bind": binding }
        : { "parentcontactid@odata.bind": binding };
    await deal(`/contacts(${far})`, "2026-04-24");
    await deal(`/contacts(${soon})`, "2026-03-26");
    const companys = await deal(`/accounts(${client})`, "2026-03-31");
    const closed = await deal(`/contacts(${won})`, "2026-03-26");
    const OpportunityClose = { subject: "Won", "opportunityid@odata.bind": `/opportunities(${closed})` };
    expect((await act("WinOpportunity", { Status: 3, OpportunityClose })).status).toBe(204);
    await create(service, "connections", {
      "record1id_opportunity@odata.bind": `/opportunities(${companys})`,
      "record2id_contact@odata.bind": `/contacts(${stakeholder})`,
    });
    const soonDeal = (attributes: string) =>
      `<link-entity name="opportunity" ${attributes}><filter><condition attribute="statecode" operator="eq" value="0"/>
         <condition attribute="estimatedclosedate" operator="next-x-days" value="7"/></filter></link-entity>`;
    const protectedMembers = [
      soonDeal('from="parentcontactid" to="contactid" link-type="any"'),
      `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="any">
         ${soonDeal('from="customerid" to="accountid" link-type="inner"')}</link-entity>`,
      `<link-entity name="connection" from="record2id" to="contactid" link-type="any">
         ${soonDeal('from="opportunityid" to="record1id" link-type="inner"')}</link-entity>`,
    ];
    const audience = (filter: string) =>
      marketingList({
        type: true,
        query: `<fetch><entity name="contact"><attribute name="fullname"/><filter>
          <condition attribute="firstname" operator="like" value="Rel%"/>${filter}</filter></entity></fetch>`,
      });
    const none = protectedMembers.join("").replaceAll('"any"', '"not any"');
    const reached = async (listId: string): Promise<unknown[]> => {
      const done = await distribute(await activity(3, [listId]), "letter");
      expect(done.status).toBe(200);
      const log = await list(
        service,
        `bulkoperationlogs?$filter=_bulkoperationid_value eq ${done.json["activityid"] as string}`,
      );
      return log.map((line) => line["_regardingobjectid_value"]).sort();
    };
    expect(await reached(await audience(none))).toEqual([plain, far, won].sort());
    expect(await reached(await audience(`<filter type="or">${protectedMembers.join("")}</filter>`))).toEqual(
      [soon, staff, stakeholder].sort(),
    );
  });

  it("gives the activities to the members' owners when told to", async () => {
    const owned = await contact("Owned 1", { "ownerid@odata.bind": `/systemusers(${service.repId})` });
    const listId = await marketingList();
    await act(`lists(${listId})/${TYPE}AddMemberList`, { EntityId: owned });
    const id = await activity(3, [listId]);
    expect((await distribute(id, "letter", { OwnershipOptions: "ListMemberOwner" })).status).toBe(200);
    const letters = await list(
      service,
      `letters?$filter=_regardingobjectid_value eq ${id}&$select=_ownerid_value`,
    );
    expect(letters).toMatchObject([{ _ownerid_value: service.repId }]);
  });

  it("is refused without lists, for a closed activity, a template, a channel without activities, or mixed lists", async () => {
    expect(refusal(await distribute(await activity(1, []), "phonecall"))).toEqual({
      status: 400,
      code: "0x80048454",
    });
    const listId = await marketingList();
    const closed = await activity(1, [listId]);
    await send(service, "PATCH", `campaignactivities(${closed})`, { body: { statecode: 2, statuscode: 3 } });
    expect(refusal(await distribute(closed, "phonecall"))).toEqual({ status: 400, code: "0x80040331" });
    expect(
      refusal(
        await act("AddItemCampaignActivity", {
          CampaignActivity: { "@odata.type": `${TYPE}campaignactivity`, activityid: closed },
          Item: { "@odata.type": `${TYPE}list`, listid: listId },
        }),
      ),
    ).toEqual({ status: 400, code: "0x80040314" });
    expect(refusal(await distribute(await activity(9, [listId]), "task"))).toEqual({
      status: 400,
      code: "0x80040310",
    });
    expect(refusal(await distribute(await activity(1, [listId]), "email"))).toEqual({
      status: 400,
      code: "0x80040305",
    });
    expect(refusal(await distribute(await activity(1, [listId]), "phonecall", { Activity: null }))).toEqual({
      status: 400,
      code: "0x80040318",
    });
    const accounts = await marketingList({ createdfromcode: 1 });
    expect(refusal(await distribute(await activity(1, [listId, accounts]), "phonecall"))).toEqual({
      status: 400,
      code: "0x80048453",
    });
    const template = await create(service, "campaigns", { name: "Template", istemplate: true });
    const ofTemplate = await activity(1, [listId], {
      "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${template})`,
    });
    expect(refusal(await distribute(ofTemplate, "phonecall"))).toEqual({ status: 400, code: "0x80040311" });
  });

  it("does nothing at all when the activity itself is refused", async () => {
    const one = await contact("Whole 1");
    const listId = await marketingList();
    await act(`lists(${listId})/${TYPE}AddMemberList`, { EntityId: one });
    const id = await activity(1, [listId]);
    const reply = await distribute(id, "phonecall", {
      Activity: { "@odata.type": `${TYPE}phonecall`, subject: "x".repeat(201) },
    });
    expect(refusal(reply)).toEqual({ status: 400, code: "0x80044331" });
    expect(await list(service, `phonecalls?$filter=_regardingobjectid_value eq ${id}`)).toEqual([]);
    expect(await list(service, `bulkoperations?$filter=_regardingobjectid_value eq ${id}`)).toEqual([]);
    expect((await distribute(id, "phonecall")).status).toBe(200);
  });

  it("no longer sends to a list that was taken off", async () => {
    const listId = await marketingList();
    const id = await activity(1, [listId]);
    const item = {
      CampaignActivity: { "@odata.type": `${TYPE}campaignactivity`, activityid: id },
      Item: { "@odata.type": `${TYPE}list`, listid: listId },
    };
    expect((await act("RemoveItemCampaignActivity", item)).status).toBe(204);
    expect(refusal(await act("RemoveItemCampaignActivity", item))).toEqual({
      status: 404,
      code: "0x80040217",
    });
    expect(refusal(await distribute(id, "phonecall"))).toEqual({ status: 400, code: "0x80048454" });
  });
});

describe("qualifying a lead", () => {
  it("makes an account, a contact and an opportunity of it, tied together", async () => {
    const id = await create(service, "leads", {
      subject: "New site",
      firstname: "Lea",
      lastname: "Durand",
      companyname: "Durand SA",
      emailaddress1: "lea@durand.example",
      estimatedamount: 12000,
    });
    const reply = await act(`leads(${id})/${TYPE}QualifyLead`, {
      CreateAccount: true,
      CreateContact: true,
      CreateOpportunity: true,
      Status: 3,
      ProcessInstanceId: null,
    });
    expect(reply.status).toBe(200);
    const made = reply.json["value"] as Record<string, string>[];
    expect(made.map((row) => row["@odata.type"])).toEqual([
      `#${TYPE}account`,
      `#${TYPE}contact`,
      `#${TYPE}opportunity`,
    ]);
    const [account, contactRow, opportunity] = made;
    expect(await read(service, `accounts(${account?.["accountid"] ?? ""})`)).toMatchObject({
      name: "Durand SA",
      _originatingleadid_value: id,
      _primarycontactid_value: contactRow?.["contactid"],
    });
    expect(await read(service, `contacts(${contactRow?.["contactid"] ?? ""})`)).toMatchObject({
      fullname: "Lea Durand",
      emailaddress1: "lea@durand.example",
      _parentcustomerid_value: account?.["accountid"],
    });
    expect(await read(service, `opportunities(${opportunity?.["opportunityid"] ?? ""})`)).toMatchObject({
      name: "New site",
      estimatedvalue: 12000,
      _customerid_value: account?.["accountid"],
      _parentcontactid_value: contactRow?.["contactid"],
      _originatingleadid_value: id,
    });
    expect(await read(service, `leads(${id})`)).toMatchObject({
      statecode: 1,
      statuscode: 3,
      _qualifyingopportunityid_value: opportunity?.["opportunityid"],
    });
    const again = await act(`leads(${id})/${TYPE}QualifyLead`, {
      CreateAccount: false,
      CreateContact: false,
      CreateOpportunity: false,
      Status: 3,
    });
    expect(refusal(again)).toEqual({ status: 400, code: "0x80040519" });
  });
});

describe("closing an opportunity", () => {
  const close = (
    name: string,
    id: string,
    Status: number,
    more: Record<string, unknown> = {},
  ): Promise<Reply> =>
    act(name, {
      Status,
      OpportunityClose: { subject: "Closed", "opportunityid@odata.bind": `/opportunities(${id})`, ...more },
    });

  it("is won with what was earned, or else with what was estimated", async () => {
    const id = await create(service, "opportunities", { name: "Deal", estimatedvalue: 500 });
    expect((await close("WinOpportunity", id, 3, { actualrevenue: 450.5 })).status).toBe(204);
    expect(await read(service, `opportunities(${id})`)).toMatchObject({
      statecode: 1,
      statuscode: 3,
      actualvalue: 450.5,
      actualvalue_base: 450.5,
      actualclosedate: "2026-03-24",
    });
    const closes = await list(service, `opportunitycloses?$filter=_opportunityid_value eq ${id}`);
    expect(closes).toMatchObject([{ statecode: 1, opportunitystatecode: 1, opportunitystatuscode: 3 }]);
    expect(refusal(await close("WinOpportunity", id, 3))).toEqual({ status: 400, code: "0x80040515" });
    const estimated = await create(service, "opportunities", { name: "Deal 2", estimatedvalue: 700 });
    await close("WinOpportunity", estimated, -1);
    expect(await read(service, `opportunities(${estimated})`)).toMatchObject({ actualvalue: 700 });
  });

  it("is lost with a status of its state only", async () => {
    const id = await create(service, "opportunities", { name: "Deal" });
    expect(refusal(await close("LoseOpportunity", id, 3))).toEqual({ status: 400, code: "0x80048408" });
    expect((await close("LoseOpportunity", id, 5)).status).toBe(204);
    expect(await read(service, `opportunities(${id})`)).toMatchObject({ statecode: 2, statuscode: 5 });
    const open = await create(service, "opportunities", { name: "Deal" });
    const patch = await send(service, "PATCH", `opportunities(${open})`, {
      body: { statecode: 1, statuscode: 3 },
    });
    expect(refusal(patch)).toEqual({ status: 400, code: "0x80040233" });
  });
});

describe("SendAppNotification", () => {
  it("leaves a notification with the recipient, even from someone who may not assign", async () => {
    const notify = (type: string | undefined): Promise<Reply> =>
      act("SendAppNotification", {
        Title: "VIP in closing",
        Body: "Ask first",
        Recipient: `/systemusers(${service.repId})`,
        IconType: 100000003,
        ToastType: 200000000,
        Expiry: 3600,
        Actions: {
          "@odata.type": type,
          "actions@odata.type": "#Collection(Microsoft.Dynamics.CRM.expando)",
          actions: [
            { title: "Open", data: { "@odata.type": "#Microsoft.Dynamics.CRM.expando", type: "url" } },
          ],
        },
      });
    for (const type of [undefined, "Microsoft.Dynamics.CRM.contact", "expando"]) {
      expect((await notify(type)).status).toBe(400);
    }
    // Microsoft's samples write the type in both ways.
    for (const type of ["Microsoft.Dynamics.CRM.expando", "#Microsoft.Dynamics.CRM.expando"]) {
      const sent = await notify(type);
      expect(sent.status).toBe(200);
      const row = await read(service, `appnotifications(${sent.json["NotificationId"] as string})`);
      expect(row).toMatchObject({
        _ownerid_value: service.repId,
        title: "VIP in closing",
        ttlinseconds: 3600,
      });
      expect(JSON.parse(row["data"] as string)).toEqual({
        actions: [{ title: "Open", data: { type: "url" } }],
      });
    }
    const toNobody = await act("SendAppNotification", { Title: "x", Recipient: "/teams(123)" });
    expect(toNobody.status).toBe(400);
  });
});

describe("functions", () => {
  it("count whole tables", async () => {
    const reply = await read(
      service,
      `RetrieveTotalRecordCount(EntityNames=@p1)?@p1=["account","tst_visit"]`,
    );
    expect(reply["EntityRecordCountCollection"]).toMatchObject({
      Count: 2,
      Keys: ["account", "tst_visit"],
      Values: [expect.any(Number) as number, 0],
    });
  });

  it("say what a user may do with a row", async () => {
    const id = await create(service, "accounts", { name: "Mine" }, { as: service.repId });
    const access = async (userId: string): Promise<unknown> =>
      (
        await read(
          service,
          `systemusers(${userId})/${TYPE}RetrievePrincipalAccess(Target=@t)?@t={'@odata.id':'accounts(${id})'}`,
        )
      )["AccessRights"];
    expect(await access(service.repId)).toBe(
      "ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess",
    );
    expect(await access(service.readerId)).toBe("ReadAccess");
    expect(await access(service.nobodyId)).toBe("None");
  });
});
