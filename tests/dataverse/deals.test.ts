import { readAccountName } from "../../dataverse/accountName";
import { createAsk } from "../../dataverse/ask";
import { readOpenDeals } from "../../dataverse/deals";
import type { Row } from "../../dataverse/host";
import { dayOfDate } from "../../domain/day";
import { Answering, lookup, shown, type Reply } from "./answering";
import { CONTOSO, FABRIKAM, fewClients } from "./clients";
import { hostFor, SmallOrganisation } from "./smallOrganisation";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const never = new AbortController().signal;

function opportunity(more: Readonly<Record<string, string | number | null>>) {
  return {
    opportunityid: "00000000-0000-4000-8000-00000000f001",
    name: "Platform renewal",
    salesstage: 2,
    [`salesstage${FORMATTED}`]: "Propose",
    stepname: "3-Propose",
    estimatedvalue: 1_200_000,
    [`estimatedvalue${FORMATTED}`]: "€1,200,000.00",
    estimatedvalue_base: 1_300_000,
    estimatedclosedate: "2026-12-04",
    closeprobability: 80,
    ownerid: "00000000-0000-4000-8000-00000000b001",
    customerid: CONTOSO,
    parentaccountid: null,
    statecode: 0,
    ...more,
  };
}

/** What a row says that names the account above by this lookup. */
const aboveBy = (column: string) => shown(`below_${column}.parentaccountid`, "group", "Group");

const service = new SmallOrganisation({
  ...fewClients,
  systemuser: [{ systemuserid: "00000000-0000-4000-8000-00000000b001", fullname: "Rita Rep" }],
  opportunity: [
    opportunity({}),
    opportunity({ opportunityid: "2", name: "Through a contact", customerid: "x", parentaccountid: CONTOSO }),
    opportunity({ opportunityid: "3", name: "Won", statecode: 1 }),
    opportunity({ opportunityid: "4", name: "Another's", customerid: FABRIKAM }),
    opportunity({
      opportunityid: "5",
      name: "Bare",
      salesstage: null,
      [`salesstage${FORMATTED}`]: null,
      stepname: "1-Qualify",
      estimatedvalue: null,
      [`estimatedvalue${FORMATTED}`]: null,
      estimatedvalue_base: null,
      estimatedclosedate: null,
      closeprobability: null,
    }),
  ],
});
const host = hostFor(service, "2026-11-22T09:00:00Z");

