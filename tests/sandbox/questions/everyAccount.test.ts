import { createAsking, type Asking } from "../../../dataverse/askQuestion";
import { readDynamicLists, readStaticLists } from "../../../dataverse/comingSends";
import { countOnDynamicList } from "../../../dataverse/dynamicList";
import {
  engagementOfQuestion,
  mostPointsQuestion,
  readEngagement,
  wholeQuestion,
} from "../../../dataverse/engagement";
import { readOpenDeals } from "../../../dataverse/deals";
import { readFollowing } from "../../../dataverse/following";
import { readInterest } from "../../../dataverse/interest";
import { LAST_NOTES, readLastNotes } from "../../../dataverse/lastNotes";
import { readLastMeetings } from "../../../dataverse/meetings";
import { readNewestSignals } from "../../../dataverse/newestSignals";
import { noneKnown } from "../../../dataverse/optionalColumns";
import { readPeople } from "../../../dataverse/people";
import type { Scope } from "../../../dataverse/scope";
import { sources } from "../../../dataverse/sources/catalogue";
import { readSource } from "../../../dataverse/sources/read";
import { processTables, readStages } from "../../../dataverse/stages";
import { readTalkingPoints } from "../../../dataverse/talkingPoints";
import { defaultPolicy as policy } from "../../../domain/policy";
import { dayOfDate, dayOfMoment } from "../../../domain/day";
import { engagementOf } from "../../../domain/engagement";
import { rankInterests } from "../../../domain/interest";
import { lastMeeting } from "../../../domain/lastMet";
import { chooseTalkingPoints } from "../../../domain/talkingPoints";
import { vipInClosing } from "../../../domain/vipInClosing";
import { NAMED_ACCOUNTS } from "../../../sandbox/data/sample/namedAccounts";
import type { Reference, SampleRow, SampleValue } from "../../../sandbox/data/sample/row";
import { sampleOrganization } from "../../../sandbox/data/sample/sampleOrganization";
import { seedSample } from "../../../sandbox/data/seedSample";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { NOW, openOrganisation, xml, type QuestionedOrganisation } from "./organisation";
import { valueOf } from "../valueOf";

/*
 * The same answers, computed by a slow plain program that walks all rows of the sample organisation, for every account.
 */

jest.setTimeout(240_000);

const today = dayOfDate(2026, 11, 22);
const days = { first: today - policy.windowDays + 1, last: today };
const calendar = { timeZoneOffsetMinutes: () => 0 };

let organisation: QuestionedOrganisation;
let asking: Asking;
const rows = new Map<string, readonly SampleRow[]>();

beforeAll(async () => {
  organisation = await openOrganisation({
    timeZone: "UTC",
    seed: (organization) => seedSample(organization),
  });
  asking = createAsking(organisation.host, new AbortController().signal);
  const scope = { now: NOW, scale: 1, baseCurrencyId: organisation.organization.baseCurrencyId };
  for (const table of sampleOrganization(scope)) rows.set(table.table, [...table.rows]);
});
afterAll(async () => {
  await organisation?.close();
});

const all = (table: string): readonly SampleRow[] => rows.get(table) ?? [];
const idOf = (value: SampleValue | undefined): string | null =>
  value === null || value === undefined || value instanceof Date || Array.isArray(value)
    ? null
    : typeof value === "object"
      ? (value as Reference).id
      : String(value);
const dayOf = (value: SampleValue | undefined) => dayOfMoment(value as Date, 0);

/** Every contact's account. */
const accountOf = () =>
  new Map(all("contact").map((row) => [idOf(row.contactid), idOf(row.parentcustomerid)] as const));

async function forEveryAccount(check: (account: string, scope: Scope) => Promise<void>): Promise<void> {
  const accounts = all("account");
  expect(accounts.length).toBeGreaterThan(50);
  for (const row of accounts) {
    const account = idOf(row.accountid) ?? "";
    await check(account, { table: "account", id: account });
  }
}

function signalsOf(account: string): readonly SampleRow[] {
  const accounts = accountOf();
  return all("ent_interaction").filter((row) => {
    const named = idOf(row.ent_accountid);
    return (
      (named ?? accounts.get(idOf(row.ent_contactid)) ?? null) === account &&
      dayOf(row.ent_occurredon) <= today
    );
  });
}

