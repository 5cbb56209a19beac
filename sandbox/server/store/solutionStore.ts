import { createHash } from "node:crypto";
import type { InstalledApp } from "../metadata/standard/standardCatalog";
import type { Database } from "./database";

/** Where the service keeps who is in a segment's groups is its own affair: no table of Dataverse holds it. */
const SEGMENT_MEMBERS = `
  create table if not exists sandbox.segmentmember (
    segmentid uuid not null, groupid uuid not null, entityid uuid not null,
    primary key (segmentid, groupid, entityid)
  );
`;

/** The sandbox's own bookkeeping, in a schema of its own: no table of the organisation can be called the same. */
export async function createSandboxSchema(database: Database): Promise<void> {
  await database.execute(`
    create schema sandbox;
    create table sandbox.setting (name text primary key, value text not null);
    create table sandbox.solution (
      ordinal bigint generated always as identity primary key,
      uniquename text not null,
      hash text not null,
      zip bytea not null,
      dissolved boolean not null default false
    );
    ${SEGMENT_MEMBERS}
  `);
}

/** Brings the bookkeeping of a folder that an older version kept up to date, so that its other differences can be told. */
export async function renewSandboxSchema(database: Database): Promise<void> {
  await database.execute(
    `alter table sandbox.solution add column if not exists dissolved boolean not null default false; ${SEGMENT_MEMBERS}`,
  );
}

/** Whether the store has been set up before. */
export async function hasSandboxSchema(database: Database): Promise<boolean> {
  const rows = await database.query(
    "select 1 from information_schema.schemata where schema_name = 'sandbox'",
  );
  return rows.length > 0;
}

export async function readSetting(database: Database, name: string): Promise<string | undefined> {
  const [row] = await database.query<{ value: string }>("select value from sandbox.setting where name = $1", [
    name,
  ]);
  return row?.value;
}

export async function writeSetting(database: Database, name: string, value: string): Promise<void> {
  await database.query(
    "insert into sandbox.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
    [name, value],
  );
}

/** The apps that the organisation was created with. */
export async function readInstalledApps(database: Database): Promise<readonly InstalledApp[]> {
  const stored = await readSetting(database, "installedApps");
  return stored === undefined ? [] : (JSON.parse(stored) as InstalledApp[]);
}

/** A package that was imported. */
export interface KeptSolution {
  readonly zip: Uint8Array;
  /** Whether its solution was unmanaged and is deleted: what it brought stays, and belongs to no solution. */
  readonly dissolved: boolean;
}

/** Every package imported so far, in the order of the imports: together they give the metadata again. */
export function readSolutions(database: Database): Promise<readonly KeptSolution[]> {
  return database.query<KeptSolution>("select zip, dissolved from sandbox.solution order by ordinal");
}

/** Keeps a package. One that is byte for byte the solution's last adds nothing and is not kept twice. */
export async function keepSolution(database: Database, uniqueName: string, zip: Uint8Array): Promise<void> {
  const hash = createHash("sha256").update(zip).digest("hex");
  const [last] = await database.query<{ hash: string }>(
    "select hash from sandbox.solution where uniquename = $1 and not dissolved order by ordinal desc limit 1",
    [uniqueName],
  );
  if (last?.hash !== hash) {
    await database.query("insert into sandbox.solution (uniquename, hash, zip) values ($1, $2, $3)", [
      uniqueName,
      hash,
      zip,
    ]);
  }
}

/** Forgets every version of a solution, and with it what the solution brought. */
export async function forgetSolution(database: Database, uniqueName: string): Promise<void> {
  await database.query("delete from sandbox.solution where uniquename = $1 and not dissolved", [uniqueName]);
}

/** Forgets that what every version of a solution brought is a solution. */
export async function dissolveSolution(database: Database, uniqueName: string): Promise<void> {
  await database.query("update sandbox.solution set dissolved = true where uniquename = $1", [uniqueName]);
}
