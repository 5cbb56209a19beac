/** @jest-environment jsdom */
import { partsOf, type Part } from "../../../dataverse/guard/audience";
import { checkAudience } from "../../../dataverse/guard/checkAudience";
import {
  companiesQuestion,
  peopleQuestion,
  readCompanies,
  readPeople,
  readSize,
  type PartQuestion,
} from "../../../dataverse/guard/reached";
import type { Row } from "../../../dataverse/host";
import { defaultPolicy as policy } from "../../../domain/policy";
import { exactly, moreThan, type GuardedList, type MemberTable } from "../../../domain/guard/audience";
import { dayOfDate } from "../../../domain/day";
import { Answering, calendar, lookup, type Reply } from "../answering";
import { askedIn } from "../asked";
import { dynamic, list, listId } from "./lists";

const terms = { policy, campaign: null };
const all = (members: MemberTable) => `<fetch><entity name="${members}"/></fetch>`;

function partOf(...lists: GuardedList[]): Part {
  const [part] = partsOf(lists).parts;
  if (part === undefined) throw new Error("no part");
  return part;
}
function made(question: PartQuestion | null) {
  if (question === null || !question.ok) throw new Error(question?.because ?? "none");
  return question;
}

describe("how it is asked whether members are reached", () => {
  const isUnion = (...lists: GuardedList[]) =>
    [peopleQuestion(partOf(...lists), terms), companiesQuestion(partOf(...lists), terms)].map((question) =>
      made(question).fetchXml.includes('hint="union"'),
    );

  it.each([
    ["ten thousand members at most: of each of them", [list(1, { memberCount: 10_000 })], false],
    ["more members: way by way", [list(1, { memberCount: 10_001 })], true],
    ["more members on two lists", [list(1, { memberCount: 6000 }), list(2, { memberCount: 6000 })], true],
    ["nobody knows how many members", [list(1, { memberCount: 5 }), list(2, { memberCount: null })], true],
    ["a dynamic list", [dynamic(1, all("contact"))], true],
  ])("%s", (_, lists, is) => {
    expect(isUnion(...lists)).toEqual([is, is]);
  });

  it("has no second hint where the query has one", () => {
    const own = dynamic(
      1,
      '<fetch><entity name="contact"><filter type="or" hint="union"><condition attribute="fullname" operator="null"/></filter></entity></fetch>',
    );
    for (const question of [peopleQuestion(partOf(own), terms), companiesQuestion(partOf(own), terms)]) {
      expect(made(question).fetchXml.match(/hint="union"/g)).toHaveLength(1);
    }
  });
});

describe("the parts of an audience", () => {
  const shape = (...lists: GuardedList[]) =>
    partsOf(lists).parts.map(({ members, isStatic, isApart, lists: own }) => [
      members,
      isStatic,
      isApart,
      ...own.map(({ name }) => name),
    ]);

  it("are all static lists of one kind of member together, and each dynamic list by itself", () => {
    expect(
      shape(
        list(1),
        dynamic(2, all("contact")),
        list(3),
        list(4, { members: "lead" }),
        dynamic(5, all("contact")),
      ),
    ).toEqual([
      ["contact", true, true, "List 1", "List 3"],
      ["contact", false, true, "List 2"],
      ["contact", false, true, "List 5"],
      ["lead", true, true, "List 4"],
    ]);
  });

  it("do not ask twice about whoever is on a static list, where a dynamic list's query leaves room to say so", () => {
    const filterOf = (part: Part | undefined) => {
      const sums = part?.query.sums({ columns: [{ name: "contactid", alias: "n", aggregate: "count" }] });
      return sums?.ok ? askedIn(sums.fetchXml).filter : undefined;
    };
    const [fixed, apart] = partsOf([list(1), list(3), dynamic(2, all("contact"))]).parts;
    expect(filterOf(fixed)).toContain(
      `any listmember.entityid = contactid where and(listid in ${listId(1)} ${listId(3)})`,
    );
    expect(filterOf(apart)).toContain(
      `not any listmember.entityid = contactid where and(listid in ${listId(1)} ${listId(3)})`,
    );
    expect(filterOf(partOf(dynamic(2, all("contact"))))).not.toContain("listmember");
    const link =
      '<link-entity name="account" from="accountid" to="parentcustomerid" alias="a" link-type="outer"/>';
    const full = dynamic(
      2,
      `<fetch><entity name="contact">${link}${link.replace('"a"', '"b"')}</entity></fetch>`,
    );
    expect(shape(list(1), full)[1]).toEqual(["contact", false, false, "List 2"]);
  });

  it("name the lists that cannot be asked, and why", () => {
    const { parts, refused } = partsOf([
      list(1, { members: null }),
      dynamic(2, '<fetch top="5"><entity name="contact"/></fetch>'),
      dynamic(3, all("lead")),
      list(4),
    ]);
    expect(parts).toHaveLength(1);
    expect(refused.map(({ list: { name }, because }) => [name, because])).toEqual([
      ["List 1", "otherMembers"],
      ["List 2", "limited"],
      ["List 3", "otherTable"],
    ]);
  });
});

