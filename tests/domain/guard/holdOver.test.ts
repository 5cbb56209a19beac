import { holdableOf, holdOver } from "../../../domain/guard/holdOver";
import type { Hold } from "../../../domain/guard/protection";

const named = (id: string) => ({ id, name: id });
const hold = (id: string, more: Partial<Hold>): Hold => ({
  ...{ id, reason: "", from: null, until: null, scope: "everySend", owner: null },
  ...{ deal: null, account: null, contact: null, ...more },
});
const over = (deal: string | null, clientIds: readonly string[], holds: readonly Hold[]) =>
  holdOver({ deal: deal === null ? null : named(deal), clientIds }, holds)?.id ?? null;

describe("the hold over a deal", () => {
  const acme = hold("of Acme", { account: named("acme") });
  const ann = hold("of Ann", { contact: named("ann") });
  const deal = hold("of the deal", { deal: named("d") });

  it("is the one on it, whatever its clients are under", () => {
    expect(over("d", ["acme"], [acme, deal])).toBe("of the deal");
    expect(over("d", [], [deal])).toBe("of the deal");
    expect(over("e", [], [deal])).toBeNull();
  });

  it("is its client's, in whatever order they are read", () => {
    expect(over("d", ["acme"], [ann, acme])).toBe("of Acme");
    expect(over(null, ["ann"], [acme, ann])).toBe("of Ann");
  });

  it("is none where one of its clients is under none, and where nobody knows its clients", () => {
    expect(over("d", ["acme", "group"], [acme, ann])).toBeNull();
    expect(over("d", ["group", "acme"], [acme, ann])).toBeNull();
    expect(over("d", [], [acme, ann])).toBeNull();
    expect(over(null, [], [acme, hold("of nobody", {})])).toBeNull();
    expect(over("d", ["acme"], [])).toBeNull();
  });
});

describe("who is to be on hold for a deal to be", () => {
  const clients = (client: string | null, accountId: string | null) =>
    holdableOf({ id: "d", client: client === null ? null : named(client), accountId }).clientIds;

  it("is each account that it is with, once, or the contact without any", () => {
    expect(clients("acme", "acme")).toEqual(["acme"]);
    expect(clients("acme", "group")).toEqual(["acme", "group"]);
    expect(clients("ann", null)).toEqual(["ann"]);
    expect(clients(null, null)).toEqual([]);
    expect(holdableOf({ id: "d", client: null, accountId: null }).deal).toMatchObject({ id: "d" });
  });
});
