import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { deleteNote, editNote } from "../../../dataverse/changeNote";
import { readCampaigns, saveAnswer } from "../../../dataverse/answerNote";
import { readNotes, type ListedNote } from "../../../dataverse/fieldNotes";
import { readNotePeople } from "../../../dataverse/notePeople";
import {
  isTalk,
  readSubject,
  subjectTables,
  type NoteClient,
  type NoteSubject,
} from "../../../dataverse/noteSubject";
import { readNoteVocabulary } from "../../../dataverse/noteVocabulary";
import { noteToSave, saveNote, type NoteRows } from "../../../dataverse/saveNote";
import { noneKnown } from "../../../dataverse/optionalColumns";
import type { Row } from "../../../dataverse/host";
import { newId, type Writing } from "../../../dataverse/writing";
import { dayOfDate } from "../../../domain/day";
import type { ReadyNote } from "../../../domain/fieldNote";
import { NOW, openSample, type Loss, type Sample, type Seat } from "./sample";
import { valueOf } from "../valueOf";

const REP = SAMPLE_USERS.rep.id;
const MARKETER = SAMPLE_USERS.marketer.id;
const OBJECTION = "msdyn_gdproptout";
const open = new AbortController().signal;

let sample: Sample;
let rep: Seat;
let marketer: Seat;
let accountId: string;
let contactId: string;
let topicIds: readonly string[];
let kindCodes: readonly string[];

beforeAll(async () => {
  sample = await openSample();
  rep = sample.seat(REP);
  marketer = sample.seat(MARKETER);
  // Of a client whose contacts fit on a list to choose from.
  const contacts = await sample.rows(
    "contacts?$select=contactid,_parentcustomerid_value&$filter=_parentcustomerid_value ne null and statecode eq 0&$top=50",
    REP,
  );
  for (const contact of contacts) {
    accountId = String(contact["_parentcustomerid_value"]);
    contactId = String(contact.contactid);
    const people = await readNotePeople(rep.ask, { table: "account", id: accountId }, OBJECTION, noneKnown());
    if (valueOf(people).some(({ id }) => id === contactId)) break;
  }
  const vocabulary = valueOf(await readNoteVocabulary(rep.ask));
  topicIds = vocabulary.topics.slice(0, 2).map(({ id }) => id);
  kindCodes = vocabulary.kindCodes;
}, 120_000);

afterAll(() => sample.close());

const ready: ReadyNote = {
  text: "Ready for the data platform, afraid of the migration.",
  name: "Ready for the data platform, afraid of the migration.",
  type: "objection",
  sentiment: "positive",
  topicIds: [],
  contactId: null,
  recontactOn: null,
  heardOfUsVia: "event",
  isSalesOnly: false,
  legalBasis: "legitimateInterests",
};

let notesMade = 0;

function rowsFor(note: Partial<ReadyNote>, client: Partial<NoteClient> = {}): NoteRows {
  return {
    note: { ...ready, ...note },
    client: {
      accountId,
      contactId: null,
      leadId: null,
      opportunityId: null,
      appointmentId: null,
      phonecallId: null,
      ...client,
    },
    // Each a second after the one before: the list is newest first.
    notedOn: new Date(NOW.getTime() + 1000 * ++notesMade),
    kindCodes,
    taskSubject: "Call back",
    timeZoneOffsetMinutes: () => 60,
  };
}

async function listed(seat: Seat, subject: NoteSubject, salesToo = false): Promise<readonly ListedNote[]> {
  return valueOf(await readNotes(seat.ask, subject, salesToo)).notes;
}

async function count(path: string): Promise<number> {
  return (await sample.rows(path, SAMPLE_USERS.admin.id)).length;
}

