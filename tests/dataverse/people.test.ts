import { noneKnown } from "../../dataverse/optionalColumns";
import type { Scope } from "../../dataverse/scope";
import { MOST_PEOPLE_ROWS, readPeople, readPeopleById } from "../../dataverse/people";
import type { Row } from "../../dataverse/host";
import { Answering, shown } from "./answering";
import { askedIn } from "./asked";
import { noObjections } from "../domain/noObjections";

const scope = { table: "account", id: "a" } as const;
const days = { first: 19_821, last: 20_000 };

function contact(id: string, more: Row = {}): Row {
  return {
    contactid: id,
    fullname: `Name of ${id}`,
    statecode: 0,
    donotemail: false,
    donotbulkemail: false,
    donotphone: false,
    donotpostalmail: false,
    donotsendmm: false,
    followemail: true,
    ...more,
  };
}

async function read(rows: readonly Row[]) {
  const service = new Answering(() => rows);
  const answer = await readPeople(service.asking.ask, scope, days, noneKnown());
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value;
}

async function people(...rows: Row[]) {
  return (await read(rows)).people;
}

describe("the people of a client", () => {
  it("are read as Dataverse writes them", async () => {
    const [ann] = await people(
      contact("ann", {
        jobtitle: "CIO",
        ...shown("accountrolecode", 1, "Decision Maker"),
        ...shown("msdyn_decisioninfluencetag", 0, "Decision maker"),
        emailaddress1: "ann@contoso.example",
        mobilephone: "+33 6",
        "primaryof.accountid": "a",
        "role.name": "Champion",
        "deal.opportunityid": "o",
      }),
    );
    expect(ann).toEqual({
      id: "ann",
      name: "Name of ann",
      jobTitle: "CIO",
      isActive: true,
      isPrimary: true,
      accountRole: 1,
      decisionInfluence: 0,
      stakeholderRoles: ["Champion"],
      objections: noObjections,
      hasEmail: true,
      hasPhone: true,
    });
  });

  it("are told although little is known of them, and left out where nobody can tell who it is", async () => {
    expect(await people({ contactid: "ann", jobtitle: "", statecode: 1 }, { fullname: "Nobody" })).toEqual([
      {
        id: "ann",
        name: "",
        jobTitle: null,
        isActive: false,
        isPrimary: false,
        accountRole: null,
        decisionInfluence: null,
        stakeholderRoles: [],
        objections: noObjections,
        hasEmail: false,
        hasPhone: false,
      },
    ]);
    const reached = await people(
      contact("ann", { telephone1: "+33 1" }),
      contact("bob", { mobilephone: "+33 6" }),
    );
    expect(reached.map(({ hasPhone }) => hasPhone)).toEqual([true, true]);
  });

  it("may be more than were read where there are as many rows as are read at most", async () => {
    const rows = Array.from({ length: MOST_PEOPLE_ROWS }, (_, index) => contact(`c${index}`));
    expect((await read(rows)).isCut).toBe(true);
    expect((await read(rows.slice(1))).isCut).toBe(false);
  });

  it("are the active contacts, those changed last first, and whoever has spoken for the account", async () => {
    const asked = async (over: typeof days | null) => {
      const service = new Answering(() => []);
      await readPeople(service.asking.ask, scope, over, noneKnown());
      return askedIn(service.requests[0]?.fetchXml ?? "");
    };
    expect(await asked(days)).toEqual({
      table: "contact",
      limits: "count 1500, page 1",
      columns: [
        ...["contactid", "statecode", "accountrolecode", "fullname", "jobtitle"],
        ...["donotemail", "donotbulkemail", "donotphone", "donotpostalmail", "donotsendmm", "followemail"],
        ...["emailaddress1", "telephone1", "mobilephone"],
        ...["msdyn_decisioninfluencetag", "msdyn_disablewebtracking"],
      ],
      orders: ["modifiedon descending", "contactid"],
      filter:
        "and(statecode eq 0, unionor(parentcustomerid eq a, " +
        "any ent_interaction.ent_contactid = contactid where " +
        "and(ent_accountid eq a, statecode eq 0, ent_occurredon on-or-after 2024-04-08)))",
      links: {
        primaryof: {
          on: "outer account.primarycontactid = contactid",
          columns: ["accountid"],
          filter: "and(accountid eq a)",
        },
        stake: {
          on: "outer connection.record1id = contactid",
          columns: [],
          filter: "and(statecode eq 0, record1roleid not-null)",
        },
        role: {
          on: "outer connectionrole.connectionroleid = record1roleid",
          columns: ["name"],
          filter: "and(category eq 1000)",
        },
        deal: {
          on: "outer opportunity.opportunityid = record2id",
          columns: ["opportunityid"],
          filter: "and(statecode eq 0)",
        },
      },
    });
    expect((await asked(null)).filter).toBe("and(statecode eq 0, parentcustomerid eq a)");
  });

  it("are also whoever has spoken for one of the companies below, where those are in scope", async () => {
    const service = new Answering(() => []);
    await readPeople(service.asking.ask, { ...scope, withBelow: true }, days, noneKnown());
    const below = (column: string) => `any account.accountid = ${column} where and(accountid eq-or-under a)`;
    expect(askedIn(service.requests[0]?.fetchXml ?? "").filter).toBe(
      `and(statecode eq 0, unionor(${below("parentcustomerid")}, ` +
        `any ent_interaction.ent_contactid = contactid where ` +
        `and(${below("ent_accountid")}, statecode eq 0, ent_occurredon on-or-after 2024-04-08)))`,
    );
  });

  it("are primary contacts of the account itself, and of those below it where they are in scope", async () => {
    const primaryOf = async (of: Scope) => {
      const service = new Answering(() => []);
      await readPeople(service.asking.ask, of, null, noneKnown());
      await readPeopleById(service.asking.ask, of, ["ann"], noneKnown());
      return service.requests.map(({ fetchXml }) => askedIn(fetchXml).links.primaryof?.filter);
    };
    expect(await primaryOf(scope)).toEqual(["and(accountid eq a)", "and(accountid eq a)"]);
    expect(await primaryOf({ table: "account", id: "a", withBelow: true })).toEqual([
      "and(accountid eq-or-under a)",
      "and(accountid eq-or-under a)",
    ]);
    expect(await primaryOf({ table: "contact", id: "ann" })).toEqual(["", ""]);
    const named = (column: string) => `any opportunity.${column} = accountid where and(opportunityid eq d)`;
    const ofDeal = `and(or(${named("parentaccountid")}, ${named("customerid")}))`;
    expect(await primaryOf({ table: "opportunity", id: "d" })).toEqual([ofDeal, ofDeal]);
  });

  it("are the contact itself on a contact's own form, also when it has left", async () => {
    const service = new Answering(() => [contact("ann", { statecode: 1 })]);
    const ann = { table: "contact", id: "ann" } as const;
    const answer = await readPeople(service.asking.ask, ann, days, noneKnown());
    expect(askedIn(service.requests[0]?.fetchXml ?? "").filter).toBe("and(contactid eq ann)");
    expect(answer).toMatchObject({ ok: true, value: { people: [{ id: "ann", isActive: true }] } });
  });

  it("take part in the deal on whose form they are, not in another one", async () => {
    const service = new Answering(() => []);
    await readPeople(service.asking.ask, { table: "opportunity", id: "d" }, days, noneKnown());
    const { links } = askedIn(service.requests[0]?.fetchXml ?? "");
    expect(links.deal?.filter).toBe("and(statecode eq 0, opportunityid eq d)");
  });

  it("come once each, whatever their connections, with every role", async () => {
    const all = await people(
      contact("ann", { "role.name": "Influencer", "deal.opportunityid": "o" }),
      contact("bob"),
      contact("ann", { "role.name": "Champion", "deal.opportunityid": "o" }),
      contact("ann", { "role.name": "Champion", "deal.opportunityid": "p" }),
      // Connections that are no stake in an open deal: no stakeholder's, or with a deal that is over.
      contact("bob", { "deal.opportunityid": "o" }),
      contact("bob", { "role.name": "Champion" }),
    );
    expect(all.map(({ id, stakeholderRoles }) => [id, stakeholderRoles])).toEqual([
      ["ann", ["Champion", "Influencer"]],
      ["bob", []],
    ]);
  });

  it.each([
    ["donotemail", "email"],
    ["donotbulkemail", "bulkEmail"],
    ["donotphone", "phone"],
    ["donotpostalmail", "post"],
    ["donotsendmm", "marketing"],
    ["msdyn_disablewebtracking", "following"],
  ] as const)("object where %s is true", async (column, objection) => {
    const [ann, bob] = await people(contact("ann", { [column]: true }), contact("bob", { [column]: null }));
    expect(ann?.objections[objection]).toBe(true);
    expect(bob?.objections[objection]).toBe(false);
  });

  it("may not be followed where followemail, alone of them all, is false", async () => {
    const [ann] = await people(contact("ann", { followemail: false }));
    expect(ann?.objections.following).toBe(true);
  });
});