describe("the open deals of an account", () => {
  it("are those of which it is the customer or the parent account, in one request", async () => {
    const before = service.requests.length;
    const answer = await readOpenDeals(createAsk(host, never), CONTOSO);
    expect(service.requests.length - before).toBe(1);
    expect(answer.ok && answer.value.deals.map(({ name }) => name).sort()).toEqual([
      "Bare",
      "Platform renewal",
      "Through a contact",
    ]);
    expect(answer.ok && answer.value.isCut).toBe(false);
  });

  it("come with stage, amount in their own currency, close date, probability and owner", async () => {
    const answer = await readOpenDeals(createAsk(host, never), CONTOSO);
    const deals = answer.ok ? answer.value.deals : [];
    expect(deals.find(({ name }) => name === "Platform renewal")).toEqual({
      id: "00000000-0000-4000-8000-00000000f001",
      name: "Platform renewal",
      stage: 2,
      stepName: "3-Propose",
      stageName: "Propose",
      amount: "€1,200,000.00",
      baseValue: 1_300_000,
      probability: 80,
      closeDay: dayOfDate(2026, 12, 4),
      owner: "Rita Rep",
      customer: null,
      above: null,
    });
    expect(deals.find(({ name }) => name === "Bare")).toMatchObject({
      stage: null,
      stepName: "1-Qualify",
      stageName: "1-Qualify",
      amount: null,
      baseValue: null,
      probability: null,
      closeDay: null,
    });
  });

  it("are shown although little is known of them, and are not known where the question fails", async () => {
    const read = (reply: Reply) => readOpenDeals(new Answering(() => reply).asking.ask, CONTOSO);
    const bare = await read([{}]);
    expect(bare.ok && bare.value.deals).toMatchObject([
      { id: "", name: "", stageName: null, closeDay: null, owner: null },
    ]);
    // Nothing says that it is the account's above.
    expect(bare.ok && bare.value.above).toEqual([]);
    expect(await read({ refused: 0x80040220 })).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
  });

  it("say whom they are with where that is not the account itself", async () => {
    const answer = await readOpenDeals(
      new Answering(() => [
        { opportunityid: "own", ...lookup("customerid", CONTOSO, "Contoso") },
        {
          opportunityid: "through its account",
          ...lookup("customerid", "ann", "Ann Peeters"),
          ...lookup("parentaccountid", CONTOSO, "Contoso"),
        },
        { opportunityid: "a person's", ...lookup("customerid", "ann", "Ann Peeters") },
        {
          opportunityid: "another's",
          ...lookup("customerid", FABRIKAM, "Fabrikam"),
          ...lookup("parentaccountid", FABRIKAM, "Fabrikam"),
        },
      ]).asking.ask,
      CONTOSO,
    );
    expect(answer.ok && answer.value.deals.map(({ customer }) => customer)).toEqual([
      null,
      null,
      "Ann Peeters",
      "Fabrikam",
    ]);
  });

  it("are kept apart from those of the account above, which name it and whom else they are with", async () => {
    const here = aboveBy("customerid");
    const answer = await readOpenDeals(
      new Answering(() => [
        { opportunityid: "above", ...lookup("customerid", "group", "Group"), ...here },
        {
          opportunityid: "above, with somebody",
          ...lookup("customerid", "gus", "Gus"),
          ...lookup("parentaccountid", "group", "Group"),
          ...aboveBy("parentaccountid"),
        },
        {
          opportunityid: "ours",
          ...lookup("customerid", "group", "Group"),
          ...lookup("parentaccountid", CONTOSO, "Contoso"),
          ...here,
        },
        {
          opportunityid: "a person's",
          ...lookup("customerid", "group", "Group"),
          ...here,
          "person_parentcontactid.parentcustomerid": CONTOSO,
        },
        {
          opportunityid: "another's person's",
          ...lookup("customerid", "ann", "Ann Peeters"),
          ...lookup("parentaccountid", "group", "Group"),
          ...aboveBy("parentaccountid"),
          "person_customerid.parentcustomerid": CONTOSO,
        },
      ]).asking.ask,
      CONTOSO,
    );
    const group = { id: "group", name: "Group" };
    const { deals, above } = answer.ok ? answer.value : { deals: [], above: [] };
    expect(above.map(({ id, customer, above: of }) => [id, customer, of])).toEqual([
      ["above", null, group],
      ["above, with somebody", "Gus", group],
    ]);
    expect(deals.map(({ id, customer, above: of }) => [id, customer, of])).toEqual([
      ["ours", null, null],
      ["a person's", "Group", null],
      ["another's person's", "Ann Peeters", null],
    ]);
  });

  /** So many deals of the account's own and of the one above, those of the latter due first. */
  async function readMany(own: number, above: number) {
    const rows = (length: number, more: Row) =>
      Array.from({ length }, () => ({ opportunityid: "o", ...more }));
    const ofGroup = { ...lookup("customerid", "group", "Group"), ...aboveBy("customerid") };
    const service = new Answering((_, fetchXml) => {
      const withAbove = /link-type="any"[^>]*><filter type="and"><condition attribute="accountid"/.test(
        fetchXml,
      );
      return [
        ...rows(withAbove ? above : 0, ofGroup),
        ...rows(own, lookup("customerid", CONTOSO, "Contoso")),
      ].slice(0, 500);
    });
    const answer = await readOpenDeals(service.asking.ask, CONTOSO);
    if (!answer.ok) throw new Error(answer.failure.kind);
    const { deals, above: ofAbove, isCut, isAboveCut } = answer.value;
    for (const { id } of [...deals, ...ofAbove]) expect(id).toBe("o");
    return [deals.length, ofAbove.length, isCut, isAboveCut, service.requests.length];
  }

  it("are 250 at most, and say so when there may be more", async () => {
    expect(await readMany(250, 0)).toEqual([250, 0, false, false, 1]);
    expect(await readMany(251, 0)).toEqual([250, 0, true, false, 1]);
    // Those of an account above would stand after them.
    expect(await readMany(600, 0)).toEqual([250, 0, true, true, 1]);
  });

  it("have room beside those of the account above, and are asked for by themselves where they had none", async () => {
    expect(await readMany(250, 249)).toEqual([250, 249, false, false, 1]);
    expect(await readMany(300, 199)).toEqual([250, 199, true, false, 1]);
    // Of its own all are shown, and said to be; of the others some may be missing.
    expect(await readMany(250, 250)).toEqual([250, 250, false, true, 2]);
    expect(await readMany(3, 700)).toEqual([3, 500, false, true, 2]);
    expect(await readMany(300, 700)).toEqual([250, 500, true, true, 2]);
  });

  it("are not known where they had no room, and cannot be asked for by themselves", async () => {
    const service: Answering = new Answering(() =>
      service.requests.length > 1
        ? { refused: 0x80040220 }
        : Array.from({ length: 500 }, () => ({
            ...aboveBy("customerid"),
            ...lookup("customerid", "g", "G"),
          })),
    );
    expect(await readOpenDeals(service.asking.ask, CONTOSO)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });
});

describe("the name of an account", () => {
  it("is read, or is gone with the account", async () => {
    expect(await readAccountName(host, CONTOSO, never)).toEqual({ ok: true, value: "Contoso" });
    expect(await readAccountName(host, "00000000-0000-4000-8000-00000000dead", never)).toEqual({
      ok: false,
      failure: { kind: "gone" },
    });
  });

  it("is all that is read of it, and empty where it has none", async () => {
    const asked: unknown[] = [];
    const webApi = {
      retrieveMultipleRecords: () => Promise.resolve({ entities: [] }),
      retrieveRecord: (...request: unknown[]) => {
        asked.push(request);
        return Promise.resolve({ accountid: "a", name: null });
      },
    };
    const answer = await readAccountName({ webApi, isOffline: () => false }, "a", never);
    expect(answer).toEqual({ ok: true, value: "" });
    expect(asked).toEqual([["account", "a", "?$select=name"]]);
  });
});
