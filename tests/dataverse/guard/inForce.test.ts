import { isInForce, isInForceOnOpenDeal } from "../../../dataverse/guard/holdInForce";
import { holdsQuestion, readHoldsInForce } from "../../../dataverse/guard/holdsInForce";
import { isProtected } from "../../../dataverse/guard/protectedDeal";
import { protectedDealsQuestion, readProtectedDeals } from "../../../dataverse/guard/protectedDeals";
import { dueWithin, notPast } from "../../../dataverse/guard/relativeDay";
import type { Row } from "../../../dataverse/host";
import { all, printQuestion, type FilterItem } from "../../../dataverse/question";
import { FIRST_OPTION } from "../../../dataverse/writing";
import { defaultPolicy, type Policy } from "../../../domain/policy";
import { isPromotional, type CampaignAtStake } from "../../../domain/guard/campaign";
import { dayOfDate } from "../../../domain/day";
import { Answering, calendar, lookup, shown } from "../answering";
import { askedIn } from "../asked";

const TARGET = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const words = (item: FilterItem) =>
  askedIn(printQuestion({ table: "x", columns: [], filter: all(item) })).filter;

const policy: Policy = {
  ...defaultPolicy,
  closingStages: [2, 3],
  closingProbability: 70.5,
  closingDays: 30,
  dealFloor: 100_000,
  minorCampaignRatio: 5,
};
const campaign = (budgetedCostBase: number | null, typeCode: number | null = null): CampaignAtStake => ({
  id: "c",
  name: "Spring",
  typeCode,
  amounts: { budgetedCostBase, expectedRevenueBase: null },
});
/** Of a kind that is promotional, and of one that is not. */
const kinds = [1, 2, 3, 4, 5].map((typeCode) => campaign(null, typeCode));
const [promotional, other] = [kinds.find(isPromotional) ?? null, kinds.find((each) => !isPromotional(each))!];

const due = (days: number) =>
  "or(d olderthan-x-days 1, d yesterday, d today" + (days > 0 ? `, d next-x-days ${days})` : ")");

describe("days relative to the day of the query", () => {
  it("are due today or earlier, and as many days ahead as are asked for", () => {
    expect(words(dueWithin("d", 0))).toBe(`and(${due(0)})`);
    expect(words(dueWithin("d", 0.9))).toBe(`and(${due(0)})`);
    expect(words(dueWithin("d", 1))).toBe(`and(${due(1)})`);
    expect(words(dueWithin("d", 30.9))).toBe(`and(${due(30)})`);
    expect(words(dueWithin("d", 1e9))).toBe(`and(${due(36_500)})`);
  });

  it("are not past today, however far ahead", () => {
    expect(words(notPast("d"))).toBe("and(or(d today, d next-x-years 100, d on-or-after 2100-01-01))");
  });
});

