import * as fc from "fast-check";
import { readProtectedMembers } from "../../../dataverse/guard/protectedMembers";
import { NOW } from "../questions/organisation";
import { openGuardOrganisation, type GuardOrganisation } from "./guardOrganisation";
import { protectedBy } from "./plainGuard";
import { fill, organisations, plainOf, policies } from "./randomOrganisation";

/*
 * A slow plain program that walks every contact and lead, every deal and hold, finds the same people protected as the
 * questions by which a segment is kept.
 */

const ORGANISATIONS = Number(process.env.GUARD_ORGANISATIONS ?? 25);

jest.setTimeout(60_000 + ORGANISATIONS * 10_000);

let organisation: GuardOrganisation;
beforeAll(async () => {
  organisation = await openGuardOrganisation();
});
afterAll(async () => {
  await organisation?.close();
});

it("everybody protected is found, by all ways, and nobody else", async () => {
  let found = 0;
  let free = 0;
  await fc.assert(
    fc.asyncProperty(organisations, policies, async (drawn, policy) => {
      await fill(organisation.organization, drawn, NOW);
      const plain = plainOf(drawn);
      for (const [members, people, questions] of [
        ["contact", plain.contacts, 2],
        ["lead", plain.leads, 2],
      ] as const) {
        const before = organisation.host.requests.length;
        const answer = await readProtectedMembers(organisation.asking.ask, members, policy);
        if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
        expect(organisation.host.requests.length - before).toBe(questions);
        expect(answer.value.isCut).toBe(false);
        const expected = people
          .map(({ id }) => id)
          .filter((id) => protectedBy(plain, members, id, policy, null).size > 0);
        expect([...answer.value.ids].sort()).toEqual([...expected].sort());
        found += expected.length;
        free += people.length - expected.length;
      }
    }),
    { numRuns: ORGANISATIONS, endOnFailure: true },
  );
  // There was somebody to find, and somebody to leave alone.
  expect(Math.min(found, free)).toBeGreaterThan(ORGANISATIONS);
});