describe("saving a note", () => {
  it("writes the note, an interaction for each topic and the task in one request", async () => {
    const note = noteToSave(rowsFor({ topicIds, contactId, recontactOn: dayOfDate(2026, 6, 18) }));
    const created: string[] = [];
    const writing: Writing = {
      ...rep.host.writing,
      createRecord: (table: string, data: Row) => {
        created.push(table);
        return rep.host.writing.createRecord(table, data);
      },
    };
    expect(await saveNote({ ...rep.host, writing }, note)).toEqual({ kind: "acknowledged" });
    expect(created).toEqual(["ent_fieldnote"]);

    const [row] = await sample.rows(
      `ent_fieldnotes?$filter=ent_fieldnoteid eq ${note.id}&$expand=ent_taskid($select=subject,scheduledend,_regardingobjectid_value,statecode,_ownerid_value),ent_fieldnote_interactions($select=_ent_topicid_value,_ent_contactid_value,_ent_accountid_value,_ent_kindid_value)`,
      REP,
    );
    expect(row).toMatchObject({
      ent_text: ready.text,
      ent_recontacton: "2026-06-18",
      _ent_accountid_value: accountId,
      _ent_contactid_value: contactId,
      ent_legalbasis: 789_100_005,
      ent_heardofusvia: 789_100_000,
      ent_taskid: {
        subject: "Call back",
        scheduledend: "2026-06-18T08:00:00Z",
        _regardingobjectid_value: contactId,
        statecode: 0,
        _ownerid_value: REP,
      },
    });
    const interactions = row?.ent_fieldnote_interactions as readonly Record<string, unknown>[];
    expect(interactions.map((each) => each._ent_topicid_value).sort()).toEqual([...topicIds].sort());
    for (const each of interactions) {
      expect(each).toMatchObject({ _ent_contactid_value: contactId, _ent_accountid_value: accountId });
    }
  });

  it("writes nothing at all when one part is refused", async () => {
    const note = noteToSave(
      rowsFor({ topicIds: [...topicIds, newId()], recontactOn: dayOfDate(2026, 6, 18) }),
    );
    expect(await saveNote(rep.host, note)).toEqual({ kind: "lasting", why: { kind: "gone" } });
    expect(await count(`ent_fieldnotes?$filter=ent_fieldnoteid eq ${note.id}`)).toBe(0);
    for (const { table, id } of note.alongWith) {
      const path =
        table === "task"
          ? `tasks?$filter=activityid eq ${id}`
          : `ent_interactions?$filter=ent_interactionid eq ${id}`;
      expect(await count(path)).toBe(0);
    }
  });

  it("is refused for good where its kind was deleted meanwhile: sent again, it would be refused again", async () => {
    const note = noteToSave(rowsFor({ topicIds }));
    const data = JSON.parse(
      JSON.stringify(note.data).replaceAll("fieldnote-positive", "fieldnote-deleted"),
    ) as Row;
    expect(await saveNote(rep.host, { ...note, data })).toMatchObject({
      kind: "lasting",
      why: { kind: "refused", detail: expect.stringContaining("0x80060891") as string },
    });
  });

  it.each<[string, readonly Loss[]]>([
    ["before the service got it", ["before"]],
    ["after the service did it", ["after"]],
    ["several times, either way", ["after", "before", "after"]],
  ])("is there once when the answer is lost %s", async (_, losses) => {
    const note = noteToSave(rowsFor({ topicIds, recontactOn: dayOfDate(2026, 6, 18) }));
    rep.losses.push(...losses);
    for (const expected of losses) {
      expect([expected, await saveNote(rep.host, note)]).toEqual([
        expected,
        { kind: "passing", why: { kind: "noAnswer" } },
      ]);
    }
    const wasDone = losses.includes("after");
    expect(await saveNote(rep.host, note)).toEqual({ kind: wasDone ? "recognised" : "acknowledged" });
    expect(await count(`ent_fieldnotes?$filter=ent_fieldnoteid eq ${note.id}`)).toBe(1);
    expect(await count(`ent_interactions?$filter=_ent_fieldnoteid_value eq ${note.id}`)).toBe(
      topicIds.length,
    );
  });

  it("says when the organisation has no such kinds by making no interactions", async () => {
    const note = noteToSave({ ...rowsFor({ topicIds }), kindCodes: [] });
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    expect(await count(`ent_interactions?$filter=_ent_fieldnoteid_value eq ${note.id}`)).toBe(0);
  });

  it("is refused to a marketer, for good", async () => {
    const outcome = await saveNote(marketer.host, noteToSave(rowsFor({})));
    expect(outcome).toEqual({
      kind: "lasting",
      why: { kind: "noPrivilege", privilege: "prvCreateent_FieldNote" },
    });
  });

  it.each([
    ["scripts", `<script>alert(1)</script><img src=x onerror="alert(2)">`],
    ["right to left and joined emoji", "שלום \u202Eabc 👩‍👩‍👧 \u0000".replace("\u0000", "")],
    ["XML and OData", `' or 1 eq 1 ]]> & <fetch/> %27 $filter='x' {"@odata.bind":1} \\u0041 {{7*7}}`],
    ["line ends and tabs", "a\r\nb\tc\n\n d "],
    ["ten thousand characters", "né".repeat(5000)],
  ])("keeps %s to the letter", async (_, text) => {
    const note = noteToSave(rowsFor({ text, name: "hostile" }));
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    const found = (await listed(marketer, { table: "account", id: accountId })).find(
      ({ id }) => id === note.id,
    );
    expect(found?.text).toBe(text);
  });
});

