import * as fc from "fast-check";
import { defaultPolicy, type Policy } from "../../domain/policy";
import {
  protectedFrom,
  sizeOf,
  vipInClosing,
  type CampaignAmounts,
  type WeighedDeal,
} from "../../domain/vipInClosing";

const today = 20_000;

const policy: Policy = {
  ...defaultPolicy,
  closingStages: [3],
  closingProbability: 70,
  closingDays: 30,
  dealFloor: 100_000,
  minorCampaignRatio: 5,
};

const bigDeal: WeighedDeal = {
  id: "big",
  stage: 3,
  stepName: "4-Close",
  probability: 90,
  closeDay: today + 9,
  baseValue: 1_200_000,
};

const minor: CampaignAmounts = { budgetedCostBase: 48_000, expectedRevenueBase: 650_000 };

describe("VIP in closing", () => {
  it("protects a large deal in closing from a minor campaign", () => {
    const verdict = vipInClosing(bigDeal, minor, today, policy);
    expect(verdict.isVip).toBe(true);
    expect(verdict.closing).toEqual({ holds: true, byStage: true, byDate: true, daysLeft: 9 });
    expect(verdict.floor).toEqual({ holds: true, baseValue: 1_200_000, floor: 100_000 });
    expect(verdict.outweighs).toEqual({
      holds: true,
      campaign: { kind: "budgetedCost", amountBase: 48_000 },
      from: 240_000,
    });
  });

  it("goes by the close date where the stage does not say so, and counts an overdue deal in", () => {
    const probable = { ...bigDeal, stage: 2 };
    const closingOn = (closeDay: number | null, probability: number | null = 70) =>
      vipInClosing({ ...probable, closeDay, probability }, null, today, policy).closing.byDate;
    expect([closingOn(today - 400), closingOn(today), closingOn(today + 30)]).toEqual([true, true, true]);
    expect([closingOn(today + 31), closingOn(null), closingOn(today, 69), closingOn(today, null)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("does not take a probability that nobody has set for one of 0", () => {
    const any = { ...policy, closingProbability: 0 };
    const soon = { ...bigDeal, stage: 2, closeDay: today };
    const byDate = (probability: number | null) =>
      vipInClosing({ ...soon, probability }, null, today, any).closing.byDate;
    expect([byDate(0), byDate(null)]).toEqual([true, false]);
  });

  it("knows no days left without a close date", () => {
    expect(vipInClosing({ ...bigDeal, closeDay: null }, null, today, policy).closing.daysLeft).toBeNull();
  });

  it("counts a deal in a closing stage in, whatever its date and probability", () => {
    const undated = { ...bigDeal, closeDay: null, probability: null };
    const closes = (stage: number) => vipInClosing({ ...undated, stage }, null, today, policy).closing.holds;
    expect([closes(3), closes(2)]).toEqual([true, false]);
  });

  it("goes by the names of stages where the policy says so, and then by nothing else", () => {
    const named: Policy = {
      ...policy,
      stageColumn: "stepname",
      closingStages: [0, 1, 2, 3],
      closingStepNames: ["4-clôture"],
    };
    const byStage = (stepName: string | null) =>
      vipInClosing({ ...bigDeal, stepName }, null, today, named).closing.byStage;
    expect([byStage(" 4-CLOTURE"), byStage("4-Close"), byStage(null)]).toEqual([true, false, false]);
  });

  it("takes a campaign's budgeted cost, else its expected revenue, else calls it minor", () => {
    const amounts = (budgetedCostBase: number | null, expectedRevenueBase: number | null) =>
      sizeOf({ budgetedCostBase, expectedRevenueBase });
    expect(amounts(10, 99)).toEqual({ kind: "budgetedCost", amountBase: 10 });
    expect(amounts(0, 99)).toEqual({ kind: "budgetedCost", amountBase: 0 });
    expect(amounts(null, 99)).toEqual({ kind: "expectedRevenue", amountBase: 99 });
    expect(amounts(null, null)).toEqual({ kind: "minor" });
    expect(sizeOf(null)).toEqual({ kind: "minor" });
  });

  it("lets a major campaign through", () => {
    const flagship = { budgetedCostBase: 260_000, expectedRevenueBase: null };
    const verdict = vipInClosing(bigDeal, flagship, today, policy);
    expect([verdict.isVip, verdict.outweighs.from, verdict.outweighs.holds]).toEqual([
      false,
      1_300_000,
      false,
    ]);
  });

  it("cannot weigh a deal without an amount, unless no amount is asked for", () => {
    const unknown = { ...bigDeal, baseValue: null };
    expect(vipInClosing(unknown, null, today, policy).floor.holds).toBe(false);
    expect(vipInClosing(unknown, null, today, { ...policy, dealFloor: 0 }).isVip).toBe(true);
    expect(vipInClosing(unknown, minor, today, { ...policy, dealFloor: 0 }).isVip).toBe(false);
  });

  it("protects every deal where the floor is 0, one of less than nothing too", () => {
    const credit = { ...bigDeal, baseValue: -500 };
    expect(vipInClosing(credit, null, today, { ...policy, dealFloor: 0 }).isVip).toBe(true);
  });

  it("tells the amount from which a deal protects its client: the floor, or what outweighs the campaign", () => {
    const costing = (budgetedCostBase: number | null): CampaignAmounts => ({
      budgetedCostBase,
      expectedRevenueBase: null,
    });
    expect(protectedFrom(null, policy)).toBe(100_000);
    expect(protectedFrom(costing(48_000), policy)).toBe(240_000);
    expect(protectedFrom(costing(48), policy)).toBe(100_000);
    expect(protectedFrom(costing(null), policy)).toBe(100_000);
  });

  it("protects a deal that just reaches what is asked, and none just below", () => {
    const isVip = (baseValue: number, campaign: CampaignAmounts | null) =>
      vipInClosing({ ...bigDeal, baseValue }, campaign, today, policy).isVip;
    expect([isVip(100_000, null), isVip(99_999.9999, null)]).toEqual([true, false]);
    expect([isVip(240_000, minor), isVip(239_999.9999, minor)]).toEqual([true, false]);
  });

  it("never adds up two deals: a small one in closing and a large one far off make no VIP", () => {
    const small = { ...bigDeal, id: "small", baseValue: 40_000 };
    const faroff = { ...bigDeal, id: "far", stage: 1, probability: 20, closeDay: today + 200 };
    const isVip = (deal: WeighedDeal) => vipInClosing(deal, minor, today, policy).isVip;
    expect([small, bigDeal, faroff].map(isVip)).toEqual([false, true, false]);
  });

  const amount = fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null });
  const anyDeal: fc.Arbitrary<WeighedDeal> = fc.record({
    id: fc.uuid(),
    stage: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
    stepName: fc.option(fc.constantFrom("1-Qualify", "4-Close", " 4-close "), { nil: null }),
    probability: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    closeDay: fc.option(fc.integer({ min: today - 400, max: today + 400 }), { nil: null }),
    baseValue: amount,
  });
  const anyCampaign = fc.option(fc.record({ budgetedCostBase: amount, expectedRevenueBase: amount }), {
    nil: null,
  });
  const anyPolicy: fc.Arbitrary<Policy> = fc
    .record({
      closingStages: fc.subarray([0, 1, 2, 3]),
      closingStepNames: fc.subarray(["4-Close", "3-Propose"]),
      stageColumn: fc.constantFrom("salesstage" as const, "stepname" as const),
      closingProbability: fc.integer({ min: 0, max: 100 }),
      closingDays: fc.integer({ min: 0, max: 365 }),
      dealFloor: fc.integer({ min: 0, max: 1_000_000 }),
      minorCampaignRatio: fc.integer({ min: 0, max: 100 }),
    })
    .map((chosen) => ({ ...policy, ...chosen }));

  it("means what the rule says in words", () => {
    fc.assert(
      fc.property(anyDeal, anyCampaign, anyPolicy, (deal, campaign, agreed) => {
        const stage =
          agreed.stageColumn === "salesstage"
            ? agreed.closingStages.some((closing) => closing === deal.stage)
            : agreed.closingStepNames.some(
                (closing) => closing.toLowerCase() === deal.stepName?.trim().toLowerCase(),
              );
        const soon =
          (deal.probability ?? -1) >= agreed.closingProbability &&
          deal.closeDay !== null &&
          !(deal.closeDay > today + agreed.closingDays);
        const cost = campaign?.budgetedCostBase ?? campaign?.expectedRevenueBase ?? 0;
        const worth = deal.baseValue ?? 0;
        const expected =
          (stage || soon) && worth >= agreed.dealFloor && worth >= cost * agreed.minorCampaignRatio;
        expect(vipInClosing(deal, campaign, today, agreed).isVip).toBe(expected);
      }),
    );
  });

  it("protects no less as a deal grows, and no more as a campaign does", () => {
    fc.assert(
      fc.property(anyDeal, fc.nat(), fc.nat(), anyPolicy, (deal, cost, more, agreed) => {
        const isVip = (baseValue: number, budgetedCostBase: number) =>
          vipInClosing({ ...deal, baseValue }, { budgetedCostBase, expectedRevenueBase: null }, today, agreed)
            .isVip;
        const worth = deal.baseValue ?? 0;
        if (isVip(worth, cost)) expect(isVip(worth + more, cost)).toBe(true);
        if (isVip(worth, cost + more)) expect(isVip(worth, cost)).toBe(true);
      }),
    );
  });
});
