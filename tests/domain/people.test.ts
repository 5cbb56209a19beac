import * as fc from "fast-check";
import { engagementOf, type EngagementOfClient, type PersonSum } from "../../domain/engagement";
import { bestContact, partOf, rankPeople, type Person } from "../../domain/people";
import { defaultPolicy } from "../../domain/policy";
import { reachOf, type Objections } from "../../domain/reach";
import { noObjections } from "./noObjections";

const today = 20_000;

function person(id: string, more: Partial<Person> = {}): Person {
  return {
    id,
    name: id,
    jobTitle: null,
    isActive: true,
    isPrimary: false,
    accountRole: null,
    decisionInfluence: null,
    stakeholderRoles: [],
    objections: noObjections,
    hasEmail: true,
    hasPhone: true,
    ...more,
  };
}

const nothing: EngagementOfClient = new Map();

function heard(person: string | null, points: number, age = 0): PersonSum {
  return { person, day: today - age, halfLifeDays: 30, points };
}

function engaged(...sums: PersonSum[]): EngagementOfClient {
  return engagementOf(sums, today, defaultPolicy);
}

const names = (ranked: readonly { readonly person: Person }[]) => ranked.map((each) => each.person.id);

describe("engagement", () => {
  it("halves with every half-life, and knows the last sign of life", () => {
    const byPerson = engaged(heard("ann", 8), heard("ann", 8, 30), heard("bob", 24, 60), heard(null, 2));
    expect(byPerson.get("ann")).toEqual({ score: 12, share: 0.6, lastDay: today });
    expect(byPerson.get("bob")).toEqual({ score: 6, share: 0.3, lastDay: today - 60 });
  });

  it("fades at the kind's own pace, else at the policy's", () => {
    const byPerson = engaged(
      { ...heard("own", 8, 10), halfLifeDays: 10 },
      { ...heard("policy", 8, 30), halfLifeDays: null },
    );
    expect([byPerson.get("own")?.score, byPerson.get("policy")?.score]).toEqual([4, 4]);
  });

  it("counts nothing of days to come or beyond the window", () => {
    expect(engaged(heard("ann", 8, -1), heard("ann", 8, defaultPolicy.windowDays)).size).toBe(0);
  });

  it("gives no share of the interest to whoever speaks against it", () => {
    const byPerson = engaged(heard("ann", 10), heard("bob", -20));
    expect([byPerson.get("ann")?.share, byPerson.get("bob")?.share, byPerson.get("bob")?.score]).toEqual([
      1, 0, -20,
    ]);
  });

  const anySum: fc.Arbitrary<PersonSum> = fc.record({
    person: fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null }),
    day: fc.integer({ min: today - 200, max: today + 5 }),
    halfLifeDays: fc.option(fc.integer({ min: -1, max: 90 }), { nil: null }),
    points: fc.integer({ min: -30, max: 30 }),
  });

  it("is what the plain formula says, signal by signal", () => {
    fc.assert(
      fc.property(fc.array(anySum), (sums) => {
        const byPerson = engaged(...sums);
        for (const name of ["a", "b", "c", "d"]) {
          const own = sums.filter(
            ({ person, day }) => person === name && day <= today && day > today - defaultPolicy.windowDays,
          );
          const score = own.reduce((sum, { points, day, halfLifeDays }) => {
            const halfLife =
              halfLifeDays !== null && halfLifeDays > 0 ? halfLifeDays : defaultPolicy.halfLifeDays;
            return sum + points * 0.5 ** ((today - day) / halfLife);
          }, 0);
          expect(byPerson.get(name)?.score ?? 0).toBeCloseTo(score, 9);
          expect(byPerson.has(name)).toBe(own.length > 0);
        }
      }),
    );
  });

  it("has shares that add up to one, or to nothing, together with what names nobody", () => {
    fc.assert(
      fc.property(fc.array(anySum), (sums) => {
        const named = sums.map((sum) => ({ ...sum, person: sum.person ?? "nobody" }));
        const [whole, some] = [engaged(...named), engaged(...sums)];
        const sum = [...whole.values()].reduce((before, { share }) => before + share, 0);
        expect(Math.abs(sum - 1) < 1e-9 || sum === 0).toBe(true);
        for (const [name, engagement] of some) expect(engagement).toEqual(whole.get(name));
      }),
    );
  });

  it("comes to the same when a sum arrives in two parts", () => {
    fc.assert(
      fc.property(fc.array(anySum), fc.integer({ min: -10, max: 10 }), (sums, part) => {
        const inParts = sums.flatMap((sum) => [
          { ...sum, points: sum.points - part },
          { ...sum, points: part },
        ]);
        const [whole, parts] = [engaged(...sums), engaged(...inParts)];
        for (const [name, { score, lastDay }] of whole) {
          expect(parts.get(name)?.score).toBeCloseTo(score, 9);
          expect(parts.get(name)?.lastDay).toBe(lastDay);
        }
      }),
    );
  });
});