describe("the task of a note longer than a task can hold", () => {
  it.each([
    ["two thousand characters", "x".repeat(2000), "x".repeat(2000)],
    ["one more", "x".repeat(2001), `${"x".repeat(1999)}…`],
    ["characters of two units", `x${"😀".repeat(4999)}`, `x${"😀".repeat(999)}…`],
  ])("holds the beginning, and the note all of it: %s", async (_, text, description) => {
    const note = noteToSave(rowsFor({ text, name: "long", recontactOn: dayOfDate(2026, 6, 18) }));
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    const [saved] = await sample.rows(
      `ent_fieldnotes?$select=ent_text&$expand=ent_taskid($select=description)&$filter=ent_fieldnoteid eq ${note.id}`,
      REP,
    );
    expect(saved).toMatchObject({ ent_text: text, ent_taskid: { description } });
  });
});

describe("a note within sales", () => {
  const secret = "within-sales-only-7f3a";

  it("is a row of its own table, without interactions and without a task", async () => {
    const note = noteToSave(
      rowsFor({
        text: secret,
        name: secret,
        isSalesOnly: true,
        topicIds,
        contactId,
        recontactOn: dayOfDate(2026, 6, 18),
      }),
    );
    expect(note).toMatchObject({ table: "ent_salesnote", alongWith: [] });
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    const seen = (await listed(rep, { table: "contact", id: contactId }, true)).find(
      ({ id }) => id === note.id,
    );
    expect(seen).toMatchObject({ table: "ent_salesnote", text: secret, topics: [] });
  });

  it("is behind no door that a marketer can open", async () => {
    const [row] = await sample.rows(`ent_salesnotes?$filter=contains(ent_text,'${secret}')`, REP);
    const id = String(row?.ent_salesnoteid);
    const fetchXml = (xml: string): string => `?fetchXml=${encodeURIComponent(xml)}`;
    const doors: readonly (readonly [method: string, path: string, body?: object])[] = [
      ["GET", "ent_salesnotes"],
      ["GET", `ent_salesnotes(${id})`],
      ["GET", `ent_salesnotes(${id})/ent_text`],
      ["GET", "ent_salesnotes/$count"],
      ["GET", "ent_salesnotes?$apply=aggregate($count as n)"],
      ["GET", `accounts(${accountId})?$expand=ent_account_salesnotes`],
      ["GET", `accounts(${accountId})/ent_account_salesnotes`],
      ["GET", `accounts(${accountId})/ent_account_salesnotes/$ref`],
      ["GET", `contacts(${contactId})?$expand=ent_contact_salesnotes($select=ent_text)`],
      ["GET", `accounts?$filter=ent_account_salesnotes/any(n:contains(n/ent_text,'${secret}'))`],
      ["GET", `accounts?$filter=ent_account_salesnotes/$count gt 0`],
      [
        "GET",
        `ent_salesnotes${fetchXml('<fetch><entity name="ent_salesnote"><attribute name="ent_text"/></entity></fetch>')}`,
      ],
      [
        "GET",
        `ent_salesnotes${fetchXml('<fetch aggregate="true"><entity name="ent_salesnote"><attribute name="ent_salesnoteid" aggregate="count" alias="n"/></entity></fetch>')}`,
      ],
      [
        "GET",
        `accounts${fetchXml('<fetch><entity name="account"><attribute name="name"/><link-entity name="ent_salesnote" from="ent_accountid" to="accountid" alias="s"><attribute name="ent_text"/></link-entity></entity></fetch>')}`,
      ],
      [
        "GET",
        `accounts${fetchXml('<fetch><entity name="account"><attribute name="name"/><link-entity name="ent_salesnote" from="ent_accountid" to="accountid" link-type="outer" alias="s"/><filter><condition entityname="s" attribute="ent_salesnoteid" operator="not-null"/></filter></entity></fetch>')}`,
      ],
      [
        "GET",
        `accounts${fetchXml('<fetch><entity name="account"><attribute name="name"/><filter><link-entity name="ent_salesnote" from="ent_accountid" to="accountid" link-type="any"/></filter></entity></fetch>')}`,
      ],
      [
        "GET",
        `accounts${fetchXml('<fetch><entity name="account"><attribute name="name"/><link-entity name="ent_salesnote" from="ent_accountid" to="accountid" link-type="exists"/></entity></fetch>')}`,
      ],
      ["PATCH", `ent_salesnotes(${id})`, { ent_name: "mine" }],
      ["PATCH", `ent_salesnotes(${newId()})`, { ent_name: "mine" }],
      ["POST", "ent_salesnotes", { ent_name: "mine", ent_text: "mine" }],
      ["DELETE", `ent_salesnotes(${id})`],
      [
        "POST",
        "GrantAccess",
        { Target: { "@odata.type": "Microsoft.Dynamics.CRM.ent_salesnote", ent_salesnoteid: id } },
      ],
    ];
    for (const [method, path, body] of doors) {
      const answer = await sample.request(MARKETER, method, path, body);
      expect([path, answer.status >= 400]).toEqual([path, true]);
      expect([path, answer.body.includes(secret)]).toEqual([path, false]);
    }
    // The same doors answer one who may: what is shut is the door, and not the request at fault.
    for (const path of ["ent_salesnotes", `accounts(${accountId})/ent_account_salesnotes`]) {
      expect((await sample.request(REP, "GET", path)).body).toContain(secret);
    }
    expect(await count(`ent_salesnotes?$filter=ent_salesnoteid eq ${id}`)).toBe(1);
  });

  it("leaves no trace in anything else that a marketer reads", async () => {
    for (const set of [
      "ent_fieldnotes",
      "ent_interactions",
      "ent_fieldanswers",
      "tasks",
      "activitypointers",
      "appnotifications",
    ]) {
      const { status, body } = await sample.request(MARKETER, "GET", `${set}?$orderby=createdon desc`);
      expect([set, status, body.includes(secret)]).toEqual([set, 200, false]);
    }
    expect(await listed(marketer, { table: "contact", id: contactId }, true)).not.toContainEqual(
      expect.objectContaining({ table: "ent_salesnote" }),
    );
  });
});

