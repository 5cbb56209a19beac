import { success } from "../../../dataverse/attempt";
import { sources } from "../../../dataverse/sources/catalogue";
import { readOptOuts, withOptOuts } from "../../../dataverse/sources/optOuts";
import { isPresent, type KnownTables, type TableDefinitions } from "../../../dataverse/sources/present";
import { readSource, readSources, sourceQuestion } from "../../../dataverse/sources/read";
import type { Source } from "../../../dataverse/sources/source";
import { printQuestion } from "../../../dataverse/question";
import type { Row } from "../../../dataverse/host";
import { dayOfDate } from "../../../domain/day";
import type { Person } from "../../../domain/people";
import { Answering, calendar, lookup, refusal, shown, type Reply } from "../answering";
import { askedIn } from "../asked";

const today = dayOfDate(2026, 11, 22);
const scope = { table: "account", id: "00000000-0000-4000-8000-00000000a001" } as const;

/** An organisation with these tables; counts how often it was asked about each. */
class Definitions implements TableDefinitions {
  readonly asked: string[] = [];
  constructor(private readonly tables: readonly string[]) {}
  async getEntityMetadata(table: string): Promise<unknown> {
    this.asked.push(table);
    await Promise.resolve();
    if (!this.tables.includes(table)) throw refusal(0x80040217);
    return {};
  }
}

/** What keeps one from finding out whether there is such a table. */
const unknowing = [
  ["no answer came", 0],
  ["the service asked for patience", 0x80072322],
  ["the sign-in had expired", 0x8005f101],
  ["the service had an error of its own", 0x80040216],
] as const;
const knowsNothing = (code: number): TableDefinitions => ({
  getEntityMetadata: () => Promise.reject(refusal(code)),
});

const named = (key: string): Source => {
  const source = sources.find((each) => each.key === key);
  if (source === undefined) throw new Error(key);
  return source;
};

async function read(key: string, rows: readonly Row[], about: Parameters<typeof sourceQuestion>[1] = scope) {
  const source = named(key);
  const service = new Answering(() => rows);
  const known: KnownTables = new Map();
  const answer = await readSource(
    service.asking.ask,
    new Definitions([source.table]),
    calendar,
    source,
    about,
    today,
    known,
  );
  return { answer, service };
}

describe("whether the organisation has a table", () => {
  it("is asked once while the page lives, however many want to know at once", async () => {
    const known: KnownTables = new Map();
    const definitions = new Definitions(["list"]);
    const answers = await Promise.all([
      isPresent(definitions, "list", known),
      isPresent(definitions, "list", known),
      isPresent(definitions, "cdi_emailevent", known),
    ]);
    expect(answers).toEqual([true, true, false].map(success));
    await isPresent(definitions, "cdi_emailevent", known);
    expect(definitions.asked).toEqual(["list", "cdi_emailevent"]);
  });

  it.each([0x80040217, 0x80060888, 0x80041102, 0x80040220])(
    "is not asked again once %i said no",
    async (code) => {
      const known: KnownTables = new Map();
      let asked = 0;
      const definitions: TableDefinitions = {
        getEntityMetadata: () => {
          asked += 1;
          return Promise.reject(refusal(code));
        },
      };
      for (let times = 0; times < 2; times += 1) {
        expect(await isPresent(definitions, "cdi_emailevent", known)).toEqual(success(false));
      }
      expect(asked).toBe(1);
    },
  );

  it.each(unknowing)("is not known, and asked again, when %s", async (_, code) => {
    const known: KnownTables = new Map();
    let connected = false;
    const definitions: TableDefinitions = {
      getEntityMetadata: () => (connected ? Promise.resolve({}) : Promise.reject(refusal(code))),
    };
    expect((await isPresent(definitions, "list", known)).ok).toBe(false);
    connected = true;
    expect(await isPresent(definitions, "list", known)).toEqual(success(true));
  });
});

