import { notesQuestion, readNotes } from "../../dataverse/fieldNotes";
import { readNotePeople } from "../../dataverse/notePeople";
import { isNoteOf, peopleOf, subjectTables, type NoteSubject } from "../../dataverse/noteSubject";
import { readNoteVocabulary } from "../../dataverse/noteVocabulary";
import { noneKnown } from "../../dataverse/optionalColumns";
import { all, printQuestion } from "../../dataverse/question";
import { FIRST_OPTION } from "../../dataverse/writing";
import { Answering, lookup, shown, type Reply } from "./answering";
import { askedIn } from "./asked";

const ACCOUNT: NoteSubject = { table: "account", id: "a" };
const LOGICAL_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";

function note(id: string, on: string, more: object = {}) {
  return {
    ent_fieldnoteid: id,
    ent_text: `text of ${id}`,
    ent_notedon: on,
    ...lookup("ownerid", "RITA", "Rita Rep"),
    versionnumber: 12,
    ...more,
  };
}

function answered(id: string, on: string, status = 0) {
  return {
    "answer.ent_fieldanswerid": id,
    "answer.ent_status": FIRST_OPTION + status,
    ...shown("answer.ent_campaignid", "c", "Spring"),
    "answer.ent_reply": `reply ${id}`,
    ...shown("answer.ownerid", "mo", "Mo Marketer"),
    "answer.ent_answeredon": on,
  };
}

/** A topic that a note counted for. */
function topic(noteId: string, id: string, name: string) {
  return { ent_fieldnoteid: noteId, ...shown("signal.ent_topicid", id, name) };
}

/** Each table's rows, or its refusal; those of notes joined to their topics by themselves. */
function serviceOf(tables: Readonly<Record<string, Reply>>): Answering {
  return new Answering(
    (table, fetchXml) => tables[fetchXml.includes('alias="signal"') ? "topics" : table] ?? [],
  );
}