describe("reading notes", () => {
  it("shows the contact's notes and its account's, with topics and answers, to the marketer", async () => {
    const onContact = noteToSave(rowsFor({ topicIds, contactId, text: "on the contact", name: "c" }));
    const onAccount = noteToSave(rowsFor({ text: "on the account", name: "a" }));
    await saveNote(rep.host, onContact);
    await saveNote(rep.host, onAccount);
    const seen = await listed(marketer, { table: "contact", id: contactId });
    const ids = seen.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([onContact.id, onAccount.id]));
    const note = seen.find(({ id }) => id === onContact.id);
    expect(note).toMatchObject({ owner: SAMPLE_USERS.rep.fullName, ownerId: REP, answers: [] });
    expect(note?.topics.map(({ id }) => id).sort()).toEqual([...topicIds].sort());
    expect(note?.topics.every(({ name }) => name !== "")).toBe(true);
    // A note that is no longer active is not listed, and none of its topics takes another one's place.
    await sample.request(SAMPLE_USERS.admin.id, "PATCH", `ent_fieldnotes(${onContact.id})`, { statecode: 1 });
    const others = await listed(marketer, { table: "contact", id: contactId });
    expect(others.map(({ id }) => id)).toEqual(ids.filter((id) => id !== onContact.id));
  });

  it.each(subjectTables.map((table) => [table]))(
    "asks what Dataverse accepts on the form of a %s",
    async (table) => {
      const set = {
        account: "accounts",
        contact: "contacts",
        lead: "leads",
        opportunity: "opportunities",
        appointment: "appointments",
        phonecall: "phonecalls",
      }[table];
      const key = isTalk(table) ? "activityid" : `${table}id`;
      const [row] = await sample.rows(`${set}?$select=${key}&$top=1`, REP);
      const subject = { table, id: String(row?.[key]) };
      const known = noneKnown();
      const read = valueOf(await readSubject(rep.ask, subject, OBJECTION, known));
      // Nothing was refused on the way: a column given up here would hide who objects on every form after this one.
      expect([...known.missing]).toEqual([]);
      expect(read.client[`${table}Id`]).toBe(subject.id);
      expect(Array.isArray(valueOf(await readNotePeople(rep.ask, subject, OBJECTION, noneKnown())))).toBe(
        true,
      );
      expect(Array.isArray(await listed(rep, subject, true))).toBe(true);
    },
  );

  it("finds the account behind a deal and a meeting, and their people", async () => {
    const [deal] = await sample.rows(
      "opportunities?$select=opportunityid,_parentaccountid_value&$filter=_parentaccountid_value ne null&$top=1",
      REP,
    );
    const subject = { table: "opportunity", id: String(deal?.opportunityid) } as const;
    const { client } = valueOf(await readSubject(rep.ask, subject, OBJECTION, noneKnown()));
    expect(client).toMatchObject({ opportunityId: subject.id, accountId: deal?._parentaccountid_value });
    const people = valueOf(await readNotePeople(rep.ask, subject, OBJECTION, noneKnown()));
    expect(people.length).toBeGreaterThan(0);
    const note = noteToSave(rowsFor({ text: "in the deal", name: "d" }, client));
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    expect((await listed(rep, subject)).map(({ id }) => id)).toContain(note.id);
  });

  it("knows who objects to being recorded", async () => {
    await sample.request(SAMPLE_USERS.admin.id, "PATCH", `contacts(${contactId})`, { [OBJECTION]: true });
    const onContact = valueOf(
      await readSubject(rep.ask, { table: "contact", id: contactId }, OBJECTION, noneKnown()),
    );
    expect(onContact.objects).toBe(true);
    const people = valueOf(
      await readNotePeople(rep.ask, { table: "account", id: accountId }, OBJECTION, noneKnown()),
    );
    expect(people.find(({ id }) => id === contactId)?.objects).toBe(true);
    await sample.request(SAMPLE_USERS.admin.id, "PATCH", `contacts(${contactId})`, { [OBJECTION]: false });
    const again = valueOf(
      await readSubject(rep.ask, { table: "contact", id: contactId }, "ent_nosuchcolumn", noneKnown()),
    );
    expect(again.objects).toBe(false);
  });

  it.each([
    ["contact", "appointment"],
    ["contact", "phonecall"],
    ["lead", "appointment"],
    ["lead", "phonecall"],
  ] as const)("knows that the %s objects whom the %s regards", async (person, table) => {
    const admin = SAMPLE_USERS.admin.id;
    const [row] = await sample.rows(`${person}s?$select=${person}id&$filter=statecode eq 0&$top=1`, admin);
    const personId = String(row?.[`${person}id`]);
    const id = newId();
    const made = await sample.request(admin, "POST", `${table}s`, {
      activityid: id,
      subject: "With somebody who objects",
      scheduledstart: NOW.toISOString(),
      scheduledend: NOW.toISOString(),
      [`regardingobjectid_${person}_${table}@odata.bind`]: `/${person}s(${personId})`,
    });
    expect(made.status).toBe(204);
    const objects = async () => {
      const read = await readSubject(sample.seat(admin).ask, { table, id }, OBJECTION, noneKnown());
      return valueOf(read).objects;
    };
    expect(await objects()).toBe(false);
    await sample.request(admin, "PATCH", `${person}s(${personId})`, { [OBJECTION]: true });
    expect(await objects()).toBe(true);
    await sample.request(admin, "PATCH", `${person}s(${personId})`, { [OBJECTION]: false });
  });
});

