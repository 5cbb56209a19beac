import type { Row } from "../../../dataverse/host";
import { answeredOn, notificationsTo } from "../../../dataverse/guard/askOwner";
import {
  isClosedByHold,
  isOnHold,
  ownerAgrees,
  readAsksToMe,
  type OwnerAsked,
} from "../../../dataverse/guard/asks";
import { readOwnersSide } from "../../../dataverse/guard/ownersSide";
import type { HoldPlace } from "../../../dataverse/holds";
import { FIRST_OPTION } from "../../../dataverse/writing";
import { dayOfDate } from "../../../domain/day";
import type { Hold } from "../../../domain/guard/protection";
import { Answering, calendar, lookup, type Reply } from "../answering";
import { askedIn } from "../asked";
import { dealOf, holdOf } from "./protections";

const ASK = FIRST_OPTION + 2;
const AGREES = FIRST_OPTION + 3;
const TARGET = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const me = { userId: "rita", teamIds: ["team"] };
const serviceOf = (tables: Readonly<Record<string, Reply>>) => new Answering((table) => tables[table] ?? []);

/** A question to Rita about deal d. */
function asking(id: string, more: Row = {}): Row {
  return {
    ent_senddecisionid: id,
    ...lookup("ent_campaignactivityid", "send", "Newsletter"),
    ...lookup("ent_opportunityid", "d", "Deal d"),
    ...lookup("ent_askedofid", "rita", "Rita Rep"),
    ...lookup("createdby", "mo", "Mo Marketer"),
    ent_decision: ASK,
    createdon: "2026-11-22T09:00:00Z",
    "deal.statecode": 0,
    ...more,
  };
}

const onDeal: HoldPlace = { table: "opportunity", id: "d" };

async function asked(rows: readonly Row[]) {
  const answer = await readAsksToMe(serviceOf({ ent_senddecision: rows }).asking.ask, calendar, me, onDeal);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value;
}
const ids = async (...rows: Row[]) => (await asked(rows)).map(({ id }) => id);

const named = (id: string) => ({ id, name: "" });
const holdOn = (more: Partial<Hold>): Hold => ({
  ...{ id: "other", reason: "", from: null, until: null, scope: "everySend", owner: null },
  ...{ deal: null, account: null, contact: null, ...more },
});

