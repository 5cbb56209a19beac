import type { Row } from "../../dataverse/host";
import { nobody, type NoteClient } from "../../dataverse/noteSubject";
import { noteToSave, saveNote, type NoteRows } from "../../dataverse/saveNote";
import { FIRST_OPTION, newId, optionOf, valueOf } from "../../dataverse/writing";
import { dayOfDate } from "../../domain/day";
import { isSignedOut } from "../../dataverse/signedOut";
import type { ReadyNote } from "../../domain/fieldNote";
import { refusal } from "./answering";
import { Recording, type Written } from "./recording";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const ready: ReadyNote = {
  text: "Afraid of the migration.",
  name: "Afraid of the migration.",
  type: "objection",
  sentiment: "negative",
  topicIds: [],
  contactId: null,
  recontactOn: null,
  heardOfUsVia: "wordOfMouth",
  isSalesOnly: false,
  legalBasis: "contract",
};

function made(note: Partial<ReadyNote>, client: Partial<NoteClient> = {}, more: Partial<NoteRows> = {}) {
  return noteToSave({
    note: { ...ready, ...note },
    client: { ...nobody, ...client },
    notedOn: new Date("2026-11-22T14:30:00Z"),
    kindCodes: ["fieldnote-positive", "fieldnote-neutral", "fieldnote-negative"],
    taskSubject: "Recontact",
    timeZoneOffsetMinutes: () => 60,
    ...more,
  });
}