describe("the notes of a client", () => {
  const service = serviceOf({
    ent_fieldnote: [
      note("older", "2026-11-20T09:00:00Z"),
      note("newer", "2026-11-22T09:00:00Z", {
        ent_type: FIRST_OPTION,
        ent_sentiment: FIRST_OPTION + 2,
        ...lookup("ent_contactid", "ann", "Ann"),
        ...shown("ent_recontacton", "2027-02-22", "22/02/2027"),
        ...lookup("ent_taskid", "task", "Call back"),
        ...answered("second", "2026-11-24T09:00:00Z", 1),
      }),
      note("newer", "2026-11-22T09:00:00Z", answered("first", "2026-11-23T09:00:00Z")),
    ],
    topics: [
      // In any order: they are shown in the same one each time.
      topic("newer", "t2", "Cloud"),
      topic("newer", "t1", "Security"),
      topic("newer", "t3", "Network"),
      topic("older", "t1", "Security"),
    ],
    ent_salesnote: [
      { ...note("", "2026-11-21T09:00:00Z"), ent_salesnoteid: "sales", ent_text: "within sales" },
    ],
  });

  it("come newest first, each once, those within sales among them for whoever may read those", async () => {
    const ids = async (mayReadSalesNotes: boolean) => {
      const read = await readNotes(service.asking.ask, ACCOUNT, mayReadSalesNotes);
      return read.ok && read.value.notes.map(({ id, table }) => [id, table]);
    };
    expect(await ids(true)).toEqual([
      ["newer", "ent_fieldnote"],
      ["sales", "ent_salesnote"],
      ["older", "ent_fieldnote"],
    ]);
    service.requests.length = 0;
    expect(await ids(false)).toEqual([
      ["newer", "ent_fieldnote"],
      ["older", "ent_fieldnote"],
    ]);
    expect(service.requests.map(({ table }) => table)).not.toContain("ent_salesnote");
  });

  it("have their author, person, topics and answers, the oldest answer first", async () => {
    const read = await readNotes(service.asking.ask, ACCOUNT, true);
    if (!read.ok) throw new Error(read.failure.kind);
    const [newer, sales, older] = read.value.notes;
    expect(newer).toEqual({
      table: "ent_fieldnote",
      id: "newer",
      text: "text of newer",
      notedOn: new Date("2026-11-22T09:00:00Z"),
      ownerId: "rita",
      owner: "Rita Rep",
      type: "need",
      sentiment: "negative",
      contact: { id: "ann", name: "Ann" },
      recontactOn: "22/02/2027",
      topics: [
        { id: "t1", name: "Security" },
        { id: "t2", name: "Cloud" },
        { id: "t3", name: "Network" },
      ],
      answers: [
        {
          id: "first",
          status: "read",
          campaign: "Spring",
          campaignId: "c",
          reply: "reply first",
          by: "Mo Marketer",
          on: new Date("2026-11-23T09:00:00Z"),
        },
        expect.objectContaining({ id: "second", status: "used" }),
      ],
      hasTask: true,
      version: "12",
    });
    expect(older).toMatchObject({
      type: null,
      sentiment: null,
      contact: null,
      recontactOn: null,
      topics: [{ id: "t1", name: "Security" }],
      answers: [],
      hasTask: false,
    });
    expect(sales).toMatchObject({ text: "within sales", topics: [], answers: [], hasTask: false });
  });

  it("are shown although little is known of them", async () => {
    const bare = serviceOf({
      ent_fieldnote: [{ ent_fieldnoteid: "n", ...lookup("ent_contactid", "ann", "") }],
    });
    const read = await readNotes(bare.asking.ask, ACCOUNT, true);
    expect(read.ok && read.value.notes).toEqual([
      {
        table: "ent_fieldnote",
        id: "n",
        text: "",
        notedOn: null,
        ownerId: "",
        owner: "",
        type: null,
        sentiment: null,
        contact: { id: "ann", name: "" },
        recontactOn: null,
        topics: [],
        answers: [],
        hasTask: false,
        version: "",
      },
    ]);
  });

  it("are shown although they are not dated, their topic has no name, and their answer says nothing", async () => {
    const undated = serviceOf({
      ent_fieldnote: [{ ent_fieldnoteid: "n", "answer.ent_fieldanswerid": "r" }, { ent_fieldnoteid: "m" }],
      topics: [{ ent_fieldnoteid: "m", "signal.ent_topicid": "t" }],
    });
    const read = await readNotes(undated.asking.ask, ACCOUNT, false);
    expect(read.ok && read.value.notes).toMatchObject([
      {
        id: "n",
        answers: [{ id: "r", status: null, campaign: null, campaignId: null, reply: null, by: "", on: null }],
        topics: [],
      },
      { id: "m", answers: [], topics: [{ id: "t", name: "" }] },
    ]);
  });

  it("are not known where one of the questions fails, save that sales' own table may be out of reach", async () => {
    const refused = { refused: 0x80040220 };
    const broken = { refused: 0x80040265 };
    const isRead = async (tables: Readonly<Record<string, Reply>>) =>
      (await readNotes(serviceOf(tables).asking.ask, ACCOUNT, true)).ok;
    expect(await isRead({ ent_fieldnote: refused })).toBe(false);
    expect(await isRead({ topics: refused })).toBe(false);
    expect(await isRead({ ent_salesnote: broken })).toBe(false);
    const withoutSales = serviceOf({ ent_salesnote: refused });
    expect(await readNotes(withoutSales.asking.ask, ACCOUNT, true)).toEqual({
      ok: true,
      value: { notes: [], isCut: false },
    });
  });

  describe("of which there are more than are read", () => {
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) - minutes * 60_000).toISOString();
    const many = (count: number) => Array.from({ length: count }, (_, n) => note(`n${String(n)}`, at(n)));
    const sales = (count: number, minutes: (n: number) => number) =>
      Array.from({ length: count }, (_, n) => ({
        ...note("", at(minutes(n))),
        ent_salesnoteid: `s${String(n)}`,
      }));
    const read = async (tables: Readonly<Record<string, Reply>>) => {
      const answer = await readNotes(serviceOf(tables).asking.ask, ACCOUNT, true);
      if (!answer.ok) throw new Error(answer.failure.kind);
      return { isCut: answer.value.isCut, ids: answer.value.notes.map(({ id }) => id) };
    };

    it("are the newest, which is told; as many as are read at most are all there are", async () => {
      const all = await read({ ent_fieldnote: many(200), ent_salesnote: sales(200, (n) => n) });
      expect(all).toMatchObject({ isCut: false });
      expect(all.ids).toHaveLength(400);
      const cut = await read({ ent_fieldnote: many(201) });
      expect(cut.isCut).toBe(true);
      expect(cut.ids).toEqual(many(200).map(({ ent_fieldnoteid: id }) => id));
    });

    it("have all their answers, or are left out", async () => {
      const last = [1, 2].map((n) => note("last", at(500), answered(`a${String(n)}`, at(0))));
      const cut = await read({ ent_fieldnote: [...many(199), ...last] });
      expect(cut.isCut).toBe(true);
      expect(cut.ids).toHaveLength(199);
      expect(cut.ids).not.toContain("last");
      // The only one is shown all the same.
      const one = Array.from({ length: 201 }, (_, n) => note("one", at(0), answered(`a${String(n)}`, at(0))));
      expect(await read({ ent_fieldnote: one })).toEqual({ isCut: true, ids: ["one"] });
    });

    it("end where the first of the tables ends: nothing older stands there as if nothing lay between", async () => {
      const ofSales = sales(3, (n) => 150 + 49.5 * n);
      const cut = await read({ ent_fieldnote: many(201), ent_salesnote: ofSales });
      // At 150, 199.5 and 249 minutes; the notes that are read end at 199.
      expect(cut.ids.filter((id) => id.startsWith("s"))).toEqual(["s0"]);
      expect(cut.ids).toHaveLength(201);
      const cutInSales = await read({ ent_fieldnote: many(200), ent_salesnote: sales(201, (n) => n / 2) });
      expect(cutInSales.isCut).toBe(true);
      // Those of sales that are read end at 99.5 minutes.
      expect(cutInSales.ids.filter((id) => id.startsWith("n"))).toHaveLength(100);
    });
  });

  describe("of which there are more topics than are read", () => {
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) - minutes * 60_000).toISOString();
    const notes = (count: number) => Array.from({ length: count }, (_, n) => note(`n${String(n)}`, at(n)));
    /** So many topics of each note, the newest note first. */
    const topics = (counts: readonly number[]) =>
      counts.flatMap((count, n) =>
        Array.from({ length: count }, (_, t) => topic(`n${String(n)}`, `t${String(t)}`, "Topic")),
      );
    /** As far as the service gives them. */
    const read = async (counts: readonly number[], tables: Readonly<Record<string, Reply>> = {}) => {
      const rows = topics(counts);
      const service = new Answering((table, fetchXml) => {
        if (!fetchXml.includes('alias="signal"')) return tables[table] ?? [];
        return rows.slice(0, Number(/ count="(\d+)"/.exec(fetchXml)?.[1]));
      });
      const answer = await readNotes(service.asking.ask, ACCOUNT, true);
      if (!answer.ok) throw new Error(answer.failure.kind);
      return {
        isCut: answer.value.isCut,
        ids: answer.value.notes.map(({ id }) => id),
        topics: answer.value.notes.map((each) => each.topics.length),
      };
    };
    const each = (count: number, of: number) => Array.from({ length: of }, () => count);

    it("have all of them: ten topics on each of the two hundred notes are all read", async () => {
      const all = await read(each(10, 200), { ent_fieldnote: notes(200) });
      expect(all).toMatchObject({ isCut: false, topics: each(10, 200) });
    });

    it("are left out from the first of which topics may be missing, which is told", async () => {
      // Twelve each: 166 notes, and nine topics of the next.
      const cut = await read(each(12, 200), { ent_fieldnote: notes(200) });
      expect(cut).toEqual({
        isCut: true,
        ids: notes(166).map(({ ent_fieldnoteid: id }) => id),
        topics: each(12, 166),
      });
      // The one row too many is of a note that is not listed, then of the last one that is.
      const byOne = await read([...each(10, 200), 1], { ent_fieldnote: notes(201).slice(0, 200) });
      expect(byOne).toMatchObject({ isCut: false });
      const ofLast = await read([...each(10, 198), 20, 1], { ent_fieldnote: notes(200) });
      expect(ofLast).toMatchObject({ isCut: true, topics: [...each(10, 198), 20] });
    });

    it("end the notes within sales with them", async () => {
      const ofSales = [165, 166].map((minutes) => ({
        ...note("", at(minutes)),
        ent_salesnoteid: `s${String(minutes)}`,
      }));
      const cut = await read(each(12, 200), { ent_fieldnote: notes(200), ent_salesnote: ofSales });
      expect(cut.ids.filter((id) => id.startsWith("s"))).toEqual(["s165"]);
    });

    it("are left out once where there are more notes than are read as well", async () => {
      const both = await read([...each(9, 200), 300], { ent_fieldnote: notes(201) });
      expect(both).toMatchObject({ isCut: true, topics: each(9, 200) });
      const one = await read([3000], { ent_fieldnote: notes(2) });
      expect(one).toMatchObject({ isCut: true, ids: ["n0"] });
    });

    it("are all there where older notes that are not listed have more", async () => {
      expect(await read([1, 1, 3000], { ent_fieldnote: notes(2) })).toEqual({
        isCut: false,
        ids: ["n0", "n1"],
        topics: [1, 1],
      });
    });
  });

  it("are asked for in three questions: active ones, the newest first, with every answer", async () => {
    service.requests.length = 0;
    await readNotes(service.asking.ask, ACCOUNT, true);
    const asked = Object.fromEntries(
      service.requests.map(({ table, fetchXml }) => [
        fetchXml.includes('alias="signal"') ? "topics" : table,
        askedIn(fetchXml),
      ]),
    );
    const ofAccount =
      "or(ent_accountid eq a, and(ent_accountid null, any contact.contactid = ent_contactid where and(parentcustomerid eq a)))";
    const columns = [
      ...["ent_text", "ent_notedon", "ownerid", "ent_type", "ent_sentiment"],
      ...["ent_contactid", "ent_recontacton", "versionnumber"],
    ];
    expect(asked).toEqual({
      ent_fieldnote: {
        table: "ent_fieldnote",
        limits: "count 201",
        columns: ["ent_fieldnoteid", ...columns, "ent_taskid"],
        orders: ["ent_notedon descending", "ent_fieldnoteid"],
        filter: `and(statecode eq 0, ${ofAccount})`,
        links: {
          answer: {
            on: "outer ent_fieldanswer.ent_fieldnoteid = ent_fieldnoteid",
            columns: [
              ...["ent_fieldanswerid", "ent_status", "ent_campaignid"],
              ...["ent_reply", "ent_answeredon", "ownerid"],
            ],
            filter: "",
          },
        },
      },
      ent_salesnote: {
        table: "ent_salesnote",
        limits: "count 201",
        columns: ["ent_salesnoteid", ...columns],
        orders: ["ent_notedon descending"],
        filter: `and(statecode eq 0, ${ofAccount})`,
        links: {},
      },
      topics: {
        table: "ent_fieldnote",
        limits: "count 2001",
        columns: ["ent_fieldnoteid"],
        orders: ["ent_notedon descending", "ent_fieldnoteid"],
        filter: `and(statecode eq 0, ${ofAccount})`,
        links: {
          signal: {
            on: "inner ent_interaction.ent_fieldnoteid = ent_fieldnoteid",
            columns: ["ent_topicid"],
            filter: "and(ent_topicid not-null)",
          },
        },
      },
    });
  });

  it.each([
    [
      "contact",
      "or(ent_contactid eq x, any contact.parentcustomerid = ent_accountid where and(contactid eq x))",
    ],
    ["lead", "ent_leadid eq x"],
    [
      "opportunity",
      "or(ent_opportunityid eq x, any opportunity.parentaccountid = ent_accountid where and(opportunityid eq x), " +
        "any opportunity.customerid = ent_accountid where and(opportunityid eq x), " +
        "any opportunity.customerid = ent_contactid where and(opportunityid eq x), " +
        "any contact.parentcustomerid = ent_accountid where " +
        "and(any opportunity.customerid = contactid where and(opportunityid eq x)))",
    ],
    [
      "phonecall",
      "or(ent_phonecallid eq x, any phonecall.regardingobjectid = ent_accountid where and(activityid eq x), " +
        "any phonecall.regardingobjectid = ent_contactid where and(activityid eq x), " +
        "any phonecall.regardingobjectid = ent_leadid where and(activityid eq x), " +
        "any phonecall.regardingobjectid = ent_opportunityid where and(activityid eq x), " +
        "any contact.parentcustomerid = ent_accountid where " +
        "and(any phonecall.regardingobjectid = contactid where and(activityid eq x)), " +
        "any opportunity.parentaccountid = ent_accountid where " +
        "and(any phonecall.regardingobjectid = opportunityid where and(activityid eq x)), " +
        "any opportunity.customerid = ent_accountid where " +
        "and(any phonecall.regardingobjectid = opportunityid where and(activityid eq x)), " +
        "any opportunity.customerid = ent_contactid where " +
        "and(any phonecall.regardingobjectid = opportunityid where and(activityid eq x)))",
    ],
  ] as const)("on the form of a %s are its own, and its client's", (table, filter) => {
    expect(askedIn(printQuestion(notesQuestion({ table, id: "x" }))).filter).toBe(
      `and(statecode eq 0, ${filter})`,
    );
  });

  it("are asked for on every form in a query that can be written", () => {
    for (const table of subjectTables) {
      const filter = all(isNoteOf({ table, id: "x" }));
      expect(printQuestion({ table: "ent_fieldnote", columns: [], filter })).toContain(`ent_${table}id`);
    }
  });
});

