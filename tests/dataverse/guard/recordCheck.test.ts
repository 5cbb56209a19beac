import { readActivityStates } from "../../../dataverse/guard/activityStates";
import {
  checkToRecord,
  nameOf,
  overrideToRecord,
  readLastCheck,
  type CheckToRecord,
} from "../../../dataverse/guard/recordCheck";
import type { Row } from "../../../dataverse/host";
import { FIRST_OPTION } from "../../../dataverse/writing";
import { exactly } from "../../../domain/guard/audience";
import { dayOfDate } from "../../../domain/day";
import { Answering, calendar, type Reply } from "../answering";
import { askedIn } from "../asked";
import { dealOf, foundOf, holdOf } from "./protections";

const found = [foundOf(dealOf("d"), 3), foundOf(holdOf("h"), 2)] as const;
const check: CheckToRecord = {
  activityId: "activity",
  listId: null,
  guardedListId: null,
  policyId: null,
  check: { found, audience: exactly(120) },
  decided: 1,
  state: "toDecide",
  at: new Date("2026-11-22T09:00:00Z"),
  name: "Check",
  decisions: [],
};
const recorded = (more: Partial<CheckToRecord>) => checkToRecord({ ...check, ...more });
const decisionRows = (decisions: CheckToRecord["decisions"], activityId: string | null = "activity") =>
  recorded({ decisions, activityId }).data.ent_sendcheck_senddecisions as readonly Row[];