describe("whom a deal or a hold reaches in person", () => {
  const read = async (part: Part, rows: (keys: ReturnType<typeof made>["keys"]) => Reply) => {
    const question = made(peopleQuestion(part, terms));
    const service = new Answering(() => rows(question.keys));
    return readPeople(service.asking.askXml, part, question);
  };

  it("is told with what they belong to, and by what a lead leads to a deal", async () => {
    const answer = await read(partOf(list(1, { members: "lead" })), (keys) => [
      {
        leadid: "lea",
        [keys.company]: "acme",
        [keys.above]: "group",
        [keys.contact]: "ann",
        [keys.qualifiedTo]: "d",
      },
      {},
    ]);
    expect(answer).toEqual({
      ok: true,
      value: {
        people: [
          { id: "lea", company: "acme", above: "group", contact: "ann", qualifiedTo: "d", stakeIn: null },
          { id: "", company: null, above: null, contact: null, qualifiedTo: null, stakeIn: null },
        ],
        isCut: false,
      },
    });
  });

  it("is told by which connection of theirs a contact or an account leads to a deal", async () => {
    const company = (keys: ReturnType<typeof made>["keys"]) => ({ [keys.company]: "acme" });
    const stake = async (members: MemberTable, more: typeof company) => {
      const part = partOf(list(1, { members }));
      const answer = await read(part, (keys) => [
        { [`${members}id`]: "who", [keys.above]: "group", [keys.stakeIn]: "d", ...more(keys) },
      ]);
      return answer.ok && answer.value.people;
    };
    const found = { id: "who", above: "group", contact: null, qualifiedTo: null, stakeIn: "d" };
    expect(await stake("contact", company)).toEqual([{ ...found, company: "acme" }]);
    expect(await stake("account", () => ({}))).toEqual([{ ...found, company: null }]);
  });

  it("may be more than one answer holds, and is not known where the question fails", async () => {
    const rows = (count: number) => () => Array.from({ length: count }, (): Row => ({}));
    const isCut = async (count: number) => {
      const answer = await read(partOf(list(1)), rows(count));
      return answer.ok && answer.value.isCut;
    };
    expect([await isCut(4999), await isCut(5000)]).toEqual([false, true]);
    expect((await read(partOf(list(1)), () => ({ refused: 0x80040220 }))).ok).toBe(false);
  });

  it("is asked with each member's company, the account above it, and connections that only the member has", () => {
    const asked = (members: MemberTable) => {
      const { fetchXml } = made(peopleQuestion(partOf(list(1, { members })), terms));
      const { limits, columns, links } = askedIn(fetchXml);
      expect(limits).toBe("distinct true, count 5000, page 1");
      return { columns, links };
    };
    const parent = (to: string) => ({
      on: `outer account.accountid = ${to}`,
      columns: ["parentaccountid entente_above"],
      filter: "",
    });
    const own = (to: string) => ({
      on: `outer connection.record1id = ${to}`,
      columns: ["record2id entente_stake"],
      filter: "and(statecode eq 0)",
    });
    expect(asked("contact")).toEqual({
      columns: ["contactid", "parentcustomerid entente_company"],
      links: { entente_parent: parent("parentcustomerid"), entente_own: own("contactid") },
    });
    // There is no room for a lead's own connections.
    expect(asked("lead")).toEqual({
      columns: [
        "leadid",
        "parentaccountid entente_company",
        "parentcontactid entente_contact",
        "qualifyingopportunityid entente_qualified",
      ],
      links: { entente_parent: parent("parentaccountid") },
    });
    expect(asked("account")).toEqual({
      columns: ["accountid", "parentaccountid entente_above"],
      links: { entente_own: own("accountid") },
    });
  });
});