describe("how a person may be contacted", () => {
  it("keeps a refusal, address or not, and calls a missing address unknown", () => {
    const all = { hasEmail: true, hasPhone: true };
    expect(reachOf(noObjections, all)).toEqual({
      email: "open",
      phone: "open",
      mailings: "open",
      canBeReached: true,
      canBeFollowed: true,
    });
    expect(
      reachOf({ ...noObjections, phone: true, email: true }, { hasEmail: false, hasPhone: true }),
    ).toMatchObject({
      email: "refused",
      phone: "refused",
      canBeReached: false,
    });
    expect(reachOf(noObjections, { hasEmail: false, hasPhone: false })).toMatchObject({
      email: "unknown",
      phone: "unknown",
      mailings: "unknown",
      canBeReached: false,
    });
  });

  it.each(["email", "bulkEmail", "marketing"] as const)("closes mailings when %s is refused", (refused) => {
    expect(reachOf({ ...noObjections, [refused]: true }, { hasEmail: true, hasPhone: true }).mailings).toBe(
      "refused",
    );
  });

  it("can be reached by either way alone", () => {
    expect(reachOf(noObjections, { hasEmail: true, hasPhone: false }).canBeReached).toBe(true);
    expect(reachOf(noObjections, { hasEmail: false, hasPhone: true }).canBeReached).toBe(true);
    expect(reachOf({ ...noObjections, email: true }, { hasEmail: true, hasPhone: false }).canBeReached).toBe(
      false,
    );
  });

  it("closes mailings, and nothing else, by an opt-out in Customer Insights", () => {
    const reach = reachOf({ ...noObjections, optedOut: true }, { hasEmail: true, hasPhone: true });
    expect([reach.mailings, reach.email, reach.phone]).toEqual(["refused", "open", "open"]);
  });
});

