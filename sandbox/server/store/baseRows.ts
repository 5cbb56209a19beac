import { randomUUID } from "node:crypto";
import { v5 as uuid } from "uuid";
import type { SolutionMetadata } from "../metadata/model";
import { SYSTEM_ADMINISTRATOR } from "../security/administrator";
import type { Database } from "./database";

const BASE = "5f8d1c1e-0a55-4f0b-9a5e-6f3b6f1d2c70";

/** Ids of the rows that are there before anybody has written anything: the same in every sandbox. */
export const BASE_IDS = {
  organization: uuid("organization", BASE),
  rootBusinessUnit: uuid("businessunit", BASE),
  rootTeam: uuid("team", BASE),
  euro: uuid("transactioncurrency EUR", BASE),
  administrator: uuid("systemuser administrator", BASE),
} as const;

/** Writes them: what Dataverse has in every organisation, its base currency being the euro. */
export async function writeBaseRows(database: Database, now: Date): Promise<void> {
  const { organization, rootBusinessUnit, rootTeam, euro, administrator } = BASE_IDS;
  await database.query(
    `insert into transactioncurrency (transactioncurrencyid, currencyname, currencyprecision, currencysymbol,
       exchangerate, isocurrencycode, organizationid, statecode, statuscode, createdon, modifiedon, createdby, modifiedby)
     values ($1, 'Euro', 2, '€', 1, 'EUR', $2, 0, 1, $3, $3, $4, $4)`,
    [euro, organization, now, administrator],
  );
  await database.query(
    `insert into organization (organizationid, name, basecurrencyid, basecurrencyprecision, basecurrencysymbol,
       currencydisplayoption, fiscalcalendarstart, fiscalperiodtype, languagecode, localeid, maxuploadfilesize,
       weekstartdaycode, createdon, modifiedon, createdby, modifiedby)
     values ($1, 'Entente sandbox', $2, 2, '€', 0, '2000-01-01T00:00:00Z', 2002, 1033, 1033, 5242880, 1, $3, $3, $4, $4)`,
    [organization, euro, now, administrator],
  );
  await database.query(
    `insert into businessunit (businessunitid, name, isdisabled, organizationid, createdon, modifiedon, createdby, modifiedby)
     values ($1, 'Entente sandbox', false, $2, $3, $3, $4, $4)`,
    [rootBusinessUnit, organization, now, administrator],
  );
  await database.query(
    `insert into team (teamid, name, administratorid, businessunitid, isdefault, teamtype, organizationid,
       createdon, modifiedon, createdby, modifiedby)
     values ($1, 'Entente sandbox', $4, $2, true, 0, $5, $3, $3, $4, $4)`,
    [rootTeam, rootBusinessUnit, now, administrator, organization],
  );
  await writeRole(database, { id: SYSTEM_ADMINISTRATOR, name: "System Administrator" }, now, true);
}

/** The row of a role. What it allows stands in the metadata. */
export async function writeRole(
  database: Database,
  role: { readonly id: string; readonly name: string },
  now: Date,
  managed: boolean,
): Promise<void> {
  const { organization, rootBusinessUnit, administrator } = BASE_IDS;
  await database.query(
    `insert into role (roleid, name, businessunitid, ismanaged, organizationid, parentrootroleid, createdon, modifiedon, createdby, modifiedby)
     values ($1, $2, $3, $4, $5, $1, $6, $6, $7, $7)
     on conflict (roleid) do update set name = excluded.name, ismanaged = excluded.ismanaged, modifiedon = excluded.modifiedon,
       versionnumber = nextval('versionnumber')`,
    [role.id, role.name, rootBusinessUnit, managed, organization, now, administrator],
  );
}

/** The row of a solution: a new one, or the one that is there in its new version. */
export async function writeSolution(
  database: Database,
  { uniqueName, labels, version, managed }: SolutionMetadata,
  now: Date,
): Promise<void> {
  const { organization, administrator } = BASE_IDS;
  const upgraded = await database.query<{ id: string }>(
    `update solution set friendlyname = $2, version = $3, installedon = $4, modifiedon = $4, modifiedby = $5,
       versionnumber = nextval('versionnumber') where uniquename = $1 returning solutionid as id`,
    [uniqueName, labels[1033], version, now, administrator],
  );
  if (upgraded.length > 0) return;
  await database.query(
    `insert into solution (solutionid, uniquename, friendlyname, version, ismanaged, isvisible, installedon,
       organizationid, createdon, modifiedon, createdby, modifiedby)
     values ($1, $2, $3, $4, $5, true, $6, $7, $6, $6, $8, $8)`,
    [randomUUID(), uniqueName, labels[1033], version, managed, now, organization, administrator],
  );
}

/** @returns the unique name of the solution with this id */
export async function solutionNameOf(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.query<{ name: string }>(
    "select uniquename as name from solution where solutionid = $1",
    [id],
  );
  return row?.name;
}

/** Deletes the row of a solution. */
export async function removeSolutionRow(database: Database, id: string): Promise<void> {
  await database.query("delete from solution where solutionid = $1", [id]);
}

/** Takes a role from everybody who has it, and deletes it. */
export async function removeRole(database: Database, id: string): Promise<void> {
  await database.query("delete from systemuserroles where roleid = $1", [id]);
  await database.query("delete from teamroles where roleid = $1", [id]);
  await database.query("delete from role where roleid = $1", [id]);
}
