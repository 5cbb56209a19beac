import {
  authorityOf,
  hasNobodyToAsk,
  memberOf,
  peopleToAsk,
  readDecisions,
  readDisabledOwners,
  readOwningTeams,
} from "../../../dataverse/guard/decisions";
import type { Row } from "../../../dataverse/host";
import { FIRST_OPTION } from "../../../dataverse/writing";
import type { ProtectionKey } from "../../../domain/guard/protection";
import { Answering, lookup, type Reply } from "../answering";
import { askedIn } from "../asked";
import { dealOf, foundOf, holdOf, team } from "./protections";

const ACTIVITY = "activity";
const serviceOf = (tables: Readonly<Record<string, Reply>>) => new Answering((table) => tables[table] ?? []);

function decision(id: string, more: object = {}) {
  return {
    ent_senddecisionid: id,
    ...lookup("ent_opportunityid", "d", "Deal d"),
    ent_decision: FIRST_OPTION,
    ...lookup("createdby", "mo", "Mo Marketer"),
    createdon: "2026-11-22T09:00:00Z",
    ...more,
  };
}

describe("what was decided about an audience", () => {
  const read = async (...rows: Row[]) => {
    const answer = await readDecisions(serviceOf({ ent_senddecision: rows }).asking.ask, ACTIVITY, "decide");
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value.taken;
  };

  it("is read with who decided, when, why and who was asked", async () => {
    expect(
      await read(
        decision("1", {
          ent_decision: FIRST_OPTION + 2,
          ent_reason: "Signing next week",
          ...lookup("ent_askedofid", "rita", "Rita Rep"),
        }),
      ),
    ).toEqual([
      {
        id: "1",
        key: "deal:d",
        decision: "askTheOwner",
        reason: "Signing next week",
        by: { id: "mo", name: "Mo Marketer" },
        on: new Date("2026-11-22T09:00:00Z"),
        askedOf: { id: "rita", name: "Rita Rep" },
      },
    ]);
  });

  it("is about the hold, where a row names its deal as well", async () => {
    const [about] = await read(decision("1", lookup("ent_holdid", "h", "Hold h")));
    expect(about?.key).toBe("hold:h");
  });

  it("leaves out what cannot be a decision", async () => {
    const broken = [
      decision("1", { _ent_opportunityid_value: null }),
      decision("2", { ent_decision: 5 }),
      decision("3", { _createdby_value: null }),
      decision("4", { createdon: null }),
    ];
    expect(await read(...broken, decision("5"))).toMatchObject([{ id: "5", reason: null, askedOf: null }]);
    expect(await read(decision("6", { ent_senddecisionid: null }))).toMatchObject([
      { id: "", key: "deal:d" },
    ]);
  });

  it("is asked for with the newest first, and with who may override where the policy guards", async () => {
    const service = serviceOf({ ent_guardoverride: [lookup("createdby", "boss", "Boss"), {}] });
    const guarded = await readDecisions(service.asking.ask, ACTIVITY, "guard");
    expect(guarded.ok && [...guarded.value.overriders]).toEqual(["boss"]);
    const asked = service.requests.map(({ fetchXml }) => askedIn(fetchXml));
    expect(asked.map(({ table, filter }) => [table, filter])).toEqual([
      ["ent_senddecision", "and(ent_campaignactivityid eq activity, statecode eq 0)"],
      ["ent_guardoverride", "and(ent_campaignactivityid eq activity, statecode eq 0)"],
    ]);
    expect(asked[0]?.orders).toEqual(["createdon descending", "versionnumber descending"]);
    for (const mode of ["warn", "decide"] as const) {
      const before = service.requests.length;
      const open = await readDecisions(service.asking.ask, ACTIVITY, mode);
      expect([service.requests.length - before, open.ok && open.value.overriders.size]).toEqual([1, 0]);
    }
  });

  it.each(["ent_senddecision", "ent_guardoverride"])("is not known without %s", async (table) => {
    const service = serviceOf({ [table]: { refused: 0x80040220 } });
    expect((await readDecisions(service.asking.ask, ACTIVITY, "guard")).ok).toBe(false);
  });
});

