import { readContactExport } from "../../../dataverse/contactExport";
import { newId } from "../../../dataverse/writing";
import { saveAnswer } from "../../../dataverse/answerNote";
import { noteToSave, saveNote } from "../../../dataverse/saveNote";
import { nobody, type NoteClient } from "../../../dataverse/noteSubject";
import { dayOfDate } from "../../../domain/day";
import type { ReadyNote } from "../../../domain/fieldNote";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { NOW, openSample, type Sample, type Seat } from "./sample";

const REP = SAMPLE_USERS.rep.id;
const MARKETER = SAMPLE_USERS.marketer.id;
const ADMIN = SAMPLE_USERS.admin.id;
const HOUR = 3_600_000;
const open = new AbortController().signal;

let sample: Sample;
let rep: Seat;
let marketer: Seat;

beforeAll(async () => {
  sample = await openSample();
  rep = sample.seat(REP);
  marketer = sample.seat(MARKETER);
}, 240_000);

afterAll(() => sample.close());

async function heard(client: Partial<NoteClient>, more: Partial<ReadyNote> = {}, hoursAgo = 0) {
  const text = more.text ?? "Heard";
  const note = noteToSave({
    note: {
      text,
      name: text,
      type: null,
      sentiment: null,
      topicIds: [],
      contactId: null,
      recontactOn: null,
      heardOfUsVia: null,
      isSalesOnly: false,
      legalBasis: "legitimateInterests",
      ...more,
    },
    client: { ...nobody, ...client },
    notedOn: new Date(NOW.getTime() - hoursAgo * HOUR),
    kindCodes: ["fieldnote-neutral"],
    taskSubject: "Call back",
    timeZoneOffsetMinutes: () => 60,
  });
  expect(await saveNote(rep.host, note)).toEqual({ kind: "acknowledged" });
  return note;
}

async function make(set: string, row: object): Promise<void> {
  const answer = await sample.request(ADMIN, "POST", set, row);
  expect([answer.body, answer.status]).toEqual(["", 204]);
}

async function view(name: string, userId: string) {
  const { metadata } = sample.sandbox.organization;
  const found = metadata.views.find(({ labels }) => labels[1033] === name);
  if (!found) throw new Error(`There is no view ${name}.`);
  const set = metadata.table(found.table)?.entitySetName ?? "";
  return sample.rows(`${set}?fetchXml=${encodeURIComponent(found.fetchXml)}`, userId);
}

async function chart(name: string, userId: string) {
  const { metadata } = sample.sandbox.organization;
  const found = metadata.charts.find(({ labels }) => labels[1033] === name);
  if (!found) throw new Error(`There is no chart ${name}.`);
  const fetchXml = /<fetch [\s\S]*<\/fetch>/.exec(found.dataDescription)?.[0] ?? "";
  const set = metadata.table(found.table)?.entitySetName ?? "";
  return sample.rows(`${set}?fetchXml=${encodeURIComponent(fetchXml)}`, userId);
}

describe("the debrief", () => {
  it.each([
    ["Debrief: Meetings Today Without a Note", "appointment", "appointments"],
    ["Debrief: Calls Today Without a Note", "phonecall", "phonecalls"],
  ] as const)("%s: lists what is over today until somebody has noted it down", async (name, table, set) => {
    const talks = { over: newId(), within: newId(), coming: newId() };
    for (const activityid of Object.values(talks)) {
      await make(set, {
        activityid,
        subject: `Talk ${activityid}`,
        scheduledstart: NOW.toISOString(),
        scheduledend: NOW.toISOString(),
        [`ownerid_${table}@odata.bind`]: `/systemusers(${REP})`,
      });
    }
    for (const id of [talks.over, talks.within]) {
      const closed = { statecode: 1, actualend: NOW.toISOString() };
      expect((await sample.request(ADMIN, "PATCH", `${set}(${id})`, closed)).status).toBe(204);
    }
    const listed = async () =>
      (await view(name, REP))
        .map((row) => String(row.activityid))
        .filter((id) => Object.values(talks).includes(id))
        .sort();
    expect(await listed()).toEqual([talks.over, talks.within].sort());
    // A note within sales is a note: whoever wrote it is done.
    await heard({ [`${table}Id`]: talks.within }, { isSalesOnly: true });
    expect(await listed()).toEqual([talks.over]);
    await heard({ [`${table}Id`]: talks.over });
    expect(await listed()).toEqual([]);
  });
});

