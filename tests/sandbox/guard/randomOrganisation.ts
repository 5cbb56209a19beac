import * as fc from "fast-check";
import { bulkInsert } from "../../../sandbox/data/bulkInsert";
import type { Reference, SampleRow } from "../../../sandbox/data/sample/row";
import type { Sandbox } from "../../../sandbox/server/createOrganization";
import { defaultPolicy, type Policy } from "../../../domain/policy";
import type { GuardedList, MemberTable } from "../../../domain/guard/audience";
import type { CampaignAtStake } from "../../../domain/guard/campaign";
import { optionOf } from "../../../dataverse/writing";
import { id } from "../questions/organisation";
import type { PlainOrganisation } from "./plainGuard";

/** Sizes that make most ways meet within one organisation. */
const ACCOUNTS = 6;
const CONTACTS = 10;
const LEADS = 6;
const DEALS = 9;
const HOLDS = 6;

const accountId = (number: number) => id("a", number);
const contactId = (number: number) => id("c", number);
const leadId = (number: number) => id("l", number);
const dealId = (number: number) => id("d", number);
const holdId = (number: number) => id("h", number);
export const listId = (number: number) => id("s", number);

/** A currency in which two are worth one of the base currency. */
const HALF = id("x", 1);
/** A list of other people's, for dynamic lists to look at. */
const ELSEWHERE = listId(90);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3, nil: null });
const one = (count: number, name: (number: number) => string) => fc.nat(count - 1).map(name);

const customer = fc.oneof(
  { weight: 3, arbitrary: one(ACCOUNTS, accountId).map((key) => ({ table: "account", id: key })) },
  { weight: 2, arbitrary: one(CONTACTS, contactId).map((key) => ({ table: "contact", id: key })) },
);

const deal = fc.record({
  state: fc.constantFrom(0, 0, 0, 0, 1, 2),
  stage: maybe(fc.constantFrom(0, 1, 2, 3, 3)),
  stepName: maybe(fc.constantFrom("3-Propose", "4-Close", "4-close", "Clôture")),
  probability: maybe(fc.constantFrom(0, 50, 69, 70, 71, 100)),
  closesIn: maybe(fc.constantFrom(-400, -2, -1, 0, 1, 29, 30, 31, 90)),
  value: maybe(fc.constantFrom(0, 1, 50_000, 99_999.99, 100_000, 199_999, 200_000, 900_000)),
  isHalf: fc.boolean(),
  customer: maybe(customer),
  account: maybe(one(ACCOUNTS, accountId)),
  contact: maybe(one(CONTACTS, contactId)),
  lead: maybe(one(LEADS, leadId)),
});

const record = fc.oneof(
  { weight: 4, arbitrary: one(DEALS, dealId).map((key) => ({ table: "opportunity", id: key })) },
  { weight: 4, arbitrary: one(CONTACTS, contactId).map((key) => ({ table: "contact", id: key })) },
  { weight: 1, arbitrary: one(ACCOUNTS, accountId).map((key) => ({ table: "account", id: key })) },
  { weight: 1, arbitrary: one(LEADS, leadId).map((key) => ({ table: "lead", id: key })) },
);

const hold = fc.record({
  state: fc.constantFrom(0, 0, 0, 0, 1),
  from: maybe(fc.constantFrom(-30, -1, 0, 1)),
  until: maybe(fc.constantFrom(-1, 0, 1, 40, 60_000)),
  promotionalOnly: fc.constantFrom(null, false, true),
  account: maybe(one(ACCOUNTS, accountId)),
  contact: maybe(one(CONTACTS, contactId)),
  deal: maybe(one(DEALS, dealId)),
});

const members = (count: number, name: (number: number) => string) =>
  fc.uniqueArray(one(count, name), { minLength: 0, maxLength: count });

