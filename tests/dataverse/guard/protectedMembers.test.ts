import { readProtectedMembers } from "../../../dataverse/guard/protectedMembers";
import { defaultPolicy as policy } from "../../../domain/policy";
import { Answering } from "../answering";
import { askedIn } from "../asked";

describe("everybody whom a deal or a hold protects", () => {
  it.each([
    ["contact", [14, 9]],
    ["lead", [14, 15]],
  ] as const)(
    "is asked of each %s by all ways at once, in as many questions as take fifteen links",
    async (members, links) => {
      const service = new Answering(() => []);
      await readProtectedMembers(service.asking.ask, members, policy);
      expect(service.requests.map(({ fetchXml }) => fetchXml.match(/<link-entity/g)?.length)).toEqual(links);
      for (const { fetchXml } of service.requests) {
        const { filter, ...asked } = askedIn(fetchXml);
        expect(asked).toEqual({
          table: members,
          limits: "count 5000, page 1",
          columns: [`${members}id`],
          orders: [`${members}id`],
          links: {},
        });
        expect(filter).toMatch(/^unionor\(/);
        const names = [...fetchXml.matchAll(/link-type="inner"(?: alias="(\w+)")?/g)].map(([, name]) => name);
        expect(names).not.toContain(undefined);
        expect(new Set(names).size).toBe(names.length);
      }
    },
  );

  it("is found by any of the questions, once; a row without an id is nobody", async () => {
    let question = 0;
    const service = new Answering(() =>
      (question += 1) === 1
        ? [{ contactid: "ann" }, { contactid: "bob" }, {}]
        : [{ contactid: "bob" }, { contactid: "eve" }],
    );
    const answer = await readProtectedMembers(service.asking.ask, "contact", policy);
    expect(answer).toEqual({ ok: true, value: { ids: new Set(["ann", "bob", "eve"]), isCut: false } });
  });
});