describe("ways that a list's own links leave no room for", () => {
  /** From how many links of the list's own what is given up; or what there is instead of a question. */
  const givenUp = (ask: typeof companiesQuestion, members: MemberTable) => {
    const link = `<link-entity name="task" from="regardingobjectid" to="${members}id" link-type="outer"/>`;
    const steps: [number, string | readonly string[] | null][] = [];
    for (let links = 0; links <= 15; links += 1) {
      const xml = `<fetch><entity name="${members}">${link.repeat(links)}</entity></fetch>`;
      const question = ask(partOf(dynamic(1, xml, members)), terms);
      const left = question?.ok ? question.notFollowed : (question?.because ?? null);
      const last = steps[steps.length - 1];
      if (last === undefined || String(last[1]) !== String(left)) steps.push([links, left]);
    }
    return steps;
  };

  it("to people are given up from the last on, up to the essential ones; those to companies are none of them", () => {
    expect(givenUp(peopleQuestion, "account")).toEqual([
      [0, []],
      [5, ["halfConnections"]],
      [8, ["heldDeals", "halfConnections"]],
      [10, ["stakeholders", "heldDeals", "halfConnections"]],
      [12, "tooManyLinks"],
    ]);
    expect(givenUp(peopleQuestion, "contact")).toEqual([
      [0, []],
      [4, ["halfConnections"]],
      [7, ["heldDeals", "halfConnections"]],
      [9, ["stakeholders", "heldDeals", "halfConnections"]],
      [11, "tooManyLinks"],
    ]);
    expect(givenUp(peopleQuestion, "lead")).toEqual([
      [0, ["halfConnections"]],
      [1, ["heldDeals", "halfConnections"]],
      [5, ["stakeholders", "heldDeals", "halfConnections"]],
      [9, "tooManyLinks"],
    ]);
  });

  it("to companies are given up in the same order; those to people are none of them", () => {
    const ofPeople = [
      [0, []],
      [2, ["heldDeals"]],
      [6, ["waitingHoldsAbove", "heldDeals"]],
      [7, ["holdsAbove", "waitingHoldsAbove", "heldDeals"]],
      [8, ["dealsAbove", "holdsAbove", "waitingHoldsAbove", "heldDeals"]],
      [12, "tooManyLinks"],
    ];
    expect(givenUp(companiesQuestion, "contact")).toEqual(ofPeople);
    expect(givenUp(companiesQuestion, "lead")).toEqual(ofPeople);
    // An account belongs to nothing but the one above: without a way to that, there is no question.
    expect(givenUp(companiesQuestion, "account")).toEqual([
      [0, []],
      [10, ["heldDeals"]],
      [12, ["waitingHoldsAbove", "heldDeals"]],
      [13, ["holdsAbove", "waitingHoldsAbove", "heldDeals"]],
      [14, null],
    ]);
  });
});

describe("what an earlier question had no room for", () => {
  it("is asked for alone, with what it takes to know whom it concerns", () => {
    const asked = (question: PartQuestion | null) => {
      const { fetchXml, notFollowed } = made(question);
      const { columns, links, filter } = askedIn(fetchXml);
      return { columns, links: Object.keys(links), filter, notFollowed };
    };
    const leads = partOf(list(1, { members: "lead" }));
    const half = asked(peopleQuestion(leads, terms, ["halfConnections"]));
    expect(half).toMatchObject({ links: ["entente_parent", "entente_own"], notFollowed: [] });
    expect(half.filter).toMatch(/any connection\.record1id = leadid/);
    expect(half.filter).not.toMatch(/any opportunity\.|any ent_hold\./);

    // A hold on a deal alone widens what deals lead to; one on the account above that waits, what holds there lead to.
    const held = asked(companiesQuestion(leads, terms, ["heldDeals"]));
    expect(held).toMatchObject({ links: ["entente_parent"], notFollowed: [] });
    expect(held.filter).toMatch(
      /any opportunity\.customerid = parentaccountid .*any ent_hold\.ent_opportunityid/,
    );
    expect(held.filter).toMatch(
      /any account\.accountid = parentaccountid .*any opportunity\.parentaccountid/,
    );
    expect(held.filter).not.toMatch(/any ent_hold\.ent_accountid/);
    const waiting = asked(companiesQuestion(leads, terms, ["waitingHoldsAbove"]));
    expect(waiting).toMatchObject({ links: ["entente_parent"], notFollowed: [] });
    expect(waiting.filter).toMatch(/any account\.accountid = parentaccountid .*any ent_hold\.ent_accountid/);
    expect(waiting.filter).not.toMatch(/any opportunity\.customerid/);
  });

  it("is not asked for in part", () => {
    const link = '<link-entity name="task" from="regardingobjectid" to="contactid" link-type="outer"/>';
    const own = dynamic(1, `<fetch><entity name="contact">${link.repeat(8)}</entity></fetch>`);
    const refused = { ok: false, because: "tooManyLinks" };
    expect(made(peopleQuestion(partOf(own), terms, ["heldDeals"])).notFollowed).toEqual([]);
    expect(peopleQuestion(partOf(own), terms, ["heldDeals", "halfConnections"])).toEqual(refused);
    expect(companiesQuestion(partOf(own), terms, ["heldDeals"])).toEqual(refused);
  });
});

