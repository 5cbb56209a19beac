import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { createOnce, type RowToCreate } from "../../../dataverse/createOnce";
import { readActivityStates } from "../../../dataverse/guard/activityStates";
import { notificationsTo } from "../../../dataverse/guard/askOwner";
import { readAsksToMe, ownerAgrees } from "../../../dataverse/guard/asks";
import { checkAudience } from "../../../dataverse/guard/checkAudience";
import {
  authorityOf,
  peopleToAsk,
  readDecisions,
  readDisabledOwners,
  readOwningTeams,
  type DecisionsRead,
} from "../../../dataverse/guard/decisions";
import { readSubject } from "../../../dataverse/guard/guardedSubject";
import { checkToRecord, nameOf, overrideToRecord, readLastCheck } from "../../../dataverse/guard/recordCheck";
import { readCopies } from "../../../dataverse/guard/staticCopy";
import { describeTwin, guardedQuery } from "../../../dataverse/guard/twin";
import { writeTwin } from "../../../dataverse/guard/twins";
import { keepIds } from "../../../dataverse/keptIds";
import { newId } from "../../../dataverse/writing";
import { defaultPolicy as policy } from "../../../domain/policy";
import { dayOfDate } from "../../../domain/day";
import type { AudienceCheck, Found } from "../../../domain/guard/check";
import {
  freedOf,
  noneFreed,
  sortByDecision,
  standingDecisions,
  type Decision,
} from "../../../domain/guard/decision";
import { KEY_ACCOUNTS_TEAM, SAMPLE_USERS } from "../../../sandbox/data/users";
import { openSample, type Sample, type Seat } from "../fieldNotes/sample";
import { valueOf } from "../valueOf";

/*
 * A marketer and a rep in front of one activity, over the Web API, with nothing but the rights that their roles give.
 */

jest.setTimeout(240_000);

const REP = SAMPLE_USERS.rep.id;
const MARKETER = SAMPLE_USERS.marketer.id;
const ADMIN = SAMPLE_USERS.admin.id;
const open = new AbortController().signal;
const calendar = { timeZoneOffsetMinutes: () => 60 };
const today = dayOfDate(2026, 3, 18);
const xml = {
  parse: (text: string) => new DOMParser().parseFromString(text, "text/xml") as unknown as Document,
  print: (node: Node) => new XMLSerializer().serializeToString(node as never),
};

let sample: Sample;
let marketer: Seat;
let rep: Seat;
const made = {
  account: newId(),
  contact: newId(),
  other: newId(),
  deal: newId(),
  list: newId(),
  activity: newId(),
  campaign: newId(),
};

async function create(seat: Seat, { table, data }: Pick<RowToCreate, "table" | "data">): Promise<void> {
  valueOf(await createOnce(seat.host, open, table, data));
}

beforeAll(async () => {
  sample = await openSample();
  marketer = sample.seat(MARKETER);
  rep = sample.seat(REP);
  await sample.post(ADMIN, "accounts", { accountid: made.account, name: "Guarded & Sons" });
  for (const [id, lastname] of [
    [made.contact, "Inside"],
    [made.other, "Outside"],
  ] as const) {
    await sample.post(ADMIN, "contacts", {
      contactid: id,
      lastname,
      emailaddress1: `${lastname}@example.com`,
      ...(id === made.contact ? { "parentcustomerid_account@odata.bind": `/accounts(${made.account})` } : {}),
    });
  }
  await sample.post(ADMIN, "opportunities", {
    opportunityid: made.deal,
    name: "The large one",
    estimatedvalue: 900_000,
    salesstage: 3,
    "customerid_account@odata.bind": `/accounts(${made.account})`,
    "ownerid@odata.bind": `/systemusers(${REP})`,
  });
  await sample.post(MARKETER, "lists", {
    listid: made.list,
    listname: "Everybody",
    createdfromcode: 2,
    type: false,
  });
  await sample.post(MARKETER, "AddListMembersList", {
    List: { "@odata.type": "Microsoft.Dynamics.CRM.list", listid: made.list },
    Members: [made.contact, made.other].map((contactid) => ({
      "@odata.type": "Microsoft.Dynamics.CRM.contact",
      contactid,
    })),
  });
  await sample.post(ADMIN, "campaigns", {
    campaignid: made.campaign,
    name: "Spring",
    typecode: 1,
    budgetedcost: 1000,
  });
  await sample.post(MARKETER, "campaignactivities", {
    activityid: made.activity,
    subject: "Mail",
    channeltypecode: 7,
    "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${made.campaign})`,
  });
  await sample.post(ADMIN, `lists(${made.list})/Microsoft.Dynamics.CRM.AddItemCampaign`, {
    Campaign: { "@odata.type": "Microsoft.Dynamics.CRM.campaign", campaignid: made.campaign },
  });
  await addToActivity(made.list);
}, 240_000);
afterAll(async () => {
  await sample?.close();
});