describe("a note to save", () => {
  it("is one row with what was typed and chosen, and the records that it is about", () => {
    const client = { accountId: "a", opportunityId: "o", phonecallId: "p" };
    const { table, id, data, alongWith, accountId } = made({}, client);
    expect(accountId).toBe("a");
    expect(table).toBe("ent_fieldnote");
    expect(id).toMatch(GUID);
    expect(data).toEqual({
      ent_fieldnoteid: id,
      ent_name: "Afraid of the migration.",
      ent_text: "Afraid of the migration.",
      ent_notedon: "2026-11-22T14:30:00.000Z",
      ent_type: FIRST_OPTION + 1,
      ent_sentiment: FIRST_OPTION + 2,
      ent_heardofusvia: FIRST_OPTION + 2,
      ent_legalbasis: FIRST_OPTION + 1,
      ent_recontacton: null,
      "ent_accountid@odata.bind": "/accounts(a)",
      "ent_opportunityid@odata.bind": "/opportunities(o)",
      "ent_phonecallid@odata.bind": "/phonecalls(p)",
    });
    expect(alongWith).toEqual([]);
  });

  it("leaves empty what was not chosen", () => {
    const { data } = made({ type: null, sentiment: null, heardOfUsVia: null, legalBasis: null });
    expect(data).toMatchObject({
      ent_type: null,
      ent_sentiment: null,
      ent_heardofusvia: null,
      ent_legalbasis: null,
    });
    expect(Object.keys(data).filter((key) => key.endsWith("@odata.bind"))).toEqual([]);
  });

  it("is about the person named in it, before the one of the form", () => {
    const contact = (named: string | null) =>
      made({ contactId: named }, { contactId: "of the form", leadId: "l", appointmentId: "m" }).data;
    expect(contact("named")["ent_contactid@odata.bind"]).toBe("/contacts(named)");
    expect(contact(null)).toMatchObject({
      "ent_contactid@odata.bind": "/contacts(of the form)",
      "ent_leadid@odata.bind": "/leads(l)",
      "ent_appointmentid@odata.bind": "/appointments(m)",
    });
  });

  it("brings an interaction for each topic, of the kind that the sentiment says", () => {
    const { data, alongWith } = made(
      { topicIds: ["t1", "t2"] },
      { accountId: "a", contactId: "c", opportunityId: "o" },
    );
    const interactions = data.ent_fieldnote_interactions as readonly Row[];
    expect(interactions).toHaveLength(2);
    expect(interactions[1]).toEqual({
      ent_interactionid: alongWith[1]?.id,
      ent_name: "Afraid of the migration.",
      ent_occurredon: "2026-11-22T14:30:00.000Z",
      "ent_kindid@odata.bind": "/ent_interactionkinds(ent_code='fieldnote-negative')",
      "ent_topicid@odata.bind": "/ent_topics(t2)",
      "ent_accountid@odata.bind": "/accounts(a)",
      "ent_contactid@odata.bind": "/contacts(c)",
    });
    expect(alongWith.map(({ table }) => table)).toEqual(["ent_interaction", "ent_interaction"]);
    expect(new Set(alongWith.map(({ id }) => id)).size).toBe(2);
  });

  it("brings no interactions without a topic, nor of a kind that the organisation lacks", () => {
    expect(made({}).data).not.toHaveProperty("ent_fieldnote_interactions");
    const lacking = made({ topicIds: ["t"] }, {}, { kindCodes: ["fieldnote-neutral"] });
    expect(lacking.data).not.toHaveProperty("ent_fieldnote_interactions");
    expect(lacking.alongWith).toEqual([]);
  });

  it("brings a task for the day of recontact, due at nine where the user is, about the person first", () => {
    const recontactOn = dayOfDate(2027, 2, 22);
    const task = (client: Partial<NoteClient>) => {
      const { data, alongWith } = made({ recontactOn }, client);
      expect(data.ent_recontacton).toBe("2027-02-22");
      const row = data.ent_taskid as Row;
      expect(alongWith).toEqual([{ table: "task", id: row.activityid }]);
      return row;
    };
    expect(task({ opportunityId: "o", contactId: "c", leadId: "l", accountId: "a" })).toEqual({
      activityid: expect.stringMatching(GUID) as string,
      subject: "Recontact",
      description: "Afraid of the migration.",
      scheduledend: "2027-02-22T08:00:00.000Z",
      // Deleted with the person of whom it says something, on a deal's form as well.
      "regardingobjectid_contact_task@odata.bind": "/contacts(c)",
    });
    expect(task({ opportunityId: "o", leadId: "l", accountId: "a" })).toHaveProperty(
      ["regardingobjectid_lead_task@odata.bind"],
      "/leads(l)",
    );
    expect(task({ opportunityId: "o", accountId: "a" })).toHaveProperty(
      ["regardingobjectid_opportunity_task@odata.bind"],
      "/opportunities(o)",
    );
    expect(task({ accountId: "a" })).toHaveProperty(
      ["regardingobjectid_account_task@odata.bind"],
      "/accounts(a)",
    );
    expect(Object.keys(task({}))).toEqual(["activityid", "subject", "description", "scheduledend"]);
  });

  it.each([
    // Los Angeles on the days on which its clocks change, at ten and at nine in UTC; Auckland, in the afternoon before.
    ["2027-03-14", "2027-03-14T10:00:00Z", -480, -420, "2027-03-14T16:00:00.000Z"],
    ["2027-11-07", "2027-11-07T09:00:00Z", -420, -480, "2027-11-07T17:00:00.000Z"],
    ["2027-09-26", "2027-09-25T14:00:00Z", 720, 780, "2027-09-25T20:00:00.000Z"],
  ])("has a task due at nine on the day the clocks change (%s)", (day, change, before, after, due) => {
    const recontactOn = Date.parse(day) / 86_400_000;
    const timeZoneOffsetMinutes = (at: Date) => (at < new Date(change) ? before : after);
    const { data } = made({ recontactOn }, {}, { timeZoneOffsetMinutes });
    expect(data.ent_taskid).toHaveProperty("scheduledend", due);
  });

  it("has a task whose texts just fit, and no character cut in two", () => {
    const recontactOn = dayOfDate(2027, 2, 22);
    const task = (text: string, taskSubject: string) =>
      made({ recontactOn, text }, {}, { taskSubject }).data.ent_taskid as Row;
    expect(task("x".repeat(2000), "y".repeat(200))).toMatchObject({
      description: "x".repeat(2000),
      subject: "y".repeat(200),
    });
    expect(task("x".repeat(2001), "y".repeat(201))).toMatchObject({
      description: `${"x".repeat(1999)}…`,
      subject: `${"y".repeat(199)}…`,
    });
    expect(task(`${"x".repeat(1998)}🙂🙂`, "").description).toBe(`${"x".repeat(1998)}…`);
  });

  it("within sales is a row of its own table and nothing else: marketing reads the others", () => {
    const { table, id, data, alongWith } = made(
      { isSalesOnly: true, topicIds: ["t"], recontactOn: dayOfDate(2027, 2, 22) },
      { accountId: "a" },
    );
    expect(table).toBe("ent_salesnote");
    expect(data).toMatchObject({ ent_salesnoteid: id, ent_recontacton: "2027-02-22" });
    expect(data).not.toHaveProperty("ent_taskid");
    expect(data).not.toHaveProperty("ent_fieldnote_interactions");
    expect(alongWith).toEqual([]);
  });
});

