import { id } from "./organization";

/*
 * What is refused. `docs/sandbox.md` lists the last group, what Dataverse has and the sandbox has not, from these cases.
 */

export interface RefusalCase {
  readonly name: string;
  readonly fetch: string;
  readonly code: string;
  /** 400 unless said otherwise. */
  readonly status?: number;
  /** A path below learn.microsoft.com/power-apps/developer/data-platform/, or another public source. */
  readonly source: string;
}

const CODES = "reference/web-service-error-codes";

function refused(name: string, code: string, fetch: string, source = CODES): RefusalCase {
  return { name, fetch, code, source };
}

const entity = (content: string, attributes = "", table = "ent_probe") =>
  `<fetch ${attributes}><entity name="${table}">${content}</entity></fetch>`;
const filter = (content: string) => entity(`<filter>${content}</filter>`);
const condition = (column: string, operator: string, ...values: string[]) =>
  filter(
    `<condition attribute="${column}" operator="${operator}">${values.map((value) => `<value>${value}</value>`).join("")}</condition>`,
  );
const link = (content: string, attributes = "") =>
  entity(
    `<link-entity name="account" from="accountid" to="ent_accountid" ${attributes}>${content}</link-entity>`,
  );
const aggregate = (content: string, attributes = "") => entity(content, `aggregate="true" ${attributes}`);

const XML: readonly RefusalCase[] = [
  refused("an empty document", "0x80041124", "  "),
  refused("text that is not XML", "0x80040201", "accounts"),
  refused("an element that is not closed", "0x80040201", `<fetch><entity name="account">`),
  refused("an attribute given twice", "0x80040201", `<fetch><entity name="account" name="contact"/></fetch>`),
  refused("two roots", "0x80040201", `${entity("")}${entity("")}`),
  refused(
    "a document type, entities declared or not",
    "0x80040201",
    `<!DOCTYPE fetch [<!ENTITY a "b">]>${entity("")}`,
  ),
  refused("an entity that nobody declared", "0x80040201", condition("ent_text", "eq", "&a;")),
  refused("elements without end", "0x80040201", entity(`${"<filter>".repeat(70)}${"</filter>".repeat(70)}`)),
  refused("another root", "0x8004111c", `<query/>`),
  refused("no entity", "0x80041123", `<fetch/>`),
  refused("two entities", "0x8004111c", `<fetch><entity name="account"/><entity name="contact"/></fetch>`),
  refused("an unknown element", "0x8004111c", entity("<column name='ent_name'/>")),
  refused(
    "an element in the wrong place",
    "0x8004111c",
    entity("<condition attribute='ent_name' operator='null'/>"),
  ),
  refused("text between elements", "0x8004111c", entity("ent_name")),
  refused("an unknown attribute", "0x8004111c", entity("", "limit='5'")),
  refused(
    "an unknown attribute of a condition",
    "0x8004111c",
    filter(`<condition attribute="ent_name" operator="eq" values="x"/>`),
  ),
  refused("a table without a name", "0x8004111e", `<fetch><entity/></fetch>`),
  refused("a column without a name", "0x8004111e", entity("<attribute alias='x'/>")),
  refused(
    "a condition without an operator",
    "0x8004111e",
    filter(`<condition attribute="ent_name" value="x"/>`),
  ),
  refused("a condition without a column", "0x8004111e", filter(`<condition operator="null"/>`)),
];