describe("what an owner is asked", () => {
  it("is told with the send, its day, the client, who asks and how many people it concerns", async () => {
    expect(
      await asked([
        asking("1", {
          ...lookup("ent_holdid", "h", "Hold h"),
          ...lookup("ent_accountid", "acme", "Acme"),
          "send.scheduledstart": "2026-11-30T23:30:00Z",
          "deal.customerid": "holding",
          "deal.parentaccountid": "acme north",
          "deal.parentcontactid": "ann",
          ent_members: 4,
        }),
      ]),
    ).toEqual([
      {
        id: "1",
        activity: { id: "send", name: "Newsletter" },
        sendsOn: dayOfDate(2026, 12, 1),
        isPromotional: false,
        deal: { id: "d", name: "Deal d" },
        hold: { id: "h", name: "Hold h" },
        account: { id: "acme", name: "Acme" },
        clientIds: ["acme", "holding", "acme north"],
        by: { id: "mo", name: "Mo Marketer" },
        on: new Date("2026-11-22T09:00:00Z"),
        members: 4,
      },
    ]);
    const [bare] = await asked([asking("2", { "deal.customerid": "holding" })]);
    expect(bare?.clientIds).toEqual(["holding"]);
  });

  it("reaches the accounts of the deal, each once, and its contact only where there is none", async () => {
    const clients = async (more: Row) => (await asked([asking("1", more)]))[0]?.clientIds;
    const ann = { "deal.customerid": "ann", [`deal.customerid${TARGET}`]: "contact" };
    const company = { "deal.customerid": "acme", [`deal.customerid${TARGET}`]: "account" };
    expect(await clients({ ...company, "deal.parentaccountid": "acme" })).toEqual(["acme"]);
    expect(await clients({ ...company, "deal.parentcontactid": "ann" })).toEqual(["acme"]);
    expect(await clients({ ...ann, "deal.parentaccountid": "acme" })).toEqual(["acme"]);
    expect(await clients({ ...ann, "deal.parentcontactid": "ben" })).toEqual(["ann"]);
    expect(await clients({ "deal.parentcontactid": "ben" })).toEqual(["ben"]);
    expect(await clients({})).toEqual([]);
  });

  it("stands as long as nothing newer was said about the same deal or hold of the same send", async () => {
    expect(await ids(asking("newer", { ent_decision: FIRST_OPTION }), asking("older"))).toEqual([]);
    expect(await ids(asking("newer"), asking("older"))).toEqual(["newer"]);
    const another = asking("2", lookup("ent_campaignactivityid", "other send", "Other"));
    const hold = asking("3", lookup("ent_holdid", "h", "Hold h"));
    const otherDeal = asking("4", lookup("ent_opportunityid", "e", "Deal e"));
    expect(await ids(asking("1"), another, hold, otherDeal)).toEqual(["1", "2", "3", "4"]);
  });

  it("lapses when the deal closes or the hold ends", async () => {
    expect(await ids(asking("1", { "deal.statecode": 1 }))).toEqual([]);
    expect(await ids(asking("1", { "held.statecode": 1 }))).toEqual([]);
    expect(await ids(asking("1", { "deal.statecode": null, "held.statecode": null }))).toEqual(["1"]);
  });

  it("stands for the owner though somebody else, the one before them perhaps, has agreed to it", async () => {
    const deal = { "deal.ownerid": "rita" };
    const agrees = (id: string, by: string, more: Row = deal) =>
      asking(id, { ...more, ent_decision: AGREES, _createdby_value: by });
    expect(await ids(agrees("newer", "other"), asking("older", deal))).toEqual(["older"]);
    expect(await ids(agrees("newer", "rita"), asking("older", deal))).toEqual([]);
    // Of a team's deal, nobody here knows who is of the team.
    const teams = { "deal.ownerid": "team" };
    expect(await ids(agrees("newer", "other", teams), asking("older", teams))).toEqual([]);
  });

  it("is for whoever owns the deal or the hold by now, in person or by a team, else for whoever was asked", async () => {
    const notRita = { _ent_askedofid_value: "other" };
    expect(await ids(asking("1", { "deal.ownerid": "other" }))).toEqual([]);
    expect(await ids(asking("1", { "held.ownerid": "other" }))).toEqual([]);
    expect(await ids(asking("1"))).toEqual(["1"]);
    expect(await ids(asking("1", notRita))).toEqual([]);
    expect(await ids(asking("1", { _ent_askedofid_value: null }))).toEqual([]);
    expect(await ids(asking("1", { ...notRita, "deal.ownerid": "rita" }))).toEqual(["1"]);
    expect(await ids(asking("1", { ...notRita, "held.ownerid": "team" }))).toEqual(["1"]);
    expect(await ids(asking("1", { ...notRita, "held.ownerid": "other team" }))).toEqual([]);
    expect(await ids(asking("1", { "deal.ownerid": "other", "held.ownerid": "rita" }))).toEqual(["1"]);
  });

  it("is on hold already by a hold on the deal, on all of its clients, or the one that it is about", async () => {
    const [about] = await asked([
      asking("1", { ...lookup("ent_holdid", "h", "Hold h"), "deal.customerid": "acme" }),
    ]);
    const [aboutNothing] = await asked([asking("2", { _ent_opportunityid_value: null })]);
    const held = (more: Partial<Hold>, of = about) => of !== undefined && isOnHold(of, [holdOn(more)]);
    expect(held({ id: "h" })).toBe(true);
    expect(held({ deal: named("d") })).toBe(true);
    expect(held({ account: named("acme") })).toBe(true);
    expect(held({ contact: named("acme") })).toBe(true);
    expect(held({ deal: named("e"), account: named("a"), contact: named("c") })).toBe(false);
    expect(held({}, aboutNothing)).toBe(false);
    expect(about && isOnHold(about, [])).toBe(false);
    expect(about && isOnHold(about, [holdOn({}), holdOn({ deal: named("d") })])).toBe(true);
  });

  it("is not on hold by what does not keep back all of it, or not every send", async () => {
    const [both] = await asked([
      asking("1", {
        "deal.customerid": "acme",
        "deal.parentaccountid": "group",
        "deal.parentcontactid": "ann",
      }),
    ]);
    if (both === undefined) throw new Error("no question");
    const [acme, group] = [holdOn({ account: named("acme") }), holdOn({ account: named("group") })];
    expect(isOnHold(both, [acme])).toBe(false);
    expect(isOnHold(both, [acme, group])).toBe(true);
    expect(isOnHold(both, [holdOn({ contact: named("ann") })])).toBe(false);
    const promotional = { scope: "promotional" } as const;
    expect(isOnHold(both, [{ ...acme, ...promotional }, group])).toBe(false);
    expect(isOnHold(both, [holdOn({ deal: named("d"), ...promotional })])).toBe(false);
    expect(isOnHold({ ...both, hold: named("h") }, [holdOn({ id: "h", ...promotional })])).toBe(true);
    // Where its campaign is seen to promote something, those count that are on promotions only.
    expect(isOnHold({ ...both, isPromotional: true }, [{ ...acme, ...promotional }, group])).toBe(true);
  });

  it("is closed by a hold on what it is about, but not by the one that it is about", async () => {
    const [ofDeal] = await asked([asking("1", { "deal.customerid": "acme" })]);
    const aboutHold = { _ent_opportunityid_value: null, ...lookup("ent_holdid", "h", "Hold h") };
    const [ofHold] = await asked([asking("2", { ...aboutHold, ...lookup("ent_accountid", "acme", "Acme") })]);
    if (ofDeal === undefined || ofHold === undefined) throw new Error("no question");
    const onAcme = [holdOn({ id: "h", account: named("acme") })];
    const elsewhere = { accountId: "other", contactId: null };
    const atAcme = { accountId: "acme", contactId: null };
    for (const held of [elsewhere, atAcme]) {
      expect(isClosedByHold(ofDeal, onAcme, held)).toBe(true);
      expect(isClosedByHold(ofDeal, [], held)).toBe(false);
      expect([isOnHold(ofHold, onAcme), isClosedByHold(ofHold, onAcme, held)]).toEqual([true, false]);
    }
  });

  it("is closed by a hold on whom holds made on that form are on, though others may have the send", async () => {
    const [both] = await asked([asking("1", { "deal.customerid": "acme", "deal.parentaccountid": "group" })]);
    const [ofPerson] = await asked([
      asking("2", { "deal.customerid": "ann", [`deal.customerid${TARGET}`]: "contact" }),
    ]);
    if (both === undefined || ofPerson === undefined) throw new Error("no question");
    const on = (account: string) => [holdOn({ account: named(account) })];
    const at = (accountId: string) => ({ accountId, contactId: null });
    // On the form of the deal, and of each account.
    expect(isClosedByHold(both, on("group"), at("group"))).toBe(true);
    expect(isClosedByHold(both, on("acme"), at("acme"))).toBe(true);
    expect(isClosedByHold(both, on("acme"), at("group"))).toBe(false);
    expect(isOnHold(both, on("group"))).toBe(false);
    // On the form of the account that a person is of, and of the deal, where a hold is on another person.
    expect(isClosedByHold(ofPerson, on("acme"), at("acme"))).toBe(true);
    expect(isClosedByHold(ofPerson, on("acme"), at("other"))).toBe(false);
    const onBen = [holdOn({ contact: named("ben") })];
    expect(isClosedByHold(ofPerson, onBen, { accountId: null, contactId: "ben" })).toBe(true);
    // What does not concern the send is no answer to it, nor is a hold on nobody.
    const promotional = on("group").map((hold) => ({ ...hold, scope: "promotional" as const }));
    expect(isClosedByHold(both, promotional, at("group"))).toBe(false);
    expect(isClosedByHold({ ...both, isPromotional: true }, promotional, at("group"))).toBe(true);
    expect(isClosedByHold(both, [holdOn({})], { accountId: null, contactId: null })).toBe(false);
  });

  it("is about something promotional where its campaign says so, and not where that is not seen", async () => {
    const of = async (more: Row) => (await asked([asking("1", more)]))[0]?.isPromotional;
    const seen = { "campaign.campaignid": "summer" };
    expect(await of({ ...seen, "campaign.typecode": 2 })).toBe(true);
    expect(await of(seen)).toBe(true);
    expect(await of({ ...seen, "campaign.typecode": 3 })).toBe(false);
    expect(await of({ "campaign.typecode": 2 })).toBe(false);
  });

  it("leaves out a question without a send, and none for want of its own id", async () => {
    expect(await asked([asking("1", { _ent_campaignactivityid_value: null })])).toEqual([]);
    expect(await ids(asking("1", { ent_senddecisionid: null }))).toEqual([""]);
  });

  it("concerns sends that are still to come, of the deal or of the account that the form shows", async () => {
    const of = async (place: HoldPlace) => {
      const service = serviceOf({});
      await readAsksToMe(service.asking.ask, calendar, me, place);
      return askedIn(service.requests[0]?.fetchXml ?? "");
    };
    const ofDeal = await of(onDeal);
    expect(ofDeal).toMatchObject({
      orders: ["createdon descending", "versionnumber descending"],
      filter: "and(statecode eq 0, or(ent_opportunityid eq d, held ent_opportunityid eq d))",
    });
    expect(ofDeal.links).toMatchObject({
      send: {
        on: "inner campaignactivity.activityid = ent_campaignactivityid",
        filter: "and(statecode eq 0, statuscode not-in 5 6)",
      },
      campaign: {
        on: "outer campaign.campaignid = regardingobjectid",
        columns: ["campaignid", "typecode"],
      },
      deal: { on: "outer opportunity.opportunityid = ent_opportunityid" },
      held: { on: "outer ent_hold.ent_holdid = ent_holdid" },
    });
    expect(Object.keys(ofDeal.links)).toEqual(["send", "campaign", "deal", "held"]);
    // Whoever is a person of the account as well, for no form of theirs has the guard on it.
    const onAccount = await of({ table: "account", id: "a" });
    expect(onAccount.filter).toBe(
      "and(statecode eq 0, or(ent_accountid eq a, deal customerid eq a, deal parentaccountid eq a, " +
        "customer parentcustomerid eq a, person parentcustomerid eq a))",
    );
    expect(onAccount.links).toMatchObject({
      customer: { on: "outer contact.contactid = customerid" },
      person: { on: "outer contact.contactid = ent_contactid" },
    });
  });

  it("is not known where the question fails", async () => {
    const service = serviceOf({ ent_senddecision: { refused: 0x80040220 } });
    expect((await readAsksToMe(service.asking.ask, calendar, me, onDeal)).ok).toBe(false);
  });
});

