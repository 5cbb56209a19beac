import type { Found } from "../../../domain/guard/check";
import { guardStateOf, type Situation } from "../../../domain/guard/guardState";
import { stateSince, staleness } from "../../../domain/guard/staleness";
import { isPromotional } from "../../../domain/guard/campaign";

const someone = {} as Found;
const nothing = { open: [], excluded: [], asked: [], freed: [] };
const situation = (given: Partial<Situation> = {}): Situation => ({
  check: { reasons: [], found: [], notFollowed: [] },
  sorted: nothing,
  mode: "decide",
  isGuarded: false,
  cannotGuard: false,
  isWhole: true,
  listsTakenOff: false,
  ...given,
});
const found = { reasons: [], found: [someone], notFollowed: [] };

describe("how things stand with a send", () => {
  it("is clear only when everything is known and nobody is found", () => {
    expect(guardStateOf(situation())).toBe("clear");
    expect(
      guardStateOf(
        situation({
          check: { reasons: [{ kind: "seesPart", table: "opportunity" }], found: [], notFollowed: [] },
        }),
      ),
    ).toBe("notChecked");
    expect(
      guardStateOf(situation({ check: { reasons: [{ kind: "noLists" }], found: [], notFollowed: [] } })),
    ).toBe("notChecked");
  });

  it("is not clear where a list’s query leaves no room to look everywhere", () => {
    const notFollowed = [{ lists: ["list"], members: "contact", ways: ["heldDeals"] }] as const;
    const check = { reasons: [], found: [], notFollowed };
    expect(guardStateOf(situation({ check }))).toBe("notChecked");
    expect(guardStateOf(situation({ check, isGuarded: true }))).toBe("guarded");
    // Nor decided, whatever was decided about those who were found.
    const part = { check: { ...check, found: [someone] } };
    expect(guardStateOf(situation({ ...part, sorted: { ...nothing, open: [someone] } }))).toBe("toDecide");
    expect(guardStateOf(situation({ ...part, sorted: { ...nothing, excluded: [someone] } }))).toBe(
      "notChecked",
    );
    const freed = { ...nothing, freed: [someone] };
    expect(guardStateOf(situation({ ...part, sorted: freed, cannotGuard: true }))).toBe("notChecked");
  });

  it("is never guarded or decided where something is not known, whatever stands on the activity", () => {
    const check = { reasons: [{ kind: "tooMany", of: "deals" } as const], found: [someone], notFollowed: [] };
    expect(guardStateOf(situation({ check, isGuarded: true }))).toBe("notChecked");
    expect(guardStateOf(situation({ check, isGuarded: true, mode: "guard" }))).toBe("notChecked");
  });

  it("is to be decided as long as one is open, and as long as nothing carries out that somebody is left out", () => {
    const two = { ...found, found: [someone, someone] };
    for (const mode of ["warn", "decide", "guard"] as const) {
      for (const [check, sorted] of [
        [found, { ...nothing, open: [someone] }],
        [found, { ...nothing, excluded: [someone] }],
        [found, { ...nothing, asked: [someone] }],
        [two, { ...nothing, asked: [someone], freed: [someone] }],
      ] as const) {
        expect(guardStateOf(situation({ mode, check, sorted }))).toBe("toDecide");
      }
    }
  });

  it("is decided without guarded lists where everybody found is let in, and with them by whatever was decided", () => {
    for (const mode of ["warn", "decide", "guard"] as const) {
      const freed = { mode, check: found, sorted: { ...nothing, freed: [someone] } };
      expect(guardStateOf(situation(freed))).toBe("decided");
      const asked = { mode, check: found, sorted: { ...nothing, asked: [someone] }, isGuarded: true };
      expect(guardStateOf(situation(asked))).toBe("guarded");
    }
  });

  it("is guarded with guarded lists: under `guard` from the first check on, else once all is decided", () => {
    const open = { check: found, sorted: { ...nothing, open: [someone] }, isGuarded: true };
    expect(guardStateOf(situation({ ...open, mode: "guard" }))).toBe("guarded");
    expect(guardStateOf(situation(open))).toBe("toDecide");
    expect(guardStateOf(situation({ ...open, sorted: { ...nothing, excluded: [someone] } }))).toBe("guarded");
  });

  it("is neither to be decided nor decided where a list cannot be guarded, unless everybody is let in", () => {
    const cannot = { cannotGuard: true, check: found };
    for (const sorted of [
      { ...nothing, open: [someone] },
      { ...nothing, excluded: [someone] },
      { ...nothing, asked: [someone] },
    ]) {
      expect(guardStateOf(situation({ ...cannot, sorted }))).toBe("notChecked");
    }
    expect(guardStateOf(situation({ ...cannot, sorted: { ...nothing, freed: [someone] } }))).toBe("decided");
    expect(guardStateOf(situation({ cannotGuard: true }))).toBe("clear");
  });

  it("is not checked where a list is missing, or is there that nobody looked at, whatever else is known", () => {
    const open = { check: found, sorted: { ...nothing, open: [someone] } };
    for (const given of [{}, open, { isGuarded: true }]) {
      expect(guardStateOf(situation({ ...given, isWhole: false }))).toBe("notChecked");
    }
  });

  it("says that lists were taken off before anything else", () => {
    expect(guardStateOf(situation({ listsTakenOff: true, isWhole: false }))).toBe("listsTakenOff");
  });
});

