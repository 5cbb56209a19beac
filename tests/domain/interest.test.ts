import fc from "fast-check";
import {
  CURVE_POINTS,
  daysToRead,
  directionOf,
  interestIn,
  interestIndex,
  rankInterests,
  scoreOn,
  STEADY_WITHIN,
  TREND_DAYS,
  type DaySum,
} from "../../domain/interest";
import { defaultPolicy, type Policy } from "../../domain/policy";

const TODAY = 20_000;

interface PlainInteraction {
  readonly topic: string | null;
  readonly day: number;
  readonly points: number;
  readonly halfLifeDays: number | null;
}

const interaction: fc.Arbitrary<PlainInteraction> = fc.record({
  topic: fc.constantFrom("a", "b", "c", null),
  day: fc.integer({ min: TODAY - 400, max: TODAY + 20 }),
  points: fc.integer({ min: -20, max: 40 }),
  halfLifeDays: fc.constantFrom(null, 10, 14, 30, 60),
});

const policy: fc.Arbitrary<Policy> = fc
  .record({
    halfLifeDays: fc.integer({ min: 1, max: 120 }),
    windowDays: fc.integer({ min: 1, max: 365 }),
    interestReference: fc.double({ min: 0.5, max: 200, noNaN: true }),
  })
  .map((agreed) => ({ ...defaultPolicy, ...agreed }));

/** What the server answers: points summed by topic, day and the kind's half-life. */
function grouped(interactions: readonly PlainInteraction[]): DaySum[] {
  const sums = new Map<string, DaySum>();
  for (const { topic, day, halfLifeDays, points } of interactions) {
    const key = JSON.stringify([topic, day, halfLifeDays]);
    sums.set(key, { topic, day, halfLifeDays, points: (sums.get(key)?.points ?? 0) + points });
  }
  return [...sums.values()];
}

/** The formula of the design, interaction by interaction, with nothing of the module that is tested. */
function plainScore(
  interactions: readonly PlainInteraction[],
  topic: string,
  day: number,
  rules: Policy,
): number {
  return interactions
    .filter((one) => one.topic === topic && one.day <= day && one.day > day - rules.windowDays)
    .map((one) => one.points * Math.pow(2, -(day - one.day) / (one.halfLifeDays ?? rules.halfLifeDays)))
    .reduce((sum, worth) => sum + worth, 0);
}

function plainIndex(score: number, rules: Policy): number {
  return Math.max(0, 100 * (1 - Math.exp(-score / rules.interestReference)));
}

