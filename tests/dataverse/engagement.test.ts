import { OverfullDays } from "../../dataverse/askInParts";
import { MOST_GROUPS, MOST_PEOPLE, readEngagement } from "../../dataverse/engagement";
import type { Row } from "../../dataverse/host";
import { dayOfDate, isoDate, noonOf } from "../../domain/day";
import { engagementOf } from "../../domain/engagement";
import { defaultPolicy } from "../../domain/policy";
import { Answering, shown, type Reply } from "./answering";

const scope = { table: "account", id: "a" } as const;
const today = dayOfDate(2026, 11, 22);
const days = { first: today - 179, last: today };

interface Done {
  readonly person: string | null;
  readonly day: number;
  readonly points: number;
  readonly halfLife: number | null;
}

/** A busy client, who answers as Dataverse would: groups, orders, cuts, and refuses what is too much. */
function client(done: readonly Done[], aggregateLimit = Infinity) {
  return new Answering((_, xml): Reply => {
    const bound = (operator: string) =>
      new RegExp(`operator="${operator}" value="([^"]+)"`).exec(xml)?.[1] ?? "";
    const values = [...xml.matchAll(/<value>([^<]+)<\/value>/g)].map((match) => match[1]);
    const dated = (day: number) => noonOf(day).toISOString().slice(0, 10);
    const asked = done.filter(
      ({ day, person }) =>
        dated(day) >= bound("on-or-after") &&
        dated(day) <= bound("on-or-before") &&
        (values.length === 0 || (person !== null && values.includes(person))),
    );
    if (asked.length > aggregateLimit) return { refused: 0x8004e023 };
    const byPerson = xml.includes('alias="who"');
    const isByDay = xml.includes('dategrouping="day"');
    const groups = new Map<string, { row: Row; points: number; day: number }>();
    for (const { person, day, points, halfLife } of asked) {
      const key = JSON.stringify([byPerson ? person : "", isByDay ? [day, halfLife] : ""]);
      const date = noonOf(day);
      const group = groups.get(key) ?? {
        row: {
          ...(byPerson && person !== null ? shown("who", person, `Name of ${person}`) : {}),
          ...(isByDay
            ? {
                year: date.getUTCFullYear(),
                month: date.getUTCMonth() + 1,
                day: date.getUTCDate(),
                ...(halfLife === null ? {} : { halflife: halfLife }),
              }
            : {}),
        },
        points: 0,
        day,
      };
      groups.set(key, { ...group, points: group.points + points });
    }
    const rows = [...groups.values()]
      .sort((a, b) => (isByDay ? b.day - a.day : b.points - a.points))
      .map(({ row, points }) => ({ ...row, points }));
    const limit = Number(/ (?:count|top)="(\d+)"/.exec(xml)?.[1] ?? 5000);
    return rows.slice(0, limit);
  });
}

async function read(done: readonly Done[], aggregateLimit?: number) {
  const service = client(done, aggregateLimit);
  const answer = await readEngagement(service.asking.ask, scope, days);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return { ...answer.value, requests: service.requests.length };
}

/**
 * A client with more signals than are added up at once, of whom the people with the most points come in two parts.
 * @param refusal instead of what those people did
 */
function severalParts(refusal: Reply | null, isReversed = false) {
  const most: Readonly<Record<string, number>> = {
    ...Object.fromEntries(Array.from({ length: MOST_PEOPLE - 2 }, (_, index) => [`sure ${index}`, 100])),
    "tied a": 20,
    "tied b": 20,
    newly: 15,
    risen: 5,
  };
  const earlier = { risen: 50 };
  const ordered = (points: Readonly<Record<string, number>>) => {
    const rows = Object.entries(points).map(([who, each]): Row => ({ who, points: each }));
    return isReversed ? rows.reverse() : rows;
  };
  return new Answering((_, xml): Reply => {
    if (xml.includes("count=")) return { refused: 0x8004e023 };
    if (xml.includes('<order alias="points"')) {
      return ordered(xml.includes(`value="${isoDate(today)}"`) ? most : earlier);
    }
    const people = [...xml.matchAll(/<value>([^<]+)<\/value>/g)].map(([, each = ""]) => each);
    if (people.length > 0 && refusal !== null) return refusal;
    return people.map((person) => ({
      ...shown("who", person, person),
      ...{ year: 2026, month: 11, day: 22, points: 1 },
    }));
  });
}

const engaged = (sums: Parameters<typeof engagementOf>[0]) => engagementOf(sums, today, defaultPolicy);

