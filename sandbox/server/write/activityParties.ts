import { randomUUID } from "node:crypto";
import { DataverseError } from "../errors";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { PARTICIPATION } from "../metadata/standard/party";
import type { Reference, WriteContext } from "./context";
import type { Payload } from "./payload";
import type { Pointer } from "./pointer";
import type { Owner } from "./owner";
import { identifier, targetColumn } from "../store/physical";
import { RowValues } from "./rowValues";

export const ACTIVITY_PARTY = "activityparty";

/** `activityparty.participationtypemask`: the parties that the platform itself keeps. */
const REGARDING = 8;
const OWNER = 9;

/** The parties that every activity has without being told: what it is about, and who owns it. */
export async function createActivityParties(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  owner: Owner | undefined,
  lookups: readonly Pointer[],
): Promise<void> {
  if (!table.isActivity) return;
  const regarding = lookups.find(({ column }) => column.logicalName === "regardingobjectid");
  if (regarding !== undefined) await addParty(context, table, id, regarding.to, REGARDING);
  if (owner !== undefined) await addParty(context, table, id, owner, OWNER);
}

/** Puts another row in the place of the one that the platform keeps as regarding or owner. */
export async function replaceKeptParty(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  what: "regarding" | "owner",
  party: Reference | null,
): Promise<void> {
  if (!table.isActivity) return;
  const mask = what === "regarding" ? REGARDING : OWNER;
  await context.organization.database.query(
    "delete from activityparty where activityid = $1 and participationtypemask = $2",
    [id, mask],
  );
  if (party !== null) await addParty(context, table, id, party, mask);
}

/** Takes away the parties that a body lists anew; those that the platform keeps stay. */
export async function removeListedParties(context: WriteContext, id: string): Promise<void> {
  await context.organization.database.query(
    "delete from activityparty where activityid = $1 and participationtypemask not in ($2, $3)",
    [id, REGARDING, OWNER],
  );
}

export async function addParty(
  context: WriteContext,
  activity: TableMetadata,
  activityId: string,
  party: Reference,
  mask: number,
): Promise<void> {
  const table = context.organization.metadata.table(ACTIVITY_PARTY);
  const partyColumn = table?.columns.get("partyid");
  const activityColumn = table?.columns.get("activityid");
  if (table === undefined || partyColumn === undefined || activityColumn === undefined) return;
  if (!accepts(partyColumn, party.table)) return;
  const id = randomUUID();
  const values = new RowValues(table);
  values.set(table.primaryIdColumn, id);
  values.point(activityColumn, { table: activity.logicalName, id: activityId });
  values.point(partyColumn, party);
  values.set("participationtypemask", mask);
  await values.insert(context.organization.database);
  await nameParties(context, [id]);
}

/**
 * Who may take part in an activity, and as what: its party lists say it (learn.microsoft.com, "ActivityParty table": "Not all
 * activity party types are available for each activity").
 * @throws DataverseError 400 0x80043515 on a party of a kind that the activity has no list for, 0x80043506 on a row that the
 * list does not take
 */
export function checkParty(context: WriteContext, payload: Payload, lookups: readonly Pointer[]): void {
  if (payload.table.logicalName !== ACTIVITY_PARTY) return;
  const pointed = (name: string): Reference | undefined =>
    lookups.find(({ column }) => column.logicalName === name)?.to;
  const activity = context.organization.metadata.table(pointed("activityid")?.table ?? "");
  const mask = payload.table.columns.get("participationtypemask");
  const participation = mask && payload.values.get(mask);
  if (activity === undefined || typeof participation !== "number") return;
  if (participation === REGARDING || participation === OWNER) return;
  const lists = [...activity.columns.values()].filter(({ type }) => type === "partylist");
  // Of the activities without a list here, some have lists in Dataverse; and of a campaign's outside partners it is not said
  // in the metadata as what they take part.
  if (lists.length === 0 || lists.some(({ logicalName }) => PARTICIPATION[logicalName] === undefined)) return;
  const fitting = lists.filter(({ logicalName }) => PARTICIPATION[logicalName] === participation);
  if (fitting.length === 0) throw new DataverseError(400, "0x80043515", "Invalid party mapping.");
  const party = pointed("partyid");
  if (party !== undefined && !fitting.some((list) => accepts(list, party.table))) {
    throw new DataverseError(400, "0x80043506", "Cannot create activity party of specified object type.");
  }
}

/** Writes the parties' names beside their ids, as they are at this moment: one statement for each table they are of. */
export async function nameParties(context: WriteContext, ids: readonly string[]): Promise<void> {
  const { database, metadata } = context.organization;
  const type = identifier(targetColumn("partyid"));
  const tables = await database.query<{ name: string | null }>(
    `select distinct ${type} as name from activityparty where activitypartyid = any($1::uuid[])`,
    [ids],
  );
  for (const { name } of tables) {
    const target = metadata.table(name ?? "");
    if (target?.primaryNameColumn === undefined) continue;
    await database.query(
      `update activityparty set partyidname = left(named.${identifier(target.primaryNameColumn)}, 400)
       from ${identifier(target.logicalName)} as named
       where activitypartyid = any($1::uuid[]) and ${type} = $2 and named.${identifier(target.primaryIdColumn)} = partyid`,
      [ids, target.logicalName],
    );
  }
}

/** Not every row that an activity may be about can also be a party: a custom table's cannot. */
function accepts(column: ColumnMetadata, table: string): boolean {
  return column.targets?.includes(table) ?? false;
}
