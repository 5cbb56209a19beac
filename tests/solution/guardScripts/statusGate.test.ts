import { messageText } from "../../../solution/scripts/guard/messageText";
import { isOver, refusalOf, type Known } from "../../../solution/scripts/guard/statusGate";
import { warningOf } from "../../../solution/scripts/guard/warning";
import { whoIsProtected } from "../../../solution/scripts/guard/whoIsProtected";

const PROPOSED = 1;
const PENDING = 4;
const CANCELED = 3;
const known: Known = { mode: "decide", state: "toDecide", hasLists: true, found: null };

describe("a change of status", () => {
  it("is refused under “decide” until everything is decided", () => {
    expect(refusalOf(PROPOSED, PENDING, known)).toBe("toDecide");
    for (const state of ["clear", "decided", "guarded"] as const) {
      expect(refusalOf(PROPOSED, PENDING, { ...known, state })).toBeNull();
    }
  });

  it("is refused for want of a role, not of a decision, where the user may not guard the audience", () => {
    const found = { inClosing: 1, onHold: 0, mayNotGuard: true };
    expect(refusalOf(PROPOSED, PENDING, { ...known, found })).toBe("mayNotGuard");
    expect(refusalOf(PROPOSED, PENDING, { ...known, found: { ...found, mayNotGuard: false } })).toBe(
      "toDecide",
    );
    expect(refusalOf(PROPOSED, PENDING, { ...known, found, state: "decided" })).toBeNull();
  });

  it("is refused where nobody knows who is in the audience", () => {
    for (const state of ["notChecked", "listsTakenOff", null] as const) {
      expect(refusalOf(PROPOSED, PENDING, { ...known, state })).toBe("notChecked");
    }
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: undefined })).toBe("stillReading");
    expect(refusalOf(PROPOSED, PENDING, { ...known, hasLists: undefined })).toBe("stillReading");
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: null })).toBe("notRead");
    expect(refusalOf(PROPOSED, PENDING, { ...known, hasLists: null })).toBe("notRead");
  });

  it("is free where there is no audience, in the other modes, and for whoever breaks off", () => {
    expect(refusalOf(PROPOSED, PENDING, { ...known, hasLists: false })).toBeNull();
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: "warn" })).toBeNull();
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: "guard" })).toBeNull();
    // Whatever is on it, these modes leave the status alone.
    expect(refusalOf(PROPOSED, PENDING, { ...known, mode: "warn", hasLists: undefined })).toBeNull();
    expect(refusalOf(PROPOSED, CANCELED, known)).toBeNull();
    expect(refusalOf(PENDING, 0, known)).toBeNull();
  });

  it.each(["refused.toDecide", "refused.mayNotGuard"] as const)("is %s in the user's language", (message) => {
    const texts = [1033, 1036, 1043].map((language) => messageText(message, language));
    expect(new Set(texts).size).toBe(3);
    expect(messageText(message, 1031)).toBe(texts[0]);
  });

  it.each([
    [
      1033,
      ["VIP clients in closing are", "Clients on hold are", "VIP clients in closing and clients on hold are"],
    ],
    [
      1036,
      [
        "Des clients VIP en cours de signature sont",
        "Des clients en pause d’envois sont",
        "Des clients VIP en cours de signature et des clients en pause d’envois sont",
      ],
    ],
    [
      1043,
      [
        "zitten VIP-klanten vlak voor ondertekening in",
        "zitten klanten met een verzendpauze in",
        "zitten VIP-klanten vlak voor ondertekening en klanten met een verzendpauze in",
      ],
    ],
  ] as const)("tells in %i who is in closing from who is on hold only", (language, texts) => {
    const found = [
      { inClosing: 1, onHold: 0 },
      { inClosing: 0, onHold: 1 },
      { inClosing: 1, onHold: 1 },
    ].map(whoIsProtected);
    for (const message of ["refused.toDecide", "refused.mayNotGuard", "warned.someProtected"] as const) {
      expect(found.map((who) => messageText(message, language, who))).toEqual(
        texts.map((text) => expect.stringContaining(text) as string),
      );
    }
  });
});

describe("a warning above the form", () => {
  const warned: Known = { ...known, mode: "warn" };

  it("stands there under “warn” while somebody protected may get the send, or nobody knows", () => {
    expect(warningOf(warned, false)).toBe("someProtected");
    expect(warningOf({ ...warned, state: "notChecked" }, false)).toBe("notChecked");
    for (const state of ["clear", "decided", "guarded", null] as const) {
      expect(warningOf({ ...warned, state }, false)).toBeNull();
    }
  });

  it("does not on an activity that is over", () => {
    for (const state of ["toDecide", "notChecked", "listsTakenOff"] as const) {
      expect(warningOf({ ...warned, state }, true)).toBeNull();
    }
    expect([0, 1, 4, null].map(isOver)).toEqual([false, false, false, false]);
    expect([2, 3, 5, 6].map(isOver)).toEqual([true, true, true, true]);
  });

  it("does not without an audience, nor under the modes that hold back", () => {
    expect(warningOf({ ...warned, hasLists: false }, false)).toBeNull();
    expect(warningOf({ ...warned, mode: "decide" }, false)).toBeNull();
    expect(warningOf({ ...warned, mode: "guard" }, false)).toBeNull();
  });
});