describe("a check on record", () => {
  it("says what was checked, how many were found and decided, and how the guard stands", () => {
    const { table, id, data } = recorded({ name: "n".repeat(201) });
    expect(table).toBe("ent_sendcheck");
    expect(data).toEqual({
      ent_sendcheckid: id,
      ent_name: "n".repeat(200),
      ent_checkedon: "2026-11-22T09:00:00.000Z",
      ent_audiencesize: 120,
      ent_found: 2,
      ent_decided: 1,
      ent_state: FIRST_OPTION + 2,
      "ent_campaignactivityid@odata.bind": "/campaignactivities(activity)",
    });
  });

  it("names list, guarded list and policy where there are such, and no size that is not known", () => {
    const { data } = recorded({
      activityId: null,
      listId: "l",
      guardedListId: "g",
      policyId: "p",
      check: { found: [], audience: null },
    });
    expect(data).toMatchObject({
      ent_audiencesize: null,
      ent_found: 0,
      "ent_listid@odata.bind": "/lists(l)",
      "ent_guardedlistid@odata.bind": "/lists(g)",
      "ent_policyid@odata.bind": "/ent_policies(p)",
    });
    expect(data).not.toHaveProperty(["ent_campaignactivityid@odata.bind"]);
  });

  it("brings the decisions taken on it, each about its deal or hold", () => {
    const [about, other] = found;
    const rows = decisionRows([
      { about, decision: "sendAnyway", reason: " They asked for it ", askedOfId: null },
      { about: other, decision: "askTheOwner", reason: null, askedOfId: "rita" },
    ]);
    expect(rows).toEqual([
      {
        ent_senddecisionid: rows[0]?.ent_senddecisionid,
        ent_name: "Acme · Deal d",
        ent_decision: FIRST_OPTION + 1,
        ent_reason: "They asked for it",
        ent_members: 3,
        "ent_campaignactivityid@odata.bind": "/campaignactivities(activity)",
        "ent_opportunityid@odata.bind": "/opportunities(d)",
        "ent_accountid@odata.bind": "/accounts(acme)",
      },
      {
        ent_senddecisionid: rows[1]?.ent_senddecisionid,
        ent_name: "Acme",
        ent_decision: FIRST_OPTION + 2,
        ent_reason: null,
        ent_members: 2,
        "ent_campaignactivityid@odata.bind": "/campaignactivities(activity)",
        "ent_holdid@odata.bind": "/ent_holds(h)",
        "ent_accountid@odata.bind": "/accounts(acme)",
        "ent_askedofid@odata.bind": "/systemusers(rita)",
      },
    ]);
    expect(rows[0]?.ent_senddecisionid).not.toBe(rows[1]?.ent_senddecisionid);
  });

  it("is the same request again, with the ids that are kept for a repeat; else another each time", () => {
    const decisions = found.map(
      (about) => ({ about, decision: "exclude", reason: null, askedOfId: null }) as const,
    );
    const { id, data } = checkToRecord({ ...check, decisions }, (what) => `id of ${what}`);
    expect([id, data.ent_sendcheckid]).toEqual(["id of check", "id of check"]);
    expect(data.ent_sendcheck_senddecisions).toMatchObject([
      { ent_senddecisionid: "id of decision deal:d" },
      { ent_senddecisionid: "id of decision hold:h" },
    ]);
    expect(recorded({}).id).not.toBe(recorded({}).id);
  });

  it("names the account of the contact on hold, where the hold names none", () => {
    const about = foundOf(holdOf("h", { account: null, contactAccountId: "work" }));
    const [row] = decisionRows([{ about, decision: "askTheOwner", reason: null, askedOfId: "rita" }]);
    expect(row).toMatchObject({ "ent_accountid@odata.bind": "/accounts(work)" });
  });

  it("names no account where a deal or a hold has none", () => {
    const bare = [foundOf(dealOf("d", { accountId: null })), foundOf(holdOf("h", { account: null }))];
    const rows = decisionRows(
      bare.map((about) => ({ about, decision: "exclude", reason: null, askedOfId: null })),
      null,
    );
    for (const row of rows) {
      expect(row).not.toHaveProperty(["ent_accountid@odata.bind"]);
      expect(row).not.toHaveProperty(["ent_campaignactivityid@odata.bind"]);
    }
  });

  it("takes no sending anyway without a reason, and excludes without one", () => {
    const [about] = found;
    for (const reason of [null, "  "]) {
      expect(() => decisionRows([{ about, decision: "sendAnyway", reason, askedOfId: null }])).toThrow(
        RangeError,
      );
      expect(
        decisionRows([{ about, decision: "exclude", reason, askedOfId: null }])[0]?.ent_reason,
      ).toBeNull();
    }
    expect(() => decisionRows([{ about, decision: "sendAnyway", reason: "", askedOfId: null }])).toThrow(
      "Sending anyway needs a reason.",
    );
  });

  it("calls what was found by its client and its deal", () => {
    const deal = { id: "d", name: "Renewal" };
    expect(nameOf(foundOf(dealOf("d", { client: null })))).toBe("Deal d");
    expect(nameOf(foundOf(dealOf("d", { client: null, name: "" })))).toBe("-");
    const ann = { id: "ann", name: "Ann" };
    expect(nameOf(foundOf(holdOf("h", { account: null, contact: ann, deal })))).toBe("Ann · Renewal");
    expect(nameOf(foundOf(holdOf("h", { contact: ann })))).toBe("Acme");
    const long = foundOf(dealOf("d", { name: "x".repeat(300) }));
    const [row] = decisionRows([{ about: long, decision: "exclude", reason: null, askedOfId: null }]);
    expect(row?.ent_name).toBe(`Acme · ${"x".repeat(193)}`);
  });
});

describe("an override", () => {
  it("is a row of its own table, with its reason", () => {
    const { table, id, data } = overrideToRecord("activity", "n".repeat(201), "The board decided");
    expect(table).toBe("ent_guardoverride");
    expect(data).toEqual({
      ent_guardoverrideid: id,
      ent_name: "n".repeat(200),
      ent_reason: "The board decided",
      "ent_campaignactivityid@odata.bind": "/campaignactivities(activity)",
    });
  });

  it("is the same request again, with the id that is kept for a repeat; else another each time", () => {
    const { id, data } = overrideToRecord("activity", "Check", "Why", (what) => `id of ${what}`);
    expect([id, data.ent_guardoverrideid]).toEqual(["id of override", "id of override"]);
    const fresh = () => overrideToRecord("activity", "Check", "Why").id;
    expect(fresh()).not.toBe(fresh());
  });
});