describe("a protected deal, as the service is asked for it", () => {
  const closing = `and(closeprobability ge 71, ${due(30).replace(/\bd\b/g, "estimatedclosedate")})`;

  it("is open, in closing by stage or by date, and reaches the floor", () => {
    expect(words(isProtected(policy, null, []))).toBe(
      `and(and(statecode eq 0, or(salesstage in 2 3, ${closing}), estimatedvalue_base ge 100000))`,
    );
  });

  it("goes by the names of stages where the policy does, and by the date alone where it names none", () => {
    const named = { ...policy, stageColumn: "stepname", closingStepNames: ["4-Close"] } as const;
    expect(words(isProtected(named, null, []))).toContain("or(stepname in 4-Close, ");
    expect(words(isProtected({ ...named, closingStepNames: [] }, null, []))).toContain(`or(${closing})`);
  });

  it("reaches what the campaign demands as well, written as the service writes money", () => {
    const amount = (more: Partial<Policy>, cost: number | null) =>
      /estimatedvalue_base ge ([\d.]+)/.exec(
        words(isProtected({ ...policy, ...more }, campaign(cost), [])),
      )?.[1];
    expect(amount({}, 48_000)).toBe("240000");
    expect(amount({}, 1)).toBe("100000");
    expect(amount({ dealFloor: 0.5 }, null)).toBe("0.5");
    expect(amount({ dealFloor: 1000.2501 }, null)).toBe("1000.2501");
    expect(amount({ dealFloor: 0 }, null)).toBeUndefined();
  });

  it("is none where no deal can be as large", () => {
    const never = words(isProtected({ ...policy, dealFloor: 922_337_203_685_478 }, null, []));
    expect(never).toContain("opportunityid eq 00000000-0000-0000-0000-000000000000");
    const most = words(isProtected({ ...policy, dealFloor: 922_337_203_685_477 }, null, []));
    expect(most).toContain("estimatedvalue_base ge 922337203685477");
  });

  it("is not one that was freed", () => {
    expect(words(isProtected(policy, null, ["d1", "d2"]))).toContain(", opportunityid not-in d1 d2)");
  });

  it("is read with the largest first, each with its stakeholders", () => {
    const { limits, orders, filter, links } = askedIn(printQuestion(protectedDealsQuestion(policy, null)));
    expect([limits, orders]).toEqual([
      "count 5000, page 1",
      ["estimatedvalue_base descending", "opportunityid"],
    ]);
    expect(`and(${filter})`).toBe(words(isProtected(policy, null, [])));
    expect(links).toEqual({
      stake: {
        on: "outer connection.record1id = opportunityid",
        columns: ["record2id"],
        filter: "and(statecode eq 0)",
      },
    });
  });
});

describe("protected deals that were read", () => {
  const read = async (...rows: Row[]) => {
    const service = new Answering(() => rows);
    const answer = await readProtectedDeals(service.asking.ask, calendar, policy, null);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const customer = (table: string, id: string): Row => ({
    ...lookup("customerid", id, `Name of ${id}`),
    [`_customerid_value${TARGET}`]: table,
  });

  it("come once each, with everybody through whom they reach people", async () => {
    const row: Row = {
      opportunityid: "d",
      name: "Renewal",
      ...shown("salesstage", 3, "Close"),
      stepname: "4-Close",
      closeprobability: 80,
      estimatedclosedate: "2026-12-04",
      ...shown("estimatedvalue", 500_000, "€500,000.00"),
      estimatedvalue_base: 550_000,
      ...customer("account", "acme"),
      ...lookup("parentaccountid", "group", "Group"),
      ...lookup("parentcontactid", "ann", "Ann"),
      _originatingleadid_value: "lea",
      ...lookup("ownerid", "rita", "Rita Rep"),
    };
    const { deals, isCut } = await read(
      { ...row, "stake.record2id": "bob" },
      { ...row, "stake.record2id": "eve" },
      { opportunityid: "e" },
    );
    expect(isCut).toBe(false);
    expect(deals[0]).toEqual({
      id: "d",
      name: "Renewal",
      stage: 3,
      stepName: "4-Close",
      stageName: "Close",
      probability: 80,
      closeDay: dayOfDate(2026, 12, 4),
      amount: "€500,000.00",
      baseValue: 550_000,
      client: { id: "acme", name: "Name of acme" },
      accountId: "group",
      contactId: "ann",
      owner: { id: "rita", name: "Rita Rep", table: "systemuser" },
      clients: {
        companies: new Set(["acme", "group"]),
        people: new Set(["acme", "group", "ann", "lea"]),
        stakeholders: new Set(["bob", "eve"]),
        dealId: "d",
      },
    });
    expect(deals[1]).toEqual({
      id: "e",
      name: "",
      stage: null,
      stepName: null,
      stageName: null,
      probability: null,
      closeDay: null,
      amount: null,
      baseValue: null,
      client: null,
      accountId: null,
      contactId: null,
      owner: null,
      clients: { companies: new Set(), people: new Set(), stakeholders: new Set(), dealId: "e" },
    });
  });

  it("are with the account where there is one, also where a contact is the customer", async () => {
    const client = async (row: Row) => {
      const [deal] = (await read({ opportunityid: "d", ...row })).deals;
      return [deal?.client?.id, deal?.accountId, deal?.contactId];
    };
    expect(await client(customer("account", "acme"))).toEqual(["acme", "acme", null]);
    expect(await client(customer("contact", "ann"))).toEqual(["ann", null, "ann"]);
    const group = lookup("parentaccountid", "group", "Group");
    expect(await client({ ...customer("contact", "ann"), ...group })).toEqual(["group", "group", "ann"]);
    const bob = lookup("parentcontactid", "bob", "Bob");
    expect(await client({ ...customer("contact", "ann"), ...bob })).toEqual(["ann", null, "bob"]);
    expect(await client(bob)).toEqual(["bob", null, "bob"]);
    expect(await client({ ...bob, ...group })).toEqual(["group", "group", "bob"]);
  });

  it("may come without anything, even an id", async () => {
    expect((await read({})).deals).toMatchObject([{ id: "", name: "", clients: { dealId: "" } }]);
  });

  it("may be a team's, and in a stage that only its process names", async () => {
    const row = { opportunityid: "d", stepname: "4-Close", ...lookup("ownerid", "t", "Team") };
    const [deal] = (await read({ ...row, [`_ownerid_value${TARGET}`]: "team" })).deals;
    expect([deal?.owner?.table, deal?.stageName]).toEqual(["team", "4-Close"]);
  });

  it("are in the stage that the policy goes by", async () => {
    const service = new Answering(() => [
      { opportunityid: "d", ...shown("salesstage", 0, "Qualify"), stepname: "4-Close" },
    ]);
    const named = { ...policy, stageColumn: "stepname", closingStepNames: ["4-Close"] } as const;
    const answer = await readProtectedDeals(service.asking.ask, calendar, named, null);
    expect(answer.ok && answer.value.deals[0]?.stageName).toBe("4-Close");
  });

  it("may be more than were read", async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ opportunityid: String(index) }));
    expect((await read(...rows(4999))).isCut).toBe(false);
    expect((await read(...rows(5000))).isCut).toBe(true);
  });

  it("are not known where the question fails", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readProtectedDeals(service.asking.ask, calendar, policy, null)).ok).toBe(false);
  });
});

