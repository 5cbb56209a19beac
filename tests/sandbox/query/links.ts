import { id, openTestOrganization, type TestOrganization } from "./organization";
import type { SemanticsCase } from "./semantics";

/*
 * What links mean, on the accounts and contacts below. Most cases are the documentation's own examples.
 * Contacts: Ann is the primary contact of Contoso and Fabrikam, Bob of another Contoso, Cid of an account without a name, Dan
 * of none. Parents: Ann and Bob belong to Contoso, Cid to Litware, which has no fax, Dan to nobody.
 */

const [ann, bob, cid, dan] = [id(0xc1), id(0xc2), id(0xc3), id(0xc4)];
const [contoso, fabrikam, contoso2, litware, nameless] = [id(0xa1), id(0xa2), id(0xa3), id(0xa4), id(0xa5)];
const [listOne, listTwo] = [id(0x51), id(0x52)];

const LINKED_ROWS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  account: [
    { accountid: contoso, name: "Contoso", primarycontactid: ann, fax: "1", statecode: 0 },
    { accountid: fabrikam, name: "Fabrikam", primarycontactid: ann, fax: "2", statecode: 0 },
    { accountid: contoso2, name: "Contoso", primarycontactid: bob, fax: "3", statecode: 1 },
    { accountid: litware, name: "Litware", statecode: 0 },
    { accountid: nameless, primarycontactid: cid, statecode: 0 },
  ],
  contact: [
    { contactid: ann, fullname: "Ann", parentcustomerid: ["account", contoso], statecode: 0 },
    { contactid: bob, fullname: "Bob", parentcustomerid: ["account", contoso], statecode: 0 },
    { contactid: cid, fullname: "Cid", parentcustomerid: ["account", litware], statecode: 0 },
    { contactid: dan, fullname: "Dan", statecode: 1 },
  ],
  list: [
    { listid: listOne, listname: "One", type: false },
    { listid: listTwo, listname: "Two", type: false },
  ],
  listmember: [
    { listmemberid: id(0x61), listid: listOne, entityid: ["contact", ann], entitytype: "contact" },
    { listmemberid: id(0x62), listid: listOne, entityid: ["contact", cid], entitytype: "contact" },
    { listmemberid: id(0x63), listid: listTwo, entityid: ["contact", ann], entitytype: "contact" },
    { listmemberid: id(0x64), listid: listTwo, entityid: ["account", contoso], entitytype: "account" },
  ],
  opportunity: [
    { opportunityid: id(0x71), name: "Open", customerid: ["account", contoso], statecode: 0 },
    { opportunityid: id(0x72), name: "Won", customerid: ["account", litware], statecode: 1 },
    { opportunityid: id(0x73), name: "Own", customerid: ["contact", dan], statecode: 0 },
  ],
};

/** An organisation with these rows. */
export async function openLinkedOrganization(): Promise<TestOrganization> {
  const test = await openTestOrganization();
  for (const [table, rows] of Object.entries(LINKED_ROWS)) await test.insert(table, rows);
  return test;
}

const NAMED_CONTOSO = `<filter><condition attribute="name" operator="eq" value="Contoso"/></filter>`;

function contacts(content: string, attributes = ""): string {
  return `<fetch ${attributes}><entity name="contact"><attribute name="fullname"/>${content}</entity></fetch>`;
}

function primaryOf(type: string, content = ""): string {
  return `<link-entity name="account" from="primarycontactid" to="contactid" link-type="${type}">${content}</link-entity>`;
}

function filterLink(name: string, about: string, filter: string, ...expected: string[]): SemanticsCase {
  return {
    name,
    about,
    fetch: contacts(filter),
    source: "fetchxml/filter-rows#filter-on-values-in-related-records",
    expected,
  };
}

