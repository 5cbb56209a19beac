import type { Found } from "../../../domain/guard/check";
import { exactly } from "../../../domain/guard/audience";
import {
  freedOf,
  sortByDecision,
  standingDecisions,
  type Authority,
  type Decision,
  type DecisionTaken,
} from "../../../domain/guard/decision";
import type { Protection } from "../../../domain/guard/protection";

const hold = (id: string): Protection => ({
  kind: "hold",
  hold: {
    id,
    reason: "Renewal",
    from: null,
    until: null,
    scope: "everySend",
    account: null,
    contact: null,
    deal: null,
    owner: { table: "systemuser", id: "rita", name: "Rita" },
    dealValue: null,
    clients: { companies: new Set(), people: new Set(), dealId: null },
  },
});
const found = (id: string): Found => ({
  key: `hold:${id}`,
  protection: hold(id),
  members: exactly(1),
  reach: [],
});

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

  it("leaves out whoever waits for an answer", () => {
    const sorted = sortByDecision([found("one")], standingDecisions([taken("askTheOwner")], authority()));
    expect(sorted.asked).toHaveLength(1);
    expect(freedOf(sorted)).toEqual({ deals: [], holds: [] });
  });
});
