import { noneKnown } from "../../dataverse/optionalColumns";
import { readPeople, readPeopleById } from "../../dataverse/people";
import type { Row } from "../../dataverse/host";
import { Answering, shown } from "./answering";

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

async function people(...rows: Row[]) {
  const service = new Answering(() => rows);
  const answer = await readPeople(service.asking.ask, scope, days, noneKnown());
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.people;
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
      objections: {
        email: false,
        bulkEmail: false,
        phone: false,
        post: false,
        marketing: false,
        following: false,
        optedOut: null,
      },
      hasEmail: true,
      hasPhone: true,
    });
  });

  it("come once each, whatever their connections, with every role", async () => {
    const all = await people(
      contact("ann", { "role.name": "Influencer" }),
      contact("bob"),
      contact("ann", { "role.name": "Champion" }),
      contact("ann", { "role.name": "Champion" }),
      // A connection that is no stake in a deal.
      contact("bob", {}),
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

  it("cost the stakeholders where connections may not be read, and nobody else", async () => {
    const service = new Answering((_, xml) =>
      xml.includes("connectionrole") ? { refused: 0x80040220 } : [contact("ann")],
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
});

describe("people by id", () => {
  it("are asked for together, and not at all where there are none", async () => {
    const service = new Answering(() => [contact("ann")]);
    const answer = await readPeopleById(service.asking.ask, ["ann", "bob"], noneKnown());
    expect(answer.ok && answer.value.people).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).toContain("<value>ann</value><value>bob</value>");
    await readPeopleById(service.asking.ask, []);
    expect(service.requests).toHaveLength(1);
  });
});