const FILTER_LINKS: readonly SemanticsCase[] = [
  filterLink(
    "any: a related row exists",
    "link-type any",
    `<filter>${primaryOf("any")}</filter>`,
    "Ann",
    "Bob",
    "Cid",
  ),
  filterLink(
    "any in an or: a related row passes, or the row itself does",
    "link-type any",
    `<filter type="or">${primaryOf("any", NAMED_CONTOSO)}<condition attribute="statecode" operator="eq" value="1"/></filter>`,
    "Ann",
    "Bob",
    "Dan",
  ),
  filterLink(
    "not any: no related row passes, be there some or none",
    "link-type not any",
    `<filter>${primaryOf("not any", NAMED_CONTOSO)}</filter>`,
    "Cid",
    "Dan",
  ),
  filterLink(
    "not all: the same as any, in spite of its name",
    "link-type not all",
    `<filter>${primaryOf("not all", NAMED_CONTOSO)}</filter>`,
    "Ann",
    "Bob",
  ),
  filterLink(
    "all: related rows exist and none of them passes, in spite of its name",
    "link-type all",
    `<filter>${primaryOf("all", NAMED_CONTOSO)}</filter>`,
    "Cid",
  ),
  filterLink(
    "all with an inverted filter: every related row is named Contoso",
    "link-type all",
    `<filter>${primaryOf("all", `<filter><condition attribute="name" operator="ne" value="Contoso"/></filter>`)}</filter>`,
    "Bob",
  ),
  filterLink(
    "not any with an inner link within: nobody whose account has an open opportunity",
    "link nested in a link within a filter",
    `<filter><link-entity name="account" from="accountid" to="parentcustomerid" link-type="not any"><link-entity name="opportunity" from="customerid" to="accountid"><filter><condition attribute="statecode" operator="eq" value="0"/></filter></link-entity></link-entity></filter>`,
    "Cid",
    "Dan",
  ),
  filterLink(
    "any within the filter of any",
    "link nested in a link within a filter",
    `<filter><link-entity name="account" from="accountid" to="parentcustomerid" link-type="any"><filter><link-entity name="opportunity" from="customerid" to="accountid" link-type="not any"><filter><condition attribute="statecode" operator="eq" value="0"/></filter></link-entity></filter></link-entity></filter>`,
    "Cid",
  ),
  filterLink(
    "not any through an intersect: on no list One",
    "many-to-many",
    `<filter><link-entity name="listmember" from="entityid" to="contactid" link-type="not any"><link-entity name="list" from="listid" to="listid"><filter><condition attribute="listname" operator="eq" value="one"/></filter></link-entity></link-entity></filter>`,
    "Bob",
    "Dan",
  ),
  filterLink(
    "two not any about the same column: neither has a row",
    "link-type not any",
    `<filter>${primaryOf("not any", NAMED_CONTOSO)}<link-entity name="listmember" from="entityid" to="contactid" link-type="not any"><link-entity name="list" from="listid" to="listid"><filter><condition attribute="listname" operator="eq" value="one"/></filter></link-entity></link-entity></filter>`,
    "Dan",
  ),
  filterLink(
    "two not any as alternatives: one of them has no row",
    "link-type not any",
    `<filter type="or">${primaryOf("not any", NAMED_CONTOSO)}<link-entity name="listmember" from="entityid" to="contactid" link-type="not any"><link-entity name="list" from="listid" to="listid"><filter><condition attribute="listname" operator="eq" value="one"/></filter></link-entity></link-entity></filter>`,
    "Bob",
    "Cid",
    "Dan",
  ),
];

function join(
  name: string,
  about: string,
  content: string,
  source: string,
  ...expected: string[]
): SemanticsCase {
  return { name, about, fetch: contacts(content), source: `fetchxml/join-tables#${source}`, expected };
}

