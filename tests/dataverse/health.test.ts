import { ententeRoles, readHealth, type HealthHost } from "../../dataverse/health";
import type { Row } from "../../dataverse/host";
import { requirements } from "../../dataverse/requirements";
import { sources } from "../../dataverse/sources/catalogue";
import { healthQuestions } from "../../domain/health";
import { Answering, refusal, type Reply } from "./answering";

const LOGICAL_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** A table's definition, with all columns but these. */
const definition = (...missing: string[]) => ({
  Attributes: {
    getByName: (column: string): object | null => (missing.includes(column) ? null : { column }),
  },
});

/** A definition whose columns are all like this one. */
const ofColumns = (stages: object) => ({
  Attributes: { getByName: (name: string) => (name === "salesstage" ? stages : null) },
});

interface Given {
  readonly tables?: Readonly<Record<string, Reply>>;
  readonly define?: (table: string) => ReturnType<typeof definition>;
  readonly mayRead?: (table: string) => boolean;
}

function look({ tables = {}, define = () => definition(), mayRead }: Given = {}) {
  let milliseconds = Date.parse("2026-11-22T23:30:00Z");
  const service = new Answering((table) => {
    milliseconds += 10;
    return tables[table] ?? [];
  });
  const host: HealthHost = {
    now: () => new Date(milliseconds),
    timeZoneOffsetMinutes: () => 60,
    definitions: {
      getEntityMetadata: async (table, columns = []) => {
        await Promise.resolve();
        const { getByName } = define(table).Attributes;
        // Of a table's columns, those that were asked for come.
        return {
          Attributes: {
            getByName: (column: string) => (columns.includes(column) ? getByName(column) : null),
          },
        };
      },
      ...(mayRead === undefined ? {} : { mayRead }),
    },
  };
  const answered: [number, number][] = [];
  const facts = readHealth(host, service.asking.ask, (done, of) => answered.push([done, of]));
  return facts.then((read) => ({ ...read, service, answered }));
}

function refusedWith(code: number): never {
  throw refusal(code);
}