describe("the owner's “fine”", () => {
  const question: OwnerAsked = {
    id: "1",
    activity: { id: "send", name: "Newsletter" },
    sendsOn: null,
    isPromotional: true,
    deal: { id: "d", name: "Deal d" },
    hold: null,
    account: null,
    clientIds: [],
    by: null,
    on: null,
    members: 4,
  };

  it("is a row of the owner's own, about the same deal or hold", () => {
    const { table, id, data } = ownerAgrees(question, "x".repeat(201));
    expect(table).toBe("ent_senddecision");
    expect(data).toEqual({
      ent_senddecisionid: id,
      ent_name: "x".repeat(200),
      ent_decision: FIRST_OPTION + 3,
      ent_members: 4,
      "ent_campaignactivityid@odata.bind": "/campaignactivities(send)",
      "ent_opportunityid@odata.bind": "/opportunities(d)",
    });
    const onHold = { ...question, deal: null, hold: { id: "h", name: "" }, account: { id: "a", name: "" } };
    const { data: held } = ownerAgrees(onHold, "Fine");
    expect(held).toMatchObject({
      ent_name: "Fine",
      "ent_holdid@odata.bind": "/ent_holds(h)",
      "ent_accountid@odata.bind": "/accounts(a)",
    });
    expect(held).not.toHaveProperty(["ent_opportunityid@odata.bind"]);
  });
});

