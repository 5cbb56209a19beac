import { defaultPolicy as policy } from "../../domain/policy";
import { dayOfMoment, type Day } from "../../domain/day";
import type { Engagement } from "../../domain/engagement";
import { bestContact, rankPeople, type Person } from "../../domain/people";
import type { Reference, SampleRow, SampleScope, SampleValue } from "../../sandbox/data/sample/row";
import { sampleOrganization } from "../../sandbox/data/sample/sampleOrganization";

/** Connection roles of this category are a deal's stakeholders. */
const STAKEHOLDER = 1000;
const DAYS_AHEAD = 30;

/** What the form has to say of an account. */
export interface PlainAnswers {
  /** Highest index first. */
  readonly topics: readonly PlainTopic[];
  readonly contacts: number;
  readonly refused: number;
  readonly met: { readonly subject: string; readonly isCall: boolean; readonly day: Day } | null;
  /** Since the last meeting, over all sources. */
  readonly since: { readonly signals: number; readonly people: number };
  readonly best: { readonly name: string; readonly share: number; readonly hasReason: boolean } | null;
  /** Its own, those that protect it first, then others in closing; then those of the account above that protect it. */
  readonly deals: readonly PlainDeal[];
  /** Who is on the static lists of each coming activity, by its subject; those that reach nobody are not there. */
  readonly staticSends: ReadonlyMap<string, PlainSend>;
}

export interface PlainSend {
  /** Active contacts and leads. */
  readonly people: number;
  /** Whether the account itself is on one of the lists. */
  readonly toAccount: boolean;
}

export interface PlainTopic {
  readonly name: string;
  readonly index: number;
  readonly signals: number;
  readonly people: number;
}

export interface PlainDeal {
  readonly name: string;
  readonly value: number;
  readonly closeDay: Day | null;
}

interface Kind {
  readonly points: number;
  readonly halfLife: number;
}

/**
 * Answers for some accounts, by a slow plain program that walks all rows of the sample, one at a time, and asks no
 * database. Only who of the people is best placed is left to the domain's own rule, over every one of them.
 * @param offsetMinutes of the user's time zone, at a moment
 */
