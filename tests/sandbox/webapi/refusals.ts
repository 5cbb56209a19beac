/*
 * What the Web API refuses, as Dataverse refuses it. `docs/sandbox.md` lists these cases; the tests send them. In targets,
 * headers and bodies, names in braces stand for rows that are there: {account}, {contact}, {lead}, {opportunity}, {visit},
 * {list}, {currency}, {user}; {nothing} is an id that no row has.
 */

export interface RefusedRequest {
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the service root, not yet percent-encoded. */
  readonly target: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  /** A path below learn.microsoft.com/power-apps/developer/data-platform/, or another public source. */
  readonly source: string;
}

const QUERY = "webapi/query/overview";
const FILTER = "webapi/query/filter-rows";
const JOIN = "webapi/query/join-tables";
const SELECT = "webapi/query/select-columns";
const FUNCTIONS = "webapi/use-web-api-functions";
const AGGREGATE = "webapi/query/aggregate-data";
const RETRIEVE = "webapi/retrieve-entity-using-web-api";
const CREATE = "webapi/create-entity-web-api";
const UPDATE = "webapi/update-delete-entities-using-web-api";
const CONDITIONAL = "webapi/perform-conditional-operations-using-web-api";
const ASSOCIATE = "webapi/associate-disassociate-entities-using-web-api";
const STATUS = "webapi/compose-http-requests-handle-errors";
const CODES = "reference/web-service-error-codes";
const ODATA = "docs.oasis-open.org/odata/odata/v4.0";

type More = Pick<RefusedRequest, "body" | "headers">;

function refused(
  name: string,
  request: string,
  expected: string,
  source: string,
  more: More = {},
): RefusedRequest {
  const [method, ...target] = request.split(" ");
  const [status, code = ""] = expected.split(" ");
  return {
    name,
    method: method as RefusedRequest["method"],
    target: target.join(" "),
    status: Number(status),
    code,
    source,
    ...more,
  };
}

const BAD_QUERY = "400 0x80060888";
const BAD_PAYLOAD = "400 0x80048d19";

