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
    amounts: { budgetedCostBase: null, expectedRevenueBase: null },
    channel: 7,
    channelName: "E-mail",
    day,
  };
}

const dynamic = (of: ScheduledActivity, id: string): OnDynamicList => ({
  activity: of,
  list: { id, name: id },
});
const counted = (people: number): DynamicCount => ({ kind: "counted", people });

const friday = activity("friday", today + 2);
const monday = activity("monday", today + 5);
const later = activity("later", today + 20);

describe("the coming sends", () => {
  it("come nearest first, with how many people each reaches", () => {
    const { sends, unknown } = comingSends(
      [
        { activity: later, people: 4 },
        { activity: friday, people: 3 },
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
      [{ activity: friday, people: 3 }],
      [dynamic(friday, "a"), dynamic(friday, "b")],
      new Map([
        ["a", counted(5)],
        ["b", counted(1)],
      ]),
    );
    expect(sends[0]?.people).toEqual({ atLeast: 5, atMost: 9 });
  });

  it("keep apart what is not known yet, and what cannot be known", () => {
    const { sends, unknown } = comingSends(
      [{ activity: later, people: 1 }],
      [dynamic(later, "asked later"), dynamic(friday, "broken"), dynamic(monday, "huge")],
      new Map<string, DynamicCount>([
        ["broken", { kind: "cannotAsk", because: "limited" }],
        ["huge", { kind: "tooMany" }],
      ]),
    );
    expect(sends.map((send) => send.activity.id)).toEqual(["monday", "later"]);
    expect(sends[1]?.notAsked).toEqual([{ id: "asked later", name: "asked later" }]);
    expect(unknown.map((send) => [send.activity.id, send.notCounted[0]?.why.kind])).toEqual([
      ["friday", "cannotAsk"],
    ]);
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
              return people === undefined ? [] : [{ activity: each, people }];
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
});