/** Many people who do a little each, and ten who do a lot. */
function busy(people: number): Done[] {
  const done: Done[] = [];
  for (let person = 0; person < people; person += 1) {
    done.push({ person: `little ${person}`, day: today - (person % 170), points: 1, halfLife: null });
  }
  for (let person = 0; person < 10; person += 1) {
    for (let age = person; age < 170; age += 7 + person) {
      done.push({ person: `much ${person}`, day: today - age, points: 10, halfLife: person % 2 ? 10 : null });
    }
  }
  done.push({ person: null, day: today - 3, points: 50, halfLife: null });
  return done;
}

describe("the engagement of a client's people", () => {
  it("is read whole in one request, as nearly every client's is", async () => {
    const done = busy(300);
    const { sums, names, isComplete, requests } = await read(done);
    expect([requests, isComplete, names.size]).toEqual([1, true, 310]);
    expect(names.get("much 3")).toBe("Name of much 3");
    const plain = engaged(done.map(({ halfLife, ...each }) => ({ ...each, halfLifeDays: halfLife })));
    for (const [person, engagement] of plain) {
      expect(engaged(sums).get(person)?.score).toBeCloseTo(engagement.score, 9);
    }
  });

  it.each([
    ["more groups than come at once", Infinity, 4],
    ["more signals than are added up at once", 3000, 8],
  ])(
    "of a busier client, with %s, is read for those with the most points, and exactly",
    async (_, limit, most) => {
      const done = busy(MOST_GROUPS + 2000);
      const { sums, names, isComplete, requests } = await read(done, limit);
      expect(isComplete).toBe(false);
      expect(requests).toBeLessThanOrEqual(most);
      expect(names.size).toBe(MOST_PEOPLE);
      const plain = engaged(done.map(({ halfLife, ...each }) => ({ ...each, halfLifeDays: halfLife })));
      const partly = engaged(sums);
      const all = (of: readonly { readonly points: number }[]) =>
        of.reduce((sum, { points }) => sum + points, 0);
      expect(all(sums)).toBe(all(done));
      for (let person = 0; person < 10; person += 1) {
        const [exact, found] = [plain, partly].map((people) => people.get(`much ${person}`));
        expect(found?.score).toBeCloseTo(exact?.score ?? NaN, 9);
        expect(found?.lastDay).toBe(exact?.lastDay);
        // Shares are of the whole, those not read included.
        expect(found?.share).toBeCloseTo(exact?.share ?? NaN, 9);
      }
    },
  );

  it("asks of no days that are known to hold too much, and learns for others which do", async () => {
    const done = busy(MOST_GROUPS + 2000);
    const spans = (service: Answering) =>
      service.requests
        .filter(({ fetchXml }) => !fetchXml.includes("<value>"))
        .map(({ fetchXml }) =>
          [...fetchXml.matchAll(/"on-or-[a-z]+" value="([^"]+)"/g)].map((found) => found[1]).join(),
        );
    const overfull = new OverfullDays();
    const first = client(done, 3000);
    const unknowing = await readEngagement(first.asking.ask, scope, days, overfull);
    expect(overfull.has(days)).toBe(true);
    expect(overfull.has({ first: days.first, last: days.first + 20 })).toBe(false);

    const second = client(done, 3000);
    expect(await readEngagement(second.asking.ask, scope, days, overfull)).toEqual(unknowing);
    const whole = [days.first, days.last].map(isoDate).join();
    expect(spans(first)).toContain(whole);
    expect(spans(second)).not.toContain(whole);
    expect(second.requests.length).toBeLessThan(first.requests.length);
  });

  it("says what went wrong otherwise", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    const refused = { ok: false, failure: { kind: "noPrivilege" } };
    expect(await readEngagement(service.asking.ask, scope, days)).toEqual(refused);
    // Who has the most points is not asked then.
    expect(service.requests).toHaveLength(1);
    const { ask } = severalParts({ refused: 0x80040220 }).asking;
    expect(await readEngagement(ask, scope, days)).toEqual(refused);
  });

  it("names nobody whose name is not known", async () => {
    const group = { year: 2026, month: 11, day: 22, points: 1 };
    const { ask } = new Answering(() => [
      { ...shown("who", "ann", "Ann"), ...group },
      { who: "bob", ...group },
      group,
    ]).asking;
    const answer = await readEngagement(ask, scope, days);
    expect(answer.ok && answer.value.names).toEqual(new Map([["ann", "Ann"]]));
  });

  it("is that of the same people in whatever order they come, with all their points added up", async () => {
    for (const isReversed of [false, true]) {
      const answer = await readEngagement(severalParts(null, isReversed).asking.ask, scope, days);
      if (!answer.ok) throw new Error(answer.failure.kind);
      const { names } = answer.value;
      expect(names.size).toBe(MOST_PEOPLE);
      // As many points as `tied b`, of whom there is no room for both.
      expect([names.has("tied a"), names.has("tied b")]).toEqual([true, false]);
      expect([names.has("risen"), names.has("newly")]).toEqual([true, false]);
    }
  });
});