/** An organisation as it is drawn. */
export const organisations = fc.record({
  parents: fc.array(maybe(one(ACCOUNTS, accountId)), { minLength: ACCOUNTS, maxLength: ACCOUNTS }),
  companies: fc.array(maybe(customer), { minLength: CONTACTS, maxLength: CONTACTS }),
  leads: fc.array(
    fc.record({
      account: maybe(one(ACCOUNTS, accountId)),
      contact: maybe(one(CONTACTS, contactId)),
      deal: maybe(one(DEALS, dealId)),
    }),
    { minLength: LEADS, maxLength: LEADS },
  ),
  deals: fc.array(deal, { minLength: DEALS, maxLength: DEALS }),
  connections: fc.array(fc.record({ record1: record, record2: record, state: fc.constantFrom(0, 0, 0, 1) }), {
    maxLength: 10,
  }),
  holds: fc.array(hold, { minLength: HOLDS, maxLength: HOLDS }),
  accountLists: fc.array(members(ACCOUNTS, accountId), { minLength: 2, maxLength: 2 }),
  contactLists: fc.array(members(CONTACTS, contactId), { minLength: 3, maxLength: 3 }),
  leadLists: fc.array(members(LEADS, leadId), { minLength: 2, maxLength: 2 }),
});
export type Drawn = typeof organisations extends fc.Arbitrary<infer T> ? T : never;

/** Parents as Dataverse takes them: nobody is above itself, by however many steps. */
function withoutLoops(parents: Drawn["parents"]): Drawn["parents"] {
  return parents.map((parent, number) => (parent !== null && parent > accountId(number) ? parent : null));
}

export function plainOf(drawn: Drawn): PlainOrganisation {
  return {
    accounts: withoutLoops(drawn.parents).map((parent, number) => ({ id: accountId(number), parent })),
    contacts: companiesOf(drawn).map((company, number) => ({
      id: contactId(number),
      company: company?.id ?? null,
    })),
    leads: drawn.leads.map((lead, number) => ({ id: leadId(number), ...lead })),
    deals: drawn.deals.map(({ value, isHalf, ...each }, number) => ({
      ...each,
      id: dealId(number),
      baseValue: value === null ? null : isHalf ? value / 2 : value,
      customer: each.customer?.id ?? null,
    })),
    connections: drawn.connections.map(({ record1, record2, state }) => ({
      record1: record1.id,
      record2: record2.id,
      state,
    })),
    holds: drawn.holds.map((each, number) => ({
      ...each,
      id: holdId(number),
      promotionalOnly: each.promotionalOnly === true,
    })),
  };
}

function companiesOf({ companies }: Drawn): Drawn["companies"] {
  return companies.map((company, number) =>
    company !== null && company.table === "contact" && company.id <= contactId(number) ? null : company,
  );
}

const TABLES = [
  ...["account", "contact", "lead", "opportunity", "connection", "ent_hold", "list", "listmember"],
];

/** A static list's members. */
export interface DrawnList {
  readonly list: GuardedList;
  readonly ids: readonly string[];
}

export function staticListsOf(drawn: Drawn): readonly DrawnList[] {
  const of = (table: MemberTable, lists: readonly (readonly string[])[], first: number): DrawnList[] =>
    lists.map((ids, number) => ({
      ids,
      list: {
        id: listId(first + number),
        name: `${table} ${String(number)}`,
        members: table,
        isDynamic: false,
        query: null,
        // Where it is known that there are few, they are asked about in another way.
        memberCount: number === 0 ? ids.length : null,
        twin: null,
      },
    }));
  return [
    ...of("account", drawn.accountLists, 10),
    ...of("contact", drawn.contactLists, 20),
    ...of("lead", drawn.leadLists, 40),
  ];
}

