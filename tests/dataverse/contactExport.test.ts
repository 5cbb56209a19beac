import { neededForExport, readContactExport } from "../../dataverse/contactExport";
import type { Row } from "../../dataverse/host";
import { Answering, lookup, shown, type Reply } from "./answering";
import { askedIn } from "./asked";

const ann = { contactid: "ann", fullname: "Ann" };
/** Each table's rows by page, or its refusal. */
function serviceOf(tables: Readonly<Record<string, Reply>>): Answering {
  return new Answering((table, fetchXml) => {
    const reply = tables[table] ?? (table === "contact" ? [ann] : []);
    if ("refused" in reply) return reply;
    const page = Number(/ page="(\d+)"/.exec(fetchXml)?.[1] ?? 1);
    return reply.slice((page - 1) * 5000, page * 5000);
  });
}

async function exported(
  tables: Readonly<Record<string, Reply>>,
  mayReadAll: (table: string) => boolean = () => true,
) {
  const answer = await readContactExport(serviceOf(tables).asking.ask, "ann", mayReadAll);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value;
}

describe("the export of a contact", () => {
  it("holds every table in which something stands on a contact, empty ones too", async () => {
    const { contact, sections, leftOut } = await exported({});
    expect(contact).toEqual({ id: "ann", name: "Ann" });
    expect(Object.keys(sections)).toEqual([
      "ent_fieldnote",
      "ent_fieldanswer",
      "ent_salesnote",
      "ent_interaction",
      "task",
      "ent_hold",
      "ent_senddecision",
    ]);
    expect(leftOut).toEqual([]);
    expect(neededForExport.filter((table) => table !== "contact" && !(table in sections))).toEqual([]);
  });

  it("shows beside a value what it is called, where it says nothing by itself", async () => {
    const row: Row = {
      ent_fieldnoteid: "n",
      ent_text: "Heard",
      ...shown("ent_type", 789_100_001, "Objection"),
      ...shown("ent_notedon", "2026-11-22T09:00:00Z", "22/11/2026"),
      ...lookup("ent_contactid", "ann", "Ann"),
      _ownerid_value: "rita",
      statecode: 0,
    };
    const [note] = (await exported({ ent_fieldnote: [row] })).sections.ent_fieldnote ?? [];
    expect(note).toMatchObject({
      ent_fieldnoteid: "n",
      ent_text: "Heard",
      ent_type: { value: 789_100_001, name: "Objection" },
      ent_notedon: "2026-11-22T09:00:00Z",
      ent_contactid: { value: "ann", name: "Ann" },
      ownerid: { value: "rita", name: null },
      statecode: 0,
      ent_accountid: null,
      ent_taskid: null,
    });
  });

  it("is whole, however many rows there are", async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ent_interactionid: `i${index}` }));
    const read = async (count: number) => {
      const service = serviceOf({ ent_interaction: rows(count) });
      const answer = await readContactExport(service.asking.ask, "ann", () => true);
      const pages = service.requests.filter(({ table }) => table === "ent_interaction").length;
      return [answer.ok && answer.value.sections.ent_interaction?.length, pages];
    };
    expect(await read(4999)).toEqual([4999, 1]);
    expect(await read(5000)).toEqual([5000, 2]);
    expect(await read(5001)).toEqual([5001, 2]);
  });

  it("is none where a table has more rows than the service pages through: a part would look like the whole", async () => {
    const read = async (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => ({ ent_interactionid: `i${index}` }));
      const service = serviceOf({ ent_interaction: rows });
      const answer = await readContactExport(service.asking.ask, "ann", () => true);
      const pages = service.requests.filter(({ table }) => table === "ent_interaction").length;
      return [answer.ok ? answer.value.sections.ent_interaction?.length : answer.failure, pages];
    };
    expect(await read(49_999)).toEqual([49_999, 10]);
    // The service would refuse the eleventh.
    expect(await read(50_000)).toEqual([{ kind: "tooManyRows" }, 10]);
  });

  it("leaves out by name what the user may not read as a whole, or the organisation does not have", async () => {
    const notMine = await exported({}, (table) => table !== "ent_salesnote");
    expect(notMine.leftOut).toEqual(["ent_salesnote"]);
    expect(notMine.sections).not.toHaveProperty("ent_salesnote");
    const absent = await exported({ ent_hold: { refused: 0x80041102 }, task: { refused: 0x80040220 } });
    expect(absent.leftOut).toEqual(["task", "ent_hold"]);
  });

  it("asks nothing of a table that the user may not read as a whole", async () => {
    const service = serviceOf({});
    await readContactExport(service.asking.ask, "ann", (table) => table === "task");
    expect(service.requests.map(({ table }) => table)).toEqual(["contact", "task"]);
  });

  it("asks for the contact alone where the user may not read all leads, and says that these are left out", async () => {
    const service = serviceOf({});
    const answer = await readContactExport(service.asking.ask, "ann", (table) => table !== "lead");
    expect(answer).toMatchObject({ ok: true, value: { leftOut: ["lead"] } });
    const filters = service.requests.map(({ fetchXml }) => askedIn(fetchXml).filter);
    expect(filters).not.toContainEqual(expect.stringContaining("lead"));
    expect(filters).toContain("and(ent_contactid eq ann)");
  });

  it("is none where the contact is gone, or anything else fails", async () => {
    const read = (tables: Readonly<Record<string, Reply>>) =>
      readContactExport(serviceOf(tables).asking.ask, "ann", () => true);
    expect(await read({ contact: [] })).toEqual({ ok: false, failure: { kind: "gone" } });
    expect((await read({ contact: { refused: 0x80040220 } })).ok).toBe(false);
    expect((await read({ ent_hold: { refused: 0x80040265 } })).ok).toBe(false);
  });

  it("takes what names the contact, or the lead that it came from: itself, or by its note, its hold or its deal", async () => {
    const service = serviceOf({});
    await readContactExport(service.asking.ask, "ann", () => true);
    const filters = Object.fromEntries(
      service.requests.map(({ table, fetchXml }) => [table, askedIn(fetchXml).filter]),
    );
    const own =
      "or(ent_contactid eq ann, " +
      "any lead.leadid = ent_leadid where and(or(parentcontactid eq ann, customerid eq ann)))";
    expect(filters).toEqual({
      contact: "and(contactid eq ann)",
      ent_fieldnote: `and(${own})`,
      ent_fieldanswer: `and(any ent_fieldnote.ent_fieldnoteid = ent_fieldnoteid where and(${own}))`,
      ent_salesnote: `and(${own})`,
      ent_interaction: `and(${own})`,
      task: `and(any ent_fieldnote.ent_taskid = activityid where and(${own}))`,
      ent_hold: "and(ent_contactid eq ann)",
      ent_senddecision:
        "and(or(any ent_hold.ent_holdid = ent_holdid where and(ent_contactid eq ann), " +
        "any opportunity.opportunityid = ent_opportunityid where and(or(parentcontactid eq ann, customerid eq ann))))",
    });
    expect(askedIn(service.requests[0]?.fetchXml ?? "").columns).toEqual(["contactid", "fullname"]);
    const notes = askedIn(service.requests.find(({ table }) => table === "ent_fieldnote")?.fetchXml ?? "");
    expect([notes.limits, notes.orders]).toEqual(["count 5000, page 1", ["ent_fieldnoteid"]]);
  });
});
