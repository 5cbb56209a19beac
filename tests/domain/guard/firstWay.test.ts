import { firstWay, mayReachThroughDeal, type Reachable } from "../../../domain/guard/firstWay";
import type { HoldInForce, Protection } from "../../../domain/guard/protection";

const nobody: Reachable = { company: null, above: null };
const ids = (...given: readonly string[]) => new Set(given);

const deal = {
  kind: "deal",
  deal: {
    clients: {
      companies: ids("acme"),
      people: ids("acme", "ann", "lead"),
      stakeholders: ids("sam"),
      dealId: "deal",
    },
  },
} as unknown as Protection;

function hold(given: Partial<HoldInForce>): Protection {
  return {
    kind: "hold",
    hold: {
      account: null,
      contact: null,
      deal: null,
      until: null,
      dealClients: null,
      ...given,
    } as HoldInForce,
  };
}

const acme = { id: "acme", name: "Acme" };
const ann = { id: "ann", name: "Ann" };
const renewal = { id: "deal", name: "Renewal" };
const dealClients = { companies: ids("acme"), people: ids("acme", "ann"), dealId: "deal" };

describe("the first way by which a deal reaches a member", () => {
  it.each([
    ["deals", { ...nobody, company: "acme" }],
    ["deals", { ...nobody, id: "ann" }],
    ["deals", { ...nobody, contact: "ann" }],
    ["deals", { ...nobody, qualifiedTo: "deal" }],
    ["stakeholders", { ...nobody, id: "sam" }],
    ["stakeholders", { ...nobody, contact: "sam", above: "acme" }],
    ["dealsAbove", { ...nobody, company: "daughter", above: "acme" }],
    ["dealsAbove", { ...nobody, above: "acme", stakeIn: "deal" }],
    ["halfConnections", { ...nobody, id: "bob", stakeIn: "deal" }],
    // Natively a connection is there in both halves: the one that the guarded list follows counts.
    ["stakeholders", { ...nobody, id: "sam", stakeIn: "deal" }],
    ["deals", { id: "ann", company: "acme", above: "acme", stakeIn: "deal" }],
    [null, { ...nobody, id: "bob", company: "other", above: "elsewhere", stakeIn: "another deal" }],
  ] as const)("is %s: %j", (way, member) => {
    expect(firstWay(deal, member)).toBe(way);
  });
});

describe("the first way by which a hold reaches a member", () => {
  const until = 20_800;
  it.each([
    ["holds", { account: acme }, { ...nobody, company: "acme" }],
    ["holds", { account: acme }, { ...nobody, id: "acme" }],
    ["holds", { contact: ann }, { ...nobody, contact: "ann" }],
    ["holdsAbove", { account: acme }, { ...nobody, above: "acme" }],
    ["holdsAbove", { account: acme, deal: renewal, until }, { ...nobody, above: "acme" }],
    ["waitingHoldsAbove", { account: acme, deal: renewal }, { ...nobody, above: "acme" }],
    ["heldDeals", { deal: renewal, dealClients }, { ...nobody, company: "acme" }],
    ["heldDeals", { deal: renewal, dealClients }, { ...nobody, above: "acme" }],
    ["heldDeals", { deal: renewal, dealClients }, { ...nobody, id: "ann" }],
    ["heldDeals", { deal: renewal, dealClients }, { ...nobody, qualifiedTo: "deal" }],
    ["holds", { account: acme, deal: renewal, dealClients }, { ...nobody, company: "acme" }],
    ["holdsAbove", { account: acme, deal: renewal, until, dealClients }, { ...nobody, above: "acme" }],
    [null, { contact: ann }, { ...nobody, company: "ann", above: "ann" }],
    [null, { deal: renewal }, { ...nobody, company: "acme" }],
    [null, { deal: renewal, dealClients }, { ...nobody, company: "other", above: "elsewhere" }],
  ] as const)("is %s: %j to %j", (way, given, member) => {
    expect(firstWay(hold(given), member)).toBe(way);
  });
});

describe("the deal of a hold", () => {
  it("leads nowhere where there is no hold on a deal", () => {
    expect(mayReachThroughDeal("lead", [])).toBe(false);
    expect(mayReachThroughDeal("lead", [deal, hold({ account: acme }), hold({ contact: ann })])).toBe(false);
    // Nobody knows the clients of a deal that is closed.
    expect(mayReachThroughDeal("lead", [hold({ account: acme, deal: renewal })])).toBe(false);
  });

  it("leads nowhere else, where the hold names the deal’s clients itself", () => {
    const whole = [hold({ account: acme, contact: ann, deal: renewal, dealClients })];
    expect(mayReachThroughDeal("contact", whole)).toBe(false);
    // A lead may have been qualified to the deal, whomever the hold names.
    expect(mayReachThroughDeal("lead", whole)).toBe(true);
    expect(mayReachThroughDeal("contact", [hold({ account: acme, deal: renewal, dealClients })])).toBe(true);
    expect(mayReachThroughDeal("contact", [hold({ contact: ann, deal: renewal, dealClients })])).toBe(true);
  });
});
