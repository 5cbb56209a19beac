import { KEY_ACCOUNTS_TEAM, SAMPLE_USERS } from "../users";
import { Chance, Wheel, share } from "./chance";
import { contactId } from "./contactId";
import { momentAgo } from "./days";
import { INDUSTRIES } from "./industries";
import type { Industry } from "./industries";
import { NAMED_ACCOUNTS } from "./namedAccounts";
import type { AccountOwner, NamedAccountKey, Rhythm } from "./namedAccounts";
import { namesIn } from "./personNames";
import { PLACES, placeIn } from "./places";
import type { Place } from "./places";
import type { Reference, SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS, topicNamed } from "./topics";
import type { SampleTopic } from "./topics";

/** What the other parts of the sample need to know of an account. */
export interface SampleAccount {
  readonly id: string;
  /** The case it stands for; undefined for the many others. */
  readonly key?: NamedAccountKey;
  readonly name: string;
  /** The part of its mail domain before `.example`. */
  readonly domain: string;
  readonly place: Place;
  readonly industry: Industry;
  readonly owner: Reference;
  readonly parentId?: string;
  readonly contacts: number;
  readonly interactions: number;
  readonly rhythm: Rhythm;
  /** What the client cares about, first one most. */
  readonly topics: readonly SampleTopic[];
  readonly createdOn: Date;
}

const ACCOUNTS = 60;
const CONTACTS = 2000;
const INTERACTIONS = 8000;
/** Interactions of leads, which have no account yet. */
export const LEAD_INTERACTIONS = 160;

/** The owner as the store wants it: a user, or the team. */
function ownerReference(owner: AccountOwner): Reference {
  return owner === "key accounts"
    ? { table: "team", id: KEY_ACCOUNTS_TEAM.id }
    : { table: "systemuser", id: SAMPLE_USERS[owner].id };
}

const OWNERS_IN: Readonly<Record<string, readonly AccountOwner[]>> = {
  France: ["rep", "julien", "ines"],
  Belgium: ["pieter", "lotte"],
  Netherlands: ["sanne", "daan"],
};

/** A company's name as part of an address. What is left of a hostile name is still a valid domain. */
function domainOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/ +/g, "-")
    .slice(0, 40)
    .replace(/-$/, "");
  return plain === "" ? "client" : plain;
}

function industryOf(code: number): Industry {
  const industry = INDUSTRIES.find((candidate) => candidate.code === code);
  if (industry === undefined) {
    throw new Error(`The sample has no industry ${String(code)}.`);
  }
  return industry;
}

const RHYTHMS = new Wheel<Rhythm>([
  ["steady", 40],
  ["bursts", 25],
  ["rising", 15],
  ["falling", 15],
  ["silent", 5],
]);

function countryWeight(place: Place): number {
  switch (place.country) {
    case "France":
      return 4;
    case "Belgium":
      return 3.5;
    case "Netherlands":
      return 5;
    default:
      return 1;
  }
}

/** All accounts of the sample, the named ones first, with how many contacts and interactions each one gets. */
export function sampleAccounts({ now, scale }: SampleScope): SampleAccount[] {
  const chance = new Chance("account");
  const named = Object.entries(NAMED_ACCOUNTS).map(([key, account]): SampleAccount => {
    const factor = key === "largest" ? scale : 1;
    return {
      id: account.id,
      key: key as NamedAccountKey,
      name: account.name,
      domain: domainOf(account.name),
      place: placeIn(account.city),
      industry: industryOf(account.industry),
      owner: ownerReference(account.owner),
      parentId:
        account.parent === undefined ? undefined : NAMED_ACCOUNTS[account.parent as NamedAccountKey].id,
      contacts: account.contacts * factor,
      interactions: account.interactions * factor,
      rhythm: account.rhythm,
      topics: account.topics.map(topicNamed),
      createdOn: momentAgo(now, key === "newcomer" ? 7 : chance.int(400, 2200), chance),
    };
  });

  const others = ACCOUNTS * scale - named.length;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const contacts = share(
    CONTACTS * scale - sum(named.map((account) => account.contacts)),
    Array.from({ length: others }, () => 0.4 + chance.next() ** 3 * 3),
  );
  const interactions = share(
    (INTERACTIONS - LEAD_INTERACTIONS) * scale - sum(named.map((account) => account.interactions)),
    Array.from({ length: others }, () => 0.1 + chance.next() ** 2 * 3),
  );

  const places = new Wheel(PLACES.map((place) => [place, countryWeight(place)] as const));
  const names = namesIn("account");
  const taken = new Set(named.map((account) => account.domain));
  const accounts = [...named];
  for (let index = 0; index < others; index++) {
    const place = places.draw(chance);
    const industry = chance.pick(INDUSTRIES);
    const company = `${names[place.language].lastName()} ${chance.pick(industry.words[place.language])}`;
    // Surnames are few beside six thousand companies: the later namesake says where it is, then which one it is.
    let name = company;
    for (let attempt = 1; taken.has(domainOf(name)); attempt++) {
      name = attempt === 1 ? `${company} ${place.city}` : `${company} ${place.city} ${String(attempt)}`;
    }
    taken.add(domainOf(name));
    const parent = chance.happens(0.06) ? accounts[chance.int(named.length, accounts.length - 1)] : undefined;
    const owners = OWNERS_IN[place.country];
    const first = chance.pick(TOPICS);
    const second = chance.pick(TOPICS);
    accounts.push({
      id: sampleId("account", index),
      name,
      domain: domainOf(name),
      place,
      industry,
      owner: ownerReference(owners === undefined ? "key accounts" : chance.pick(owners)),
      parentId: parent?.id,
      contacts: contacts[index] ?? 0,
      interactions: interactions[index] ?? 0,
      rhythm: RHYTHMS.draw(chance),
      topics: first === second ? [first] : [first, second],
      createdOn: momentAgo(now, chance.int(380, 2600), chance),
    });
  }
  return accounts;
}

export function* accountRows(accounts: readonly SampleAccount[]): Iterable<SampleRow> {
  const chance = new Chance("account columns");
  const streets = namesIn("account columns");
  for (const [index, account] of accounts.entries()) {
    const [fewest, most] = account.industry.employees;
    const employees = account.key === "largest" ? 11_400 : chance.amount(fewest, most, 5);
    yield {
      accountid: account.id,
      name: account.name,
      accountnumber: `C-${String(10_000 + index)}`,
      industrycode: account.industry.code,
      numberofemployees: employees,
      revenue: Math.round((employees * chance.amount(90_000, 260_000, 1000)) / 10_000) * 10_000,
      address1_line1: streets[account.place.language].street(),
      address1_postalcode: account.place.postalCode,
      address1_city: account.place.city,
      address1_country: account.place.country,
      telephone1: `${account.place.phonePrefix}${String(chance.int(10, 99))} ${String(chance.int(10, 99))}`,
      emailaddress1: `info@${account.domain}.example`,
      websiteurl: `https://www.${account.domain}.example`,
      customertypecode: chance.happens(0.6) ? 3 : 8,
      accountcategorycode: account.contacts > 30 ? 1 : 2,
      parentaccountid: account.parentId ?? null,
      primarycontactid: account.contacts === 0 ? null : contactId(account.id, 0),
      // Bulk e-mail to the company's own address is refused by a few; the contacts decide for themselves.
      donotbulkemail: chance.happens(0.05),
      ownerid: account.owner,
      createdon: account.createdOn,
    };
  }
}
