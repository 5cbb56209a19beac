import { v5 } from "uuid";
import { bulkInsert } from "../../sandbox/data/bulkInsert";
import type { SampleRow } from "../../sandbox/data/sample/row";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import type { Sandbox } from "../../sandbox/server/createOrganization";

/** Contacts that belong to one account. */
const CONTACTS_AN_ACCOUNT = 20;
/** Every so many accounts have a parent, and every so many a deal in closing, a stakeholder there, or a hold. */
const CHILD_EVERY = 5;
const DEAL_EVERY = 100;
const HOLD_EVERY = 500;
/** Deals that protect nobody: too small, or not in closing. */
const OTHER_DEAL_EVERY = 10;
const DAY = 86_400_000;

const BENCH = "0b0a3f52-33d8-5c3e-9d1f-6f1f5a8f1c11";

function benchId(table: string, key: string | number): string {
  return v5(`${table}/${String(key)}`, BENCH);
}

/** A static marketing list of contacts. */
export interface Audience {
  readonly listId: string;
  readonly name: string;
  readonly members: number;
}

/**
 * Adds clients with deals in closing, stakeholders and holds, and for each size a static list of that many of their
 * contacts. The organisation is the same beside every list: what grows from list to list is the list alone.
 */
export async function seedAudiences(organization: Sandbox, sizes: readonly number[]): Promise<Audience[]> {
  const contacts = Math.max(...sizes);
  const settings = { authorId: organization.administratorId, rebuildIndexes: true };
  const insert = (table: string, rows: Iterable<SampleRow>): Promise<number> =>
    bulkInsert(organization, table, rows, settings);
  const accounts = Math.ceil(contacts / CONTACTS_AN_ACCOUNT);
  const audiences = sizes.map((members) => ({
    listId: benchId("list", members),
    name: `${members.toLocaleString("en")} contacts`,
    members,
  }));
  await insert("account", accountRows(accounts));
  await insert("contact", contactRows(contacts));
  await insert("opportunity", dealRows(accounts, organization.now(), organization.baseCurrencyId));
  await insert("connection", stakeRows(accounts));
  await insert("ent_hold", holdRows(accounts));
  await insert("list", audiences.map(listRow));
  for (const audience of audiences) await insert("listmember", memberRows(audience));
  await organization.database.execute("analyze");
  return audiences;
}

const owner = { table: "systemuser", id: SAMPLE_USERS.rep.id } as const;
const marketer = { table: "systemuser", id: SAMPLE_USERS.marketer.id } as const;
const accountId = (place: number): string => benchId("account", place);
const contactId = (place: number): string => benchId("contact", place);
const dealId = (account: number): string => benchId("opportunity", account);

function* accountRows(count: number): Iterable<SampleRow> {
  for (let place = 0; place < count; place++) {
    yield {
      accountid: accountId(place),
      name: `Bench client ${String(place)}`,
      parentaccountid: place % CHILD_EVERY === 1 ? accountId(place - 1) : null,
      statecode: 0,
      statuscode: 1,
      ownerid: owner,
    };
  }
}

function* contactRows(count: number): Iterable<SampleRow> {
  for (let place = 0; place < count; place++) {
    yield {
      contactid: contactId(place),
      firstname: "Bench",
      lastname: String(place),
      parentcustomerid: { table: "account", id: accountId(Math.floor(place / CONTACTS_AN_ACCOUNT)) },
      statecode: 0,
      statuscode: 1,
      ownerid: owner,
    };
  }
}

function* dealRows(accounts: number, now: Date, currency: string): Iterable<SampleRow> {
  for (let place = 0; place < accounts; place += OTHER_DEAL_EVERY) {
    const isClosing = place % DEAL_EVERY === 0;
    yield {
      opportunityid: dealId(place),
      name: `Bench deal ${String(place)}`,
      customerid: { table: "account", id: accountId(place) },
      parentaccountid: accountId(place),
      parentcontactid: contactId(place * CONTACTS_AN_ACCOUNT),
      salesstage: isClosing ? 3 : 1,
      closeprobability: isClosing ? 85 : 40,
      estimatedvalue: 250_000,
      estimatedclosedate: new Date(now.getTime() + 10 * DAY),
      transactioncurrencyid: currency,
      statecode: 0,
      statuscode: 1,
      ownerid: owner,
    };
  }
}

/** In each deal in closing, a contact of the next account has a say: both halves of the connection. */
function* stakeRows(accounts: number): Iterable<SampleRow> {
  for (let place = 0; place + 2 < accounts; place += DEAL_EVERY) {
    const deal = { table: "opportunity", id: dealId(place) } as const;
    const contact = { table: "contact", id: contactId((place + 2) * CONTACTS_AN_ACCOUNT) } as const;
    const common = { statecode: 0, statuscode: 1, ownerid: owner };
    const [one, other] = [benchId("connection", place), benchId("connection", `${String(place)}/back`)];
    yield { ...common, connectionid: one, record1id: deal, record2id: contact, ismaster: true };
    yield { ...common, connectionid: other, record1id: contact, record2id: deal, ismaster: false };
  }
}

function* holdRows(accounts: number): Iterable<SampleRow> {
  for (let place = 3; place < accounts; place += HOLD_EVERY) {
    yield {
      ent_holdid: benchId("ent_hold", place),
      ent_name: `Bench hold ${String(place)}`,
      ent_accountid: accountId(place),
      ent_reason: "Legal review",
      statecode: 0,
      statuscode: 1,
      ownerid: owner,
    };
  }
}

function listRow({ listId, name, members }: Audience): SampleRow {
  return {
    listid: listId,
    listname: name,
    type: false,
    createdfromcode: 2,
    membertype: 2,
    membercount: members,
    statecode: 0,
    statuscode: 0,
    ownerid: marketer,
  };
}

function* memberRows({ listId, members }: Audience): Iterable<SampleRow> {
  for (let place = 0; place < members; place++) {
    yield {
      listmemberid: benchId("listmember", `${listId}/${String(place)}`),
      listid: listId,
      entityid: { table: "contact", id: contactId(place) },
      entitytype: "contact",
    };
  }
}
