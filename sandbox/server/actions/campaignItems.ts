import { randomUUID } from "node:crypto";
import type { Reference, WriteContext } from "../write/context";

/** Puts a list on a campaign. @returns the item's id, whether new or there already */
export async function putOnCampaign(
  context: WriteContext,
  campaignId: string,
  list: Reference,
): Promise<string> {
  const { database } = context.organization;
  const existing = await database.query<{ id: string }>(
    "select campaignitemid as id from campaignitem where campaignid = $1 and entityid = $2",
    [campaignId, list.id],
  );
  if (existing[0] !== undefined) return existing[0].id;
  const id = randomUUID();
  await database.query(
    "insert into campaignitem (campaignitemid, campaignid, entityid, entitytype) values ($1, $2, $3, $4)",
    [id, campaignId, list.id, list.table],
  );
  return id;
}

/** Puts a list on a campaign activity. @returns the item's id, whether new or there already */
export async function putOnActivity(
  context: WriteContext,
  activityId: string,
  list: Reference,
): Promise<string> {
  const { database } = context.organization;
  const existing = await database.query<{ id: string }>(
    "select campaignactivityitemid as id from campaignactivityitem where campaignactivityid = $1 and itemid = $2",
    [activityId, list.id],
  );
  if (existing[0] !== undefined) return existing[0].id;
  const id = randomUUID();
  await database.query(
    "insert into campaignactivityitem (campaignactivityitemid, campaignactivityid, itemid, itemobjecttypecode) values ($1, $2, $3, $4)",
    [id, activityId, list.id, list.table],
  );
  return id;
}

/** Takes a list off a campaign activity. @returns whether it was on it */
export async function takeOffActivity(
  context: WriteContext,
  activityId: string,
  list: Reference,
): Promise<boolean> {
  const removed = await context.organization.database.query(
    "delete from campaignactivityitem where campaignactivityid = $1 and itemid = $2 returning 1 as one",
    [activityId, list.id],
  );
  return removed.length > 0;
}
