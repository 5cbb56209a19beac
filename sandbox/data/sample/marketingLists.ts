import { SAMPLE_USERS } from "../users";
import type { SampleAccount } from "./accounts";
import { CAMPAIGN_ACTIVITIES, CAMPAIGNS } from "./campaigns";
import { Chance } from "./chance";
import type { SampleContact } from "./contacts";
import { dayFrom } from "./days";
import type { SampleLead } from "./leads";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { topicNamed } from "./topics";

const NEWSLETTER_READERS = 1000;

export type MemberTable = "account" | "contact" | "lead";

/** Value of `list.createdfromcode`, which is also the type code of the members' table. */
const MEMBER_CODES: Readonly<Record<MemberTable, number>> = { account: 1, contact: 2, lead: 4 };

export interface SampleList {
  readonly id: string;
  readonly name: string;
  readonly members: MemberTable;
  readonly purpose: string;
  /** FetchXML of a dynamic list; absent for a static one. */
  readonly query?: string;
  readonly daysOld: number;
}

function list(
  name: string,
  members: MemberTable,
  purpose: string,
  daysOld: number,
  query?: string,
): SampleList {
  return { id: sampleId("list", name), name, members, purpose, daysOld, query };
}

function fetch(table: MemberTable, name: string, inside: string): string {
  return (
    `<fetch version="1.0" output-format="xml-platform" mapping="logical" distinct="true"><entity name="${table}">` +
    `<attribute name="${table}id"/><attribute name="${name}"/><order attribute="${name}" descending="false"/>` +
    `${inside}</entity></fetch>`
  );
}

const ACTIVE = `<condition attribute="statecode" operator="eq" value="0"/>`;

/** The marketing lists. Static ones keep their members, dynamic ones only the question. */
const MARKETING_LISTS: readonly SampleList[] = [
  list("Newsletter", "contact", "Everybody who gets the monthly newsletter", 400),
  list(
    "Data platform launch, invited",
    "contact",
    "Contacts of clients who care about the data platform",
    60,
  ),
  list(
    "Security briefing, decision makers",
    "contact",
    "Decision makers invited to the security briefing",
    40,
  ),
  list("Key accounts", "account", "Clients of the Key Accounts team", 300),
  list("Trade fair leads", "lead", "Leads brought home from the trade fair", 90),
  list(`Late additions "><script>alert(3)</script>`, "contact", "A list with a hostile name", 12),
  list(
    "Contacts in France",
    "contact",
    "Active contacts in France who may be sent bulk e-mail",
    200,
    fetch(
      "contact",
      "fullname",
      `<filter type="and">${ACTIVE}<condition attribute="address1_country" operator="eq" value="France"/>` +
        `<condition attribute="donotbulkemail" operator="eq" value="0"/></filter>`,
    ),
  ),
  list(
    "Interested in AI assistants",
    "contact",
    "Contacts with an interaction about AI assistants in the last ninety days",
    80,
    fetch(
      "contact",
      "fullname",
      `<filter type="and">${ACTIVE}</filter><link-entity name="ent_interaction" from="ent_contactid" to="contactid" link-type="inner" alias="interest">` +
        `<filter type="and"><condition attribute="ent_topicid" operator="eq" value="${topicNamed("AI assistants").id}"/>` +
        `<condition attribute="ent_occurredon" operator="last-x-days" value="90"/></filter></link-entity>`,
    ),
  ),
  list(
    "Utilities and transport",
    "account",
    "Accounts of two industries",
    150,
    fetch(
      "account",
      "name",
      `<filter type="and">${ACTIVE}<condition attribute="industrycode" operator="in"><value>30</value><value>31</value></condition></filter>`,
    ),
  ),
  list(
    "Open leads",
    "lead",
    "Open leads of the last sixty days",
    120,
    fetch(
      "lead",
      "fullname",
      `<filter type="and">${ACTIVE}<condition attribute="createdon" operator="last-x-days" value="60"/></filter>`,
    ),
  ),
];

/** @throws Error for a list that the sample does not have */
export function listNamed(name: string): SampleList {
  const found = MARKETING_LISTS.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`The sample has no marketing list "${name}".`);
  }
  return found;
}