const ATTRIBUTES: readonly RefusalCase[] = [
  refused("a distinct that is neither true nor false", "0x80041115", entity("", "distinct='yes'")),
  refused("a no-lock that is neither true nor false", "0x80041118", entity("", "no-lock='yes'")),
  refused("a useraworderby that is neither true nor false", "0x800410fd", entity("", "useraworderby='yes'")),
  refused(
    "a descending that is neither true nor false",
    "0x80041119",
    entity("<order attribute='ent_name' descending='desc'/>"),
  ),
  refused(
    "a groupby that is neither true nor false",
    "0x8004112e",
    aggregate("<attribute name='ent_name' alias='a' groupby='x'/>"),
  ),
  refused("another mapping", "0x80041116", entity("", "mapping='physical'")),
  refused("an offset", "0x8004111d", entity("", "utc-offset='60'")),
  refused("a top that is no number", "0x80041139", entity("", "top='many'")),
  refused("a top of 0", "0x8004110c", entity("", "top='0'")),
  refused("a top above 5,000", "0x80041139", entity("", "top='5001'"), "fetchxml/reference/fetch"),
  refused("a page of 0", "0x8004110c", entity("", "page='0'")),
  refused("a negative count", "0x8004110c", entity("", "count='-1'")),
  refused("top with page", "0x80041139", entity("", "top='5' page='1'"), "fetchxml/page-results"),
  refused("top with count", "0x80041139", entity("", "top='5' count='5'"), "fetchxml/page-results"),
  refused(
    "top with returntotalrecordcount",
    "0x80041139",
    entity("", "top='5' returntotalrecordcount='true'"),
    "fetchxml/count-rows",
  ),
  refused("another filter type", "0x80041122", entity("<filter type='xor'/>")),
  refused("another hint", "0x80041139", entity("<filter hint='merge'/>")),
  refused("an unknown hint to the server", "0x80041139", entity("", "options='HashJoin,Turbo'")),
  refused("another output format", "0x80041139", entity("", "output-format='json'")),
];

const NAMES: readonly RefusalCase[] = [
  refused("an unknown table", "0x80041102", entity("", "", "acount")),
  refused("a table in the wrong case", "0x80041102", entity("", "", "Account")),
  refused("an unknown linked table", "0x80041102", entity("<link-entity name='acount' from='a' to='b'/>")),
  refused("an unknown column", "0x80041103", entity("<attribute name='nam'/>")),
  refused("a column in the wrong case", "0x80041103", entity("<attribute name='ent_Name'/>")),
  refused("a lookup by its Web API name", "0x80041103", entity("<attribute name='_ent_accountid_value'/>")),
  refused("an unknown column in a filter", "0x80041103", condition("nam", "null")),
  refused("an unknown column in an order", "0x80041103", entity("<order attribute='nam'/>")),
  refused("an unknown column of a link", "0x80041103", link("<attribute name='nam'/>")),
  refused(
    "an unknown column to link from",
    "0x80041103",
    entity("<link-entity name='account' from='nam' to='ent_accountid'/>"),
  ),
  refused(
    "an unknown column in valueof",
    "0x80041103",
    filter(`<condition attribute="ent_text" operator="eq" valueof="nam"/>`),
  ),
  refused(
    "an unknown link in entityname",
    "0x8004110a",
    filter(`<condition entityname="x" attribute="name" operator="null"/>`),
  ),
  refused(
    "an unknown link in valueof",
    "0x8004110a",
    filter(`<condition attribute="ent_text" operator="eq" valueof="x.name"/>`),
  ),
  refused(
    "the query's own table in entityname",
    "0x8004110a",
    filter(`<condition entityname="ent_probe" attribute="ent_name" operator="null"/>`),
    "fetchxml/reference/condition",
  ),
  refused("an unknown link in an order", "0x8004110a", entity("<order entityname='x' attribute='name'/>")),
  refused(
    "two links of one alias",
    "0x80041130",
    entity(`${"<link-entity name='account' from='accountid' to='ent_accountid' alias='a'/>".repeat(2)}`),
  ),
  refused(
    "two columns of one alias",
    "0x80041130",
    entity("<attribute name='ent_name' alias='a'/><attribute name='ent_text' alias='a'/>"),
  ),
  refused(
    "an alias that is another column's name",
    "0x80041130",
    entity("<attribute name='ent_name'/><attribute name='ent_text' alias='ent_name'/>"),
  ),
  refused("an alias that is no name", "0x80041109", entity("<attribute name='ent_name' alias='a b'/>")),
  refused(
    "an alias made to change objects",
    "0x80041109",
    entity("<attribute name='ent_name' alias='__proto__'/>"),
  ),
  refused("a link's alias that is no name", "0x80041109", link("", "alias='a.b'")),
];

