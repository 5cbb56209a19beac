import { concernsOf, isWhole, SLOW_MILLISECONDS, weightOf, type HealthFacts } from "../../domain/health";

const well: HealthFacts = {
  tables: [{ table: "ent_topic", origin: "entente", state: "found", missing: [] }],
  sources: [{ table: "msevtmgt_checkin", isPresent: false }],
  roles: [{ name: "Entente Rep", isPresent: true, users: 4, isOptional: false }],
  timings: [{ question: "policy", milliseconds: 40, failure: null }],
  settings: {
    policy: "Agreed thresholds",
    notStages: [],
    absentStages: null,
    topics: 10,
    kinds: 15,
    missingNoteKinds: [],
    talkingPoints: 3,
    newestInteraction: "2026-11-20T10:00:00Z",
    missingObjectionColumn: null,
    segmentFault: null,
  },
};

const withSettings = (settings: Partial<HealthFacts["settings"]>): HealthFacts => ({
  ...well,
  settings: { ...well.settings, ...settings },
});
const kinds = (facts: HealthFacts) => concernsOf(facts).map(({ kind }) => kind);

describe("what is to be seen to", () => {
  it("is nothing where everything is in place, further sources or not", () => {
    expect(concernsOf(well)).toEqual([]);
  });

  it("names a table that is missing with where it comes from, and one that may not be read", () => {
    const facts: HealthFacts = {
      ...well,
      tables: [
        { table: "campaign", origin: "marketing", state: "absent", missing: [] },
        { table: "ent_policy", origin: "entente", state: "unreadable", missing: [] },
        { table: "ent_topic", origin: "entente", state: "unknown", missing: [] },
      ],
    };
    expect(concernsOf(facts)).toEqual([
      { kind: "tableAbsent", table: "campaign", origin: "marketing" },
      { kind: "tableUnreadable", table: "ent_policy" },
    ]);
  });

  it("names the columns that a table lacks", () => {
    const facts: HealthFacts = {
      ...well,
      tables: [{ table: "ent_topic", origin: "entente", state: "found", missing: ["ent_keywords"] }],
    };
    expect(concernsOf(facts)).toEqual([
      { kind: "columnsMissing", table: "ent_topic", origin: "entente", columns: ["ent_keywords"] },
    ]);
  });

  it("tells a role that is not there from one that nobody has", () => {
    const facts: HealthFacts = {
      ...well,
      roles: [
        { name: "Entente Rep", isPresent: true, users: 0, isOptional: false },
        { name: "Entente Admin", isPresent: false, users: 0, isOptional: false },
      ],
    };
    expect(concernsOf(facts)).toEqual([
      { kind: "roleAbsent", role: "Entente Admin" },
      { kind: "roleUnused", role: "Entente Rep" },
    ]);
  });

  it("asks for a role that may go without users, but not for a user of it", () => {
    const override = { name: "Entente Guard Override", users: 0, isOptional: true };
    expect(concernsOf({ ...well, roles: [{ ...override, isPresent: true }] })).toEqual([]);
    expect(concernsOf({ ...well, roles: [{ ...override, isPresent: false }] })).toEqual([
      { kind: "roleAbsent", role: "Entente Guard Override" },
    ]);
  });

  it("says once that kinds are missing: those of field notes only where there are others", () => {
    expect(kinds(withSettings({ kinds: 0, missingNoteKinds: ["fieldnote-neutral"] }))).toEqual(["noKinds"]);
    expect(kinds(withSettings({ missingNoteKinds: ["fieldnote-neutral"] }))).toEqual(["noteKindsMissing"]);
  });

  it("takes what is not known for neither good nor bad", () => {
    const unknown = withSettings({
      policy: null,
      topics: null,
      kinds: null,
      missingNoteKinds: null,
      talkingPoints: null,
      newestInteraction: null,
    });
    expect(kinds({ ...unknown, roles: null })).toEqual([]);
  });

  it("misses interactions, topics, talking points and a policy, and the column and segment that the policy names", () => {
    const settings = withSettings({
      policy: undefined,
      notStages: ["Close"],
      absentStages: { stages: [7], there: [{ value: 3, label: "Close" }], areAll: true },
      topics: 0,
      talkingPoints: 0,
      newestInteraction: undefined,
      missingObjectionColumn: "new_objects",
      segmentFault: "gone",
    });
    expect(concernsOf(settings)).toEqual([
      { kind: "stagesAbsent", stages: [7], there: [{ value: 3, label: "Close" }], areAll: true },
      { kind: "noTopics" },
      { kind: "noTalkingPoints" },
      { kind: "noPolicy" },
      { kind: "notStages", parts: ["Close"] },
      { kind: "objectionColumnMissing", column: "new_objects" },
      { kind: "segmentUnfit", because: "gone" },
      { kind: "noInteractions" },
    ]);
  });

  it.each([
    [{ kind: "tableAbsent", table: "t", origin: "entente" }, "broken"],
    [{ kind: "tableUnreadable", table: "t" }, "broken"],
    [{ kind: "columnsMissing", table: "t", origin: "entente", columns: [] }, "broken"],
    [{ kind: "roleAbsent", role: "r" }, "broken"],
    [{ kind: "noteKindsMissing", codes: [] }, "broken"],
    [{ kind: "noKinds" }, "broken"],
    [{ kind: "stagesAbsent", stages: [], there: [], areAll: true }, "broken"],
    [{ kind: "notAnswered", question: "policy", failure: "f" }, "broken"],
    [{ kind: "roleUnused", role: "r" }, "advice"],
    [{ kind: "noPolicy" }, "advice"],
    [{ kind: "notStages", parts: [] }, "advice"],
    [{ kind: "stagesAbsent", stages: [], there: [], areAll: false }, "advice"],
    [{ kind: "noTopics" }, "advice"],
    [{ kind: "noTalkingPoints" }, "advice"],
    [{ kind: "noInteractions" }, "advice"],
    [{ kind: "objectionColumnMissing", column: "c" }, "advice"],
    [{ kind: "segmentUnfit", because: "noId" }, "advice"],
    [{ kind: "slow", question: "policy", milliseconds: 9000 }, "advice"],
  ] as const)("%j is %s", (concern, weight) => {
    expect(weightOf(concern)).toBe(weight);
  });

  it("puts what keeps Entente from working before advice", () => {
    const facts: HealthFacts = {
      ...withSettings({ policy: undefined, topics: 0, newestInteraction: undefined, talkingPoints: 0 }),
      timings: [
        { question: "interest", milliseconds: SLOW_MILLISECONDS + 1, failure: null },
        { question: "policy", milliseconds: 9000, failure: "throttled" },
        { question: "topics", milliseconds: SLOW_MILLISECONDS, failure: null },
      ],
    };
    expect(kinds(facts)).toEqual([
      "notAnswered",
      "noTopics",
      "noTalkingPoints",
      "noPolicy",
      "noInteractions",
      "slow",
    ]);
    expect(concernsOf(facts).map(weightOf)).toEqual(["broken", ...Array<string>(5).fill("advice")]);
  });
});

it("calls a table whole that is there with all its columns", () => {
  const table = { table: "ent_topic", origin: "entente", state: "found", missing: [] } as const;
  expect(isWhole(table)).toBe(true);
  expect(isWhole({ ...table, missing: ["ent_keywords"] })).toBe(false);
  expect(isWhole({ ...table, state: "unreadable" })).toBe(false);
});
