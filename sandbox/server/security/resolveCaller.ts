import { DataverseError } from "../errors";
import { Depth, type MetadataCatalog, type RoleMetadata, type Verb } from "../metadata/model";
import type { Database } from "../store/database";
import type { Caller, Reach } from "./caller";
import { governorsOf, privilegeName } from "./privilege";
import { EVERYTHING, reachOfDepth, union } from "./reach";
import { securityVersion } from "./securityVersion";
import { timeZoneOf } from "./timeZones";

interface UserRow {
  readonly businessunitid: string;
  readonly isdisabled: boolean | null;
  readonly timezonecode: number | null;
  readonly uilanguageid: number | null;
}

interface UnitRow {
  readonly businessunitid: string;
  readonly parentbusinessunitid: string | null;
}

interface RoleRow {
  readonly roleid: string;
  /** The team that the role comes from; null when it is the user's own. */
  readonly teamid: string | null;
  readonly businessunitid: string;
}

/** Roles held by one principal: the user, or a team of theirs. */
interface Grant {
  readonly owners: readonly string[];
  readonly businessUnit: string;
  readonly businessUnitsBelow: readonly string[];
  readonly roles: readonly RoleMetadata[];
}

const ENGLISH = 1033;

/** Finds callers, and remembers them as long as nothing has changed that they depend on. */
export class Callers {
  readonly #known = new Map<string, Caller>();
  #version = "";
  /** The last version that was read, and the database's count of changes before. */
  #read = { changes: -1, version: "" };
  #catalog: MetadataCatalog | undefined;

  /**
   * The user with all that their roles give.
   * @param database the organisation's own
   * @throws DataverseError 401 0x80072560 when there is no such user, or the user is disabled
   */
  async find(userId: string, database: Database, catalog: MetadataCatalog): Promise<Caller> {
    const id = userId.toLowerCase();
    const version = await this.#versionIn(database);
    if (version !== this.#version || catalog !== this.#catalog) {
      this.#known.clear();
      this.#version = version;
      this.#catalog = catalog;
    }
    const known = this.#known.get(id);
    if (known) {
      return known;
    }
    const caller = await readCaller(id, database, catalog);
    if (version === this.#version && catalog === this.#catalog) {
      this.#known.set(id, caller);
    }
    return caller;
  }

  /**
   * The same as a transaction sees it. What it sees may yet be undone, and the number that tells of changes is not undone with
   * it: nobody is remembered from within, and whoever is remembered may be somebody else here.
   */
  findWithin(userId: string, transaction: Database, catalog: MetadataCatalog): Promise<Caller> {
    return readCaller(userId.toLowerCase(), transaction, catalog);
  }

  /** Forgets everybody. Changes of rows are noticed without it. */
  invalidate(): void {
    this.#version = "";
  }

  /** Every request asks for its caller; most come while nothing is written. */
  async #versionIn(database: Database): Promise<string> {
    const { changes } = database;
    if (changes !== this.#read.changes) this.#read = { changes, version: await securityVersion(database) };
    return this.#read.version;
  }
}