describe("a meeting about what has a client of its own", () => {
  const admin = SAMPLE_USERS.admin.id;

  async function meetingAbout(table: string, id: string): Promise<NoteSubject> {
    const activityid = newId();
    await sample.post(admin, "appointments", {
      activityid,
      subject: "About it",
      scheduledstart: NOW.toISOString(),
      scheduledend: NOW.toISOString(),
      [`regardingobjectid_${table}_appointment@odata.bind`]: `/${table === "lead" ? "leads" : "opportunities"}(${id})`,
    });
    return { table: "appointment", id: activityid };
  }
  const read = async (subject: NoteSubject) =>
    valueOf(await readSubject(rep.ask, subject, OBJECTION, noneKnown(), true));

  it("is, of a person's deal, with that person, who may object, as on the deal's own form", async () => {
    const person = newId();
    await sample.post(admin, "contacts", { contactid: person, lastname: "Alone" });
    const deal = newId();
    await sample.post(admin, "opportunities", {
      opportunityid: deal,
      name: "Deal",
      "customerid_contact@odata.bind": `/contacts(${person})`,
    });
    const meeting = await meetingAbout("opportunity", deal);
    const client = { contactId: person, opportunityId: deal, accountId: null };
    expect(await read(meeting)).toMatchObject({ client, objects: false });
    await sample.request(admin, "PATCH", `contacts(${person})`, { [OBJECTION]: true });
    for (const subject of [meeting, { table: "opportunity", id: deal } as const]) {
      expect(await read(subject)).toMatchObject({ client, objects: true });
    }
    await sample.request(admin, "PATCH", `contacts(${person})`, {
      [OBJECTION]: false,
      "parentcustomerid_account@odata.bind": `/accounts(${accountId})`,
    });
    expect((await read(meeting)).client).toMatchObject({ ...client, accountId });
  });

  it("shows on a person's deal what was noted on that person, and on the account that they have", async () => {
    const [person, deal] = [newId(), newId()];
    await sample.post(admin, "contacts", {
      contactid: person,
      lastname: "Customer",
      "parentcustomerid_account@odata.bind": `/accounts(${accountId})`,
    });
    await sample.post(admin, "opportunities", {
      opportunityid: deal,
      name: "Deal",
      "customerid_contact@odata.bind": `/contacts(${person})`,
    });
    const noted = async (client: Partial<NoteClient>, more: Partial<ReadyNote> = {}) => {
      const note = noteToSave(rowsFor(more, { accountId: null, ...client }));
      expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
      return note.id;
    };
    const onPerson = await noted({ contactId: person });
    const onAccount = await noted({ accountId });
    const within = await noted({ contactId: person }, { isSalesOnly: true });
    const other = newId();
    await sample.post(admin, "contacts", { contactid: other, lastname: "Other" });
    const onOther = await noted({ contactId: other });
    const ids = async (subject: NoteSubject) => (await listed(rep, subject, true)).map(({ id }) => id);
    const onDeal = await ids({ table: "opportunity", id: deal });
    expect(onDeal).toEqual(expect.arrayContaining([onPerson, onAccount, within]));
    expect(onDeal).not.toContain(onOther);
    const onMeeting = await ids(await meetingAbout("opportunity", deal));
    expect(onMeeting).toEqual(expect.arrayContaining([onPerson, within]));
    expect(onMeeting).not.toContain(onOther);
  });

  it("shows of an account's deal what was noted on that account", async () => {
    const deal = newId();
    await sample.post(admin, "opportunities", {
      opportunityid: deal,
      name: "Deal",
      "customerid_account@odata.bind": `/accounts(${accountId})`,
    });
    const note = noteToSave(rowsFor({ text: "On the account", name: "On the account" }));
    expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
    const shown = await listed(rep, await meetingAbout("opportunity", deal));
    expect(shown.map(({ id }) => id)).toContain(note.id);
  });

  it("is, of a lead, with the account that the lead names", async () => {
    const lead = newId();
    await sample.post(admin, "leads", {
      leadid: lead,
      lastname: "Lead",
      subject: "Lead",
      "parentaccountid@odata.bind": `/accounts(${accountId})`,
    });
    const { client } = await read(await meetingAbout("lead", lead));
    expect(client).toMatchObject({ leadId: lead, accountId });
  });

  it("is, of a lead that became a contact, with somebody who objects where the contact does", async () => {
    const lead = newId();
    await sample.post(admin, "leads", { leadid: lead, lastname: "Ledoux", subject: "Lead" });
    const meeting = await meetingAbout("lead", lead);
    const qualified = await sample.request(
      admin,
      "POST",
      `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`,
      { CreateAccount: false, CreateContact: true, CreateOpportunity: false, Status: 3 },
    );
    expect(qualified.status).toBe(200);
    const [row] = await sample.rows(`leads?$select=_parentcontactid_value&$filter=leadid eq ${lead}`, admin);
    const own = { table: "lead", id: lead } as const;
    for (const objects of [false, true]) {
      const contact = `contacts(${String(row?._parentcontactid_value)})`;
      expect((await sample.request(admin, "PATCH", contact, { [OBJECTION]: objects })).status).toBe(204);
      for (const subject of [own, meeting]) expect(await read(subject)).toMatchObject({ objects });
    }
  });
});

