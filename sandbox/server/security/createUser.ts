import { v4 as randomId } from "uuid";
import { BASE_IDS } from "../store/baseRows";
import type { Database } from "../store/database";
import { timeZoneCodeOf } from "./timeZones";

export interface NewUser {
  /** Made up when absent. */
  readonly id?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly title?: string;
  /** The root business unit when absent. */
  readonly businessUnitId?: string;
  /** IANA name; UTC when absent. */
  readonly timeZone?: string;
  /** 1033, 1036 or 1043; 1033 when absent. */
  readonly languageId?: number;
  readonly roleIds?: readonly string[];
  readonly teamIds?: readonly string[];
  readonly disabled?: boolean;
}

/**
 * Adds a user with their settings, roles and teams, the default team of their business unit included.
 * @throws Error for a time zone that has no Dataverse number in the sandbox's table
 * @returns the user's id
 */
export async function createUser(database: Database, user: NewUser, now: Date): Promise<string> {
  const id = user.id ?? randomId();
  const timeZone = user.timeZone ?? "UTC";
  const timeZoneCode = timeZoneCodeOf(timeZone);
  if (timeZoneCode === undefined) {
    throw new Error(`Time zone ${timeZone} is not in the sandbox's table of Dataverse time zones.`);
  }
  const unit = user.businessUnitId ?? BASE_IDS.rootBusinessUnit;
  const language = user.languageId ?? 1033;
  const author = BASE_IDS.administrator;
  await database.transaction(async (within) => {
    await within.query(
      `insert into systemuser (systemuserid, firstname, lastname, fullname, internalemailaddress, domainname, title,
         businessunitid, isdisabled, accessmode, isintegrationuser, organizationid, createdon, modifiedon, createdby, modifiedby)
       values ($1, $2, $3, $4, $5, $5, $6, $7, $8, 0, false, $9, $10, $10, $11, $11)`,
      [
        id,
        user.firstName,
        user.lastName,
        `${user.firstName} ${user.lastName}`.trim(),
        user.email,
        user.title ?? null,
        unit,
        user.disabled ?? false,
        BASE_IDS.organization,
        now,
        author,
      ],
    );
    await within.query(
      `insert into usersettings (systemuserid, businessunitid, localeid, uilanguageid, timezonecode, paginglimit,
         createdon, modifiedon, createdby, modifiedby)
       values ($1, $2, $3, $3, $4, 50, $5, $5, $6, $6)`,
      [id, unit, language, timeZoneCode, now, author],
    );
    const defaults = await within.query<{ teamid: string }>(
      "select teamid from team where businessunitid = $1 and isdefault",
      [unit],
    );
    for (const teamId of new Set([...defaults.map((team) => team.teamid), ...(user.teamIds ?? [])])) {
      await joinTeam(within, id, teamId);
    }
    for (const roleId of user.roleIds ?? []) {
      await assignRole(within, id, roleId);
    }
  });
  return id;
}

/** Gives a user a role; nothing happens when they have it. */
export async function assignRole(database: Database, userId: string, roleId: string): Promise<void> {
  await database.query(
    `insert into systemuserroles (systemuserroleid, systemuserid, roleid)
     select $1, $2, $3 where not exists (select 1 from systemuserroles where systemuserid = $2 and roleid = $3)`,
    [randomId(), userId, roleId],
  );
}

/** Gives a team a role; nothing happens when it has it. */
export async function assignTeamRole(database: Database, teamId: string, roleId: string): Promise<void> {
  await database.query(
    `insert into teamroles (teamroleid, teamid, roleid)
     select $1, $2, $3 where not exists (select 1 from teamroles where teamid = $2 and roleid = $3)`,
    [randomId(), teamId, roleId],
  );
}

/** Makes a user a member of a team; nothing happens when they are. */
export async function joinTeam(database: Database, userId: string, teamId: string): Promise<void> {
  await database.query(
    `insert into teammembership (teammembershipid, systemuserid, teamid)
     select $1, $2, $3 where not exists (select 1 from teammembership where systemuserid = $2 and teamid = $3)`,
    [randomId(), userId, teamId],
  );
}