describe("whose word counts", () => {
  const teamDeal = foundOf(dealOf("t", { owner: team }));
  const found = [
    foundOf(dealOf("d")),
    teamDeal,
    foundOf(dealOf("nobody's", { owner: null })),
    foundOf(holdOf("h")),
  ];

  it("is that of the owner, or of anybody in the team that owns it", async () => {
    const service = serviceOf({
      teammembership: [
        { teamid: "team", systemuserid: "ann" },
        // As services give it that take these ids for lookups.
        { _teamid_value: "team", _systemuserid_value: "bob" },
        { teamid: "team" },
        { systemuserid: "eve" },
      ],
    });
    const teams = await readOwningTeams(service.asking.ask, [...found, teamDeal]);
    if (!teams.ok) throw new Error(teams.failure.kind);
    expect([...teams.value]).toEqual([["team", ["ann", "bob"]]]);
    expect(service.requests.map(({ fetchXml }) => askedIn(fetchXml).filter)).toEqual(["and(teamid in team)"]);

    const authority = authorityOf(found, teams.value, new Set(), "decide");
    const isOwner = (person: string, key: ProtectionKey) => authority.isOwner(person, key);
    expect([isOwner("rita", "deal:d"), isOwner("ann", "deal:d")]).toEqual([true, false]);
    expect([isOwner("bob", "deal:t"), isOwner("team", "deal:t")]).toEqual([true, false]);
    expect([isOwner("rita", "deal:nobody's"), isOwner("rita", "deal:not found")]).toEqual([false, false]);
    expect(isOwner("rita", "hold:h")).toBe(true);
    expect(authorityOf(found, new Map(), new Set(), "decide").isOwner("bob", "deal:t")).toBe(false);
  });

  it("is that of whoever may override", () => {
    const authority = authorityOf(found, new Map(), new Set(["boss"]), "guard");
    expect([authority.mayOverride("boss"), authority.mayOverride("mo")]).toEqual([true, false]);
    expect(authority.mode).toBe("guard");
  });

  it("is asked of all who own it", () => {
    const teams = new Map([["team", ["ann", "bob"]]]);
    const toAsk = (...disabled: readonly string[]) =>
      found.map((each) => peopleToAsk(each, teams, new Set(disabled)));
    expect(toAsk()).toEqual([["rita"], ["ann", "bob"], [], ["rita"]]);
    expect(toAsk("ann", "rita")).toEqual([[], ["bob"], [], []]);
    expect(peopleToAsk(teamDeal, new Map(), new Set())).toEqual([]);
  });

  it("is not asked of who is disabled, of owners and of the people of their teams", async () => {
    const service = serviceOf({ systemuser: [{ systemuserid: "rita" }, {}] });
    const disabled = await readDisabledOwners(service.asking.ask, [...found, teamDeal]);
    expect(disabled.ok && [...disabled.value]).toEqual(["rita"]);
    const ofTeams = "any teammembership.systemuserid = systemuserid where and(teamid in team)";
    const asked = async (...some: typeof found) => {
      const before = service.requests.length;
      await readDisabledOwners(service.asking.ask, some);
      return service.requests.slice(before).map(({ fetchXml }) => askedIn(fetchXml));
    };
    expect(await asked(...found)).toEqual([
      {
        table: "systemuser",
        limits: "count 5000, page 1",
        columns: ["systemuserid"],
        orders: [],
        filter: `and(isdisabled eq true, or(systemuserid in rita, ${ofTeams}))`,
        links: {},
      },
    ]);
    expect((await asked(teamDeal)).map(({ filter }) => filter)).toEqual([
      `and(isdisabled eq true, or(${ofTeams}))`,
    ]);
    expect((await asked(foundOf(dealOf("d")))).map(({ filter }) => filter)).toEqual([
      "and(isdisabled eq true, or(systemuserid in rita))",
    ]);
    expect(await asked(foundOf(dealOf("nobody's", { owner: null })))).toEqual([]);
    const refused = serviceOf({ systemuser: { refused: 0x80040220 } });
    expect((await readDisabledOwners(refused.asking.ask, found)).ok).toBe(false);
  });

  it("is nobody’s to answer where the owner is disabled, or the team has nobody who is not", () => {
    const none = new Map<string, readonly string[]>();
    const two = new Map([["team", ["ann", "bob"]]]);
    const [deal, , unowned] = found;
    const has = (
      about: typeof deal,
      teams: typeof none,
      disabled: readonly string[] = [],
      seesAllPeople = true,
    ) => about && hasNobodyToAsk(about, teams, new Set(disabled), seesAllPeople);
    expect([has(deal, none), has(deal, none, ["bob"]), has(deal, none, ["rita"])]).toEqual([
      false,
      false,
      true,
    ]);
    expect([has(teamDeal, two), has(teamDeal, two, ["ann"]), has(teamDeal, two, ["ann", "bob"])]).toEqual([
      false,
      false,
      true,
    ]);
    expect(has(teamDeal, none)).toBe(true);
    expect(has(unowned, none)).toBe(false);
    // Who sees a part of the people sees who is disabled, but not who is of no team.
    expect([has(deal, none, ["rita"], false), has(teamDeal, none, [], false)]).toEqual([true, false]);
    // Those of the team may be among the memberships that the answer has no room for.
    const full = (count: number) =>
      new Map([
        ["one", Array.from({ length: count }, (_, number) => `person ${number}`)],
        ["two", ["eve"]],
      ]);
    expect([has(teamDeal, full(4998)), has(teamDeal, full(4999))]).toEqual([true, false]);
  });

  it("needs no question where no team owns anything, and is not known where teams cannot be read", async () => {
    const service = serviceOf({ teammembership: { refused: 0x80040220 } });
    const none = await readOwningTeams(service.asking.ask, [foundOf(dealOf("d"))]);
    expect([none.ok && none.value.size, service.requests.length]).toEqual([0, 0]);
    expect((await readOwningTeams(service.asking.ask, found)).ok).toBe(false);
  });

  it("is read of a membership however the service writes it", () => {
    expect([memberOf({ teamid: "t" }, "teamid"), memberOf({ _teamid_value: "t" }, "teamid")]).toEqual([
      "t",
      "t",
    ]);
    expect(memberOf({}, "systemuserid")).toBeNull();
  });
});