describe("a source", () => {
  it("that is not there costs no request and says nothing", async () => {
    const service = new Answering(() => []);
    const answers = await readSources(
      service.asking.ask,
      new Definitions([]),
      calendar,
      scope,
      today,
      sources,
      new Map(),
    );
    expect([...answers.values()].every(({ kind }) => kind === "absent")).toBe(true);
    expect(service.requests).toHaveLength(0);
  });

  it.each(unknowing)("has failed, not gone, without a question, when %s", async (_, code) => {
    const service = new Answering(() => []);
    const answers = await readSources(
      service.asking.ask,
      knowsNothing(code),
      calendar,
      scope,
      today,
      sources,
      new Map(),
    );
    expect([...answers.values()].map(({ kind }) => kind)).toEqual(sources.map(() => "failed"));
    expect(service.requests).toHaveLength(0);
  });

  it.each([
    [0x80040220, "absent"],
    [0x80041103, "absent"],
    [0x80041102, "absent"],
    [0x80072322, "failed"],
    [0x80040265, "failed"],
  ] as const)("refused with %i is %s", async (refused, kind) => {
    const service = new Answering(() => ({ refused }));
    const source = named("eventRegistration");
    const aborted = new AbortController();
    const answer = readSource(
      // Throttled requests are repeated after seconds; nobody waits for that here.
      refused === 0x80072322
        ? () => Promise.resolve({ ok: false, failure: { kind: "throttled" } })
        : service.asking.ask,
      new Definitions([source.table]),
      calendar,
      source,
      scope,
      today,
      new Map(),
    );
    aborted.abort();
    expect((await answer).kind).toBe(kind);
  });

  it("by a lookup says who, when, what and what kind", async () => {
    const { answer, service } = await read("eventRegistration", [
      {
        msevtmgt_eventregistrationid: "r",
        createdon: "2026-11-20T23:30:00Z",
        ...lookup("msevtmgt_contactid", "ann", "Ann"),
        ...lookup("msevtmgt_eventid", "e", "Data days"),
      },
    ]);
    expect(answer).toEqual({
      kind: "read",
      newest: {
        isCut: false,
        happenings: [
          {
            source: "eventRegistration",
            table: "msevtmgt_eventregistration",
            id: "r",
            at: new Date("2026-11-20T23:30:00Z"),
            day: dayOfDate(2026, 11, 21),
            person: { table: "contact", id: "ann", name: "Ann" },
            kind: { key: "eventRegistration" },
            what: "Data days",
            topics: [],
          },
        ],
      },
    });
    expect(service.requests).toHaveLength(1);
  });

  it("by the parties of an activity says who, and knows that a company is nobody", async () => {
    const row = (id: string, party: string, table: string): Row => ({
      activityid: id,
      receivedon: "2026-11-20T10:00:00Z",
      ...shown("responsecode", 1, "Interested"),
      ...lookup("regardingobjectid", "c", "Support news"),
      ...shown("party.partyid", party, "Ann"),
      "party.partyid@Microsoft.Dynamics.CRM.lookuplogicalname": table,
    });
    const bare = { receivedon: "2026-11-20T10:00:00Z" };
    const { answer } = await read("campaignResponse", [
      row("1", "ann", "contact"),
      row("2", "a", "account"),
      { activityid: "3", ...bare, "party.partyid": "bob" },
      { activityid: "4", ...bare },
    ]);
    if (answer.kind !== "read") throw new Error(answer.kind);
    expect(answer.newest.happenings).toMatchObject([
      {
        person: { table: "contact", id: "ann", name: "Ann" },
        kind: { label: "Interested" },
        what: "Support news",
      },
      { person: null },
      { person: { table: "contact", id: "bob", name: "" }, kind: { key: "campaignResponse" }, what: null },
      { person: null },
    ]);
  });

  it("leaves out what has no id or no moment, and does not name whose name is not known", async () => {
    const row = {
      msevtmgt_eventregistrationid: "r",
      createdon: "2026-11-20T10:00:00Z",
      _msevtmgt_contactid_value: "ann",
    };
    const { answer } = await read("eventRegistration", [
      { ...row, msevtmgt_eventregistrationid: null },
      { ...row, createdon: null },
      row,
    ]);
    expect(answer).toMatchObject({
      newest: { happenings: [{ id: "r", person: { table: "contact", id: "ann", name: "" }, what: null }] },
    });
  });

  it("cuts at a hundred, and says so", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      msevtmgt_eventregistrationid: String(index),
      createdon: "2026-11-20T10:00:00Z",
    }));
    const { answer } = await read("eventRegistration", rows);
    expect(answer.kind === "read" && [answer.newest.happenings.length, answer.newest.isCut]).toEqual([
      100,
      true,
    ]);
  });

  it("is not asked about a lead where it knows contacts only", async () => {
    const lead = { table: "lead", id: scope.id } as const;
    const unasked = await read("eventRegistration", [], lead);
    expect([unasked.answer, unasked.service.requests]).toEqual([{ kind: "absent" }, []]);
    const row = { cdi_emaileventid: "1", cdi_time: "2026-11-20T10:00:00Z" };
    const { answer, service } = await read(
      "clickDimensionsEmail",
      [{ ...row, ...shown("cdi_type", 1, "Opened"), ...lookup("cdi_leadid", "lea", "Lea") }],
      lead,
    );
    expect(askedIn(service.requests[0]?.fetchXml ?? "")).toMatchObject({
      columns: ["cdi_emaileventid", "cdi_time", "cdi_emailsendid", "cdi_type", "cdi_leadid"],
      filter: `and(cdi_time on-or-before 2026-11-22, cdi_leadid eq ${lead.id})`,
    });
    expect(answer).toMatchObject({
      newest: {
        happenings: [{ person: { table: "lead", id: "lea", name: "Lea" }, kind: { label: "Opened" } }],
      },
    });
  });
});

