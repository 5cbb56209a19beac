import { createOnce } from "../../../dataverse/createOnce";
import { isClosedByHold, readAsksToMe } from "../../../dataverse/guard/asks";
import { readHoldsInForce } from "../../../dataverse/guard/holdsInForce";
import { readOwnersSide } from "../../../dataverse/guard/ownersSide";
import { endHold, readHolds, saveHold, type Held, type HoldPlace } from "../../../dataverse/holds";
import { newId } from "../../../dataverse/writing";
import { dayOfDate } from "../../../domain/day";
import { FIRST_OPTION } from "../../../dataverse/writing";
import { KEY_ACCOUNTS_TEAM, SAMPLE_USERS } from "../../../sandbox/data/users";
import { openSample, type Sample, type Seat } from "../fieldNotes/sample";
import { valueOf } from "../valueOf";

/*
 * What somebody who answers for a client is shown of holds and questions, with the roles that ship.
 */

jest.setTimeout(240_000);

const REP = SAMPLE_USERS.rep.id;
const MARKETER = SAMPLE_USERS.marketer.id;
const ADMIN = SAMPLE_USERS.admin.id;
const open = new AbortController().signal;
const calendar = { timeZoneOffsetMinutes: () => 60 };
const today = dayOfDate(2026, 3, 18);

let sample: Sample;
let rep: Seat;
let marketer: Seat;
const made = {
  account: newId(),
  person: newId(),
  loner: newId(),
  deal: newId(),
  personal: newId(),
  campaign: newId(),
  activity: newId(),
};
const onAccount: HoldPlace = { table: "account", id: made.account };
const onDeal: HoldPlace = { table: "opportunity", id: made.deal };
const onPersonal: HoldPlace = { table: "opportunity", id: made.personal };

beforeAll(async () => {
  sample = await openSample();
  rep = sample.seat(REP);
  marketer = sample.seat(MARKETER);
  await sample.post(ADMIN, "accounts", { accountid: made.account, name: "Held & Sons" });
  const parent = { "parentcustomerid_account@odata.bind": `/accounts(${made.account})` };
  await sample.post(ADMIN, "contacts", { contactid: made.person, lastname: "Person", ...parent });
  await sample.post(ADMIN, "contacts", { contactid: made.loner, lastname: "Loner" });
  const deal = { "ownerid@odata.bind": `/systemusers(${REP})` };
  await sample.post(ADMIN, "opportunities", {
    ...{ opportunityid: made.deal, name: "Theirs", ...deal },
    "customerid_account@odata.bind": `/accounts(${made.account})`,
    "parentcontactid@odata.bind": `/contacts(${made.person})`,
  });
  await sample.post(ADMIN, "opportunities", {
    ...{ opportunityid: made.personal, name: "The loner's", ...deal },
    "customerid_contact@odata.bind": `/contacts(${made.loner})`,
  });
  await sample.post(ADMIN, "campaigns", { campaignid: made.campaign, name: "Spring" });
  await sample.post(MARKETER, "campaignactivities", {
    ...{ activityid: made.activity, subject: "Letter" },
    "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${made.campaign})`,
  });
});
afterAll(() => sample?.close());

async function shown(place: HoldPlace, among: readonly string[]): Promise<readonly string[]> {
  const holds = valueOf(await readHolds(rep.ask, calendar, place, today));
  return holds.flatMap(({ id }) => (among.includes(id) ? [id] : []));
}

/** A hold with a last day, which names no deal. */
async function held(on: Held): Promise<string> {
  const id = newId();
  const draft = { reason: "Audit", scope: "everySend", until: today + 9, dealId: null } as const;
  valueOf(await saveHold(rep.host, id, on, draft, open));
  return id;
}

