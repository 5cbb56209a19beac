import { endHold, holdsQuestion, readHolds, saveHold } from "../../dataverse/holds";
import type { Row } from "../../dataverse/host";
import { printQuestion } from "../../dataverse/question";
import { FIRST_OPTION } from "../../dataverse/writing";
import { dayOfDate } from "../../domain/day";
import type { HoldDraft } from "../../domain/hold";
import { Answering, calendar, lookup, shown } from "./answering";
import { askedIn } from "./asked";
import { Recording } from "./recording";

const never = new AbortController().signal;
const today = dayOfDate(2026, 11, 22);
const draft: HoldDraft = { reason: " Legal\nreview ", scope: "promotional", until: today + 9, dealId: "d" };

describe("a hold", () => {
  it("is in force at once, in every time zone, and is saved with whom and what it is about", async () => {
    const writing = new Recording();
    const held = { accountId: "a", contactId: null };
    const saved = await saveHold({ isOffline: () => false, writing }, "h", held, draft, never);
    expect(saved.ok).toBe(true);
    expect(writing.done).toEqual([
      {
        what: "create",
        table: "ent_hold",
        data: {
          ent_holdid: "h",
          ent_name: "Legal review",
          ent_reason: "Legal\nreview",
          ent_until: "2026-12-01",
          ent_scope: FIRST_OPTION + 1,
          "ent_accountid@odata.bind": "/accounts(a)",
          "ent_opportunityid@odata.bind": "/opportunities(d)",
        },
      },
    ]);
  });

  it("has no last day where it waits for a deal, and may be on a contact", async () => {
    const writing = new Recording();
    const held = { accountId: null, contactId: "c" };
    const open = { ...draft, until: null, dealId: null };
    await saveHold({ isOffline: () => false, writing }, "h", held, open, never);
    const data = writing.done[0]?.data;
    expect(data).toMatchObject({ ent_until: null, "ent_contactid@odata.bind": "/contacts(c)" });
    expect(data).not.toHaveProperty(["ent_accountid@odata.bind"]);
    expect(data).not.toHaveProperty(["ent_opportunityid@odata.bind"]);
  });

  it("is what was said last where an earlier attempt had come through, even if it has been ended since", async () => {
    const writing = new Recording(({ what }) => (what === "create" ? 0x80040237 : undefined));
    const held = { accountId: "a", contactId: null };
    const untilDay = { ...draft, dealId: null };
    const saved = await saveHold({ isOffline: () => false, writing }, "h", held, untilDay, never);
    expect(saved.ok).toBe(true);
    expect(writing.done[1]).toEqual({
      what: "update",
      table: "ent_hold",
      id: "h",
      data: {
        ent_name: "Legal review",
        ent_reason: "Legal\nreview",
        ent_until: "2026-12-01",
        ent_scope: FIRST_OPTION + 1,
        "ent_accountid@odata.bind": "/accounts(a)",
        // It no longer waits for the deal that the earlier attempt named.
        "ent_opportunityid@odata.bind": null,
        statecode: 0,
        statuscode: 1,
      },
    });
  });

  it("stays as a record when it is ended", async () => {
    const writing = new Recording();
    await endHold({ isOffline: () => false, writing }, "h", never);
    expect(writing.done).toEqual([
      { what: "update", table: "ent_hold", id: "h", data: { statecode: 1, statuscode: 2 } },
    ]);
  });
});