describe("changing a note of one's own", () => {
  const subject = (): NoteSubject => ({ table: "account", id: accountId });
  const saved = async (more: Partial<ReadyNote> = {}): Promise<ListedNote> => {
    const note = noteToSave(rowsFor({ topicIds, text: "to be changed", name: "to be changed", ...more }));
    await saveNote(rep.host, note);
    const found = (await listed(rep, subject())).find(({ id }) => id === note.id);
    if (!found) throw new Error("not listed");
    return found;
  };

  it("writes the new text", async () => {
    const note = await saved();
    expect(await editNote(rep.host, note, note.version, "changed")).toEqual({ kind: "done" });
    expect((await listed(rep, subject())).find(({ id }) => id === note.id)?.text).toBe("changed");
  });

  /** What a note's words stand in, beside the note. */
  const repeated = async ({ id }: ListedNote) => {
    const [row] = await sample.rows(
      `ent_fieldnotes?$filter=ent_fieldnoteid eq ${id}&$expand=ent_taskid($select=subject,description,statecode),ent_fieldnote_interactions($select=ent_name)`,
      REP,
    );
    const interactions = row?.ent_fieldnote_interactions as readonly Row[];
    return { names: interactions.map((each) => each.ent_name), task: row?.ent_taskid as Row };
  };
  const withTask = () => {
    const text = "Fears the migration";
    return noteToSave({
      ...rowsFor({ topicIds, text, name: text, recontactOn: dayOfDate(2026, 6, 18) }),
      taskSubject: `Call back: ${text}`,
    });
  };

  it("writes it wherever the note's words stand: in what it counted for, and in its task as long as that is open", async () => {
    const made = withTask();
    await saveNote(rep.host, made);
    const note = (await listed(rep, subject())).find(({ id }) => id === made.id)!;
    expect(await editNote(rep.host, note, note.version, "Fears nothing")).toEqual({ kind: "done" });
    const names = topicIds.map(() => "Fears nothing");
    const task = { subject: "Call back: Fears nothing", description: "Fears nothing", statecode: 0 };
    expect(await repeated(note)).toMatchObject({ names, task });

    const taskId = made.alongWith.find(({ table }) => table === "task")?.id ?? "";
    await sample.request(REP, "PATCH", `tasks(${taskId})`, { statecode: 1 });
    const now = (await listed(rep, subject())).find(({ id }) => id === made.id)!;
    expect(await editNote(rep.host, now, now.version, "Once more")).toEqual({ kind: "done" });
    expect(await repeated(note)).toMatchObject({
      names: topicIds.map(() => "Once more"),
      task: { ...task, statecode: 1 },
    });
  });

  it.each([
    ["cancels and empties its task, with the role of a rep alone", REP, { subject: "…", statecode: 2 }],
    ["deletes its task, with a role that may", SAMPLE_USERS.admin.id, undefined],
  ] as const)("deleted, it %s", async (_, userId, left) => {
    const made = withTask();
    await saveNote(rep.host, made);
    const note = { table: "ent_fieldnote", id: made.id } as const;
    expect(await deleteNote(sample.seat(userId).host, note, open)).toEqual({ ok: true, value: null });
    const ids = made.alongWith.filter(({ table }) => table === "task");
    const [task, ...others] = await sample.rows(
      `tasks?$select=subject,description,statecode&$filter=activityid eq ${ids[0]?.id ?? ""}`,
      REP,
    );
    expect(others).toEqual([]);
    if (left === undefined) expect(task).toBeUndefined();
    else expect(task).toMatchObject({ ...left, description: null });
    expect(await count(`ent_fieldnotes?$filter=ent_fieldnoteid eq ${made.id}`)).toBe(0);
  });

  it("is known to have a task as long as that is there", async () => {
    const made = withTask();
    await saveNote(rep.host, made);
    const hasTask = async (id: string) =>
      (await listed(rep, subject())).find((note) => note.id === id)?.hasTask;
    expect(await hasTask(made.id)).toBe(true);
    expect(await hasTask((await saved()).id)).toBe(false);
    const taskId = made.alongWith.find(({ table }) => table === "task")?.id ?? "";
    await sample.request(SAMPLE_USERS.admin.id, "DELETE", `tasks(${taskId})`);
    expect(await hasTask(made.id)).toBe(false);
  });

  it("shows what somebody else wrote meanwhile, and overwrites nothing", async () => {
    const note = await saved();
    await sample.request(SAMPLE_USERS.admin.id, "PATCH", `ent_fieldnotes(${note.id})`, {
      ent_text: "theirs",
    });
    expect(await editNote(rep.host, note, note.version, "mine")).toMatchObject({
      kind: "conflict",
      text: "theirs",
    });
    expect((await listed(rep, subject())).find(({ id }) => id === note.id)?.text).toBe("theirs");
  });

  it("deletes it with the interactions that it made, and again without harm", async () => {
    const note = await saved();
    expect(await deleteNote(rep.host, note, open)).toEqual({ ok: true, value: null });
    expect(await count(`ent_interactions?$filter=_ent_fieldnoteid_value eq ${note.id}`)).toBe(0);
    expect(await count(`ent_fieldnotes?$filter=ent_fieldnoteid eq ${note.id}`)).toBe(0);
    expect(await deleteNote(rep.host, note, open)).toEqual({ ok: true, value: null });
  });

  it("is refused on somebody else's", async () => {
    const note = await saved();
    const other = sample.seat(SAMPLE_USERS.sanne.id);
    expect(await editNote(other.host, note, note.version, "mine")).toMatchObject({
      kind: "failed",
      failure: { kind: "noPrivilege" },
    });
    expect(await deleteNote(other.host, note, open)).toMatchObject({ ok: false });
  });
});