describe("how many belong to companies that are reached", () => {
  it("is added up by company and the account above it", async () => {
    const part = partOf(list(1));
    const question = made(companiesQuestion(part, terms));
    const { keys } = question;
    const { limits, columns, links } = askedIn(question.fetchXml);
    expect(limits).toBe("aggregate true");
    expect(columns).toEqual([
      "parentcustomerid grouped entente_company",
      "contactid countcolumn distinct entente_members",
    ]);
    expect(links).toEqual({
      entente_parent: {
        on: "outer account.accountid = parentcustomerid",
        columns: ["parentaccountid grouped entente_above"],
        filter: "",
      },
    });
    const read = (reply: Reply) => readCompanies(new Answering(() => reply).asking.askXml, part, question);
    expect(await read([{ [keys.company]: "acme", [keys.above]: "group", [keys.members]: 7 }, {}])).toEqual({
      ok: true,
      value: {
        companies: [
          { company: "acme", above: "group", members: 7 },
          { company: null, above: null, members: 0 },
        ],
        isCut: false,
      },
    });
    const many = (count: number) => Array.from({ length: count }, (): Row => ({}));
    expect([await read(many(4999)), await read(many(5000))]).toMatchObject([
      { value: { isCut: false } },
      { value: { isCut: true } },
    ]);
    expect(await read({ refused: 0x8004e023 })).toEqual({
      ok: true,
      value: { companies: null, isCut: true },
    });
    expect((await read({ refused: 0x80040220 })).ok).toBe(false);
  });

  it("is a question of the account above alone where the members are accounts", () => {
    const question = made(companiesQuestion(partOf(list(1, { members: "account" })), terms));
    const { columns, links } = askedIn(question.fetchXml);
    expect([columns, links]).toEqual([
      ["parentaccountid grouped entente_above", "accountid countcolumn distinct entente_members"],
      {},
    ]);
  });

  it("is not a question of the account above where there is no room for a way to it", () => {
    const link = '<link-entity name="task" from="regardingobjectid" to="contactid" alias="t"/>';
    const crowded = `<fetch><entity name="contact">${link.repeat(8)}</entity></fetch>`;
    const question = made(companiesQuestion(partOf(dynamic(1, crowded)), terms));
    const { columns, links } = askedIn(question.fetchXml);
    expect([columns, Object.keys(links)]).toEqual([
      ["parentcustomerid grouped entente_company", "contactid countcolumn distinct entente_members"],
      ["t"],
    ]);
  });
});

describe("how many there are", () => {
  const size = (part: Part, reply: Reply = []) => {
    const service = new Answering(() => reply);
    return readSize(service.asking.askXml, part).then((answer) => {
      for (const { fetchXml } of service.requests) {
        const { limits, columns, links } = askedIn(fetchXml);
        expect([limits, columns, links]).toEqual([
          "aggregate true",
          ["contactid countcolumn distinct entente_members"],
          {},
        ]);
      }
      return [answer, service.requests.length];
    });
  };

  it("is what the platform keeps for one static list", async () => {
    expect(await size(partOf(list(1)))).toEqual([{ ok: true, value: exactly(100) }, 0]);
  });

  it("is counted for several, for a dynamic list, and where the platform keeps nothing", async () => {
    for (const part of [
      partOf(list(1), list(2)),
      partOf(dynamic(1, all("contact"))),
      partOf(list(1, { memberCount: null })),
    ]) {
      const key = part.query.alias("members");
      expect(await size(part, [{ [key]: 42 }])).toEqual([{ ok: true, value: exactly(42) }, 1]);
      expect(await size(part, [])).toEqual([{ ok: true, value: exactly(0) }, 1]);
      expect(await size(part, [{}])).toEqual([{ ok: true, value: exactly(0) }, 1]);
    }
  });

  it("is more than the service adds up, or not known", async () => {
    const part = partOf(dynamic(1, all("contact")));
    expect(await size(part, { refused: 0x8004e023 })).toEqual([{ ok: true, value: moreThan(50_000) }, 1]);
    expect(await size(part, { refused: 0x80040220 })).toEqual([
      { ok: false, failure: { kind: "noPrivilege" } },
      1,
    ]);
    const long = `<filter><condition attribute="fullname" operator="eq" value="${"x".repeat(31_000)}"/></filter>`;
    expect(await size(partOf(dynamic(1, `<fetch><entity name="contact">${long}</entity></fetch>`)))).toEqual([
      { ok: false, failure: { kind: "unknown", code: null, message: "tooLong" } },
      0,
    ]);
  });
});

