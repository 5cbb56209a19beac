import fc from "fast-check";
import { byCloseness, type OpenDeal } from "../../domain/closing";

const TODAY = 20_000;

function deal(
  stage: number | null,
  probability: number | null,
  closeDay: number | null,
  baseValue: number | null = null,
): OpenDeal {
  return { stage, probability, closeDay, baseValue };
}

const LARGE = 1_000_000;

const verdictOf = (one: OpenDeal) => {
  const holds = one.stage === 3;
  return { isVip: holds && (one.baseValue ?? 0) >= LARGE, closing: { holds } };
};

const anyDeal: fc.Arbitrary<OpenDeal> = fc.record({
  stage: fc.constantFrom(null, 0, 1, 2, 3),
  probability: fc.constantFrom(null, 0, 50, 70, 100),
  closeDay: fc.option(fc.integer({ min: TODAY - 60, max: TODAY + 200 })),
  baseValue: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
});

describe("the order of deals", () => {
  it("puts the larger of two that close on one day first, one without a value last", () => {
    for (const [stage, closeDay] of [
      [3, TODAY + 5],
      [1, TODAY + 5],
      [3, null],
    ] as const) {
      const none = deal(stage, 80, closeDay);
      const small = deal(stage, 80, closeDay, 90_000);
      const large = deal(stage, 80, closeDay, 1_200_000);
      expect(byCloseness([none, small, large], verdictOf)).toEqual([large, small, none]);
    }
    const sooner = deal(3, 80, TODAY + 4, 1);
    expect(byCloseness([deal(3, 80, TODAY + 5, 2), sooner], verdictOf)[0]).toBe(sooner);
  });

  it("puts the deal that makes the client a VIP before one that closes sooner: the headline is about it", () => {
    const vip = deal(3, 80, TODAY + 30, LARGE);
    const small = deal(3, 80, TODAY + 4, 1);
    const open = deal(1, 80, TODAY + 2, LARGE);
    expect(byCloseness([open, small, vip], verdictOf)).toEqual([vip, small, open]);
  });

  it("puts VIPs first, others in closing then, then by date, those without one last, and loses none", () => {
    fc.assert(
      fc.property(fc.array(anyDeal), (deals) => {
        const ordered = byCloseness(deals, verdictOf);
        expect(new Set(ordered)).toEqual(new Set(deals));
        expect(ordered).toHaveLength(deals.length);
        const ranks = ordered.map((one) => {
          const { isVip, closing } = verdictOf(one);
          return [isVip ? 0 : closing.holds ? 1 : 2, one.closeDay ?? Infinity];
        });
        for (let at = 1; at < ranks.length; at += 1) {
          const [rank = 0, day = 0] = ranks[at] ?? [];
          const [rankBefore = 0, dayBefore = 0] = ranks[at - 1] ?? [];
          expect(rankBefore < rank || (rankBefore === rank && dayBefore <= day)).toBe(true);
        }
      }),
    );
  });
});

it("keeps deals in the order given where nothing tells them apart", () => {
  for (const closeDay of [TODAY + 5, null]) {
    const deals = Array.from({ length: 4 }, (_, index) => ({ ...deal(1, 10, closeDay), index }));
    for (const order of [deals, [...deals].reverse()]) {
      expect(byCloseness(order, verdictOf)).toEqual(order);
    }
  }
});