describe("a hold", () => {
  it("with a last day is shown on the form of the deal that it was made on, by whomever the deal is with", async () => {
    const ofAccount = await held({ accountId: made.account, contactId: null });
    const ofPerson = await held({ accountId: null, contactId: made.person });
    const ofLoner = await held({ accountId: null, contactId: made.loner });
    const all = [ofAccount, ofPerson, ofLoner];
    expect(new Set(await shown(onAccount, all))).toEqual(new Set([ofAccount, ofPerson]));
    expect(new Set(await shown(onDeal, all))).toEqual(new Set([ofAccount, ofPerson]));
    expect(await shown(onPersonal, all)).toEqual([ofLoner]);
    await endHold(rep.host, ofAccount, open);
    expect(await shown(onDeal, all)).toEqual([ofPerson]);
  });

  it("has no first day, so that it is in force at once wherever a marketer is", async () => {
    const id = await held({ accountId: made.account, contactId: null });
    const [row] = await sample.rows(`ent_holds?$select=ent_from&$filter=ent_holdid eq ${id}`, REP);
    expect(row?.ent_from).toBeNull();
    const { holds } = valueOf(await readHoldsInForce(marketer.ask, calendar, null));
    expect(holds.map((hold) => hold.id)).toContain(id);
  });

  it("that a team owns is ended by whoever is of the team, and by nobody else", async () => {
    const ofTeam = newId();
    const [mine, elses] = [await held({ accountId: made.account, contactId: null }), newId()];
    const row = {
      ent_name: "Audit",
      ent_reason: "Audit",
      "ent_accountid@odata.bind": `/accounts(${made.account})`,
    };
    const owner = (set: string, id: string) => ({ "ownerid@odata.bind": `/${set}(${id})` });
    await sample.post(ADMIN, "ent_holds", {
      ent_holdid: ofTeam,
      ...row,
      ...owner("teams", KEY_ACCOUNTS_TEAM.id),
    });
    await sample.post(ADMIN, "ent_holds", { ent_holdid: elses, ...row, ...owner("systemusers", ADMIN) });
    const seenBy = async (seat: Seat) =>
      valueOf(await readHolds(seat.ask, calendar, onAccount, today))
        .filter(({ id }) => [ofTeam, mine, elses].includes(id))
        .map(({ id, isOfMyTeam }) => [id, isOfMyTeam] as const);
    expect(new Map(await seenBy(rep))).toEqual(
      new Map([
        [ofTeam, true],
        [mine, false],
        [elses, false],
      ]),
    );
    expect(new Map(await seenBy(marketer)).get(ofTeam)).toBe(false);
    expect(await endHold(rep.host, ofTeam, open)).toMatchObject({ ok: true });
    expect(await endHold(rep.host, elses, open)).toMatchObject({ ok: false });
  });
});

describe("a question about a deal", () => {
  it("is closed by a hold on promotional sends as long as that lasts: its campaign promotes something", async () => {
    const [account, deal] = [newId(), newId()];
    await sample.post(ADMIN, "accounts", { accountid: account, name: "Asked & Sons" });
    await sample.post(ADMIN, "opportunities", {
      ...{ opportunityid: deal, name: "Asked about", "ownerid@odata.bind": `/systemusers(${REP})` },
      "customerid_account@odata.bind": `/accounts(${account})`,
    });
    const question = {
      ent_senddecisionid: newId(),
      ent_name: "Asked about",
      ent_decision: FIRST_OPTION + 2,
      "ent_campaignactivityid@odata.bind": `/campaignactivities(${made.activity})`,
      "ent_opportunityid@odata.bind": `/opportunities(${deal})`,
      "ent_askedofid@odata.bind": `/systemusers(${REP})`,
    };
    valueOf(await createOnce(marketer.host, open, "ent_senddecision", question));
    const isClosed = async () => {
      const place = { table: "opportunity", id: deal } as const;
      const { asks, holds, held } = valueOf(await readOwnersSide(rep.ask, calendar, place, REP, today));
      return asks.map((asked) => isClosedByHold(asked, holds, held));
    };
    expect(await isClosed()).toEqual([false]);
    const id = newId();
    const draft = { reason: "Audit", scope: "promotional", until: null, dealId: deal } as const;
    valueOf(await saveHold(rep.host, id, { accountId: account, contactId: null }, draft, open));
    expect(await isClosed()).toEqual([true]);
    await endHold(rep.host, id, open);
    expect(await isClosed()).toEqual([false]);
  });

  it("is closed by a hold with a last day on whichever form the owner asks to wait", async () => {
    const [customer, parent, person, both, personal] = [newId(), newId(), newId(), newId(), newId()];
    for (const [accountid, name] of [
      [customer, "Buyer"],
      [parent, "Payer"],
    ] as const) {
      await sample.post(ADMIN, "accounts", { accountid, name });
    }
    await sample.post(ADMIN, "contacts", {
      ...{ contactid: person, lastname: "Employee" },
      "parentcustomerid_account@odata.bind": `/accounts(${customer})`,
    });
    const owner = { "ownerid@odata.bind": `/systemusers(${REP})` };
    await sample.post(ADMIN, "opportunities", {
      ...{ opportunityid: both, name: "With two", ...owner },
      "customerid_account@odata.bind": `/accounts(${customer})`,
      "parentaccountid@odata.bind": `/accounts(${parent})`,
    });
    await sample.post(ADMIN, "opportunities", {
      ...{ opportunityid: personal, name: "With one of them", ...owner },
      "customerid_contact@odata.bind": `/contacts(${person})`,
    });
    for (const [deal, account] of [
      [both, parent],
      [personal, null],
    ] as const) {
      const question = {
        ...{ ent_senddecisionid: newId(), ent_name: "Asked about", ent_decision: FIRST_OPTION + 2 },
        "ent_campaignactivityid@odata.bind": `/campaignactivities(${made.activity})`,
        "ent_opportunityid@odata.bind": `/opportunities(${deal})`,
        "ent_askedofid@odata.bind": `/systemusers(${REP})`,
        ...(account === null ? {} : { "ent_accountid@odata.bind": `/accounts(${account})` }),
      };
      valueOf(await createOnce(marketer.host, open, "ent_senddecision", question));
    }
    const side = async (place: HoldPlace) => {
      const { asks, holds, held: on } = valueOf(await readOwnersSide(rep.ask, calendar, place, REP, today));
      const closed = asks.map((asked) => [asked.deal?.id, isClosedByHold(asked, holds, on)] as const);
      return { on, closed: new Map(closed) };
    };
    const deal = (id: string): HoldPlace => ({ table: "opportunity", id });
    for (const [place, expected] of [
      [deal(both), [both]],
      [{ table: "account", id: parent }, [both]],
      [{ table: "account", id: customer }, [both, personal]],
      [deal(personal), [personal]],
    ] as const) {
      const before = await side(place);
      expect(before.closed).toEqual(new Map(expected.map((id) => [id, false])));
      const hold = await held(before.on);
      expect((await side(place)).closed).toEqual(new Map(expected.map((id) => [id, true])));
      await endHold(rep.host, hold, open);
    }
  });
});

