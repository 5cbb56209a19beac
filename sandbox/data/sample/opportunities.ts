import { SAMPLE_USERS } from "../users";
import type { SampleAccount } from "./accounts";
import { CAMPAIGNS } from "./campaigns";
import { Chance, Wheel } from "./chance";
import type { SampleContact } from "./contacts";
import { US_DOLLAR } from "./currencies";
import { dayFrom, momentAgo, workingDayFrom } from "./days";
import type { SampleLead } from "./leads";
import type { NamedAccountKey } from "./namedAccounts";
import type { Reference, SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS, topicNamed } from "./topics";

const OPPORTUNITIES = 200;

/** Value of `opportunity.salesstage`. */
export type SalesStage = 0 | 1 | 2 | 3;

/** `stepname` as the sales process of a new environment writes it. */
export const STAGE_NAMES: Readonly<Record<SalesStage, string>> = {
  0: "1-Qualify",
  1: "2-Develop",
  2: "3-Propose",
  3: "4-Close",
};

const PROBABILITY: Readonly<Record<SalesStage, readonly [low: number, high: number]>> = {
  0: [10, 25],
  1: [30, 50],
  2: [55, 75],
  3: [80, 95],
};

/** Days until the close date of an open opportunity; some in closing are overdue. */
const CLOSES_IN: Readonly<Record<SalesStage, readonly [low: number, high: number]>> = {
  0: [60, 200],
  1: [30, 120],
  2: [10, 75],
  3: [-15, 30],
};

/** What the other parts of the sample need to know of an opportunity. */
export interface SampleOpportunity {
  readonly id: string;
  readonly account: SampleAccount;
  readonly contact?: SampleContact;
  readonly open: boolean;
  readonly stage: SalesStage;
  readonly name: string;
}

interface NamedDeal {
  readonly key: string;
  readonly account: NamedAccountKey;
  readonly topic: string;
  readonly what: string;
  readonly stage: SalesStage;
  readonly probability: number;
  readonly amount: number;
  /** Days from now. */
  readonly closes: number;
  /** Days since it was created and last touched. */
  readonly age: number;
  readonly touched: number;
  readonly currency?: string;
  /** The customer is the company's first contact instead of the company. */
  readonly customerIsContact?: boolean;
  readonly lost?: boolean;
}

const NAMED_DEALS = [
  {
    key: "bank",
    account: "bank",
    topic: "Compliance",
    what: "programme",
    stage: 3,
    probability: 90,
    amount: 1_200_000,
    closes: 9,
    age: 240,
    touched: 2,
  },
  {
    key: "shipping",
    account: "shipping",
    topic: "Data platform",
    what: "roll-out",
    stage: 3,
    probability: 85,
    amount: 930_000,
    closes: 18,
    age: 190,
    touched: 5,
    currency: US_DOLLAR.id,
  },
  {
    key: "overdue",
    account: "largest",
    topic: "Security",
    what: "renewal",
    stage: 3,
    probability: 80,
    amount: 320_000,
    closes: -6,
    age: 150,
    touched: 12,
  },
  {
    key: "subsidiary",
    account: "subsidiary",
    topic: "Analytics",
    what: "for all plants",
    stage: 3,
    probability: 85,
    amount: 210_000,
    closes: 21,
    age: 120,
    touched: 8,
  },
  {
    key: "hot",
    account: "hot",
    topic: "Data platform",
    what: "first phase",
    stage: 2,
    probability: 65,
    amount: 140_000,
    closes: 35,
    age: 80,
    touched: 1,
  },
  {
    key: "hot-contact",
    account: "hot",
    topic: "Security",
    what: "assessment",
    stage: 1,
    probability: 40,
    amount: 24_000,
    closes: 60,
    age: 20,
    touched: 3,
    customerIsContact: true,
  },
  {
    key: "cooling",
    account: "cooling",
    topic: "Cloud costs",
    what: "clinic",
    stage: 1,
    probability: 35,
    amount: 48_000,
    closes: 25,
    age: 210,
    touched: 96,
  },
  {
    key: "never",
    account: "never",
    topic: "Integration",
    what: "study",
    stage: 0,
    probability: 15,
    amount: 18_500,
    closes: 90,
    age: 30,
    touched: 30,
  },
  {
    key: "noContacts",
    account: "noContacts",
    topic: "Analytics",
    what: "pilot",
    stage: 2,
    probability: 60,
    amount: 36_000,
    closes: 28,
    age: 75,
    touched: 9,
  },
  {
    key: "silent",
    account: "silent",
    topic: "Training",
    what: "for the workshop",
    stage: 2,
    probability: 0,
    amount: 22_000,
    closes: -230,
    age: 330,
    touched: 230,
    lost: true,
  },
  {
    key: "hostile",
    account: "hostileMarkup",
    topic: "Integration",
    what: `"><svg onload=alert(2)>`,
    stage: 1,
    probability: 45,
    amount: 12_345.67,
    closes: 40,
    age: 33,
    touched: 4,
  },
] as const satisfies readonly NamedDeal[];