describe("the marketer's answer", () => {
  it("is a row of its own, seen by the rep, who is told when the note was used", async () => {
    const note = noteToSave(rowsFor({ text: "to be answered", name: "t" }));
    await saveNote(rep.host, note);
    const [campaign] = valueOf(await readCampaigns(marketer.ask));
    const answer = {
      id: newId(),
      status: "used",
      campaign: campaign!,
      reply: "Thank you",
      name: "Used",
    } as const;
    const notification = { title: "Your note was used", body: "In a campaign" };
    const noted = new Date(marketer.host.now().getTime() - 26.5 * 3_600_000);
    const asked = { id: note.id, ownerId: REP, notedOn: noted };
    marketer.losses.push("after");
    const lost = await saveAnswer(marketer.host, asked, answer, notification, open);
    expect(lost).toMatchObject({ ok: false });
    const told = await saveAnswer(marketer.host, asked, answer, notification, open);
    expect(told).toEqual({ ok: true, value: { isTold: true } });
    const nora = sample.seat(SAMPLE_USERS.nora.id);
    const second = { ...answer, id: newId(), status: "read", campaign: null, reply: "" } as const;
    expect(await saveAnswer(nora.host, asked, second, notification, open)).toMatchObject({ ok: true });

    const seen = (await listed(rep, { table: "account", id: accountId })).find(({ id }) => id === note.id);
    expect(seen?.answers).toHaveLength(2);
    expect(seen?.answers).toContainEqual(
      expect.objectContaining({
        status: "used",
        campaign: campaign?.name,
        reply: "Thank you",
        by: SAMPLE_USERS.marketer.fullName,
      }),
    );
    const waited = await sample.rows(
      `ent_fieldanswers?$filter=ent_fieldanswerid eq ${answer.id}&$select=ent_answeredafterhours`,
      REP,
    );
    expect(waited).toMatchObject([{ ent_answeredafterhours: 26 }]);
    const notifications = await sample.rows("appnotifications?$filter=title eq 'Your note was used'", REP);
    expect(notifications).toHaveLength(1);
    expect(notifications[0]).toMatchObject({ _ownerid_value: REP });
  });
});

