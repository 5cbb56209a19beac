import { DOMParser } from "@xmldom/xmldom";
import {
  ALL_ANNOTATIONS,
  create,
  finish,
  list,
  read,
  refusal,
  send,
  startService,
  type Reply,
  type Service,
} from "./service";

jest.setTimeout(60_000);

let service: Service;
let acme: string;
let beta: string;
let ann: string;
let bob: string;

/*
 * Acme (revenue 100) has Ann, its primary contact, and Bob; Beta (no revenue) has Cid; Gamma has nobody. Ann has two tasks.
 */
beforeAll(async () => {
  service = await startService();
  acme = await create(service, "accounts", {
    name: "Acme",
    revenue: 100,
    industrycode: 1,
    primarycontactid: { firstname: "Ann", lastname: "Archer", jobtitle: "Chief" },
  });
  ann = (await read(service, `accounts(${acme})`))["_primarycontactid_value"] as string;
  await send(service, "PATCH", `contacts(${ann})`, {
    body: { "parentcustomerid_account@odata.bind": `/accounts(${acme})` },
  });
  bob = await create(service, "contacts", {
    firstname: "Bob",
    lastname: "Baker",
    "parentcustomerid_account@odata.bind": `/accounts(${acme})`,
  });
  beta = await create(service, "accounts", {
    name: "Beta",
    contact_customer_accounts: [{ firstname: "Cid", lastname: "Cook" }],
  });
  await create(service, "accounts", { name: "Gamma 50%", revenue: 50 });
  for (const subject of ["Call", "Write"]) {
    await create(service, "tasks", {
      subject,
      "regardingobjectid_contact_task@odata.bind": `/contacts(${ann})`,
    });
  }
});
afterAll(() => finish(service));

async function names(query: string): Promise<unknown[]> {
  const rows = await list(service, `accounts?$select=name&$orderby=name&${query}`);
  return rows.map((row) => row["name"]);
}

