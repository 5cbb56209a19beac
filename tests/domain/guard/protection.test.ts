import { accountOf, type HoldInForce, type Protection } from "../../../domain/guard/protection";

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