const CONDITIONS: readonly RefusalCase[] = [
  refused("an unknown operator", "0x80041120", condition("ent_name", "equals", "x")),
  refused("a SQL operator", "0x80041120", condition("ent_name", "=", "x")),
  refused("an operator without its value", "0x80041106", condition("ent_name", "eq")),
  refused("an operator with a value too many", "0x80041106", condition("ent_name", "eq", "a", "b")),
  refused("an operator with a value that it does not take", "0x80041106", condition("ent_name", "null", "a")),
  refused("between with one value", "0x80041106", condition("ent_integer", "between", "1")),
  refused("in without values", "0x80041106", condition("ent_integer", "in")),
  refused(
    "in with too many values",
    "0x8004430e",
    condition("ent_integer", "in", ...Array.from({ length: 2001 }, (_, index) => String(index))),
  ),
  refused(
    "like on a number",
    "0x80041120",
    condition("ent_integer", "like", "1%"),
    "fetchxml/reference/operators#string-data",
  ),
  refused(
    "like on a lookup",
    "0x80041120",
    condition("ent_accountid", "like", "C%"),
    "fetchxml/reference/operators#string-data",
  ),
  refused(
    "between on a text",
    "0x80041120",
    condition("ent_text", "between", "a", "b"),
    "fetchxml/reference/operators#between",
  ),
  refused(
    "last-x-days on a text",
    "0x80041120",
    condition("ent_text", "last-x-days", "1"),
    "fetchxml/reference/operators#datetime-data",
  ),
  refused(
    "gt on a choice",
    "0x80041120",
    condition("ent_choice", "gt", "1"),
    "fetchxml/reference/operators#choice-data",
  ),
  refused("contain-values on a choice of one", "0x80041120", condition("ent_choice", "contain-values", "1")),
  refused(
    "last-x-hours on a day",
    "0x80041120",
    condition("ent_day", "last-x-hours", "1"),
    "fetchxml/reference/operators#datetime-data",
  ),
  refused("eq-userid on a text", "0x80041120", condition("ent_text", "eq-userid")),
  refused(
    "under without a hierarchy",
    "0x80047020",
    condition("ent_teamid", "under", id(1)),
    "query-hierarchical-data",
  ),
  refused("a text for a number", "0x80044354", condition("ent_integer", "eq", "ten")),
  refused("a fraction for a whole number", "0x80044354", condition("ent_integer", "eq", "1.5")),
  refused("a number beyond 32 bits", "0x80044354", condition("ent_integer", "gt", "2147483648")),
  refused("a text for a decimal", "0x80044354", condition("ent_decimal", "eq", "1,5")),
  refused("infinity for a floating number", "0x80044354", condition("ent_double", "eq", "1e999")),
  refused("a text for a GUID", "0x80044354", condition("ent_accountid", "eq", "Contoso")),
  refused("a label for a choice", "0x80044354", condition("ent_choice", "eq", "Red")),
  refused("a text for a boolean", "0x80044354", condition("ent_boolean", "eq", "maybe")),
  refused("a text for a date", "0x80040239", condition("ent_moment", "on", "tomorrow")),
  refused("a date that is none", "0x80040239", condition("ent_day", "eq", "2026-02-30")),
  refused("a date before 1753", "0x80040239", condition("ent_moment", "ge", "1752-12-31")),
  refused("no number of days", "0x80041106", condition("ent_moment", "last-x-days", "some")),
  refused("no days at all", "0x8004110c", condition("ent_moment", "last-x-days", "0")),
  refused("a fiscal year out of range", "0x80041106", condition("ent_moment", "in-fiscal-year", "20260")),
  refused(
    "valueof with an operator that takes none",
    "0x80041120",
    filter(`<condition attribute="ent_text" operator="like" valueof="ent_name"/>`),
    "fetchxml/filter-rows#limitations-on-column-comparison-filters",
  ),
  refused(
    "valueof a column of another type",
    "0x80041106",
    filter(`<condition attribute="ent_text" operator="eq" valueof="ent_integer"/>`),
    "fetchxml/filter-rows#limitations-on-column-comparison-filters",
  ),
  refused(
    "valueof beside a value",
    "0x80041106",
    filter(`<condition attribute="ent_text" operator="eq" valueof="ent_name" value="x"/>`),
  ),
  refused(
    "501 conditions",
    "0x8004430c",
    filter(`<condition attribute="ent_name" operator="null"/>`.repeat(501)),
    "fetchxml/filter-rows#condition-limits",
  ),
];

