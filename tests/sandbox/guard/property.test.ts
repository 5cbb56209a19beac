import * as fc from "fast-check";
import { guardedQuery } from "../../../dataverse/guard/twin";
import { dayOfDate } from "../../../domain/day";
import { noneFreed } from "../../../domain/guard/decision";
import type { GuardedList } from "../../../domain/guard/audience";
import type { AudienceCheck } from "../../../domain/guard/check";
import type { ProtectionKey } from "../../../domain/guard/protection";
import { ways as allWays, type Way } from "../../../domain/guard/way";
import { NOW, xml } from "../questions/organisation";
import { openGuardOrganisation, type GuardOrganisation } from "./guardOrganisation";
import {
  plainOf,
  staticListsOf,
  fill,
  organisations,
  dynamicLists,
  policies,
  campaigns,
} from "./randomOrganisation";
import { protectedBy, type PlainOrganisation } from "./plainGuard";

/*
 * A slow plain program that walks every member, every deal and every hold says the same as the check and as the guarded
 * lists, on random organisations.
 */

const ORGANISATIONS = Number(process.env.GUARD_ORGANISATIONS ?? 50);
const ASKED_OF_EACH = Number(process.env.GUARD_CHECKS ?? 2);

jest.setTimeout(60_000 + ORGANISATIONS * (ASKED_OF_EACH + 5) * 6_000);

const today = dayOfDate(2026, 11, 22);
let organisation: GuardOrganisation;

beforeAll(async () => {
  organisation = await openGuardOrganisation();
});
afterAll(async () => {
  await organisation?.close();
});

const cases = fc.array(
  fc.record({
    policy: policies,
    campaign: campaigns,
    lists: fc.uniqueArray(fc.nat(7 + dynamicLists.length - 1), { minLength: 1, maxLength: 3 }),
    freed: fc.array(fc.nat(14), { maxLength: 4 }),
  }),
  { minLength: ASKED_OF_EACH, maxLength: ASKED_OF_EACH },
);

let checks = 0;
let exactCounts = 0;
let counts = 0;
let twins = 0;
let letThrough = 0;

