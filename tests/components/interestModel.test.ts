import { interestReading, type InterestAnswered } from "../../components/Interest/interestModel";
import { peopleReading } from "../../components/Interest/peopleModel";
import { failed, success } from "../../dataverse/attempt";
import type { TimelineEntry } from "../../dataverse/timeline";
import { defaultPolicy } from "../../domain/policy";
import { dayOfDate, type Day } from "../../domain/day";
import { noObjections } from "../domain/noObjections";

const today = dayOfDate(2026, 11, 22);
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

describe("silence", () => {
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

describe("the people of a client", () => {
  const ann = {
    ...{ id: "ann", name: "Ann", jobTitle: null, isActive: true, isPrimary: false },
    ...{ accountRole: null, decisionInfluence: null, stakeholderRoles: [], hasEmail: true, hasPhone: true },
    objections: noObjections,
  };

  it.each([
    [true, false],
    [false, true],
  ])(
    "are said to be ranked by part of what is known where not all signals were read",
    (isComplete, isPartly) => {
      const { today, policy } = ranked();
      const answers = {
        ...{ today, policy },
        people: success({ people: [ann], isCut: false }),
        engagement: success({ sums: [], names: new Map<string, string>(), isComplete }),
        optOuts: success(null),
      };
      expect(peopleReading(answers, client, false)).toMatchObject({ kind: "ready", model: { isPartly } });
    },
  );
});
