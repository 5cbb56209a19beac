import { DataverseError } from "../errors";
import { noSuchRow } from "../odata/refusals";
import { identifier } from "../store/physical";
import type { WriteContext } from "../write/context";
import { countMembers } from "../write/memberCount";
import { requireAccess } from "../write/rights";
import type { MarketingList } from "./marketingList";

/**
 * Puts rows on a static list, in one statement; those that are on it already stay as they are.
 * @throws DataverseError 404 when one of them does not exist, 403 when the caller may not read it
 */
export async function addMembers(
  context: WriteContext,
  list: MarketingList,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  const { members } = list;
  const { database } = context.organization;
  const missing = await database.query<{ id: string }>(
    `select given.id from unnest($1::uuid[]) as given(id)
     where not exists (select 1 from ${identifier(members.logicalName)} where ${identifier(members.primaryIdColumn)} = given.id) limit 1`,
    [memberIds],
  );
  if (missing[0] !== undefined) throw noSuchRow(members.logicalName, missing[0].id);
  await requireAccess(context, members, memberIds, "Read");
  const caller = context.caller.userId;
  const now = `${context.now.toISOString().slice(0, 19)}Z`;
  await database.query(
    `insert into listmember (listmemberid, listid, entityid, "entityid$type", entitytype, createdon, modifiedon, createdby, modifiedby)
     select gen_random_uuid(), $2::uuid, given.id, $3::text, $3::text, $4::timestamptz, $4::timestamptz, $5::uuid, $5::uuid
     from (select distinct unnest($1::uuid[]) as id) as given
     where not exists (select 1 from listmember where listid = $2::uuid and entityid = given.id)`,
    [memberIds, list.id, members.logicalName, now, caller],
  );
  await countMembers(context, [list.id]);
}

/**
 * Takes rows off a static list.
 * @throws DataverseError 400 0x80048458 when one of them is not on it
 */
export async function removeMembers(
  context: WriteContext,
  list: MarketingList,
  memberIds: readonly string[],
): Promise<void> {
  const removed = await context.organization.database.query<{ id: string }>(
    "delete from listmember where listid = $1 and entityid = any($2::uuid[]) returning entityid as id",
    [list.id, memberIds],
  );
  const gone = new Set(removed.map((row) => row.id));
  if (memberIds.some((id) => !gone.has(id))) {
    throw new DataverseError(400, "0x80048458", "Specified Item not a member of the specified List.");
  }
  await countMembers(context, [list.id]);
}

/** The row of a membership. */
export async function membershipId(
  context: WriteContext,
  listId: string,
  memberId: string,
): Promise<string | undefined> {
  const rows = await context.organization.database.query<{ id: string }>(
    "select listmemberid as id from listmember where listid = $1 and entityid = $2",
    [listId, memberId],
  );
  return rows[0]?.id;
}
