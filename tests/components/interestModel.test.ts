import { interestReading, type InterestAnswered } from "../../components/Interest/interestModel";
import { peopleReading, type PeopleAnswered } from "../../components/Interest/peopleModel";
import { engagementText, partText, reasonText } from "../../components/Interest/peopleTexts";
import { silenceTexts } from "../../components/Interest/silenceTexts";
import { wordsOf } from "../../components/shared/words";
import { failed, success } from "../../dataverse/attempt";
import type { TimelineEntry } from "../../dataverse/timeline";
import { defaultPolicy } from "../../domain/policy";
import { dayOfDate, type Day } from "../../domain/day";
import { rankPeople, type Person } from "../../domain/people";
import { hostFor, SmallOrganisation } from "../dataverse/smallOrganisation";
import { noObjections } from "../domain/noObjections";
import { textIn } from "./strings";

const today = dayOfDate(2026, 11, 22);
const words = wordsOf(hostFor(new SmallOrganisation({}), "2026-11-22", { text: textIn(1033) }));
const client = { table: "account", id: "contoso" } as const;

/** What is answered once the ranking itself is: the policy, and one topic heard of on these days. */
function ranked(...days: readonly Day[]): InterestAnswered {
  const topic = "platform";
  return {
    today,
    policy: success({ policy: defaultPolicy, row: null, notStages: [] }),
    interest: success({
      sums: days.map((day) => ({ topic, day, halfLifeDays: null, points: 20 })),
      topics: days.length === 0 ? [] : [of(topic, Math.max(...days))],
      topicNames: new Map([[topic, "Data platform"]]),
    }),
  };
}

function of(topic: string | null, lastDay: Day) {
  return { topic, signals: 1, people: 1, isPeopleExact: true, lastDay };
}

function heardOn(day: Day): InterestAnswered {
  const happening = { day } as TimelineEntry;
  return {
    signals: success({ happenings: [happening], isCut: false }),
    sources: new Map(),
  };
}

const nobodyRefused = { following: success({ contacts: 3, refused: 0 }) };

describe("a ranking", () => {
  it("is shown as soon as it is there, whatever else is still being read", () => {
    const reading = interestReading(ranked(today - 3), client, false);
    expect(reading).toMatchObject({
      kind: "ready",
      model: { topics: [{ name: "Data platform" }], following: undefined, cold: null },
    });
  });

  it("waits for the policy that it is weighed by", () => {
    const { policy: _, ...unweighed } = ranked(today - 3);
    expect(interestReading(unweighed, client, false)).toEqual({ kind: "loading" });
  });

  it("stands without the newest signals where those cannot be read", () => {
    const answers = { ...ranked(today - 3), signals: failed({ kind: "noPrivilege" }) };
    expect(interestReading(answers, client, false).kind).toBe("ready");
  });

  it("of a client who may have grown cold waits for whoever heard of them last, and says since when", () => {
    const old = ranked(today - 150);
    expect(interestReading(old, client, false)).toEqual({ kind: "loading" });
    expect(interestReading(old, client, true)).toEqual({ kind: "offline" });
    const cold = interestReading({ ...old, ...heardOn(today - 120), ...nobodyRefused }, client, false);
    expect(cold).toMatchObject({ kind: "ready", model: { cold: { days: 120 } } });
    const heard = interestReading({ ...old, ...heardOn(today - 2), ...nobodyRefused }, client, false);
    expect(heard).toMatchObject({ kind: "ready", model: { cold: null } });
  });

  it("does not wait offline for who may be followed: it says that this is not known", () => {
    const reading = interestReading(ranked(today - 3), client, true);
    expect(reading).toMatchObject({ kind: "ready", model: { following: null } });
  });
});

/** A further source that could not be read. */
const unread = (heard: InterestAnswered): InterestAnswered => ({
  ...heard,
  sources: new Map([["campaignResponse", { kind: "failed", failure: { kind: "throttled" } } as const]]),
});
const consentUnknown = { following: failed({ kind: "throttled" }) };

