import { createAsking, type Asking } from "../../../dataverse/askQuestion";
import { openBriefing } from "../../../dataverse/briefing";
import { readDynamicLists, readStaticLists } from "../../../dataverse/comingSends";
import { countOnDynamicList } from "../../../dataverse/dynamicList";
import { readEngagement } from "../../../dataverse/engagement";
import { readFollowing } from "../../../dataverse/following";
import { readLastMeetings } from "../../../dataverse/meetings";
import { readNewestSignals } from "../../../dataverse/newestSignals";
import { noneKnown } from "../../../dataverse/optionalColumns";
import { readPeople } from "../../../dataverse/people";
import { readPolicy } from "../../../dataverse/policy";
import type { Scope } from "../../../dataverse/scope";
import { readSources } from "../../../dataverse/sources/read";
import { readStages } from "../../../dataverse/stages";
import { readTalkingPoints } from "../../../dataverse/talkingPoints";
import { defaultPolicy } from "../../../domain/policy";
import { dayOfDate } from "../../../domain/day";
import { engagementOf } from "../../../domain/engagement";
import type { SampleRow } from "../../../sandbox/data/sample/row";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { daysAgo, hostOf, id, openOrganisation, xml, type QuestionedOrganisation } from "./organisation";
import { valueOf } from "../valueOf";

jest.setTimeout(120_000);

const today = dayOfDate(2026, 11, 22);
const days = { first: today - 179, last: today };

