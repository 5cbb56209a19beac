/** @jest-environment jsdom */
import { createAsking } from "../../../dataverse/askQuestion";
import { checkAudience } from "../../../dataverse/guard/checkAudience";
import type { Row } from "../../../dataverse/host";
import { defaultPolicy as policy } from "../../../domain/policy";
import { dayOfDate } from "../../../domain/day";
import type { GuardedList, MemberTable } from "../../../domain/guard/audience";
import { guardStateOf } from "../../../domain/guard/guardState";
import { Answering, calendar, lookup, refusal, type Reply } from "../answering";
import { dynamic, list } from "./lists";

const today = dayOfDate(2026, 11, 22);
/** A dynamic list whose own query has so many links. */
const crowded = (id: number, links: number, members: MemberTable = "contact") =>
  dynamic(
    id,
    `<fetch><entity name="${members}">` +
      `<link-entity name="task" from="regardingobjectid" to="${members}id" link-type="outer"/>`.repeat(
        links,
      ) +
      "</entity></fetch>",
    members,
  );

async function check(
  lists: readonly GuardedList[],
  reply: (table: string, fetchXml: string) => Reply = () => [],
  mayReadAll: (table: string) => boolean = () => true,
) {
  const service = new Answering(reply);
  const asked = { lists, campaign: null, policy, today };
  const answer = await checkAudience(service.asking, { ...calendar, mayReadAll }, asked);
  const nothing = { open: [], excluded: [], asked: [], freed: [] };
  const state = guardStateOf({
    check: answer,
    sorted: nothing,
    mode: "decide",
    isGuarded: false,
    cannotGuard: false,
    isWhole: true,
    listsTakenOff: false,
  });
  return { answer, state, requests: service.requests };
}

describe("a check", () => {
  it("of one static list is four requests, and takes its size from the list", async () => {
    const { answer, state, requests } = await check([list(1)]);
    expect(requests.map(({ table }) => table).sort()).toEqual([
      "contact",
      "contact",
      "ent_hold",
      "opportunity",
    ]);
    expect(answer).toEqual({
      reasons: [],
      found: [],
      audience: { atLeast: 100, atMost: 100 },
      notFollowed: [],
    });
    expect(state).toBe("clear");
  });

  it("takes all static lists of one kind of member together, and adds them up in one request more", async () => {
    const { requests } = await check([list(1), list(2), list(3)]);
    expect(requests).toHaveLength(5);
  });

  it("asks each dynamic list, and never more than four requests a list and the size", async () => {
    for (const lists of [[dynamic(1)], [dynamic(1), list(2)], [dynamic(1), dynamic(2), list(3)]]) {
      const { requests } = await check(lists);
      expect(requests.length).toBeLessThanOrEqual(lists.length * 5);
    }
    expect((await check([dynamic(1)])).requests).toHaveLength(5);
  });

  it("says more than 50,000 where the service adds up no more", async () => {
    const { answer } = await check([dynamic(1)], (table, fetchXml) =>
      table === "contact" && !fetchXml.includes("groupby") && fetchXml.includes("aggregate")
        ? { refused: 0x8004e023 }
        : [],
    );
    expect(answer.audience).toEqual({ atLeast: 50_000, atMost: null });
  });

  it("names a hold with whom it reaches", async () => {
    const hold: Row = { ent_holdid: "h", ...lookup("ent_contactid", "ann", "Ann") };
    const { answer } = await check([list(1)], (table, fetchXml) => {
      if (table === "ent_hold") return [hold];
      return table === "contact" && !fetchXml.includes("aggregate") ? [{ contactid: "ann" }] : [];
    });
    expect(answer.found).toMatchObject([
      { key: "hold:h", protection: { kind: "hold", hold: { id: "h" } }, reach: [{ people: ["ann"] }] },
    ]);
  });

  it("tells a dynamic list from the static ones only where that leaves the guard room for all its ways", async () => {
    const both = async (own: GuardedList) => {
      const { answer } = await check([list(1), own], (table, fetchXml) => {
        // Without the deals, every way might lead somewhere.
        if (table === "opportunity") return { refused: 0x80040220 };
        return fetchXml.includes("aggregate") && !fetchXml.includes("groupby")
          ? [{ entente_members: 30 }]
          : [];
      });
      return [answer.audience, answer.notFollowed];
    };
    expect(await both(crowded(2, 0))).toEqual([{ atLeast: 130, atMost: 130 }, []]);
    expect(await both(crowded(2, 1))).toEqual([{ atLeast: 100, atMost: 130 }, []]);
  });
});

