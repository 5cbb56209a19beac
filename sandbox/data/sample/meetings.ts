import { SAMPLE_USERS } from "../users";
import type { SampleAccount } from "./accounts";
import { Chance } from "./chance";
import type { SampleContact } from "./contacts";
import { momentAgo, workingDayFrom } from "./days";
import { NAMED_ACCOUNTS } from "./namedAccounts";
import type { Reference, SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS } from "./topics";
import type { SampleTopic } from "./topics";

const APPOINTMENTS = 240;
const PHONE_CALLS = 360;
const TASKS = 90;

interface Encounter {
  readonly account: SampleAccount;
  readonly contact?: SampleContact;
  readonly topic: SampleTopic;
  readonly seller: Reference;
}

/** The accounts that salespeople see: not those whom nobody ever heard of. */
function visited(accounts: readonly SampleAccount[]): readonly SampleAccount[] {
  return accounts.filter((account) => account.key !== "never" && account.key !== "silent");
}

class Encounters {
  readonly #accounts: readonly SampleAccount[];
  readonly #firstContact = new Map<string, number>();

  constructor(
    accounts: readonly SampleAccount[],
    private readonly contacts: readonly SampleContact[],
    private readonly chance: Chance,
  ) {
    this.#accounts = visited(accounts);
    for (const [index, contact] of contacts.entries()) {
      if (!this.#firstContact.has(contact.account.id)) {
        this.#firstContact.set(contact.account.id, index);
      }
    }
  }

  with(account: SampleAccount): Encounter {
    const first = this.#firstContact.get(account.id);
    return {
      account,
      contact:
        first === undefined ? undefined : this.contacts[first + this.chance.int(0, account.contacts - 1)],
      topic: account.topics[0] ?? this.chance.pick(TOPICS),
      seller:
        account.owner.table === "team"
          ? { table: "systemuser", id: this.chance.pick([SAMPLE_USERS.rep.id, SAMPLE_USERS.thomas.id]) }
          : account.owner,
    };
  }

  next(): Encounter {
    return this.with(this.chance.pick(this.#accounts));
  }
}

function party(contact: SampleContact | undefined): Reference[] {
  return contact === undefined ? [] : [{ table: "contact", id: contact.id }];
}

const HOUR = 3_600_000;

/** Meetings held and meetings to come; the hot account has one tomorrow or, at the weekend, on Monday. */
export function* appointmentRows(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("appointment");
  const encounters = new Encounters(accounts, contacts, chance);
  const hot = accounts.find((account) => account.key === "hot");
  for (let index = 0; index < APPOINTMENTS * scale; index++) {
    const first = index === 0 && hot !== undefined;
    const { account, contact, topic, seller } = first ? encounters.with(hot) : encounters.next();
    const planned = first || chance.happens(0.2);
    const start = first
      ? workingDayFrom(now, 1, 9)
      : planned
        ? workingDayFrom(now, chance.int(1, 30), chance.int(8, 15), chance.pick([0, 30]))
        : momentAgo(now, chance.int(1, 350), chance);
    const end = new Date(start.getTime() + chance.pick([0.5, 1, 1, 1.5]) * HOUR);
    const canceled = !first && !planned && chance.happens(0.08);
    yield {
      activityid: sampleId("appointment", index),
      subject: `${topic.name}: ${chance.pick(["first talk", "review", "workshop", "proposal", "steering committee"])}`,
      location: chance.happens(0.5) ? account.place.city : "Microsoft Teams",
      regardingobjectid: { table: "account", id: account.id },
      organizer: [seller],
      requiredattendees: [...party(contact), seller],
      scheduledstart: start,
      scheduledend: end,
      actualend: planned || canceled ? null : end,
      statecode: planned ? 3 : canceled ? 2 : 1,
      statuscode: planned ? 5 : canceled ? 4 : 3,
      ownerid: seller,
      createdby: seller.id,
      createdon: planned
        ? momentAgo(now, chance.int(1, 12), chance)
        : new Date(start.getTime() - 7 * 24 * HOUR),
    };
  }
  yield invitation(now);
}

/** A meeting of the Key Accounts team that a colleague owns: the rep is only invited. */
function invitation(now: Date): SampleRow {
  const thomas: Reference = { table: "systemuser", id: SAMPLE_USERS.thomas.id };
  const start = workingDayFrom(now, 2, 13);
  return {
    activityid: sampleId("appointment", "invitation"),
    subject: "Compliance: contract with the bank's lawyers",
    location: "Microsoft Teams",
    regardingobjectid: { table: "account", id: NAMED_ACCOUNTS.bank.id },
    organizer: [thomas],
    requiredattendees: [thomas, { table: "systemuser", id: SAMPLE_USERS.rep.id }],
    scheduledstart: start,
    scheduledend: new Date(start.getTime() + HOUR),
    actualend: null,
    statecode: 3,
    statuscode: 5,
    ownerid: thomas,
    createdby: thomas.id,
    createdon: new Date(now.getTime() - 24 * HOUR),
  };
}

export function* phoneCallRows(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("phonecall");
  const encounters = new Encounters(accounts, contacts, chance);
  for (let index = 0; index < PHONE_CALLS * scale; index++) {
    const { account, contact, topic, seller } = encounters.next();
    const planned = chance.happens(0.15);
    const outgoing = chance.happens(0.75);
    const at = planned
      ? workingDayFrom(now, chance.int(0, 20), chance.int(8, 16))
      : momentAgo(now, chance.int(0, 360), chance);
    yield {
      activityid: sampleId("phonecall", index),
      subject: outgoing ? `Call about ${topic.name}` : `Called in about ${topic.name}`,
      directioncode: outgoing,
      phonenumber: contact?.phone ?? null,
      regardingobjectid: { table: "account", id: account.id },
      from: outgoing ? [seller] : party(contact),
      to: outgoing ? party(contact) : [seller],
      scheduledend: at,
      actualend: planned ? null : at,
      leftvoicemail: outgoing && !planned && chance.happens(0.2),
      statecode: planned ? 0 : 1,
      statuscode: planned ? 1 : outgoing ? 2 : 4,
      ownerid: seller,
      createdby: seller.id,
      createdon: planned ? momentAgo(now, chance.int(1, 9), chance) : at,
    };
  }
}

export function* taskRows(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("task");
  const encounters = new Encounters(accounts, contacts, chance);
  for (let index = 0; index < TASKS * scale; index++) {
    const { account, topic, seller } = encounters.next();
    const open = chance.happens(0.6);
    const due = open
      ? workingDayFrom(now, chance.int(-6, 25), 17)
      : momentAgo(now, chance.int(2, 200), chance);
    yield {
      activityid: sampleId("task", index),
      subject: `${chance.pick(["Prepare proposal", "Send reference", "Call back", "Update budget"])}: ${topic.name}`,
      regardingobjectid: { table: "account", id: account.id },
      scheduledend: due,
      actualend: open ? null : due,
      prioritycode: chance.int(0, 2),
      statecode: open ? 0 : 1,
      statuscode: open ? 2 : 5,
      ownerid: seller,
      createdby: seller.id,
      createdon: open ? momentAgo(now, chance.int(7, 20), chance) : new Date(due.getTime() - 3 * 24 * HOUR),
    };
  }
}