const JOINS: readonly SemanticsCase[] = [
  join(
    "inner: a row for each pair",
    "link-type inner",
    primaryOf("inner"),
    "one-to-many-relationships",
    "Ann",
    "Ann",
    "Bob",
    "Cid",
  ),
  join(
    "inner is the default, and narrows by its filter",
    "link-type inner",
    `<link-entity name="account" from="accountid" to="parentcustomerid">${NAMED_CONTOSO}</link-entity>`,
    "many-to-one-relationships",
    "Ann",
    "Bob",
  ),
  join(
    "outer: rows without a match as well",
    "link-type outer",
    primaryOf("outer"),
    "link-type-options",
    "Ann",
    "Ann",
    "Bob",
    "Cid",
    "Dan",
  ),
  join(
    "outer: the filter within applies with the join",
    "link-type outer",
    primaryOf("outer", NAMED_CONTOSO),
    "link-type-options",
    "Ann",
    "Bob",
    "Cid",
    "Dan",
  ),
  join(
    "entityname applies after the join: no parent, or one without a fax",
    "condition entityname",
    `<filter><condition entityname="a" attribute="fax" operator="null"/></filter><link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="a"/>`,
    "find-records-not-in-a-set",
    "Cid",
    "Dan",
  ),
  join(
    "a union of the table's own column and a joined one: the same rows as without the hint",
    "filter hint union",
    `<filter type="or" hint="union"><condition attribute="fullname" operator="eq" value="Dan"/><condition entityname="a" attribute="name" operator="eq" value="Contoso"/></filter><link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="a"/>`,
    "link-type-options",
    "Ann",
    "Bob",
    "Dan",
  ),
  join(
    "a union of two links, either way: who belongs to Contoso, or is an account's first contact, each once",
    "filter hint union",
    `<filter type="or" hint="union"><link-entity name="account" from="accountid" to="parentcustomerid" link-type="any">${NAMED_CONTOSO}</link-entity><link-entity name="account" from="primarycontactid" to="contactid" link-type="any"/></filter>`,
    "link-type-options",
    "Ann",
    "Bob",
    "Cid",
  ),
  join(
    "entityname may be the table's name where there is no alias",
    "condition entityname",
    `<filter><condition entityname="account" attribute="accountid" operator="null"/></filter><link-entity name="account" from="primarycontactid" to="contactid" link-type="outer"/>`,
    "find-records-not-in-a-set",
    "Dan",
  ),
  join(
    "entityname within the outer link's own filter applies after the join too",
    "condition entityname",
    `<link-entity name="account" from="primarycontactid" to="contactid" link-type="outer" alias="a"><filter><condition entityname="a" attribute="accountid" operator="null"/></filter></link-entity>`,
    "find-records-not-in-a-set",
    "Dan",
  ),
  join("exists: each row once", "link-type exists", primaryOf("exists"), "exists", "Ann", "Bob", "Cid"),
  join(
    "exists with a filter",
    "link-type exists",
    primaryOf("exists", `<filter><condition attribute="statecode" operator="eq" value="1"/></filter>`),
    "exists",
    "Bob",
  ),
  join("in: each row once", "link-type in", primaryOf("in"), "in", "Ann", "Bob", "Cid"),
  join("in with a filter", "link-type in", primaryOf("in", NAMED_CONTOSO), "in", "Ann", "Bob"),
  join(
    "matchfirstrowusingcrossapply: each row that has a match, once",
    "link-type matchfirstrowusingcrossapply",
    primaryOf("matchfirstrowusingcrossapply", `<attribute name="accountid"/>`),
    "use-matchfirstrowusingcrossapply-link-type",
    "Ann",
    "Bob",
    "Cid",
  ),
  join(
    "natural is an old name of inner",
    "link-type inner",
    primaryOf("natural"),
    "link-type-options",
    "Ann",
    "Ann",
    "Bob",
    "Cid",
  ),
  join(
    "outer within outer",
    "link nested in a link",
    `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="a"><link-entity name="opportunity" from="customerid" to="accountid" link-type="outer" alias="o"/></link-entity><filter><condition entityname="o" attribute="statecode" operator="ne" value="1"/></filter>`,
    "child-elements",
    "Ann",
    "Bob",
    "Dan",
  ),
  join(
    "many-to-many through an intersect, a row for each membership",
    "many-to-many",
    `<link-entity name="listmember" from="entityid" to="contactid" intersect="true"><link-entity name="list" from="listid" to="listid"/></link-entity>`,
    "many-to-many-relationships",
    "Ann",
    "Ann",
    "Cid",
  ),
  {
    name: "columns without a relationship, compared as text is",
    about: "link without a relationship",
    fetch: `<fetch><entity name="account"><attribute name="name" alias="fullname"/><link-entity name="opportunity" from="name" to="fax" link-type="outer" alias="o"/><filter><condition attribute="fax" operator="eq" value="1"/></filter></entity></fetch>`,
    source: "fetchxml/join-tables#no-relationship",
    expected: ["Contoso"],
  },
  {
    name: "valueof another table's column",
    about: "valueof of a link",
    fetch: `<fetch><entity name="account"><attribute name="name" alias="fullname"/><filter><condition attribute="name" operator="ne" valueof="o.name"/></filter><link-entity name="opportunity" from="customerid" to="accountid" link-type="outer" alias="o"/></entity></fetch>`,
    source: "fetchxml/filter-rows#cross-table-column-comparisons",
    // Null on the left is kept, null on the right is not: as SQL has it.
    expected: ["Contoso", "Litware", "undefined"],
  },
];

/** Links of every type, beside filters and within them. The rows' names stand under `fullname`. */
export const LINKS: readonly SemanticsCase[] = [...FILTER_LINKS, ...JOINS];