export function plainAnswers(
  scope: SampleScope,
  accounts: readonly string[],
  offsetMinutes: (at: Date) => number,
): ReadonlyMap<string, PlainAnswers> {
  const dayOf = (value: SampleValue | undefined): Day =>
    dayOfMoment(value as Date, offsetMinutes(value as Date));
  const today = dayOf(scope.now);
  const tallies = new Map(accounts.map((id) => [id, new Tally(today, (deal) => baseValueOf(deal))] as const));
  const names = new Map<string, string>();
  const kinds = new Map<string, Kind>();
  const stakeholderRoles = new Map<string, string>();
  const openDeals = new Set<string>();
  const accountOf = new Map<string, string>();
  /** Of active members of lists: a lead belongs to its account, and to its contact's. */
  const accountsOfActive = new Map<string, ReadonlySet<string>>();
  const lists = new Map<string, SampleRow>();
  const members = new Map<string, string[]>();
  const activities = new Map<string, SampleRow>();
  const exchangeRates = new Map<string, number>();
  const below = new Map<string, Tally[]>();
  const baseValueOf = (deal: SampleRow) =>
    Number(deal.estimatedvalue) / (exchangeRates.get(text(deal.transactioncurrencyid)) ?? 1);
  const ofContact = (contact: string | null) => tallies.get(accountOf.get(contact ?? "") ?? "");

  const take: Readonly<Record<string, (row: SampleRow) => void>> = {
    ent_topic: (row) => names.set(text(row.ent_topicid), text(row.ent_name)),
    ent_interactionkind: (row) =>
      kinds.set(text(row.ent_interactionkindid), {
        points: Number(row.ent_points),
        halfLife: Number(row.ent_halflifedays ?? policy.halfLifeDays),
      }),
    connectionrole: (row) => {
      if (row.category === STAKEHOLDER) stakeholderRoles.set(text(row.connectionroleid), text(row.name));
    },
    transactioncurrency: (row) =>
      exchangeRates.set(text(row.transactioncurrencyid), Number(row.exchangerate)),
    account: (row) => {
      const tally = tallies.get(text(row.accountid));
      if ((row.statecode ?? 0) === 0)
        accountsOfActive.set(text(row.accountid), new Set([text(row.accountid)]));
      if (tally === undefined) return;
      tally.primary = idOf(row.primarycontactid);
      const above = idOf(row.parentaccountid);
      if (above !== null) below.set(above, [...(below.get(above) ?? []), tally]);
    },
    contact: (row) => {
      accountOf.set(text(row.contactid), idOf(row.parentcustomerid) ?? "");
      if ((row.statecode ?? 0) !== 0) return;
      accountsOfActive.set(text(row.contactid), new Set([idOf(row.parentcustomerid) ?? ""]));
      ofContact(text(row.contactid))?.people.set(text(row.contactid), row);
    },
    lead: (row) => {
      if ((row.statecode ?? 0) !== 0) return;
      const contactsAccount = accountOf.get(idOf(row.parentcontactid) ?? "");
      accountsOfActive.set(
        text(row.leadid),
        new Set([idOf(row.parentaccountid) ?? "", contactsAccount ?? ""]),
      );
    },
    opportunity: (row) => {
      if ((row.statecode ?? 0) !== 0) return;
      openDeals.add(text(row.opportunityid));
      // A deal is with an account, and with that of the people whom it names.
      const named = [idOf(row.customerid), idOf(row.parentaccountid)];
      const people = [idOf(row.customerid), idOf(row.parentcontactid)].map((id) => accountOf.get(id ?? ""));
      const own = [...named, ...people].map((account) => tallies.get(account ?? ""));
      for (const tally of new Set(own)) tally?.deals.push(row);
      for (const tally of new Set(named.flatMap((account) => below.get(account ?? "") ?? []))) {
        if (!own.includes(tally)) tally.dealsAbove.push(row);
      }
    },
    connection: (row) => {
      const role = stakeholderRoles.get(idOf(row.record1roleid) ?? "");
      const person = idOf(row.record1id) ?? "";
      if (role !== undefined && openDeals.has(idOf(row.record2id) ?? ""))
        ofContact(person)?.roles.push([person, role]);
    },
    list: (row) => lists.set(text(row.listid), row),
    listmember: (row) => {
      const list = idOf(row.listid) ?? "";
      const member = idOf(row.entityid) ?? "";
      // Only those of the accounts asked about: a list may hold everybody.
      if (![...(accountsOfActive.get(member) ?? [])].some((account) => tallies.has(account))) return;
      const known = members.get(list);
      if (known === undefined) members.set(list, [member]);
      else known.push(member);
    },
    campaignactivity: (row) => {
      const day = dayOf(row.scheduledstart);
      if (row.statecode === 0 && day >= today && day < today + DAYS_AHEAD)
        activities.set(text(row.activityid), row);
    },
    campaignactivityitem: (row) => {
      const activity = text(row.campaignactivityid);
      const list = lists.get(idOf(row.itemid) ?? "");
      if (!activities.has(activity) || list?.type !== false) return;
      for (const member of members.get(text(list.listid)) ?? []) {
        for (const account of accountsOfActive.get(member) ?? []) {
          const reached = tallies.get(account)?.reached;
          reached?.set(activity, (reached.get(activity) ?? new Set()).add(member));
        }
      }
    },
    campaignresponse: (row) => {
      if (row.responsecode === 4) return;
      for (const { id } of row.customer as readonly Reference[])
        ofContact(id)?.happenings.push([row.receivedon as Date, id]);
    },
    msevtmgt_eventregistration: (row) => {
      const contact = text(row.msevtmgt_contactid);
      if (row.msevtmgt_iscanceled !== true)
        ofContact(contact)?.happenings.push([row.createdon as Date, contact]);
    },
    appointment: (row) => meet(row, false),
    phonecall: (row) => meet(row, true),
    ent_interaction: (row) => {
      const contact = idOf(row.ent_contactid);
      const tally = tallies.get(idOf(row.ent_accountid) ?? accountOf.get(contact ?? "") ?? "");
      const kind = kinds.get(idOf(row.ent_kindid) ?? "");
      if (tally === undefined || kind === undefined) return;
      const day = dayOf(row.ent_occurredon);
      if (day > today) return;
      const note = idOf(row.ent_fieldnoteid);
      // A note on two topics is one thing that was said.
      if (note === null || !tally.notes.has(note))
        tally.happenings.push([row.ent_occurredon as Date, contact]);
      if (note !== null) tally.notes.add(note);
      tally.count(day, kind, idOf(row.ent_topicid), contact);
    },
  };

  function meet(row: SampleRow, isCall: boolean): void {
    if (row.statecode !== 1 || row.leftvoicemail === true) return;
    const at = row.actualend as Date;
    if (at.getTime() > scope.now.getTime()) return;
    const parties = [row.requiredattendees, row.from, row.to].flatMap((party) =>
      Array.isArray(party) ? (party as readonly Reference[]) : [],
    );
    const regarding = tallies.get(idOf(row.regardingobjectid) ?? "");
    for (const tally of new Set([regarding, ...parties.map(({ id }) => ofContact(id))])) {
      if (tally === undefined || (tally.met !== null && tally.met.at.getTime() >= at.getTime())) continue;
      tally.met = { at, subject: text(row.subject), isCall, day: dayOf(at) };
    }
  }

  for (const { table, rows } of sampleOrganization(scope)) {
    const each = take[table];
    if (each !== undefined) for (const row of rows) each(row);
  }
  const subjects = new Map([...activities].map(([id, row]) => [id, text(row.subject)] as const));
  return new Map([...tallies].map(([id, tally]) => [id, tally.answers(id, names, subjects)] as const));
}