function addToActivity(listid: string): Promise<void> {
  return sample.post(MARKETER, "AddItemCampaignActivity", {
    CampaignActivity: { "@odata.type": "Microsoft.Dynamics.CRM.campaignactivity", activityid: made.activity },
    Item: { "@odata.type": "Microsoft.Dynamics.CRM.list", listid },
  });
}

async function subject() {
  return valueOf(await readSubject(marketer.ask, { table: "campaignactivity", id: made.activity }));
}

async function check(): Promise<AudienceCheck> {
  const { originals, campaign } = await subject();
  const asking = {
    ask: marketer.ask,
    askXml: async (table: string, fetchXml: string) => {
      const { entities } = await marketer.host.webApi.retrieveMultipleRecords(
        table,
        `?fetchXml=${encodeURIComponent(fetchXml)}`,
      );
      return { ok: true as const, value: entities };
    },
  };
  const asked = { lists: originals, campaign, policy, today };
  return checkAudience(asking, { ...calendar, mayReadAll: () => true }, asked, xml);
}

async function decide(found: Found, decision: Decision, reason: string | null = null): Promise<void> {
  const row = checkToRecord({
    activityId: made.activity,
    listId: made.list,
    guardedListId: null,
    policyId: null,
    check: { found: [found], audience: { atLeast: 2, atMost: 2 } },
    decided: 1,
    state: "decided",
    at: new Date(),
    name: "Mail",
    decisions: [{ about: found, decision, reason, askedOfId: decision === "askTheOwner" ? REP : null }],
  });
  await create(marketer, row);
  // A repeat after a lost answer is the same request, and adds nothing.
  await create(marketer, row);
}

async function standing(mode: "decide" | "guard", found: readonly Found[]) {
  const read: DecisionsRead = valueOf(await readDecisions(marketer.ask, made.activity, mode));
  const teams = valueOf(await readOwningTeams(marketer.ask, found));
  const decided = standingDecisions(read.taken, authorityOf(found, teams, read.overriders, mode));
  return { decided, sorted: sortByDecision(found, decided), rows: read.taken.length };
}

