import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { noSuchRow } from "../odata/refusals";
import { executeQuery, findIds } from "../query/execute";
import { parseFetchXml } from "../query/fetchxml/parse";
import { tableMismatch } from "../query/refusals";
import type { WriteContext } from "../write/context";
import { requireAccess } from "../write/rights";
import { requireTable } from "./parameters";

/** A marketing list, as far as its members are concerned. */
export interface MarketingList {
  readonly id: string;
  readonly isDynamic: boolean;
  readonly query: string | null;
  readonly isLocked: boolean;
  readonly isActive: boolean;
  readonly ignoresInactive: boolean;
  /** The table that the members are of. */
  readonly members: TableMetadata;
}

/** `list.createdfromcode` */
const MEMBERS: Readonly<Record<number, string>> = { 1: "account", 2: "contact", 4: "lead" };

/** @throws DataverseError 404 when there is no such list */
export async function readList(context: WriteContext, id: string): Promise<MarketingList> {
  const rows = await context.organization.database.query<{
    type: boolean | null;
    query: string | null;
    lockstatus: boolean | null;
    statecode: number | null;
    createdfromcode: number | null;
    ignoreinactivelistmembers: boolean | null;
  }>(
    "select type, query, lockstatus, statecode, createdfromcode, ignoreinactivelistmembers from list where listid = $1",
    [id],
  );
  const row = rows[0];
  if (row === undefined) throw noSuchRow("list", id);
  const members = MEMBERS[row.createdfromcode ?? 0];
  if (members === undefined) throw new DataverseError(400, "0x80040301", "Unsupported list member type.");
  return {
    id,
    isDynamic: row.type === true,
    query: row.query,
    isLocked: row.lockstatus === true,
    isActive: row.statecode === 0,
    ignoresInactive: row.ignoreinactivelistmembers !== false,
    members: requireTable(context, members),
  };
}

/**
 * A list whose members may be changed by the caller: static, active and not locked.
 * @throws DataverseError 400 with the code of what it is not, 403 without the right to change it
 */
export async function requireChangeable(context: WriteContext, id: string): Promise<MarketingList> {
  const list = await readList(context, id);
  await requireAccess(context, requireTable(context, "list"), [id], "Write");
  if (list.isDynamic) {
    throw new DataverseError(400, "0x8004f701", "This action is not available for a dynamic marketing list.");
  }
  if (!list.isActive) {
    throw new DataverseError(400, "0x8004033a", "List is not active. Cannot perform this operation.");
  }
  if (list.isLocked)
    throw new DataverseError(400, "0x80040302", "List is Locked. Cannot perform this action.");
  return list;
}

/**
 * The members as they are at this moment: those on record, or those that the list's own FetchXML finds, with the eyes of
 * the caller.
 */
export async function membersOf(context: WriteContext, list: MarketingList): Promise<string[]> {
  if (!list.isDynamic) {
    const rows = await context.organization.database.query<{ id: string }>(
      "select distinct entityid as id from listmember where listid = $1",
      [list.id],
    );
    return rows.map((row) => row.id);
  }
  // A dynamic list without a query has nobody on it.
  if (list.query === null) return [];
  const query = parseFetchXml(list.query);
  if (query.table !== list.members.logicalName) throw tableMismatch(list.members.logicalName, query.table);
  const { organization, caller } = context;
  if (query.top === undefined && !query.aggregate) {
    return [...(await findIds(organization, caller, { ...query, page: undefined, pagingCookie: undefined }))];
  }
  const { primaryIdColumn } = list.members;
  const { rows } = await executeQuery(organization, caller, {
    ...query,
    columns: [{ name: primaryIdColumn }],
  });
  return [...new Set(rows.map((row) => String(row[primaryIdColumn])))];
}