async function membersOf(
  list: GuardedList,
  fixed: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlySet<string>> {
  const { id, members, query, isDynamic } = list;
  if (!isDynamic) return new Set(fixed.get(id));
  return new Set(await organisation.ids(members ?? "", query ?? ""));
}

const through = (given: readonly Way[], followed: readonly Way[]) =>
  given.some((way) => followed.includes(way));

describe("on random organisations", () => {
  it("the check and the guarded lists agree with a plain walk through everything", async () => {
    await fc.assert(
      fc.asyncProperty(organisations, cases, async (drawn, asked) => {
        await fill(organisation.organization, drawn, NOW);
        const plain = plainOf(drawn);
        const fixed = staticListsOf(drawn);
        const idsOf = new Map(fixed.map(({ list, ids }) => [list.id, ids] as const));
        const lists = [...fixed.map(({ list }) => list), ...dynamicLists];
        for (const { policy, campaign, lists: chosen, freed } of asked) {
          const audience = chosen.flatMap((place) => lists[place] ?? []);
          const memberIds = new Map<string, ReadonlySet<string>>();
          for (const list of audience) memberIds.set(list.id, await membersOf(list, idsOf));
          const protections = protectionsOf(plain, audience, memberIds, policy, campaign);
          const check = await agreesWithCheck(audience, protections, policy, campaign);
          for (const list of audience) {
            const members = memberIds.get(list.id) ?? new Set();
            await agreesWithTwin(plain, list, members, policy, campaign, freed, check);
          }
        }
      }),
      { numRuns: ORGANISATIONS, endOnFailure: true },
    );
    expect(checks).toBe(ORGANISATIONS * ASKED_OF_EACH);
    // What was looked at was there to be seen.
    // Of most lists, nobody at all is let through: what has no room in the list has room in the check.
    expect(letThrough).toBeLessThan(twins / 2);
    expect(counts).toBeGreaterThan(checks / 2);
    // 68 % of the counts of 800 organisations were exact; fifty of them may have fewer.
    expect(exactCounts).toBeGreaterThan(counts * 0.45);
  });
});

type Policy = Parameters<typeof protectedBy>[3];
type Campaign = Parameters<typeof protectedBy>[4];
/** For each deal and hold, the members that it protects, as `table id`, and by which ways. */
type Protections = ReadonlyMap<ProtectionKey, ReadonlyMap<string, readonly Way[]>>;

function protectionsOf(
  plain: PlainOrganisation,
  audience: readonly GuardedList[],
  memberIds: ReadonlyMap<string, ReadonlySet<string>>,
  policy: Policy,
  campaign: Campaign,
): Protections {
  const found = new Map<ProtectionKey, Map<string, readonly Way[]>>();
  for (const { id, members } of audience) {
    if (members === null) continue;
    for (const member of memberIds.get(id) ?? []) {
      for (const [key, ways] of protectedBy(plain, members, member, policy, campaign)) {
        found.set(
          key,
          (found.get(key) ?? new Map<string, readonly Way[]>()).set(`${members} ${member}`, ways),
        );
      }
    }
  }
  return found;
}

async function agreesWithCheck(
  lists: readonly GuardedList[],
  expected: Protections,
  policy: Policy,
  campaign: Campaign,
): Promise<AudienceCheck> {
  checks += 1;
  const before = organisation.host.requests.length;
  const check = await organisation.check({ lists, policy, campaign, today });
  // Leads, and links of a list's own, may leave the questions to people and to companies too little room: then each is two.
  const parts = new Map(
    lists.map(({ id, members, isDynamic }) => [
      isDynamic ? id : members,
      isDynamic || members === "lead" ? 5 : 3,
    ]),
  );
  const most = [...parts.values()].reduce((sum, each) => sum + each, 2);
  expect(organisation.host.requests.length - before).toBeLessThanOrEqual(most);
  expect(check.reasons).toEqual([]);
  const missing = new Set(check.notFollowed.flatMap(({ ways }) => ways));
  const followed = allWays.filter((way) => !missing.has(way));

  const found = new Map(check.found.map((each) => [each.key, each] as const));
  for (const [key, members] of expected) {
    const sure = [...members.values()].filter((ways) => through(ways, followed)).length;
    if (sure > 0) expect([...found.keys()]).toContain(key);
  }
  for (const [key, { members, reach, protection }] of found) {
    const people = expected.get(key);
    if (people === undefined) {
      throw new Error(
        `Wrongly found: ${JSON.stringify({ key, members, reach, protection, policy, campaign })}`,
      );
    }
    const sure = [...people.values()].filter((ways) => through(ways, followed)).length;
    counts += 1;
    expect(members.atMost).not.toBeNull();
    expect(members.atMost ?? 0).toBeGreaterThanOrEqual(sure);
    expect(members.atLeast).toBeLessThanOrEqual(people.size);
    if (members.atLeast === members.atMost && sure === people.size) {
      exactCounts += 1;
      expect(members.atLeast).toBe(people.size);
    }
  }
  return check;
}

async function agreesWithTwin(
  plain: PlainOrganisation,
  list: GuardedList,
  members: ReadonlySet<string>,
  policy: Policy,
  campaign: Campaign,
  freed: readonly number[],
  check: AudienceCheck,
): Promise<void> {
  const ids = [...plain.deals, ...plain.holds].map(({ id }) => id);
  const free = freed.flatMap((place) => ids[place] ?? []);
  const terms = {
    found: check.found,
    policy,
    campaign,
    freed:
      free.length === 0
        ? noneFreed
        : {
            deals: free.filter((id) => plain.deals.some((deal) => deal.id === id)),
            holds: free.filter((id) => plain.holds.some((hold) => hold.id === id)),
          },
  };
  const guarded = guardedQuery(list, terms, xml);
  if (!guarded.ok) throw new Error(`${list.name}: ${guarded.because}`);
  twins += 1;
  // By which ways somebody is protected who is let through: those that neither the list nor the check has room for.
  const missing = check.notFollowed.flatMap(({ lists, ways }) => (lists.includes(list.id) ? ways : []));
  const followed = allWays.filter((way) => !guarded.notFollowed.includes(way) || !missing.includes(way));
  if (followed.length < allWays.length) letThrough += 1;
  const kept = new Set(await organisation.ids(list.members ?? "", guarded.fetchXml));
  const letIn = (ways: readonly Way[]) =>
    [...members].filter((member) => {
      const protections = protectedBy(plain, list.members ?? "contact", member, policy, campaign);
      return ![...protections].some(([key, by]) => !free.some((id) => key.endsWith(id)) && through(by, ways));
    });
  if (followed.length === allWays.length) expect([...kept].sort()).toEqual(letIn(allWays).sort());
  // Of a way for which there is no room, the check may still see people, or companies: nobody wrongly left out, all the same.
  const mayBeKept = new Set(letIn(followed));
  expect([...kept].filter((member) => !mayBeKept.has(member))).toEqual([]);
  expect(letIn(allWays).filter((member) => !kept.has(member))).toEqual([]);
}
