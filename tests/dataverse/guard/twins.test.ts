/** @jest-environment jsdom */
import { guardedQuery, markIn, type TwinTerms } from "../../../dataverse/guard/twin";
import {
  deleteTwins,
  isTwinOf,
  planTwins,
  readTwins,
  writeTwin,
  type TwinToWrite,
} from "../../../dataverse/guard/twins";
import type { GuardedRecord } from "../../../dataverse/guard/guardedSubject";
import { readWho } from "../../../dataverse/guard/readWho";
import { defaultPolicy } from "../../../domain/policy";
import type { GuardedList } from "../../../domain/guard/audience";
import type { Reach } from "../../../domain/guard/check";
import { noneFreed } from "../../../domain/guard/decision";
import { Answering, type Reply } from "../answering";
import { askedIn } from "../asked";
import { Recording } from "../recording";

const LIST = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const ACTIVITY = "00000000-0000-4000-8000-000000000003";
const THIRD = "00000000-0000-4000-8000-000000000004";
const never = new AbortController().signal;
const terms: TwinTerms = { policy: defaultPolicy, campaign: null, freed: noneFreed, found: [] };

function listOf(id: string, more: Partial<GuardedList> = {}): GuardedList {
  return {
    id,
    name: `List ${id}`,
    members: "contact",
    isDynamic: false,
    query: null,
    memberCount: 10,
    twin: null,
    ...more,
  };
}
function guardedOf(list: GuardedList) {
  const guarded = guardedQuery(list, terms);
  if (!guarded.ok) throw new Error(guarded.because);
  return guarded;
}
/** The twin as it would be made now. */
function twinOf(list: GuardedList, more: Partial<GuardedList> = {}): GuardedList {
  const { fetchXml, fingerprint } = guardedOf(list);
  const twin = { listId: list.id, activityId: ACTIVITY, fingerprint };
  return listOf(`twin of ${list.id}`, { isDynamic: true, query: fetchXml, twin, ...more });
}

describe("the plan to guard a record", () => {
  const [one, two] = [listOf(LIST), listOf(OTHER)];
  const activity: GuardedRecord = { table: "campaignactivity", id: ACTIVITY };
  const standing = (
    lists: readonly GuardedList[],
    originals: readonly GuardedList[] = [one, two],
    record = activity,
  ) => {
    const { isGuarded, isBegun, twins } = planTwins({ record, lists, originals }, terms);
    return [isGuarded, isBegun, ...twins.map(({ existing }) => existing?.id ?? null)];
  };

  it("makes a twin of each list, and knows those that are there", () => {
    expect(standing([one, two])).toEqual([false, false, null, null]);
    expect(standing([twinOf(one), two])).toEqual([false, true, `twin of ${LIST}`, null]);
    expect(standing([twinOf(one), twinOf(two)])).toEqual([true, true, `twin of ${LIST}`, `twin of ${OTHER}`]);
  });

  it("is not carried out while a list is missing, unguarded or out of date, nor where there is none", () => {
    expect(standing([twinOf(one)])).toEqual([false, true, `twin of ${LIST}`, null]);
    expect(standing([twinOf(one), twinOf(two), listOf("third")])[0]).toBe(false);
    expect(standing([twinOf(one, { query: "<fetch/>" }), twinOf(two)])[0]).toBe(false);
    expect(standing([], [])).toEqual([false, false]);
    // A list that is gone is checked by nobody, and two people at a time may have made two twins of one.
    expect(standing([twinOf(one), twinOf(two)], [one])[0]).toBe(false);
    expect(standing([twinOf(one), twinOf(one, { id: "another", query: "<fetch/>" })], [one])[0]).toBe(false);
  });

  it("is not carried out while a twin goes out otherwise than its list, as to who opted out", () => {
    const own = listOf(LIST, { respectsOptOut: false });
    expect(standing([twinOf(own, { respectsOptOut: false })], [own])[0]).toBe(true);
    for (const now of [{ respectsOptOut: true }, { respectsOptOut: false, ignoresInactive: false }]) {
      expect(standing([twinOf(own, { respectsOptOut: false })], [{ ...own, ...now }])[0]).toBe(false);
    }
  });

  it("neither takes over nor takes away what was made for another activity, or as a copy by hand", () => {
    const made = twinOf(one);
    for (const activityId of [OTHER, null]) {
      const mark = { listId: LIST, fingerprint: "0123456789abcdef", ...made.twin, activityId };
      const others = { ...made, id: "others", twin: mark };
      expect(isTwinOf(activity, others)).toBe(false);
      expect(standing([others], [one])).toEqual([false, true, null]);
      // Beside its own, it is a list too many.
      expect(standing([others, made], [one])).toEqual([false, true, made.id]);
      // A campaign, or the list itself, has none of its own: nothing is changed there.
      expect(standing([others], [one], { table: "campaign", id: "c" })).toEqual([true, true, "others"]);
    }
    expect(isTwinOf(activity, made)).toBe(true);
    expect(isTwinOf(activity, one)).toBe(false);
  });
});