/** The members of the static lists, by list. */
export function membersOfStaticLists(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  leads: readonly SampleLead[],
  { scale }: SampleScope,
): ReadonlyMap<SampleList, readonly string[]> {
  const chance = new Chance("listmember");
  const dataPlatform = topicNamed("Data platform");
  // Exactly so many readers, drawn from all contacts in one pass: each one by the odds of what is still wanted.
  const readers: string[] = [];
  for (const [index, contact] of contacts.entries()) {
    if (chance.next() * (contacts.length - index) < NEWSLETTER_READERS * scale - readers.length) {
      readers.push(contact.id);
    }
  }
  const atLargeDeals = (contact: SampleContact): boolean =>
    ["bank", "shipping", "subsidiary", "holding"].includes(contact.account.key ?? "");
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id);
  return new Map<SampleList, readonly string[]>([
    [listNamed("Newsletter"), readers],
    [
      listNamed("Data platform launch, invited"),
      ids(
        contacts.filter(
          (contact) =>
            (atLargeDeals(contact) && contact.job.role !== 2) ||
            (contact.account.topics.includes(dataPlatform) && chance.happens(0.25)),
        ),
      ),
    ],
    [
      listNamed("Security briefing, decision makers"),
      ids(
        contacts.filter(
          (contact) => contact.job.role === 1 && (atLargeDeals(contact) || chance.happens(0.6)),
        ),
      ),
    ],
    [
      listNamed("Key accounts"),
      ids(accounts.filter((account) => account.owner.table === "team" || account.contacts >= 40)),
    ],
    [listNamed("Trade fair leads"), ids(leads.filter((_, index) => index % 4 === 0))],
    [
      listNamed(`Late additions "><script>alert(3)</script>`),
      ids(contacts.filter((contact) => contact.account.key === "hostileMarkup")),
    ],
  ]);
}

export function* listRows(
  members: ReadonlyMap<SampleList, readonly string[]>,
  { now, baseCurrencyId }: SampleScope,
): Iterable<SampleRow> {
  for (const each of MARKETING_LISTS) {
    const code = MEMBER_CODES[each.members];
    yield {
      listid: each.id,
      listname: each.name,
      type: each.query !== undefined,
      query: each.query ?? null,
      createdfromcode: code,
      membertype: code,
      // Dataverse does not know how many a dynamic list has before somebody asks.
      membercount: members.get(each)?.length ?? null,
      purpose: each.purpose,
      source: "Entente sample",
      lockstatus: false,
      donotsendonoptout: true,
      ignoreinactivelistmembers: true,
      transactioncurrencyid: baseCurrencyId,
      lastusedon: dayFrom(now, -Math.floor(each.daysOld / 3)),
      statecode: 0,
      statuscode: 0,
      ownerid: { table: "systemuser", id: SAMPLE_USERS.marketer.id },
      createdby: SAMPLE_USERS.marketer.id,
      createdon: dayFrom(now, -each.daysOld, 11),
    };
  }
}

export function* listMemberRows(
  members: ReadonlyMap<SampleList, readonly string[]>,
  { now }: SampleScope,
): Iterable<SampleRow> {
  for (const [each, ids] of members) {
    const addedOn = dayFrom(now, -each.daysOld, 12);
    for (const id of ids) {
      yield {
        listmemberid: sampleId("listmember", `${each.id}/${id}`),
        listid: each.id,
        entityid: { table: each.members, id },
        entitytype: each.members,
        createdby: SAMPLE_USERS.marketer.id,
        createdon: addedOn,
      };
    }
  }
}

/** The lists of every activity, also on the activity's campaign, as the platform demands. */
function pairings(): readonly {
  readonly activity: string;
  readonly campaign: string;
  readonly list: SampleList;
}[] {
  return CAMPAIGN_ACTIVITIES.flatMap((activity) =>
    activity.lists.map((name) => ({
      activity: activity.id,
      campaign: activity.campaign.id,
      list: listNamed(name),
    })),
  );
}

/** Which lists a campaign has. */
export function* campaignItemRows(): Iterable<SampleRow> {
  for (const campaign of CAMPAIGNS) {
    const lists = new Set(
      pairings()
        .filter((pair) => pair.campaign === campaign.id)
        .map((pair) => pair.list),
    );
    for (const each of lists) {
      yield {
        campaignitemid: sampleId("campaignitem", `${campaign.id}/${each.id}`),
        campaignid: campaign.id,
        entityid: each.id,
        entitytype: "list",
      };
    }
  }
}

/** Which lists a campaign activity goes to. */
export function* campaignActivityItemRows(): Iterable<SampleRow> {
  for (const pair of pairings()) {
    yield {
      campaignactivityitemid: sampleId("campaignactivityitem", `${pair.activity}/${pair.list.id}`),
      campaignactivityid: pair.activity,
      itemid: pair.list.id,
      itemobjecttypecode: "list",
    };
  }
}
