import * as fc from "fast-check";
import { dayOfMoment } from "../../domain/day";
import { lastMeeting, sinceLastMet, type Happening, type Meeting, type NewestOf } from "../../domain/lastMet";

const now = new Date("2026-11-22T10:00:00Z");
const HOUR = 3_600_000;

function hoursAgo(hours: number): { at: Date; day: number } {
  const at = new Date(now.getTime() - hours * HOUR);
  return { at, day: dayOfMoment(at, 60) };
}

function meeting(id: string, hours: number, table: Meeting["table"] = "appointment"): Meeting {
  return { id, table, subject: id, owner: null, ...hoursAgo(hours) };
}

function happening(id: string, hours: number, person: string | null = "ann", source = "own"): Happening {
  return { source, id, person: person === null ? null : { id: person, name: person }, ...hoursAgo(hours) };
}

const whole = (...happenings: Happening[]): NewestOf<Happening> => ({ happenings, isCut: false });
const cut = (...happenings: Happening[]): NewestOf<Happening> => ({ happenings, isCut: true });
const ids = (happenings: readonly Happening[]) => happenings.map(({ id }) => id);

describe("since we last met", () => {
  it("counts from the last completed meeting or call, and not from one dated ahead", () => {
    const meetings = [meeting("old", 500), meeting("call", 48, "phonecall"), meeting("ahead", -5)];
    expect(lastMeeting(meetings, now)?.id).toBe("call");
    expect(lastMeeting([...meetings].reverse(), now)?.id).toBe("call");
    expect(lastMeeting([meeting("ahead", -5)], now)).toBeNull();
    expect(lastMeeting([meeting("now", 0)], now)?.id).toBe("now");
  });

  it("is one and the same of two meetings at one moment, whichever comes first", () => {
    const two = [meeting("a", 3), meeting("b", 3), meeting("older", 4)];
    expect([lastMeeting(two, now)?.id, lastMeeting([...two].reverse(), now)?.id]).toEqual(["b", "b"]);
  });

  it("tells what came after it, newest first, over all sources", () => {
    const since = sinceLastMet(
      [meeting("met", 48)],
      [
        whole(happening("a", 1), happening("b", 30, "bob"), happening("before", 49)),
        whole(happening("c", 2, null, "events"), happening("d", 47, "ann", "events")),
      ],
      now,
      3,
    );
    expect(ids(since.newest)).toEqual(["a", "c", "b"]);
    expect([since.signals, since.people, since.isWhole]).toEqual([4, 2, true]);
    expect(since.met?.id).toBe("met");
  });

  it("tells what happened at one moment in one order: by source, then by id", () => {
    const same = [
      happening("2", 1, "ann", "own"),
      happening("1", 1, "ann", "own"),
      happening("9", 1, "ann", "events"),
      happening("3", 1, "ann", "own"),
    ];
    for (const order of [same, [...same].reverse()]) {
      expect(ids(sinceLastMet([], [whole(...order)], now, 9).newest)).toEqual(["9", "1", "2", "3"]);
    }
  });

  it("counts what several took part in once, and each of them, the company beside them or not", () => {
    const rows = [
      happening("a", 1, null),
      happening("a", 1, "ann"),
      happening("a", 1, "bob"),
      happening("b", 2),
    ];
    for (const order of [rows, [...rows].reverse()]) {
      const since = sinceLastMet([], [whole(...order)], now, 9);
      expect([since.signals, since.people]).toEqual([2, 2]);
      expect(since.newest.map(({ person }) => person !== null)).toEqual([true, true]);
    }
  });

  it("does not take the meeting itself for news", () => {
    expect(sinceLastMet([meeting("met", 48)], [whole(happening("same", 48))], now, 5).signals).toBe(0);
  });

  it("tells everything where we never met", () => {
    const since = sinceLastMet([], [whole(happening("a", 9000))], now, 5);
    expect([since.met, since.signals]).toEqual([null, 1]);
  });

  it("says that there is more when a source was cut before it reached back to the meeting", () => {
    const met = [meeting("met", 48)];
    expect(sinceLastMet(met, [cut(happening("a", 1), happening("b", 2))], now, 1).isWhole).toBe(false);
    expect(sinceLastMet(met, [cut(happening("a", 1), happening("b", 50))], now, 1).isWhole).toBe(true);
    expect(sinceLastMet(met, [cut(happening("a", 1), happening("b", 48))], now, 1).isWhole).toBe(true);
    expect(sinceLastMet([], [cut(happening("a", 1))], now, 1).isWhole).toBe(false);
  });

  const anyHappening = fc.record({
    hours: fc.integer({ min: -48, max: 400 }),
    id: fc.constantFrom("1", "2", "3", "4", "5", "6"),
    source: fc.constantFrom("own", "events", "answers"),
    person: fc.option(fc.constantFrom("ann", "bob"), { nil: null }),
  });

  it("says the same whichever way the happenings are spread over sources", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyHappening, { selector: ({ id, source }) => `${source} ${id}` }),
        fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
        fc.nat(8),
        (raw, metAt, atMost) => {
          const all = raw.map(({ id, hours, person, source }) => happening(id, hours, person, source));
          const meetings = metAt === null ? [] : [meeting("met", metAt)];
          const together = sinceLastMet(meetings, [whole(...all)], now, atMost);
          const apart = sinceLastMet(meetings, all.map((each) => whole(each)).reverse(), now, atMost);
          expect(apart).toEqual(together);

          const expected = raw.filter(({ hours }) => hours >= 0 && (metAt === null || hours < metAt));
          expect(together.signals).toBe(expected.length);
          expect(together.newest).toHaveLength(Math.min(atMost, expected.length));
          const times = together.newest.map(({ at }) => at.getTime());
          expect([...times].sort((a, b) => b - a)).toEqual(times);
        },
      ),
    );
  });
});
