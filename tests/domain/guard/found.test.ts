import { exactly, moreThan } from "../../../domain/guard/audience";
import { foundAmong, together, type FoundInPart, type ReachedMember } from "../../../domain/guard/found";
import type { Protection } from "../../../domain/guard/protection";

function deal(
  id: string,
  companies: readonly string[],
  people: readonly string[],
  value: number | null,
): Protection {
  return {
    kind: "deal",
    deal: {
      id,
      name: id,
      stage: 3,
      stepName: null,
      stageName: null,
      probability: null,
      closeDay: null,
      baseValue: value,
      amount: null,
      client: null,
      accountId: null,
      contactId: null,
      owner: null,
      clients: { companies: new Set(companies), people: new Set(people), dealId: id },
    },
    verdict: {
      dealId: id,
      closing: { holds: true, byStage: true, byDate: false, daysLeft: null },
      floor: { holds: true, baseValue: value, floor: 0 },
      outweighs: { holds: true, campaign: { kind: "minor" }, from: 0 },
      isVip: true,
    },
  };
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
    const dynamic = { isStatic: false, isApart: true };
    expect(together([of({}, 3), of(dynamic, 4), of(dynamic, 2)])).toEqual({ atLeast: 7, atMost: 9 });
  });
});