describe("the holds on a client", () => {
  const place = { table: "account", id: "a" } as const;
  const read = async (...rows: Row[]) => {
    const answer = await readHolds(new Answering(() => rows).asking.ask, calendar, place, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };

  it("are those in force, with what they are about", async () => {
    expect(
      await read({
        ent_holdid: "h",
        ent_reason: "Audit",
        ent_scope: FIRST_OPTION + 1,
        ent_from: "2026-11-22",
        ent_until: "2026-11-22",
        ...lookup("ent_opportunityid", "d", "Deal d"),
        ...lookup("ent_accountid", "a", "Acme"),
        ...lookup("ent_contactid", "c", "Ann"),
        ...lookup("ownerid", "rita", "Rita Rep"),
        "deal.statecode": 0,
      }),
    ).toEqual([
      {
        id: "h",
        reason: "Audit",
        scope: "promotional",
        from: today,
        until: today,
        deal: { id: "d", name: "Deal d" },
        account: { id: "a", name: "Acme" },
        contact: { id: "c", name: "Ann" },
        owner: { id: "rita", name: "Rita Rep", table: "systemuser" },
        isOfMyTeam: false,
        above: null,
      },
    ]);
    expect(await read({ ...lookup("ent_opportunityid", "d", ""), "deal.statecode": 0 })).toEqual([
      {
        id: "",
        reason: "",
        scope: "everySend",
        from: null,
        until: null,
        deal: { id: "d", name: "" },
        account: null,
        contact: null,
        owner: null,
        isOfMyTeam: false,
        above: null,
      },
    ]);
  });

  it("are known for those of a team that the user is of", async () => {
    const ofTeams = await read({ ent_holdid: "mine", "mine.teamid": "team" }, { ent_holdid: "theirs" });
    expect(ofTeams.map(({ id, isOfMyTeam }) => [id, isOfMyTeam])).toEqual([
      ["mine", true],
      ["theirs", false],
    ]);
  });

  it("are also those on the account above, which come last and name it", async () => {
    const named = shown("below_ent_accountid.parentaccountid", "group", "Group");
    const ofGroup = { ...lookup("ent_accountid", "group", "Group"), ...named };
    const holds = await read(
      { ent_holdid: "above", ...ofGroup },
      { ent_holdid: "on a person here as well", ...ofGroup, "person_ent_contactid.parentcustomerid": "a" },
      {
        ent_holdid: "on a person of the group as well",
        ...ofGroup,
        "person_ent_contactid.parentcustomerid": "group",
      },
      { ent_holdid: "here", ...lookup("ent_accountid", "a", "Acme") },
    );
    const group = { id: "group", name: "Group" };
    expect(holds.map(({ id, above }) => [id, above])).toEqual([
      ["on a person here as well", null],
      ["here", null],
      ["above", group],
      ["on a person of the group as well", group],
    ]);
  });

  it("are also those of an account above that the service gives no name of", async () => {
    const [hold] = await read({ ent_holdid: "above", "below_ent_accountid.parentaccountid": "group" });
    expect(hold?.above).toEqual({ id: "group", name: "" });
  });

  it("are also those that name only its deal, or one of the account above, while the deal is open", async () => {
    const of = (name: string, ...more: readonly Row[]) =>
      Object.assign({ ent_holdid: name, ...lookup("ent_opportunityid", "d", "Deal d") }, ...more) as Row;
    const isOpen = { "deal.statecode": 0 };
    const above = (column: string) => shown(`below_${column}.parentaccountid`, "group", "Group");
    const holds = await read(
      of("above's", isOpen, { "deal.customerid": "group" }, above("customerid")),
      of("above's, with somebody", isOpen, { "deal.parentaccountid": "group" }, above("parentaccountid")),
      of(
        "both's",
        isOpen,
        { "deal.customerid": "a", "deal.parentaccountid": "group" },
        above("parentaccountid"),
      ),
      of("its person's", isOpen, { "person_customerid.parentcustomerid": "a" }, above("parentaccountid")),
      of("its own", isOpen, { "deal.customerid": "a" }),
    );
    const group = { id: "group", name: "Group" };
    expect(holds.map(({ id, above: ofAbove }) => [id, ofAbove])).toEqual([
      ["both's", null],
      ["its person's", null],
      ["its own", null],
      ["above's", group],
      ["above's, with somebody", group],
    ]);
  });

  it("are none that are over, still to begin, or whose deal is closed", async () => {
    expect(await read({ ent_until: "2026-11-21" }, { ent_from: "2026-11-23" })).toEqual([]);
    expect(await read({ ...lookup("ent_opportunityid", "d", "Deal d"), "deal.statecode": 1 })).toEqual([]);
    expect(await read({})).toHaveLength(1);
  });

  it("are asked for of the account and its contacts, or of the deal and whoever it is with, the newest first", () => {
    const inForce =
      "statecode eq 0, " +
      "or(ent_from null, or(ent_from olderthan-x-days 1, ent_from yesterday, ent_from today)), " +
      "or(or(ent_until today, ent_until next-x-years 100, ent_until on-or-after 2100-01-01), " +
      "and(ent_until null, ent_opportunityid null), and(ent_until null, deal statecode eq 0))";
    const person = (to: string) => ({
      [`person_${to}`]: {
        on: `outer contact.contactid = ${to}`,
        columns: ["parentcustomerid"],
        filter: "and(parentcustomerid eq a)",
      },
    });
    const below = (to: string) => ({
      [`below_${to}`]: {
        on: `outer account.parentaccountid = ${to}`,
        columns: ["parentaccountid"],
        filter: "and(accountid eq a)",
      },
    });
    const ofAccount = askedIn(printQuestion(holdsQuestion(place)));
    expect(ofAccount.orders).toEqual(["createdon descending"]);
    expect(ofAccount.limits).toBe("count 5000, page 1");
    expect(ofAccount.filter).toBe(
      `and(${inForce}, or(ent_accountid eq a, deal customerid eq a, deal parentaccountid eq a, ` +
        "person_ent_contactid parentcustomerid eq a, person_customerid parentcustomerid eq a, " +
        "person_parentcontactid parentcustomerid eq a, below_ent_accountid accountid eq a, " +
        "below_customerid accountid eq a, below_parentaccountid accountid eq a))",
    );
    expect(ofAccount.links).toEqual({
      mine: {
        on: "outer teammembership.teamid = owningteam",
        columns: ["teamid"],
        filter: "and(systemuserid eq-userid)",
      },
      deal: {
        on: "outer opportunity.opportunityid = ent_opportunityid",
        columns: ["statecode", "customerid", "parentaccountid"],
        filter: "and(statecode eq 0)",
      },
      ...person("customerid"),
      ...person("parentcontactid"),
      ...below("customerid"),
      ...below("parentaccountid"),
      ...person("ent_contactid"),
      ...below("ent_accountid"),
    });
    const ofDeal = askedIn(printQuestion(holdsQuestion({ table: "opportunity", id: "d" })));
    const theDeal = (from: string, to: string) =>
      `any opportunity.${from} = ${to} where and(opportunityid eq d)`;
    expect(ofDeal.filter).toBe(
      `and(${inForce}, or(ent_opportunityid eq d, ` +
        "customerid_ent_accountid opportunityid eq d, parentaccountid_ent_accountid opportunityid eq d, " +
        "customerid_ent_contactid opportunityid eq d, parentcontactid_ent_contactid opportunityid eq d, " +
        "any account.parentaccountid = ent_accountid where " +
        `or(${theDeal("customerid", "accountid")}, ${theDeal("parentaccountid", "accountid")})))`,
    );
    expect(ofDeal.links.customerid_ent_accountid).toEqual({
      on: "outer opportunity.customerid = ent_accountid",
      columns: ["opportunityid"],
      filter: "and(opportunityid eq d)",
    });
    expect(Object.keys(ofDeal.links)).toEqual([
      ...["mine", "deal"],
      ...["customerid_ent_accountid", "parentaccountid_ent_accountid"],
      ...["customerid_ent_contactid", "parentcontactid_ent_contactid"],
    ]);
  });

  it("are not known where the question fails", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readHolds(service.asking.ask, calendar, place, today)).ok).toBe(false);
  });
});