describe("a check that finds somebody", () => {
  const today = dayOfDate(2026, 11, 22);
  const deal: Row = {
    opportunityid: "d",
    name: "Renewal",
    salesstage: policy.closingStages[0],
    estimatedvalue_base: 5_000_000,
    ...lookup("customerid", "acme", "Acme"),
    [`_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname`]: "account",
  };
  const hold: Row = { ent_holdid: "h", ...lookup("ent_contactid", "ann", "Ann") };
  async function check(lists: readonly GuardedList[], reply: (table: string, xml: string) => Reply) {
    const service = new Answering(reply);
    const host = { ...calendar, mayReadAll: () => true };
    return checkAudience(service.asking, host, { lists, campaign: null, policy, today });
  }
  const isSum = (xml: string) => xml.includes("aggregate");

  it("names the deal and the hold, and how many each concerns", async () => {
    const part = partOf(list(1));
    const keys = made(companiesQuestion(part, terms)).keys;
    const { found, reasons, audience } = await check([list(1)], (table, xml) => {
      if (table === "opportunity") return [deal];
      if (table === "ent_hold") return [hold];
      if (isSum(xml)) return [{ [keys.company]: "acme", [keys.members]: 7 }];
      return [{ contactid: "ann", [keys.company]: "other" }];
    });
    expect(reasons).toEqual([]);
    expect(audience).toEqual(exactly(100));
    expect(found.map(({ key, members, reach }) => [key, members, reach])).toMatchObject([
      ["deal:d", exactly(7), [{ members: "contact", listIds: [listId(1)], people: [], companies: ["acme"] }]],
      ["hold:h", exactly(1), [{ members: "contact", listIds: [listId(1)], people: ["ann"], companies: [] }]],
    ]);
    const [first] = found;
    expect(first?.protection.kind === "deal" && first.protection.verdict.isVip).toBe(true);
  });

  it("says that it may be more, where holds or people are more than one answer holds", async () => {
    const many = Array.from({ length: 5000 }, (): Row => ({}));
    const holds = await check([list(1)], (table) => (table === "ent_hold" ? many : []));
    expect(holds.reasons).toEqual([{ kind: "tooMany", of: "holds" }]);
    const people = await check([list(1)], (table, xml) => (table === "contact" && !isSum(xml) ? many : []));
    expect(people.reasons).toEqual([{ kind: "tooMany", of: "people" }]);
    const companies = await check([list(1)], (table, xml) => (table === "contact" && isSum(xml) ? many : []));
    expect(companies.reasons).toEqual([{ kind: "tooMany", of: "people" }]);
  });

  it("says what the service said, and once, however many questions it befell", async () => {
    const broken = await check([list(1), list(2)], () => ({ refused: 0x80040265 }));
    expect(broken.reasons).toEqual([{ kind: "failed", failure: "unknown", detail: "0x80040265: refused" }]);
    expect(broken.audience).toBeNull();
    const gone = await check([list(1)], (table) => (table === "contact" ? { refused: 0x80040217 } : []));
    expect(gone.reasons).toEqual([{ kind: "failed", failure: "gone", detail: "" }]);
  });

  it("names every list that it cannot ask, and why, and what was not followed in the others", async () => {
    const answer = await check(
      [
        list(1, { members: null }),
        dynamic(2, '<fetch top="5"><entity name="contact"/></fetch>'),
        list(3, { members: "lead" }),
      ],
      () => [],
    );
    expect(answer.reasons).toEqual([
      { kind: "otherMembers", list: { id: listId(1), name: "List 1" } },
      { kind: "cannotAsk", list: { id: listId(2), name: "List 2" }, because: "limited" },
    ]);
    expect(answer.audience).toBeNull();
    for (const { lists, members, ways } of answer.notFollowed) {
      expect([lists, members]).toEqual([[listId(3)], "lead"]);
      expect(ways.length).toBeGreaterThan(0);
    }
    expect((await check([], () => [])).reasons).toEqual([{ kind: "noLists" }]);
  });

  it("does not blame a static list for what the service says to a query", async () => {
    const answer = await check([list(1)], (table) => (table === "contact" ? { refused: 0x80041103 } : []));
    expect(answer.reasons).toEqual([{ kind: "failed", failure: "noSuchColumn", detail: "" }]);
  });
});