/** In place of what was there. @param today midday of the day from which days are counted */
export async function fill(organization: Sandbox, drawn: Drawn, today: Date): Promise<void> {
  const day = (days: number | null) => (days === null ? null : new Date(today.getTime() + days * 86_400_000));
  const date = (days: number | null) => day(days)?.toISOString().slice(0, 10) ?? null;
  await organization.database.execute(TABLES.map((table) => `delete from "${table}";`).join(" "));
  await organization.database.query("delete from transactioncurrency where transactioncurrencyid = $1", [
    HALF,
  ]);
  const insert = async (table: string, rows: readonly SampleRow[]) => {
    if (rows.length > 0)
      await bulkInsert(organization, table, rows, { authorId: organization.administratorId });
  };
  const reference = (found: Reference | null) => found;
  await insert("transactioncurrency", [
    {
      transactioncurrencyid: HALF,
      currencyname: "Half",
      isocurrencycode: "HLF",
      exchangerate: 2,
      currencysymbol: "h",
      currencyprecision: 2,
    },
  ]);
  const plain = plainOf(drawn);
  await insert(
    "account",
    plain.accounts.map(({ id: key, parent }, number) => ({
      accountid: key,
      name: `Account ${String(number)}`,
      parentaccountid: parent,
    })),
  );
  await insert(
    "contact",
    companiesOf(drawn).map((company, number) => ({
      contactid: contactId(number),
      lastname: `Contact ${String(number)}`,
      address1_city: number % 2 === 0 ? "Gent" : null,
      parentcustomerid: reference(company),
    })),
  );
  await insert(
    "lead",
    drawn.leads.map(({ account, contact, deal: qualified }, number) => ({
      leadid: leadId(number),
      subject: `Lead ${String(number)}`,
      lastname: `Lead ${String(number)}`,
      parentaccountid: account,
      parentcontactid: contact,
      qualifyingopportunityid: qualified,
    })),
  );
  await insert(
    "opportunity",
    drawn.deals.map((each, number) => ({
      opportunityid: dealId(number),
      name: `Deal ${String(number)}`,
      statecode: each.state,
      statuscode: each.state === 0 ? 1 : each.state === 1 ? 3 : 4,
      salesstage: each.stage,
      stepname: each.stepName,
      closeprobability: each.probability,
      estimatedclosedate: date(each.closesIn),
      estimatedvalue: each.value,
      ...(each.isHalf ? { transactioncurrencyid: HALF } : {}),
      customerid: reference(each.customer),
      parentaccountid: each.account,
      parentcontactid: each.contact,
      originatingleadid: each.lead,
    })),
  );
  await insert(
    "connection",
    drawn.connections.map(({ record1, record2, state }, number) => ({
      connectionid: id("o", number),
      record1id: record1,
      record2id: record2,
      statecode: state,
      statuscode: state === 0 ? 1 : 2,
    })),
  );
  await insert(
    "ent_hold",
    drawn.holds.map((each, number) => ({
      ent_holdid: holdId(number),
      ent_name: `Hold ${String(number)}`,
      ent_reason: "Please",
      statecode: each.state,
      statuscode: each.state === 0 ? 1 : 2,
      ent_from: date(each.from),
      ent_until: date(each.until),
      ent_scope: each.promotionalOnly === null ? null : optionOf([false, true], each.promotionalOnly),
      ent_accountid: each.account,
      ent_contactid: each.contact,
      ent_opportunityid: each.deal,
    })),
  );
  const lists = staticListsOf(drawn);
  const codes = { account: 1, contact: 2, lead: 4 };
  await insert("list", [
    ...lists.map(({ list }) => ({
      listid: list.id,
      listname: list.name,
      type: false,
      createdfromcode: codes[list.members ?? "contact"],
    })),
    { listid: ELSEWHERE, listname: "Elsewhere", type: false, createdfromcode: 2 },
  ]);
  let number = 0;
  await insert("listmember", [
    ...lists.flatMap(({ list, ids }) =>
      ids.map((member) => ({
        listmemberid: id("m", (number += 1)),
        listid: list.id,
        entityid: { table: list.members ?? "contact", id: member },
      })),
    ),
    {
      listmemberid: id("m", 9_999),
      listid: ELSEWHERE,
      entityid: { table: "contact", id: contactId(1) },
    },
  ]);
}

