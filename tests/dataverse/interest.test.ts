import fc from "fast-check";
import { createAsk } from "../../dataverse/ask";
import { readEvidence } from "../../dataverse/evidence";
import { currentWindow, readInterest } from "../../dataverse/interest";
import type { Client } from "../../dataverse/client";
import { dayOfDate, isoDate } from "../../domain/day";
import { defaultPolicy } from "../../domain/policy";
import {
  ANNE,
  BRAM,
  CLEO,
  CONTOSO,
  FABRIKAM,
  fewClients,
  interaction,
  kindIds,
  PLATFORM,
  SECURITY,
} from "./clients";
import { Answering, calendar, lookup } from "./answering";
import { hostFor, SmallOrganisation, type Rows } from "./smallOrganisation";

const NOW = "2026-11-22T09:00:00Z";
const TODAY = dayOfDate(2026, 11, 22);
const contoso: Client = { table: "account", id: CONTOSO };
const never = new AbortController().signal;

type Options = ConstructorParameters<typeof SmallOrganisation>[1];

function organisation(
  interactions: readonly Rows[string][number][],
  options: Options = {},
): SmallOrganisation {
  return new SmallOrganisation({ ...fewClients, ent_interaction: interactions }, options);
}

async function read(service: SmallOrganisation, client: Client = contoso, onAnswered = () => undefined) {
  const host = hostFor(service, NOW);
  const answer = await readInterest(createAsk(host, never, onAnswered), host, client, TODAY, defaultPolicy);
  if (!answer.ok) throw new Error(`not read: ${answer.failure.kind}`);
  return answer.value;
}

function daysAgo(days: number): string {
  return isoDate(TODAY - days);
}

/** Points of each topic and day, whatever the parts they came in. */
function totals(
  sums: readonly { topic: string | null; day: number; halfLifeDays: number | null; points: number }[],
) {
  const all = new Map<string, number>();
  for (const { topic, day, halfLifeDays, points } of sums) {
    const key = `${topic} ${isoDate(day)} ${halfLifeDays}`;
    all.set(key, (all.get(key) ?? 0) + points);
  }
  return new Map([...all].sort());
}

describe("whose a signal is", () => {
  const signals = [
    interaction("2026-11-01", { ent_contactid: ANNE }),
    interaction("2026-11-02", { ent_contactid: BRAM, ent_accountid: CONTOSO }),
    interaction("2026-11-03", { ent_contactid: null, ent_accountid: CONTOSO }),
    // Of a contact of Contoso, but about Fabrikam: Fabrikam's, and not Contoso's.
    interaction("2026-11-04", { ent_contactid: ANNE, ent_accountid: FABRIKAM }),
    interaction("2026-11-05", { ent_contactid: CLEO }),
    interaction("2026-11-06", { ent_contactid: null, ent_accountid: null }),
  ];
  const days = async (client: Client) =>
    (await read(organisation(signals), client)).sums.map(({ day }) => isoDate(day)).sort();

  it("is the account that it names, else its contact's account, never both", async () => {
    expect(await days(contoso)).toEqual(["2026-11-01", "2026-11-02", "2026-11-03"]);
    expect(await days({ table: "account", id: FABRIKAM })).toEqual(["2026-11-04", "2026-11-05"]);
  });

  it("is the contact's whatever account it names", async () => {
    expect(await days({ table: "contact", id: ANNE })).toEqual(["2026-11-01", "2026-11-04"]);
  });
});