// Contoso with a company below it, and Fabrikam beside them.
const CONTOSO = id("a", 1);
const CONTOSO_NL = id("a", 2);
const FABRIKAM = id("a", 3);
const [ANNE, BRAM, CLEO, DIRK, EVA, FINN] = [1, 2, 3, 4, 5, 6].map((number) => id("c", number)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const LEAD = id("l", 1);
const DEAL = id("o", 1);
const FABRIKAM_DEAL = id("o", 2);

const contoso: Scope = { table: "account", id: CONTOSO };
const withBelow: Scope = { ...contoso, withBelow: true };
const deal: Scope = { table: "opportunity", id: DEAL };

let organisation: QuestionedOrganisation;
let asking: Asking;
const calendar = { timeZoneOffsetMinutes: () => 60 };

beforeAll(async () => {
  organisation = await openOrganisation();
  asking = createAsking(organisation.host, new AbortController().signal);
  await insertClients();
  await insertSignals();
  await insertMeetings();
  await insertDeals();
  await insertSends();
  await insertAgreements();
});
afterAll(async () => {
  await organisation?.close();
});

const contact = (contactid: string, firstname: string, account: string, more: SampleRow = {}): SampleRow => ({
  contactid,
  firstname,
  lastname: "X",
  parentcustomerid: { table: "account", id: account },
  followemail: true,
  ...more,
});

async function insertClients(): Promise<void> {
  await organisation.insert(
    "account",
    { accountid: CONTOSO, name: "Contoso" },
    { accountid: CONTOSO_NL, name: "Contoso NL", parentaccountid: CONTOSO },
    { accountid: FABRIKAM, name: "Fabrikam" },
  );
  await organisation.insert(
    "contact",
    contact(ANNE, "Anne", CONTOSO, {
      jobtitle: "CIO",
      accountrolecode: 1,
      emailaddress1: "anne@contoso.example",
      mobilephone: "+32 470",
      msdyn_decisioninfluencetag: 0,
    }),
    contact(BRAM, "Bram", CONTOSO, { donotbulkemail: true, followemail: false }),
    contact(CLEO, "Cleo", FABRIKAM),
    contact(DIRK, "Dirk", CONTOSO_NL, { msdyn_disablewebtracking: true }),
    contact(EVA, "Eva", CONTOSO, { statecode: 1, statuscode: 2 }),
    contact(FINN, "Finn", FABRIKAM),
  );
  await organisation.organization.database.query(
    "update account set primarycontactid = $1 where accountid = $2",
    [ANNE, CONTOSO],
  );
  // Finn speaks for Contoso as well: that he is Fabrikam's primary contact makes him none of Contoso's.
  await organisation.organization.database.query(
    "update account set primarycontactid = $1 where accountid = $2",
    [FINN, FABRIKAM],
  );
  await organisation.insert("lead", { leadid: LEAD, firstname: "Lea", lastname: "D", subject: "Lead" });
}

const TOPIC = id("t", 1);
const [CLICK, MEETING_KIND] = [id("k", 1), id("k", 2)];

async function insertSignals(): Promise<void> {
  await organisation.insert("ent_topic", { ent_topicid: TOPIC, ent_name: "Data platform" });
  await organisation.insert(
    "ent_interactionkind",
    {
      ent_interactionkindid: CLICK,
      ent_name: "Click",
      ent_code: "click",
      ent_channel: 789100000,
      ent_origin: 789100000,
      ent_points: 4,
    },
    {
      ent_interactionkindid: MEETING_KIND,
      ent_name: "Meeting",
      ent_code: "meeting",
      ent_channel: 789100005,
      ent_origin: 789100001,
      ent_points: 20,
      ent_halflifedays: 60,
    },
  );
  let number = 0;
  const signal = (age: number, more: SampleRow): SampleRow => ({
    ent_interactionid: id("i", (number += 1)),
    ent_name: `signal ${number}`,
    ent_occurredon: daysAgo(age),
    ent_kindid: CLICK,
    ent_topicid: TOPIC,
    ...more,
  });
  await organisation.insert(
    "ent_interaction",
    signal(1, { ent_contactid: ANNE }),
    signal(1, { ent_contactid: ANNE }),
    signal(31, { ent_contactid: ANNE, ent_kindid: MEETING_KIND }),
    signal(2, { ent_contactid: BRAM, ent_accountid: CONTOSO }),
    // On the company itself, and by somebody from elsewhere.
    signal(3, { ent_accountid: CONTOSO }),
    signal(4, { ent_contactid: FINN, ent_accountid: CONTOSO }),
    // Anne's, but about Fabrikam.
    signal(5, { ent_contactid: ANNE, ent_accountid: FABRIKAM }),
    signal(6, { ent_contactid: DIRK }),
    signal(7, { ent_contactid: CLEO }),
    signal(8, { ent_leadid: LEAD }),
    signal(200, { ent_contactid: ANNE }),
    { ...signal(1, { ent_contactid: ANNE }), statecode: 1, statuscode: 2 },
    signal(-5, { ent_contactid: ANNE }),
  );
}

async function insertMeetings(): Promise<void> {
  const met = (key: number, age: number, more: SampleRow = {}): SampleRow => ({
    activityid: id("m", key),
    subject: `meeting ${key}`,
    scheduledstart: daysAgo(age, 8),
    scheduledend: daysAgo(age, 9),
    actualend: daysAgo(age, 9),
    statecode: 1,
    statuscode: 3,
    ...more,
  });
  const regards = (table: string, key: string) => ({ regardingobjectid: { table, id: key } });
  await organisation.insert(
    "appointment",
    met(1, 40, regards("account", CONTOSO)),
    met(2, 30, regards("contact", BRAM)),
    met(3, 20, regards("opportunity", DEAL)),
    met(4, 10, { requiredattendees: [{ table: "contact", id: ANNE }] }),
    met(5, 5, regards("account", FABRIKAM)),
    met(6, 4, regards("account", CONTOSO_NL)),
    // Not held, or not yet.
    met(7, 3, { ...regards("account", CONTOSO), statecode: 2, statuscode: 4, actualend: null }),
    met(8, -2, { ...regards("account", CONTOSO), statecode: 3, statuscode: 5, actualend: null }),
    met(9, -1, {
      ...regards("opportunity", FABRIKAM_DEAL),
      statecode: 0,
      statuscode: 1,
      actualend: null,
      requiredattendees: [{ table: "systemuser", id: organisation.repId }],
    }),
    met(11, -3, {
      statecode: 0,
      statuscode: 1,
      actualend: null,
      ownerid: { table: "systemuser", id: organisation.repId },
    }),
    met(12, -3, {
      ...{
        statecode: 2,
        statuscode: 4,
        actualend: null,
        ownerid: { table: "systemuser", id: organisation.repId },
      },
      requiredattendees: [{ table: "systemuser", id: organisation.repId }],
    }),
    met(10, -9, {
      ...regards("account", CONTOSO),
      statecode: 3,
      statuscode: 5,
      actualend: null,
      requiredattendees: [{ table: "systemuser", id: organisation.repId }],
    }),
  );
  const call = (key: number, age: number, more: SampleRow): SampleRow => ({
    activityid: id("p", key),
    subject: `call ${key}`,
    actualend: daysAgo(age, 9),
    statecode: 1,
    statuscode: 2,
    ...more,
  });
  await organisation.insert(
    "phonecall",
    call(1, 6, { ...regards("account", CONTOSO), leftvoicemail: true }),
    call(2, 8, {
      ...regards("account", CONTOSO),
      leftvoicemail: false,
      to: [{ table: "contact", id: ANNE }],
    }),
    call(3, 7, regards("lead", LEAD)),
  );
  await organisation.insert("task", {
    activityid: id("q", 1),
    subject: "no meeting",
    actualend: daysAgo(1),
    statecode: 1,
    statuscode: 5,
    ...regards("account", CONTOSO),
  });
}

async function insertDeals(): Promise<void> {
  const open = (opportunityid: string, customer: string, more: SampleRow = {}): SampleRow => ({
    opportunityid,
    name: opportunityid,
    customerid: { table: "account", id: customer },
    parentaccountid: customer,
    estimatedvalue: 1_200_000,
    salesstage: 3,
    ...more,
  });
  await organisation.insert(
    "opportunity",
    open(DEAL, CONTOSO, { parentcontactid: FINN }),
    open(FABRIKAM_DEAL, FABRIKAM),
    open(id("o", 3), CONTOSO, { statecode: 1, statuscode: 3 }),
  );
  // One end of a connection sees the person, the other the deal.
  await organisation.insert(
    "connectionrole",
    { connectionroleid: id("r", 1), name: "Champion", category: 1000 },
    { connectionroleid: id("r", 2), name: "Friend", category: 2 },
    { connectionroleid: id("r", 3), name: "Former champion", category: 1000 },
  );
  const connected = (connectionid: string, person: string, role: string, table: string, other: string) => ({
    connectionid,
    record1id: { table: "contact", id: person },
    record1roleid: role,
    record2id: { table, id: other },
  });
  const withDeal = (connectionid: string, person: string, role: string) =>
    connected(connectionid, person, role, "opportunity", DEAL);
  await organisation.insert(
    "connection",
    withDeal(id("n", 1), BRAM, id("r", 1)),
    withDeal(id("n", 2), BRAM, id("r", 2)),
    withDeal(id("n", 3), ANNE, id("r", 2)),
    { ...withDeal(id("n", 4), ANNE, id("r", 1)), statecode: 1, statuscode: 2 },
    // A deal that is won or lost is no decision to come; a company is no deal.
    connected(id("n", 5), BRAM, id("r", 3), "opportunity", id("o", 3)),
    connected(id("n", 6), BRAM, id("r", 3), "account", FABRIKAM),
  );
  await organisation.insert("processstage", {
    processstageid: id("s", 1),
    stagename: "Propose",
    stagecategory: 2,
  });
  const instance = (key: number, of: string, age: number, more: SampleRow = {}): SampleRow => ({
    businessprocessflowinstanceid: id("b", key),
    name: "process",
    opportunityid: of,
    activestageid: id("s", 1),
    activestagestartedon: daysAgo(age),
    statecode: 0,
    statuscode: 1,
    ...more,
  });
  await organisation.insert(
    "opportunitysalesprocess",
    instance(1, DEAL, 31),
    instance(2, DEAL, 5, { statecode: 1, statuscode: 3 }),
    instance(3, FABRIKAM_DEAL, 9),
    instance(4, id("o", 3), 9),
  );
}

const [STATIC, SECOND, DYNAMIC, ACCOUNTS, LEADS] = [1, 2, 3, 4, 5].map((number) => id("x", number)) as [
  string,
  string,
  string,
  string,
  string,
];

async function insertSends(): Promise<void> {
  const list = (listid: string, more: SampleRow = {}): SampleRow => ({
    listid,
    listname: listid,
    type: false,
    createdfromcode: 2,
    membertype: 2,
    statecode: 0,
    statuscode: 0,
    ...more,
  });
  await organisation.insert(
    "list",
    list(STATIC),
    list(SECOND),
    list(DYNAMIC, {
      listname: "Interested",
      type: true,
      query:
        '<fetch version="1.0" distinct="true"><entity name="contact"><attribute name="fullname"/><order attribute="fullname"/>' +
        '<link-entity name="ent_interaction" from="ent_contactid" to="contactid" link-type="inner" alias="i">' +
        `<filter><condition attribute="ent_topicid" operator="eq" value="${TOPIC}"/></filter></link-entity></entity></fetch>`,
    }),
    list(ACCOUNTS, { createdfromcode: 1, membertype: 1 }),
    list(LEADS, { createdfromcode: 4, membertype: 4 }),
  );
  const member = (key: number, listid: string, entityId: string, table = "contact"): SampleRow => ({
    listmemberid: id("y", key),
    listid,
    entityid: { table, id: entityId },
    entitytype: table,
  });
  const lead = (key: number, more: SampleRow): SampleRow => ({
    leadid: id("l", key),
    firstname: "Lead",
    lastname: String(key),
    subject: "of an account",
    parentaccountid: { table: "account", id: CONTOSO },
    ...more,
  });
  await organisation.insert(
    "lead",
    lead(2, {}),
    lead(3, { statecode: 2, statuscode: 4 }),
    lead(4, { parentaccountid: { table: "account", id: FABRIKAM } }),
    // An account's by its contact alone.
    lead(5, { parentaccountid: null, parentcontactid: { table: "contact", id: ANNE } }),
    lead(6, { parentaccountid: null, parentcontactid: { table: "contact", id: DIRK } }),
  );
  await organisation.insert(
    "listmember",
    ...[ANNE, BRAM, CLEO, EVA, DIRK].map((each, index) => member(index, STATIC, each)),
    member(9, SECOND, ANNE),
    member(10, ACCOUNTS, CONTOSO, "account"),
    ...[2, 3, 4, 5, 6].map((key) => member(10 + key, LEADS, id("l", key), "lead")),
  );
  await organisation.insert(
    "campaign",
    { campaignid: id("z", 1), name: "Launch", budgetedcost: 48_000 },
    { campaignid: id("z", 2), name: "Template", istemplate: true },
  );
  const send = (key: number, starts: number, more: SampleRow = {}): SampleRow => ({
    activityid: id("v", key),
    subject: `send ${key}`,
    regardingobjectid: { table: "campaign", id: id("z", 1) },
    channeltypecode: 7,
    scheduledstart: daysAgo(-starts),
    statecode: 0,
    statuscode: 1,
    ...more,
  });
  await organisation.insert(
    "campaignactivity",
    send(1, 0),
    send(2, 29),
    send(3, 3),
    // Too late, past, carried out, canceled, a template's; to an account and to leads.
    send(4, 30),
    send(5, -1),
    send(6, 2, { statuscode: 6 }),
    send(7, 2, { statecode: 2, statuscode: 3 }),
    send(8, 2, { regardingobjectid: { table: "campaign", id: id("z", 2) } }),
    send(9, 2),
  );
  const item = (activity: number, listid: string): SampleRow => ({
    campaignactivityitemid: id("w", activity * 10 + listid.charCodeAt(listid.length - 1)),
    campaignactivityid: id("v", activity),
    itemid: { table: "list", id: listid },
    itemobjecttypecode: "list",
  });
  await organisation.insert(
    "campaignactivityitem",
    ...[1, 2, 4, 5, 6, 7, 8].map((activity) => item(activity, STATIC)),
    item(1, SECOND),
    item(3, DYNAMIC),
    item(9, ACCOUNTS),
    item(9, LEADS),
  );
}

async function insertAgreements(): Promise<void> {
  const policy = (key: number, from: Date, more: SampleRow): SampleRow => ({
    ent_policyid: id("g", key),
    ent_name: `policy ${key}`,
    ent_effectivefrom: from,
    ...more,
  });
  await organisation.insert(
    "ent_policy",
    policy(1, daysAgo(300), { ent_dealfloor: 1 }),
    policy(2, daysAgo(10), { ent_dealfloor: 250_000, ent_guardmode: 789100002, ent_closingstages: "2;3" }),
    policy(3, daysAgo(-10), { ent_dealfloor: 3 }),
    { ...policy(4, daysAgo(1), { ent_dealfloor: 4 }), statecode: 1, statuscode: 2 },
  );
  await organisation.insert(
    "ent_talkingpoint",
    {
      ent_talkingpointid: id("h", 1),
      ent_name: "Reference",
      ent_message: "Same sector.",
      ent_salesstage: 789100002,
      ent_topicid: TOPIC,
      ent_asseturl: "https://example.com/",
    },
    { ent_talkingpointid: id("h", 2), ent_name: "For all", ent_message: "Hello." },
    { ent_talkingpointid: id("h", 3), ent_name: "Old", ent_message: "Gone.", statecode: 1, statuscode: 2 },
  );
  const registration = (key: number, person: string, more: SampleRow = {}): SampleRow => ({
    msevtmgt_eventregistrationid: id("e", key),
    msevtmgt_contactid: person,
    msevtmgt_eventid: id("d", 1),
    msevtmgt_iscanceled: false,
    createdon: daysAgo(key),
    ...more,
  });
  await organisation.insert("msevtmgt_event", { msevtmgt_eventid: id("d", 1), msevtmgt_name: "Data days" });
  await organisation.insert(
    "msevtmgt_eventregistration",
    registration(1, ANNE),
    registration(2, CLEO),
    registration(3, BRAM, { msevtmgt_iscanceled: true }),
    registration(4, DIRK),
  );
  const response = (key: number, customer: readonly [string, string], more: SampleRow = {}): SampleRow => ({
    activityid: id("f", key),
    subject: `response ${key}`,
    regardingobjectid: { table: "campaign", id: id("z", 1) },
    customer: [{ table: customer[0], id: customer[1] }],
    responsecode: 1,
    receivedon: daysAgo(key),
    ...more,
  });
  await organisation.insert(
    "campaignresponse",
    response(1, ["contact", ANNE]),
    response(2, ["account", CONTOSO]),
    response(3, ["contact", CLEO]),
    response(4, ["contact", BRAM], { responsecode: 4 }),
    response(5, ["lead", LEAD]),
  );
}

/** The last digits of an id, as the rows above number them. */
const number = (key: string) => Number.parseInt(key.slice(-8), 16);

describe("the people of a client", () => {
  it("are its active contacts, and whoever spoke for it, with what they are", async () => {
    const { people, isCut } = valueOf(await readPeople(asking.ask, contoso, days, noneKnown()));
    expect(people.map(({ name }) => name).sort()).toEqual(["Anne X", "Bram X", "Finn X"]);
    expect(isCut).toBe(false);
    const anne = people.find(({ id: key }) => key === ANNE);
    expect(anne).toMatchObject({
      jobTitle: "CIO",
      isPrimary: true,
      accountRole: 1,
      decisionInfluence: 0,
      stakeholderRoles: [],
      hasEmail: true,
      hasPhone: true,
    });
    expect(people.filter(({ isPrimary }) => isPrimary).map(({ id: key }) => key)).toEqual([ANNE]);
    const bram = people.find(({ id: key }) => key === BRAM);
    expect(bram).toMatchObject({
      isPrimary: false,
      stakeholderRoles: ["Champion"],
      objections: { bulkEmail: true, following: true, email: false },
      hasEmail: false,
    });
  });

  it("are those of the companies below, too, and those of a deal", async () => {
    const namesOf = async (scope: Scope) =>
      valueOf(await readPeople(asking.ask, scope, null, noneKnown()))
        .people.map(({ name }) => name)
        .sort();
    expect(await namesOf(contoso)).toEqual(["Anne X", "Bram X"]);
    expect(await namesOf(withBelow)).toEqual(["Anne X", "Bram X", "Dirk X"]);
    expect(await namesOf(deal)).toEqual(["Anne X", "Bram X", "Finn X"]);
    expect(await namesOf({ table: "contact", id: CLEO })).toEqual(["Cleo X"]);
    expect(await namesOf({ table: "lead", id: LEAD })).toEqual([]);
  });

  it("are a contact who has left, on the contact's own form, with whether they may be followed", async () => {
    const eva: Scope = { table: "contact", id: EVA };
    const { people } = valueOf(await readPeople(asking.ask, eva, days, noneKnown()));
    expect(people).toMatchObject([{ name: "Eva X", isActive: true }]);
    const following = valueOf(await readFollowing(asking.ask, eva, today, noneKnown()));
    expect(following).toEqual({ contacts: 1, refused: 0 });
  });

  it("take part in the deal on whose form they are, not in another one", async () => {
    const rolesIn = async (scope: Scope) =>
      valueOf(await readPeople(asking.ask, scope, days, noneKnown())).people.find(({ id }) => id === BRAM)
        ?.stakeholderRoles;
    const other = id("o", 11);
    await organisation.insert("opportunity", {
      ...{ opportunityid: other, name: "Other", parentaccountid: { table: "account", id: CONTOSO } },
      customerid: { table: "account", id: CONTOSO },
    });
    expect(await rolesIn(deal)).toEqual(["Champion"]);
    expect(await rolesIn({ table: "opportunity", id: other })).toEqual([]);
    await organisation.organization.database.query("delete from opportunity where opportunityid = $1", [
      other,
    ]);
  });

  it("of a deal have one primary contact for each account that it is with, and none for others", async () => {
    const { people } = valueOf(await readPeople(asking.ask, deal, days, noneKnown()));
    // Finn, whom the deal names, is the primary contact of another account.
    expect(people.map(({ name }) => name)).toContain("Finn X");
    expect(people.filter(({ isPrimary }) => isPrimary).map(({ name }) => name)).toEqual(["Anne X"]);
  });

  it("are also whoever spoke for a company below, where those are in scope", async () => {
    const [HOLDING, BELOW, GINA] = [id("a", 10), id("a", 11), id("c", 10)] as const;
    await organisation.insert(
      "account",
      { accountid: HOLDING, name: "Holding" },
      { accountid: BELOW, name: "Below", parentaccountid: HOLDING },
    );
    await organisation.insert("contact", { contactid: GINA, firstname: "Gina", lastname: "X" });
    await organisation.insert("ent_interaction", {
      ent_interactionid: id("i", 100),
      ent_name: "Spoke for it",
      ent_occurredon: daysAgo(1),
      ent_kindid: CLICK,
      ent_contactid: GINA,
      ent_accountid: BELOW,
    });
    const namesOf = async (scope: Scope) =>
      valueOf(await readPeople(asking.ask, scope, days, noneKnown())).people.map(({ name }) => name);
    expect(await namesOf({ table: "account", id: HOLDING })).toEqual([]);
    expect(await namesOf({ table: "account", id: HOLDING, withBelow: true })).toEqual(["Gina X"]);
  });

  it("say how many of them may not be followed", async () => {
    expect(valueOf(await readFollowing(asking.ask, contoso, today, noneKnown()))).toEqual({
      contacts: 2,
      refused: 1,
    });
    expect(valueOf(await readFollowing(asking.ask, withBelow, today, noneKnown()))).toEqual({
      contacts: 3,
      refused: 2,
    });
  });
});

describe("engagement", () => {
  const readFor = async (scope: Scope) => {
    const { sums, names } = valueOf(await readEngagement(asking.ask, scope, days));
    const byPerson = engagementOf(sums, today, defaultPolicy);
    const points: Record<string, number> = {};
    for (const { person, points: more } of sums) {
      if (person === null) continue;
      const name = names.get(person) ?? person;
      points[name] = (points[name] ?? 0) + more;
    }
    return { byPerson, points };
  };

  it("is added up by person and faded as the formula says", async () => {
    const { byPerson, points } = await readFor(contoso);
    expect(points).toEqual({ "Anne X": 28, "Bram X": 4, "Finn X": 4 });
    const anne = 8 * 0.5 ** (1 / 30) + 20 * 0.5 ** (31 / 60);
    expect(byPerson.get(ANNE)?.score).toBeCloseTo(anne, 9);
    expect(byPerson.get(ANNE)?.lastDay).toBe(today - 1);
    const nobody = 4 * 0.5 ** (3 / 30);
    const whole = anne + 4 * 0.5 ** (2 / 30) + 4 * 0.5 ** (4 / 30) + nobody;
    // What names nobody is part of the whole that the others have shares of.
    expect(byPerson.get(ANNE)?.share).toBeCloseTo(anne / whole, 9);
  });

  it("is that of the scope", async () => {
    expect((await readFor(withBelow)).points).toEqual({
      "Anne X": 28,
      "Bram X": 4,
      "Dirk X": 4,
      "Finn X": 4,
    });
    expect((await readFor(deal)).points).toEqual({ "Anne X": 28, "Bram X": 4, "Finn X": 4 });
    expect((await readFor({ table: "contact", id: ANNE })).points).toEqual({ "Anne X": 32 });
  });
});

describe("the newest signals", () => {
  const numbersOf = async (scope: Scope) =>
    valueOf(await readNewestSignals(asking.ask, calendar, scope, today)).happenings.map((each) =>
      number(each.id),
    );

  it("are the scope's, newest first, none from days to come", async () => {
    expect(await numbersOf(contoso)).toEqual([2, 1, 4, 5, 6, 3, 11]);
    expect(await numbersOf(withBelow)).toEqual([2, 1, 4, 5, 6, 8, 3, 11]);
    expect(await numbersOf({ table: "lead", id: LEAD })).toEqual([10]);
    expect(await numbersOf({ table: "contact", id: ANNE })).toEqual([2, 1, 7, 3, 11]);
    expect(await numbersOf(deal)).toEqual([2, 1, 4, 5, 6, 3, 11]);
  });

  it("say who, what and when", async () => {
    const { happenings } = valueOf(await readNewestSignals(asking.ask, calendar, contoso, today));
    expect(happenings[0]).toEqual({
      source: "interaction",
      table: "ent_interaction",
      id: id("i", 2),
      at: daysAgo(1),
      day: today - 1,
      person: { table: "contact", id: ANNE, name: "Anne X" },
      kind: { label: "Click" },
      what: "signal 2",
      topics: [{ id: TOPIC, name: "Data platform" }],
    });
  });
});

describe("meetings", () => {
  const held = async (scope: Scope) =>
    valueOf(await readLastMeetings(asking.ask, calendar, scope)).map(({ subject }) => subject);

  it("are those that regard the client, its people or its deals, or in which one of its people took part", async () => {
    expect(await held(contoso)).toEqual(["call 2", "meeting 4", "meeting 3", "meeting 2", "meeting 1"]);
    expect(await held(withBelow)).toEqual([
      "meeting 6",
      "call 2",
      "meeting 4",
      "meeting 3",
      "meeting 2",
      "meeting 1",
    ]);
  });

  it("are a contact's, a lead's and a deal's own", async () => {
    expect(await held({ table: "contact", id: ANNE })).toEqual(["call 2", "meeting 4"]);
    expect(await held({ table: "lead", id: LEAD })).toEqual(["call 3"]);
    // Whom a meeting regards is one of its parties.
    expect(await held(deal)).toEqual(["call 2", "meeting 4", "meeting 3", "meeting 2", "meeting 1"]);
  });

  it("to come are those that the rep owns or attends, of the next seven days, each once, the nearest first", async () => {
    const { organization, repId } = organisation;
    const view = organization.metadata.views.find(
      ({ table, labels }) => table === "appointment" && labels[1033] === "My Next Meetings",
    );
    const { rows } = await executeFetchXml(
      organization,
      await organization.caller(repId),
      "appointment",
      view?.fetchXml ?? "",
    );
    expect(rows.map(({ subject }) => subject)).toEqual(["meeting 9", "meeting 11"]);
  });
});

describe("the further sources", () => {
  const read = async (scope: Scope) => {
    const sources = await readSources(
      asking.ask,
      organisation.definitions,
      calendar,
      scope,
      today,
      undefined,
      new Map(),
    );
    return Object.fromEntries(
      [...sources].flatMap(([key, each]) => (each.kind === "absent" ? [] : [[key, each]])),
    );
  };

  it("are those that are there and may be read", async () => {
    // The rep's role gives no right to events: they come with their own app and its roles.
    expect(Object.keys(await read(contoso))).toEqual(["campaignResponse"]);
  });

  it("tell what the scope's people did", async () => {
    const { campaignResponse } = await read(contoso);
    expect(campaignResponse).toMatchObject({
      kind: "read",
      newest: {
        isCut: false,
        happenings: [
          {
            id: id("f", 1),
            person: { id: ANNE, name: "Anne X" },
            kind: { label: "Interested" },
            what: "Launch",
          },
          { id: id("f", 2), person: null },
        ],
      },
    });
    const ofLead = (await read({ table: "lead", id: LEAD })).campaignResponse;
    expect(ofLead).toMatchObject({ newest: { happenings: [{ id: id("f", 5) }] } });
  });

  it("are read where a role gives the right", async () => {
    const all = createAsking(
      hostOf(organisation.organization, organisation.organization.administratorId),
      new AbortController().signal,
    );
    const sources = await readSources(
      all.ask,
      organisation.definitions,
      calendar,
      withBelow,
      today,
      undefined,
      new Map(),
    );
    expect(sources.get("eventRegistration")).toMatchObject({
      kind: "read",
      newest: {
        happenings: [
          { id: id("e", 1), person: { id: ANNE, name: "Anne X" }, what: "Data days" },
          { id: id("e", 4), person: { id: DIRK } },
        ],
      },
    });
    expect(sources.get("eventCheckIn")).toMatchObject({ kind: "read", newest: { happenings: [] } });
    expect(sources.get("clickDimensionsForm")).toEqual({ kind: "absent" });
  });
});

describe("coming sends", () => {
  it("on static lists count each active contact and lead once, of the activities that are really coming", async () => {
    const sends = valueOf(await readStaticLists(asking.ask, calendar, contoso, today));
    expect(
      sends
        .map(({ activity, people, toAccount }) => [activity.subject, activity.day - today, people, toAccount])
        .sort(),
    ).toEqual([
      ["send 1", 0, 2, false],
      ["send 2", 29, 2, false],
      ["send 9", 2, 2, true],
    ]);
    expect(sends.find(({ activity }) => activity.subject === "send 1")?.activity).toMatchObject({
      campaign: { id: id("z", 1), name: "Launch" },
      channelName: "Email",
    });
    const below = valueOf(await readStaticLists(asking.ask, calendar, withBelow, today));
    expect(below.map(({ people }) => people)).toEqual([3, 3, 3]);
  });

  it("on dynamic lists count whom the list's own query finds, once each", async () => {
    const { lists, queries } = valueOf(await readDynamicLists(asking.ask, calendar, today));
    expect(lists.map(({ activity, list }) => [activity.subject, activity.day - today, list])).toEqual([
      ["send 3", 3, { id: DYNAMIC, name: "Interested", members: "contact", ignoresInactive: true }],
    ]);
    const count = (scope: Scope) =>
      countOnDynamicList(asking.askXml, queries.get(DYNAMIC) ?? null, { members: "contact" }, scope, xml);
    // Anne has many signals, Bram one, Eva none.
    expect(await count(contoso)).toEqual({ kind: "counted", people: 2 });
    expect(await count(withBelow)).toEqual({ kind: "counted", people: 3 });
    expect(await count({ table: "account", id: FABRIKAM })).toEqual({ kind: "counted", people: 2 });
  });

  it("say of a list whose query the service refuses that it was refused", async () => {
    const broken =
      '<fetch><entity name="contact"><filter><condition attribute="no_such" operator="null"/></filter></entity></fetch>';
    expect(await countOnDynamicList(asking.askXml, broken, { members: "contact" }, contoso, xml)).toEqual({
      kind: "cannotAsk",
      because: "refused",
    });
  });

  it("count inactive members as well on lists that are sent to them", async () => {
    const counts = async () =>
      valueOf(await readStaticLists(asking.ask, calendar, contoso, today))
        .map(({ activity, people, toAccount }) => [activity.subject, people, toAccount])
        .sort();
    const setList = (listid: string, ignores: boolean | null) =>
      organisation.organization.database.query(
        "update list set ignoreinactivelistmembers = $1 where listid = $2",
        [ignores, listid],
      );
    for (const each of [STATIC, LEADS, DYNAMIC]) await setList(each, false);
    // Eva, a contact, and a lead that is disqualified.
    expect(await counts()).toEqual([
      ["send 1", 3, false],
      ["send 2", 3, false],
      ["send 9", 3, true],
    ]);
    const { lists } = valueOf(await readDynamicLists(asking.ask, calendar, today));
    expect(lists.map(({ list }) => list.ignoresInactive)).toEqual([false]);
    for (const each of [STATIC, LEADS, DYNAMIC]) await setList(each, true);
    expect(await counts()).toEqual([
      ["send 1", 2, false],
      ["send 2", 2, false],
      ["send 9", 2, true],
    ]);
    const everybody = '<fetch><entity name="contact"/></fetch>';
    const count = (ignoresInactive?: boolean) =>
      countOnDynamicList(asking.askXml, everybody, { members: "contact", ignoresInactive }, contoso, xml);
    expect([await count(false), await count(true), await count()]).toEqual(
      [3, 2, 2].map((people) => ({ kind: "counted", people })),
    );
  });
});

describe("what was agreed", () => {
  it("is the newest policy in effect", async () => {
    const { policy, row } = valueOf(await readPolicy(asking.ask, today));
    expect(row?.name).toBe("policy 2");
    expect(policy).toEqual({
      ...defaultPolicy,
      dealFloor: 250_000,
      guardMode: "guard",
      closingStages: [2, 3],
    });
  });

  it("is what to say, in the active talking points", async () => {
    const points = valueOf(await readTalkingPoints(asking.ask));
    expect(points.map(({ title, stage, topicName }) => [title, stage, topicName])).toEqual([
      ["For all", null, null],
      ["Reference", 2, "Data platform"],
    ]);
  });

  it("is since when a deal is in its stage", async () => {
    const entries = [{ dealId: DEAL, sinceDay: today - 31 }];
    expect(valueOf(await readStages(asking.ask, calendar, contoso))).toEqual(entries);
    expect(valueOf(await readStages(asking.ask, calendar, deal))).toEqual(entries);
  });
});

describe("a whole briefing", () => {
  it("is answered for a rep with nothing but the role that ships, in sixteen requests and one for each source and list", async () => {
    organisation.host.requests.length = 0;
    const answers = openBriefing(
      organisation.host,
      organisation.definitions,
      CONTOSO,
      new AbortController().signal,
      { known: new Map(), columns: noneKnown(), xml },
    );
    const settled = await Promise.all(
      Object.entries(answers).map(async ([key, promise]) => [key, (await promise) as unknown] as const),
    );
    const failed = settled.filter(([, answer]) => (answer as { ok?: boolean } | null)?.ok === false);
    expect(failed).toEqual([]);
    // Beside the sixteen: campaign responses, event registrations and check-ins, and one dynamic list.
    expect(organisation.host.requests).toHaveLength(16 + 3 + 1);
    expect(valueOf(await answers.name)).toBe("Contoso");
    expect(await answers.counts).toEqual(new Map([[DYNAMIC, { kind: "counted", people: 2 }]]));
  });
});