const entity = (table: string, inside: string, fetch = "") =>
  `<fetch${fetch}><entity name="${table}">${inside}</entity></fetch>`;
const outer = (alias: string) =>
  `<link-entity name="opportunity" from="customerid" to="contactid" link-type="outer" alias="${alias}"/>`;

/** Queries as marketers, and their tools, leave them in lists. */
const queries: Readonly<Record<MemberTable, readonly string[]>> = {
  account: [
    entity("account", '<attribute name="name"/><order attribute="name"/>'),
    entity(
      "account",
      '<attribute name="accountid"/><filter type="or"><condition attribute="parentaccountid" operator="not-null"/>' +
        '<condition attribute="name" operator="like" value="%1"/></filter>',
      ' distinct="true" mapping="logical"',
    ),
  ],
  contact: [
    entity("contact", "<all-attributes/>"),
    entity(
      "contact",
      '<attribute name="fullname"/><filter><condition attribute="address1_city" operator="ne" value="Gent"/></filter>',
    ),
    // Links with orders, columns and aliases like ours; one person comes once for each deal.
    entity(
      "contact",
      '<attribute name="contactid"/><link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="entente_parent">' +
        '<attribute name="name"/><order attribute="name"/></link-entity>' +
        '<link-entity name="opportunity" from="parentcontactid" to="contactid" link-type="outer" alias="entente_stake1"/>',
      ' distinct="true" count="50" page="1"',
    ),
    // "Not in": an outer join and a null.
    entity(
      "contact",
      '<link-entity name="listmember" from="entityid" to="contactid" link-type="outer" alias="no">' +
        `<filter><condition attribute="listid" operator="eq" value="${ELSEWHERE}"/></filter></link-entity>` +
        '<filter><condition entityname="no" attribute="listmemberid" operator="null"/></filter>',
    ),
    entity(
      "contact",
      '<filter type="or" hint="union"><condition attribute="address1_city" operator="null"/><condition attribute="address1_city" operator="eq" value="Gent"/></filter>',
    ),
    entity("contact", `${outer("one")}${outer("two")}`),
    entity("contact", [1, 2, 3, 4, 5, 6].map((each) => outer(`o${String(each)}`)).join("")),
  ],
  lead: [
    entity(
      "lead",
      '<attribute name="leadid"/><filter><condition attribute="parentcontactid" operator="null"/></filter>',
    ),
    entity("lead", '<attribute name="subject"/><order attribute="subject" descending="true"/>'),
  ],
};

export const dynamicLists: readonly GuardedList[] = (["account", "contact", "lead"] as const).flatMap(
  (table) =>
    queries[table].map((query, number) => ({
      id: listId(100 + number + { account: 0, contact: 20, lead: 40 }[table]),
      name: `dynamic ${table} ${String(number)}`,
      members: table,
      isDynamic: true,
      query,
      memberCount: null,
      twin: null,
    })),
);

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    stageColumn: fc.constantFrom("salesstage" as const, "stepname" as const),
    closingStages: fc.constantFrom([], [3], [2, 3]),
    closingStepNames: fc.constantFrom([], ["4-Close"], ["3-propose", "cloture"]),
    closingProbability: fc.constantFrom(0, 70, 101),
    closingDays: fc.constantFrom(0, 1, 30, 30.5),
    dealFloor: fc.constantFrom(0, 100_000, 99_999.99),
    minorCampaignRatio: fc.constantFrom(0, 5, 0.1),
  })
  .map((given) => ({ ...defaultPolicy, ...given }));

export const campaigns: fc.Arbitrary<CampaignAtStake | null> = maybe(
  fc.record({
    id: fc.constant(id("k", 1)),
    name: fc.constant("Spring"),
    typeCode: fc.constantFrom(null, 1, 3),
    amounts: fc.record({
      budgetedCostBase: maybe(fc.constantFrom(0, 10_000, 20_000, 40_000)),
      expectedRevenueBase: maybe(fc.constantFrom(20_000, 1_000_000)),
    }),
  }),
);