describe("a row", () => {
  it("has every property, empty ones too, and no annotation but those that Dataverse always sends", async () => {
    const row = await read(service, `accounts(${acme})`);
    expect(row["@odata.context"]).toBe(`${service.root}$metadata#accounts/$entity`);
    expect(row).toMatchObject({ name: "Acme", fax: null, _primarycontactid_value: ann, statecode: 0 });
    const annotations = Object.keys(row).filter((key) => key.includes("@"));
    expect(annotations).toEqual(["@odata.context", "@odata.etag"]);
    expect(Object.keys(row)).not.toContain("primarycontactid");
  });

  it("has the annotations that were asked for", async () => {
    const get = async (pattern: string): Promise<string[]> =>
      Object.keys(
        await read(service, `accounts(${acme})?$select=_primarycontactid_value,industrycode`, {
          headers: { Prefer: `odata.include-annotations="${pattern}"` },
        }),
      )
        .filter((key) => key.includes("@") && !key.startsWith("@odata."))
        .sort();
    expect(await get("*")).toEqual([
      "_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
      "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname",
      "_primarycontactid_value@OData.Community.Display.V1.FormattedValue",
      "industrycode@OData.Community.Display.V1.FormattedValue",
    ]);
    expect(await get("OData.Community.*")).toHaveLength(2);
    expect(await get("Microsoft.Dynamics.CRM.lookuplogicalname")).toHaveLength(1);
    expect(await get("*,-Microsoft.Dynamics.CRM.*")).toHaveLength(2);
    const reply = await send(service, "GET", `accounts(${acme})?$select=name`, { headers: ALL_ANNOTATIONS });
    expect(reply.headers.get("Preference-Applied")).toBe('odata.include-annotations="*"');
    expect(reply.headers.get("OData-Version")).toBe("4.0");
  });

  it("is not sent again to who has it, unless they ask for more than the row", async () => {
    const etag = (await read(service, `accounts(${acme})`))["@odata.etag"] as string;
    const again = (more: string, headers: Record<string, string> = {}): Promise<{ status: number }> =>
      send(service, "GET", `accounts(${acme})?$select=name${more}`, {
        headers: { "If-None-Match": etag, ...headers },
      });
    expect((await again("")).status).toBe(304);
    expect((await again("&$expand=primarycontactid")).status).toBe(200);
    expect((await again("", ALL_ANNOTATIONS)).status).toBe(200);
    const reply = await send(service, "GET", `accounts(${acme})`, { headers: { "If-None-Match": "null" } });
    expect(reply.status).toBe(200);
  });

  it("is sent again where the table has no optimistic concurrency", async () => {
    const [role] = await list(service, "roles?$select=name&$top=1");
    const etag = String(role?.["@odata.etag"]);
    const again = await send(service, "GET", `roles(${String(role?.["roleid"])})?$select=name`, {
      headers: { "If-None-Match": etag },
    });
    expect([again.status, again.json["@odata.etag"]]).toEqual([200, etag]);
  });

  it("is reached by what it is related to", async () => {
    expect(await read(service, `accounts(${acme})/primarycontactid?$select=fullname`)).toMatchObject({
      fullname: "Ann Archer",
    });
    expect(await read(service, `accounts(${acme})/primarycontactid/fullname`)).toMatchObject({
      value: "Ann Archer",
    });
    expect((await send(service, "GET", `accounts(${beta})/primarycontactid`)).status).toBe(204);
    expect(await read(service, `accounts(${acme})/primarycontactid/$ref`)).toMatchObject({
      "@odata.id": `${service.root}contacts(${ann})`,
    });
    const contacts = await list(
      service,
      `accounts(${acme})/contact_customer_accounts?$select=fullname&$orderby=fullname desc`,
    );
    expect(contacts.map((row) => row["fullname"])).toEqual(["Bob Baker", "Ann Archer"]);
    const refs = await list(service, `accounts(${acme})/contact_customer_accounts/$ref`);
    expect(refs).toHaveLength(2);
    const count = await send(service, "GET", `accounts(${acme})/contact_customer_accounts/$count`);
    expect([count.text, count.headers.get("content-type")]).toEqual(["2", "text/plain; charset=utf-8"]);
    expect((await send(service, "GET", `accounts(${acme})/revenue/$value`)).text).toBe("100");
  });

  it("has its id once more as an owner's where it is a user or a team", async () => {
    for (const [set, key] of [
      ["systemusers", "systemuserid"],
      ["teams", "teamid"],
    ] as const) {
      const [row] = await list(service, `${set}?$select=createdon&$top=1`);
      expect(Object.keys(row ?? {}).sort()).toEqual(["@odata.etag", "createdon", key, "ownerid"].sort());
      expect(row?.["ownerid"]).toBe(row?.[key]);
      const found = await list(service, `${set}?$select=ownerid&$filter=ownerid eq ${String(row?.[key])}`);
      expect(found).toMatchObject([{ ownerid: row?.[key] }]);
    }
  });

  it("is one of a collection only where it is in it", async () => {
    const related = (account: string): Promise<Reply> =>
      send(service, "GET", `accounts(${account})/contact_customer_accounts(${ann})?$select=fullname`);
    expect((await related(acme)).json).toMatchObject({ fullname: "Ann Archer" });
    expect(refusal(await related(beta))).toEqual({ status: 404, code: "0x80040217" });
    const lead = await create(service, "leads", { lastname: "Of nobody" });
    const ofContact = await send(service, "GET", `contacts(${ann})/contactleads_association(${lead})`);
    expect(refusal(ofContact)).toEqual({ status: 404, code: "0x80040217" });
  });
});