describe("what saving a note came to", () => {
  const note = { ...made({}), id: "n" };
  const outcome = (reply: (request: Written) => Row | number | undefined, isOffline = false) =>
    saveNote({ isOffline: () => isOffline, writing: new Recording(reply) }, note);
  const refusedWith = (code: number) => outcome(({ what }) => (what === "create" ? code : undefined));

  it("is acknowledged where the service took it", async () => {
    const writing = new Recording();
    expect(await saveNote({ isOffline: () => false, writing }, note)).toEqual({ kind: "acknowledged" });
    expect(writing.done).toEqual([{ what: "create", table: "ent_fieldnote", data: note.data }]);
  });

  it("is recognised where an earlier request did it, and refused where something else has its key", async () => {
    const writing = new Recording(({ what }) => (what === "create" ? 0x80040237 : {}));
    expect(await saveNote({ isOffline: () => false, writing }, note)).toEqual({ kind: "recognised" });
    expect(writing.done[1]).toEqual({
      what: "read",
      table: "ent_fieldnote",
      id: "n",
      options: "?$select=ent_fieldnoteid",
    });
    expect(await outcome(({ what }) => (what === "create" ? 0x80040237 : 0x80040217))).toEqual({
      kind: "lasting",
      why: { kind: "refused", detail: "0x80040237: refused" },
    });
    expect(await outcome(({ what }) => (what === "create" ? 0x80040237 : 0x80072322))).toEqual({
      kind: "passing",
      why: { kind: "throttled" },
    });
  });

  it("passes where the service is busy, away, unknown of, or wants a new sign-in", async () => {
    expect(await refusedWith(0x80072322)).toEqual({ kind: "passing", why: { kind: "throttled" } });
    expect(await refusedWith(0x8005f101)).toEqual({ kind: "passing", why: { kind: "signedOut" } });
    expect(await refusedWith(0x80044150)).toEqual({
      kind: "passing",
      why: { kind: "unavailable", detail: "0x80044150: refused" },
    });
    const silent = () => {
      throw refusal(0x80044150, "");
    };
    expect(await outcome(silent)).toEqual({
      kind: "passing",
      why: { kind: "unavailable", detail: "0x80044150" },
    });
    expect(await outcome(() => 0)).toEqual({ kind: "passing", why: { kind: "noAnswer" } });
    expect(await outcome(() => 0, true)).toEqual({ kind: "passing", why: { kind: "offline" } });
  });

  it.each([0x80060892, 0x80060891, 0x80048d19, 0x80060888, 0x80044331, 0x8004431a, 0x80040265])(
    "lasts where the note itself was refused: %d",
    async (code) => {
      expect(await refusedWith(code)).toMatchObject({ kind: "lasting", why: { kind: "refused" } });
    },
  );

  it("lasts where a right is missing, or what the note is about is gone", async () => {
    expect(await refusedWith(0x80040220)).toEqual({ kind: "lasting", why: { kind: "noPrivilege" } });
    expect(await refusedWith(0x80040217)).toEqual({ kind: "lasting", why: { kind: "gone" } });
    for (const code of [0x8004e023, 0x80041103]) {
      expect(await refusedWith(code)).toEqual({ kind: "lasting", why: { kind: "refused", detail: "" } });
    }
  });
});

describe("a sign-in that has expired", () => {
  it("is known by its code, or by the status in the message", () => {
    const failure = (code: string | null, message: string) => isSignedOut({ kind: "unknown", code, message });
    expect(failure("0x8005F101", "")).toBe(true);
    expect(failure(null, "HTTP 401 Unauthorized")).toBe(true);
    expect([failure(null, "1401 rows"), failure("0x80040265", "no")]).toEqual([false, false]);
    expect(isSignedOut({ kind: "offline" })).toBe(false);
  });
});

describe("values that are written", () => {
  it("are options by their place, and options read back are values", () => {
    const values = ["a", "b"] as const;
    expect([optionOf(values, "a"), optionOf(values, "b"), optionOf(values, null)]).toEqual([
      FIRST_OPTION,
      FIRST_OPTION + 1,
      null,
    ]);
    expect(optionOf<string>(values, "other")).toBeNull();
    expect(
      [FIRST_OPTION, FIRST_OPTION + 1, FIRST_OPTION + 2, 1, null].map((option) => valueOf(values, option)),
    ).toEqual(["a", "b", null, null, null]);
  });

  it("have ids of their own, of version 4", () => {
    const ids = Array.from({ length: 200 }, newId);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(GUID);
    // Everything else about them is left to chance.
    const alike = Array.from(ids[0] ?? "").flatMap((_, place) =>
      new Set(ids.map((id) => id[place])).size === 1 ? [place] : [],
    );
    expect(alike).toEqual([8, 13, 14, 18, 23]);
  });
});