export type NamedDealKey = (typeof NAMED_DEALS)[number]["key"];

/** The id of a deal that stands for a case: `bank` and `shipping` are the two very large ones in closing. */
export function namedDealId(key: NamedDealKey): string {
  return sampleId("opportunity", key);
}

const STAGES = new Wheel<SalesStage>([
  [0, 35],
  [1, 30],
  [2, 22],
  [3, 13],
]);

const NAMES = [
  "roll-out",
  "pilot",
  "renewal",
  "extension",
  "assessment",
  "for the subsidiaries",
  "second phase",
  "framework agreement",
] as const;

/** An opportunity with its row: what is drawn for the one is needed for the other. */
export interface OpportunityWithRow {
  readonly opportunity: SampleOpportunity;
  readonly row: SampleRow;
}

function salesperson(account: SampleAccount): Reference {
  return account.owner.table === "team" ? { table: "systemuser", id: SAMPLE_USERS.thomas.id } : account.owner;
}

/** The named deals, then those of all the others; small companies have small ones. */
export function* opportunitiesWithRows(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  leads: readonly SampleLead[],
  { now, scale, baseCurrencyId }: SampleScope,
): Iterable<OpportunityWithRow> {
  const chance = new Chance("opportunity");
  const firstContact = new Map<string, number>();
  for (const [index, contact] of contacts.entries()) {
    if (!firstContact.has(contact.account.id)) {
      firstContact.set(contact.account.id, index);
    }
  }
  const contactOf = (account: SampleAccount, index: number): SampleContact | undefined => {
    const first = firstContact.get(account.id);
    return first === undefined ? undefined : contacts[first + (index % account.contacts)];
  };

  for (const deal of NAMED_DEALS as readonly NamedDeal[]) {
    const account = accounts.find((candidate) => candidate.key === deal.account);
    if (account === undefined) {
      throw new Error(`There is no account for the deal "${deal.key}".`);
    }
    const contact = contactOf(account, 0);
    const topic = topicNamed(deal.topic);
    const opportunity: SampleOpportunity = {
      id: sampleId("opportunity", deal.key),
      account,
      contact,
      open: deal.lost !== true,
      stage: deal.stage,
      name: `${topic.name} ${deal.what}`,
    };
    yield {
      opportunity,
      row: {
        opportunityid: opportunity.id,
        name: opportunity.name,
        customerid:
          deal.customerIsContact === true && contact !== undefined
            ? { table: "contact", id: contact.id }
            : { table: "account", id: account.id },
        parentaccountid: account.id,
        parentcontactid: contact?.id ?? null,
        originatingleadid: null,
        campaignid: null,
        salesstage: deal.stage,
        stepname: STAGE_NAMES[deal.stage],
        closeprobability: deal.probability,
        opportunityratingcode: deal.stage >= 2 ? 1 : 2,
        estimatedvalue: deal.amount,
        transactioncurrencyid: deal.currency ?? baseCurrencyId,
        isrevenuesystemcalculated: false,
        estimatedclosedate: dayFrom(now, deal.closes, 0),
        actualclosedate: deal.lost === true ? dayFrom(now, deal.closes, 0) : null,
        actualvalue: deal.lost === true ? 0 : null,
        statecode: deal.lost === true ? 2 : 0,
        statuscode: deal.lost === true ? 5 : 1,
        ownerid: account.owner,
        createdby: salesperson(account).id,
        createdon: dayFrom(now, -deal.age, 9),
        modifiedon: dayFrom(now, -deal.touched, 8),
      },
    };
  }

  const others = accounts.filter(
    (account) => account.key === undefined || account.key === "largest" || account.key === "insurer",
  );
  const customers = new Wheel(
    others.map(
      (account) => [account, account.key === "largest" ? 12 * scale : 1 + account.contacts / 12] as const,
    ),
  );
  const qualified = leads.filter((lead) => lead.account !== undefined);
  for (let index = 0; index < OPPORTUNITIES * scale - NAMED_DEALS.length; index++) {
    // Every qualified lead became one of the opportunities.
    const lead = qualified[index];
    const account = lead?.account ?? customers.draw(chance);
    const contact =
      account.contacts === 0 ? undefined : contactOf(account, chance.int(0, account.contacts - 1));
    const topic =
      lead?.topic ??
      (chance.happens(0.75) ? (account.topics[0] ?? chance.pick(TOPICS)) : chance.pick(TOPICS));
    const outcome = chance.next();
    const open = outcome < 0.62;
    const won = !open && outcome < 0.87;
    const stage: SalesStage = open ? STAGES.draw(chance) : chance.happens(0.7) ? 3 : 2;
    const amount = chance.amount(6000, 90_000, 500) * (account.contacts > 40 && chance.happens(0.3) ? 3 : 1);
    const [low, high] = PROBABILITY[stage];
    const [soonest, latest] = CLOSES_IN[stage];
    const age = open ? chance.int(5, 160) : chance.int(100, 360);
    const closedAgo = chance.int(3, Math.max(3, age - 40));
    const overdue = chance.happens(0.08);
    const closes = overdue
      ? dayFrom(now, -chance.int(1, 25), 0)
      : workingDayFrom(now, chance.int(soonest, latest), 0);
    const closed = dayFrom(now, -closedAgo, 0);
    const opportunity: SampleOpportunity = {
      id: sampleId("opportunity", index),
      account,
      contact,
      open,
      stage,
      name: `${topic.name} ${chance.pick(NAMES)}`,
    };
    const campaign = chance.happens(0.35) ? CAMPAIGNS.find((each) => each.topic === topic) : undefined;
    const createdOn = momentAgo(now, age, chance);
    yield {
      opportunity,
      row: {
        opportunityid: opportunity.id,
        name: opportunity.name,
        customerid:
          contact !== undefined && chance.happens(0.1)
            ? { table: "contact", id: contact.id }
            : { table: "account", id: account.id },
        parentaccountid: account.id,
        parentcontactid: contact?.id ?? null,
        originatingleadid: lead?.id ?? null,
        campaignid: campaign?.id ?? null,
        salesstage: stage,
        stepname: STAGE_NAMES[stage],
        closeprobability: open ? Math.round(chance.int(low, high) / 5) * 5 : won ? 100 : 0,
        opportunityratingcode: stage >= 2 ? 1 : chance.int(2, 3),
        estimatedvalue: amount,
        transactioncurrencyid: chance.happens(0.08) ? US_DOLLAR.id : baseCurrencyId,
        isrevenuesystemcalculated: false,
        estimatedclosedate: open ? closes : closed,
        actualclosedate: open ? null : closed,
        actualvalue: open ? null : won ? amount : 0,
        statecode: open ? 0 : won ? 1 : 2,
        statuscode: open ? (chance.happens(0.07) ? 2 : 1) : won ? 3 : chance.pick([4, 5]),
        ownerid: account.owner,
        createdby: salesperson(account).id,
        createdon: createdOn,
        modifiedon: open ? momentAgo(now, chance.int(0, Math.min(age, 40)), chance) : closed,
      },
    };
  }
}