describe("the people of an account", () => {
  it("come by engagement and by what they decide", () => {
    const people = [
      person("clerk", { jobTitle: "Data Engineer" }),
      person("chief", { jobTitle: "Chief Information Officer", accountRole: 1 }),
      person("manager", { jobTitle: "IT Manager" }),
    ];
    expect(names(rankPeople(people, nothing))).toEqual(["chief", "manager", "clerk"]);
    expect(names(rankPeople(people, engaged(heard("clerk", 30), heard("chief", 3))))).toEqual([
      "clerk",
      "chief",
      "manager",
    ]);
    expect(names(rankPeople(people, engaged(heard("clerk", 30), heard("chief", 25))))[0]).toBe("chief");
  });

  it("give no standing to who stands in the way, whatever the title", () => {
    const people = [
      person("blocker", { decisionInfluence: 2, jobTitle: "CEO", isPrimary: true }),
      person("assistant", { jobTitle: "Assistant" }),
    ];
    expect(names(rankPeople(people, nothing))).toEqual(["assistant", "blocker"]);
  });

  it("stand by their part in the decision, title or none", () => {
    const people = [
      person("employee", { accountRole: 2 }),
      person("influencer", { accountRole: 3 }),
      person("stakeholder", { stakeholderRoles: ["Champion"] }),
      person("decides", { accountRole: 1 }),
      person("nobody"),
    ];
    expect(names(rankPeople(people, nothing))).toEqual([
      "decides",
      "stakeholder",
      "influencer",
      "employee",
      "nobody",
    ]);
  });

  it("come by name where nothing else tells them apart, and by id where the name does not", () => {
    const people = ["2", "4", "1", "3"].map((id) => person(id, { name: Number(id) > 2 ? "Ann" : "Bob" }));
    for (const order of [people, [...people].reverse()]) {
      expect(names(rankPeople(order, nothing))).toEqual(["3", "4", "1", "2"]);
    }
  });

  it("leave out who has left", () => {
    const ranked = rankPeople(
      [person("gone", { isActive: false }), person("here")],
      engaged(heard("gone", 50)),
    );
    expect(names(ranked)).toEqual(["here"]);
  });

  it("take the recorded part before the guessed one", () => {
    expect(partOf(person("x", { decisionInfluence: 2, accountRole: 1 }))).toBe("blocker");
    expect(partOf(person("x", { decisionInfluence: 3, accountRole: 1 }))).toBe("decisionMaker");
    expect(partOf(person("x", { stakeholderRoles: ["Champion"], accountRole: 3 }))).toBe("stakeholder");
    expect(partOf(person("x", { accountRole: 3 }))).toBe("influencer");
    expect(partOf(person("x", { accountRole: 2 }))).toBe("employee");
    expect(partOf(person("x"))).toBeNull();
  });

  const objections: fc.Arbitrary<Objections> = fc.record({
    email: fc.boolean(),
    bulkEmail: fc.boolean(),
    phone: fc.boolean(),
    post: fc.boolean(),
    marketing: fc.boolean(),
    following: fc.boolean(),
    optedOut: fc.option(fc.boolean(), { nil: null }),
  });
  const anyPeople: fc.Arbitrary<Person[]> = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      name: fc.string(),
      jobTitle: fc.option(fc.constantFrom("CEO", "Directrice", "Hoofd IT", "Juriste", "Assistant"), {
        nil: null,
      }),
      isActive: fc.boolean(),
      isPrimary: fc.boolean(),
      accountRole: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
      decisionInfluence: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
      stakeholderRoles: fc.array(fc.constantFrom("Champion", "Influencer"), { maxLength: 2 }),
      objections,
      hasEmail: fc.boolean(),
      hasPhone: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  const peopleHeard = anyPeople.chain((people) =>
    fc
      .array(
        fc.tuple(
          fc.constantFrom(...people.map(({ id }) => id), "someone else"),
          fc.integer({ min: -9, max: 30 }),
        ),
      )
      .map((sums) => ({ people, engagement: engaged(...sums.map(([id, points]) => heard(id, points))) })),
  );

  it("are ranked the same in whatever order they came, everybody active once", () => {
    fc.assert(
      fc.property(peopleHeard, fc.integer(), ({ people, engagement }, seed) => {
        const ranked = rankPeople(people, engagement);
        const shuffled = [...people].sort((a, b) => (a.id + seed < b.id + seed ? 1 : -1));
        expect(names(rankPeople(shuffled, engagement))).toEqual(names(ranked));
        expect([...names(ranked)].sort()).toEqual(
          people
            .filter((p) => p.isActive)
            .map((p) => p.id)
            .sort(),
        );
        for (const { standing } of ranked) expect(standing >= 0 && standing <= 1).toBe(true);
      }),
    );
  });

  it("never lose a place by engaging more", () => {
    fc.assert(
      fc.property(
        peopleHeard,
        fc.nat(7),
        fc.integer({ min: 1, max: 50 }),
        ({ people, engagement }, index, more) => {
          const chosen = people[index % Math.max(1, people.length)];
          if (chosen === undefined || !chosen.isActive) return;
          const before = engagement.get(chosen.id);
          const after: EngagementOfClient = new Map(engagement).set(chosen.id, {
            share: 0,
            lastDay: today,
            score: (before?.score ?? 0) + more,
          });
          const place = (by: EngagementOfClient) => names(rankPeople(people, by)).indexOf(chosen.id);
          expect(place(after)).toBeLessThanOrEqual(place(engagement));
        },
      ),
    );
  });

  it("have as best contact nobody who cannot be reached, has left, or stands in the way", () => {
    fc.assert(
      fc.property(peopleHeard, ({ people, engagement }) => {
        const ranked = rankPeople(people, engagement);
        const best = bestContact(ranked);
        const able = ranked.filter(({ reach, part }) => reach.canBeReached && part !== "blocker");
        expect(best?.person.id).toBe(able[0]?.person.id);
        if (best !== null) expect([best.reach.phone, best.reach.email]).toContain("open");
      }),
    );
  });
});