describe("$filter", () => {
  it.each([
    ["a text, whatever its case and accents", "$filter=name eq 'ÂCME'", ["Acme"]],
    ["a text with a quote in it", "$filter=name eq 'O''Neill'", []],
    ["the value first", "$filter='Acme' eq name", ["Acme"]],
    ["a number the wrong way round", "$filter=60 lt revenue", ["Acme"]],
    ["not equal, which nothing also is", "$filter=revenue ne 100", ["Beta", "Gamma 50%"]],
    ["nothing", "$filter=revenue eq null", ["Beta"]],
    ["something", "$filter=revenue ne null and statecode eq 0", ["Acme", "Gamma 50%"]],
    ["either", "$filter=name eq 'Beta' or revenue ge 100", ["Acme", "Beta"]],
    ["and before or", "$filter=name eq 'Beta' or name eq 'Acme' and revenue lt 1", ["Beta"]],
    ["brackets", "$filter=(name eq 'Beta' or name eq 'Acme') and revenue gt 1", ["Acme"]],
    ["the contrary", "$filter=not (name eq 'Beta')", ["Acme", "Gamma 50%"]],
    ["the contrary of a contrary", "$filter=not (not (name eq 'Beta'))", ["Beta"]],
    ["the contrary of both", "$filter=not (name eq 'Beta' and revenue eq null)", ["Acme", "Gamma 50%"]],
    ["the contrary of either", "$filter=not (name eq 'Beta' or revenue gt 60)", ["Gamma 50%"]],
    ["not a value, which nothing also is", "$filter=not (revenue eq 50)", ["Acme", "Beta"]],
    [
      "not a part of a text, which nothing also is",
      "$filter=not contains(description,'x')",
      ["Acme", "Beta", "Gamma 50%"],
    ],
    [
      "not a part of a related row's text",
      "$filter=not contains(primarycontactid/jobtitle,'ief')",
      ["Beta", "Gamma 50%"],
    ],
    [
      "none that is so",
      "$filter=not contact_customer_accounts/any(c:c/lastname eq 'Cook')",
      ["Acme", "Gamma 50%"],
    ],
    [
      "not all that are so",
      "$filter=not contact_customer_accounts/all(c:c/lastname eq 'Archer')",
      ["Acme", "Beta"],
    ],
    [
      "all of what may be empty",
      "$filter=contact_customer_accounts/all(c:c/jobtitle eq 'Chief')",
      ["Gamma 50%"],
    ],
    [
      "all by a query function that has no contrary",
      "$filter=contact_customer_accounts/all(c:Microsoft.Dynamics.CRM.OlderThanXDays(PropertyName='createdon',PropertyValue=3))",
      ["Gamma 50%"],
    ],
    [
      "all by a query function that has one",
      `$filter=contact_customer_accounts/all(c:Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=["cook"]))`,
      ["Beta", "Gamma 50%"],
    ],
    [
      "none of all by a query function",
      `$filter=not contact_customer_accounts/all(c:Microsoft.Dynamics.CRM.NotIn(PropertyName='lastname',PropertyValues=["cook"]))`,
      ["Beta"],
    ],
    ["a part of a text", "$filter=contains(name,'m')", ["Acme", "Gamma 50%"]],
    ["its beginning", "$filter=startswith(name,'a')", ["Acme"]],
    ["its end", "$filter=endswith(name,'a')", ["Beta"]],
    ["a wildcard inside a text function", "$filter=contains(name,'a_m')", ["Acme", "Gamma 50%"]],
    ["a wildcard that is meant", "$filter=contains(name,'0[%]')", ["Gamma 50%"]],
    ["two columns of a row", "$filter=createdon eq modifiedon and name eq 'Acme'", ["Acme"]],
    ["a day", "$filter=createdon gt 2026-03-24", ["Acme", "Beta", "Gamma 50%"]],
    ["a moment", "$filter=createdon gt 2026-03-24T10:30:00Z", []],
    [
      "a query function",
      "$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon')",
      ["Acme", "Beta", "Gamma 50%"],
    ],
    [
      "one with a value",
      "$filter=Microsoft.Dynamics.CRM.OlderThanXDays(PropertyName='createdon',PropertyValue=3)",
      [],
    ],
    [
      "one with a list",
      `$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["acme","beta"])`,
      ["Acme", "Beta"],
    ],
    [
      "one with a range",
      `$filter=Microsoft.Dynamics.CRM.Between(PropertyName='revenue',PropertyValues=["40","60"])`,
      ["Gamma 50%"],
    ],
    [
      "one on a lookup",
      "$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')",
      ["Acme", "Beta", "Gamma 50%"],
    ],
    ["a column of a related row", "$filter=primarycontactid/jobtitle eq 'chief'", ["Acme"]],
    ["of a row related to that", "$filter=primarycontactid/owninguser/lastname eq 'Administrator'", ["Acme"]],
    ["a related row that is not there", "$filter=primarycontactid/jobtitle eq null", ["Beta", "Gamma 50%"]],
    [
      "not a value of a related row",
      "$filter=primarycontactid/jobtitle ne 'x'",
      ["Acme", "Beta", "Gamma 50%"],
    ],
    ["any of its rows", "$filter=contact_customer_accounts/any(c:c/lastname eq 'Cook')", ["Beta"]],
    ["any at all", "$filter=contact_customer_accounts/any()", ["Acme", "Beta"]],
    ["none at all", "$filter=not contact_customer_accounts/any()", ["Gamma 50%"]],
    [
      "all of its rows, of which there may be none",
      "$filter=contact_customer_accounts/all(c:c/lastname eq 'Cook')",
      ["Beta", "Gamma 50%"],
    ],
    [
      "a lambda in a lambda",
      "$filter=contact_customer_accounts/any(c:c/Contact_Tasks/any(t:t/subject eq 'Call'))",
      ["Acme"],
    ],
    [
      "a path in a lambda",
      "$filter=contact_customer_accounts/any(c:c/parentcustomerid_account/name eq 'Beta')",
      ["Beta"],
    ],
    ["a parameter alias", "$filter=name eq @p1&@p1='Beta'", ["Beta"]],
    ["an alias for a property, and one for nothing", "$filter=@p1 ne @p3&@p1=revenue", ["Acme", "Gamma 50%"]],
    [
      "an alias for a property of a related row",
      "$filter=contains(@p1,'ief')&@p1=primarycontactid/jobtitle",
      ["Acme"],
    ],
    [
      "an alias for a property in a lambda",
      "$filter=contact_customer_accounts/any(c:@p1 eq 'Cook')&@p1=c/lastname",
      ["Beta"],
    ],
    [
      "an alias in a lambda",
      "$filter=contact_customer_accounts/any(c:c/lastname eq @p1)&@p1='Cook'",
      ["Beta"],
    ],
  ])("keeps %s", async (_name, query, expected) => {
    expect(await names(query.replace(/%/g, "%25").replace(/ /g, "%20"))).toEqual(expected);
  });

  it("shares its aliases with the order, as in Microsoft's example", async () => {
    const rows = await list(
      service,
      "accounts?$select=name,revenue&$orderby=@p1 asc,@p2 desc&$filter=@p1 ne @p3&@p1=revenue&@p2=name",
    );
    expect(rows.map((row) => row["name"])).toEqual(["Gamma 50%", "Acme"]);
  });

  it("keeps a row by its lookup's id, with or without quotes around nothing else", async () => {
    expect(await names(`$filter=_primarycontactid_value eq ${ann}`)).toEqual(["Acme"]);
    expect(await names(`$filter=accountid eq ${beta}`)).toEqual(["Beta"]);
    expect(await names(`$filter=primarycontactid/contactid eq ${ann.toUpperCase()}`)).toEqual(["Acme"]);
  });
});

