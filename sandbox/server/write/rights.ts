import type { TableMetadata, Verb } from "../metadata/model";
import { requireAccess as requireAccessTo, requirePrivilege } from "../security/access";
import { accessDenied } from "../security/denied";
import { reachOf } from "../security/reach";
import type { WriteContext } from "./context";
import type { Pointer } from "./pointer";
import type { Owner } from "./owner";

/**
 * Create, for a row that will belong to `owner`; giving it to somebody else also takes Assign.
 * @throws DataverseError 403 when the caller's roles do not reach that far
 */
export function requireCreate(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  owner: Owner | undefined,
): void {
  requirePrivilege(context.caller, table, "Create");
  if (owner === undefined) return;
  requireReach(context, table, id, owner, "Create");
  if (owner.id !== context.caller.userId) {
    requirePrivilege(context.caller, table, "Assign");
    requireReach(context, table, id, owner, "Assign");
  }
}

function requireReach(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  owner: Owner,
  verb: Verb,
): void {
  const { everything, owners, businessUnits } = reachOf(context.caller, table.logicalName, verb);
  if (everything || owners.includes(owner.id) || businessUnits.includes(owner.businessUnitId)) return;
  const row = { id, ownerId: owner.id, businessUnitId: owner.businessUnitId };
  throw accessDenied(context.caller, table, row, verb);
}

/** Append on the table that has the lookup, AppendTo on each row pointed to. */
export async function requireAppend(
  context: WriteContext,
  table: TableMetadata,
  lookups: readonly Pointer[],
): Promise<void> {
  if (lookups.length === 0) return;
  requirePrivilege(context.caller, table, "Append");
  for (const { to } of lookups) {
    const target = context.organization.metadata.table(to.table);
    if (target !== undefined) await requireAccess(context, target, [to.id], "AppendTo");
  }
}

/** The right on rows that exist. */
export function requireAccess(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
  verb: Verb,
): Promise<void> {
  return requireAccessTo(context.organization, context.caller, table, ids, verb);
}
