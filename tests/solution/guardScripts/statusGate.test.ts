import { refusalText } from "../../../solution/scripts/guard/refusalText";
import { refusalOf, type Known } from "../../../solution/scripts/guard/statusGate";

const PROPOSED = 1;
const PENDING = 4;
const CANCELED = 3;
const known: Known = { mode: "decide", state: "toDecide", hasLists: true };

describe("a change of status", () => {
  it("is refused under “decide” until everything is decided", () => {
    expect(refusalOf(PROPOSED, PENDING, known)).toBe("toDecide");
    for (const state of ["clear", "decided", "guarded"] as const) {
      expect(refusalOf(PROPOSED, PENDING, { ...known, state })).toBeNull();
    }
  });

  it("is refused where nobody knows who is in the audience", () => {
    for (const state of ["notChecked", "listsTakenOff", null] as const) {
      expect(refusalOf(PROPOSED, PENDING, { ...known, state })).toBe("notChecked");
    }
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: undefined })).toBe("stillReading");
    expect(refusalOf(PROPOSED, PENDING, { ...known, hasLists: undefined })).toBe("stillReading");
  });

  it("is free where there is no audience, in the other modes, and for whoever breaks off", () => {
    expect(refusalOf(PROPOSED, PENDING, { ...known, hasLists: false })).toBeNull();
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: "warn" })).toBeNull();
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: "guard" })).toBeNull();
    expect(refusalOf(PROPOSED, CANCELED, known)).toBeNull();
    expect(refusalOf(PENDING, 0, known)).toBeNull();
  });

  it("is refused in the user's language", () => {
    const texts = [1033, 1036, 1043].map((language) => refusalText("toDecide", language));
    expect(new Set(texts).size).toBe(3);
    expect(refusalText("toDecide", 1031)).toBe(texts[0]);
  });
});