describe("a hold in force, as the service is asked for it", () => {
  const begun = `statecode eq 0, or(ent_from null, ${due(0).replace(/\bd\b/g, "ent_from")})`;
  const notOver = "or(ent_until today, ent_until next-x-years 100, ent_until on-or-after 2100-01-01)";
  const withoutDeal = "and(ent_until null, ent_opportunityid null)";
  const dealOpen =
    "and(ent_until null, any opportunity.opportunityid = ent_opportunityid where and(statecode eq 0))";

  it("has begun and is not over; without a last day it waits for its deal, or stands", () => {
    expect(words(isInForce(promotional, [], true))).toBe(
      `and(and(${begun}, or(${notOver}, ${withoutDeal}, ${dealOpen})))`,
    );
    expect(words(isInForce(promotional, [], false))).toBe(
      `and(and(${begun}, or(${notOver}, ${withoutDeal})))`,
    );
    expect(words(isInForceOnOpenDeal(promotional, []))).toBe(
      `and(and(${begun}, or(${notOver}, ent_until null)))`,
    );
  });

  it("concerns promotional sends whatever its scope, and others where it is on every send", () => {
    expect(words(isInForce(other, [], false))).toContain(`or(ent_scope null, ent_scope eq ${FIRST_OPTION})`);
    expect(words(isInForce(promotional, [], false))).not.toContain("ent_scope");
  });

  it("is not one that was freed", () => {
    expect(words(isInForce(promotional, ["h1", "h2"], true))).toContain("ent_holdid not-in h1 h2");
    expect(words(isInForce(promotional, [], true))).not.toContain("not-in");
  });

  it("is read with the newest first, with the deal that it is on", () => {
    const { limits, orders, filter, links } = askedIn(printQuestion(holdsQuestion(promotional)));
    expect([limits, orders]).toEqual(["count 5000, page 1", ["createdon descending", "ent_holdid"]]);
    expect(filter).toBe(
      `and(${begun}, or(${notOver}, ${withoutDeal}, and(ent_until null, deal statecode eq 0)))`,
    );
    expect(links.deal?.on).toBe("outer opportunity.opportunityid = ent_opportunityid");
    expect(links.person?.on).toBe("outer contact.contactid = ent_contactid");
  });
});

