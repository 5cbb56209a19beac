import type { Database } from "../store/database";

/** The tables on which it depends what a user may do, and how things are shown to them. */
const TABLES = [
  "businessunit",
  "role",
  "systemuser",
  "systemuserroles",
  "team",
  "teammembership",
  "teamroles",
  "usersettings",
] as const;

/**
 * A number that changes whenever one of those tables does, through whatever door: what is remembered of a user holds
 * only as long as it stands still. A transaction that is rolled back leaves it changed, as no sequence goes back: what was
 * read inside one must not be remembered under it.
 */
export async function createSecurityVersion(database: Database): Promise<void> {
  await database.execute(`
    create sequence sandbox.securityversion;
    create function sandbox.securitychanged() returns trigger language plpgsql
      as $$ begin perform nextval('sandbox.securityversion'); return null; end $$;
    ${TABLES.map(
      (table) => `create trigger securitychanged after insert or update or delete or truncate on "${table}"
        for each statement execute function sandbox.securitychanged();`,
    ).join("\n")}
  `);
}

export async function securityVersion(database: Database): Promise<string> {
  const [row] = await database.query<{ version: bigint | number }>(
    "select last_value as version from sandbox.securityversion",
  );
  return String(row?.version ?? 0);
}