describe("a guarded list", () => {
  const texts = {
    name: (name: string) => `${name} (guarded)`,
    describe: (name: string) => `Twin of ${name}`,
  };
  const host = (writing: Recording) => ({ isOffline: () => false, writing });
  const toWrite = (original: GuardedList, twinId: string | null = null): TwinToWrite => ({
    original,
    guarded: guardedOf(original),
    twinId,
    idIfMade: "made",
    activityId: ACTIVITY,
  });

  it("is a dynamic list of the same members that goes out as the list it stands for, with its mark", async () => {
    const writing = new Recording();
    const original = listOf(LIST, { ignoresInactive: false, respectsOptOut: false });
    const written = await writeTwin(host(writing), toWrite(original), texts, never);
    const [request] = writing.done;
    expect(written).toEqual({ ok: true, value: "made" });
    expect(request).toEqual({
      what: "create",
      table: "list",
      data: {
        listid: "made",
        listname: `List ${LIST} (guarded)`,
        type: true,
        createdfromcode: 2,
        ignoreinactivelistmembers: false,
        donotsendonoptout: false,
        query: guardedOf(original).fetchXml,
        description: expect.stringContaining(`Twin of List ${LIST}\n`) as string,
      },
    });
    expect(markIn(String(request?.data?.description))).toEqual({
      listId: LIST,
      activityId: ACTIVITY,
      fingerprint: guardedOf(original).fingerprint,
    });
  });

  it("keeps to the platform's own defaults where nothing is known, and to the length of a name", async () => {
    const writing = new Recording();
    const long = listOf(LIST, { name: "x".repeat(200), members: "lead" });
    await writeTwin(host(writing), toWrite(long), texts, never);
    expect(writing.done[0]?.data).toMatchObject({
      listname: "x".repeat(128),
      createdfromcode: 4,
      ignoreinactivelistmembers: true,
      donotsendonoptout: true,
    });
    const unknown = { ...toWrite(listOf(LIST)), original: listOf(LIST, { members: null }) };
    await writeTwin(host(writing), unknown, texts, never);
    expect(writing.done[1]?.data).toMatchObject({ createdfromcode: null });
  });

  it("is brought up to date where it is there already, its name left as it is", async () => {
    const writing = new Recording();
    const original = listOf(LIST, { respectsOptOut: true, ignoresInactive: false });
    expect(await writeTwin(host(writing), toWrite(original, "twin"), texts, never)).toEqual({
      ok: true,
      value: "twin",
    });
    expect(writing.done[0]).toMatchObject({ what: "update", table: "list", id: "twin" });
    const { query, description, ...more } = writing.done[0]?.data ?? {};
    expect([typeof query, typeof description]).toEqual(["string", "string"]);
    expect(more).toEqual({ ignoreinactivelistmembers: false, donotsendonoptout: true });
  });

  it("is the one that an earlier attempt made whose answer was lost, as it would be made now but for its name", async () => {
    const there = new Recording(({ what }) => (what === "create" ? 0x80040237 : undefined));
    const original = listOf(LIST);
    expect(await writeTwin(host(there), toWrite(original), texts, never)).toEqual({
      ok: true,
      value: "made",
    });
    const [, update] = there.done;
    expect(update).toMatchObject({ what: "update", table: "list", id: "made" });
    expect(update?.data).toEqual({
      query: guardedOf(original).fetchXml,
      description: expect.stringContaining(`Twin of List ${LIST}\n`) as string,
      ignoreinactivelistmembers: true,
      donotsendonoptout: true,
    });
  });

  it("is not there where it could not be written", async () => {
    for (const twinId of [null, "twin"]) {
      const refusing = host(new Recording(() => 0x80040220));
      const written = await writeTwin(refusing, toWrite(listOf(LIST), twinId), texts, never);
      expect(written).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    }
  });

  it("is taken away when its activity is done, gone already or not", async () => {
    const gone = new Recording(({ id }) => (id === "a" ? 0x80040217 : undefined));
    expect(await deleteTwins(host(gone), ["a", "b"], never)).toEqual({ ok: true, value: null });
    expect(gone.done).toEqual([
      { what: "delete", table: "list", id: "a" },
      { what: "delete", table: "list", id: "b" },
    ]);
    const colleagues = new Recording(({ id }) => (id === "a" ? 0x80040220 : undefined));
    expect(await deleteTwins(host(colleagues), ["a", "b"], never)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
    expect(colleagues.done.map(({ id }) => id)).toEqual(["a", "b"]);
    const broken = new Recording(() => 0x80044150);
    expect((await deleteTwins(host(broken), ["a", "b"], never)).ok).toBe(false);
    expect(broken.done).toHaveLength(1);
  });
});

describe("the guarded lists of an activity", () => {
  it("are found by their marks, on the activity or not, by the list that each was made from", async () => {
    const mark = (list: string) => `For people\n[entente:guarded ${list} ${ACTIVITY} 0123456789abcdef]`;
    const service = new Answering(() => [
      { listid: "twin", description: mark(LIST) },
      { description: mark(OTHER) },
      { listid: "plain", description: "A list" },
    ]);
    const read = await readTwins(service.asking.ask, ACTIVITY);
    expect(read.ok && [...read.value]).toEqual([[LIST, "twin"]]);
    expect(askedIn(service.requests[0]?.fetchXml ?? "")).toEqual({
      table: "list",
      limits: "",
      columns: ["listid", "description"],
      orders: [],
      filter: `and(description like %entente:guarded % ${ACTIVITY} %, type eq true, statecode eq 0)`,
      links: {},
    });
    const refused = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readTwins(refused.asking.ask, ACTIVITY)).ok).toBe(false);
  });
});