describe("a check", () => {
  const on = new Date("2026-11-22T09:00:00Z");
  const last = { on, audience: 100, found: 2 };
  const at = new Date("2026-11-23T09:00:00Z");
  const policy = { recheckHours: 24 };

  it("holds for the policy's hours, while audience and deals are the same", () => {
    expect(staleness(last, { audience: 100, found: 2 }, at, policy)).toBeNull();
    expect(staleness(last, null, at, policy)).toBeNull();
  });

  it.each([
    ["tooOld", { audience: 100, found: 2 }, new Date(at.getTime() + 1)],
    ["audienceChanged", { audience: 99, found: 2 }, at],
    ["audienceChanged", { audience: null, found: 2 }, at],
    ["dealsChanged", { audience: 100, found: 3 }, at],
  ] as const)("is stale: %s", (why, now, when) => {
    expect(staleness(last, now, when, policy)).toBe(why);
  });
});

describe("a state that was written down", () => {
  const at = new Date("2026-11-23T09:00:00Z");
  const policy = { recheckHours: 24 };
  const hoursAgo = (hours: number) => new Date(at.getTime() - hours * 3_600_000);

  it("holds for the policy's hours after the check, and where none is known, not at all", () => {
    expect(stateSince("clear", hoursAgo(24), at, policy)).toBe("clear");
    expect(stateSince("guarded", hoursAgo(1), at, policy)).toBe("guarded");
    expect(stateSince("clear", new Date(hoursAgo(24).getTime() - 1), at, policy)).toBe("notChecked");
    expect(stateSince("clear", null, at, policy)).toBe("notChecked");
    expect(stateSince(null, hoursAgo(1), at, policy)).toBe("notChecked");
  });

  it("does not put lists back that were taken off", () => {
    expect(stateSince("listsTakenOff", hoursAgo(1_000), at, policy)).toBe("listsTakenOff");
    expect(stateSince("listsTakenOff", null, at, policy)).toBe("listsTakenOff");
  });
});

describe("a campaign", () => {
  const campaign = (typeCode: number | null) => ({
    id: "1",
    name: "Spring",
    typeCode,
    amounts: { budgetedCostBase: null, expectedRevenueBase: null },
  });

  it("promotes something unless it is an event; what does not say counts as promotion", () => {
    expect([null, campaign(null), ...[1, 2, 4, 5].map(campaign)].map(isPromotional)).toEqual(
      Array(6).fill(true),
    );
    expect(isPromotional(campaign(3))).toBe(false);
  });
});
