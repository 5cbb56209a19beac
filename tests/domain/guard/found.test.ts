import { exactly, moreThan } from "../../../domain/guard/audience";
import { foundAmong, together, type FoundInPart, type ReachedMember } from "../../../domain/guard/found";
import { ownerOf, type Protection } from "../../../domain/guard/protection";
import { dealOf, holdOf, rita } from "../../dataverse/guard/protections";

function deal(
  id: string,
  companies: readonly string[],
  people: readonly string[],
  baseValue: number | null,
): Protection {
  const named = { companies: new Set(companies), people: new Set(people) };
  return dealOf(id, {
    baseValue,
    owner: null,
    clients: { ...named, stakeholders: new Set<string>(), dealId: id },
  });
}

const member = (id: string, given: Partial<ReachedMember> = {}): ReachedMember => ({
  id,
  company: null,
  above: null,
  contact: null,
  qualifiedTo: null,
  stakeIn: null,
  ...given,
});

const part = (given: Partial<FoundInPart>): FoundInPart => ({
  members: "contact",
  listIds: ["list"],
  isStatic: true,
  isApart: true,
  people: [],
  companies: [],
  isCut: false,
  ...given,
});

describe("what is found in an audience", () => {
  it("counts somebody once whom a deal reaches in person and through the company", () => {
    const [found] = foundAmong(
      [deal("d", ["acme"], ["ann"], 1)],
      [
        part({
          people: [member("ann", { company: "acme" })],
          companies: [{ company: "acme", above: null, members: 3 }],
        }),
      ],
    );
    expect(found?.members).toEqual(exactly(3));
  });

  it("adds who is reached in person and belongs elsewhere", () => {
    const [found] = foundAmong(
      [deal("d", ["acme"], ["ann"], 1)],
      [
        part({
          people: [member("ann", { company: "other" })],
          companies: [{ company: "acme", above: null, members: 3 }],
        }),
      ],
    );
    expect(found?.members).toEqual(exactly(4));
  });

  it("counts a company once of which the deal names both itself and the one above", () => {
    const [found] = foundAmong(
      [deal("d", ["acme", "group"], [], 1)],
      [part({ companies: [{ company: "acme", above: "group", members: 5 }] })],
    );
    expect(found?.members).toEqual(exactly(5));
  });

  it("leaves out deals that reach nobody, and puts the largest first", () => {
    const found = foundAmong(
      [
        deal("small", ["acme"], [], 10),
        deal("nobody", ["elsewhere"], [], 99),
        deal("large", ["acme"], [], 20),
      ],
      [part({ companies: [{ company: "acme", above: null, members: 1 }] })],
    );
    expect(found.map(({ key }) => key)).toEqual(["deal:large", "deal:small"]);
  });

  it("does not take a connection with somebody else for one with the deal", () => {
    const protections = [deal("d", [], ["ann"], 1)];
    const reached = (stakeIn: string) =>
      foundAmong(protections, [part({ people: [member("bob", { stakeIn })] })]);
    expect(reached("ann")).toEqual([]);
    expect(reached("d").map(({ members }) => members)).toEqual([exactly(1)]);
  });

  it("puts the largest first, then those without an amount, and of equal ones always the same", () => {
    const companies = [{ company: "acme", above: null, members: 1 }];
    const protections = [
      holdOf("without"),
      holdOf("on a deal", { dealValue: 15 }),
      deal("unknown", ["acme"], [], null),
      deal("b", ["acme"], [], 10),
      deal("nothing", ["acme"], [], 0),
      deal("a", ["acme"], [], 10),
      deal("large", ["acme"], [], 20),
    ];
    for (const order of [protections, [...protections].reverse()]) {
      expect(foundAmong(order, [part({ companies })]).map(({ key }) => key)).toEqual([
        "deal:large",
        "hold:on a deal",
        "deal:a",
        "deal:b",
        "deal:nothing",
        "deal:unknown",
        "hold:without",
      ]);
    }
  });

  it("reaches a lead by the deal that qualifying it made", () => {
    const [found] = foundAmong(
      [deal("d", [], [], 1)],
      [part({ members: "lead", people: [member("lea", { qualifiedTo: "d" }), member("leo")] })],
    );
    expect(found?.members).toEqual(exactly(1));
    expect(found?.reach[0]?.people).toEqual(["lea"]);
  });

  it("reaches a lead by the deal that a hold is on, and none by a deal where it is on none", () => {
    const dealClients = { companies: new Set<string>(), people: new Set<string>(), dealId: "d" };
    const parts = [part({ members: "lead", people: [member("lea", { qualifiedTo: "d" }), member("leo")] })];
    const [found] = foundAmong([holdOf("h", { dealClients })], parts);
    expect(found?.reach[0]?.people).toEqual(["lea"]);
    expect(foundAmong([holdOf("h")], parts)).toEqual([]);
  });

  it("does not take a hold on a deal for one on the deal's stakeholders", () => {
    const dealClients = { companies: new Set<string>(), people: new Set(["ann"]), dealId: "d" };
    const [found] = foundAmong(
      [holdOf("h", { dealClients })],
      [part({ people: [member("bob", { stakeIn: "d" }), member("ann")] })],
    );
    expect(found?.reach[0]?.people).toEqual(["ann"]);
  });

  it("counts somebody in person whose own company is on the list, but not reached", () => {
    const [found] = foundAmong(
      [deal("d", ["acme"], ["ann"], 1)],
      [
        part({
          people: [member("ann", { company: "other" })],
          companies: [
            { company: "acme", above: null, members: 3 },
            { company: "other", above: null, members: 7 },
          ],
        }),
      ],
    );
    expect(found?.members).toEqual(exactly(4));
  });

  it("tells which groups a company and the account above it have in common", () => {
    const found = foundAmong(
      [deal("d", ["acme"], [], 2), deal("e", ["below"], [], 1)],
      [
        part({
          companies: [
            { company: "acme", above: null, members: 10 },
            { company: "below", above: "acme", members: 5 },
            { company: null, above: "acme", members: 2 },
            { company: null, above: null, members: 3 },
          ],
        }),
      ],
    );
    expect(found.map(({ reach }) => reach[0]?.groups)).toEqual([
      ["acme ", "below acme", " acme"],
      ["below acme"],
    ]);
  });

  it("tells through which lists, people and companies", () => {
    const [found] = foundAmong(
      [deal("d", ["acme", "elsewhere"], ["ann"], 1)],
      [
        part({
          listIds: ["one", "two"],
          people: [member("ann")],
          companies: [{ company: "acme", above: null, members: 3 }],
        }),
        part({ members: "lead", listIds: ["three"], people: [member("ann")], companies: null }),
      ],
    );
    expect(found?.reach).toEqual([
      {
        members: "contact",
        listIds: ["one", "two"],
        people: ["ann"],
        companies: ["acme"],
        groups: ["acme "],
        byWay: new Map(),
      },
      {
        members: "lead",
        listIds: ["three"],
        people: ["ann"],
        companies: ["acme", "elsewhere"],
        groups: [],
        byWay: new Map(),
      },
    ]);
  });

  it("says more than, where not all people could be read, or not all companies", () => {
    const people = [member("ann")];
    const count = (given: Partial<FoundInPart>) =>
      foundAmong([deal("d", ["acme"], ["ann"], 1)], [part({ people, ...given })])[0]?.members;
    expect(count({})).toEqual(exactly(1));
    expect(count({ isCut: true })).toEqual(moreThan(1));
    expect(count({ companies: null })).toEqual(moreThan(1));
  });

  it("does not suppose that companies which could not be read hold whom no company leads to", () => {
    expect(foundAmong([deal("d", [], ["ann"], 1)], [part({ companies: null })])).toEqual([]);
    const onPerson = holdOf("h", { account: null, contact: { id: "ann", name: "Ann" } });
    const [found] = foundAmong([onPerson], [part({ people: [member("ann")], companies: null })]);
    expect(found?.members).toEqual(exactly(1));
  });

  it("names, of ways that a guarded list may have no room for, whom nothing before them leads to", () => {
    const reached = [
      part({
        people: [
          member("ann", { company: "daughter", above: "acme", stakeIn: "d" }),
          member("bob", { stakeIn: "d" }),
          member("cas", { company: "acme" }),
        ],
        companies: [
          { company: "acme", above: null, members: 1 },
          { company: "daughter", above: "acme", members: 2 },
        ],
      }),
    ];
    const [found] = foundAmong([deal("d", ["acme"], ["cas"], 1)], reached);
    expect(Object.fromEntries(found?.reach[0]?.byWay ?? [])).toEqual({
      dealsAbove: { people: ["ann"], companies: ["daughter"] },
      halfConnections: { people: ["bob"], companies: [] },
    });
  });

  it("counts an account once that is reached in person and by the account above it", () => {
    const [found] = foundAmong(
      [deal("d", ["group"], ["daughter"], 1)],
      [
        part({
          members: "account",
          people: [member("daughter", { above: "group" })],
          companies: [{ company: null, above: "group", members: 2 }],
        }),
      ],
    );
    expect(found?.members).toEqual(exactly(2));
  });

  it("names accounts by the account above them", () => {
    const [found] = foundAmong(
      [deal("d", ["group"], [], 1)],
      [part({ members: "account", companies: [{ company: null, above: "group", members: 2 }] })],
    );
    expect([...(found?.reach[0]?.byWay ?? [])]).toEqual([
      ["dealsAbove", { people: [], companies: ["group"] }],
    ]);
  });

  it("names no company where only the one above it could be read", () => {
    const [found] = foundAmong(
      [deal("d", ["group"], [], 1)],
      [part({ companies: [{ company: null, above: "group", members: 2 }] })],
    );
    expect(found?.members).toEqual(exactly(2));
    expect([...(found?.reach[0]?.byWay ?? [])]).toEqual([]);
  });

  it("says more than, where the service does not add up, and keeps every deal that may reach somebody", () => {
    const [found] = foundAmong([deal("d", ["acme"], [], 1)], [part({ companies: null, isCut: true })]);
    expect(found?.members).toEqual(moreThan(0));
  });
});

