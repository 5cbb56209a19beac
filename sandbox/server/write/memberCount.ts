import { NEXT_VERSION } from "../store/schema";
import type { WriteContext } from "./context";

/** The static lists on which any of the rows stands. */
export async function listsOfMembers(context: WriteContext, memberIds: readonly string[]): Promise<string[]> {
  const rows = await context.organization.database.query<{ id: string }>(
    "select distinct listid as id from listmember where entityid = any($1::uuid[])",
    [memberIds],
  );
  return rows.map((row) => row.id);
}

/** Counts the members of static lists anew. */
export async function countMembers(context: WriteContext, listIds: readonly string[]): Promise<void> {
  if (listIds.length === 0) return;
  await context.organization.database.query(
    `update list set membercount = (select count(*) from listmember where listmember.listid = list.listid), versionnumber = ${NEXT_VERSION}
     where listid = any($1::uuid[])`,
    [listIds],
  );
}