describe("who of an audience is reached", () => {
  const lists = [listOf(LIST), listOf(OTHER, { members: "lead" }), listOf(THIRD, { members: "account" })];
  const reachOf = (more: Partial<Reach>): Reach => ({
    members: "contact",
    listIds: [LIST],
    people: [],
    companies: [],
    groups: [],
    byWay: new Map(),
    ...more,
  });
  const service = (reply: (table: string) => Reply) => new Answering(reply);
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ contactid: `c${index}`, fullname: `Person ${index}` }));

  it("is told by name, fifty of them, and whether there are more", async () => {
    const who = async (count: number) => {
      const answer = await readWho(service(() => people(count)).asking.askXml, lists, [
        reachOf({ people: ["c0"] }),
      ]);
      return answer.ok && answer.value.map(({ table, people: named, isCut }) => [table, named.length, isCut]);
    };
    expect(await who(50)).toEqual([["contact", 50, false]]);
    expect(await who(51)).toEqual([["contact", 50, true]]);
    const [first] = people(1);
    const answer = await readWho(service(() => [first!, {}]).asking.askXml, lists, [
      reachOf({ people: ["c0"] }),
    ]);
    expect(answer.ok && answer.value[0]?.people).toEqual([
      { id: "c0", name: "Person 0" },
      { id: "", name: "" },
    ]);
  });

  it("is asked within the list, in person, by company and by the account right above", async () => {
    const filterOf = async (reach: Reach) => {
      const asked = service(() => []);
      await readWho(asked.asking.askXml, lists, [reach]);
      const { filter, limits, columns } = askedIn(asked.requests[0]?.fetchXml ?? "");
      expect([limits, columns]).toEqual([
        "distinct true, count 51, page 1",
        [`${reach.members}id`, reach.members === "account" ? "name" : "fullname"],
      ]);
      return filter;
    };
    const onList = `and(any listmember.entityid = contactid where and(listid in ${LIST}))`;
    expect(await filterOf(reachOf({ people: ["ann"], companies: ["acme"] }))).toBe(
      `and(${onList}, or(contactid in ann, parentcustomerid in acme, any account.accountid = parentcustomerid where or(parentaccountid in acme)))`,
    );
    expect(await filterOf(reachOf({ people: ["ann"] }))).toBe(`and(${onList}, or(contactid in ann))`);
    expect(await filterOf(reachOf({ members: "lead", listIds: [OTHER], companies: ["acme"] }))).toBe(
      `and(and(any listmember.entityid = leadid where and(listid in ${OTHER})), ` +
        "or(parentaccountid in acme, any account.accountid = parentaccountid where or(parentaccountid in acme)))",
    );
    // An account belongs to the account above it: there is no step between.
    expect(await filterOf(reachOf({ members: "account", listIds: [THIRD], companies: ["acme"] }))).toBe(
      `and(and(any listmember.entityid = accountid where and(listid in ${THIRD})), or(parentaccountid in acme))`,
    );
  });

  it("is not told of more than a question can name", async () => {
    const people = Array.from({ length: 1000 }, () => LIST);
    const asked = service(() => []);
    expect(await readWho(asked.asking.askXml, lists, [reachOf({ people })])).toEqual({
      ok: false,
      failure: { kind: "unknown", code: null, message: "tooLong" },
    });
    expect(asked.requests).toEqual([]);
  });

  it("needs no step to the account above where the members are accounts", async () => {
    const accounts = listOf(OTHER, { members: "account" });
    const asked = service(() => []);
    const reach = reachOf({ members: "account", listIds: [OTHER], companies: ["acme"] });
    await readWho(asked.asking.askXml, [accounts], [reach]);
    expect(askedIn(asked.requests[0]?.fetchXml ?? "").filter).toContain("or(parentaccountid in acme)");
  });

  it("is named once who is on a static and on a dynamic list, and whether either has more", async () => {
    const query = '<fetch><entity name="contact"/></fetch>';
    const mixed = [listOf(LIST), listOf(OTHER, { isDynamic: true, query })];
    const both = [
      reachOf({ people: ["c0"] }),
      reachOf({ listIds: [OTHER], companies: ["acme"] }),
      reachOf({ people: ["c1"] }),
    ];
    const given = [people(2), people(51), people(1)];
    const answer = await readWho(service(() => given.shift() ?? []).asking.askXml, mixed, both);
    expect(answer).toEqual({
      ok: true,
      value: [
        {
          table: "contact",
          people: people(50).map(({ contactid: id, fullname: name }) => ({ id, name })),
          isCut: true,
        },
      ],
    });
  });

  it("is told of each part of the audience, or not at all", async () => {
    const both = [
      reachOf({ people: ["ann"] }),
      reachOf({ members: "lead", listIds: [OTHER], people: ["lea"] }),
    ];
    const answer = await readWho(service(() => []).asking.askXml, lists, both);
    expect(answer.ok && answer.value.map(({ table }) => table)).toEqual(["contact", "lead"]);
    const half = service((table) => (table === "lead" ? { refused: 0x80040220 } : []));
    expect(await readWho(half.asking.askXml, lists, both)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
    expect(await readWho(service(() => []).asking.askXml, [], both)).toEqual({
      ok: false,
      failure: { kind: "gone" },
    });
  });
});