const ADDRESSES: readonly RefusedRequest[] = [
  refused("an entity set that does not exist", "GET accountz", "404 0x8006088a", QUERY),
  refused("the logical name in place of the set's", "GET account", "404 0x8006088a", QUERY),
  refused("a set in other letters", "GET Accounts", "404 0x8006088a", QUERY),
  refused("a function that does not exist", "GET WhoAreYou", "404 0x8006088a", "create-custom-api"),
  refused(
    "a bound function that does not exist",
    "GET accounts({account})/Microsoft.Dynamics.CRM.Nothing",
    "404 0x8006088a",
    "create-custom-api",
  ),
  refused(
    "an action of another table",
    "POST accounts({account})/Microsoft.Dynamics.CRM.AddMemberList",
    "404 0x8006088a",
    "webapi/use-web-api-actions",
  ),
  refused("a row that does not exist", "GET accounts({nothing})", "404 0x80040217", RETRIEVE),
  refused("an id that is no GUID", "GET accounts(1234)", BAD_QUERY, RETRIEVE),
  refused("an id in quotes", "GET accounts('{account}')", BAD_QUERY, RETRIEVE),
  refused(
    "a key that no column belongs to",
    "GET tst_visits(tst_what='A')",
    BAD_QUERY,
    "use-alternate-key-reference-record",
  ),
  refused(
    "half of an alternate key",
    "GET tst_visits(tst_code='A')",
    BAD_QUERY,
    "use-alternate-key-reference-record",
  ),
  refused(
    "columns that are no alternate key",
    "GET accounts(name='A')",
    BAD_QUERY,
    "use-alternate-key-reference-record",
  ),
  refused(
    "a key value that no row has",
    "GET tst_visits(tst_code='none',_tst_contactid_value={contact})",
    "404 0x80060891",
    "use-alternate-key-reference-record",
  ),
  refused("a column that the table has not", "GET accounts({account})/nothing", "404 0x8006088a", RETRIEVE),
  refused("a path beyond a column", "GET accounts({account})/name/name", "404 0x8006088a", ODATA),
  refused("a path beyond a row set", "GET accounts/name", "404 0x8006088a", ODATA),
  refused("brackets that do not close", "GET accounts({account}", BAD_QUERY, ODATA),
  refused(
    "a URL that is not percent-encoded as it should be",
    "GET accounts?$filter=name eq '%zz'",
    BAD_QUERY,
    ODATA,
  ),
  refused("a method that a set does not have: PATCH", "PATCH accounts", "405 0x80060888", STATUS, {
    body: {},
  }),
  refused("a method that a set does not have: DELETE", "DELETE accounts", "405 0x80060888", STATUS),
  refused("a method that a row does not have: POST", "POST accounts({account})", "405 0x80060888", STATUS, {
    body: {},
  }),
  refused("a method that a row does not have: PUT", "PUT accounts({account})", "405 0x80060888", STATUS, {
    body: {},
  }),
  refused("a function that is posted", "POST WhoAmI", "405 0x80060888", FUNCTIONS),
  refused("an action that is got", "GET WinOpportunity", "405 0x80060888", "webapi/use-web-api-actions"),
  refused(
    "a lookup that is put as a value",
    "PUT accounts({account})/_primarycontactid_value",
    "405 0x80060888",
    UPDATE,
    { body: { value: "{contact}" } },
  ),
  refused(
    "definitions that are written",
    "POST EntityDefinitions",
    "405 0x80060888",
    "webapi/use-web-api-metadata",
    { body: {} },
  ),
  refused(
    "a table's definition that does not exist",
    "GET EntityDefinitions(LogicalName='nothing')",
    "404 0x80060888",
    "webapi/use-web-api-metadata",
  ),
  ...["constructor", "toString", "__proto__"].map((name) =>
    refused(
      `an inherited name of JavaScript's below a definition: ${name}`,
      `GET EntityDefinitions(LogicalName='account')/${name}`,
      "404 0x8006088a",
      "webapi/query-metadata-web-api",
    ),
  ),
  refused(
    "a cast of columns to a type that cannot be cast to",
    "GET EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.EnumAttributeMetadata",
    "404 0x8006088a",
    "webapi/query-metadata-web-api",
  ),
  refused(
    "an enumeration of definitions without its namespace",
    "GET EntityDefinitions?$filter=OwnershipType eq 'UserOwned'",
    BAD_QUERY,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "a label as the condition of a filter on definitions",
    "GET EntityDefinitions?$filter=DisplayName/UserLocalizedLabel/Label eq 'Account'",
    BAD_QUERY,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "the choices of a column that is not cast to its type",
    "GET EntityDefinitions(LogicalName='account')/Attributes?$expand=OptionSet",
    BAD_QUERY,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "a text function on definitions",
    "GET EntityDefinitions?$filter=startswith(LogicalName,'a')",
    "501 0x8006088a",
    "webapi/query-metadata-web-api",
  ),
];