describe("for every account of the sample", () => {
  it("engagement is the plain sum over its signals, one by one", async () => {
    const kinds = new Map(
      all("ent_interactionkind").map((row) => [idOf(row.ent_interactionkindid), row] as const),
    );
    await forEveryAccount(async (account, scope) => {
      const { sums } = valueOf(await readEngagement(asking.ask, scope, days));
      const byPerson = engagementOf(sums, today, policy);
      const expected = new Map<string, { score: number; lastDay: number }>();
      for (const row of signalsOf(account)) {
        const day = dayOf(row.ent_occurredon);
        const person = idOf(row.ent_contactid);
        if (day < days.first || person === null) continue;
        const kind = kinds.get(idOf(row.ent_kindid));
        const halfLife = Number(kind?.ent_halflifedays ?? policy.halfLifeDays);
        const known = expected.get(person) ?? { score: 0, lastDay: day };
        known.score += Number(kind?.ent_points) * 0.5 ** ((today - day) / halfLife);
        known.lastDay = Math.max(known.lastDay, day);
        expected.set(person, known);
      }
      expect([...byPerson.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [person, { score, lastDay }] of expected) {
        expect(byPerson.get(person)?.score).toBeCloseTo(score, 6);
        expect(byPerson.get(person)?.lastDay).toBe(lastDay);
      }
    });
  });

  it("the questions about a very busy client add up to what the one about others says", async () => {
    const scope: Scope = { table: "account", id: NAMED_ACCOUNTS.largest.id };
    const { sums } = valueOf(await readEngagement(asking.ask, scope, days));
    const points = new Map<string | null, number>();
    for (const sum of sums) points.set(sum.person, (points.get(sum.person) ?? 0) + sum.points);
    const whole = valueOf(await asking.ask(wholeQuestion(scope, days)));
    const total = whole.reduce((all, row) => all + Number(row.points), 0);
    expect(total).toBeCloseTo(
      [...points.values()].reduce((a, b) => a + b, 0),
      6,
    );

    const most = valueOf(await asking.ask(mostPointsQuestion(scope, days)));
    const found = most.map((row) => Number(row.points));
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(found).toEqual([...points.values()].sort((a, b) => b - a).slice(0, found.length));
    const people = most.flatMap((row) => (typeof row.who === "string" ? [row.who] : [])).slice(0, 5);
    const theirs = valueOf(await asking.ask(engagementOfQuestion(scope, days, people)));
    for (const person of people) {
      const sum = theirs
        .filter((row) => row.who === person)
        .reduce((all, row) => all + Number(row.points), 0);
      expect(sum).toBeCloseTo(points.get(person) ?? NaN, 6);
    }
  });

  it("the newest hundred signals are the newest hundred, those of one note told as one", async () => {
    await forEveryAccount(async (account, scope) => {
      const { happenings, isCut } = valueOf(await readNewestSignals(asking.ask, calendar, scope, today));
      const expected = signalsOf(account)
        .map((row) => ({ note: idOf(row.ent_fieldnoteid), time: (row.ent_occurredon as Date).getTime() }))
        .sort((a, b) => b.time - a.time);
      const told = expected
        .slice(0, 100)
        .filter(({ note }, at, all) => note === null || all.findIndex((each) => each.note === note) === at);
      // The store keeps whole seconds.
      const whole = told.map(({ time }) => Math.floor(time / 1000) * 1000);
      expect(happenings.map(({ at }) => at.getTime())).toEqual(whole);
      expect(isCut).toBe(expected.length >= 100);
    });
  });

  it("the last meeting is the last one held, with the client or one of its people", async () => {
    const accounts = accountOf();
    await forEveryAccount(async (account, scope) => {
      const met = lastMeeting(valueOf(await readLastMeetings(asking.ask, calendar, scope)), NOW);
      const held = [...all("appointment"), ...all("phonecall")].filter((row) => {
        if (row.statecode !== 1 || row.leftvoicemail === true) return false;
        const parties = [row.requiredattendees, row.from, row.to].flatMap((party) =>
          Array.isArray(party) ? (party as readonly Reference[]) : [],
        );
        return (
          idOf(row.regardingobjectid) === account ||
          parties.some((party) => accounts.get(party.id) === account)
        );
      });
      const times = held
        .map((row) => (row.actualend as Date).getTime())
        .filter((time) => time <= NOW.getTime());
      const last = times.length === 0 ? null : Math.floor(Math.max(...times) / 1000) * 1000;
      expect(met?.at.getTime() ?? null).toBe(last);
    });
  });

  it("its people, and those who may not be followed, are those of its active contacts", async () => {
    await forEveryAccount(async (account, scope) => {
      const active = all("contact").filter(
        (row) => idOf(row.parentcustomerid) === account && (row.statecode ?? 0) === 0,
      );
      const { people } = valueOf(await readPeople(asking.ask, scope, null, noneKnown()));
      expect(people.map(({ id }) => id).sort()).toEqual(active.map((row) => idOf(row.contactid)).sort());
      const refused = active.filter(
        (row) => row.followemail === false || row.msdyn_disablewebtracking === true,
      ).length;
      expect(valueOf(await readFollowing(asking.ask, scope, today, noneKnown()))).toEqual({
        contacts: active.length,
        refused,
      });
    });
  });

  /** Of every active contact its account; of every lead its own and its contact's; of every account itself. */
  const membersAccounts = () => {
    const accountOfContact = new Map(
      all("contact").map((row) => [idOf(row.contactid), idOf(row.parentcustomerid)] as const),
    );
    const accountsOf = {
      account: (row: SampleRow) => [idOf(row.accountid)],
      contact: (row: SampleRow) => [idOf(row.parentcustomerid)],
      lead: (row: SampleRow) => [idOf(row.parentaccountid), accountOfContact.get(idOf(row.parentcontactid))],
    };
    return new Map(
      Object.entries(accountsOf).flatMap(([table, accounts]) =>
        all(table)
          .filter((row) => (row.statecode ?? 0) === 0)
          .map((row) => [idOf(row[`${table}id`]), new Set(accounts(row))] as const),
      ),
    );
  };

  it("the coming sends on static lists hold as many of its active people, and the account where it is on them", async () => {
    const lists = new Map(all("list").map((row) => [idOf(row.listid), row] as const));
    const active = membersAccounts();
    const coming = all("campaignactivity").filter((row) => {
      const day = dayOf(row.scheduledstart);
      return row.statecode === 0 && day >= today && day < today + 30;
    });
    await forEveryAccount(async (account, scope) => {
      const found = new Map(
        valueOf(await readStaticLists(asking.ask, calendar, scope, today)).map(
          ({ activity, people, toAccount }) => [activity.id, [people, toAccount]],
        ),
      );
      const expected = new Map<string, [people: number, toAccount: boolean]>();
      for (const activity of coming) {
        const id = idOf(activity.activityid) ?? "";
        const members = new Set<string>();
        for (const item of all("campaignactivityitem")) {
          const list = lists.get(idOf(item.itemid));
          if (idOf(item.campaignactivityid) !== id || list?.type !== false) continue;
          for (const member of all("listmember")) {
            const entity = idOf(member.entityid) ?? "";
            if (idOf(member.listid) === idOf(list.listid) && active.get(entity)?.has(account))
              members.add(entity);
          }
        }
        const toAccount = members.delete(account);
        if (toAccount || members.size > 0) expected.set(id, [members.size, toAccount]);
      }
      expect(found).toEqual(expected);
    });
  });

  it("the dynamic lists hold as many of its active members as their own queries find", async () => {
    const { queries, lists } = valueOf(await readDynamicLists(asking.ask, calendar, today));
    const tables = new Map(lists.map(({ list }) => [list.id, list.members] as const));
    expect(queries.size).toBeGreaterThan(1);
    const accounts = membersAccounts();
    const caller = await organisation.organization.caller(organisation.repId);
    const membersOf = new Map<string, Set<string>>();
    for (const [list, query] of queries) {
      const table = tables.get(list) ?? "contact";
      const { rows: found } = await executeFetchXml(organisation.organization, caller, table, query ?? "");
      membersOf.set(list, new Set(found.map((row) => String(row[`${table}id`]))));
    }
    await forEveryAccount(async (account, scope) => {
      for (const [list, query] of queries) {
        const members = [...(membersOf.get(list) ?? [])].filter((member) =>
          accounts.get(member)?.has(account),
        );
        const table = tables.get(list) ?? "contact";
        expect(await countOnDynamicList(asking.askXml, query, { members: table }, scope, xml)).toEqual({
          kind: "counted",
          people: members.length,
        });
      }
    });
  });

  it("the campaign responses are those of its people", async () => {
    const source = sources.find(({ key }) => key === "campaignResponse");
    if (source === undefined) throw new Error("no such source");
    const accounts = accountOf();
    await forEveryAccount(async (account, scope) => {
      const read = await readSource(
        asking.ask,
        organisation.definitions,
        calendar,
        source,
        scope,
        today,
        new Map(),
      );
      const expected = all("campaignresponse").filter((row) =>
        (row.customer as readonly Reference[]).some(({ id }) => accounts.get(id) === account),
      );
      if (read.kind !== "read") throw new Error(read.kind);
      expect(read.newest.happenings.map(({ id }) => id).sort()).toEqual(
        expected.map((row) => idOf(row.activityid)).sort(),
      );
    });
  });

  it("the interests are the sums of their signals, ranked", async () => {
    const kinds = new Map(
      all("ent_interactionkind").map((row) => [idOf(row.ent_interactionkindid), row] as const),
    );
    const host = { ...calendar, now: () => NOW };
    await forEveryAccount(async (account, scope) => {
      const read = valueOf(await readInterest(asking.ask, host, scope, today, policy));
      const ranked = rankInterests(read.sums, today, policy);
      const expected = new Map<string, { score: number; signals: number }>();
      for (const row of signalsOf(account)) {
        const day = dayOf(row.ent_occurredon);
        const topic = idOf(row.ent_topicid);
        if (day < days.first || topic === null) continue;
        const kind = kinds.get(idOf(row.ent_kindid));
        const halfLife = Number(kind?.ent_halflifedays ?? policy.halfLifeDays);
        const known = expected.get(topic) ?? { score: 0, signals: 0 };
        known.score += Number(kind?.ent_points) * 0.5 ** ((today - day) / halfLife);
        known.signals += 1;
        expected.set(topic, known);
      }
      expect(ranked.map(({ topic }) => topic).sort()).toEqual([...expected.keys()].sort());
      for (const { topic, score, index } of ranked) {
        const plain = expected.get(topic);
        expect(score).toBeCloseTo(plain?.score ?? NaN, 6);
        const full = 100 * (1 - Math.exp(-Math.max(0, score) / policy.interestReference));
        expect(index).toBeCloseTo(full, 6);
        expect(read.topics.find((each) => each.topic === topic)?.signals).toBe(plain?.signals);
      }
      const scores = ranked.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    });
  });

  it("the open deals are its own, apart from those of its parent, and those in closing above the floor make it a VIP", async () => {
    const open = all("opportunity").filter((row) => (row.statecode ?? 0) === 0);
    const closeDayOf = ({ estimatedclosedate: date }: SampleRow) =>
      date instanceof Date ? dayOfMoment(date, 0) : Math.floor(Date.parse(date as string) / 86_400_000);
    let vips = 0;
    const accounts = accountOf();
    const parents = new Map(all("account").map((row) => [idOf(row.accountid), idOf(row.parentaccountid)]));
    let ofParents = 0;
    await forEveryAccount(async (account) => {
      const { deals, above, isCut } = valueOf(await readOpenDeals(asking.ask, account));
      const expected = open.filter(
        (row) =>
          [row.customerid, row.parentaccountid].some((each) => idOf(each) === account) ||
          [row.customerid, row.parentcontactid].some((each) => accounts.get(idOf(each)) === account),
      );
      expect(isCut).toBe(false);
      expect(deals.map(({ id }) => id).sort()).toEqual(expected.map((row) => idOf(row.opportunityid)).sort());
      const parent = parents.get(account) ?? null;
      const ofParent = open.filter(
        (row) =>
          parent !== null &&
          [row.customerid, row.parentaccountid].some((each) => idOf(each) === parent) &&
          !expected.includes(row),
      );
      expect(above.map(({ id }) => id).sort()).toEqual(ofParent.map((row) => idOf(row.opportunityid)).sort());
      ofParents += above.length;
      const found = deals.filter((deal) => vipInClosing(deal, null, today, policy).isVip).map(({ id }) => id);
      const plain = expected.filter((row) => {
        const inClosing =
          policy.closingStages.includes(Number(row.salesstage)) ||
          (Number(row.closeprobability) >= policy.closingProbability &&
            closeDayOf(row) <= today + policy.closingDays);
        const base = deals.find(({ id }) => id === idOf(row.opportunityid))?.baseValue ?? 0;
        return inClosing && base >= policy.dealFloor;
      });
      expect(found.sort()).toEqual(plain.map((row) => idOf(row.opportunityid)).sort());
      vips += found.length;
    });
    expect(vips).toBeGreaterThan(0);
    expect(ofParents).toBeGreaterThan(0);
  });

  it("its deals are in their stages since when the processes say", async () => {
    const open = new Set(
      all("opportunity").flatMap((row) => ((row.statecode ?? 0) === 0 ? [idOf(row.opportunityid)] : [])),
    );
    await forEveryAccount(async (account, scope) => {
      const own = new Set(valueOf(await readOpenDeals(asking.ask, account)).deals.map(({ id }) => id));
      const expected = processTables.flatMap((table) =>
        all(table).flatMap((row) => {
          const deal = idOf(row.opportunityid) ?? "";
          const isGoingOn = (row.statecode ?? 0) === 0 && (row.statuscode ?? 1) === 1;
          return isGoingOn && own.has(deal) && open.has(deal)
            ? [`${deal} ${String(dayOf(row.activestagestartedon))}`]
            : [];
        }),
      );
      const stages = valueOf(await readStages(asking.ask, calendar, scope));
      expect(stages.map(({ dealId, sinceDay }) => `${dealId} ${String(sinceDay)}`).sort()).toEqual(
        expected.sort(),
      );
    });
  });

  it("the last field notes are the newest on it, or on its people where they name no company", async () => {
    const accounts = accountOf();
    await forEveryAccount(async (account) => {
      const notes = valueOf(await readLastNotes(asking.ask, calendar, account));
      const expected = all("ent_fieldnote")
        .filter((row) => (row.statecode ?? 0) === 0)
        .filter(
          (row) => (idOf(row.ent_accountid) ?? accounts.get(idOf(row.ent_contactid)) ?? null) === account,
        )
        .sort((a, b) => (b.ent_notedon as Date).getTime() - (a.ent_notedon as Date).getTime())
        .slice(0, LAST_NOTES);
      expect(notes.map(({ id }) => id).sort()).toEqual(
        expected.map((row) => idOf(row.ent_fieldnoteid)).sort(),
      );
    });
  });

  it("the talking points are those written for its stage and its top interests", async () => {
    const points = valueOf(await readTalkingPoints(asking.ask));
    expect(points).toHaveLength(all("ent_talkingpoint").length);
    const host = { ...calendar, now: () => NOW };
    await forEveryAccount(async (account, scope) => {
      const { deals } = valueOf(await readOpenDeals(asking.ask, account));
      const read = valueOf(await readInterest(asking.ask, host, scope, today, policy));
      const stage = deals[0]?.stage ?? null;
      const interests = rankInterests(read.sums, today, policy)
        .slice(0, 3)
        .map(({ topic }) => topic);
      const chosen = chooseTalkingPoints(points, stage, interests, points.length);
      const expected = all("ent_talkingpoint").filter((row) => {
        const topic = idOf(row.ent_topicid);
        const isForStage =
          row.ent_salesstage === null ||
          (stage !== null && Number(row.ent_salesstage) === 789_100_000 + stage);
        return isForStage && (topic === null || interests.includes(topic));
      });
      expect(chosen.map(({ point }) => point.id).sort()).toEqual(
        expected.map((row) => idOf(row.ent_talkingpointid)).sort(),
      );
    });
  });
});
