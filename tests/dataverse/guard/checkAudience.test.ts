/** @jest-environment jsdom */
import { checkAudience } from "../../../dataverse/guard/checkAudience";
import { defaultPolicy as policy } from "../../../domain/policy";
import { dayOfDate } from "../../../domain/day";
import type { GuardedList } from "../../../domain/guard/audience";
import { guardStateOf } from "../../../domain/guard/guardState";
import { Answering, calendar, type Reply } from "../answering";

const today = dayOfDate(2026, 11, 22);
const list = (id: number, given: Partial<GuardedList> = {}): GuardedList => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
  name: `List ${String(id)}`,
  members: "contact",
  isDynamic: false,
  query: null,
  memberCount: 100,
  twin: null,
  ...given,
});
const dynamic = (id: number, query: string | null = '<fetch><entity name="contact"/></fetch>') =>
  list(id, { isDynamic: true, query, memberCount: null });

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
});