const deal = { opportunityid: "d", ...lookup("customerid", "acme", "Acme") };

describe("ways that do not fit into one question", () => {
  const unknown = { refused: 0x80040220 } as const;

  it("are asked for in one request more, so that a list of leads leaves nothing out", async () => {
    const { answer, requests } = await check([list(1, { members: "lead" })], (table, fetchXml) => {
      if (table === "opportunity") return [deal];
      const isOwnConnection = fetchXml.includes('alias="entente_own"');
      return table === "lead" && isOwnConnection ? [{ leadid: "lea", entente_stake: "d" }] : [];
    });
    expect(requests).toHaveLength(5);
    expect(answer).toMatchObject({ reasons: [], notFollowed: [] });
    const byWay = new Map([["halfConnections", { people: ["lea"], companies: [] }]]);
    expect(answer.found).toMatchObject([
      { key: "deal:d", members: { atLeast: 1, atMost: 1 }, reach: [{ byWay }] },
    ]);
  });

  it("are asked of lists with many links of their own, and each company is counted once", async () => {
    const group = { opportunityid: "above", ...lookup("customerid", "group", "Group") };
    const row: Row = { entente_company: "acme", entente_above: "group", entente_members: 7 };
    const { answer, requests } = await check([crowded(1, 8)], (table, fetchXml) => {
      if (table === "opportunity") return [deal, group];
      return fetchXml.includes("groupby") ? [row] : [];
    });
    expect(requests).toHaveLength(8);
    expect(answer.found.map(({ key, members }) => [key, members])).toEqual([
      ["deal:above", { atLeast: 7, atMost: 7 }],
      ["deal:d", { atLeast: 7, atMost: 7 }],
    ]);
  });

  it("are not known where that request fails, and may be more than one answer holds", async () => {
    const leads = [list(1, { members: "lead" })];
    const reasons = async (reply: Reply) => {
      const isSecond = (fetchXml: string) => fetchXml.includes('alias="entente_own"');
      const { answer } = await check(leads, (_, fetchXml) => (isSecond(fetchXml) ? reply : []));
      return answer.reasons;
    };
    expect(await reasons(unknown)).toEqual([{ kind: "failed", failure: "noPrivilege", detail: "" }]);
    expect(await reasons(Array.from({ length: 5000 }, (): Row => ({})))).toEqual([
      { kind: "tooMany", of: "people" },
    ]);
  });

  it.each([
    ["account", 11, 11],
    ["contact", 5, 10],
    ["lead", 5, 8],
  ] as const)("of %ss are all followed with up to %i links of the list's own", async (members, all, most) => {
    const left = async (links: number) => {
      const { answer } = await check([crowded(1, links, members)], (table) =>
        table === "opportunity" ? unknown : [],
      );
      const { reasons, notFollowed } = answer;
      return reasons.some(({ kind }) => kind === "cannotAsk") || notFollowed.flatMap(({ ways }) => ways);
    };
    for (let links = 0; links <= all; links += 1) expect(await left(links)).toEqual([]);
    // With more, but for holds on a deal alone: of the rest, each has room by itself.
    for (let links = all + 1; links <= most; links += 1) expect(await left(links)).toEqual(["heldDeals"]);
  });
});