/** What has been counted of one account. */
class Tally {
  primary: string | null = null;
  met: { readonly at: Date; readonly subject: string; readonly isCall: boolean; readonly day: Day } | null =
    null;
  readonly people = new Map<string, SampleRow>();
  readonly roles: [person: string, role: string][] = [];
  readonly deals: SampleRow[] = [];
  readonly dealsAbove: SampleRow[] = [];
  readonly notes = new Set<string>();
  readonly happenings: [at: Date, person: string | null][] = [];
  readonly reached = new Map<string, Set<string>>();
  readonly #topics = new Map<string, { score: number; signals: number; people: Set<string> }>();
  readonly #engaged = new Map<string | null, { score: number; lastDay: Day }>();

  constructor(
    private readonly today: Day,
    private readonly baseValueOf: (deal: SampleRow) => number,
  ) {}

  count(day: Day, kind: Kind, topic: string | null, person: string | null): void {
    const age = this.today - day;
    if (age >= policy.windowDays) return;
    const worth = kind.points * 0.5 ** (age / kind.halfLife);
    const engaged = this.#engaged.get(person) ?? { score: 0, lastDay: day };
    engaged.score += worth;
    engaged.lastDay = Math.max(engaged.lastDay, day);
    this.#engaged.set(person, engaged);
    if (topic === null) return;
    const known = this.#topics.get(topic) ?? { score: 0, signals: 0, people: new Set() };
    known.score += worth;
    known.signals += 1;
    if (person !== null) known.people.add(person);
    this.#topics.set(topic, known);
  }

