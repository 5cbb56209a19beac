/** @jest-environment jsdom */
import * as fc from "fast-check";
import { anyText } from "../anyText";
import { failed } from "../../dataverse/attempt";
import { countOnDynamicList, extendListQuery } from "../../dataverse/dynamicList";
import type { Failure } from "../../dataverse/failure";
import type { Scope } from "../../dataverse/scope";
import { Answering } from "./answering";

const account: Scope = { table: "account", id: "00000000-0000-4000-8000-00000000a001" };

const france =
  '<fetch version="1.0" output-format="xml-platform" mapping="logical" distinct="true" count="250">' +
  '<entity name="contact"><attribute name="contactid"/><attribute name="fullname"/>' +
  '<order attribute="fullname" descending="false"/>' +
  '<filter type="or"><condition attribute="address1_country" operator="eq" value="L\'été &lt;1&gt;"/>' +
  '<condition attribute="emailaddress1" operator="null"/></filter>' +
  '<link-entity name="ent_interaction" from="ent_contactid" to="contactid" link-type="inner" alias="interest">' +
  '<attribute name="ent_name"/><order attribute="ent_name"/>' +
  '<filter><condition attribute="ent_occurredon" operator="last-x-days" value="90"/></filter></link-entity>' +
  "</entity></fetch>";

function extended(query: string | null, scope = account): string {
  const answer = extendListQuery(query, { members: "contact" }, scope);
  if (!answer.ok) throw new Error(`cannot ask: ${answer.because}`);
  return answer.fetchXml;
}

const parse = (xml: string) => new DOMParser().parseFromString(xml, "application/xml");
const contact = (inside: string, fetch = "") =>
  `<fetch${fetch}><entity name="contact">${inside}</entity></fetch>`;