describe("silence", () => {
  it.each<[string, InterestAnswered, readonly string[]]>([
    ["who may be followed", { ...heardOn(today - 300), ...consentUnknown }, []],
    ["a further source", { ...unread(heardOn(today - 300)), ...nobodyRefused }, ["campaignResponse"]],
  ])("is not explained where %s could not be read", (_, answers, missing) => {
    const reading = interestReading({ ...ranked(), ...answers }, client, false);
    expect(reading).toMatchObject({ kind: "empty", reason: { trackability: null, missing } });
    // Nor is what was heard long ago said to have grown cold since.
    const old = interestReading({ ...ranked(today - 150), ...answers }, client, false);
    expect(old).toMatchObject({ kind: "ready", model: { topics: [{}], cold: null } });
  });

  it("is none where they were heard of lately, whatever could not be read", () => {
    const answers = { ...ranked(), ...unread(heardOn(today - 2)), ...consentUnknown };
    expect(interestReading(answers, client, false)).toMatchObject({
      reason: { trackability: { kind: "heard", lastDay: today - 2 } },
    });
  });

  it("is only explained from everything that may have been heard", () => {
    expect(interestReading(ranked(), client, false)).toEqual({ kind: "loading" });
    const refused = { ...ranked(), signals: failed({ kind: "noPrivilege" }) };
    expect(interestReading(refused, client, false)).toEqual({ kind: "noPrivilege" });
    const explained = interestReading(
      { ...ranked(), ...heardOn(today - 300), ...nobodyRefused },
      client,
      false,
    );
    expect(explained).toMatchObject({
      kind: "empty",
      reason: { trackability: { kind: "cold", days: 300 }, following: { refused: 0 } },
    });
  });
});

describe("a client who grew cold", () => {
  it.each([
    [90, "No signal on a topic in the last 180 days."],
    [179, "No signal on a topic in the last 180 days."],
    [180, "Nothing in the last 180 days."],
  ])(
    "was heard of within the window, or was not: %i days ago, where sources know no topics",
    (days, title) => {
      const answers = { ...ranked(), ...heardOn(today - days), ...nobodyRefused };
      const reading = interestReading(answers, client, false);
      if (reading.kind !== "empty") throw new Error(reading.kind);
      expect(reading.reason.trackability?.kind).toBe("cold");
      expect(silenceTexts(reading.reason, "account", words)).toMatchObject({
        title,
        text: expect.stringMatching(/^Last signal: /) as string,
      });
    },
  );
});

