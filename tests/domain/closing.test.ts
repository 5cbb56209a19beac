import fc from "fast-check";
import { byCloseness, type OpenDeal } from "../../domain/closing";

const TODAY = 20_000;

function deal(stage: number | null, probability: number | null, closeDay: number | null): OpenDeal {
  return { stage, probability, closeDay };
}

const closes = (one: OpenDeal) => one.stage === 3;

const anyDeal: fc.Arbitrary<OpenDeal> = fc.record({
  stage: fc.constantFrom(null, 0, 1, 2, 3),
  probability: fc.constantFrom(null, 0, 50, 70, 100),
  closeDay: fc.option(fc.integer({ min: TODAY - 60, max: TODAY + 200 })),
});

describe("the order of deals", () => {
  it("puts those in closing first, then by date, those without one last, and loses none", () => {
    fc.assert(
      fc.property(fc.array(anyDeal), (deals) => {
        const ordered = byCloseness(deals, closes);
        expect(new Set(ordered)).toEqual(new Set(deals));
        expect(ordered).toHaveLength(deals.length);
        const ranks = ordered.map((one) => [closes(one) ? 0 : 1, one.closeDay ?? Infinity]);
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
      expect(byCloseness(order, closes)).toEqual(order);
    }
  }
});
