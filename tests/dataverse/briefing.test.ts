import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { noneKnown } from "../../dataverse/optionalColumns";
import { openBriefing, type BriefingOptions } from "../../dataverse/briefing";
import { sources } from "../../dataverse/sources/catalogue";
import type { Row } from "../../dataverse/host";
import { after } from "../../dataverse/when";
import { Answering, refusal, type Reply } from "./answering";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";

/** The reading and writing of XML that a browser has. */
const xml: BriefingOptions["xml"] = {
  parse: (text) => new DOMParser().parseFromString(text, "text/xml") as unknown as Document,
  print: (node) => new XMLSerializer().serializeToString(node as never),
};

/** Opens a briefing on a service with these tables, and lets it come to rest. */
async function open(tables: readonly string[], reply: (table: string, xml: string) => Reply = () => []) {
  const service = new Answering(reply);
  let names = 0;
  const answers = openBriefing(
    {
      webApi: {
        retrieveMultipleRecords: (table, options) => service.retrieveMultipleRecords(table, options),
        retrieveRecord: () => {
          names += 1;
          return Promise.resolve({ name: "Contoso" });
        },
      },
      isOffline: () => false,
      now: () => new Date("2026-11-22T09:00:00Z"),
      timeZoneOffsetMinutes: () => 60,
    },
    {
      getEntityMetadata: (table) =>
        tables.includes(table) ? Promise.resolve({}) : Promise.reject(refusal(0x80040217)),
    },
    ACCOUNT,
    new AbortController().signal,
    { known: new Map(), columns: noneKnown(), xml },
  );
  const settled = Object.fromEntries(
    await Promise.all(Object.entries(answers).map(async ([key, promise]) => [key, await promise] as const)),
  );
  return { service, requests: service.requests.length + names, settled, answers };
}

