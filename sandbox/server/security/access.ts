import { Depth, type TableMetadata, type Verb } from "../metadata/model";
import type { Organization } from "../organization";
import { identifier } from "../store/physical";
import { accessCondition } from "./accessCondition";
import type { Caller } from "./caller";
import { accessDenied, privilegeDenied } from "./denied";

/**
 * The privilege on the table as a whole, at whatever depth.
 * @throws DataverseError 403 0x80040220 when no role gives it
 */
export function requirePrivilege(caller: Caller, table: TableMetadata, verb: Verb): Depth {
  const depth = caller.depth(table.logicalName, verb);
  if (depth === Depth.None) {
    throw privilegeDenied(caller, table, verb);
  }
  return depth;
}

interface Row {
  readonly id: string;
  readonly ownerId?: string;
  readonly businessUnitId?: string;
}

/** The first of these rows that the caller's depth does not reach; rows that do not exist are not looked at. */
async function firstOutOfReach(
  organization: Organization,
  caller: Caller,
  table: TableMetadata,
  ids: readonly string[],
  verb: Verb,
): Promise<Row | undefined> {
  const parameters: unknown[] = [ids];
  const condition = accessCondition(organization.metadata, caller, table, verb, "r", (value) => {
    parameters.push(value);
    return `$${String(parameters.length)}`;
  });
  if (condition === undefined || ids.length === 0) {
    return undefined;
  }
  const owner = table.columns.has("ownerid") ? `, r.ownerid as "ownerId"` : "";
  const unit = table.columns.has("owningbusinessunit") ? `, r.owningbusinessunit as "businessUnitId"` : "";
  const rows = await organization.database.query<Row>(
    `select r.${identifier(table.primaryIdColumn)} as id${owner}${unit} from ${identifier(table.logicalName)} r
     where r.${identifier(table.primaryIdColumn)} = any($1::uuid[]) and (${condition}) is not true limit 1`,
    parameters,
  );
  return rows[0];
}

/**
 * The right on rows that exist.
 * @throws DataverseError 403 0x80040220 without the privilege, 403 0x80048306 when a row lies beyond its depth
 */
export async function requireAccess(
  organization: Organization,
  caller: Caller,
  table: TableMetadata,
  ids: readonly string[],
  verb: Verb,
): Promise<void> {
  const row = await firstOutOfReach(organization, caller, table, ids, verb);
  if (row) {
    throw accessDenied(caller, table, row, verb);
  }
}

/** Whether the caller may do this with the row; a row that does not exist is out of nobody's reach. */
export async function canAccess(
  organization: Organization,
  caller: Caller,
  table: TableMetadata,
  id: string,
  verb: Verb,
): Promise<boolean> {
  return (
    caller.depth(table.logicalName, verb) !== Depth.None &&
    (await firstOutOfReach(organization, caller, table, [id], verb)) === undefined
  );
}

/** In the order of Dataverse's flags, which is how it writes them. */
const RIGHTS: readonly Verb[] = [
  "Read",
  "Write",
  "Append",
  "AppendTo",
  "Create",
  "Delete",
  "Share",
  "Assign",
];

/** What `RetrievePrincipalAccess` answers: `ReadAccess, WriteAccess, …`, or `None`. */
export async function accessRights(
  organization: Organization,
  caller: Caller,
  table: TableMetadata,
  id: string,
): Promise<string> {
  const rights: string[] = [];
  for (const verb of RIGHTS) {
    if (await canAccess(organization, caller, table, id, verb)) {
      rights.push(`${verb}Access`);
    }
  }
  return rights.length === 0 ? "None" : rights.join(", ");
}