const LINKS: readonly RefusalCase[] = [
  refused("an unknown link type", "0x80041117", link("", "link-type='left'")),
  refused("any beside a filter", "0x80041117", link("", "link-type='any'")),
  refused(
    "inner within a filter",
    "0x80041117",
    filter("<link-entity name='account' from='accountid' to='ent_accountid'/>"),
  ),
  refused("from without to", "0x80041111", entity("<link-entity name='account' from='accountid'/>")),
  refused(
    "columns of different types",
    "0x80041104",
    entity("<link-entity name='account' from='name' to='ent_accountid'/>"),
  ),
  refused(
    "columns of several choices",
    "0x80041104",
    entity("<link-entity name='ent_probe' from='ent_choices' to='ent_choices'/>"),
    "fetchxml/join-tables#no-relationship",
  ),
  refused(
    "16 links",
    "0x8004430d",
    entity("<link-entity name='account' from='accountid' to='ent_accountid'/>".repeat(16)),
    "fetchxml/join-tables#limitations",
  ),
  refused(
    "columns of an exists link",
    "0x8004111c",
    link("<attribute name='name'/>", "link-type='exists'"),
    "fetchxml/join-tables#use-exists-or-in-link-types",
  ),
  refused(
    "columns of an in link",
    "0x8004111c",
    link("<all-attributes/>", "link-type='in'"),
    "fetchxml/join-tables#use-exists-or-in-link-types",
  ),
  refused(
    "columns of an any link",
    "0x8004111c",
    filter(
      "<link-entity name='account' from='accountid' to='ent_accountid' link-type='any'><attribute name='name'/></link-entity>",
    ),
    "fetchxml/filter-rows#filter-on-values-in-related-records",
  ),
  refused(
    "an order within an any link",
    "0x8004111c",
    filter(
      "<link-entity name='account' from='accountid' to='ent_accountid' link-type='any'><order attribute='name'/></link-entity>",
    ),
  ),
];