function notAMember(): DataverseError {
  return new DataverseError(401, "0x80072560", "The user is not a member of the organization.");
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function readCaller(userId: string, database: Database, catalog: MetadataCatalog): Promise<Caller> {
  if (!GUID.test(userId)) {
    throw notAMember();
  }
  const [user] = await database.query<UserRow>(
    `select u.businessunitid, u.isdisabled, s.timezonecode, s.uilanguageid
     from systemuser u left join usersettings s on s.systemuserid = u.systemuserid where u.systemuserid = $1`,
    [userId],
  );
  if (!user || user.isdisabled === true) {
    throw notAMember();
  }
  const units = await database.query<UnitRow>(
    "select businessunitid, parentbusinessunitid from businessunit",
  );
  const teams = await database.query<{ teamid: string }>(
    "select teamid from teammembership where systemuserid = $1 order by teamid",
    [userId],
  );
  const roles = await database.query<RoleRow>(
    `select r.roleid, null::uuid as teamid, $2::uuid as businessunitid from systemuserroles r where r.systemuserid = $1
     union all
     select r.roleid, t.teamid, t.businessunitid from teammembership m
       join team t on t.teamid = m.teamid join teamroles r on r.teamid = t.teamid where m.systemuserid = $1`,
    [userId, user.businessunitid],
  );
  const teamIds = teams.map((team) => team.teamid);
  return createCaller(catalog, {
    userId,
    businessUnitId: user.businessunitid,
    businessUnitsBelow: unitsBelow(units, user.businessunitid),
    teamIds,
    roleIds: [...new Set(roles.map((role) => role.roleid))],
    timeZone: timeZoneOf(user.timezonecode),
    languageId: user.uilanguageid ?? ENGLISH,
    grants: grantsOf(catalog, roles, [userId, ...teamIds], units),
  });
}

/** The business unit and everything below it. */
function unitsBelow(units: readonly UnitRow[], root: string): readonly string[] {
  const found = [root];
  // What is appended is visited in its turn; a circle ends as each unit is found once.
  for (const unit of found) {
    for (const { businessunitid, parentbusinessunitid } of units) {
      if (parentbusinessunitid === unit && !found.includes(businessunitid)) {
        found.push(businessunitid);
      }
    }
  }
  return found;
}

/** A role of the user's reaches what the user and their teams own; a team's role what that team owns. */
function grantsOf(
  catalog: MetadataCatalog,
  rows: readonly RoleRow[],
  owners: readonly string[],
  units: readonly UnitRow[],
): readonly Grant[] {
  return rows.flatMap((row) => {
    const role = catalog.roles.get(row.roleid);
    return role
      ? [
          {
            owners: row.teamid === null ? owners : [row.teamid],
            businessUnit: row.businessunitid,
            businessUnitsBelow: unitsBelow(units, row.businessunitid),
            roles: [role],
          },
        ]
      : [];
  });
}

type Identity = Omit<Caller, "depth" | "reach" | "hasPrivilege"> & { readonly grants: readonly Grant[] };

function createCaller(catalog: MetadataCatalog, { grants, ...identity }: Identity): Caller {
  const depths = new Map<string, Depth>();
  const reaches = new Map<string, Reach>();
  const depthOf = (name: string) =>
    Math.max(
      Depth.None,
      ...grants.flatMap((grant) => grant.roles.map((role) => role.privileges.get(name) ?? Depth.None)),
    ) as Depth;

  const depth = (tableName: string, verb: Verb): Depth => {
    const key = `${verb} ${tableName}`;
    let found = depths.get(key);
    if (found === undefined) {
      found = computeDepth(tableName, verb);
      depths.set(key, found);
    }
    return found;
  };

  const computeDepth = (tableName: string, verb: Verb): Depth => {
    const table = catalog.table(tableName);
    if (!table) {
      return Depth.None;
    }
    if (isReadByAll(tableName, verb)) {
      return Depth.Global;
    }
    const governors = governorsOf(catalog, table);
    if (governors.length > 0) {
      const over = verb === "Read" ? "Read" : "Write";
      return Math.min(...governors.map((governor) => depth(governor.table, over)));
    }
    return depthOf(privilegeName(table, verb));
  };

  const reach = (tableName: string, verb: Verb): Reach => {
    const key = `${verb} ${tableName}`;
    let found = reaches.get(key);
    if (found === undefined) {
      found = computeReach(tableName, verb);
      reaches.set(key, found);
    }
    return found;
  };

  const computeReach = (tableName: string, verb: Verb): Reach => {
    const table = catalog.table(tableName);
    if (table && isReadByAll(tableName, verb)) {
      return EVERYTHING;
    }
    const name = table && privilegeName(table, verb);
    return union(
      grants.flatMap((grant) =>
        grant.roles.map((role) =>
          reachOfDepth(
            (name === undefined ? undefined : role.privileges.get(name)) ?? Depth.None,
            grant.owners,
            grant.businessUnit,
            grant.businessUnitsBelow,
          ),
        ),
      ),
    );
  };

  return { ...identity, depth, reach, hasPrivilege: (name) => depthOf(name) !== Depth.None };
}

/** The stages of business processes are shown to whoever may see the record; no role needs to name them. */
function isReadByAll(tableName: string, verb: Verb): boolean {
  return tableName === "processstage" && verb === "Read";
}
