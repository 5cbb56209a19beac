import {
  accountOf,
  clientNamedBy,
  dealNamedBy,
  type HoldInForce,
  type Protection,
} from "../../../domain/guard/protection";

const holdOn = (given: Partial<HoldInForce>): Protection => ({
  kind: "hold",
  hold: { account: null, contactAccountId: null, ...given } as HoldInForce,
});

describe("the account on whose form a decision is shown", () => {
  it("is that of the deal", () => {
    expect(accountOf({ kind: "deal", deal: { accountId: "acme" } } as unknown as Protection)).toBe("acme");
  });

  it("is that of the hold, else that of the contact on hold", () => {
    const account = { id: "acme", name: "Acme" };
    expect(accountOf(holdOn({ account, contactAccountId: "work" }))).toBe("acme");
    expect(accountOf(holdOn({ contactAccountId: "work" }))).toBe("work");
    expect(accountOf(holdOn({}))).toBeNull();
  });
});

describe("what a deal or a hold names", () => {
  const client = { id: "acme", name: "Acme" };
  const contact = { id: "ann", name: "Ann" };
  const deal = { id: "roll-out", name: "Roll-out", client };
  const ofDeal = { kind: "deal", deal } as unknown as Protection;

  it("is the client of the deal; of the hold its account, else its contact, else nobody", () => {
    expect(clientNamedBy(ofDeal)).toBe(client);
    expect(clientNamedBy(holdOn({ account: client, contact }))).toBe(client);
    expect(clientNamedBy(holdOn({ contact }))).toBe(contact);
    expect(clientNamedBy(holdOn({ contact: null }))).toBeNull();
  });

  it("is the deal itself, or the one that the hold is on", () => {
    expect(dealNamedBy(ofDeal)).toBe(deal);
    const held = { id: "renewal", name: "Renewal" } as unknown as HoldInForce["deal"];
    expect(dealNamedBy(holdOn({ deal: held }))).toBe(held);
  });
});