describe("people on several lists", () => {
  const of = (given: Partial<FoundInPart>, count: number) => ({ part: part(given), count: exactly(count) });

  it("are added where the lists share nobody", () => {
    expect(together([of({}, 3), of({ isStatic: false, isApart: true }, 4)])).toEqual(exactly(7));
    expect(together([of({ members: "lead" }, 3), of({}, 4)])).toEqual(exactly(7));
  });

  it("are at least the largest and at most all, where it is not known whom they share", () => {
    expect(together([of({}, 3), of({ isStatic: false, isApart: false }, 4)])).toEqual({
      atLeast: 4,
      atMost: 7,
    });
    const apart = { isStatic: false, isApart: true };
    expect(together([of({}, 3), of(apart, 4), of({ isStatic: false, isApart: false }, 2)])).toEqual({
      atLeast: 4,
      atMost: 9,
    });
    const dynamic = { isStatic: false, isApart: true };
    expect(together([of({}, 3), of(dynamic, 4), of(dynamic, 2)])).toEqual({ atLeast: 7, atMost: 9 });
  });
});

it("asks the owner of the deal, or of the hold", () => {
  const owned = deal("d", [], [], 1);
  expect(ownerOf(owned)).toBeNull();
  if (owned.kind === "deal") {
    const owner = { table: "team", id: "t", name: "Key accounts" } as const;
    expect(ownerOf({ ...owned, deal: { ...owned.deal, owner } })).toBe(owner);
  }
  expect(ownerOf(holdOf("h", { owner: { ...rita, name: "Rita" } }))?.name).toBe("Rita");
});