describe("the people of a client", () => {
  const ann = {
    ...{ id: "ann", name: "Ann", jobTitle: null, isActive: true, isPrimary: false },
    ...{ accountRole: null, decisionInfluence: null, stakeholderRoles: [], hasEmail: true, hasPhone: true },
    objections: noObjections,
  };

  const read = (engagement: PeopleAnswered["engagement"]) => {
    const { today, policy } = ranked();
    const answers = {
      ...{ today, policy, engagement },
      people: success({ people: [ann], isCut: false }),
      optOuts: success(null),
    };
    const reading = peopleReading(answers, client, false);
    if (reading.kind !== "ready") throw new Error(reading.kind);
    return reading.model;
  };
  const none = { sums: [], names: new Map<string, string>() };
  it.each([
    ["has no recent signals", success({ ...none, isComplete: true }), "No recent signals"],
    ["was not read among so many", success({ ...none, isComplete: false }), ""],
    ["could not be read", failed({ kind: "noPrivilege" }), ""],
  ] as const)("are only said to be silent where that is known: one %s", (_, engagement, text) => {
    const model = read(engagement);
    const [person] = [model.best, ...model.others].filter((each) => each !== null);
    expect(person && engagementText(person, model, words)).toBe(text);
  });

  it.each([
    ["all are known", success({ ids: new Set<string>(), isCut: false }), false],
    ["nobody keeps any", success(null), false],
    ["there are more than one answer holds", success({ ids: new Set(["ann"]), isCut: true }), true],
    ["they could not be read", failed({ kind: "throttled" }), true],
  ] as const)(
    "are said to be read in part only where opt-outs may be missing: %s",
    (_, optOuts, isPartly) => {
      const { today, policy } = ranked();
      const people = success({ people: [ann], isCut: false });
      const engagement = success({ ...none, isComplete: true });
      const reading = peopleReading({ today, policy, people, engagement, optOuts }, client, false);
      expect(reading.kind === "ready" && reading.model.isPartly).toBe(isPartly);
    },
  );

  it("have their part in the organisation's own words, and in ours where those are the same", () => {
    const partOf = (...stakeholderRoles: string[]) =>
      partText({ ...rankPeople([{ ...ann, stakeholderRoles }], new Map())[0]! }, words);
    expect(partOf("Decision Maker", "Économiste")).toBe("Decision maker, Économiste");
    expect(partOf("Former Employer")).toBe("Former Employer");
  });

  describe("have a best point of contact whose reason", () => {
    const hidden = { ...ann, id: "hidden", hasEmail: false, hasPhone: false };
    const director = { ...ann, jobTitle: "Marketing director" };
    const of = (person: string) => ({ person, day: today - 2, halfLifeDays: null, points: 9 });
    const reason = (
      people: readonly Person[],
      engagement: PeopleAnswered["engagement"] = success({ ...none, isComplete: true }),
      isCut = false,
    ) => {
      const { policy } = ranked();
      const answers = {
        today,
        policy,
        engagement,
        people: success({ people, isCut }),
        optOuts: success(null),
      };
      const reading = peopleReading(answers, client, false);
      if (reading.kind !== "ready" || reading.model.best === null) throw new Error(reading.kind);
      return reasonText(reading.model.best, reading.model, words);
    };
    const heardOf = (person: string) => success({ ...none, sums: [of(person)], isComplete: true });
    const unread = failed({ kind: "throttled" });
    const partly = success({ ...none, isComplete: false });

    it.each([
      ["nobody was heard from", reason([director, hidden]), "Nobody has been heard from; the job title"],
      ["somebody was who cannot be reached", reason([director, hidden], heardOf("hidden")), "The job title"],
      ["somebody was who has left", reason([director], heardOf("gone")), "The job title"],
      ["the signals could not be read", reason([director], unread), "The job title"],
      ["not all signals were read", reason([director], partly), "The job title"],
    ])("is the rank, and that nobody was heard from only where that is so: %s", (_, said, start) => {
      expect(said).toBe(`${start} suggests a director’s rank.`);
    });

    it.each([
      ["somebody in particular", { ...ann, isPrimary: true }, "Engaged, and well placed: "],
      ["nobody in particular", ann, "Engaged: "],
    ])(
      "is engagement, and a place only where there is one, beside somebody out of reach: %s",
      (_, person, start) => {
        const sums = [of("hidden"), { ...of("ann"), points: 3 }];
        expect(reason([person, hidden], success({ ...none, sums, isComplete: true }))).toBe(
          `${start}25% of the interest, last heard 2 days ago.`,
        );
      },
    );

    it.each([
      ["nothing is", reason([ann, hidden]), true],
      ["somebody was heard from", reason([ann, hidden], heardOf("hidden")), false],
      ["somebody decides who cannot be reached", reason([ann, { ...hidden, accountRole: 1 }]), false],
      ["somebody has a rank", reason([ann, { ...hidden, jobTitle: "CEO" }]), false],
      ["the signals could not be read", reason([ann, hidden], unread), false],
      ["not everybody was read", reason([ann, hidden], undefined, true), false],
    ])(
      "is that they may be reached, and that nothing more is known only where that is so: %s",
      (_, said, is) => {
        expect(said).toBe(is ? "May be reached; nothing more is known of anybody here." : "May be reached.");
      },
    );
  });

  it.each([
    ["nobody may be", [{}, {}], true],
    ["only somebody who stands in the way may be", [{}, { hasPhone: true, decisionInfluence: 2 }], false],
    ["it is one person", [{}], false],
  ])("are said to be out of reach where all of them are: %s", (_, several, isNobodyReachable) => {
    const people = several.map((more, n) => ({
      ...ann,
      id: String(n),
      hasEmail: false,
      hasPhone: false,
      ...more,
    }));
    const { policy } = ranked();
    const given = {
      today,
      policy,
      engagement: success({ ...none, isComplete: true }),
      optOuts: success(null),
    };
    const model = (isCut: boolean) =>
      peopleReading({ ...given, people: success({ people, isCut }) }, client, false);
    expect(model(false)).toMatchObject({ model: { best: null, isNobodyReachable } });
    // Of those who were not read, nobody knows.
    expect(model(true)).toMatchObject({ model: { best: null, isNobodyReachable: false } });
  });

  it("wait for a connection, and say so, where it goes before their signals are read", () => {
    const { policy } = ranked();
    const answers = { today, policy, people: success({ people: [ann], isCut: false }) };
    expect(peopleReading(answers, client, false)).toEqual({ kind: "loading" });
    expect(peopleReading(answers, client, true)).toEqual({ kind: "offline" });
  });

  it.each([
    [true, false],
    [false, true],
  ])(
    "are said to be ranked by part of what is known where not all signals were read",
    (isComplete, isPartly) => {
      expect(read(success({ ...none, isComplete }))).toMatchObject({ isPartly });
    },
  );
});