describe("reading the interests of a client", () => {
  it("takes two requests, however many signals there are", async () => {
    const service = organisation(Array.from({ length: 3000 }, (_, n) => interaction(daysAgo(n % 300))));
    await read(service);
    expect(service.requests).toHaveLength(2);
  });

  it("sums points by topic, day and half-life", async () => {
    const [opened, meeting] = kindIds;
    const { sums, topicNames } = await read(
      organisation([
        interaction("2026-11-20", { ent_kindid: meeting }),
        interaction("2026-11-20", { ent_kindid: meeting, ent_contactid: BRAM }),
        interaction("2026-11-20", { ent_kindid: opened }),
        interaction("2026-11-20", { ent_topicid: SECURITY, ent_kindid: opened }),
        interaction("2026-11-20", { ent_topicid: null, ent_kindid: opened }),
      ]),
    );
    expect(totals(sums)).toEqual(
      new Map([
        [`${PLATFORM} 2026-11-20 10`, 1],
        [`${PLATFORM} 2026-11-20 null`, 40],
        [`${SECURITY} 2026-11-20 10`, 1],
        ["null 2026-11-20 10", 1],
      ]),
    );
    expect(topicNames).toEqual(
      new Map([
        [PLATFORM, "Data platform"],
        [SECURITY, "Security"],
      ]),
    );
  });

  it("calls no topic by a name that is not known", async () => {
    const service = new SmallOrganisation({
      ...fewClients,
      ent_topic: [{ ent_topicid: PLATFORM, ent_name: null }],
      ent_interaction: [interaction("2026-11-20")],
    });
    const { topics, topicNames } = await read(service);
    expect([topics.map(({ topic }) => topic), topicNames.size]).toEqual([[PLATFORM], 0]);
  });

  it("fails where either part of it cannot be read", async () => {
    for (const isSums of [true, false]) {
      const service = organisation([interaction("2026-11-20")], {
        refuse: (xml) =>
          xml.includes("dategrouping") === isSums ? { errorCode: 0x80040220, message: "refused" } : undefined,
      });
      const host = hostFor(service, NOW);
      expect(await readInterest(createAsk(host, never), host, contoso, TODAY, defaultPolicy)).toEqual({
        ok: false,
        failure: { kind: "noPrivilege" },
      });
    }
  });

  it("leaves out what has not happened yet, what is deactivated, and what is older than twice the window", async () => {
    const { sums } = await read(
      organisation([
        interaction(daysAgo(-1)),
        interaction(daysAgo(0)),
        interaction(daysAgo(1), { statecode: 1 }),
        interaction(daysAgo(359)),
        interaction(daysAgo(360)),
      ]),
    );
    expect(sums.map(({ day }) => TODAY - day)).toEqual([0, 359]);
  });

  it("counts each topic's signals and people over the window, and says when the last was", async () => {
    const { topics } = await read(
      organisation([
        interaction(daysAgo(3)),
        interaction(daysAgo(20)),
        interaction(daysAgo(20), { ent_contactid: BRAM }),
        interaction(daysAgo(2), { ent_contactid: null, ent_accountid: CONTOSO }),
        interaction(daysAgo(200), { ent_topicid: SECURITY }),
      ]),
    );
    expect(topics).toEqual([
      { topic: PLATFORM, signals: 4, people: 2, isPeopleExact: true, lastDay: TODAY - 2 },
    ]);
  });

  it("takes a signal's day from the user's time zone", async () => {
    const service = organisation([interaction(daysAgo(1), { ent_occurredon: `${daysAgo(1)}T23:30:00Z` })]);
    const host = hostFor(service, NOW, { timeZoneOffsetMinutes: () => 60 });
    const answer = await readInterest(createAsk(host, never), host, contoso, TODAY, defaultPolicy);
    expect(answer.ok && answer.value.topics[0]?.lastDay).toBe(TODAY);
  });
});

describe("a history longer than the service adds up", () => {
  it("is read in parts that add up to the whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ago: fc.integer({ min: -5, max: 400 }), kind: fc.constantFrom(...kindIds) }), {
          maxLength: 80,
        }),
        fc.integer({ min: 8, max: 40 }),
        async (drawn, aggregateLimit) => {
          // At most `aggregateLimit` on any one day, which cannot be halved.
          const perDay = new Map<number, number>();
          const interactions = drawn
            .filter(({ ago }) => {
              perDay.set(ago, (perDay.get(ago) ?? 0) + 1);
              return (perDay.get(ago) ?? 0) <= aggregateLimit;
            })
            .map(({ ago, kind }) => interaction(daysAgo(ago), { ent_kindid: kind }));
          const whole = await read(organisation(interactions));
          const inParts = await read(organisation(interactions, { aggregateLimit }));
          expect(totals(inParts.sums)).toEqual(totals(whole.sums));
          expect(inParts.topics.map(({ signals, lastDay }) => ({ signals, lastDay }))).toEqual(
            whole.topics.map(({ signals, lastDay }) => ({ signals, lastDay })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says that the number of people is a lower bound then", async () => {
    const interactions = [
      interaction(daysAgo(5)),
      interaction(daysAgo(6)),
      interaction(daysAgo(150)),
      interaction(daysAgo(151), { ent_contactid: BRAM }),
      interaction(daysAgo(152), { ent_contactid: BRAM }),
    ];
    const { topics } = await read(organisation(interactions, { aggregateLimit: 4 }));
    expect(topics).toEqual([
      { topic: PLATFORM, signals: 5, people: 2, isPeopleExact: false, lastDay: TODAY - 5 },
    ]);
  });

  it("has three requests under way at most, and tells of each answer", async () => {
    const interactions = Array.from({ length: 400 }, (_, n) => interaction(daysAgo(n % 360)));
    const service = organisation(interactions, { aggregateLimit: 50 });
    const told: [number, number][] = [];
    const host = hostFor(service, NOW);
    await readInterest(
      createAsk(host, never, (answered, asked) => told.push([answered, asked])),
      host,
      contoso,
      TODAY,
      defaultPolicy,
    );
    expect(service.mostAtOnce).toBeLessThanOrEqual(3);
    const last = told[told.length - 1];
    expect(last).toEqual([service.requests.length, service.requests.length]);
    expect(told).toHaveLength(service.requests.length);
  });

  it("asks no more than twice for each part that it takes", async () => {
    const interactions = Array.from({ length: 720 }, (_, n) => interaction(daysAgo(n % 360)));
    const service = organisation(interactions, { aggregateLimit: 100 });
    await read(service);
    const sums = service.requests.filter((request) => request.includes("dategrouping"));
    // 720 signals, at least 100 of them a part: 8 parts of 90, and the 7 that were halved; of these, the newer half of the
    // whole is known to be too much, from the question about the topics.
    expect(sums).toHaveLength(14);
  });

  it("goes on where an answer of the largest size stops", async () => {
    const interactions = Array.from({ length: 120 }, (_, n) =>
      interaction(daysAgo(n), { ent_kindid: kindIds[n % 3] }),
    ).concat(Array.from({ length: 120 }, (_, n) => interaction(daysAgo(n), { ent_topicid: SECURITY })));
    const whole = await read(organisation(interactions));
    // An answer of 5,000 groups is full: the small organisation repeats its rows to that size.
    const service = new FullAnswers(organisation(interactions), 50);
    const host = hostFor(service, NOW);
    const answer = await readInterest(createAsk(host, never), host, contoso, TODAY, defaultPolicy);
    expect(answer.ok && totals(answer.value.sums)).toEqual(totals(whole.sums));
    expect(service.cut).toBeGreaterThan(1);
  });

  it("fails visibly when a single day holds more than the service adds up", async () => {
    const service = organisation(
      [1, 2, 3].map(() => interaction(daysAgo(4))),
      { aggregateLimit: 2 },
    );
    const host = hostFor(service, NOW);
    const answer = await readInterest(createAsk(host, never), host, contoso, TODAY, defaultPolicy);
    expect(answer).toEqual({ ok: false, failure: { kind: "tooManyRows" } });
  });
});

