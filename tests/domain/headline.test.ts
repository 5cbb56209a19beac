import * as fc from "fast-check";
import { defaultPolicy as policy } from "../../domain/policy";
import type { ComingSend } from "../../domain/comingSends";
import { headlineOf, type HeadlineInput } from "../../domain/headline";
import type { RankedInterest } from "../../domain/interest";
import type { Trackability } from "../../domain/trackability";
import type { WeighedDeal } from "../../domain/vipInClosing";

const today = 20_000;

function deal(id: string, more: Partial<WeighedDeal> = {}): WeighedDeal {
  return { id, stage: 1, stepName: null, probability: 30, closeDay: today + 90, baseValue: 50_000, ...more };
}

const interest = (topic: string, index: number, trend: number): RankedInterest => ({
  topic,
  index,
  trend,
  score: index,
  curve: [],
});
const heard: Trackability = { kind: "heard", contacts: 3, refused: 0, lastDay: today };

function send(day: number): ComingSend {
  return {
    activity: {
      id: `at ${day}`,
      subject: "",
      campaign: null,
      channelName: null,
      day,
    },
    people: { atLeast: 3, atMost: 3 },
    toAccount: false,
    notAsked: [],
    notCounted: [],
  };
}

const all: HeadlineInput = {
  deals: [
    deal("small", { stage: 3, closeDay: today + 2 }),
    deal("big", { stage: 3, closeDay: today + 12, baseValue: 1_200_000 }),
    deal("far"),
  ],
  interests: [interest("security", 80, 1), interest("data", 60, 14), interest("training", 20, -5)],
  trackability: heard,
  sends: [send(today + 5), send(today + 9)],
};
const of = (more: Partial<HeadlineInput>) => headlineOf({ ...all, ...more }, today, policy);

describe("the headline", () => {
  it("puts the VIP deal first, then what is rising, then the next campaign, each with its figures", () => {
    const headline = of({});
    expect(headline).toMatchObject([
      { kind: "inClosing", deal: { id: "big" }, daysLeft: 12, others: 1, because: { isVip: true } },
      { kind: "rising", topic: "data", because: { index: 60, trend: 14 } },
      {
        kind: "campaignPlanned",
        day: today + 5,
        count: 2,
        because: { people: { atLeast: 3 } },
      },
    ]);
  });

  it("takes the nearest deal in closing by the stages that the policy goes by", () => {
    const byStepName = { ...policy, stageColumn: "stepname", closingStepNames: ["Sign"] } as const;
    const deals = [
      deal("later", { stage: 3, stepName: "Sign", closeDay: today + 80 }),
      deal("nearer", { stage: 1, stepName: "Sign", closeDay: today + 20 }),
    ];
    expect(headlineOf({ ...all, deals }, today, byStepName)[0]).toMatchObject({
      kind: "inClosing",
      deal: { id: "nearer" },
      others: 1,
    });
  });

  it("counts the days of an overdue deal as negative", () => {
    const overdue = deal("late", { stage: 3, closeDay: today - 6, baseValue: 320_000 });
    expect(of({ deals: [overdue] })[0]).toMatchObject({ kind: "inClosing", daysLeft: -6, others: 0 });
  });

  it("names the next deal where none is in closing, and says so where there is none", () => {
    const parts = of({ deals: [deal("far"), deal("nearer", { closeDay: today + 40 })] });
    expect(parts[0]).toMatchObject({ kind: "nextDeal", deal: { id: "nearer" }, daysLeft: 40, others: 1 });
    expect(of({ deals: [] })[0]).toEqual({ kind: "noDeal" });
  });

  it("speaks of the top interest where nothing rises", () => {
    const parts = of({ interests: [interest("security", 80, -12), interest("data", 60, 2)] });
    expect(parts[1]).toMatchObject({ kind: "falling", topic: "security" });
  });

  it("names the first of the top three that rises most, and does not look further down", () => {
    const same = [interest("security", 80, 9), interest("data", 60, 9)];
    expect(of({ interests: same })[1]).toMatchObject({ kind: "rising", topic: "security" });
    const deep = ["a", "b", "c", "d"].map((topic, index) =>
      interest(topic, 80 - index, topic === "d" ? 30 : 0),
    );
    expect(of({ interests: deep })[1]).toMatchObject({ kind: "steady", topic: "a" });
  });

  it("says that a client is quiet, and how, instead of an interest", () => {
    const cold: Trackability = { kind: "cold", contacts: 3, refused: 1, lastDay: today - 120, days: 120 };
    expect(of({ trackability: cold })[1]).toEqual({ kind: "quiet", because: cold });
  });

  it("does not boast of an interest that is used up", () => {
    expect(of({ interests: [interest("support", 0, -30)] }).map(({ kind }) => kind)).toEqual([
      "inClosing",
      "campaignPlanned",
    ]);
  });

  it("says nothing of campaigns where none is planned", () => {
    expect(of({ sends: [] }).map(({ kind }) => kind)).toEqual(["inClosing", "rising"]);
  });

  it("grows with what is known", () => {
    const nothing: HeadlineInput = { deals: null, interests: null, trackability: null, sends: null };
    expect(headlineOf(nothing, today, policy)).toEqual([]);
    const full = of({});
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (withDeals, withInterests, withSends) => {
        const parts = of({
          deals: withDeals ? all.deals : null,
          interests: withInterests ? all.interests : null,
          sends: withSends ? all.sends : null,
        });
        const expected = [withDeals, withInterests, withSends].flatMap((is, index) =>
          is ? [full[index]] : [],
        );
        expect(parts).toEqual(expected);
      }),
    );
  });
});