describe("a marketer and the owner of a deal", () => {
  it("find, ask, answer, and widen the guarded audience by nothing but that answer", async () => {
    const before = await subject();
    expect(before).toMatchObject({ name: "Mail", lost: [] });
    expect(before.campaign).toMatchObject({
      name: "Spring",
      typeCode: 1,
      amounts: { budgetedCostBase: 1000 },
    });
    expect(before.lists).toMatchObject([{ id: made.list, members: "contact", memberCount: 2, twin: null }]);

    const { found, reasons } = await check();
    expect(reasons).toEqual([]);
    expect(found).toHaveLength(1);
    const [deal] = found;
    if (deal?.protection.kind !== "deal") throw new Error("No deal was found.");
    expect(deal.members).toEqual({ atLeast: 1, atMost: 1 });
    expect(deal.protection.deal).toMatchObject({
      name: "The large one",
      client: { name: "Guarded & Sons" },
      accountId: made.account,
      owner: { id: REP, table: "systemuser" },
    });
    expect(nameOf(deal)).toBe("Guarded & Sons · The large one");
    expect(deal.protection.verdict).toMatchObject({ isVip: true, closing: { byStage: true } });

    const members = async (freed = noneFreed) => {
      const [list] = before.lists;
      const guarded =
        list && guardedQuery(list, { policy, campaign: before.campaign, freed, found: [] }, xml);
      if (!guarded?.ok) throw new Error("There is room.");
      const { entities } = await marketer.host.webApi.retrieveMultipleRecords(
        "contact",
        `?fetchXml=${encodeURIComponent(guarded.fetchXml)}`,
      );
      return entities.map((row) => row.contactid).sort();
    };
    expect(await members()).toEqual([made.other]);

    await decide(deal, "askTheOwner");
    for (const row of notificationsTo(peopleToAsk(deal, new Map(), new Set()), {
      title: "May your client have “Mail”?",
      body: "Mo asks.",
      linkTitle: "Open the deal",
      record: { table: "opportunity", id: made.deal },
    })) {
      await create(marketer, row);
    }
    const asked = await standing("decide", found);
    expect(asked.sorted.asked).toHaveLength(1);
    expect(asked.rows).toBe(1);
    expect(await members(freedOf(asked.sorted))).toEqual([made.other]);
    const told = await sample.rows(
      `appnotifications?$select=title,data&$filter=_ownerid_value eq ${REP}`,
      REP,
    );
    expect(told.map(({ title }) => title)).toContain("May your client have “Mail”?");

    // Somebody else cannot say it in the owner's name.
    const [question] = valueOf(
      await readAsksToMe(
        rep.ask,
        calendar,
        { userId: REP, teamIds: [] },
        { table: "opportunity", id: made.deal },
      ),
    );
    if (question === undefined) throw new Error("The owner does not see the question.");
    expect(question).toMatchObject({
      activity: { name: "Mail" },
      deal: { name: "The large one" },
      members: 1,
    });
    await create(marketer, ownerAgrees(question, "Fine"));
    expect((await standing("decide", found)).sorted.freed).toHaveLength(0);

    // The row of somebody else stands between question and answer: the owner is still asked.
    const toRep = { userId: REP, teamIds: [] };
    const still = await readAsksToMe(rep.ask, calendar, toRep, { table: "opportunity", id: made.deal });
    expect(valueOf(still)).toEqual([question]);
    await create(rep, ownerAgrees(question, "Fine"));
    const answered = await standing("decide", found);
    expect(answered.sorted.freed).toHaveLength(1);
    expect(await members(freedOf(answered.sorted))).toEqual([made.contact, made.other].sort());
    expect(
      valueOf(
        await readAsksToMe(
          rep.ask,
          calendar,
          { userId: REP, teamIds: [] },
          { table: "account", id: made.account },
        ),
      ),
    ).toEqual([]);
    expect(valueOf(await readLastCheck(marketer.ask, made.activity))).toMatchObject({
      audience: 2,
      found: 1,
    });
  });

  it("sends anyway with a reason only, and under `guard` only with the right to override", async () => {
    const { found } = await check();
    const [deal] = found;
    if (deal === undefined) throw new Error("No deal was found.");
    await expect(decide(deal, "sendAnyway", " ")).rejects.toThrow(RangeError);
    await decide(deal, "exclude");
    await decide(deal, "sendAnyway", "The client asked for it");
    expect((await standing("decide", found)).sorted.freed).toHaveLength(1);
    expect((await standing("guard", found)).sorted.excluded).toHaveLength(1);
    const refused = await createOnce(
      marketer.host,
      open,
      "ent_guardoverride",
      overrideToRecord(made.activity, "Mail", "The client asked for it").data,
    );
    expect(refused.ok).toBe(false);
  });

  it("read the list behind a guarded one, which is what is checked", async () => {
    const { lists, campaign } = await subject();
    const [list] = lists;
    const guarded = list && guardedQuery(list, { policy, campaign, freed: noneFreed, found: [] }, xml);
    if (!guarded?.ok) throw new Error("There is room.");
    const twin = newId();
    const mark = { listId: made.list, activityId: made.activity, fingerprint: guarded.fingerprint };
    await create(marketer, {
      table: "list",
      data: {
        listid: twin,
        listname: "Everybody, guarded",
        type: true,
        createdfromcode: 2,
        query: guarded.fetchXml,
        description: describeTwin("The guarded twin of Everybody", mark),
      },
    });
    await addToActivity(twin);
    const now = await subject();
    expect(now.lists.map(({ id }) => id).sort()).toEqual([made.list, twin].sort());
    expect(now.originals.map(({ id }) => id)).toEqual([made.list]);
    expect(now.lists.find(({ id }) => id === twin)?.twin).toEqual(mark);
  });

  it("see on the campaign when its activity was last checked", async () => {
    const [state] = valueOf(await readActivityStates(marketer.ask, calendar, made.campaign));
    const last = valueOf(await readLastCheck(marketer.ask, made.activity));
    expect(last).not.toBeNull();
    expect(state).toMatchObject({ id: made.activity, subject: "Mail", checkedOn: last?.on });
  });

  it("ask nobody who is disabled, neither an owner nor one of a team that owns", async () => {
    const { found } = await check();
    const [deal] = found;
    if (deal?.protection.kind !== "deal") throw new Error("No deal was found.");
    const ofTeam = {
      ...deal,
      protection: {
        ...deal.protection,
        deal: {
          ...deal.protection.deal,
          owner: { id: KEY_ACCOUNTS_TEAM.id, name: "Key Accounts", table: "team" } as const,
        },
      },
    };
    const disabledOf = async (...some: Parameters<typeof readDisabledOwners>[1]) => [
      ...valueOf(await readDisabledOwners(marketer.ask, some)),
    ];
    expect([await disabledOf(deal), await disabledOf(ofTeam)]).toEqual([[], []]);
    const disable = (isdisabled: boolean) =>
      sample.request(ADMIN, "PATCH", `systemusers(${REP})`, { isdisabled });
    expect((await disable(true)).status).toBe(204);
    expect([await disabledOf(deal), await disabledOf(ofTeam)]).toEqual([[REP], [REP]]);
    expect(await disabledOf(deal, ofTeam)).toEqual([REP]);
    await disable(false);
  });
});