const QUERIES: readonly RefusedRequest[] = [
  refused("a property that the table has not", "GET accounts?$select=nothing", BAD_QUERY, SELECT),
  refused("a lookup by the name of its column", "GET accounts?$select=primarycontactid", BAD_QUERY, SELECT),
  refused("a lookup's name column", "GET accounts?$select=primarycontactidname", BAD_QUERY, SELECT),
  refused("a property in other letters", "GET accounts?$select=Name", BAD_QUERY, SELECT),
  refused("$skip", "GET accounts?$skip=5", BAD_QUERY, QUERY),
  refused("$search", "GET accounts?$search=blue", BAD_QUERY, QUERY),
  refused("$format", "GET accounts?$format=json", BAD_QUERY, QUERY),
  refused("an option in other letters", "GET accounts?$Select=name", BAD_QUERY, QUERY),
  refused("an option given twice", "GET accounts?$select=name&$select=revenue", BAD_QUERY, ODATA),
  refused("$top that is no number", "GET accounts?$top=many", BAD_QUERY, QUERY),
  refused("$top below zero", "GET accounts?$top=-1", BAD_QUERY, QUERY),
  refused("$count that is neither true nor false", "GET accounts?$count=yes", BAD_QUERY, QUERY),
  refused("a page that nobody made", "GET accounts?$skiptoken=2", BAD_QUERY, "webapi/query/page-results"),
  refused("the operator in, of OData 4.01", "GET accounts?$filter=name in ('a','b')", BAD_QUERY, QUERY),
  refused("an operator that does not exist", "GET accounts?$filter=name like 'a'", BAD_QUERY, FILTER),
  refused("arithmetic", "GET accounts?$filter=revenue add 5 gt 10", BAD_QUERY, FILTER),
  refused(
    "a text function that Dataverse lacks",
    "GET accounts?$filter=tolower(name) eq 'a'",
    BAD_QUERY,
    FILTER,
  ),
  refused("a text function on a number", "GET accounts?$filter=contains(revenue,'1')", BAD_QUERY, FILTER),
  refused(
    "a query function that does not exist",
    "GET accounts?$filter=Microsoft.Dynamics.CRM.Never(PropertyName='createdon')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a query function without its value",
    "GET accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a query function with a list of lists",
    "GET accounts?$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=[['a']])",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a query function on no property",
    "GET accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName='nothing')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a query function that is negated",
    "GET accounts?$filter=not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')",
    BAD_QUERY,
    FUNCTIONS,
  ),
  refused(
    "a negated query function that has a contrary",
    `GET accounts?$filter=not Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["a"])`,
    BAD_QUERY,
    FUNCTIONS,
  ),
  refused(
    "a query function in negated brackets",
    "GET accounts?$filter=not (name eq 'a' or Microsoft.Dynamics.CRM.Today(PropertyName='createdon'))",
    BAD_QUERY,
    FUNCTIONS,
  ),
  refused(
    "a query function that is negated twice",
    "GET accounts?$filter=not (not Microsoft.Dynamics.CRM.NotEqualUserId(PropertyName='ownerid'))",
    BAD_QUERY,
    FUNCTIONS,
  ),
  refused(
    "a query function that is negated in a lambda",
    "GET accounts?$filter=contact_customer_accounts/all(c:not Microsoft.Dynamics.CRM.Today(PropertyName='createdon'))",
    BAD_QUERY,
    FUNCTIONS,
  ),
  refused("a GUID in quotes", "GET accounts?$filter=accountid eq '{account}'", BAD_QUERY, FILTER),
  refused(
    "a GUID as OData 2 wrote it",
    "GET accounts?$filter=accountid eq guid'{account}'",
    BAD_QUERY,
    FILTER,
  ),
  refused("a number in quotes", "GET accounts?$filter=revenue gt '5'", BAD_QUERY, FILTER),
  refused("a text without quotes", "GET accounts?$filter=name eq Acme", BAD_QUERY, FILTER),
  refused("a choice by its label", "GET accounts?$filter=statecode eq 'Active'", BAD_QUERY, FILTER),
  refused("a date in quotes", "GET accounts?$filter=createdon gt '2026-01-01'", BAD_QUERY, FILTER),
  refused("greater than nothing", "GET accounts?$filter=revenue gt null", BAD_QUERY, FILTER),
  refused("a filter that is no condition", "GET accounts?$filter=name", BAD_QUERY, FILTER),
  refused("a quote that does not close", "GET accounts?$filter=name eq 'a", BAD_QUERY, FILTER),
  refused("a bracket that does not close", "GET accounts?$filter=(name eq 'a'", BAD_QUERY, FILTER),
  refused(
    "brackets without end",
    `GET accounts?$filter=${"(".repeat(300)}name eq 'a'${")".repeat(300)}`,
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a comparison across tables",
    "GET accounts?$filter=name eq primarycontactid/fullname",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a navigation property in other letters",
    "GET tst_visits?$filter=tst_contactid/fullname eq 'a'",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a collection without a lambda",
    "GET accounts?$filter=contact_customer_accounts/fullname eq 'a'",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a lambda on a single row",
    "GET accounts?$filter=primarycontactid/any(c:c/fullname eq 'a')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a lambda on a collection behind a lookup",
    "GET accounts?$filter=primarycontactid/Contact_Tasks/any(t:t/subject eq 'a')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "one behind a lookup in a lambda",
    "GET accounts?$filter=contact_customer_accounts/any(c:c/parentcustomerid_account/Account_Tasks/any())",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "a property by an alias that is no property",
    "GET accounts?$filter=@p1 eq 'a'&@p1=nothing",
    BAD_QUERY,
    QUERY,
  ),
  refused(
    "a lambda that forgets its variable",
    "GET accounts?$filter=contact_customer_accounts/any(c:fullname eq 'a')",
    BAD_QUERY,
    FILTER,
  ),
  refused(
    "an order by a collection",
    "GET accounts?$orderby=contact_customer_accounts/fullname",
    BAD_QUERY,
    "webapi/query/order-rows",
  ),
  refused(
    "an order that is neither asc nor desc",
    "GET accounts?$orderby=name up",
    BAD_QUERY,
    "webapi/query/order-rows",
  ),
  refused("a navigation property that the table has not", "GET accounts?$expand=nothing", BAD_QUERY, JOIN),
  refused("a column where a navigation property should be", "GET accounts?$expand=name", BAD_QUERY, JOIN),
  refused(
    "$filter on a single-valued expansion",
    "GET accounts?$expand=primarycontactid($filter=fullname eq 'a')",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$top on a single-valued expansion",
    "GET accounts?$expand=primarycontactid($top=1)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$count in an expansion",
    "GET accounts?$expand=contact_customer_accounts($count=true)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$skip in an expansion",
    "GET accounts?$expand=contact_customer_accounts($skip=1)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$top beside a nested expansion",
    "GET accounts?$expand=contact_customer_accounts($top=1;$expand=owninguser)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$orderby beside another expansion that is nested",
    "GET accounts?$expand=contact_customer_accounts($orderby=lastname),owninguser($expand=businessunitid)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "$top in a nested expansion",
    "GET accounts?$expand=primarycontactid($expand=Contact_Tasks($top=1))",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "a parameter alias in an expansion",
    "GET accounts?$expand=contact_customer_accounts($filter=lastname eq @p1)&@p1='a'",
    BAD_QUERY,
    QUERY,
  ),
  refused(
    "the reference of an expanded collection",
    "GET accounts?$expand=contact_customer_accounts/$ref",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "an expansion below a many-to-many relationship",
    "GET contacts?$expand=contactleads_association($expand=owninguser)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "a many-to-many relationship beside an expansion that is nested",
    "GET contacts?$expand=contactleads_association,owninguser($expand=businessunitid)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "a many-to-many relationship beside a relationship of another kind",
    "GET contacts?$expand=contactleads_association($select=fullname),owninguser($select=fullname)",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "a many-to-many relationship beside a collection, below one row",
    "GET contacts({contact})?$expand=Contact_Tasks,contactleads_association",
    BAD_QUERY,
    JOIN,
  ),
  refused(
    "sixteen expansions",
    `GET accounts?$expand=primarycontactid($expand=${Array.from({ length: 15 }, () => "owninguser").join(",")})`,
    BAD_QUERY,
    JOIN,
  ),
  refused("$filter on a single row", "GET accounts({account})?$filter=name eq 'a'", BAD_QUERY, RETRIEVE),
  refused(
    "$select beside $count of a set",
    "GET accounts/$count?$select=name",
    BAD_QUERY,
    "webapi/query/count-rows",
  ),
  refused(
    "a transformation that Dataverse lacks",
    "GET accounts?$apply=topcount(2,revenue)",
    BAD_QUERY,
    AGGREGATE,
  ),
  refused(
    "an aggregation that does not exist",
    "GET accounts?$apply=aggregate(revenue with median as m)",
    BAD_QUERY,
    AGGREGATE,
  ),
  refused(
    "a number of different values",
    "GET accounts?$apply=aggregate(name with countdistinct as n)",
    BAD_QUERY,
    AGGREGATE,
  ),
  refused("groups by a moment", "GET accounts?$apply=groupby((createdon))", BAD_QUERY, AGGREGATE),
  refused(
    "groups by a related row's moment",
    "GET accounts?$apply=groupby((primarycontactid/createdon))",
    BAD_QUERY,
    AGGREGATE,
  ),
  refused(
    "an order by an aggregate",
    "GET accounts?$apply=groupby((statuscode),aggregate($count as n))&$orderby=n desc",
    BAD_QUERY,
    AGGREGATE,
  ),
  refused("$select beside $apply", "GET accounts?$apply=groupby((name))&$select=name", BAD_QUERY, AGGREGATE),
  refused(
    "FetchXML of another table",
    `GET contacts?fetchXml=<fetch><entity name="account"/></fetch>`,
    "400 0x80041128",
    "fetchxml/retrieve-data",
  ),
  refused(
    "FetchXML beside OData options",
    `GET accounts?fetchXml=<fetch><entity name="account"/></fetch>&$top=1`,
    BAD_QUERY,
    "fetchxml/retrieve-data",
  ),
  refused("FetchXML that is none", "GET accounts?fetchXml=accounts", "400 0x80040201", CODES),
  refused(
    "a view that does not exist",
    "GET accounts?savedQuery={nothing}",
    "404 0x80040217",
    "webapi/retrieve-and-execute-predefined-queries",
  ),
  refused(
    "a view of one row",
    "GET accounts({account})?savedQuery=0f0f0f0f-2222-4222-8222-222222222222",
    BAD_QUERY,
    "webapi/retrieve-and-execute-predefined-queries",
  ),
  refused(
    "a view counted by $count",
    "GET tst_visits/$count?savedQuery=0f0f0f0f-2222-4222-8222-222222222222",
    BAD_QUERY,
    "webapi/retrieve-and-execute-predefined-queries",
  ),
  refused(
    "a view of another table",
    "GET accounts?savedQuery=0f0f0f0f-2222-4222-8222-222222222222",
    "400 0x80041128",
    "webapi/retrieve-and-execute-predefined-queries",
  ),
];