describe("a question about a hold on a contact", () => {
  it("is the owner's to answer on the account of the contact", async () => {
    const hold = await held({ accountId: null, contactId: made.person });
    const other = await held({ accountId: null, contactId: made.loner });
    for (const id of [hold, other]) {
      const question = {
        ent_senddecisionid: newId(),
        ent_name: "Person",
        ent_decision: FIRST_OPTION + 2,
        "ent_campaignactivityid@odata.bind": `/campaignactivities(${made.activity})`,
        "ent_holdid@odata.bind": `/ent_holds(${id})`,
        "ent_askedofid@odata.bind": `/systemusers(${REP})`,
      };
      valueOf(await createOnce(marketer.host, open, "ent_senddecision", question));
    }
    const { holds } = valueOf(await readHoldsInForce(marketer.ask, calendar, null));
    const accounts = new Map(holds.map(({ id, contactAccountId }) => [id, contactAccountId]));
    expect([accounts.get(hold), accounts.get(other)]).toEqual([made.account, null]);
    const { asks } = valueOf(await readOwnersSide(rep.ask, calendar, onAccount, REP, today));
    expect(asks.map((asked) => asked.hold?.id)).toEqual([hold]);
  });

  it("is answered there as well where a deal is with a person of the account", async () => {
    const deal = newId();
    await sample.post(ADMIN, "opportunities", {
      ...{ opportunityid: deal, name: "In person", "ownerid@odata.bind": `/systemusers(${REP})` },
      "customerid_contact@odata.bind": `/contacts(${made.person})`,
    });
    const question = {
      ent_senddecisionid: newId(),
      ent_name: "In person",
      ent_decision: FIRST_OPTION + 2,
      "ent_campaignactivityid@odata.bind": `/campaignactivities(${made.activity})`,
      "ent_opportunityid@odata.bind": `/opportunities(${deal})`,
      "ent_askedofid@odata.bind": `/systemusers(${REP})`,
    };
    valueOf(await createOnce(marketer.host, open, "ent_senddecision", question));
    const me = { userId: REP, teamIds: [] };
    const asks = valueOf(await readAsksToMe(rep.ask, calendar, me, onAccount));
    expect(asks.map((asked) => asked.deal?.id)).toContain(deal);
  });
});
