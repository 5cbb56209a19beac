import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { Depth, type TableMetadata, type Verb } from "../../../sandbox/server/metadata/model";
import { within } from "../../../sandbox/server/organization";
import {
  accessRights,
  canAccess,
  requireAccess,
  requirePrivilege,
} from "../../../sandbox/server/security/access";
import { readRestriction, type AddParameter } from "../../../sandbox/server/security/accessCondition";
import type { Caller } from "../../../sandbox/server/security/caller";
import { timeZoneCodeOf, timeZoneOf } from "../../../sandbox/server/security/timeZones";
import { emptyDatabase } from "../../copies";
import { fixtureWith, role, ROLE_ID, zipOf } from "./fixture/solution";

jest.setTimeout(60_000);

const id = (digits: string) => `${digits.padStart(8, "0")}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`;
const ROLES = { Basic: id("b1"), Local: id("b2"), Deep: id("b3"), Global: id("b4"), Nothing: id("b5") };
const UNITS = { sales: id("c1"), france: id("c2"), marketing: id("c3") };
const TEAM = id("d1");

let organization: Sandbox;
const users: Record<string, string> = {};

/** Accounts by who owns them. */
const OWNED = ["rep", "colleague", "french", "marketer", "team"] as const;

beforeAll(async () => {
  organization = await createOrganization({ copyOf: await emptyDatabase() });
  const { database } = organization;
  const level = (depth: string) => ({
    prvReadAccount: depth,
    prvWriteAccount: depth,
    prvReadActivity: depth,
    prvReadList: depth,
    prvReadContact: "Global",
    prvReadUser: depth,
    prvReadtst_Visit: depth,
  });
  await organization.importSolution(
    zipOf(
      fixtureWith((solution) => {
        solution.containers["Roles"] =
          role({}) +
          (["Basic", "Local", "Deep", "Global"] as const)
            .map((one) => role(level(one), ROLES[one], one))
            .join("") +
          role({}, ROLES.Nothing, "Nothing");
        solution.rootComponents.push(
          ...Object.values(ROLES).map((one) => `<RootComponent type="20" id="{${one}}" behavior="0" />`),
        );
      }),
    ),
  );
  const root = organization.rootBusinessUnitId;
  for (const [unit, parent] of [
    [UNITS.sales, root],
    [UNITS.france, UNITS.sales],
    [UNITS.marketing, root],
  ]) {
    await database.query(
      "insert into businessunit (businessunitid, name, parentbusinessunitid) values ($1, 'Unit', $2)",
      [unit, parent],
    );
  }
  await database.query(
    "insert into team (teamid, name, businessunitid, isdefault) values ($1, 'Key accounts', $2, false)",
    [TEAM, UNITS.sales],
  );
  const add = async (name: string, businessUnitId: string) => {
    users[name] = await organization.createUser({
      firstName: name,
      lastName: "X",
      email: `${name}@x.example`,
      businessUnitId,
      timeZone: "Europe/Paris",
      languageId: 1036,
    });
  };
  await add("rep", UNITS.sales);
  await add("colleague", UNITS.sales);
  await add("french", UNITS.france);
  await add("marketer", UNITS.marketing);
  await organization.joinTeam(users["rep"] ?? "", TEAM);
  const owners: Record<(typeof OWNED)[number], [string, string, string]> = {
    rep: [users["rep"] ?? "", "systemuser", UNITS.sales],
    colleague: [users["colleague"] ?? "", "systemuser", UNITS.sales],
    french: [users["french"] ?? "", "systemuser", UNITS.france],
    marketer: [users["marketer"] ?? "", "systemuser", UNITS.marketing],
    team: [TEAM, "team", UNITS.sales],
  };
  for (const [index, name] of OWNED.entries()) {
    const [owner, type, unit] = owners[name];
    for (const [table, key, label] of [
      ["account", "accountid", "name"],
      ["task", "activityid", "subject"],
      ["list", "listid", "listname"],
    ]) {
      await database.query(
        `insert into ${table ?? ""} (${key ?? ""}, ${label ?? ""}, ownerid, "ownerid$type", owningbusinessunit) values ($1, $2, $3, $4, $5)`,
        [id(`e${String(index)}`), name, owner, type, unit],
      );
    }
    await database.query("insert into activityparty (activitypartyid, activityid) values ($1, $2)", [
      id(`f${String(index)}`),
      id(`e${String(index)}`),
    ]);
    await database.query(
      "insert into listmember (listmemberid, listid, entityid, name) values ($1, $2, $1, $3)",
      [id(`a${String(index)}`), id(`e${String(index)}`), name],
    );
  }
});
afterAll(() => organization.close());