describe("erasing a contact", () => {
  it("takes the notes, their interactions and their answers along", async () => {
    const person = newId();
    await sample.request(SAMPLE_USERS.admin.id, "POST", "contacts", { contactid: person, lastname: "Gone" });
    const client = { accountId: null, contactId: person };
    const note = noteToSave(rowsFor({ topicIds, recontactOn: dayOfDate(2026, 6, 18) }, client));
    const within = noteToSave(rowsFor({ isSalesOnly: true }, client));
    await saveNote(rep.host, note);
    await saveNote(rep.host, within);
    const answer = { id: newId(), status: "read", campaign: null, reply: "", name: "Read" } as const;
    const asked = { id: note.id, ownerId: REP, notedOn: null };
    await saveAnswer(marketer.host, asked, answer, { title: "", body: "" }, open);
    const admin = SAMPLE_USERS.admin.id;
    expect((await sample.request(admin, "DELETE", `contacts(${person})`)).status).toBe(204);
    for (const path of [
      `ent_fieldnotes?$filter=ent_fieldnoteid eq ${note.id}`,
      `ent_salesnotes?$filter=ent_salesnoteid eq ${within.id}`,
      `ent_fieldanswers?$filter=ent_fieldanswerid eq ${answer.id}`,
      ...note.alongWith.map(({ table, id }) =>
        table === "task"
          ? `tasks?$filter=activityid eq ${id}`
          : `ent_interactions?$filter=ent_interactionid eq ${id}`,
      ),
    ]) {
      expect([path, await count(path)]).toEqual([path, 0]);
    }
  });

  it("takes the task of a note along that was taken on a deal's form: it says what was said of the contact", async () => {
    const admin = SAMPLE_USERS.admin.id;
    const person = newId();
    await sample.post(admin, "contacts", { contactid: person, lastname: "Gone" });
    const [deal] = await sample.rows("opportunities?$select=opportunityid&$top=1", REP);
    const client = { opportunityId: String(deal?.opportunityid), contactId: person };
    const note = noteToSave(rowsFor({ recontactOn: dayOfDate(2026, 6, 18) }, client));
    await saveNote(rep.host, note);
    const task = `tasks?$filter=activityid eq ${note.alongWith[0]?.id ?? ""}`;
    expect(await count(task)).toBe(1);
    expect((await sample.request(admin, "DELETE", `contacts(${person})`)).status).toBe(204);
    expect(await count(task)).toBe(0);
  });
});
