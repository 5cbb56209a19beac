import * as fc from "fast-check";
import { defaultPolicy } from "../../domain/policy";
import { trackabilityOf, type Tracked } from "../../domain/trackability";

const today = 20_000;
const known: Tracked = { contacts: 11, refused: 2, sources: 3, lastDay: null };
const of = (more: Partial<Tracked>) => trackabilityOf({ ...known, ...more }, today, defaultPolicy);

describe("cold, silent and unseen", () => {
  it("calls a client cold when nothing was heard for three half-lives, and heard until then", () => {
    expect(of({ lastDay: today - 89 })).toEqual({
      kind: "heard",
      lastDay: today - 89,
      contacts: 11,
      refused: 2,
    });
    expect(of({ lastDay: today - 90 })).toMatchObject({ kind: "cold", days: 90 });
  });

  it("calls a client silent when we would have heard, and never did", () => {
    expect(of({})).toEqual({ kind: "silent", contacts: 11, refused: 2 });
  });

  it("calls a client unseen when we could not have heard, and says why", () => {
    expect(of({ refused: 11 })).toMatchObject({ kind: "unseen", because: "noConsent", lastDay: null });
    expect(of({ contacts: 0, refused: 0 })).toMatchObject({ kind: "unseen", because: "noContacts" });
    expect(of({ sources: 0 })).toMatchObject({ kind: "unseen", because: "noSource" });
  });

  it("does not call cold whoever has refused since", () => {
    expect(of({ refused: 11, lastDay: today - 200 })).toMatchObject({
      kind: "unseen",
      because: "noConsent",
      lastDay: today - 200,
    });
  });

  it("hears of a company without contacts by what names the company itself", () => {
    expect(of({ contacts: 0, refused: 0, lastDay: today - 3 }).kind).toBe("heard");
    expect(of({ contacts: 0, refused: 0, lastDay: today - 300 }).kind).toBe("cold");
  });

  it("has heard of whoever has registered for a day to come", () => {
    expect(of({ lastDay: today + 20 }).kind).toBe("heard");
  });

  it("gives one answer for anything, and never says silent of somebody it has heard or cannot hear", () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20),
        fc.nat(3),
        fc.option(fc.integer({ min: today - 400, max: today + 30 }), { nil: null }),
        (contacts, refused, sources, lastDay) => {
          const answer = of({ contacts, refused, sources, lastDay });
          const couldHear = sources > 0 && contacts > 0 && refused < contacts;
          expect(answer.kind === "silent").toBe(lastDay === null && couldHear);
          expect(answer.kind === "heard").toBe(lastDay !== null && lastDay > today - 90);
          if (answer.kind === "cold") expect(answer.days).toBeGreaterThanOrEqual(90);
        },
      ),
    );
  });
});