const table = (name: string): TableMetadata => {
  const found = organization.metadata.table(name);
  if (!found) throw new Error(name);
  return found;
};

/** The rep's caller with only this role, given directly. */
async function repWith(...roles: readonly string[]): Promise<Caller> {
  const user = users["rep"] ?? "";
  await organization.database.query("delete from systemuserroles where systemuserid = $1", [user]);
  for (const one of roles) {
    await organization.assignRole(user, one);
  }
  return organization.caller(user);
}

/** Which rows of a table a caller may read; undefined when all. */
function readCondition(caller: Caller, name: string, addParameter: AddParameter): string | undefined {
  return readRestriction(organization.metadata, caller)(table(name), "t", addParameter);
}

async function readable(caller: Caller, name: string, label: string): Promise<string[]> {
  const parameters: unknown[] = [];
  const condition = readCondition(caller, name, (value) => {
    parameters.push(value);
    return `$${String(parameters.length)}`;
  });
  const rows = await organization.database.query<{ label: string }>(
    `select ${label} as label from ${name} t ${condition === undefined ? "" : `where ${condition}`}`,
    parameters,
  );
  return rows.map((row) => row.label).sort();
}

describe("the depth of a privilege", () => {
  it.each([
    ["Basic", ["rep", "team"]],
    ["Local", ["colleague", "rep", "team"]],
    ["Deep", ["colleague", "french", "rep", "team"]],
    ["Global", ["colleague", "french", "marketer", "rep", "team"]],
  ] as const)("%s shows the rows within it", async (level, expected) => {
    const caller = await repWith(ROLES[level]);
    expect(await readable(caller, "account", "name")).toEqual(expected);
    // Activities have one set of privileges, whatever their kind, and as a whole.
    expect(await readable(caller, "task", "subject")).toEqual(expected);
    expect(await readable(caller, "activitypointer", "subject")).toEqual(expected);
    // Members belong to their list, parties to their activity.
    expect(await readable(caller, "listmember", "name")).toEqual(expected);
    expect(await readable(caller, "activityparty", "activitypartyid")).toHaveLength(expected.length);
  });

  it("adds nothing to the query when it is the whole organisation's", async () => {
    const caller = await repWith(ROLES.Global);
    for (const name of ["account", "task", "activitypointer", "listmember", "activityparty"]) {
      expect(readCondition(caller, name, () => "$1")).toBeUndefined();
    }
  });

  it("compares only indexed columns with lists", async () => {
    const caller = await repWith(ROLES.Deep);
    const condition = readCondition(caller, "account", () => "$1");
    expect(condition).toBe(`(t."owningbusinessunit" = any($1::uuid[]) or t."ownerid" = any($1::uuid[]))`);
  });

  it("is the greatest that any role gives", async () => {
    const caller = await repWith(ROLES.Basic, ROLES.Deep, ROLES.Nothing);
    expect(caller.depth("account", "Read")).toBe(Depth.Deep);
    expect(caller.roleIds).toHaveLength(3);
  });

  it("does not matter for what the organisation as a whole owns", async () => {
    const administrator = await organization.caller(organization.administratorId);
    expect(readCondition(administrator, "transactioncurrency", () => "$1")).toBeUndefined();
  });

  it("shows users of the own business unit only, where it is Local", async () => {
    expect(await readable(await repWith(ROLES.Local), "systemuser", "firstname")).toEqual([
      "colleague",
      "rep",
    ]);
    expect(await readable(await repWith(ROLES.Basic), "systemuser", "firstname")).toEqual(["rep"]);
  });
});

