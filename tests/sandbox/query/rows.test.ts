import { executeFetchXml, executeQuery } from "../../../sandbox/server/query/execute";
import { parseFetchXml } from "../../../sandbox/server/query/fetchxml/parse";
import {
  callerWith,
  DOLLAR,
  id,
  openTestOrganization,
  TEAM,
  USER,
  type TestOrganization,
} from "./organization";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const ATTRIBUTE = "@OData.Community.Display.V1.AttributeName";
const TABLE = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const NAVIGATION = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

describe("a row", () => {
  let test: TestOrganization;
  const [account, contact, full, empty] = [id(0xa1), id(0xc1), id(0x1), id(0x2)];

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert("account", [
      { accountid: account, name: "Contoso", primarycontactid: contact, ownerid: ["systemuser", USER] },
    ]);
    await test.insert("contact", [
      {
        contactid: contact,
        fullname: "Eve",
        parentcustomerid: ["account", account],
        ownerid: ["team", TEAM],
      },
    ]);
    await test.insert("ent_probe", [
      {
        ent_probeid: full,
        ent_name: "full",
        ent_memo: "two\nlines",
        ent_integer: 2900,
        ent_decimal: "1234.5678",
        ent_double: 0.1,
        ent_money: "45000.1000",
        ent_money_base: "40000.5500",
        transactioncurrencyid: DOLLAR,
        ent_boolean: true,
        ent_choice: 2,
        ent_choices: [1, 3],
        ent_moment: "2026-07-01T21:42:07Z",
        ent_day: "2026-07-01",
        ent_wall: "2026-07-01T23:59:00",
        ent_guid: id(0x99),
        ent_table: "contact",
        ent_accountid: account,
        ent_customerid: ["contact", contact],
        ownerid: ["team", TEAM],
        statecode: 0,
        statuscode: 1,
        versionnumber: 72201545,
      },
      { ent_probeid: empty, ent_name: "empty", versionnumber: 72201546 },
    ]);
  }, 60_000);

  afterAll(() => test.close());

  const fetch = async (xml: string, caller = test.caller) =>
    (await executeFetchXml(test.organization, caller, undefined, xml)).rows;
  const probe = (columns: string, name = "full") =>
    `<fetch><entity name="ent_probe">${columns}<filter><condition attribute="ent_name" operator="eq" value="${name}"/></filter></entity></fetch>`;
  const attributes = (...names: string[]) => names.map((name) => `<attribute name="${name}"/>`).join("");

  it("has its version and its key, asked for or not", async () => {
    expect(await fetch(probe(attributes("ent_name")))).toEqual([
      { "@odata.etag": 'W/"72201545"', ent_name: "full", ent_probeid: full },
    ]);
  });

  it("has every value as JSON knows it", async () => {
    const [row] = await fetch(
      probe(
        attributes(
          "ent_memo",
          "ent_integer",
          "ent_decimal",
          "ent_double",
          "ent_money",
          "ent_boolean",
          "ent_choice",
          "ent_choices",
          "ent_moment",
          "ent_day",
          "ent_wall",
          "ent_guid",
          "ent_table",
          "statecode",
          "versionnumber",
        ),
      ),
    );
    expect(row).toMatchObject({
      ent_memo: "two\nlines",
      ent_integer: 2900,
      ent_decimal: 1234.5678,
      ent_double: 0.1,
      ent_money: 45000.1,
      ent_boolean: true,
      ent_choice: 2,
      ent_choices: "1,3",
      ent_moment: "2026-07-01T21:42:07Z",
      ent_day: "2026-07-01",
      ent_wall: "2026-07-01T23:59:00Z",
      ent_guid: id(0x99),
      ent_table: "contact",
      statecode: 0,
      versionnumber: 72201545,
    });
  });

  it("has texts for people in the user's language and time zone", async () => {
    const xml = probe(
      attributes(
        "ent_integer",
        "ent_decimal",
        "ent_money",
        "ent_money_base",
        "ent_boolean",
        "ent_choice",
        "ent_choices",
        "ent_moment",
        "ent_day",
        "ent_wall",
        "ent_table",
        "statuscode",
      ),
    );
    const texts = async (languageId: number) => {
      const [row = {}] = await fetch(xml, callerWith({ languageId }));
      const entries = Object.entries(row).filter(([key]) => key.endsWith(FORMATTED));
      return Object.fromEntries(entries.map(([key, value]) => [key.slice(0, -FORMATTED.length), value]));
    };
    expect(await texts(1033)).toEqual({
      ent_integer: "2,900",
      ent_decimal: "1,234.5678",
      ent_money: "$45,000.10",
      ent_money_base: "€40,000.55",
      ent_boolean: "Yes",
      ent_choice: "Blue",
      ent_choices: "Red; Green",
      ent_moment: "7/1/2026 11:42 PM",
      ent_day: "7/1/2026",
      ent_wall: "7/1/2026 11:59 PM",
      ent_table: "Contact",
      statuscode: "Active",
      _transactioncurrencyid_value: "US Dollar",
    });
    expect(await texts(1036)).toMatchObject({
      ent_integer: "2\u00a0900",
      ent_money: "45\u00a0000,10\u00a0$",
      ent_boolean: "Oui",
      ent_choices: "Rouge; Vert",
      ent_moment: "01/07/2026 23:42",
      ent_day: "01/07/2026",
    });
    expect(await texts(1043)).toMatchObject({
      ent_money: "$\u00a045.000,10",
      ent_boolean: "Ja",
      ent_moment: "01-07-2026 23:42",
    });
  });

  it("names the target of a lookup, its table and the way to it", async () => {
    const [row] = await fetch(probe(attributes("ent_accountid", "ent_customerid", "ownerid")));
    expect(row).toMatchObject({
      _ent_accountid_value: account,
      [`_ent_accountid_value${FORMATTED}`]: "Contoso",
      [`_ent_accountid_value${TABLE}`]: "account",
      [`_ent_accountid_value${NAVIGATION}`]: "ent_accountid",
      _ent_customerid_value: contact,
      [`_ent_customerid_value${FORMATTED}`]: "Eve",
      [`_ent_customerid_value${TABLE}`]: "contact",
      [`_ent_customerid_value${NAVIGATION}`]: "ent_customerid_contact",
      _ownerid_value: TEAM,
      [`_ownerid_value${FORMATTED}`]: "Sales",
      [`_ownerid_value${TABLE}`]: "team",
    });
  });

  it("brings its currency along with money, as Dataverse does unasked", async () => {
    const [row] = await fetch(probe(attributes("ent_money")));
    expect(row).toMatchObject({ _transactioncurrencyid_value: DOLLAR });
    const [none] = await fetch(probe(attributes("ent_integer")));
    expect(none).not.toHaveProperty("_transactioncurrencyid_value");
  });

  it("leaves out what has no value in FetchXML, and has it as null in OData", async () => {
    const xml = probe(attributes("ent_name", "ent_integer", "ent_accountid"), "empty");
    expect(await fetch(xml)).toEqual([
      { "@odata.etag": 'W/"72201546"', ent_name: "empty", ent_probeid: empty },
    ]);
    const { rows } = await executeQuery(test.organization, test.caller, parseFetchXml(xml));
    expect(rows).toEqual([
      {
        "@odata.etag": 'W/"72201546"',
        ent_name: "empty",
        ent_integer: null,
        _ent_accountid_value: null,
        ent_probeid: empty,
      },
    ]);
  });

  it("has every column when none is asked for, and the key alone when that is said", async () => {
    const [all = {}] = await fetch(probe(""));
    expect(all).toMatchObject({ ent_integer: 2900, ent_memo: "two\nlines", _ent_accountid_value: account });
    const [same] = await fetch(probe("<all-attributes/>"));
    expect(same).toEqual(all);
    expect(await fetch(probe("<no-attrs/>"))).toEqual([{ "@odata.etag": 'W/"72201545"', ent_probeid: full }]);
  });

  it("has a linked table's columns under the link's alias, with a lookup as it is", async () => {
    const [row] = await fetch(
      probe(
        `${attributes("ent_name")}<link-entity name="account" from="accountid" to="ent_accountid" alias="a">${attributes("name", "primarycontactid")}<attribute name="ownerid" alias="boss"/></link-entity>`,
      ),
    );
    expect(row).toEqual({
      "@odata.etag": 'W/"72201545"',
      ent_name: "full",
      ent_probeid: full,
      "a.name": "Contoso",
      [`a.name${ATTRIBUTE}`]: "name",
      "a.primarycontactid": contact,
      [`a.primarycontactid${ATTRIBUTE}`]: "primarycontactid",
      [`a.primarycontactid${FORMATTED}`]: "Eve",
      [`a.primarycontactid${TABLE}`]: "contact",
      [`a.primarycontactid${NAVIGATION}`]: "primarycontactid",
      boss: USER,
      [`boss${ATTRIBUTE}`]: "ownerid",
      [`boss${FORMATTED}`]: "Ada Rep",
      [`boss${TABLE}`]: "systemuser",
      [`boss${NAVIGATION}`]: "ownerid",
    });
  });

  it("numbers the links that have no alias", async () => {
    const [row] = await fetch(
      probe(
        `<link-entity name="account" from="accountid" to="ent_accountid">${attributes("name")}<link-entity name="contact" from="contactid" to="primarycontactid">${attributes("fullname")}</link-entity></link-entity>${attributes("ent_name")}`,
      ),
    );
    expect(row).toMatchObject({ "account1.name": "Contoso", "contact2.fullname": "Eve" });
  });

  it("has the columns of a first match under their schema names", async () => {
    const [row] = await fetch(
      probe(
        `${attributes("ent_name")}<link-entity name="account" from="accountid" to="ent_accountid" link-type="matchfirstrowusingcrossapply">${attributes("name")}</link-entity>`,
      ),
    );
    expect(row).toMatchObject({ ent_name: "full", Name: "Contoso" });
  });

  it("comes once where rows are to be different, without a key that would make them so", async () => {
    const rows = await fetch(
      `<fetch distinct="true"><entity name="ent_probe">${attributes("ent_customerid", "ent_money")}<filter><condition attribute="ent_name" operator="in"><value>full</value><value>empty</value></condition></filter><order attribute="ent_money"/></entity></fetch>`,
    );
    expect(rows).toEqual([
      {},
      expect.objectContaining({
        _ent_customerid_value: contact,
        [`_ent_customerid_value${FORMATTED}`]: "Eve",
        ent_money: 45000.1,
        [`ent_money${FORMATTED}`]: "$45,000.10",
        _transactioncurrencyid_value: DOLLAR,
      }),
    ]);
    expect(rows[1]).not.toHaveProperty("ent_probeid");
  });

  it("counts the rows below it in the hierarchy", async () => {
    await test.insert("account", [
      { accountid: id(0xa7), name: "Below", parentaccountid: account },
      { accountid: id(0xa8), name: "Below too", parentaccountid: account },
    ]);
    const rows = await fetch(
      `<fetch><entity name="account">${attributes("name")}<attribute name="accountid" alias="children" rowaggregate="CountChildren"/><order attribute="name"/></entity></fetch>`,
    );
    expect(rows.map((row) => [row.name, row.children])).toEqual([
      ["Below", 0],
      ["Below too", 0],
      ["Contoso", 2],
    ]);
  });
});
