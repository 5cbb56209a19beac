import { holdProblem, isInForce, type HoldDraft } from "../../domain/hold";

const today = 20_000;
const draft: HoldDraft = { reason: "Legal review", scope: "everySend", until: null, dealId: "deal" };

describe("a hold being written", () => {
  it("needs a reason, and an end: a day or a deal", () => {
    expect(holdProblem(draft, today)).toBeNull();
    expect(holdProblem({ ...draft, reason: "  " }, today)).toBe("noReason");
    expect(holdProblem({ ...draft, reason: "x".repeat(2001) }, today)).toBe("tooLong");
    expect(holdProblem({ ...draft, reason: ` ${"x".repeat(2000)} ` }, today)).toBeNull();
    expect(holdProblem({ ...draft, dealId: null }, today)).toBe("noEnd");
    expect(holdProblem({ ...draft, dealId: null, until: today }, today)).toBeNull();
    expect(holdProblem({ ...draft, until: today - 1 }, today)).toBe("past");
  });
});

describe("a hold", () => {
  it.each([
    ["has no end and its deal is open", { from: null, until: null, isDealOpen: true }, true],
    ["has no end and its deal is closed", { from: null, until: null, isDealOpen: false }, false],
    ["has no end and no deal", { from: null, until: null, isDealOpen: null }, true],
    ["ends today", { from: today - 5, until: today, isDealOpen: null }, true],
    ["ended yesterday", { from: null, until: today - 1, isDealOpen: true }, false],
    ["begins today", { from: today, until: null, isDealOpen: true }, true],
    ["begins tomorrow", { from: today + 1, until: null, isDealOpen: true }, false],
  ])("that %s: in force is %s", (_, term, expected) => {
    expect(isInForce(term, today)).toBe(expected);
  });
});
