import { SAMPLE_USERS } from "../users";
import type { SampleAccount } from "./accounts";
import { CAMPAIGNS } from "./campaigns";
import { Chance, Wheel } from "./chance";
import { momentAgo } from "./days";
import { INDUSTRIES } from "./industries";
import { JOB_TITLES } from "./jobTitles";
import { namesIn } from "./personNames";
import { PLACES } from "./places";
import type { Language, Place } from "./places";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS } from "./topics";
import type { SampleTopic } from "./topics";

const LEADS = 120;

/** What the other parts of the sample need to know of a lead. */
export interface SampleLead {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly place: Place;
  readonly language: Language;
  readonly topic: SampleTopic;
  readonly ageInDays: number;
  /** Of the company that it turned out to belong to, once qualified. */
  readonly account?: SampleAccount;
  readonly status: LeadStatus;
}

/** `statuscode` of a lead with the state it belongs to. */
export interface LeadStatus {
  readonly state: 0 | 1 | 2;
  readonly status: 1 | 2 | 3 | 4 | 5 | 6;
}

const STATUSES = new Wheel<LeadStatus>([
  [{ state: 0, status: 1 }, 45],
  [{ state: 0, status: 2 }, 30],
  [{ state: 1, status: 3 }, 12],
  [{ state: 2, status: 4 }, 5],
  [{ state: 2, status: 5 }, 4],
  [{ state: 2, status: 6 }, 4],
]);

export function sampleLeads(accounts: readonly SampleAccount[], { scale }: SampleScope): SampleLead[] {
  const chance = new Chance("lead");
  const names = namesIn("lead");
  const unnamed = accounts.filter((account) => account.key === undefined);
  return Array.from({ length: LEADS * scale }, (_, index): SampleLead => {
    const status = STATUSES.draw(chance);
    const account = status.state === 1 ? chance.pick(unnamed) : undefined;
    const place = account?.place ?? chance.pick(PLACES);
    const { language } = place;
    return {
      id: sampleId("lead", index),
      firstName: names[language].firstName(),
      lastName: names[language].lastName(),
      company:
        account?.name ??
        `${names[language].lastName()} ${chance.pick(chance.pick(INDUSTRIES).words[language])}`,
      place,
      language,
      topic: chance.pick(TOPICS),
      ageInDays: status.state === 0 ? chance.int(1, 110) : chance.int(40, 330),
      account,
      status,
    };
  });
}

export function* leadRows(
  leads: readonly SampleLead[],
  { now, baseCurrencyId }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("lead columns");
  const sellers = [SAMPLE_USERS.rep, SAMPLE_USERS.lotte, SAMPLE_USERS.julien];
  for (const [index, lead] of leads.entries()) {
    const campaign = chance.happens(0.5) ? CAMPAIGNS.find((each) => each.topic === lead.topic) : undefined;
    const mailbox = `${lead.firstName}.${lead.lastName}`
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z.]/g, "");
    yield {
      leadid: lead.id,
      subject: `Interested in ${lead.topic.name}`,
      firstname: lead.firstName,
      lastname: lead.lastName,
      companyname: lead.company,
      jobtitle: chance.pick(JOB_TITLES[lead.language]).title,
      emailaddress1: `${mailbox}@lead${String(index + 1)}.example`,
      telephone1: `${lead.place.phonePrefix}${String(chance.int(10, 99))} ${String(chance.int(10, 99))}`,
      address1_city: lead.place.city,
      address1_country: lead.place.country,
      leadsourcecode: chance.pick([3, 6, 7, 8, 8, 8, 10]),
      leadqualitycode: chance.int(1, 3),
      estimatedamount: chance.happens(0.5) ? chance.amount(5000, 120_000, 500) : null,
      transactioncurrencyid: baseCurrencyId,
      campaignid: campaign?.id ?? null,
      parentaccountid: lead.account?.id ?? null,
      followemail: !chance.happens(0.1),
      donotemail: chance.happens(0.05),
      donotbulkemail: chance.happens(0.15),
      donotphone: chance.happens(0.05),
      statecode: lead.status.state,
      statuscode: lead.status.status,
      ownerid: { table: "systemuser", id: sellers[index % sellers.length]?.id ?? SAMPLE_USERS.rep.id },
      createdon: momentAgo(now, lead.ageInDays, chance),
    };
  }
}