describe("$orderby, $top and $count", () => {
  it("order by columns of related rows, and choices by their value", async () => {
    const by = async (orderBy: string): Promise<unknown[]> =>
      (await list(service, `contacts?$select=fullname&$orderby=${orderBy}`)).map((row) => row["fullname"]);
    expect(await by("parentcustomerid_account/name desc,lastname desc")).toEqual([
      "Cid Cook",
      "Bob Baker",
      "Ann Archer",
    ]);
    expect(await by("@p1&@p1=lastname")).toEqual(["Ann Archer", "Bob Baker", "Cid Cook"]);
  });

  it("give the first rows, and how many there are in all", async () => {
    const page = await read(service, "accounts?$select=name&$orderby=name&$top=2&$count=true");
    expect(page["@odata.count"]).toBe(3);
    expect(page["value"]).toHaveLength(2);
    expect(page["@odata.nextLink"]).toBeUndefined();
    expect((await send(service, "GET", "accounts/$count?$filter=revenue ne null")).text).toBe("2");
  });

  it("give pages in place of the first rows to those who ask for both", async () => {
    const target = "accounts?$select=name&$orderby=name&$top=2";
    const headers = { Prefer: "odata.maxpagesize=1" };
    const reply = await send(service, "GET", target, { headers });
    expect(reply.headers.get("Preference-Applied")).toBe("odata.maxpagesize=1");
    const seen: unknown[] = [];
    let page = reply.json;
    for (;;) {
      seen.push((page["value"] as Record<string, unknown>[]).map((row) => row["name"]));
      const next = page["@odata.nextLink"] as string | undefined;
      if (next === undefined) break;
      page = await read(service, next.slice(service.root.length), { headers });
    }
    expect(seen).toEqual([["Acme"], ["Beta"], ["Gamma 50%"]]);
  });

  it("follow the links from page to page without losing or repeating a row", async () => {
    const seen: unknown[] = [];
    let target: string | undefined = "contacts?$select=fullname&$orderby=jobtitle&$count=true";
    while (target !== undefined) {
      const page: Record<string, unknown> = await read(service, target, {
        headers: { Prefer: "odata.maxpagesize=1" },
      });
      expect(page["@odata.count"]).toBe(3);
      seen.push(...(page["value"] as Record<string, unknown>[]).map((row) => row["fullname"]));
      target = (page["@odata.nextLink"] as string | undefined)?.slice(service.root.length);
    }
    expect(seen.sort()).toEqual(["Ann Archer", "Bob Baker", "Cid Cook"]);
  });
});