  answers(
    account: string,
    names: ReadonlyMap<string, string>,
    subjects: ReadonlyMap<string, string>,
  ): PlainAnswers {
    const since = this.happenings.filter(([at]) => this.met === null || at.getTime() > whole(this.met.at));
    const refused = [...this.people.values()].filter(isNotFollowed);
    return {
      topics: [...this.#topics]
        .sort(([, a], [, b]) => b.score - a.score)
        .map(([topic, { score, signals, people }]) => ({
          name: names.get(topic) ?? "",
          index: 100 * (1 - Math.exp(-Math.max(0, score) / policy.interestReference)),
          signals,
          people: people.size,
        })),
      contacts: this.people.size,
      refused: refused.length,
      met: this.met,
      since: {
        signals: since.length,
        people: new Set(since.flatMap(([, person]) => (person === null ? [] : [person]))).size,
      },
      best: this.#best(),
      deals: this.#deals(),
      staticSends: new Map(
        [...this.reached].map(([activity, members]) => {
          const toAccount = members.has(account);
          return [
            subjects.get(activity) ?? "",
            { people: members.size - (toAccount ? 1 : 0), toAccount },
          ] as const;
        }),
      ),
    };
  }

  #best(): PlainAnswers["best"] {
    let all = 0;
    for (const { score } of this.#engaged.values()) all += Math.max(0, score);
    const byPerson = new Map<string, Engagement>();
    for (const [person, engaged] of this.#engaged) {
      const share = all > 0 ? Math.max(0, engaged.score) / all : 0;
      if (person !== null) byPerson.set(person, { ...engaged, share });
    }
    const roles = new Map<string, Set<string>>();
    for (const [person, role] of this.roles) roles.set(person, (roles.get(person) ?? new Set()).add(role));
    const people = [...this.people].map(([id, row]) =>
      personOf(id, row, id === this.primary, [...(roles.get(id) ?? [])].sort()),
    );
    const best = bestContact(rankPeople(people, byPerson));
    return (
      best && {
        name: best.person.name,
        share: best.engagement?.share ?? 0,
        hasReason: "share" in best.reason,
      }
    );
  }

  #deals(): PlainAnswers["deals"] {
    const above = this.#ranked(this.dealsAbove).filter(({ rank }) => rank === 0);
    return [...this.#ranked(this.deals), ...above];
  }

  #ranked(deals: readonly SampleRow[]) {
    const read = deals.map((row) => {
      const stage = typeof row.salesstage === "number" ? row.salesstage : null;
      const closeDay = calendarDay(row.estimatedclosedate);
      const closes =
        (stage !== null && policy.closingStages.includes(stage)) ||
        (Number(row.closeprobability ?? 0) >= policy.closingProbability &&
          (closeDay ?? Infinity) <= this.today + policy.closingDays);
      const base = this.baseValueOf(row);
      const protects = closes && base >= policy.dealFloor;
      return {
        id: text(row.opportunityid),
        name: text(row.name),
        value: Number(row.estimatedvalue),
        closeDay,
        base,
        rank: protects ? 0 : closes ? 1 : 2,
      };
    });
    // What nothing tells apart stands in the order in which the service was asked for it.
    return read.sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.closeDay ?? Infinity) - (b.closeDay ?? Infinity) ||
        b.base - a.base ||
        (a.id < b.id ? -1 : 1),
    );
  }
}

/** A date column says a day of the calendar, whatever the time zone. */
function calendarDay(value: SampleValue | undefined): Day | null {
  if (value instanceof Date) return dayOfMoment(value, 0);
  return typeof value === "string" ? Math.floor(Date.parse(value) / 86_400_000) : null;
}

/** The store keeps whole seconds. */
function whole(at: Date): number {
  return Math.floor(at.getTime() / 1000) * 1000;
}

function isNotFollowed(row: SampleRow): boolean {
  return row.followemail === false || row.msdyn_disablewebtracking === true;
}

function personOf(
  id: string,
  row: SampleRow,
  isPrimary: boolean,
  stakeholderRoles: readonly string[],
): Person {
  return {
    id,
    name: `${text(row.firstname)} ${text(row.lastname)}`,
    jobTitle: text(row.jobtitle),
    isActive: true,
    isPrimary,
    accountRole: typeof row.accountrolecode === "number" ? row.accountrolecode : null,
    decisionInfluence: null,
    stakeholderRoles,
    objections: {
      email: row.donotemail === true,
      bulkEmail: row.donotbulkemail === true,
      phone: row.donotphone === true,
      post: row.donotpostalmail === true,
      marketing: row.donotsendmm === true,
      following: isNotFollowed(row),
      optedOut: null,
    },
    hasEmail: row.emailaddress1 !== null,
    hasPhone: row.telephone1 !== null || row.mobilephone !== null,
  };
}

function idOf(value: SampleValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? (value as Reference).id : String(value);
}

function text(value: SampleValue | undefined): string {
  return typeof value === "string" ? value : "";
}