/**
 * Cuts each grouped answer after a number of rows as if that were the 5,000, by padding it with groups worth
 * nothing on the oldest day that it still holds.
 */
class FullAnswers {
  cut = 0;
  constructor(
    private readonly service: SmallOrganisation,
    private readonly size: number,
  ) {}

  async retrieveMultipleRecords(table: string, options?: string) {
    const { entities } = await this.service.retrieveMultipleRecords(table, options);
    if (!options?.includes("dategrouping") || entities.length <= this.size) return { entities };
    this.cut += 1;
    const kept = entities.slice(0, this.size);
    const oldest = kept[kept.length - 1];
    const padding = Array.from({ length: 5000 - kept.length }, () => ({ ...oldest, points: 0 }));
    return { entities: [...kept, ...padding] };
  }

  retrieveRecord(table: string, id: string) {
    return this.service.retrieveRecord(table, id);
  }
}

describe("the evidence of a topic", () => {
  it("is what, who and when, newest first, a page at a time", async () => {
    const [opened] = kindIds;
    const service = organisation([
      interaction(daysAgo(40), { ent_detail: "Kick-off" }),
      interaction(daysAgo(1), { ent_kindid: opened, ent_contactid: BRAM }),
      interaction(daysAgo(2), { ent_topicid: SECURITY }),
      interaction(daysAgo(200)),
      ...Array.from({ length: 9 }, (_, n) => interaction(daysAgo(50 + n))),
    ]);
    const host = hostFor(service, NOW);
    const ask = createAsk(host, never);
    const page = async (number: number) => {
      const days = currentWindow(TODAY, defaultPolicy);
      const answer = await readEvidence(ask, host, contoso, PLATFORM, days, number);
      return answer.ok ? answer.value : [];
    };
    const first = await page(1);
    expect(first).toHaveLength(10);
    expect(first[0]).toMatchObject({
      day: TODAY - 1,
      kind: "E-mail opened",
      person: { table: "contact", id: BRAM, name: "Bram de Vries" },
      points: 1,
      halfLifeDays: 10,
    });
    expect(first[1]).toMatchObject({
      day: TODAY - 40,
      kind: "Meeting",
      detail: "Kick-off",
      halfLifeDays: null,
    });
    const second = await page(2);
    expect(second).toHaveLength(1);
    expect(service.requests).toHaveLength(2);
  });

  it("may be a lead's or nobody's, and is told as far as it is known", async () => {
    const signal = { ent_interactionid: "1", ent_occurredon: "2026-11-21T23:30:00Z" };
    const { ask } = new Answering(() => [
      {
        ...signal,
        ent_name: "Download",
        ...lookup("ent_kindid", "k", "Paper read"),
        ...lookup("ent_leadid", "lea", "Lea"),
        "kind.ent_points": 5,
      },
      { ...signal, ent_name: "Visit", ent_detail: "Stand 5", _ent_contactid_value: "ann" },
      {},
    ]).asking;
    const days = currentWindow(TODAY, defaultPolicy);
    const answer = await readEvidence(ask, calendar, contoso, PLATFORM, days, 1);
    const bare = { id: "", day: null, kind: "", detail: null, person: null, points: 0, halfLifeDays: null };
    expect(answer.ok && answer.value).toEqual([
      {
        ...bare,
        id: "1",
        // In Brussels it is the next day.
        day: TODAY,
        kind: "Paper read",
        detail: "Download",
        person: { table: "lead", id: "lea", name: "Lea" },
        points: 5,
      },
      { ...bare, id: "1", day: TODAY, detail: "Stand 5", person: { table: "contact", id: "ann", name: "" } },
      bare,
    ]);
  });
});