describe("ways that a check does not follow", () => {
  const leads = [crowded(1, 8, "lead")];
  const onDeal = { ent_holdid: "h", ...lookup("ent_opportunityid", "d", "Deal d"), "deal.statecode": 0 };
  const notFollowed = async (tables: Readonly<Record<string, Reply>>, lists = leads) =>
    (await check(lists, (table) => tables[table] ?? [])).answer.notFollowed;
  const ofLeads = (...ways: string[]) => [{ lists: leads.map(({ id }) => id), members: "lead", ways }];

  it("are named where a deal or a hold may lead somewhere by them, and no others", async () => {
    expect(await notFollowed({})).toEqual([]);
    expect(await notFollowed({ opportunity: [deal] })).toEqual([]);
    expect(await notFollowed({ ent_hold: [onDeal] })).toEqual(ofLeads("heldDeals"));
  });

  it.each([
    ["deals", { opportunity: { refused: 0x80040220 } }],
    ["holds", { ent_hold: { refused: 0x80040220 } }],
    ["deals wholly", { opportunity: Array.from({ length: 5000 }, (): Row => deal) }],
    ["holds wholly", { ent_hold: Array.from({ length: 5000 }, (): Row => ({})) }],
  ])("are all named where nobody knows the %s", async (_, tables) => {
    expect(await notFollowed(tables)).toEqual(ofLeads("heldDeals"));
  });

  it("are those to people and those to companies", async () => {
    const unknown = { opportunity: { refused: 0x80040220 } };
    // To people there is room for holds on a deal alone, to companies not.
    expect(await notFollowed(unknown, [list(1), crowded(2, 8)])).toEqual([
      { lists: [crowded(2, 8).id], members: "contact", ways: ["heldDeals"] },
    ]);
  });
});