describe("holds in force that were read", () => {
  const read = async (...rows: Row[]) => {
    const service = new Answering(() => rows);
    const answer = await readHoldsInForce(service.asking.ask, calendar, null);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };
  const row: Row = {
    ent_holdid: "h",
    ent_reason: "Audit",
    ent_from: "2026-11-01",
    ent_until: "2026-12-01",
    ent_scope: FIRST_OPTION + 1,
    ...lookup("ent_accountid", "acme", "Acme"),
    ...lookup("ent_contactid", "ann", "Ann"),
    ...lookup("ent_opportunityid", "d", "Deal d"),
    ...lookup("ownerid", "rita", "Rita Rep"),
    "person.parentcustomerid": "work",
    "person.parentcustomerid@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
    "deal.statecode": 0,
    "deal.customerid": "customer",
    "deal.parentaccountid": "parent",
    "deal.parentcontactid": "bob",
    "deal.originatingleadid": "lea",
    "deal.estimatedvalue_base": 500_000,
  };

  it("hold whom they name, and the clients of their deal while it is open", async () => {
    const [open] = (await read(row)).holds;
    expect(open).toEqual({
      id: "h",
      reason: "Audit",
      from: dayOfDate(2026, 11, 1),
      until: dayOfDate(2026, 12, 1),
      scope: "promotional",
      account: { id: "acme", name: "Acme" },
      contact: { id: "ann", name: "Ann" },
      contactAccountId: "work",
      deal: { id: "d", name: "Deal d" },
      owner: { id: "rita", name: "Rita Rep", table: "systemuser" },
      dealValue: 500_000,
      dealClients: {
        companies: new Set(["customer", "parent"]),
        people: new Set(["customer", "parent", "bob", "lea"]),
        dealId: "d",
      },
    });
    const ofContact = { "person.parentcustomerid@Microsoft.Dynamics.CRM.lookuplogicalname": "contact" };
    const [ofAnother] = (await read({ ...row, ...ofContact })).holds;
    expect(ofAnother?.contactAccountId).toBeNull();
    const [closed] = (await read({ ...row, "deal.statecode": 1 })).holds;
    expect(closed?.dealClients).toBeNull();
    const alone = {
      "deal.parentaccountid": null,
      "deal.parentcontactid": null,
      "deal.originatingleadid": null,
    };
    const [ofOne] = (await read({ ...row, ...alone })).holds;
    expect(ofOne?.dealClients).toEqual({
      companies: new Set(["customer"]),
      people: new Set(["customer"]),
      dealId: "d",
    });
  });

  it("hold nobody where they name nobody", async () => {
    expect((await read({})).holds).toEqual([
      {
        id: "",
        reason: "",
        from: null,
        until: null,
        scope: "everySend",
        account: null,
        contact: null,
        contactAccountId: null,
        deal: null,
        owner: null,
        dealValue: null,
        dealClients: null,
      },
    ]);
    const [onNoDeal] = (await read({ "deal.statecode": 0 })).holds;
    expect(onNoDeal?.dealClients).toBeNull();
  });

  it("may be more than were read, and are not known where the question fails", async () => {
    const rows = (count: number) => Array.from({ length: count }, (): Row => ({}));
    expect([(await read(...rows(4999))).isCut, (await read(...rows(5000))).isCut]).toEqual([false, true]);
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readHoldsInForce(service.asking.ask, calendar, null)).ok).toBe(false);
  });
});