const BODIES: readonly RefusedRequest[] = [
  refused("a body that is not JSON", "POST accounts", BAD_PAYLOAD, CREATE, { body: "{name:'a'}" }),
  refused("a body that is nested beyond measure", "POST accounts", BAD_PAYLOAD, ODATA, {
    body: `{"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
  }),
  refused("a body that is a list", "POST accounts", BAD_PAYLOAD, CREATE, { body: [{ name: "a" }] }),
  refused("a body of another type", "POST accounts", "415 0x80060888", STATUS, {
    body: "name=a",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  }),
  refused("a property that the table has not", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: { nothing: 1 },
  }),
  refused("a property in other letters", "POST accounts", BAD_PAYLOAD, CREATE, { body: { Name: "a" } }),
  refused("an inherited name of JavaScript's", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: '{"__proto__":"a","constructor":"b"}',
  }),
  refused("a lookup by its value property", "POST accounts", BAD_QUERY, ASSOCIATE, {
    body: { _primarycontactid_value: "{contact}" },
  }),
  refused("a lookup by a bare id", "POST accounts", BAD_PAYLOAD, ASSOCIATE, {
    body: { primarycontactid: "{contact}" },
  }),
  refused("a bind to a property that does not exist", "POST accounts", BAD_PAYLOAD, ASSOCIATE, {
    body: { "nothing@odata.bind": "/contacts({contact})" },
  }),
  refused("a bind in other letters", "POST tst_visits", BAD_PAYLOAD, ASSOCIATE, {
    body: { "tst_contactid@odata.bind": "/contacts({contact})" },
  }),
  refused("a bind of a polymorphic lookup without the table's name", "POST tasks", BAD_PAYLOAD, ASSOCIATE, {
    body: { "regardingobjectid@odata.bind": "/contacts({contact})" },
  }),
  refused("a bind to another table", "POST accounts", BAD_PAYLOAD, ASSOCIATE, {
    body: { "primarycontactid@odata.bind": "/accounts({account})" },
  }),
  refused("a bind to a set that does not exist", "POST accounts", "404 0x8006088a", ASSOCIATE, {
    body: { "primarycontactid@odata.bind": "/contact({contact})" },
  }),
  refused("a bind to a row that does not exist", "POST accounts", "404 0x80040217", ASSOCIATE, {
    body: { "primarycontactid@odata.bind": "/contacts({nothing})" },
  }),
  refused("a bind that is no URL of a row", "POST accounts", BAD_QUERY, ASSOCIATE, {
    body: { "primarycontactid@odata.bind": "{contact}" },
  }),
  refused("a bind that is no text", "POST accounts", BAD_PAYLOAD, ASSOCIATE, {
    body: { "primarycontactid@odata.bind": 5 },
  }),
  refused("an id that is no GUID", "POST accounts", BAD_PAYLOAD, CREATE, { body: { accountid: "1" } }),
  refused("an id that another row has", "POST accounts", "412 0x80040237", STATUS, {
    body: { accountid: "{account}", name: "a" },
  }),
  refused("a number where a text should be", "POST accounts", BAD_PAYLOAD, CREATE, { body: { name: 5 } }),
  refused("a text where a number should be", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: { numberofemployees: "five" },
  }),
  refused("half an employee", "POST accounts", BAD_PAYLOAD, CREATE, { body: { numberofemployees: 0.5 } }),
  refused("a text where yes or no should be", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: { donotemail: "true" },
  }),
  refused("a text that is too long", "POST accounts", "400 0x80044331", CODES, {
    body: { name: "x".repeat(161) },
  }),
  refused("a text with a null character", "POST accounts", BAD_PAYLOAD, CODES, {
    body: { name: "a\u0000b" },
  }),
  refused("a whole number out of range", "POST tst_visits", "400 0x8004432f", CODES, {
    body: { tst_seats: 100 },
  }),
  refused("a decimal out of range", "POST tst_visits", "400 0x80044330", CODES, { body: { tst_weight: 11 } }),
  refused("an amount out of range", "POST tst_visits", "400 0x80044330", CODES, {
    body: { tst_cost: -0.01 },
  }),
  refused("a choice that is none", "POST tst_visits", "400 0x8004431a", CODES, { body: { tst_kind: 5 } }),
  refused("a choice by its label", "POST tst_visits", BAD_PAYLOAD, CREATE, {
    body: { tst_kind: "Option 1" },
  }),
  refused(
    "a date with a time where only a day should be",
    "POST tst_visits",
    BAD_PAYLOAD,
    "behavior-format-date-time-attribute",
    { body: { tst_day: "2026-01-01T00:00:00Z" } },
  ),
  refused(
    "a moment without its time zone",
    "POST tst_visits",
    BAD_PAYLOAD,
    "behavior-format-date-time-attribute",
    { body: { tst_startson: "2026-01-01T00:00:00" } },
  ),
  refused(
    "a day that no calendar has",
    "POST tst_visits",
    BAD_PAYLOAD,
    "behavior-format-date-time-attribute",
    { body: { tst_day: "2026-02-30" } },
  ),
  refused("a day before 1753", "POST tst_visits", "400 0x80040239", CODES, {
    body: { tst_day: "1752-12-31" },
  }),
  refused(
    "a column that the system requires, left out",
    "POST lists",
    "400 0x80040200",
    "entity-attribute-metadata",
    { body: { listname: "a" } },
  ),
  refused(
    "a column that the system requires, emptied",
    "PATCH lists({list})",
    "400 0x80040200",
    "entity-attribute-metadata",
    { body: { listname: null } },
  ),
  refused("a status of another state", "PATCH leads({lead})", "400 0x80048408", CODES, {
    body: { statecode: 0, statuscode: 3 },
  }),
  refused(
    "a user's language that the organisation has not",
    "PATCH usersettingscollection({user})",
    "400 0x80040203",
    "reference/entities/usersettings",
    { body: { uilanguageid: 1031 } },
  ),
  refused(
    "an opportunity that is won by an update",
    "PATCH opportunities({opportunity})",
    "400 0x80040233",
    "org-service/samples/close-opportunity",
    { body: { statecode: 1 } },
  ),
  refused("rows nested in an update", "PATCH accounts({account})", BAD_QUERY, UPDATE, {
    body: { contact_customer_accounts: [{ lastname: "a" }] },
  }),
  refused("a row nested in an update", "PATCH accounts({account})", BAD_QUERY, UPDATE, {
    body: { primarycontactid: { lastname: "a" } },
  }),
  refused("a nested row of another type", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: { primarycontactid: { "@odata.type": "Microsoft.Dynamics.CRM.lead", lastname: "a" } },
  }),
  refused("a nested row that breaks a rule", "POST accounts", BAD_PAYLOAD, CREATE, {
    body: { contact_customer_accounts: [{ nothing: 1 }] },
  }),
  refused("two parents for one lookup", "POST contacts", BAD_PAYLOAD, ASSOCIATE, {
    body: {
      "parentcustomerid_account@odata.bind": "/accounts({account})",
      "parentcustomerid_contact@odata.bind": "/contacts({contact})",
    },
  }),
  refused("a single property without its value", "PUT accounts({account})/name", BAD_PAYLOAD, UPDATE, {
    body: { name: "a" },
  }),
];

const WRITES: readonly RefusedRequest[] = [
  refused(
    "a row that is not there, with If-Match: *",
    "PATCH accounts({nothing})",
    "404 0x80040217",
    CONDITIONAL,
    { body: { name: "a" }, headers: { "If-Match": "*" } },
  ),
  refused(
    "a row that is there, with If-None-Match: *",
    "PATCH accounts({account})",
    "412 0x80040237",
    CONDITIONAL,
    { body: { name: "a" }, headers: { "If-None-Match": "*" } },
  ),
  refused("a version that is not the row's", "PATCH accounts({account})", "412 0x80060882", CONDITIONAL, {
    body: { name: "a" },
    headers: { "If-Match": 'W/"1"' },
  }),
  refused(
    "a version that is not the row's, for a deletion",
    "DELETE accounts({account})",
    "412 0x80060882",
    CONDITIONAL,
    { headers: { "If-Match": 'W/"1"' } },
  ),
  refused("a version that is none", "PATCH accounts({account})", BAD_QUERY, CONDITIONAL, {
    body: { name: "a" },
    headers: { "If-Match": "yesterday" },
  }),
  refused(
    "a version of a table that keeps none",
    "DELETE appnotifications({notification})",
    "400 0x8006088d",
    "optimistic-concurrency",
    { headers: { "If-Match": 'W/"1"' } },
  ),
  refused(
    "a second row with the same alternate key",
    "POST tst_visits",
    "412 0x80060892",
    "define-alternate-keys-entity",
    { body: { tst_code: "KEY", "tst_ContactId@odata.bind": "/contacts({contact})" } },
  ),
  refused("an upsert with another id in its body", "PATCH accounts({nothing})", BAD_QUERY, UPDATE, {
    body: { accountid: "{account}", name: "a" },
  }),
  refused("a deletion of what is not there", "DELETE accounts({nothing})", "404 0x80040217", UPDATE),
  refused(
    "a deletion of what something else holds",
    "DELETE transactioncurrencies({currency})",
    "405 0x80040227",
    STATUS,
  ),
  refused("a list's member that is created", "POST listmembers", "400 0x80040800", CODES, { body: {} }),
  refused("a party without its activity", "POST activityparties", "400 0x80040800", CODES, {
    body: { participationtypemask: 1 },
  }),
  refused("a party of a kind that the activity has not", "POST phonecalls", "400 0x80043515", CODES, {
    body: {
      subject: "a",
      phonecall_activity_parties: [
        { "partyid_contact@odata.bind": "/contacts({contact})", participationtypemask: 5 },
      ],
    },
  }),
  refused("a party of a table that its list does not take", "POST appointments", "400 0x80043506", CODES, {
    body: {
      subject: "a",
      appointment_activity_parties: [
        { "partyid_contact@odata.bind": "/contacts({contact})", participationtypemask: 7 },
      ],
    },
  }),
  refused("an activity of no kind", "POST activitypointers", "400 0x80040800", CODES, {
    body: { subject: "a" },
  }),
  refused("a row of an intersect table", "POST contactleadscollection", "400 0x80040800", CODES, {
    body: {},
  }),
  refused("a campaign activity without its campaign", "POST campaignactivities", "400 0x80040309", CODES, {
    body: { subject: "a" },
  }),
  refused("a connection with one end", "POST connections", "400 0x80048218", CODES, {
    body: { "record1id_contact@odata.bind": "/contacts({contact})" },
  }),
  refused("a dynamic list that is locked", "POST lists", "400 0x8004f703", CODES, {
    body: { listname: "a", type: true, createdfromcode: 2, lockstatus: true },
  }),
  refused(
    "an association without a row",
    "POST accounts({account})/contact_customer_accounts/$ref",
    BAD_PAYLOAD,
    ASSOCIATE,
    { body: {} },
  ),
  refused(
    "an association with a row of another table",
    "POST accounts({account})/contact_customer_accounts/$ref",
    BAD_PAYLOAD,
    ASSOCIATE,
    { body: { "@odata.id": "leads({lead})" } },
  ),
  refused(
    "an association with a row that is not there",
    "POST accounts({account})/contact_customer_accounts/$ref",
    "404 0x80040217",
    ASSOCIATE,
    { body: { "@odata.id": "contacts({nothing})" } },
  ),
  refused(
    "an association that is put on a collection",
    "PUT accounts({account})/contact_customer_accounts/$ref",
    "405 0x80060888",
    ASSOCIATE,
    { body: { "@odata.id": "contacts({contact})" } },
  ),
  refused(
    "a disassociation that names no row",
    "DELETE accounts({account})/contact_customer_accounts/$ref",
    BAD_QUERY,
    ASSOCIATE,
  ),
  refused(
    "a parameter that an action has not",
    "POST lists({list})/Microsoft.Dynamics.CRM.AddMemberList",
    BAD_PAYLOAD,
    "webapi/use-web-api-actions",
    { body: { EntityId: "{contact}", What: 1 } },
  ),
  refused(
    "an action without its parameter",
    "POST lists({list})/Microsoft.Dynamics.CRM.AddMemberList",
    BAD_PAYLOAD,
    "webapi/use-web-api-actions",
    { body: {} },
  ),
  refused(
    "a parameter of the wrong type",
    "POST lists({list})/Microsoft.Dynamics.CRM.AddMemberList",
    BAD_PAYLOAD,
    "webapi/use-web-api-actions",
    { body: { EntityId: 5 } },
  ),
];

const CALLERS: readonly RefusedRequest[] = [
  refused(
    "a caller that is no GUID",
    "GET WhoAmI",
    "400 0x80040203",
    "webapi/impersonate-another-user-web-api",
    { headers: { MSCRMCallerID: "me" } },
  ),
  refused(
    "a caller that does not exist",
    "GET WhoAmI",
    "401 0x80072560",
    "webapi/impersonate-another-user-web-api",
    { headers: { MSCRMCallerID: "{nothing}" } },
  ),
];

/** What Dataverse refuses. */
export const REFUSED: readonly RefusedRequest[] = [
  ...ADDRESSES,
  ...QUERIES,
  ...BODIES,
  ...WRITES,
  ...CALLERS,
];

const UNSUPPORTED = "501 0x80040203";

/** What Dataverse has and the sandbox has not. */
export const NOT_SUPPORTED: readonly RefusedRequest[] = [
  refused("expanding ownerid, which is a user or a team", "GET accounts?$expand=ownerid", UNSUPPORTED, JOIN),
  refused(
    "filtering through ownerid",
    "GET accounts?$filter=ownerid/ownerid eq {nothing}",
    UNSUPPORTED,
    FILTER,
  ),
  refused("$apply that only filters", "GET accounts?$apply=filter(name eq 'a')", UNSUPPORTED, AGGREGATE),
  refused(
    "$apply with a filter on its groups",
    "GET accounts?$apply=groupby((name),aggregate($count as n))/filter(n gt 1)",
    UNSUPPORTED,
    AGGREGATE,
  ),
  refused(
    "associating a member with a list; AddMemberList does it",
    "POST lists({list})/listcontact_association/$ref",
    UNSUPPORTED,
    ASSOCIATE,
    { body: { "@odata.id": "contacts({contact})" } },
  ),
  refused(
    "FetchXML on the collection of one row; a view may be applied to it",
    `GET accounts({account})/contact_customer_accounts?fetchXml=<fetch><entity name="contact"/></fetch>`,
    UNSUPPORTED,
    "webapi/retrieve-and-execute-predefined-queries",
  ),
  refused(
    "properties of definitions that the sandbox does not keep",
    "GET EntityDefinitions?$filter=CanCreateAttributes/Value eq true",
    UNSUPPORTED,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "a user's time zone, but for those of `sandbox/server/security/timeZones.ts`",
    "PATCH usersettingscollection({user})",
    UNSUPPORTED,
    "reference/entities/usersettings",
    { body: { timezonecode: 205 } },
  ),
  refused(
    "the business process of a qualified lead",
    "POST leads({lead})/Microsoft.Dynamics.CRM.QualifyLead",
    UNSUPPORTED,
    "webapi/use-web-api-actions",
    {
      body: {
        CreateAccount: false,
        CreateContact: false,
        CreateOpportunity: false,
        Status: 3,
        ProcessInstanceId: { "@odata.type": "Microsoft.Dynamics.CRM.account", accountid: "{account}" },
      },
    },
  ),
  refused(
    "the definitions of global choices; those of the columns have them too",
    "GET GlobalOptionSetDefinitions(Name='tst_mood')",
    UNSUPPORTED,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "a comparison of definitions other than eq and ne",
    "GET EntityDefinitions?$filter=ObjectTypeCode gt 5",
    UNSUPPORTED,
    "webapi/query-metadata-web-api",
  ),
  refused(
    "$expand of definitions with more than $select",
    "GET EntityDefinitions?$expand=Attributes($filter=LogicalName eq 'name')",
    UNSUPPORTED,
    "webapi/query-metadata-web-api",
  ),
];
