import type { RankedInterest } from "../../domain/interest";
import type { ClosingVerdict, WeighedDeal } from "../../domain/vipInClosing";
import { alternately } from "../alternately";
import { counted, ratio, spread, whole } from "../figures";
import type { BenchSettings, Cell, Section } from "../section";
import type { Spread } from "../statistics";
import { loadCompared } from "./loadCompared";
import { DEALS, INTERACTIONS, TOPICS } from "./sample";
import type { RankedStraight } from "./straight";

/** Interactions and guard evaluations per second, beside the first program that anybody would write. */
export async function measureDomain({ root, runs }: BenchSettings): Promise<Section> {
  const { rankings, weighings } = loadCompared(root);
  const { sums, ...ranked } = rankings();
  requireSameRanking(ranked.single(), ranked.straight());
  requireSameRanking(ranked.grouped(), ranked.straight());
  const weighed = weighings();
  requireSameDeals(weighed.domain(), weighed.straight());
  const scoring = await alternately(runs, ranked);
  const weighing = await alternately(runs, weighed);
  const row = (what: string, amount: number, domain: Spread, straight: Spread): Cell[] => [
    what,
    counted(amount),
    spread(domain),
    counted(amount / (domain.median / 1000)),
    spread(straight),
    ratio(domain, straight),
  ];
  return {
    title: "The domain",
    about: [
      `${whole(INTERACTIONS)} interactions on ${String(TOPICS)} topics over a year, ranked: score, index, trend and a curve of 26 points for each topic. Straight: one loop over all interactions for each of the 27 days that are looked at, as a first program has it; it gives indexes and order, without their evidence.`,
      `The server adds points up by topic, day and half-life before they come: the same interactions so added up are ${whole(sums)} sums, which is what a component ranks in truth. All three are measured by turns, and beside the same loop.`,
      `${whole(DEALS)} deals weighed against a campaign. Straight: the three rules as one condition. The domain's answer is more than its yes or no: for each deal an object that says which rules held and by how much, and making those is what it takes longer for.`,
      "Both sides are bundled as a component is. They find the same, which is looked at first: order and every index of the topics, and the VIPs in closing; else the bench fails.",
    ],
    tables: [
      {
        caption: "Amounts a second, in Node.js",
        head: ["what", "amount", "domain, ms", "a second", "straight, ms", "ratio"],
        rows: [
          row("interactions scored one by one", INTERACTIONS, scoring.single, scoring.straight),
          row("interactions scored as sums", INTERACTIONS, scoring.grouped, scoring.straight),
          row("deals weighed", DEALS, weighing.domain, weighing.straight),
        ],
      },
    ],
  };
}

/**
 * The order of the topics and every index of their curves.
 * @throws Error when the domain and the loop do not find the same, or when all topics stand alike, which would show nothing
 */
function requireSameRanking(domain: readonly RankedInterest[], straight: readonly RankedStraight[]): void {
  const isSame =
    domain.length === straight.length &&
    domain.every(({ topic, index, trend, curve }, place) => {
      const other = straight[place];
      return (
        other?.topic === topic &&
        curve.every((each, point) => isNear(each, other.curve[point])) &&
        isNear(index, other.curve.at(-1)) &&
        isNear(index - trend, other.before)
      );
    });
  if (!isSame) {
    const told = (topics: readonly { readonly topic: string; readonly curve: readonly number[] }[]): string =>
      topics
        .map(({ topic, curve }) => `${topic}: ${curve.map((each) => each.toFixed(3)).join(" ")}`)
        .join("\n");
    throw new Error(`The domain and the loop rank differently.\n${told(domain)}\n\n${told(straight)}`);
  }
  const indexes = new Set(domain.map(({ index }) => Math.round(index)));
  if (indexes.size < domain.length / 2)
    throw new Error("Most topics have the same index: nothing is compared.");
}

/** Sums of the same in another order differ in their last digits. */
function isNear(one: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(one - other) < 1e-6;
}

/** @throws Error when the domain and the condition do not find the same */
function requireSameDeals(domain: readonly ClosingVerdict[], straight: readonly WeighedDeal[]): void {
  const isSame = domain.every(({ dealId }, place) => dealId === straight[place]?.id);
  if (domain.length === straight.length && isSame && domain.length > 0) return;
  throw new Error(
    `The domain finds ${whole(domain.length)} VIPs in closing, the condition ${whole(straight.length)}.`,
  );
}