const AGGREGATES: readonly RefusalCase[] = [
  refused(
    "a column that is neither grouped nor aggregated",
    "0x80041107",
    aggregate("<attribute name='ent_name' alias='a'/>"),
  ),
  refused("all columns of an aggregate", "0x80041107", aggregate("<all-attributes/>")),
  refused(
    "a column that is both grouped and aggregated",
    "0x80041137",
    aggregate("<attribute name='ent_name' alias='a' groupby='true' aggregate='count'/>"),
  ),
  refused("an aggregate of nothing", "0x8004111a", aggregate("")),
  refused(
    "an aggregate without an alias",
    "0x80041109",
    aggregate("<attribute name='ent_name' aggregate='count'/>"),
  ),
  refused(
    "two aggregates of one alias",
    "0x80041130",
    aggregate(
      "<attribute name='ent_name' alias='a' aggregate='count'/><attribute name='ent_name' alias='a' groupby='true'/>",
    ),
  ),
  refused(
    "an unknown aggregate",
    "0x8004111a",
    aggregate("<attribute name='ent_integer' alias='a' aggregate='median'/>"),
  ),
  refused(
    "an aggregate in a query that is none",
    "0x8004111a",
    entity("<attribute name='ent_integer' alias='a' aggregate='sum'/>"),
  ),
  refused(
    "the sum of a text",
    "0x8004112f",
    aggregate("<attribute name='ent_name' alias='a' aggregate='sum'/>"),
  ),
  refused(
    "the greatest lookup",
    "0x8004112f",
    aggregate("<attribute name='ent_accountid' alias='a' aggregate='max'/>"),
  ),
  refused(
    "the average date",
    "0x8004112f",
    aggregate("<attribute name='ent_moment' alias='a' aggregate='avg'/>"),
  ),
  refused(
    "distinct on a sum",
    "0x8004111a",
    aggregate("<attribute name='ent_integer' alias='a' aggregate='sum' distinct='true'/>"),
  ),
  refused(
    "groups of several choices",
    "0x80050224",
    aggregate("<attribute name='ent_choices' alias='a' groupby='true'/>"),
  ),
  refused(
    "an unknown part of a date",
    "0x80041135",
    aggregate("<attribute name='ent_moment' alias='a' groupby='true' dategrouping='hour'/>"),
  ),
  refused(
    "a part of a date of a number",
    "0x80041135",
    aggregate("<attribute name='ent_integer' alias='a' groupby='true' dategrouping='day'/>"),
  ),
  refused(
    "an order by column",
    "0x80041131",
    aggregate("<attribute name='ent_name' alias='a' groupby='true'/><order attribute='ent_name'/>"),
  ),
  refused(
    "an order by nothing",
    "0x80041134",
    aggregate("<attribute name='ent_name' alias='a' groupby='true'/><order/>"),
  ),
  refused(
    "an order by an unknown alias",
    "0x80041126",
    aggregate("<attribute name='ent_name' alias='a' groupby='true'/><order alias='b'/>"),
  ),
];

const ORDERS: readonly RefusalCase[] = [
  refused("an order by alias without an aggregate", "0x80041132", entity("<order alias='a'/>")),
  refused("an order by nothing", "0x80041133", entity("<order/>")),
  refused("an order by several choices", "0x80050224", entity("<order attribute='ent_choices'/>")),
  refused("different rows without a column", "0x8004112c", entity("<no-attrs/>", "distinct='true'")),
];

const PAGES: readonly RefusalCase[] = [
  refused(
    "pages beyond 50,000 rows without a cookie",
    "0x8004430a",
    entity("", "page='11'"),
    "fetchxml/page-results#simple-paging",
  ),
  refused("a cookie that is none", "0x8004112a", entity("", "page='2' paging-cookie='next'")),
  refused("a cookie without a page", "0x8004112a", entity("", "page='2' paging-cookie='&lt;cookie/&gt;'")),
  refused(
    "a cookie of another order",
    "0x80041129",
    entity(
      "",
      'page=\'2\' paging-cookie=\'&lt;cookie page="1"&gt;&lt;name last="a" first="a"/&gt;&lt;/cookie&gt;\'',
    ),
  ),
  ...[
    ["ent_day", "2026-99-99"],
    ["ent_day", "2026-02-30"],
    ["ent_moment", "2026-99-99T00:00:00.000000Z"],
    ["ent_wall", "2026-01-01 25:00:00"],
    ["ent_money", "1e999999"],
    ["ent_decimal", "1e200000"],
    ["ent_double", "1e999"],
  ].map(([column = "", value = ""]) =>
    refused(
      `a cookie with a value that the column cannot have: ${column}, ${value.slice(0, 20)}`,
      "0x8004112a",
      entity(
        `<order attribute='${column}'/>`,
        `page='2' paging-cookie='&lt;cookie page="1"&gt;&lt;${column} last="${value}" first="${value}"/&gt;&lt;ent_probeid last="00000000-0000-4000-8000-000000000001" first="00000000-0000-4000-8000-000000000001"/&gt;&lt;/cookie&gt;'`,
      ),
    ),
  ),
  refused(
    "a cookie with a value of another type",
    "0x8004112a",
    entity(
      "",
      'page=\'2\' paging-cookie=\'&lt;cookie page="1"&gt;&lt;ent_probeid last="a" first="a"/&gt;&lt;/cookie&gt;\'',
    ),
  ),
];