describe("columns and tables that not everyone has", () => {
  it("are given up one by one, and not asked for again while the page lives", async () => {
    const known = noneKnown();
    const service = new Answering((_, xml) =>
      xml.includes("msdyn_") ? { refused: 0x80041103 } : [contact("ann")],
    );
    const answer = await readPeople(service.asking.ask, scope, days, known);
    expect(answer.ok && answer.value.people.map(({ id }) => id)).toEqual(["ann"]);
    expect(service.requests.map(({ fetchXml }) => fetchXml.match(/msdyn_\w+/g) ?? [])).toEqual([
      ["msdyn_decisioninfluencetag", "msdyn_disablewebtracking"],
      ["msdyn_decisioninfluencetag"],
      [],
    ]);
    expect([...known.missing]).toEqual([
      "contact.msdyn_disablewebtracking",
      "contact.msdyn_decisioninfluencetag",
    ]);
    await readPeople(service.asking.ask, scope, days, known);
    expect(service.requests).toHaveLength(4);
  });

  it("leave the others in place", async () => {
    const service = new Answering((_, xml) =>
      xml.includes("msdyn_disablewebtracking") ? { refused: 0x80041103 } : [contact("ann")],
    );
    await readPeople(service.asking.ask, scope, days, noneKnown());
    expect(service.requests[1]?.fetchXml).toContain("msdyn_decisioninfluencetag");
    expect(service.requests).toHaveLength(2);
  });

  it.each([
    ["connections", 'name="connectionrole"'],
    ["opportunities", 'name="opportunity"'],
  ])("cost the stakeholders where %s may not be read, and nobody else", async (_, table) => {
    const service = new Answering((_, xml) =>
      xml.includes(table) ? { refused: 0x80040220 } : [contact("ann")],
    );
    const answer = await readPeople(service.asking.ask, scope, days, noneKnown());
    expect(answer.ok && answer.value.people).toHaveLength(1);
    expect(service.requests).toHaveLength(2);
  });

  it("do not hide that contacts may not be read at all", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    const answer = await readPeople(service.asking.ask, scope, days, noneKnown());
    expect(answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
  });

  it("are not taken for the reason where something else went wrong", async () => {
    const service = new Answering(() => ({ refused: 0x80040265 }));
    const answer = await readPeople(service.asking.ask, scope, days, noneKnown());
    expect(answer).toMatchObject({ ok: false, failure: { code: "0x80040265" } });
    expect(service.requests).toHaveLength(1);
  });
});

describe("people by id", () => {
  it("are asked for together, and not at all where there are none", async () => {
    const service = new Answering(() => [contact("ann")]);
    const answer = await readPeopleById(service.asking.ask, scope, ["ann", "bob"], noneKnown());
    expect(answer.ok && answer.value.people).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).toContain("<value>ann</value><value>bob</value>");
    expect(await readPeopleById(service.asking.ask, scope, [])).toEqual({
      ok: true,
      value: { people: [], isCut: false },
    });
    expect(service.requests).toHaveLength(1);
  });

  it("are the first 200: more do not fit the address of a request", async () => {
    const service = new Answering(() => []);
    const ids = Array.from({ length: 201 }, (_, index) => `p${index}`);
    await readPeopleById(service.asking.ask, scope, ids, noneKnown());
    expect(askedIn(service.requests[0]?.fetchXml ?? "").filter).toBe(
      `and(statecode eq 0, contactid in ${ids.slice(0, 200).join(" ")})`,
    );
  });
});