describe("a check that cannot know", () => {
  it.each(["account", "opportunity", "connection", "ent_hold", "list", "contact"])(
    "is not clear without the right to read every %s",
    async (table) => {
      const { answer, state } = await check([list(1)], undefined, (asked) => asked !== table);
      expect(answer.reasons).toEqual([{ kind: "seesPart", table }]);
      expect(state).toBe("notChecked");
    },
  );

  it("needs to see all members of the kinds that are on the lists, and no others", async () => {
    const seesPart = (table: string) => ({ kind: "seesPart", table });
    const isNoPerson = (table: string) => table !== "contact" && table !== "lead";
    const contacts = await check([list(1)], undefined, isNoPerson);
    expect(contacts.answer.reasons).toEqual([seesPart("contact")]);
    const both = await check([list(1, { members: "lead" }), list(2)], undefined, isNoPerson);
    expect(both.answer.reasons).toEqual([seesPart("lead"), seesPart("contact")]);
    const accounts = await check([list(1, { members: "account" })], undefined, isNoPerson);
    expect(accounts.state).toBe("clear");
  });

  it.each([0, 1, 2, 3])("is not clear when question %i is refused", async (place) => {
    let number = 0;
    const { state, answer } = await check([list(1)], () =>
      number++ === place ? { refused: 0x80040220 } : [],
    );
    expect(answer.reasons).toEqual([{ kind: "failed", failure: "noPrivilege", detail: "" }]);
    expect(state).toBe("notChecked");
  });

  it("is not clear when more rows come than one answer holds", async () => {
    const rows = Array.from({ length: 5000 }, (_, place) => ({ opportunityid: String(place) }));
    const { state, answer } = await check([list(1)], (table) => (table === "opportunity" ? rows : []));
    expect(answer.reasons).toEqual([{ kind: "tooMany", of: "deals" }]);
    expect(state).toBe("notChecked");
  });

  it("asks nothing without a list", async () => {
    expect(await check([])).toEqual({
      answer: { reasons: [{ kind: "noLists" }], found: [], audience: null, notFollowed: [] },
      state: "notChecked",
      requests: [],
    });
  });

  it("needs to see no table that there is not, for members of no kind that it knows", async () => {
    const known = new Set(["account", "opportunity", "connection", "ent_hold", "list"]);
    const others = list(1, { members: null });
    const { answer } = await check([others], undefined, (table) => known.has(table));
    expect(answer.reasons).toEqual([{ kind: "otherMembers", list: { id: others.id, name: others.name } }]);
  });

  it("does not ask a list whose query leaves no room for all of its questions", async () => {
    const cannotAsk = async (own: GuardedList) => {
      const { answer, requests } = await check([own]);
      return [answer.reasons, requests.filter(({ table }) => table === "contact").length];
    };
    const because = (reason: string) => [
      { kind: "cannotAsk", list: { id: dynamic(1).id, name: dynamic(1).name }, because: reason },
    ];
    // To people, even the essential ways take a link more than those to companies; the others are asked for in five questions.
    expect(await cannotAsk(crowded(1, 10))).toEqual([[], 8]);
    expect(await cannotAsk(crowded(1, 11))).toEqual([because("tooManyLinks"), 0]);

    const padded = (length: number) =>
      dynamic(
        1,
        '<fetch><entity name="contact"><filter><condition attribute="fullname" operator="ne" ' +
          `value="${"x".repeat(length)}"/></filter></entity></fetch>`,
      );
    const { requests } = await check([padded(1)]);
    // The question to companies is the longest.
    const longest = Math.max(...requests.map(({ fetchXml }) => encodeURIComponent(fetchXml).length));
    expect(await cannotAsk(padded(30_001 - longest))).toEqual([[], 3]);
    expect(await cannotAsk(padded(30_002 - longest))).toEqual([because("tooLong"), 0]);
  });

  it("is not clear without a list, nor with one that cannot be asked", async () => {
    expect((await check([])).state).toBe("notChecked");
    const broken = [
      dynamic(1, null),
      dynamic(1, "<fetch"),
      dynamic(1, '<fetch top="5"><entity name="contact"/></fetch>'),
      list(1, { members: null }),
    ];
    for (const each of broken) {
      const { state, answer } = await check([list(2), each]);
      expect(state).toBe("notChecked");
      expect(answer.reasons).toHaveLength(1);
      expect(answer.audience).toBeNull();
    }
  });

  it.each([
    ["names a column that is gone", 0x80041103],
    ["names a table that is gone", 0x80041102],
  ])("says that a list is refused whose own query %s", async (_, refused) => {
    const { state, answer } = await check([dynamic(2)], (table) => (table === "contact" ? { refused } : []));
    expect(state).toBe("notChecked");
    const about = { id: dynamic(2).id, name: dynamic(2).name };
    expect(answer.reasons).toEqual([{ kind: "cannotAsk", list: about, because: "refused" }]);
    expect(answer.audience).toBeNull();
  });

  it.each([
    [0x80040220, { kind: "failed", failure: "noPrivilege", detail: "" }],
    [0x80040265, { kind: "failed", failure: "unknown", detail: "0x80040265: refused" }],
  ])("does not blame a list's own query for another refusal: %i", async (refused, reason) => {
    const { answer } = await check([dynamic(2)], (table) => (table === "contact" ? { refused } : []));
    expect(answer.reasons).toEqual([reason]);
  });

  it.each<[string, Error, string, { isOffline?: boolean; isOver?: boolean }?]>([
    ["unknown", new Error("lost"), "lost"],
    ["unknown", refusal(0x80040265, ""), "0x80040265"],
    ["noPrivilege", refusal(0x80040220, "missing prvReadLead privilege"), "prvReadLead"],
    ["offline", new Error("lost"), "", { isOffline: true }],
    ["throttled", refusal(0x80072322), "", { isOver: true }],
    ["tooManyRows", refusal(0x8004e023), ""],
  ])("says of what is %s all that was said: %j", async (failure, rejection, detail, at = {}) => {
    const signal = at.isOver ? AbortSignal.abort() : new AbortController().signal;
    const webApi = new Answering(() => Promise.reject(rejection));
    const asking = createAsking({ webApi, isOffline: () => at.isOffline ?? false }, signal);
    const host = { ...calendar, mayReadAll: () => true };
    const asked = { lists: [list(1)], campaign: null, policy, today };
    const { reasons } = await checkAudience(asking, host, asked);
    expect(reasons[0]).toEqual({ kind: "failed", failure, detail });
  });
});