describe("the interest of a client", () => {
  it("is the same from the server's sums as from each interaction by itself", () => {
    fc.assert(
      fc.property(fc.array(interaction, { maxLength: 60 }), policy, (interactions, rules) => {
        const ranked = rankInterests(grouped(interactions), TODAY, rules);
        const topics = new Set(
          interactions
            .filter(({ topic, day }) => topic !== null && day <= TODAY && day > TODAY - rules.windowDays)
            .map(({ topic }) => topic),
        );
        expect(new Set(ranked.map(({ topic }) => topic))).toEqual(topics);
        for (const row of ranked) {
          const score = plainScore(interactions, row.topic, TODAY, rules);
          const before = plainScore(interactions, row.topic, TODAY - TREND_DAYS, rules);
          expect(row.score).toBeCloseTo(score, 8);
          expect(row.index).toBeCloseTo(plainIndex(score, rules), 8);
          expect(row.trend).toBeCloseTo(plainIndex(score, rules) - plainIndex(before, rules), 8);
          expect(row.curve).toHaveLength(CURVE_POINTS);
          row.curve.forEach((value, point) => {
            const day = TODAY - 7 * (CURVE_POINTS - 1 - point);
            expect(value).toBeCloseTo(plainIndex(plainScore(interactions, row.topic, day, rules), rules), 8);
          });
        }
      }),
    );
  });

  it("stays between 0 and 100, with a trend between −100 and 100", () => {
    fc.assert(
      fc.property(fc.array(interaction), policy, (interactions, rules) => {
        const { index, trend, curve } = interestIn(grouped(interactions), TODAY, rules);
        for (const value of [index, ...curve]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
        expect(Math.abs(trend)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("does not fall when a signal with points comes on top", () => {
    fc.assert(
      fc.property(
        fc.array(interaction),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 50 }),
        (interactions, ago, points) => {
          const more = [
            ...grouped(interactions),
            { topic: "a", day: TODAY - ago, points, halfLifeDays: null },
          ];
          const before = interestIn(grouped(interactions), TODAY, defaultPolicy);
          const after = interestIn(more, TODAY, defaultPolicy);
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(after.index).toBeGreaterThanOrEqual(before.index);
        },
      ),
    );
  });

  it("only fades while nothing happens", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            topic: fc.constant("a"),
            day: fc.integer({ min: TODAY - 400, max: TODAY }),
            points: fc.integer({ min: 0, max: 40 }),
            halfLifeDays: fc.constantFrom(null, 10, 60),
          }),
        ),
        fc.integer({ min: 1, max: 200 }),
        (sums, days) => {
          expect(scoreOn(TODAY + days, sums, defaultPolicy)).toBeLessThanOrEqual(
            scoreOn(TODAY, sums, defaultPolicy),
          );
        },
      ),
    );
  });

  it("halves a signal's worth after its half-life, its kind's before the policy's", () => {
    const signal = (halfLifeDays: number | null): DaySum => ({
      topic: "a",
      day: TODAY - 60,
      points: 8,
      halfLifeDays,
    });
    expect(scoreOn(TODAY, [signal(null)], defaultPolicy)).toBe(2);
    expect(scoreOn(TODAY, [signal(60)], defaultPolicy)).toBe(4);
    expect(scoreOn(TODAY, [signal(20)], defaultPolicy)).toBe(1);
  });

  it("takes the policy's half-life where a kind's own is no half-life", () => {
    for (const halfLifeDays of [0, -5, NaN, Infinity]) {
      const sum = { topic: "a", day: TODAY - 30, points: 10, halfLifeDays };
      expect(scoreOn(TODAY, [sum], defaultPolicy)).toBe(5);
    }
  });

  it("counts the window's first day and nothing before it, today and nothing after it", () => {
    const sum = (day: number): DaySum => ({ topic: "a", day, points: 1, halfLifeDays: 1_000_000 });
    const score = (day: number) => scoreOn(TODAY, [sum(day)], defaultPolicy);
    expect(score(TODAY - defaultPolicy.windowDays + 1)).toBeCloseTo(1, 3);
    expect(score(TODAY - defaultPolicy.windowDays)).toBe(0);
    expect(score(TODAY)).toBe(1);
    expect(score(TODAY + 1)).toBe(0);
  });

  it("reads far enough back for the curve's oldest point, whatever the window", () => {
    fc.assert(
      fc.property(policy, (rules) => {
        const oldestOfWindow = 7 * (CURVE_POINTS - 1) + rules.windowDays;
        expect(daysToRead(rules)).toBeGreaterThanOrEqual(oldestOfWindow);
      }),
    );
    expect(daysToRead(defaultPolicy)).toBe(2 * defaultPolicy.windowDays);
  });

  it("is 63 at the reference, 0 below nothing", () => {
    expect(interestIndex(20, 20)).toBeCloseTo(63.2, 1);
    expect(interestIndex(0, 20)).toBe(0);
    expect(interestIndex(-50, 20)).toBe(0);
  });

  it("ranks a topic that a client spoke against, last", () => {
    const ranked = rankInterests(
      [
        { topic: "against", day: TODAY - 3, points: -20, halfLifeDays: null },
        { topic: "for", day: TODAY - 3, points: 5, halfLifeDays: null },
        { topic: "long ago", day: TODAY - 200, points: 50, halfLifeDays: null },
        { topic: null, day: TODAY, points: 99, halfLifeDays: null },
      ],
      TODAY,
      defaultPolicy,
    );
    expect(ranked.map(({ topic }) => topic)).toEqual(["for", "against"]);
    expect(ranked[1]?.index).toBe(0);
  });

  it("ranks the highest score first, whatever order the sums come in, and equal scores by topic", () => {
    const sum = (topic: string, points: number) => ({ topic, day: TODAY, points, halfLifeDays: null });
    const sums = [sum("some", 5), sum("b", 9), sum("little", 1), sum("c", 9), sum("most", 20), sum("a", 9)];
    for (const order of [sums, [...sums].reverse()]) {
      const ranked = rankInterests(order, TODAY, defaultPolicy);
      expect(ranked.map(({ topic }) => topic)).toEqual(["most", "a", "b", "c", "some", "little"]);
    }
  });

  it("ranks a topic until its only signal leaves the window", () => {
    const topics = (day: number) =>
      rankInterests([{ topic: "a", day, points: 5, halfLifeDays: null }], TODAY, defaultPolicy);
    expect(topics(TODAY - defaultPolicy.windowDays + 1)).toHaveLength(1);
    expect(topics(TODAY - defaultPolicy.windowDays)).toEqual([]);
  });

  it("refuses points that are no number instead of ranking by them, and says which", () => {
    const sums = [{ topic: "a", day: TODAY, points: NaN, halfLifeDays: null }];
    const ranking = () => rankInterests(sums, TODAY, defaultPolicy);
    expect(ranking).toThrow(RangeError);
    expect(ranking).toThrow("NaN");
  });

  it("calls a small trend steady", () => {
    expect(directionOf(STEADY_WITHIN - 0.1)).toBe("steady");
    expect(directionOf(0.1 - STEADY_WITHIN)).toBe("steady");
    expect(directionOf(-STEADY_WITHIN)).toBe("falling");
    expect(directionOf(STEADY_WITHIN)).toBe("rising");
  });
});