function refusalOf(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("without the privilege", () => {
  it("the table cannot be read, and the refusal says what is missing", async () => {
    const caller = await repWith(ROLES.Nothing);
    for (const [name, privilege, code] of [
      ["account", "prvReadAccount", 1],
      ["task", "prvReadActivity", 4212],
      ["systemuser", "prvReadUser", 8],
      ["annotation", "prvReadNote", 5],
      ["tst_visit", "prvReadtst_Visit", table("tst_visit").objectTypeCode],
    ] as const) {
      const attempt = () => readCondition(caller, name, () => "$1");
      expect(refusalOf(attempt)).toMatchObject({ status: 403, code: "0x80040220" });
      expect(attempt).toThrow(
        new RegExp(
          `Principal user \\(Id=${caller.userId}, type=8.*is missing ${privilege} privilege \\(Id=.*on OTC=${String(code)} for entity '${name}'`,
        ),
      );
      expect(() => requirePrivilege(caller, table(name), "Read")).toThrow(privilege);
    }
  });

  it("on the list, its members cannot be read either", async () => {
    const caller = await repWith(ROLES.Nothing);
    expect(caller.depth("listmember", "Read")).toBe(Depth.None);
    expect(() => readCondition(caller, "listmember", () => "$1")).toThrow("prvReadList");
  });

  it("the stages of business processes can be read all the same", async () => {
    const caller = await repWith(ROLES.Nothing);
    expect(readCondition(caller, "processstage", () => "$1")).toBeUndefined();
    expect(caller.depth("processstage", "Write")).toBe(Depth.None);
  });
});

describe("a role that a team has", () => {
  it("reaches what the team owns, not what its members own", async () => {
    await repWith(ROLES.Nothing);
    await organization.assignTeamRole(TEAM, ROLES.Basic);
    const caller = await organization.caller(users["rep"] ?? "");
    expect(caller.depth("account", "Read")).toBe(Depth.Basic);
    expect(await readable(caller, "account", "name")).toEqual(["team"]);
    await organization.database.query("delete from teamroles where teamid = $1", [TEAM]);
    expect((await organization.caller(users["rep"] ?? "")).depth("account", "Read")).toBe(Depth.None);
  });
});

describe("the right on one row", () => {
  const may = async (verb: Verb, row: number) =>
    canAccess(organization, await repWith(ROLES.Local), table("account"), id(`e${String(row)}`), verb);

  it("follows the depth of the verb's own privilege", async () => {
    expect(await may("Write", 0)).toBe(true);
    expect(await may("Write", 1)).toBe(true);
    expect(await may("Write", 2)).toBe(false);
    expect(await may("Delete", 0)).toBe(false);
  });

  it("is refused by name: the row, its owner, the right", async () => {
    const caller = await repWith(ROLES.Local);
    const attempt = requireAccess(organization, caller, table("account"), [id("e0"), id("e3")], "Write");
    await expect(attempt).rejects.toMatchObject({ status: 403, code: "0x80048306" });
    await expect(attempt).rejects.toThrow(
      new RegExp(`ObjectID: ${id("e3")}, OwnerId: ${users["marketer"] ?? ""}.*AccessRights: WriteAccess`),
    );
    await expect(
      requireAccess(organization, caller, table("account"), [id("e0")], "Delete"),
    ).rejects.toMatchObject({ code: "0x80040220" });
    await expect(
      requireAccess(organization, caller, table("account"), [id("e0"), id("e1")], "Write"),
    ).resolves.toBeUndefined();
  });

  it("is listed as RetrievePrincipalAccess does", async () => {
    const caller = await repWith(ROLES.Local);
    expect(await accessRights(organization, caller, table("account"), id("e1"))).toBe(
      "ReadAccess, WriteAccess",
    );
    expect(await accessRights(organization, caller, table("account"), id("e3"))).toBe("None");
    const administrator = await organization.caller(organization.administratorId);
    expect(await accessRights(organization, administrator, table("account"), id("e3"))).toBe(
      "ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess",
    );
  });
});

describe("who is calling", () => {
  it("is known with time zone, language, teams and business units", async () => {
    const caller = await repWith(ROLES.Basic);
    expect(caller).toMatchObject({
      timeZone: "Europe/Paris",
      languageId: 1036,
      businessUnitId: UNITS.sales,
      teamIds: [TEAM],
    });
    expect([...caller.businessUnitsBelow].sort()).toEqual([UNITS.sales, UNITS.france].sort());
  });

  it("is remembered until something changes, by whatever door", async () => {
    const first = await repWith(ROLES.Basic);
    const user = users["rep"] ?? "";
    expect(await organization.caller(user)).toBe(first);
    await organization.database.query("update usersettings set timezonecode = 92 where systemuserid = $1", [
      user,
    ]);
    expect((await organization.caller(user)).timeZone).toBe("UTC");
    await organization.database.query("update usersettings set timezonecode = 105 where systemuserid = $1", [
      user,
    ]);
    organization.invalidateCallers();
    expect(await organization.caller(user)).not.toBe(first);
  });

  it("costs no question while nothing is written", async () => {
    const user = users["rep"] ?? "";
    const known = await organization.caller(user);
    const asked = jest.spyOn(organization.database, "query");
    expect(await organization.caller(user)).toBe(known);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it("can be asked from inside a transaction", async () => {
    const user = users["rep"] ?? "";
    const depth = await organization.database.transaction(async (database) => {
      await database.query("delete from systemuserroles where systemuserid = $1", [user]);
      return (await within(organization, database).caller(user)).depth("account", "Read");
    });
    expect(depth).toBe(Depth.None);
  });

  it("is nobody when disabled, unknown or no id at all", async () => {
    const gone = await organization.createUser({
      firstName: "G",
      lastName: "One",
      email: "g@x.example",
      disabled: true,
    });
    for (const user of [gone, id("99"), "", "'; drop table account; --"]) {
      await expect(organization.caller(user)).rejects.toMatchObject({ status: 401, code: "0x80072560" });
    }
    await organization.database.query("update systemuser set isdisabled = false where systemuserid = $1", [
      gone,
    ]);
    expect((await organization.caller(gone.toUpperCase())).userId).toBe(gone);
    await organization.database.query("update systemuser set isdisabled = true where systemuserid = $1", [
      gone,
    ]);
    await expect(organization.caller(gone)).rejects.toMatchObject({ status: 401 });
  });

  it("has privileges that belong to no table, or not", async () => {
    const administrator = await organization.caller(organization.administratorId);
    expect(administrator.hasPrivilege?.("prvActOnBehalfOfAnotherUser")).toBe(true);
    expect((await repWith(ROLES.Global)).hasPrivilege?.("prvActOnBehalfOfAnotherUser")).toBe(false);
  });

  it("has no rights that a role left by another import would give", async () => {
    const caller = await repWith(ROLE_ID);
    expect(caller.depth("account", "Read")).toBe(Depth.None);
  });
});

describe("time zones", () => {
  it("are numbered as Dataverse numbers them", () => {
    expect([105, 110, 85, 35, 92].map(timeZoneOf)).toEqual([
      "Europe/Paris",
      "Europe/Berlin",
      "Europe/London",
      "America/New_York",
      "UTC",
    ]);
    expect(timeZoneCodeOf("Europe/Amsterdam")).toBe(110);
    expect(timeZoneCodeOf("Europe/Brussels")).toBe(105);
    expect(timeZoneCodeOf("Mars/Olympus")).toBeUndefined();
    expect(timeZoneOf(null)).toBe("UTC");
  });
});
