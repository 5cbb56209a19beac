import * as fc from "fast-check";
import {
  comingSends,
  nearestLists,
  type DynamicCount,
  type OnDynamicList,
  type ScheduledActivity,
} from "../../domain/comingSends";

const today = 20_000;

function activity(id: string, day: number): ScheduledActivity {
  return {
    id,
    subject: id,
    campaign: null,
    channelName: "E-mail",
    day,
  };
}

const dynamic = (of: ScheduledActivity, id: string): OnDynamicList => ({
  activity: of,
  list: { id, name: id, members: "contact" },
});
const counted = (people: number): DynamicCount => ({ kind: "counted", people });

const friday = activity("friday", today + 2);
const monday = activity("monday", today + 5);
const later = activity("later", today + 20);

describe("the coming sends", () => {
  it("come nearest first, with how many people each reaches", () => {
    const { sends, unknown } = comingSends(
      [
        { activity: later, people: 4, toAccount: false },
        { activity: friday, people: 3, toAccount: false },
      ],
      [],
      new Map(),
    );
    expect(sends.map((send) => [send.activity.id, send.people])).toEqual([
      ["friday", { atLeast: 3, atMost: 3 }],
      ["later", { atLeast: 4, atMost: 4 }],
    ]);
    expect(unknown).toEqual([]);
  });

  it("leave out what reaches nobody", () => {
    const { sends, unknown } = comingSends([], [dynamic(friday, "a")], new Map([["a", counted(0)]]));
    expect([sends, unknown]).toEqual([[], []]);
  });

  it("know only bounds where one person may be on two lists", () => {
    const { sends } = comingSends(
      [{ activity: friday, people: 3, toAccount: false }],
      [dynamic(friday, "a"), dynamic(friday, "b")],
      new Map([
        ["a", counted(5)],
        ["b", counted(1)],
      ]),
    );
    expect(sends[0]?.people).toEqual({ atLeast: 5, atMost: 9 });
  });

  it("go to the account itself where it is on a list of accounts, beside its people", () => {
    const accounts = { activity: monday, list: { id: "accounts", name: "", members: "account" } } as const;
    const onStatic = (people: number, toAccount: boolean) => [{ activity: friday, people, toAccount }];
    const sendsTo = (...given: Parameters<typeof comingSends>) =>
      comingSends(...given).sends.map((send) => [send.activity.id, send.people.atMost, send.toAccount]);
    expect(sendsTo(onStatic(0, true), [], new Map())).toEqual([["friday", 0, true]]);
    expect(sendsTo(onStatic(0, false), [accounts], new Map([["accounts", counted(1)]]))).toEqual([
      ["monday", 0, true],
    ]);
    expect(sendsTo(onStatic(2, true), [accounts], new Map([["accounts", counted(0)]]))).toEqual([
      ["friday", 2, true],
    ]);
    // What one list says of the account, another does not take back.
    const twoLists = [{ ...accounts, activity: friday }];
    expect(sendsTo(onStatic(2, true), twoLists, new Map([["accounts", counted(0)]]))).toEqual([
      ["friday", 2, true],
    ]);
    expect(sendsTo(onStatic(2, false), twoLists, new Map([["accounts", counted(1)]]))).toEqual([
      ["friday", 2, true],
    ]);
    const twice = [...onStatic(0, true), ...onStatic(1, false)];
    expect(sendsTo(twice, [], new Map())).toEqual([["friday", 1, true]]);
    expect(sendsTo(onStatic(1, false), [], new Map())).toEqual([["friday", 1, false]]);
  });

  it("keep apart what is not known yet, and what cannot be known", () => {
    const { sends, unknown } = comingSends(
      [{ activity: later, people: 1, toAccount: false }],
      [dynamic(later, "asked later"), dynamic(friday, "broken"), dynamic(monday, "huge")],
      new Map<string, DynamicCount>([
        ["broken", { kind: "cannotAsk", because: "limited" }],
        ["huge", { kind: "tooMany" }],
      ]),
    );
    expect(sends.map((send) => send.activity.id)).toEqual(["monday", "later"]);
    expect(sends[1]?.notAsked).toEqual([{ id: "asked later", name: "asked later", members: "contact" }]);
    expect(unknown.map((send) => [send.activity.id, send.notCounted[0]?.why.kind])).toEqual([
      ["friday", "cannotAsk"],
    ]);
  });

  it("of one day come in one order, whatever order the lists come in", () => {
    const same = ["c", "a", "d", "b"].map((id) => activity(id, today + 2));
    const order = (activities: readonly ScheduledActivity[]) => [
      comingSends(
        activities.map((each) => ({ activity: each, people: 1, toAccount: false })),
        [],
        new Map(),
      ).sends.map((send) => send.activity.id),
      comingSends(
        [],
        activities.map((each) => dynamic(each, each.id)),
        new Map(),
      ).unknown.map((send) => send.activity.id),
    ];
    const byId = ["a", "b", "c", "d"];
    expect(order(same)).toEqual([byId, byId]);
    expect(order([...same].reverse())).toEqual([byId, byId]);
  });

  it("of which nothing is known come nearest first too", () => {
    const { unknown } = comingSends([], [dynamic(later, "a"), dynamic(friday, "b")], new Map());
    expect(unknown.map((send) => send.activity.id)).toEqual(["friday", "later"]);
  });

  it("count a dynamic list once that is named twice on one activity", () => {
    const twice = [dynamic(friday, "a"), dynamic(friday, "b"), dynamic(friday, "a")];
    const counts = new Map([
      ["a", counted(3)],
      ["b", counted(2)],
    ]);
    expect(comingSends([], twice, counts).sends[0]?.people).toEqual({ atLeast: 3, atMost: 5 });
    expect(comingSends([], twice, new Map()).unknown[0]?.notAsked.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("never claim to reach fewer than a list holds, nor lose an activity that reaches somebody", () => {
    const anyList = fc.record({
      of: fc.constantFrom(friday, monday, later),
      id: fc.constantFrom("a", "b", "c", "d"),
      people: fc.nat(5),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyList, { selector: ({ of, id }) => of.id + id }),
        fc.dictionary(fc.constantFrom("friday", "monday", "later"), fc.nat(5)),
        (lists, onStatic) => {
          const all = [friday, monday, later];
          const counts = new Map<string, DynamicCount>(lists.map(({ id, people }) => [id, counted(people)]));
          const { sends, unknown } = comingSends(
            all.flatMap((each) => {
              const people = onStatic[each.id];
              return people === undefined ? [] : [{ activity: each, people, toAccount: false }];
            }),
            lists.map(({ of, id }) => dynamic(of, id)),
            counts,
          );
          expect(unknown).toEqual([]);
          for (const each of all) {
            const peopleOn = (id: string) => {
              const count = counts.get(id);
              return count?.kind === "counted" ? count.people : 0;
            };
            const parts = lists.filter(({ of }) => of === each).map(({ id }) => peopleOn(id));
            const known = [...parts, onStatic[each.id] ?? 0];
            const send = sends.find((found) => found.activity === each);
            expect(send === undefined).toBe(known.every((people) => people === 0));
            if (send !== undefined) {
              expect(send.people.atLeast).toBe(Math.max(...known));
              expect(send.people.atMost).toBe(known.reduce((a, b) => a + b, 0));
            }
          }
        },
      ),
    );
  });
});

describe("the dynamic lists asked at once", () => {
  it("are those of the nearest activities, each once", () => {
    const lists = [dynamic(later, "c"), dynamic(friday, "a"), dynamic(monday, "b"), dynamic(later, "a")];
    expect(nearestLists(lists, 2).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(nearestLists(lists, 9).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("come in one order within an activity, whatever order they are named in", () => {
    const lists = ["c", "a", "d", "b"].map((id) => dynamic(friday, id));
    for (const order of [lists, [...lists].reverse()]) {
      expect(nearestLists(order, 3).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    }
  });
});