describe("a notification to owners", () => {
  const text = {
    title: "t".repeat(501),
    body: "b".repeat(2001),
    linkTitle: "Answer",
    record: { table: "opportunity", id: "d" },
  } as const;

  it("is one for each person, with a link to where it is answered, and fits its columns", () => {
    const rows = notificationsTo(["rita", "ann"], text);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect(rows[1]).toEqual({
      table: "appnotification",
      id: rows[1]?.id,
      data: {
        appnotificationid: rows[1]?.id,
        title: "t".repeat(500),
        body: "b".repeat(2000),
        icontype: 100_000_004,
        toasttype: 200_000_000,
        data: expect.any(String) as string,
        "ownerid@odata.bind": "/systemusers(ann)",
      },
    });
    expect(JSON.parse(String(rows[0]?.data.data))).toEqual({
      actions: [
        {
          title: "Answer",
          data: { url: "?pagetype=entityrecord&etn=opportunity&id=d", navigationTarget: "inline" },
        },
      ],
    });
    expect(notificationsTo([], text)).toEqual([]);
    const kept = notificationsTo(["rita", "ann"], text, (what) => `id of ${what}`);
    expect(kept.map(({ id, data }) => [id, data.appnotificationid])).toEqual([
      ["id of notification to rita", "id of notification to rita"],
      ["id of notification to ann", "id of notification to ann"],
    ]);
  });

  it("leads to the deal, else to the account, that of the contact on hold if need be, else to the hold", () => {
    expect(answeredOn(dealOf("d"))).toEqual({ table: "opportunity", id: "d" });
    const deal = { id: "e", name: "Deal e" };
    expect(answeredOn(holdOf("h", { deal }))).toEqual({ table: "opportunity", id: "e" });
    const onContact = { account: null, contact: { id: "ann", name: "Ann" } };
    const atWork = { ...onContact, contactAccountId: "work" };
    expect(answeredOn(holdOf("h", { contactAccountId: "work" }))).toEqual({ table: "account", id: "acme" });
    expect(answeredOn(holdOf("h", atWork))).toEqual({ table: "account", id: "work" });
    expect(answeredOn(holdOf("h", onContact))).toEqual({ table: "ent_hold", id: "h" });
  });
});