function notSupported(name: string, fetch: string, source: string): RefusalCase {
  return { name, fetch, code: "0x80040203", status: 501, source };
}

/** What Dataverse has and the sandbox has not. */
export const NOT_SUPPORTED: readonly RefusalCase[] = [
  notSupported("retained rows (datasource)", entity("", "datasource='retained'"), "fetchxml/reference/fetch"),
  notSupported(
    "changes since a row version (min-active-row-version)",
    entity("", "min-active-row-version='true'"),
    "fetchxml/reference/fetch",
  ),
  notSupported(
    "a link without from and to",
    entity("<link-entity name='account'/>"),
    "fetchxml/reference/link-entity",
  ),
  notSupported(
    "a condition on groups",
    filter(`<condition attribute="ent_name" operator="gt" aggregate="count" alias="n" value="1"/>`),
    CODES,
  ),
  notSupported(
    "an inner link nested in an outer one: which rows it drops is not documented",
    link("<link-entity name='contact' from='contactid' to='primarycontactid'/>", "link-type='outer'"),
    "fetchxml/join-tables",
  ),
  notSupported(
    "an exists link nested in an outer one",
    link(
      "<link-entity name='contact' from='contactid' to='primarycontactid' link-type='exists'/>",
      "link-type='outer'",
    ),
    "fetchxml/join-tables",
  ),
  notSupported(
    "a link within a link of type all: whether it counts as a filter is not documented",
    filter(
      "<link-entity name='account' from='accountid' to='ent_accountid' link-type='all'><link-entity name='contact' from='contactid' to='primarycontactid'/></link-entity>",
    ),
    "fetchxml/filter-rows",
  ),
  notSupported(
    "links within matchfirstrowusingcrossapply",
    link(
      "<link-entity name='contact' from='contactid' to='primarycontactid'/>",
      "link-type='matchfirstrowusingcrossapply'",
    ),
    "fetchxml/join-tables",
  ),
  notSupported(
    "entityname in an or filter within an outer link",
    link(
      "<filter type='or'><condition entityname='a' attribute='name' operator='null'/><condition attribute='fax' operator='null'/></filter>",
      "link-type='outer' alias='a'",
    ),
    "fetchxml/filter-rows",
  ),
  notSupported(
    "an outer link's filter on a link after it",
    entity(
      "<link-entity name='account' from='accountid' to='ent_accountid' link-type='outer' alias='a'><filter><condition attribute='name' operator='eq' valueof='b.fullname'/></filter></link-entity><link-entity name='systemuser' from='systemuserid' to='ent_userid' alias='b'/>",
    ),
    "fetchxml/filter-rows",
  ),
  notSupported(
    "groups by fiscal period",
    aggregate("<attribute name='ent_moment' alias='a' groupby='true' dategrouping='fiscal-period'/>"),
    "fetchxml/aggregate-data",
  ),
  notSupported(
    "groups by fiscal year",
    aggregate("<attribute name='ent_moment' alias='a' groupby='true' dategrouping='fiscal-year'/>"),
    "fetchxml/aggregate-data",
  ),
  notSupported(
    "the number of children of a linked row",
    link("<attribute name='accountid' alias='n' rowaggregate='CountChildren'/>"),
    "query-hierarchical-data",
  ),
  notSupported(
    "the total count of different rows",
    entity("<attribute name='ent_name'/>", "distinct='true' returntotalrecordcount='true'"),
    "fetchxml/count-rows",
  ),
];

/** What Dataverse refuses. */
export const REFUSED: readonly RefusalCase[] = [
  ...XML,
  ...ATTRIBUTES,
  ...NAMES,
  ...CONDITIONS,
  ...LINKS,
  ...AGGREGATES,
  ...ORDERS,
  ...PAGES,
];