describe("the reason for the best contact", () => {
  const reasonOf = (people: readonly Person[], engagement = nothing) =>
    bestContact(rankPeople(people, engagement))?.reason;

  it("is the strongest there is", () => {
    const chief = person("chief", { accountRole: 1 });
    expect(reasonOf([chief], engaged(heard("chief", 5, 3)))).toEqual({
      key: "decidesAndEngaged",
      share: 1,
      lastDay: today - 3,
    });
    expect(reasonOf([chief])).toEqual({ key: "decides" });
    expect(reasonOf([person("any")], engaged(heard("any", 5)))).toMatchObject({ key: "mostEngaged" });
    expect(reasonOf([person("any", { isPrimary: true })])).toEqual({ key: "primary" });
    expect(reasonOf([person("any", { stakeholderRoles: ["Champion"] })])).toEqual({
      key: "takesPart",
      part: "stakeholder",
    });
    expect(reasonOf([person("any", { jobTitle: "Directeur commercial" })])).toEqual({
      key: "senior",
      seniority: "director",
    });
    expect(reasonOf([person("any")])).toEqual({ key: "reachable" });
    expect(reasonOf([])).toBeUndefined();
  });

  it("is the part in a deal, beside somebody more engaged, and the rank from manager up", () => {
    const champion = person("champion", { stakeholderRoles: ["Champion"] });
    const adviser = person("adviser", { accountRole: 3 });
    const blocker = person("blocker", { decisionInfluence: 2 });
    for (const [who, part] of [
      [champion, "stakeholder"],
      [adviser, "influencer"],
    ] as const) {
      expect(reasonOf([who, blocker], engaged(heard(who.id, 4, 2), heard("blocker", 12)))).toEqual({
        key: "takesPartAndEngaged",
        part,
        share: expect.closeTo(0.24, 1) as number,
        lastDay: today - 2,
      });
      expect(reasonOf([who])).toEqual({ key: "takesPart", part });
    }
    const titled = (jobTitle: string) => reasonOf([person("any", { jobTitle })]);
    expect(titled("CEO")).toEqual({ key: "senior", seniority: "executive" });
    expect(titled("IT Manager")).toEqual({ key: "senior", seniority: "manager" });
    expect(titled("Juriste")).toEqual({ key: "reachable" });
    expect(reasonOf([person("any", { accountRole: 2 })])).toEqual({ key: "reachable" });
  });

  it("is not engagement, of somebody who spoke against us or whose signals cancel out", () => {
    const against = person("against", { accountRole: 1 });
    expect(reasonOf([against], engaged(heard("against", -5)))).toEqual({ key: "decides" });
    expect(reasonOf([against], engaged(heard("against", 5), heard("against", -5)))).toEqual({
      key: "decides",
    });
  });

  it("does not call someone the most engaged beside one who is, but cannot be reached", () => {
    const hidden = person("hidden", { hasEmail: false, hasPhone: false });
    expect(
      reasonOf([hidden, person("second")], engaged(heard("hidden", 9), heard("second", 8))),
    ).toMatchObject({
      key: "engaged",
    });
  });
});