describe("the owner's side of a form", () => {
  const today = dayOfDate(2026, 11, 22);
  const account = { table: "account", id: "acme" } as const;
  const onDeal = { table: "opportunity", id: "d" } as const;
  const deal = (more: Row = {}): Row => ({ opportunityid: "d", name: "Deal d", statecode: 0, ...more });
  const customer = (table: string, id: string): Row => ({
    ...lookup("customerid", id, id),
    [`_customerid_value${TARGET}`]: table,
  });
  async function side(place: typeof account | typeof onDeal, tables: Readonly<Record<string, Reply>>) {
    const answer = await readOwnersSide(serviceOf(tables).asking.ask, calendar, place, "rita", today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  }

  it("shows what is asked of the user and of their teams, the holds, and the deals that a hold can wait for", async () => {
    const byTeam = asking("1", { _ent_askedofid_value: null, "deal.ownerid": "team" });
    const shown = await side(account, {
      teammembership: [{ teamid: "team" }, {}],
      ent_senddecision: [byTeam],
      ent_hold: [
        {
          ent_holdid: "h",
          ent_reason: "Audit",
          ent_until: "2026-11-22",
          ...lookup("ownerid", "rita", "Rita Rep"),
        },
        { ent_holdid: "over", ent_until: "2026-11-21" },
      ],
      opportunity: [deal(), deal({ opportunityid: "won", statecode: 1 }), { statecode: 0 }],
    });
    expect(shown.asks.map(({ id }) => id)).toEqual(["1"]);
    expect(shown.holds).toEqual([
      {
        id: "h",
        reason: "Audit",
        scope: "everySend",
        from: null,
        until: today,
        deal: null,
        account: null,
        contact: null,
        owner: { id: "rita", name: "Rita Rep", table: "systemuser" },
        isOfMyTeam: false,
        above: null,
      },
    ]);
    expect(shown.deals).toEqual([
      { id: "d", name: "Deal d" },
      { id: "", name: "" },
    ]);
    expect(shown.held).toEqual({ accountId: "acme", contactId: null });
  });

  it("holds for the deal's account: named, else the customer; else for the contact", async () => {
    const held = async (more: Row) => (await side(onDeal, { opportunity: [deal(more)] })).held;
    const parent = lookup("parentaccountid", "p", "Parent");
    expect(await held({ ...parent, ...customer("account", "c") })).toEqual({
      accountId: "p",
      contactId: null,
    });
    expect(await held(customer("account", "c"))).toEqual({ accountId: "c", contactId: null });
    expect(await held({ ...parent, ...customer("contact", "ann") })).toEqual({
      accountId: "p",
      contactId: null,
    });
    expect(await held(customer("contact", "ann"))).toEqual({ accountId: null, contactId: "ann" });
    expect(await held({ ...customer("contact", "ann"), ...lookup("parentcontactid", "bob", "Bob") })).toEqual(
      { accountId: null, contactId: "bob" },
    );
    expect(await held({})).toEqual({ accountId: null, contactId: null });
  });

  it("asks for the account's open deals, the largest first, or for the form's own deal", async () => {
    const of = async (place: typeof account | typeof onDeal) => {
      const service = serviceOf({ opportunity: [deal()] });
      await readOwnersSide(service.asking.ask, calendar, place, "rita", today);
      const of = (name: string) =>
        askedIn(service.requests.find(({ table }) => table === name)?.fetchXml ?? "");
      const { columns, filter } = of("teammembership");
      expect([columns, filter]).toEqual([["teamid"], "and(systemuserid eq-userid)"]);
      return [service.requests.length, of("opportunity")] as const;
    };
    const [requests, ofAccount] = await of(account);
    expect(requests).toBe(4);
    expect(ofAccount.orders).toEqual(["estimatedvalue_base descending", "opportunityid"]);
    expect(ofAccount.filter).toBe("and(statecode eq 0, or(customerid eq acme, parentaccountid eq acme))");
    const [, ofDeal] = await of(onDeal);
    expect(ofDeal.filter).toBe("and(opportunityid eq d)");
  });

  it("knows an account without a deal, and misses a deal that is gone", async () => {
    expect(await side(account, {})).toEqual({
      asks: [],
      holds: [],
      deals: [],
      held: { accountId: "acme", contactId: null },
    });
    const gone = await readOwnersSide(serviceOf({}).asking.ask, calendar, onDeal, "rita", today);
    expect(gone).toEqual({ ok: false, failure: { kind: "gone" } });
  });

  it.each(["teammembership", "ent_hold", "opportunity", "ent_senddecision"])(
    "is not known without %s",
    async (table) => {
      const service = serviceOf({ opportunity: [deal()], [table]: { refused: 0x80040220 } });
      const answer = await readOwnersSide(service.asking.ask, calendar, onDeal, "rita", today);
      expect(answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    },
  );
});