describe("the marketers' views", () => {
  const noteIds = async (name: string, among: readonly { readonly id: string }[]) => {
    const listed = new Set((await view(name, MARKETER)).map((row) => row.ent_fieldnoteid));
    return among.map(({ id }) => listed.has(id));
  };

  it("tell notes of today and of this week from older ones, in the week of a Wednesday", async () => {
    const notes = [await heard({}), await heard({}, {}, 24), await heard({}, {}, 10 * 24)];
    expect(await noteIds("New From the Field Today", notes)).toEqual([true, false, false]);
    expect(await noteIds("New From the Field This Week", notes)).toEqual([true, true, false]);
  });

  it("list each note once that was used in a campaign, and no other", async () => {
    const [campaign] = await sample.rows("campaigns?$select=campaignid,name&$top=1", MARKETER);
    const used = { id: String(campaign?.campaignid), name: String(campaign?.name) };
    const notes = [await heard({}), await heard({}), await heard({})];
    const answers = [[0, "used"] as const, [0, "used"] as const, [1, "setAside"] as const];
    for (const [place, status] of answers) {
      const listed = { id: notes[place]?.id ?? "", ownerId: REP, notedOn: NOW };
      const row = { id: newId(), status, campaign: status === "used" ? used : null, reply: "-", name: "-" };
      expect(await saveAnswer(marketer.host, listed, row, { title: "-", body: "-" }, open)).toMatchObject({
        ok: true,
      });
    }
    expect(await noteIds("Field Notes Used in Campaigns", notes)).toEqual([true, false, false]);
    const ids = (await view("Field Notes Used in Campaigns", MARKETER)).map((row) => row.ent_fieldnoteid);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("list what the field heard topic by topic, and nothing that stays within sales", async () => {
    const topics = await sample.rows("ent_topics?$select=ent_topicid&$top=2", MARKETER);
    const topicIds = topics.map((row) => String(row.ent_topicid));
    const [account] = await sample.rows("accounts?$select=accountid&$top=1", MARKETER);
    const client = { accountId: String(account?.accountid) };
    const shared = await heard(client, { topicIds });
    const listed = await view("From the Field, by Topic", MARKETER);
    const ofNote = listed.filter((row) => row._ent_fieldnoteid_value === shared.id);
    expect(ofNote.map((row) => String(row._ent_topicid_value)).sort()).toEqual(topicIds.sort());
    await heard(client, { topicIds, text: "Within sales", isSalesOnly: true });
    expect(await view("From the Field, by Topic", MARKETER)).toEqual(listed);
  });

  it.each([
    ["Open Recontacts of Contacts", "contact", "contacts"],
    ["Open Recontacts of Leads", "lead", "leads"],
  ] as const)("%s: lists whom sales will call again, until the task is done", async (name, table, set) => {
    const person = newId();
    await make(set, { [`${table}id`]: person, firstname: "Anne", lastname: "Lambert" });
    const client = { [`${table}Id`]: person };
    const notes = [await heard(client, { recontactOn: dayOfDate(2026, 6, 18) }), await heard(client)];
    expect(await noteIds(name, notes)).toEqual([true, false]);
    const [task] = await sample.rows(
      `ent_fieldnotes?$select=_ent_taskid_value&$filter=ent_fieldnoteid eq ${notes[0]?.id ?? ""}`,
      REP,
    );
    const done = await sample.request(REP, "PATCH", `tasks(${String(task?._ent_taskid_value)})`, {
      statecode: 1,
    });
    expect(done.status).toBe(204);
    expect(await noteIds(name, notes)).toEqual([false, false]);
  });
});

describe("the contribution", () => {
  it("counts notes by who wrote and used them, and answers by who gave them and how fast", async () => {
    const [campaign] = await sample.rows("campaigns?$select=campaignid,name&$top=1", MARKETER);
    const used = { id: String(campaign?.campaignid), name: String(campaign?.name) };
    const before = {
      rep: (await chart("Notes Written and Used by Rep", ADMIN)).find((row) => row.rep === REP),
    };
    const answer = async (
      hoursAgo: number,
      statuses: readonly ("read" | "used" | "setAside")[],
    ): Promise<void> => {
      const note = await heard({ accountId: null }, {}, hoursAgo);
      const listed = { id: note.id, ownerId: REP, notedOn: new Date(NOW.getTime() - hoursAgo * HOUR) };
      for (const status of statuses) {
        const row = { id: newId(), status, campaign: status === "used" ? used : null, reply: "-", name: "-" };
        const saved = await saveAnswer(marketer.host, listed, row, { title: "-", body: "-" }, open);
        expect(saved).toMatchObject({ ok: true });
      }
    };
    await answer(2, ["read", "used"]);
    await answer(6, ["setAside"]);
    await answer(1, []);
    const reps = await chart("Notes Written and Used by Rep", ADMIN);
    const mine = reps.find((row) => row.rep === REP);
    expect(Number(mine?.written) - Number(before.rep?.written ?? 0)).toBe(3);
    // Used twice over is used once: it is the note that counts.
    expect(Number(mine?.used) - Number(before.rep?.used ?? 0)).toBe(1);
    const hours = await chart("Hours to Answer by Marketer", ADMIN);
    expect(hours.find((row) => row.marketer === MARKETER)).toMatchObject({
      hours: expect.any(Number) as number,
    });
    const answers = await chart("Answers by Marketer", ADMIN);
    const given = answers.filter((row) => row.marketer === MARKETER);
    expect(given.reduce((sum, row) => sum + Number(row.answers), 0)).toBeGreaterThanOrEqual(3);
  });
});

describe("the export of a contact", () => {
  const mayReadAll = () => true;
  let person: string;
  let note: { readonly id: string };
  let within: { readonly id: string };

  beforeAll(async () => {
    person = newId();
    await make("contacts", { contactid: person, firstname: "Anne", lastname: "Lambert" });
    const [topic] = await sample.rows("ent_topics?$select=ent_topicid&$top=1", ADMIN);
    note = await heard(
      { contactId: person },
      { text: `Fears "it" <b>`, topicIds: [String(topic?.ent_topicid)], recontactOn: dayOfDate(2026, 9, 4) },
    );
    within = await heard({ contactId: person }, { text: "Within sales", isSalesOnly: true });
    const answer = { id: newId(), status: "read", campaign: null, reply: "Seen", name: "Read" } as const;
    const listed = { id: note.id, ownerId: REP, notedOn: NOW };
    await saveAnswer(marketer.host, listed, answer, { title: "-", body: "-" }, open);
    const deal = newId();
    await make("opportunities", {
      opportunityid: deal,
      name: "Deal",
      "customerid_contact@odata.bind": `/contacts(${person})`,
    });
    const hold = newId();
    await make("ent_holds", {
      ent_holdid: hold,
      ent_name: "Hold",
      ent_reason: "Legal review",
      "ent_contactid@odata.bind": `/contacts(${person})`,
    });
    await make("ent_senddecisions", {
      ent_name: "By hold",
      "ent_holdid@odata.bind": `/ent_holds(${hold})`,
    });
    await make("ent_senddecisions", {
      ent_name: "By deal",
      "ent_opportunityid@odata.bind": `/opportunities(${deal})`,
    });
  });

  it("holds notes, answers, interactions, tasks, holds and decisions, and nothing of others", async () => {
    const answer = await readContactExport(sample.seat(ADMIN).ask, person, mayReadAll);
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const { contact, sections, leftOut } = answer.value;
    expect(leftOut).toEqual([]);
    expect(contact).toEqual({ id: person, name: "Anne Lambert" });
    expect(Object.entries(sections).map(([table, rows]) => [table, rows.length])).toEqual([
      ["ent_fieldnote", 1],
      ["ent_fieldanswer", 1],
      ["ent_salesnote", 1],
      ["ent_interaction", 1],
      ["task", 1],
      ["ent_hold", 1],
      ["ent_senddecision", 2],
    ]);
    expect(sections.ent_fieldnote?.[0]).toMatchObject({
      ent_fieldnoteid: note.id,
      ent_text: `Fears "it" <b>`,
      ent_contactid: { value: person, name: "Anne Lambert" },
    });
    expect(sections.ent_salesnote?.[0]).toMatchObject({ ent_salesnoteid: within.id });
  });

  it("holds what was noted on the lead that the contact came from, and nothing of other leads", async () => {
    const [lead, other] = [newId(), newId()];
    for (const leadid of [lead, other]) {
      await make("leads", { leadid, subject: "Lead", firstname: "Lea", lastname: "Ledoux" });
    }
    const [topic] = await sample.rows("ent_topics?$select=ent_topicid&$top=1", ADMIN);
    const more = { topicIds: [String(topic?.ent_topicid)], recontactOn: dayOfDate(2026, 9, 4) };
    const early = await heard({ leadId: lead }, { text: "Heard of the lead", ...more });
    await heard({ leadId: lead }, { text: "Within sales of the lead", isSalesOnly: true });
    await heard({ leadId: other }, { text: "Of another", ...more });
    const qualified = await sample.request(
      ADMIN,
      "POST",
      `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`,
      { CreateAccount: false, CreateContact: true, CreateOpportunity: false, Status: 3 },
    );
    expect(qualified.status).toBe(200);
    const [row] = await sample.rows(`leads?$select=_parentcontactid_value&$filter=leadid eq ${lead}`, ADMIN);
    const contact = String(row?._parentcontactid_value);
    const counts = async (mayRead: (table: string) => boolean) => {
      const answer = await readContactExport(sample.seat(ADMIN).ask, contact, mayRead);
      if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      const { sections, leftOut } = answer.value;
      const rows = ["ent_fieldnote", "ent_salesnote", "ent_interaction", "task"].map(
        (table) => sections[table]?.length,
      );
      return { rows, leftOut, first: sections.ent_fieldnote?.[0]?.ent_fieldnoteid };
    };
    expect(await counts(mayReadAll)).toEqual({ rows: [1, 1, 1, 1], leftOut: [], first: early.id });
    expect(await counts((table) => table !== "lead")).toMatchObject({
      rows: [0, 0, 0, 0],
      leftOut: ["lead"],
    });
  });

  it("leaves out by name what the user may not read", async () => {
    const mayNot = await readContactExport(marketer.ask, person, mayReadAll);
    if (!mayNot.ok) throw new Error(JSON.stringify(mayNot.failure));
    expect(mayNot.value.leftOut).toContain("ent_salesnote");
    expect(JSON.stringify(mayNot.value)).not.toContain("Within sales");
    const partly = await readContactExport(rep.ask, person, (table) => table !== "ent_hold");
    expect(partly).toMatchObject({ ok: true, value: { leftOut: ["ent_hold"] } });
  });
});

describe("what deleted clients leave", () => {
  it("is listed for the jobs that finish their erasure, and no note on a talk that lives", async () => {
    const [lead, talk, theirs] = [newId(), newId(), newId()];
    await make("leads", { leadid: lead, subject: "Lead", lastname: "Ledoux" });
    const times = { scheduledstart: NOW.toISOString(), scheduledend: NOW.toISOString() };
    await make("appointments", { activityid: talk, subject: "With people of several companies", ...times });
    await make("appointments", {
      activityid: theirs,
      subject: "With the lead",
      ...times,
      "regardingobjectid_lead_appointment@odata.bind": `/leads(${lead})`,
    });
    const [topic] = await sample.rows("ent_topics?$select=ent_topicid&$top=1", ADMIN);
    const more = { topicIds: [String(topic?.ent_topicid)] };
    const left = await heard({ leadId: lead, appointmentId: theirs }, more);
    const leftWithin = await heard({ leadId: lead }, { isSalesOnly: true });
    const alive = await heard({ appointmentId: talk }, more);
    const aliveWithin = await heard({ appointmentId: talk }, { isSalesOnly: true });
    expect((await sample.request(ADMIN, "DELETE", `leads(${lead})`)).status).toBe(204);
    const among = async (name: string, key: string, ids: readonly (string | undefined)[]) => {
      const rows = new Set((await view(name, ADMIN)).map((row) => row[key]));
      return ids.map((id) => rows.has(id));
    };
    const ids = [left.id, alive.id];
    expect(await among("Field Notes Without a Client", "ent_fieldnoteid", ids)).toEqual([true, false]);
    const within = [leftWithin.id, aliveWithin.id];
    expect(await among("Sales Notes Without a Client", "ent_salesnoteid", within)).toEqual([true, false]);
    const signals = [left, alive].map(({ alongWith }) => alongWith[0]?.id);
    expect(await among("Interactions Without a Client", "ent_interactionid", signals)).toEqual([true, false]);
  });
});

describe("a note within sales", () => {
  it("leaves no trace in what counts a client's notes, answers, tasks and signals for a marketer", async () => {
    const account = newId();
    await make("accounts", { accountid: account, name: "Silent" });
    const count = (table: string, column: string) =>
      `${table}?fetchXml=${encodeURIComponent(
        `<fetch aggregate="true"><entity name="${table.replace(/s$/, "")}"><attribute name="${column}" aggregate="count" alias="n"/><filter><condition attribute="ent_accountid" operator="eq" value="${account}"/></filter></entity></fetch>`,
      )}`;
    const doors = [
      count("ent_fieldnotes", "ent_fieldnoteid"),
      count("ent_interactions", "ent_interactionid"),
      `ent_fieldnotes?$apply=filter(_ent_accountid_value eq ${account})/aggregate($count as n)`,
      `ent_fieldnotes/$count?$filter=_ent_accountid_value eq ${account}`,
      `accounts(${account})?$select=name&$expand=ent_account_fieldnotes($select=ent_text)`,
      `accounts?$select=accountid&$filter=accountid eq ${account} and ent_account_fieldnotes/any()`,
      `tasks?$filter=_regardingobjectid_value eq ${account}`,
      `activitypointers?$filter=_regardingobjectid_value eq ${account}`,
      `connections?$filter=_record1id_value eq ${account}`,
      `appnotifications?$filter=contains(body,'only-within-sales')`,
      `accounts(${account})?$select=name,modifiedon`,
    ];
    const seen = async () => {
      const answers: string[] = [];
      for (const path of doors) {
        const { status, body } = await sample.request(MARKETER, "GET", path);
        expect([path, status]).toEqual([path, 200]);
        answers.push(body);
      }
      return answers;
    };
    const before = await seen();
    await heard({ accountId: account }, { text: "only-within-sales", isSalesOnly: true });
    expect(await seen()).toEqual(before);
  });
});
