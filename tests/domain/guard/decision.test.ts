import type { Found } from "../../../domain/guard/check";
import {
  freedOf,
  frees,
  newestOf,
  sortByDecision,
  standingDecisions,
  type Authority,
  type Decision,
  type DecisionTaken,
} from "../../../domain/guard/decision";
import { dealOf, foundOf, holdOf } from "../../dataverse/guard/protections";

const found = (id: string): Found => foundOf(holdOf(id), 1);
const foundDeal = (id: string): Found => foundOf(dealOf(id), 1);

const authority = (given: Partial<Authority> = {}): Authority => ({
  mode: "decide",
  isOwner: (person) => person === "rita",
  mayOverride: () => false,
  ...given,
});

let minute = 0;
const taken = (decision: Decision, by = "mo", key: DecisionTaken["key"] = "hold:one"): DecisionTaken => ({
  id: String((minute += 1)),
  key,
  decision,
  reason: null,
  by: { id: by, name: by },
  on: new Date(2026, 10, 22, 9, minute),
  askedOf: null,
});

const standing = (rows: readonly DecisionTaken[], given?: Partial<Authority>) =>
  standingDecisions(rows, authority(given)).get("hold:one")?.decision;

describe("the decision that counts", () => {
  it("is the newest, in whatever order they are read", () => {
    const rows = [taken("exclude"), taken("sendAnyway"), taken("exclude"), taken("sendAnyway")];
    expect(standing(rows)).toBe("sendAnyway");
    expect(standing([...rows].reverse())).toBe("sendAnyway");
  });

  it("is the owner's word, once asked", () => {
    expect(standing([taken("askTheOwner"), taken("ownerAgrees", "rita")])).toBe("ownerAgrees");
  });

  it("is not the word of somebody else who says that the owner agrees", () => {
    expect(standing([taken("askTheOwner"), taken("ownerAgrees", "mo")])).toBe("askTheOwner");
  });

  it("is not the owner's word where nobody asked, or where somebody excluded since", () => {
    expect(standing([taken("ownerAgrees", "rita")])).toBeUndefined();
    expect(standing([taken("askTheOwner"), taken("exclude"), taken("ownerAgrees", "rita")])).toBe("exclude");
  });

  it("is not a send by somebody who may not override, where the policy guards", () => {
    const rows = [taken("exclude"), taken("sendAnyway")];
    expect(standing(rows, { mode: "guard" })).toBe("exclude");
    expect(standing(rows, { mode: "guard", mayOverride: (person) => person === "mo" })).toBe("sendAnyway");
    expect(standing(rows, { mode: "warn" })).toBe("sendAnyway");
  });

  it("concerns one deal or hold, never its client's next one", () => {
    const sorted = sortByDecision(
      [found("one"), found("two")],
      standingDecisions([taken("sendAnyway")], authority()),
    );
    expect(sorted.freed.map(({ key }) => key)).toEqual(["hold:one"]);
    expect(sorted.open.map(({ key }) => key)).toEqual(["hold:two"]);
    expect(freedOf(sorted)).toEqual({ deals: [], holds: ["one"] });
  });

  it("lapses with what it was about: only what is found can be freed", () => {
    const sorted = sortByDecision([found("two")], standingDecisions([taken("sendAnyway")], authority()));
    expect(freedOf(sorted)).toEqual({ deals: [], holds: [] });
  });

  it("is the first one read, of two of the same moment", () => {
    const on = new Date(2026, 10, 22, 9);
    const [newer, older] = [taken("exclude"), taken("sendAnyway")].map((each) => ({ ...each, on }));
    expect(standing([newer!, older!])).toBe("exclude");
    expect(standing([older!, newer!])).toBe("sendAnyway");
  });

  it("puts each deal and hold where its decision says, and in one place alone", () => {
    const all = ["open", "excluded", "asked", "sent", "agreed"].map(found);
    const rows = [
      taken("exclude", "mo", "hold:excluded"),
      taken("askTheOwner", "mo", "hold:asked"),
      taken("sendAnyway", "mo", "hold:sent"),
      taken("askTheOwner", "mo", "hold:agreed"),
      taken("ownerAgrees", "rita", "hold:agreed"),
    ];
    const sorted = sortByDecision(all, standingDecisions(rows, authority()));
    const keys = Object.fromEntries(
      Object.entries(sorted).map(([place, there]: [string, readonly Found[]]) => [
        place,
        there.map(({ key }) => key),
      ]),
    );
    expect(keys).toEqual({
      open: ["hold:open"],
      excluded: ["hold:excluded"],
      asked: ["hold:asked"],
      freed: ["hold:sent", "hold:agreed"],
    });
  });

  it("frees deals as deals and holds as holds, in one order", () => {
    const freed = [found("two"), foundDeal("b"), found("one"), foundDeal("a")];
    expect(freedOf({ freed })).toEqual({ deals: ["a", "b"], holds: ["one", "two"] });
  });

  it("frees only by a send, or by the owner's word", () => {
    const freeing = (["exclude", "sendAnyway", "askTheOwner", "ownerAgrees"] as const).filter((decision) =>
      frees(taken(decision)),
    );
    expect(freeing).toEqual(["sendAnyway", "ownerAgrees"]);
    expect(frees(undefined)).toBe(false);
  });

  it("leaves out whoever waits for an answer", () => {
    const sorted = sortByDecision([found("one")], standingDecisions([taken("askTheOwner")], authority()));
    expect(sorted.asked).toHaveLength(1);
    expect(freedOf(sorted)).toEqual({ deals: [], holds: [] });
  });
});

it("tells what was decided last about one of them, whether it counts or not", () => {
  const rows = [taken("exclude", "mo", "hold:two"), taken("ownerAgrees"), taken("exclude")];
  expect(newestOf(rows, "hold:one")).toBe(rows[1]);
  expect(newestOf(rows, "deal:one")).toBeUndefined();
});