describe("who may be named in a note", () => {
  const OBJECTION = "new_objects";
  const people = (subject: NoteSubject, service: Answering, known = noneKnown()) =>
    readNotePeople(service.asking.ask, subject, OBJECTION, known);

  it("are the active contacts of the account, by name, with whether each objects", async () => {
    const service = serviceOf({
      contact: [
        {
          contactid: "ann",
          fullname: "Ann",
          jobtitle: "CFO",
          ...lookup("parentcustomerid", "a", "Acme"),
          [`_parentcustomerid_value${LOGICAL_NAME}`]: "account",
          [OBJECTION]: true,
        },
        {
          contactid: "bob",
          ...lookup("parentcustomerid", "ann", "Ann"),
          [`_parentcustomerid_value${LOGICAL_NAME}`]: "contact",
        },
        {},
      ],
    });
    const read = await people(ACCOUNT, service);
    expect(read.ok && read.value).toEqual([
      { id: "ann", name: "Ann", jobTitle: "CFO", accountId: "a", objects: true },
      { id: "bob", name: "", jobTitle: null, accountId: null, objects: false },
      { id: "", name: "", jobTitle: null, accountId: null, objects: false },
    ]);
    expect(askedIn(service.requests[0]?.fetchXml ?? "")).toMatchObject({
      limits: "top 200",
      columns: ["contactid", "fullname", "jobtitle", "parentcustomerid", OBJECTION],
      orders: ["fullname"],
      filter: "and(statecode eq 0, parentcustomerid eq a)",
    });
  });

  it("are those of a deal's client, or of a talk's, and of nobody else on a person's form", async () => {
    const filterOf = async (subject: NoteSubject) => {
      const service = serviceOf({});
      await people(subject, service);
      return service.requests.map(({ fetchXml }) => askedIn(fetchXml).filter);
    };
    expect(await filterOf({ table: "opportunity", id: "o" })).toEqual([
      "and(statecode eq 0, or(any opportunity.parentaccountid = parentcustomerid where and(opportunityid eq o), " +
        "any opportunity.customerid = parentcustomerid where and(opportunityid eq o), " +
        "any opportunity.parentcontactid = contactid where and(opportunityid eq o), " +
        "any opportunity.customerid = contactid where and(opportunityid eq o)))",
    ]);
    expect(await filterOf({ table: "appointment", id: "m" })).toEqual([
      "and(statecode eq 0, or(any appointment.regardingobjectid = contactid where and(activityid eq m), " +
        "any appointment.regardingobjectid = parentcustomerid where and(activityid eq m), " +
        "any activityparty.partyid = contactid where and(activityid eq m)))",
    ]);
    expect(await filterOf({ table: "phonecall", id: "p" })).toEqual([
      "and(statecode eq 0, or(any phonecall.regardingobjectid = contactid where and(activityid eq p), " +
        "any phonecall.regardingobjectid = parentcustomerid where and(activityid eq p), " +
        "any activityparty.partyid = contactid where and(activityid eq p)))",
    ]);
    expect(await filterOf({ table: "contact", id: "c" })).toEqual([]);
    expect([peopleOf({ table: "contact", id: "c" }), peopleOf({ table: "lead", id: "l" })]).toEqual([
      null,
      null,
    ]);
    const onPerson = await people(
      { table: "lead", id: "l" },
      serviceOf({ contact: [{ contactid: "other" }] }),
    );
    expect(onPerson).toEqual({ ok: true, value: [] });
  });

  it("are asked without the column of objection where contacts are known not to have it", async () => {
    const known = noneKnown();
    known.missing.add(`contact.${OBJECTION}`);
    const service = serviceOf({});
    await people(ACCOUNT, service, known);
    expect(service.requests.map(({ fetchXml }) => askedIn(fetchXml).columns)).toEqual([
      ["contactid", "fullname", "jobtitle", "parentcustomerid"],
    ]);
  });

  it("are not known where the question fails", async () => {
    expect((await people(ACCOUNT, serviceOf({ contact: { refused: 0x80040220 } }))).ok).toBe(false);
  });
});

describe("the vocabulary of notes", () => {
  it("is the organisation's topics, and the kinds that a note can make", async () => {
    const service = serviceOf({
      ent_topic: [{ ent_topicid: "t", ent_name: "Cloud", ent_keywords: "saas" }, {}],
      ent_interactionkind: [{ ent_code: "fieldnote-neutral" }, {}],
    });
    expect(await readNoteVocabulary(service.asking.ask)).toEqual({
      ok: true,
      value: {
        topics: [
          { id: "t", name: "Cloud", keywords: "saas" },
          { id: "", name: "", keywords: null },
        ],
        kindCodes: ["fieldnote-neutral", ""],
      },
    });
    expect(service.requests.map(({ fetchXml }) => askedIn(fetchXml).filter)).toEqual([
      "and(statecode eq 0)",
      "and(statecode eq 0, ent_code in fieldnote-positive fieldnote-neutral fieldnote-negative)",
    ]);
  });

  it.each(["ent_topic", "ent_interactionkind"])("is not known without %s", async (table) => {
    const service = serviceOf({ [table]: { refused: 0x80040220 } });
    expect(await readNoteVocabulary(service.asking.ask)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });
});