describe("$expand", () => {
  it("shows single rows, nothing where there is none, and rows below rows", async () => {
    const rows = await list(
      service,
      "accounts?$select=name&$orderby=name&$expand=primarycontactid($select=fullname;$expand=Contact_Tasks($select=subject)),owninguser($select=fullname)",
    );
    expect(rows).toMatchObject([
      {
        name: "Acme",
        primarycontactid: {
          fullname: "Ann Archer",
          Contact_Tasks: expect.arrayContaining(
            [{ subject: "Call" }].map((one) => expect.objectContaining(one) as unknown),
          ) as unknown[],
        },
        owninguser: { fullname: "System Administrator" },
      },
      { name: "Beta", primarycontactid: null },
      { name: "Gamma 50%", primarycontactid: null },
    ]);
  });

  it("shows collections with their own filter, order and number", async () => {
    const rows = await list(
      service,
      "accounts?$select=name&$orderby=name&$expand=contact_customer_accounts($select=lastname;$filter=startswith(lastname,'A') or startswith(lastname,'B');$orderby=lastname desc;$top=1)",
    );
    expect(rows.map((row) => row["contact_customer_accounts"])).toMatchObject([
      [{ lastname: "Baker" }],
      [],
      [],
    ]);
  });

  it("shows whole collections, however small the page, each with a link to itself", async () => {
    const rows = await list(
      service,
      `accounts?$filter=accountid eq ${acme}&$select=name&$expand=primarycontactid($select=fullname),contact_customer_accounts($select=lastname;$orderby=lastname)`,
      { headers: { Prefer: "odata.maxpagesize=1" } },
    );
    const etag = expect.stringMatching(/^W\//) as unknown;
    const link = `${service.root}accounts(${acme})/contact_customer_accounts?$select=lastname&$orderby=lastname`;
    expect(rows).toEqual([
      {
        "@odata.etag": etag,
        accountid: acme,
        name: "Acme",
        primarycontactid: { contactid: ann, fullname: "Ann Archer" },
        contact_customer_accounts: [
          { "@odata.etag": etag, contactid: ann, lastname: "Archer", _parentcustomerid_value: acme },
          { "@odata.etag": etag, contactid: bob, lastname: "Baker", _parentcustomerid_value: acme },
        ],
        "contact_customer_accounts@odata.nextLink": link,
      },
    ]);
    expect(await list(service, link.slice(service.root.length))).toMatchObject([
      { lastname: "Archer" },
      { lastname: "Baker" },
    ]);
  });

  it("links to empty collections too, and to rows of many to many, with the options as they were given", async () => {
    const expanded = async (expand: string): Promise<Record<string, unknown> | undefined> => {
      const found = await list(
        service,
        `contacts?$filter=contactid eq ${ann}&$select=fullname&$expand=${expand}`,
      );
      return found[0];
    };
    const withLeads = await expanded("contactleads_association");
    expect(withLeads).toMatchObject({ contactleads_association: [] });
    expect(withLeads?.["contactleads_association@odata.nextLink"]).toBe(
      `${service.root}contacts(${ann})/contactleads_association`,
    );
    const row = await expanded("Contact_Tasks($filter=subject eq 'R%26D %2B';$top=1)");
    expect(row).toMatchObject({ Contact_Tasks: [] });
    const link = row?.["Contact_Tasks@odata.nextLink"];
    expect(link).toBe(
      `${service.root}contacts(${ann})/Contact_Tasks?$filter=subject%20eq%20'R%26D%20%2B'&$top=1`,
    );
    expect(await list(service, String(link).slice(service.root.length))).toEqual([]);
  });

  it("shows collections in pages once one expansion is nested", async () => {
    const target = `accounts?$filter=accountid eq ${acme}&$select=name&$expand=contact_customer_accounts($select=lastname;$expand=owninguser($select=fullname))`;
    const headers = { Prefer: "odata.maxpagesize=1" };
    const [row] = await list(service, target, { headers });
    const [contact, ...others] = row?.["contact_customer_accounts"] as Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(Object.keys(contact ?? {}).sort()).toEqual(["contactid", "lastname", "owninguser"]);
    const { owninguser } = contact as { owninguser: object };
    // A user is a principal, whose key comes along.
    expect(Object.keys(owninguser).sort()).toEqual(["fullname", "ownerid", "systemuserid"]);
    const link = row?.["contact_customer_accounts@odata.nextLink"] as string;
    expect(link).toContain("?$select=lastname&$expand=owninguser($select=fullname)&$skiptoken=%3Ccookie%20");
    const [next] = await list(service, link.slice(service.root.length), { headers });
    expect([contact?.["lastname"], next?.["lastname"]].sort()).toEqual(["Archer", "Baker"]);
    const [whole] = await list(service, target);
    expect(whole?.["contact_customer_accounts"]).toHaveLength(2);
    expect(whole?.["contact_customer_accounts@odata.nextLink"]).toBeUndefined();
  });

  it("shows the rows below one row with their versions, and no link where none is left", async () => {
    const row = await read(
      service,
      `accounts(${acme})?$select=name&$expand=primarycontactid($select=fullname),contact_customer_accounts($select=lastname;$orderby=lastname)`,
      { headers: { Prefer: "odata.maxpagesize=1" } },
    );
    const etag = expect.stringMatching(/^W\//) as unknown;
    expect(row["primarycontactid"]).toEqual({
      "@odata.etag": etag,
      contactid: ann,
      fullname: "Ann Archer",
    });
    expect(row["contact_customer_accounts"]).toEqual([
      { "@odata.etag": etag, contactid: ann, lastname: "Archer" },
      { "@odata.etag": etag, contactid: bob, lastname: "Baker" },
    ]);
    expect(row["contact_customer_accounts@odata.nextLink"]).toBeUndefined();
  });

  it("reads no more rows below one row than it shows", async () => {
    const id = await create(service, "accounts", {
      name: "Delta",
      contact_customer_accounts: ["A", "B", "C", "D", "E"].map((lastname) => ({ lastname })),
    });
    const query = jest.spyOn(service.organization.database, "query");
    const row = await read(
      service,
      `accounts(${id})?$select=name&$expand=contact_customer_accounts($select=lastname;$orderby=lastname desc;$top=2)`,
    );
    const answers = await Promise.all(query.mock.results.map(({ value }) => value as Promise<object[]>));
    query.mockRestore();
    expect(row["contact_customer_accounts"]).toMatchObject([{ lastname: "E" }, { lastname: "D" }]);
    // One more tells whether there are more.
    expect(Math.max(...answers.map(({ length }) => length))).toBe(3);
    await send(service, "DELETE", `accounts(${id})`);
  });

  it("shows references", async () => {
    const row = await read(service, `accounts(${acme})?$select=name&$expand=primarycontactid/$ref`);
    expect(row["primarycontactid"]).toEqual({ "@odata.id": `${service.root}contacts(${ann})` });
    expect(row["_primarycontactid_value"]).toBe(ann);
    expect(row["@odata.context"]).toBe(`${service.root}$metadata#accounts(name,primarycontactid())/$entity`);
  });

  it("gives what was not selected to nobody, even where it had to be read", async () => {
    const row = await read(
      service,
      `accounts(${acme})?$select=name&$expand=primarycontactid($select=fullname)`,
    );
    expect(Object.keys(row).filter((key) => !key.startsWith("@"))).toEqual([
      "accountid",
      "name",
      "primarycontactid",
    ]);
  });
});

describe("$apply", () => {
  it("sums, counts and groups", async () => {
    const apply = (text: string): Promise<Record<string, unknown>[]> =>
      list(service, `accounts?$apply=${text}`);
    expect(
      await apply(
        "aggregate(revenue with sum as total,revenue with average as mean,revenue with max as most,$count as rows)",
      ),
    ).toEqual([{ total: 150, mean: 75, most: 100, rows: 3 }]);
    expect(
      await apply("filter(revenue ne null)/groupby((industrycode),aggregate(revenue with min as least))"),
    ).toEqual(
      expect.arrayContaining([
        { industrycode: 1, least: 100 },
        // The group of rows without a value has no such property.
        { least: 50 },
      ]),
    );
    expect(
      await apply(
        "groupby((primarycontactid/fullname),aggregate($count as n))&$orderby=primarycontactid/fullname",
      ),
    ).toEqual([{ n: 2 }, { contact_fullname: "Ann Archer", n: 1 }]);
    expect(await apply("filter(name eq 'Acme')/groupby((primarycontactid/fullname))")).toEqual([
      { contact_fullname: "Ann Archer" },
    ]);
    expect(await apply("filter(name eq 'Acme')/aggregate(createdon with max as last)")).toEqual([
      { last: "2026-03-24T10:30:00Z" },
    ]);
  });

  it("shows the formatted values of groups and aggregates beside them", async () => {
    const [row] = await list(
      service,
      "accounts?$apply=filter(name eq 'Acme')/groupby((primarycontactid/fullname,_owninguser_value,statuscode),aggregate($count as n))",
      { headers: { Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"' } },
    );
    expect(row).toEqual({
      contact_fullname: "Ann Archer",
      _owninguser_value: service.administratorId,
      "_owninguser_value@OData.Community.Display.V1.FormattedValue": "System Administrator",
      statuscode: 1,
      "statuscode@OData.Community.Display.V1.FormattedValue": "Active",
      n: 1,
      "n@OData.Community.Display.V1.FormattedValue": "1",
    });
  });

  it("refuses two groups that would have one name", async () => {
    const target = "accounts?$apply=groupby((createdby/fullname,modifiedby/fullname))";
    expect((await send(service, "GET", target)).status).toBe(400);
  });
});

describe("what Dataverse shows unasked", () => {
  let dollar: string;
  let rich: string;
  beforeAll(async () => {
    dollar = await create(service, "transactioncurrencies", {
      currencyname: "Dollar",
      isocurrencycode: "USD",
      currencysymbol: "$",
      currencyprecision: 2,
      exchangerate: 2,
    });
    rich = await create(service, "contacts", {
      lastname: "Rich",
      creditlimit: 5,
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${dollar})`,
    });
  });
  afterAll(() => send(service, "DELETE", `contacts(${rich})`));

  it("is the currency of an amount, in lists, rows and answers to writes", async () => {
    const etag = expect.stringMatching(/^W\//) as unknown;
    const amount = {
      "@odata.etag": etag,
      contactid: rich,
      creditlimit: 5,
      _transactioncurrencyid_value: dollar,
    };
    expect(await list(service, `contacts?$select=creditlimit&$filter=contactid eq ${rich}`)).toEqual([
      amount,
    ]);
    expect(await read(service, `contacts(${rich})?$select=creditlimit`)).toEqual({
      "@odata.context": `${service.root}$metadata#contacts(creditlimit)/$entity`,
      ...amount,
    });
    const changed = await send(service, "PATCH", `contacts(${rich})?$select=creditlimit`, {
      body: { jobtitle: "Heir" },
      headers: { Prefer: "return=representation" },
    });
    expect(changed.json).toMatchObject(amount);
    const named = await read(service, `contacts(${rich})?$select=creditlimit`, { headers: ALL_ANNOTATIONS });
    expect(named["_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue"]).toBe("Dollar");
  });

  it("is nothing where there is no amount, and no currency", async () => {
    const contact = await read(service, `contacts(${rich})?$select=lastname`);
    expect(Object.keys(contact)).not.toContain("_transactioncurrencyid_value");
    const account = await read(service, `accounts(${beta})?$select=name,revenue`);
    expect(account).toMatchObject({ name: "Beta", revenue: null });
    expect(Object.keys(account)).not.toContain("_transactioncurrencyid_value");
  });
});

describe("a refusal", () => {
  it.each([
    [
      "systemusers?$select=fullname&$filter=not Microsoft.Dynamics.CRM.EqualUserId(PropertyName=@p1)&@p1='systemuserid'",
      "Not operator along with the Custom Named Condition operators is not allowed",
    ],
    [
      "accounts?$apply=groupby((statuscode),aggregate($count as n))&$orderby=n",
      "The query node SingleValueOpenPropertyAccess is not supported",
    ],
    [
      "accounts?$expand=contact_customer_accounts/$ref",
      "Expand with $ref is only supported on lookup type navigation property.",
    ],
    [
      "accounts?$expand=contact_customer_accounts($orderby=lastname;$expand=owninguser)",
      "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
    ],
    [
      "contacts?$select=fullname&$expand=contactleads_association($select=fullname;$expand=createdby)",
      "The navigation property 'contactleads_association' cannot be expanded. Only many-to-one relationships are supported for nested expansion.",
    ],
  ])("of %s has Dataverse's own words", async (target, message) => {
    const reply = await send(service, "GET", target);
    expect(reply.json).toEqual({ error: { code: "0x80060888", message } });
  });
});

describe("fetchXml", () => {
  const fetch = (xml: string, headers?: Record<string, string>): Promise<Record<string, unknown>> =>
    read(service, `contacts?fetchXml=${encodeURIComponent(xml)}`, { headers });

  it("answers in pages, with cookie and totals for those who ask", async () => {
    const xml = `<fetch count="2" returntotalrecordcount="true"><entity name="contact"><attribute name="fullname"/><order attribute="lastname"/></entity></fetch>`;
    const plain = await fetch(xml);
    expect(Object.keys(plain)).toEqual(["@odata.context", "value"]);
    const full = await fetch(xml, ALL_ANNOTATIONS);
    expect(full).toMatchObject({
      "@Microsoft.Dynamics.CRM.morerecords": true,
      "@Microsoft.Dynamics.CRM.totalrecordcount": 3,
      "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": false,
    });
    const cookie = full["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] as string;
    const inner = decodeURIComponent(decodeURIComponent(/pagingcookie="([^"]+)"/.exec(cookie)?.[1] ?? ""));
    const escaped = inner
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;");
    const next = await fetch(
      xml.replace("<fetch ", `<fetch page="2" paging-cookie="${escaped}" `),
      ALL_ANNOTATIONS,
    );
    expect(next).toMatchObject({
      "@Microsoft.Dynamics.CRM.morerecords": false,
      value: [{ fullname: "Cid Cook" }],
    });
  });

  it("names linked columns by their alias, annotated", async () => {
    const xml = `<fetch><entity name="contact"><attribute name="lastname"/><filter><condition attribute="contactid" operator="eq" value="${bob}"/></filter><link-entity name="account" from="accountid" to="parentcustomerid" alias="a"><attribute name="name"/><attribute name="primarycontactid"/></link-entity></entity></fetch>`;
    const [row] = (await fetch(xml, ALL_ANNOTATIONS))["value"] as Record<string, unknown>[];
    expect(row).toMatchObject({
      lastname: "Baker",
      "a.name": "Acme",
      "a.primarycontactid": ann,
      "a.primarycontactid@OData.Community.Display.V1.FormattedValue": "Ann Archer",
    });
  });

  it("may be a stored view", async () => {
    await create(service, "tst_visits", {
      tst_name: "Seen",
      tst_seats: 2,
      "tst_ContactId@odata.bind": `/contacts(${bob})`,
    });
    const rows = await list(service, "tst_visits?savedQuery=0f0f0f0f-2222-4222-8222-222222222222");
    expect(rows).toMatchObject([{ tst_name: "Seen", "c.fullname": "Bob Baker" }]);
  });
});

describe("the service itself", () => {
  it("lists its sets and describes its types, under each of its versions", async () => {
    for (const version of ["v9.0", "v9.1", "v9.2"]) {
      const response = await fetch(`${service.origin}/api/data/${version}/`);
      const body = (await response.json()) as { value: { name: string }[] };
      expect(body.value.map((one) => one.name)).toContain("accounts");
    }
    const metadata = await send(service, "GET", "$metadata");
    expect(metadata.headers.get("content-type")).toBe("application/xml");
    expect(metadata.text).toContain('<Property Name="_primarycontactid_value" Type="Edm.Guid" />');
    const faults: string[] = [];
    const document = new DOMParser({ onError: (_level, message) => faults.push(message) }).parseFromString(
      metadata.text,
      "text/xml",
    );
    expect(faults).toEqual([]);
    const names = (kind: string): (string | null)[] =>
      Array.from(document.getElementsByTagName(kind)).map((one) => one.getAttribute("Name"));
    expect(names("Action")).toEqual(
      expect.arrayContaining(["AddMemberList", "QualifyLead", "WinOpportunity"]),
    );
    expect(names("Function")).toContain("WhoAmI");
    expect(names("FunctionImport")).toEqual(["RetrieveTotalRecordCount", "WhoAmI"]);
  });

  it("answers in the version that it was asked in", async () => {
    const response = await fetch(`${service.origin}/api/data/v9.0/accounts(${acme})?$select=name`);
    const body = (await response.json()) as Record<string, string>;
    expect(body["@odata.context"]).toContain("/api/data/v9.0/$metadata");
  });
});