describe("the last check", () => {
  const read = async (reply: Reply) => readLastCheck(new Answering(() => reply).asking.ask, "activity");

  it("is the newest, with what it found in how many", async () => {
    const row = { ent_checkedon: "2026-11-22T09:00:00Z", ent_audiencesize: 120, ent_found: 2 };
    expect(await read([row])).toEqual({
      ok: true,
      value: { on: new Date("2026-11-22T09:00:00Z"), audience: 120, found: 2, list: null },
    });
    const ofList = { ...row, "audience.listid": "list", "audience.listname": "VIPs" };
    expect(await read([ofList])).toMatchObject({ value: { list: { id: "list", name: "VIPs" } } });
    expect(await read([{ ent_checkedon: row.ent_checkedon }])).toMatchObject({
      value: { audience: null, found: 0 },
    });
    const service = new Answering(() => []);
    await readLastCheck(service.asking.ask, "activity");
    expect(askedIn(service.requests[0]?.fetchXml ?? "")).toMatchObject({
      limits: "top 1",
      columns: ["ent_checkedon", "ent_audiencesize", "ent_found"],
      orders: ["createdon descending", "versionnumber descending"],
      filter: "and(ent_campaignactivityid eq activity, statecode eq 0)",
    });
  });

  it("is none where nothing was checked, and not known where the question fails", async () => {
    expect(await read([])).toEqual({ ok: true, value: null });
    expect(await read([{}])).toEqual({ ok: true, value: null });
    expect((await read({ refused: 0x80040220 })).ok).toBe(false);
  });
});

describe("how the guard stands with a campaign's activities", () => {
  const serviceOf = (tables: Readonly<Record<string, Reply>>) =>
    new Answering((table) => tables[table] ?? []);

  it("is told of those still to come, the next one first, with the moment of the newest check", async () => {
    const service = serviceOf({
      campaignactivity: [
        {
          activityid: "1",
          subject: "Mail",
          scheduledstart: "2026-11-30T23:30:00Z",
          ent_guardstate: FIRST_OPTION + 2,
        },
        { activityid: "2" },
        {},
      ],
      ent_sendcheck: [{ activity: "1", checked: "2026-11-22T09:00:00Z" }, { activity: "2" }],
    });
    const unknown = { subject: "", day: null, state: null, checkedOn: null };
    expect(await readActivityStates(service.asking.ask, calendar, "campaign")).toEqual({
      ok: true,
      value: [
        {
          id: "1",
          subject: "Mail",
          day: dayOfDate(2026, 12, 1),
          state: "toDecide",
          checkedOn: new Date("2026-11-22T09:00:00Z"),
        },
        { id: "2", ...unknown },
        { id: "", ...unknown },
      ],
    });
    const [states, checks] = service.requests.map(({ fetchXml }) => askedIn(fetchXml));
    const toCome = "and(regardingobjectid eq campaign, statecode eq 0, statuscode not-in 5 6)";
    expect(states).toMatchObject({
      limits: "count 200, page 1",
      columns: ["activityid", "subject", "scheduledstart", "ent_guardstate"],
      orders: ["scheduledstart", "activityid"],
      filter: toCome,
    });
    expect(checks).toEqual({
      table: "ent_sendcheck",
      limits: "aggregate true",
      columns: ["ent_campaignactivityid grouped activity", "ent_checkedon max checked"],
      orders: [],
      filter: "and(statecode eq 0)",
      links: {
        send: {
          on: "inner campaignactivity.activityid = ent_campaignactivityid",
          columns: [],
          filter: toCome,
        },
      },
    });
  });

  it.each(["campaignactivity", "ent_sendcheck"])("is not known without %s", async (table) => {
    const refused = serviceOf({ [table]: { refused: 0x80040220 } });
    expect((await readActivityStates(refused.asking.ask, calendar, "campaign")).ok).toBe(false);
  });
});
