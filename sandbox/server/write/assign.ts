import type { OneToManyRelationship, TableMetadata } from "../metadata/model";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import { isStored, NEXT_VERSION } from "../store/schema";
import { replaceKeptParty } from "./activityParties";
import type { Reference, WriteContext } from "./context";
import { ownerOf, type Owner } from "./owner";
import { requireAccess } from "./rights";

/**
 * Gives rows to another owner, and with them those that their relationships take along. The rows of one table change hands
 * in one statement.
 */
export async function assignRows(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
  to: Reference,
): Promise<void> {
  const owner = await ownerOf(context, to);
  const visited = new Set<string>();
  await assign(context, table, ids, owner, visited);
}

async function assign(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
  owner: Owner,
  visited: Set<string>,
): Promise<void> {
  const fresh = ids.filter((id) => !visited.has(`${table.logicalName} ${id}`));
  if (fresh.length === 0 || table.ownership !== "UserOwned") return;
  for (const id of fresh) visited.add(`${table.logicalName} ${id}`);
  await requireAccess(context, table, fresh, "Assign");
  const owners = await ownersBefore(context, table, fresh);
  await writeOwner(context, table, fresh, owner);
  for (const id of table.isActivity ? fresh : []) await replaceKeptParty(context, table, id, "owner", owner);
  for (const relationship of context.organization.metadata.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "OneToMany" && relationship.referencedTable === table.logicalName) {
      await assignReferencing(context, relationship, fresh, owners, owner, visited);
    }
  }
}

async function assignReferencing(
  context: WriteContext,
  relationship: OneToManyRelationship,
  ids: readonly string[],
  owners: readonly string[],
  owner: Owner,
  visited: Set<string>,
): Promise<void> {
  const { assign: cascade } = relationship.cascade;
  if (cascade !== "Cascade" && cascade !== "Active" && cascade !== "UserOwned") return;
  const child = context.organization.metadata.table(relationship.referencingTable);
  const column = child?.columns.get(relationship.referencingColumn);
  if (child?.ownership !== "UserOwned" || column === undefined || !isStored(child)) return;
  const conditions = [`${identifier(column.logicalName)} = any($1::uuid[])`];
  const parameters: unknown[] = [ids];
  if (isPolymorphic(column)) {
    parameters.push(relationship.referencedTable);
    conditions.push(`${identifier(targetColumn(column.logicalName))} = $${String(parameters.length)}`);
  }
  if (cascade === "Active" && child.columns.has("statecode")) conditions.push("statecode = 0");
  if (cascade === "UserOwned") {
    // Only what belonged to the owner of the row itself.
    parameters.push(owners);
    conditions.push(`ownerid = any($${String(parameters.length)}::uuid[])`);
  }
  const rows = await context.organization.database.query<{ id: string }>(
    `select ${identifier(child.primaryIdColumn)} as id from ${identifier(child.logicalName)} where ${conditions.join(" and ")}`,
    parameters,
  );
  await assign(
    context,
    child,
    rows.map((row) => row.id),
    owner,
    visited,
  );
}

async function ownersBefore(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await context.organization.database.query<{ id: string }>(
    `select distinct ownerid as id from ${identifier(table.logicalName)} where ${identifier(table.primaryIdColumn)} = any($1::uuid[]) and ownerid is not null`,
    [ids],
  );
  return rows.map((row) => row.id);
}

async function writeOwner(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
  owner: Owner,
): Promise<void> {
  const parameters: unknown[] = [ids];
  const assignments: string[] = [`versionnumber = ${NEXT_VERSION}`];
  const set = (column: string, value: unknown): void => {
    parameters.push(value);
    assignments.push(`${identifier(column)} = $${String(parameters.length)}`);
  };
  const point = (name: string, to: Reference | null): void => {
    const column = table.columns.get(name);
    if (column === undefined) return;
    set(name, to?.id ?? null);
    if (isPolymorphic(column)) set(targetColumn(name), to?.table ?? null);
  };
  point("ownerid", owner);
  point("owninguser", owner.table === "systemuser" ? owner : null);
  point("owningteam", owner.table === "team" ? owner : null);
  point("owningbusinessunit", { table: "businessunit", id: owner.businessUnitId });
  point("modifiedby", { table: "systemuser", id: context.caller.userId });
  if (table.columns.has("modifiedon")) set("modifiedon", `${context.now.toISOString().slice(0, 19)}Z`);
  await context.organization.database.query(
    `update ${identifier(table.logicalName)} set ${assignments.join(", ")} where ${identifier(table.primaryIdColumn)} = any($1::uuid[])`,
    parameters,
  );
}