describe("a dynamic list's query, asked about one client", () => {
  it("counts the different contacts, and keeps the list's own conditions and links as they are", () => {
    expect(extended(france)).toBe(
      '<fetch version="1.0" output-format="xml-platform" mapping="logical" aggregate="true"><entity name="contact">' +
        '<attribute name="contactid" alias="entente_people" aggregate="countcolumn" distinct="true"/>' +
        '<link-entity name="ent_interaction" from="ent_contactid" to="contactid" link-type="inner" alias="interest">' +
        '<filter><condition attribute="ent_occurredon" operator="last-x-days" value="90"/></filter></link-entity>' +
        '<filter type="and">' +
        '<filter type="or"><condition attribute="address1_country" operator="eq" value="L\'été &lt;1&gt;"/>' +
        '<condition attribute="emailaddress1" operator="null"/></filter>' +
        '<filter type="and"><condition attribute="statecode" operator="eq" value="0"/>' +
        `<condition attribute="parentcustomerid" operator="eq" value="${account.id}"/></filter></filter>` +
        "</entity></fetch>",
    );
  });

  it("reads a query as somebody laid it out, with space and comments between its parts", () => {
    const laidOut =
      '<!-- Everybody -->\n<fetch>\n  <!-- who is --> <entity name="contact">\n' +
      '    <order attribute="fullname"/>\n    <filter/> <!-- ours -->\n  </entity>\n</fetch>\n';
    expect(extended(laidOut)).toBe(
      '<fetch aggregate="true">\n  <!-- who is --> <entity name="contact">' +
        '<attribute name="contactid" alias="entente_people" aggregate="countcolumn" distinct="true"/>\n' +
        "    \n     <!-- ours -->\n  " +
        '<filter type="and"><filter/><filter type="and"><condition attribute="statecode" operator="eq" value="0"/>' +
        `<condition attribute="parentcustomerid" operator="eq" value="${account.id}"/></filter></filter>` +
        "</entity>\n</fetch>",
    );
  });

  it("asks for nothing that the list shows, in whatever way it says so", () => {
    const shown =
      '<link-entity name="lead" from="parentcontactid" to="contactid" link-type="outer"><no-attrs/></link-entity>' +
      "<all-attributes/>";
    const entity = parse(extended(contact(shown))).getElementsByTagName("entity")[0];
    expect(Array.from(entity?.children ?? []).map(({ nodeName }) => nodeName)).toEqual([
      "attribute",
      "link-entity",
      "filter",
    ]);
    expect(entity?.children[1]?.childElementCount).toBe(0);
  });

  const ofAccount = (column: string) =>
    `<condition attribute="${column}" operator="eq" value="${account.id}"/>`;
  it.each([
    ["account", ofAccount("accountid")],
    [
      "lead",
      `<filter type="or">${ofAccount("parentaccountid")}` +
        '<link-entity name="contact" from="contactid" to="parentcontactid" link-type="any">' +
        `<filter type="and">${ofAccount("parentcustomerid")}</filter></link-entity></filter>`,
    ],
  ] as const)("of %ss counts the active ones in scope", (members, isInScope) => {
    const query = `<fetch><entity name="${members}"><attribute name="fullname"/></entity></fetch>`;
    expect(extendListQuery(query, { members }, account)).toEqual({
      ok: true,
      fetchXml:
        `<fetch aggregate="true"><entity name="${members}">` +
        `<attribute name="${members}id" alias="entente_people" aggregate="countcolumn" distinct="true"/>` +
        '<filter type="and"><condition attribute="statecode" operator="eq" value="0"/>' +
        `${isInScope}</filter></entity></fetch>`,
    });
    expect(extendListQuery(france, { members }, account)).toEqual({ ok: false, because: "otherTable" });
  });

  it("adds its condition beside an alternative, never within it, in the one filter that a table may have", () => {
    const alternative = (name: string) =>
      `<filter type="or" hint="union"><condition attribute="${name}" operator="null"/></filter>`;
    const kinds = (element: Element | undefined) =>
      Array.from(element?.children ?? [])
        .filter(({ nodeName }) => nodeName === "filter")
        .map((filter) => ["type", "hint"].map((each) => filter.getAttribute(each)).join(" "));
    for (const [own, hint] of [
      [contact(alternative("fullname")), "union"],
      [contact(alternative("fullname") + alternative("jobtitle")), "union"],
      [france, ""],
    ] as const) {
      const entity = parse(extended(own)).getElementsByTagName("entity")[0];
      expect(kinds(entity)).toEqual(["and "]);
      const theirs = kinds(Array.from(entity?.children ?? []).find(({ nodeName }) => nodeName === "filter"));
      const ours = theirs.pop();
      expect([ours, new Set(theirs)]).toEqual(["and ", new Set([`or ${hint}`])]);
    }
  });

  it("counts inactive members as well where the list is sent to them", () => {
    const answer = extendListQuery(contact(""), { members: "contact", ignoresInactive: false }, account);
    expect(answer).toEqual({
      ok: true,
      fetchXml: contact(
        '<attribute name="contactid" alias="entente_people" aggregate="countcolumn" distinct="true"/>' +
          `<filter type="and"><condition attribute="parentcustomerid" operator="eq" value="${account.id}"/></filter>`,
        ' aggregate="true"',
      ),
    });
  });

  it("asks about the companies below, too", () => {
    const xml = extended(france, { ...account, withBelow: true });
    expect(xml).toContain('<condition attribute="accountid" operator="eq-or-under"');
    expect(parse(xml).getElementsByTagName("link-entity")).toHaveLength(2);
  });

  const link = '<link-entity name="lead" from="parentcontactid" to="contactid" link-type="outer"/>';

  it.each([
    ["noQuery", null],
    ["noQuery", "  "],
    ["malformed", "<fetch>"],
    ["malformed", "not XML"],
    ["malformed", "<query/>"],
    ["malformed", '<query><entity name="contact"/></query>'],
    // As one browser answers what is no XML: with what it could read of it, and a word about the rest.
    ["malformed", '<fetch><parsererror>error on line 1</parsererror><entity name="contact"/></fetch>'],
    ["malformed", "<fetch/>"],
    ["malformed", '<fetch><entity name="contact"/><entity name="contact"/></fetch>'],
    ["malformed", `<!DOCTYPE fetch [<!ENTITY x "y">]>${contact("")}`],
    ["otherTable", '<fetch><entity name="account"/></fetch>'],
    ["aggregate", contact("", ' aggregate="true"')],
    ["aggregate", contact("", ' aggregate="1"')],
    ["limited", contact("", ' top="50"')],
    ["tooManyLinks", contact(link.repeat(16))],
    [
      "tooLong",
      contact(
        `<filter><condition attribute="fullname" operator="eq" value="${"x".repeat(31_000)}"/></filter>`,
      ),
    ],
  ] as const)("says %s rather than ask what would mean something else: %.60s", (because, query) => {
    expect(extendListQuery(query, { members: "contact" }, account)).toEqual({ ok: false, because });
  });

  it("says so too where the reader of XML throws, as others than a browser's do", () => {
    const throwing = {
      parse: () => {
        throw new SyntaxError("no XML");
      },
      print: () => "",
    };
    expect(extendListQuery(france, { members: "contact" }, account, throwing)).toEqual({
      ok: false,
      because: "malformed",
    });
  });

  it("takes thirty thousand characters of an address, and not one more", () => {
    const long = (length: number) =>
      contact(
        `<filter><condition attribute="fullname" operator="eq" value="${"x".repeat(length)}"/></filter>`,
      );
    const left = 30_000 - encodeURIComponent(extended(long(0))).length;
    expect(encodeURIComponent(extended(long(left)))).toHaveLength(30_000);
    expect(extendListQuery(long(left + 1), { members: "contact" }, account)).toEqual({
      ok: false,
      because: "tooLong",
    });
  });

  it("takes fifteen links, and not one more than the account's own condition leaves room for", () => {
    const of = { members: "contact" } as const;
    expect(extendListQuery(contact(link.repeat(15)), of, account).ok).toBe(true);
    expect(extendListQuery(contact(link.repeat(15)), of, { ...account, withBelow: true })).toEqual({
      ok: false,
      because: "tooManyLinks",
    });
  });

  it("keeps every value of the list to the letter", () => {
    // XML cannot write the others.
    const unwritable = /[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
    const value = anyText().map((given) => given.replace(unwritable, ""));
    fc.assert(
      fc.property(value, (text) => {
        const document = parse(
          contact('<filter><condition attribute="fullname" operator="eq" value=""/></filter>'),
        );
        document.getElementsByTagName("condition")[0]?.setAttribute("value", text);
        const xml = extended(new XMLSerializer().serializeToString(document));
        const conditions = parse(xml).getElementsByTagName("condition");
        // Its own, and the two that are added.
        expect(conditions).toHaveLength(3);
        expect(conditions[0]?.getAttribute("value")).toBe(text);
      }),
    );
  });
});

describe("the count on a dynamic list", () => {
  const ofContacts = { members: "contact" } as const;
  const count = async (reply: ConstructorParameters<typeof Answering>[0], query: string | null = france) => {
    const service = new Answering(reply);
    return { answer: await countOnDynamicList(service.asking.askXml, query, ofContacts, account), service };
  };

  it("is one request", async () => {
    const { answer, service } = await count(() => [{ entente_people: 14 }]);
    expect(answer).toEqual({ kind: "counted", people: 14 });
    expect(service.requests.map(({ table }) => table)).toEqual(["contact"]);
  });

  it("is asked of the table of the list's members", async () => {
    const service = new Answering(() => [{ entente_people: 1 }]);
    const leads = '<fetch><entity name="lead"/></fetch>';
    expect(await countOnDynamicList(service.asking.askXml, leads, { members: "lead" }, account)).toEqual({
      kind: "counted",
      people: 1,
    });
    expect(service.requests.map(({ table }) => table)).toEqual(["lead"]);
  });

  it("is nobody where no number comes", async () => {
    for (const rows of [[], [{}]]) {
      expect((await count(() => rows)).answer).toEqual({ kind: "counted", people: 0 });
    }
  });

  it("is none where the list cannot be asked", async () => {
    const { answer, service } = await count(() => [], null);
    expect(answer).toEqual({ kind: "cannotAsk", because: "noQuery" });
    expect(service.requests).toHaveLength(0);
  });

  it.each([
    [0x8004e023, { kind: "tooMany" }],
    [0x80040220, { kind: "cannotAsk", because: "noPrivilege" }],
    [0x80041103, { kind: "cannotAsk", because: "refused" }],
    [0x80041120, { kind: "cannotAsk", because: "refused" }],
    [0x800410fd, { kind: "cannotAsk", because: "refused" }],
    [0x80041102, { kind: "cannotAsk", because: "refused" }],
    [0x80040201, { kind: "cannotAsk", because: "refused" }],
    [0x80040203, { kind: "cannotAsk", because: "refused" }],
    [0x80040239, { kind: "cannotAsk", because: "refused" }],
    [0x8004430c, { kind: "cannotAsk", because: "refused" }],
    [0x8004430d, { kind: "cannotAsk", because: "refused" }],
    [0x8004430e, { kind: "cannotAsk", because: "refused" }],
    [0x80044354, { kind: "cannotAsk", because: "refused" }],
    [0x80047020, { kind: "cannotAsk", because: "refused" }],
    [0x80050224, { kind: "cannotAsk", because: "refused" }],
    [0x80060888, { kind: "cannotAsk", because: "refused" }],
    [0x80040217, { kind: "cannotAsk", because: "refused" }],
    // It took too long, the database or a plug-in failed, the sign-in has expired, nobody knows.
    [0x80044151, { kind: "failed" }],
    [0x80044150, { kind: "failed" }],
    [0x80040265, { kind: "failed" }],
    [0x8005f101, { kind: "failed" }],
    [0x80040216, { kind: "failed" }],
    [0, { kind: "failed" }],
  ] as const)("says what came of a refusal with code %i", async (refused, expected) => {
    expect((await count(() => ({ refused }))).answer).toEqual(expected);
  });

  it.each<Failure>([{ kind: "offline" }, { kind: "throttled" }])("failed for now: %j", async (failure) => {
    const answer = await countOnDynamicList(
      () => Promise.resolve(failed(failure)),
      france,
      ofContacts,
      account,
    );
    expect(answer).toEqual({ kind: "failed" });
  });
});