describe("the health of an organisation", () => {
  it("finds every table that is needed, with all of its columns", async () => {
    const { tables } = await look();
    expect(tables.map(({ table, origin }) => [table, origin])).toEqual(
      requirements.map(({ table, origin }) => [table, origin]),
    );
    for (const { state, missing } of tables) expect([state, missing]).toEqual(["found", []]);
  });

  it("names the columns that a table lacks", async () => {
    const { tables } = await look({
      define: (table) => definition(...(table === "ent_topic" ? ["ent_keywords"] : [])),
    });
    expect(tables.filter(({ missing }) => missing.length > 0)).toEqual([
      { table: "ent_topic", origin: "entente", state: "found", missing: ["ent_keywords"] },
    ]);
  });

  it("tells a table that is absent from one that may not be read, and from one of which nothing is known", async () => {
    const states = async (given: Given) => {
      const { tables } = await look(given);
      const topic = tables.find(({ table }) => table === "ent_topic");
      // No column of it is missed, for none is known of.
      expect(topic?.missing).toEqual([]);
      return topic?.state;
    };
    expect(await states({ mayRead: (table) => table !== "ent_topic" })).toBe("unreadable");
    expect(await states({ mayRead: () => true })).toBe("found");
    expect(await states({ define: () => refusedWith(0x80060888) })).toBe("absent");
    expect(await states({ define: () => refusedWith(0x80040217) })).toBe("absent");
    expect(await states({ define: () => refusedWith(0x80072322) })).toBe("unknown");
    // An expired sign-in, a service that broke down: they say nothing of the table.
    expect(await states({ define: () => refusedWith(0x8005f101) })).toBe("unknown");
    expect(await states({ define: () => refusedWith(0x80044150) })).toBe("unknown");
    // Without a code, it was not the service that answered.
    expect(await states({ define: () => refusedWith(0) })).toBe("unknown");
  });

  it("says of each further source whether it is there", async () => {
    const [first] = sources;
    const { sources: found } = await look({
      define: (table) => (table === first?.table ? refusedWith(0x80060888) : definition()),
    });
    expect(found).toEqual(sources.map(({ table }) => ({ table, isPresent: table !== first?.table })));
    const { sources: unknown } = await look({
      define: (table) => (table === first?.table ? refusedWith(0x80072322) : definition()),
    });
    expect(unknown.map(({ isPresent }) => isPresent)).toEqual([null, ...sources.slice(1).map(() => true)]);
  });

  it("counts who has each of the roles, and misses those that are not there", async () => {
    const { roles } = await look({
      tables: { role: [{ role: "Entente Rep", users: 4 }, { role: "Entente Admin" }] },
    });
    expect(roles?.map(({ name }) => name)).toEqual(ententeRoles.map(({ name }) => name));
    expect(roles?.filter(({ isPresent }) => isPresent)).toMatchObject([
      { name: "Entente Rep", isPresent: true, users: 4 },
      { name: "Entente Admin", isPresent: true, users: 0 },
    ]);
    const missing = roles?.find(({ name }) => name === "Entente Marketer");
    expect(missing).toMatchObject({ isPresent: false, users: 0 });
    expect((await look({ tables: { role: { refused: 0x80040220 } } })).roles).toBeNull();
  });

  it("times each question by itself, and tells how far it is", async () => {
    const { timings, answered } = await look();
    expect(timings).toEqual(
      healthQuestions.map((question) => ({ question, milliseconds: 10, failure: null })),
    );
    expect(answered).toEqual(healthQuestions.map((_, index) => [index + 1, healthQuestions.length]));
  });

  it("says which question was not answered, and why", async () => {
    const { timings, settings } = await look({ tables: { ent_topic: { refused: 0x80040220 } } });
    expect(timings.find(({ question }) => question === "topics")).toEqual({
      question: "topics",
      milliseconds: 10,
      failure: "noPrivilege",
    });
    expect(settings.topics).toBeNull();
  });

  it("names the privilege that a question was refused for, where the service does", async () => {
    const saying = "Principal user is missing prvReadent_Topic privilege";
    const { timings } = await look({ tables: { ent_topic: { refused: 0x80040220, saying } } });
    expect(timings.find(({ question }) => question === "topics")).toEqual({
      question: "topics",
      milliseconds: 10,
      failure: "noPrivilege",
      privilege: "prvReadent_Topic",
    });
  });

  it("tells what is set up, and what is not", async () => {
    const full = await look({
      tables: {
        ent_policy: [{ ent_policyid: "p", ent_name: "Agreed" }],
        ent_topic: [{}, {}],
        ent_interactionkind: [{ ent_code: "fieldnote-positive" }, { ent_code: "meeting" }, {}],
        ent_talkingpoint: [{}],
        ent_interaction: [{ ent_occurredon: "2026-11-20T09:00:00Z" }],
      },
    });
    expect(full.settings).toEqual({
      policy: "Agreed",
      notStages: [],
      absentStages: null,
      topics: 2,
      kinds: 3,
      missingNoteKinds: ["fieldnote-neutral", "fieldnote-negative"],
      talkingPoints: 1,
      newestInteraction: "2026-11-20T09:00:00Z",
      missingObjectionColumn: null,
      segmentFault: null,
    });
    const { settings } = await look();
    expect(settings).toMatchObject({ policy: undefined, topics: 0, kinds: 0, talkingPoints: 0 });
    expect(settings.newestInteraction).toBeUndefined();
  });

  it("takes what was not answered for neither good nor bad", async () => {
    const refused = { refused: 0x80040220 };
    const { settings } = await look({
      tables: {
        ent_policy: refused,
        ent_topic: refused,
        ent_interactionkind: refused,
        ent_talkingpoint: refused,
        ent_interaction: refused,
      },
    });
    expect(settings).toMatchObject({
      policy: null,
      notStages: [],
      absentStages: null,
      topics: null,
      kinds: null,
      missingNoteKinds: null,
      talkingPoints: null,
      newestInteraction: null,
    });
  });

  it("misses the column of objection that the policy names, where contacts do not have it", async () => {
    const policy = [{ ent_policyid: "p", ent_name: "Agreed", ent_objectioncolumn: "new_objects" }];
    const missing = async (define: Given["define"]) =>
      (await look({ tables: { ent_policy: policy }, define })).settings.missingObjectionColumn;
    expect(await missing((table) => definition(...(table === "contact" ? ["new_objects"] : [])))).toBe(
      "new_objects",
    );
    expect(await missing(() => definition())).toBeNull();
    expect(await missing((table) => (table === "contact" ? refusedWith(0) : definition()))).toBeNull();
    const words = { ent_policyid: "p", ent_name: "Agreed", ent_objectioncolumn: "Do not mail" };
    const { settings } = await look({ tables: { ent_policy: [words] }, define: () => refusedWith(0) });
    expect(settings.missingObjectionColumn).toBe("Do not mail");
  });

  it("names what among the policy's closing stages is no stage", async () => {
    const policy = [{ ent_policyid: "p", ent_name: "Agreed", ent_closingstages: "2; Close" }];
    expect((await look({ tables: { ent_policy: policy } })).settings.notStages).toEqual(["Close"]);
  });

  describe("among the policy's closing stages", () => {
    const byValue = { OptionSet: { 0: { value: 0, text: "Qualify" }, 3: { value: 3, text: "Close" } } };
    const inList = {
      attributeDescriptor: {
        OptionSet: [
          { Value: 0, Label: "Qualify" },
          { Value: 3, Label: "Close" },
        ],
      },
    };
    const there = [
      { value: 0, label: "Qualify" },
      { value: 3, label: "Close" },
    ];
    const absent = async (ent_closingstages: string, column: object | null, more: Row = {}) => {
      const policy = [{ ent_policyid: "p", ent_name: "Agreed", ent_closingstages, ...more }];
      const define = (table: string) =>
        table !== "opportunity" ? definition() : column === null ? refusedWith(0) : ofColumns(column);
      return (await look({ tables: { ent_policy: policy }, define })).settings.absentStages;
    };

    it.each([
      ["by value", byValue],
      ["in a list", inList],
      ["both ways", { ...byValue, ...inList }],
    ])("finds numbers that no deal can have, where the options stand %s", async (_, column) => {
      expect(await absent("7; 3; 8", column)).toEqual({ stages: [7, 8], there, areAll: false });
      expect(await absent("0;3", column)).toBeNull();
      // Where nothing is agreed upon, the guard goes by 3.
      expect(await absent("", column)).toBeNull();
    });

    it("takes an option without a name, and no word for an option's value", async () => {
      const column = { OptionSet: { 3: { value: 3 }, other: { value: "7" }, none: null } };
      expect(await absent("7", column)).toEqual({
        stages: [7],
        there: [{ value: 3, label: "" }],
        areAll: true,
      });
    });

    it.each([
      ["the definition tells no options", {}],
      ["the column has none", { OptionSet: null }],
      ["the options are none", { OptionSet: {} }],
      ["the definition cannot be had", null],
    ])("misses none where %s", async (_, column) => {
      expect(await absent("7", column)).toBeNull();
    });

    it("misses none where the guard goes by the pipeline phase, or the policy is not known", async () => {
      const others = { OptionSet: { 0: { value: 0, text: "Qualify" } } };
      expect(await absent("7", others)).not.toBeNull();
      expect(await absent("7", others, { ent_stagecolumn: 789100001 })).toBeNull();
      const define = () => ofColumns(byValue);
      const { settings } = await look({ tables: { ent_policy: { refused: 0x80040220 } }, define });
      expect(settings.absentStages).toBeNull();
    });
  });

  it("finds out what is wrong with the segment that the policy names, and asks nothing where it names none", async () => {
    const id = "0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d11";
    const fault = async (segment: string | null, found: Readonly<Record<string, Reply>> = {}) => {
      const policy = [{ ent_policyid: "p", ent_name: "Agreed", ent_suppressionsegment: segment }];
      const { settings, service } = await look({ tables: { ent_policy: policy, ...found } });
      const asked = service.requests.filter(({ table }) => table.startsWith("msdynmkt_"));
      return [settings.segmentFault, asked.length];
    };
    const definitions = { msdynmkt_segmentdefinition: [{ statuscode: 723_270_000 }] };
    const segment = (base: string) => ({
      msdynmkt_segment: [
        {
          ...{ msdynmkt_type: 10, msdynmkt_baseentitylogicalname: base },
          msdynmkt_sourcesegmentuid: id,
        },
      ],
    });
    expect(await fault(null)).toEqual([null, 0]);
    expect(await fault("Quiet")).toEqual(["noId", 0]);
    expect(await fault(id)).toEqual(["gone", 1]);
    expect(await fault(id, { msdynmkt_segment: { refused: 0x80041102 } })).toEqual(["noJourneys", 1]);
    expect(await fault(id, { ...definitions, ...segment("msdynci_profile") })).toEqual(["otherMembers", 2]);
    expect(await fault(id, { ...definitions, ...segment("contact") })).toEqual([null, 2]);
    // Whoever may not read it does not know.
    expect(await fault(id, { msdynmkt_segment: { refused: 0x80040220 } })).toEqual([null, 1]);
  });

  it("asks about the account of the newest interaction, and about none where nobody was heard of", async () => {
    const accountOf = async (row: Row | undefined) => {
      const { service } = await look({ tables: { ent_interaction: row === undefined ? [] : [row] } });
      const deals = service.requests.find(({ table }) => table === "opportunity")?.fetchXml ?? "";
      return /attribute="customerid" operator="eq" value="([^"]+)"/.exec(deals)?.[1];
    };
    const person = (table: string): Row => ({
      "person.parentcustomerid": "of the contact",
      [`person.parentcustomerid${LOGICAL_NAME}`]: table,
    });
    const nobody = "00000000-0000-0000-0000-000000000000";
    expect(await accountOf({ _ent_accountid_value: "own", ...person("account") })).toBe("own");
    expect(await accountOf(person("account"))).toBe("of the contact");
    expect(await accountOf(person("contact"))).toBe(nobody);
    expect(await accountOf(undefined)).toBe(nobody);
  });
});
