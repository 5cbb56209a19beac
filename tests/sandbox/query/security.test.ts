import { Depth } from "../../../sandbox/server/metadata/model";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import type { Caller } from "../../../sandbox/server/security/caller";
import {
  callerWith,
  id,
  openTestOrganization,
  OTHER_UNIT,
  STRANGER,
  UNIT,
  USER,
  type TestOrganization,
} from "./organization";

const mine = { ownerid: ["systemuser", USER], owningbusinessunit: UNIT };
const theirs = { ownerid: ["systemuser", STRANGER], owningbusinessunit: OTHER_UNIT };

/** Reads everything, but only their own rows of one table. */
function own(table: string): Caller {
  return callerWith({ depth: (name) => (name === table ? Depth.Basic : Depth.Global) });
}

/** Reads everything but one table. */
function without(table: string): Caller {
  return callerWith({ depth: (name) => (name === table ? Depth.None : Depth.Global) });
}

describe("what a caller may not read", () => {
  let test: TestOrganization;
  const [top, hidden, below, own2] = [id(0xa1), id(0xa2), id(0xa3), id(0xa4)];

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert("account", [
      { accountid: top, name: "Top", numberofemployees: 1, ...mine },
      { accountid: hidden, name: "Hidden", numberofemployees: 10, parentaccountid: top, ...theirs },
      { accountid: below, name: "Below", numberofemployees: 100, parentaccountid: hidden, ...mine },
      { accountid: own2, name: "Beside", numberofemployees: 1000, parentaccountid: top, ...mine },
    ]);
    const contact = (number: number, fullname: string, account: string) => ({
      contactid: id(number),
      fullname,
      parentcustomerid: ["account", account],
      ...mine,
    });
    await test.insert("contact", [
      contact(0xc1, "Ann", top),
      contact(0xc2, "Hid", hidden),
      contact(0xc3, "Bel", below),
    ]);
  }, 60_000);

  afterAll(() => test.close());

  const fetch = async (caller: Caller, xml: string) =>
    (await executeFetchXml(test.organization, caller, undefined, xml)).rows;
  const names = async (caller: Caller, xml: string) =>
    (await fetch(caller, xml)).map((row) => row.fullname ?? row.name).sort();
  const accounts = (content = "") =>
    `<fetch><entity name="account"><attribute name="name"/>${content}</entity></fetch>`;
  const contacts = (content: string) =>
    `<fetch><entity name="contact"><attribute name="fullname"/>${content}</entity></fetch>`;
  const parent = (type: string, content = "") =>
    `<link-entity name="account" from="accountid" to="parentcustomerid" alias="a" link-type="${type}">${content}</link-entity>`;
  const condition = (column: string, operator: string, value: string) =>
    `<filter><condition attribute="${column}" operator="${operator}" value="${value}"/></filter>`;

  it("is not among the rows", async () => {
    expect(await names(own("account"), accounts())).toEqual(["Below", "Beside", "Top"]);
    expect(await names(test.caller, accounts())).toHaveLength(4);
  });

  it.each([
    ["inner", contacts(parent("inner")), ["Ann", "Bel"]],
    ["outer", contacts(parent("outer")), ["Ann", "Bel", "Hid"]],
    ["exists", contacts(parent("exists")), ["Ann", "Bel"]],
    ["in", contacts(parent("in")), ["Ann", "Bel"]],
    ["matchfirstrowusingcrossapply", contacts(parent("matchfirstrowusingcrossapply")), ["Ann", "Bel"]],
    ["any", contacts(`<filter>${parent("any")}</filter>`), ["Ann", "Bel"]],
    ["not any", contacts(`<filter>${parent("not any")}</filter>`), ["Hid"]],
    ["all", contacts(`<filter>${parent("all", condition("name", "eq", "Top"))}</filter>`), ["Bel"]],
  ])("is absent from a link of type %s", async (_type, xml, expected) => {
    expect(await names(own("account"), xml)).toEqual(expected);
  });

  it("is absent from an outer link, which looks as if there were none", async () => {
    const xml = contacts(
      `<filter><condition entityname="a" attribute="accountid" operator="null"/></filter>${parent("outer")}`,
    );
    expect(await names(own("account"), xml)).toEqual(["Hid"]);
    expect(await names(test.caller, xml)).toEqual([]);
  });

  it("is absent from a link within a link within a filter", async () => {
    const xml = accounts(
      `<filter><link-entity name="account" from="parentaccountid" to="accountid" link-type="any"><link-entity name="contact" from="parentcustomerid" to="accountid"/></link-entity></filter>`,
    );
    expect(await names(test.caller, xml)).toEqual(["Hidden", "Top"]);
    expect(await names(own("account"), xml)).toEqual([]);
  });

  it("ends the branches of a hierarchy", async () => {
    const under = accounts(condition("accountid", "under", top));
    expect(await names(test.caller, under)).toEqual(["Below", "Beside", "Hidden"]);
    expect(await names(own("account"), under)).toEqual(["Beside"]);
    const above = contacts(condition("parentcustomerid", "above", below));
    expect(await names(test.caller, above)).toEqual(["Ann", "Hid"]);
    expect(await names(own("account"), above)).toEqual([]);
  });

  it("is absent from aggregates and from counts", async () => {
    const xml = `<fetch aggregate="true"><entity name="account"><attribute name="numberofemployees" alias="sum" aggregate="sum"/><attribute name="accountid" alias="n" aggregate="count"/></entity></fetch>`;
    expect(await fetch(own("account"), xml)).toMatchObject([{ sum: 1101, n: 3 }]);
    const counted = await executeFetchXml(
      test.organization,
      own("account"),
      undefined,
      `<fetch returntotalrecordcount="true"><entity name="account"/></fetch>`,
    );
    expect(counted.totalRecordCount).toBe(3);
  });

  it("is named all the same where a lookup points to it, as in Dataverse", async () => {
    const [row] = await fetch(
      own("account"),
      `<fetch><entity name="contact"><attribute name="parentcustomerid"/>${condition("fullname", "eq", "Hid")}</entity></fetch>`,
    );
    expect(row).toMatchObject({
      _parentcustomerid_value: hidden,
      "_parentcustomerid_value@OData.Community.Display.V1.FormattedValue": "Hidden",
    });
  });

  it.each([
    ["the query's own table", accounts()],
    ["a linked one", contacts(parent("outer"))],
    ["one that a filter asks for", contacts(`<filter type="or">${parent("not any")}</filter>`)],
    ["one whose existence is asked for", contacts(parent("exists"))],
    ["a hierarchy", contacts(condition("parentcustomerid", "under", top))],
  ])("is refused where no role gives the privilege: %s", async (_name, xml) => {
    await expect(fetch(without("account"), xml)).rejects.toMatchObject({ status: 403, code: "0x80040220" });
  });
});