describe("who repeats after a lost answer", () => {
  it("has one guarded copy of a list, as it was to be made last, under the name that it was given", async () => {
    const [original] = (await subject()).originals;
    if (original === undefined) throw new Error("There is a list.");
    const guarded = guardedQuery(original, { policy, campaign: null, freed: noneFreed, found: [] }, xml);
    if (!guarded.ok) throw new Error("There is room.");
    const twin = { original, guarded, twinId: null, idIfMade: newId(), activityId: null };
    const named = (name: string) => ({ name: () => name, describe: () => "A copy" });
    const loose = { ...twin, original: { ...original, respectsOptOut: false } };
    expect(valueOf(await writeTwin(marketer.host, twin, named("One copy"), open))).toBe(twin.idIfMade);
    expect(valueOf(await writeTwin(marketer.host, loose, named("Two copies"), open))).toBe(twin.idIfMade);
    const chosen = "$filter=listname eq 'One copy' or listname eq 'Two copies'";
    const rows = await sample.rows(`lists?$select=listname,donotsendonoptout&${chosen}`, MARKETER);
    expect(rows).toMatchObject([{ listname: "One copy", donotsendonoptout: false }]);
  });

  it("knows the static copy that came of it: what was not there before", async () => {
    const listname = "To be copied";
    const dynamic = newId();
    const query = `<fetch><entity name="contact"><attribute name="contactid"/></entity></fetch>`;
    await sample.post(MARKETER, "lists", {
      listid: dynamic,
      listname,
      createdfromcode: 2,
      type: true,
      query,
    });
    // One that somebody made by hand, and one that somebody else copied.
    await sample.post(MARKETER, "lists", { listname, createdfromcode: 2, type: false });
    const copy = (userId: string) =>
      sample.post(userId, `lists(${dynamic})/Microsoft.Dynamics.CRM.CopyDynamicListToStatic`, {});
    await copy(ADMIN);
    const copies = async () => valueOf(await readCopies(marketer.ask, listname));
    expect(await copies()).toEqual([]);
    await copy(MARKETER);
    const [first, ...none] = await copies();
    expect([typeof first, none]).toEqual(["string", []]);
    await copy(MARKETER);
    expect(await copies()).toEqual(expect.arrayContaining([first]));
    expect(await copies()).toHaveLength(2);
  });

  it("has decided once", async () => {
    const { found } = await check();
    const [deal] = found;
    if (deal === undefined) throw new Error("No deal was found.");
    const before = (await standing("decide", found)).rows;
    const ids = keepIds();
    for (const at of [new Date(), new Date(Date.now() + 60_000)]) {
      const row = checkToRecord(
        {
          ...{ activityId: made.activity, listId: null, guardedListId: null, policyId: null, decided: 1 },
          check: { found: [deal], audience: null },
          ...{ state: "decided", at, name: "Mail" },
          decisions: [{ about: deal, decision: "exclude", reason: null, askedOfId: null }],
        },
        ids.of,
      );
      await create(marketer, row);
    }
    expect((await standing("decide", found)).rows).toBe(before + 1);
  });
});