describe("opening a briefing", () => {
  it("takes sixteen requests", async () => {
    const { requests } = await open([]);
    expect(requests).toBe(16);
  });

  it("takes one more for each further source that is there", async () => {
    const there = ["campaignresponse", "msevtmgt_eventregistration", "msdynmkt_contactpointconsent4"];
    expect((await open(there)).requests).toBe(19);
    const all = [...sources.map(({ table }) => table), "msdynmkt_contactpointconsent4"];
    expect((await open(all)).requests).toBe(16 + all.length);
  });

  it("asks everything before the first answer is there, but for the columns that not everyone has", async () => {
    const asked: string[] = [];
    let askedAtFirstAnswer = 0;
    const { requests } = await open([], (table) => {
      asked.push(table);
      // Answers are given once all that was asked in one go has come.
      void Promise.resolve().then(() => (askedAtFirstAnswer ||= asked.length));
      return [];
    });
    expect(asked.slice(askedAtFirstAnswer)).toEqual(["contact", "contact"]);
    // The account's name is read beside them.
    expect(requests).toBe(asked.length + 1);
  });

  it("asks what the headline and the deals need at once, and all else when it is told to", async () => {
    const service = new Answering(() => []);
    let tell: () => void = () => undefined;
    const moment = new Promise<void>((resolve) => (tell = resolve));
    const asked: string[] = [];
    const answers = openBriefing(
      {
        webApi: {
          retrieveMultipleRecords: (table, options) => {
            asked.push(table);
            return service.retrieveMultipleRecords(table, options);
          },
          retrieveRecord: (table) => {
            asked.push(table);
            return Promise.resolve({ name: "Contoso" });
          },
        },
        isOffline: () => false,
        now: () => new Date("2026-11-22T09:00:00Z"),
        timeZoneOffsetMinutes: () => 60,
      },
      {
        getEntityMetadata: (table) => {
          asked.push(`columns of ${table}`);
          return Promise.reject(refusal(0x80040217));
        },
      },
      ACCOUNT,
      new AbortController().signal,
      { known: new Map(), columns: noneKnown(), rest: after(moment) },
    );
    const first = ["opportunity", "ent_policy", "opportunity", "ent_hold"];
    expect((await answers.deals).ok && (await answers.policy).ok).toBe(true);
    expect(asked).toEqual(first);
    tell();
    await Promise.all(Object.values(answers));
    expect(asked.slice(first.length, first.length + 2)).toEqual(["campaignactivity", "columns of contact"]);
    expect(asked.filter((table) => !table.startsWith("columns of"))).toHaveLength(16);
  });

  it("asks among the first six what others wait for: some browsers keep back the seventh", async () => {
    const asked: string[] = [];
    const opening = openBriefing(
      {
        webApi: {
          retrieveMultipleRecords: (table) => {
            asked.push(table);
            return Promise.resolve({ entities: [] });
          },
          retrieveRecord: () => Promise.resolve({}),
        },
        isOffline: () => false,
        now: () => new Date("2026-11-22T09:00:00Z"),
        timeZoneOffsetMinutes: () => 60,
      },
      {
        getEntityMetadata: (table) => {
          if (table === "contact") asked.push("columns of contact");
          return Promise.reject(refusal(0x80040217));
        },
      },
      ACCOUNT,
      new AbortController().signal,
      { known: new Map(), columns: noneKnown() },
    );
    expect(asked.slice(0, 6).sort()).toEqual([
      "campaignactivity",
      "columns of contact",
      "ent_hold",
      "ent_policy",
      "opportunity",
      "opportunity",
    ]);
    await opening.people;
  });

  it("asks again over the policy's days where it has others than expected: once, until they change again", async () => {
    const agreed = (days: number) => (table: string) =>
      table === "ent_policy" ? [{ ent_policyid: "policy", ent_name: "Ours", ent_windowdays: days }] : [];
    const first = await open([], agreed(90));
    expect(first.requests).toBe(20);
    const again = first.service.requests.slice(-4);
    expect(again.map(({ table }) => table).sort()).toEqual([
      ...["contact", "ent_interaction", "ent_interaction", "ent_interaction"],
    ]);
    // From 89 days before the 22nd of November, for today; from longer before, for the curve.
    for (const { fetchXml } of again) expect(fetchXml).toMatch(/2026-08-25|2026-03-03/);
    expect((await open([], agreed(90))).requests).toBe(16);
    expect((await open([], agreed(180))).requests).toBe(20);
    expect((await open([], agreed(180))).requests).toBe(16);
  });

  it("asks the five nearest dynamic lists at once, and the others on demand", async () => {
    const rows: Row[] = Array.from({ length: 7 }, (_, index) => ({
      activityid: `activity ${index}`,
      subject: "",
      scheduledstart: `2026-11-${String(23 + index)}T10:00:00Z`,
      "audience.listid": `list ${index}`,
      // Without a query there is nothing to ask; that it is wanted is seen from the counts.
      "audience.query": index === 0 ? '<fetch><entity name="contact"/></fetch>' : null,
    }));
    const { settled, answers } = await open([], (table, asked) => {
      if (asked.includes('attribute name="query"')) return rows;
      return table === "contact" && asked.includes("entente_people") ? [{ entente_people: 3 }] : [];
    });
    const noQuery = { kind: "cannotAsk", because: "noQuery" };
    expect([...(settled.counts as ReadonlyMap<string, unknown>)]).toEqual([
      ["list 0", { kind: "counted", people: 3 }],
      ...[1, 2, 3, 4].map((index) => [`list ${index}`, noQuery]),
    ]);
    expect(await answers.countOn(null, { members: "contact" })).toEqual({
      kind: "cannotAsk",
      because: "noQuery",
    });
  });

  it("counts on no dynamic list where those cannot be read", async () => {
    const { settled } = await open([], (_, asked) =>
      asked.includes('attribute name="query"') ? { refused: 0x80040220 } : [],
    );
    expect(settled.dynamicLists).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    expect(settled.counts).toEqual(new Map());
  });

  it("lets each section fail alone", async () => {
    const { settled } = await open([], (table) =>
      table === "activitypointer" ? { refused: 0x80040220 } : [],
    );
    const failed = Object.entries(settled).filter(([, value]) => (value as { ok?: boolean }).ok === false);
    expect(failed.map(([key]) => key)).toEqual(["meetings"]);
  });

  it("reads on with the default's days where the policy cannot be read, and says that it could not", async () => {
    const { settled } = await open([], (table) => (table === "ent_policy" ? { refused: 0x80040220 } : []));
    const isFailure = (key: string) => (settled[key] as { ok?: boolean }).ok === false;
    expect([isFailure("policy"), isFailure("interest"), isFailure("engagement")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