describe("the catalogue of sources", () => {
  it("names each once, and each can be asked", () => {
    for (const part of ["key", "table"] as const) {
      expect(new Set(sources.map((source) => source[part])).size).toBe(sources.length);
    }
    for (const source of sources) {
      const question = sourceQuestion(source, scope, today);
      const xml = question === null ? "" : printQuestion(question);
      expect(xml).toContain(`<entity name="${source.table}">`);
      expect(xml).toContain(`<attribute name="${source.id}"/><attribute name="${source.when}"/>`);
      expect(xml).toContain(`<order attribute="${source.when}" descending="true"/>`);
    }
  });

  it("takes a new one as one object", async () => {
    const ours: Source = {
      key: "visit",
      table: "new_visit",
      id: "new_visitid",
      who: { via: "lookup", contact: "new_contactid" },
      when: "new_on",
      what: { column: "new_title" },
      kind: { key: "tour" },
      columns: "documented",
    };
    const service = new Answering(() => [
      {
        new_visitid: "1",
        new_on: "2026-11-20T10:00:00Z",
        new_title: "Plant tour",
        ...lookup("new_contactid", "ann", "Ann"),
      },
    ]);
    const answers = await readSources(
      service.asking.ask,
      new Definitions(["new_visit"]),
      calendar,
      scope,
      today,
      [ours],
      new Map(),
    );
    expect(answers.get("visit")).toMatchObject({
      kind: "read",
      newest: {
        happenings: [{ source: "visit", kind: { key: "tour" }, what: "Plant tour", person: { name: "Ann" } }],
      },
    });
  });
});

describe("opt-outs of Customer Insights", () => {
  const CONSENT = "msdynmkt_contactpointconsent4";

  it("are not known where the table is not there", async () => {
    const service = new Answering(() => []);
    const answer = await readOptOuts(service.asking.ask, new Definitions([]), scope, new Map());
    expect([answer, service.requests.length]).toEqual([{ ok: true, value: null }, 0]);
  });

  it.each(unknowing)("could not be read when %s", async (_, code) => {
    const service = new Answering(() => []);
    const answer = await readOptOuts(service.asking.ask, knowsNothing(code), scope, new Map());
    expect([answer.ok, service.requests.length]).toEqual([false, 0]);
  });

  it("are not known where they may not be read, and may fail; where one answer does not hold all, those in it are", async () => {
    const outOf = (reply: Reply) =>
      readOptOuts(new Answering(() => reply).asking.ask, new Definitions([CONSENT]), scope, new Map());
    expect(await outOf({ refused: 0x80040220 })).toEqual({ ok: true, value: null });
    expect((await outOf({ refused: 0x80040265 })).ok).toBe(false);
    const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ contactid: `${index}` }));
    const told = async (count: number) => {
      const answer = await outOf(rows(count));
      if (!answer.ok || answer.value === null) throw new Error("They are known.");
      const { ids, isCut } = answer.value;
      const people = ["0", "elsewhere"].map((id) => ({ id, objections: { optedOut: null } }) as Person);
      return [
        ids.size,
        isCut,
        ...withOptOuts(people, answer.value).map(({ objections }) => objections.optedOut),
      ];
    };
    const nobody = await outOf([{}]);
    expect(nobody.ok && nobody.value?.ids.size).toBe(0);
    expect(await told(4999)).toEqual([4999, false, true, false]);
    expect(await told(5000)).toEqual([5000, true, true, null]);
  });

  it("are a lead's own as well", async () => {
    const service = new Answering(() => [{ leadid: "lea" }]);
    const lead = { table: "lead", id: "lea" } as const;
    const answer = await readOptOuts(service.asking.ask, new Definitions([CONSENT]), lead, new Map());
    expect(answer.ok && answer.value?.ids).toEqual(new Set(["lea"]));
  });

  it("are found by address, and marked on the person", async () => {
    const service = new Answering(() => [{ contactid: "ann" }]);
    const answer = await readOptOuts(service.asking.ask, new Definitions([CONSENT]), scope, new Map());
    expect(service.requests[0]?.fetchXml).toContain(
      `<link-entity name="${CONSENT}" from="msdynmkt_contactpointvalue" to="emailaddress1"`,
    );
    if (!answer.ok) throw new Error(answer.failure.kind);
    const people = ["ann", "bob"].map((id) => ({ id, objections: { optedOut: null } }) as Person);
    expect(withOptOuts(people, answer.value).map(({ objections }) => objections.optedOut)).toEqual([
      true,
      false,
    ]);
    expect(withOptOuts(people, null)).toBe(people);
  });
});
