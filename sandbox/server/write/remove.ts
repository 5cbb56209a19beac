import { DataverseError } from "../errors";
import type { OneToManyRelationship, TableMetadata } from "../metadata/model";
import { noSuchRow } from "../odata/refusals";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import { ACTIVITY_POINTER, isStored, NEXT_VERSION } from "../store/schema";
import { ACTIVITY_PARTY } from "./activityParties";
import { CONNECTION, mirrorsOf } from "./connections";
import type { WriteContext } from "./context";
import { countMembers, listsOfMembers } from "./memberCount";
import { requireAccess } from "./rights";
import { requireRow } from "./rowBefore";
import { requireMessage } from "./supportedMessages";
import { checkDelete } from "./tableRules";

/** Rows under way to their deletion, so that circles of relationships end. */
type Doomed = Map<string, Set<string>>;

/** Deletes a row, and what its relationships take along. */
export async function deleteRow(context: WriteContext, table: TableMetadata, id: string): Promise<void> {
  requireMessage(table, "Delete");
  if (table.logicalName === ACTIVITY_POINTER) {
    await deleteRow(context, await activityOf(context, id), id);
    return;
  }
  await requireRow(context, table, id);
  await deleteRows(context, table, [id]);
}

/** Deletes rows of one table, with one statement for each table and relationship on the way. */
async function deleteRows(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
): Promise<void> {
  await remove(context, table, ids, new Map());
}

async function activityOf(context: WriteContext, id: string): Promise<TableMetadata> {
  const rows = await context.organization.database.query<{ type: string }>(
    "select activitytypecode as type from activitypointer where activityid = $1",
    [id],
  );
  const table = context.organization.metadata.table(rows[0]?.type ?? "");
  if (table === undefined) throw noSuchRow(ACTIVITY_POINTER, id);
  return table;
}

async function remove(
  context: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
  doomed: Doomed,
): Promise<void> {
  const known = doomed.get(table.logicalName) ?? new Set<string>();
  doomed.set(table.logicalName, known);
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  for (const id of fresh) known.add(id);
  if (!isPart(table)) await requireAccess(context, table, fresh, "Delete");
  checkDelete(context, table, fresh);
  const { metadata, database } = context.organization;
  for (const relationship of metadata.relationshipsOf(table.logicalName)) {
    if (relationship.kind === "OneToMany") {
      if (relationship.referencedTable === table.logicalName) {
        await follow(context, relationship, fresh, doomed);
      }
    } else {
      await unlink(
        context,
        relationship.intersectTable,
        relationship.table1,
        relationship.table1IntersectColumn,
        table,
        fresh,
      );
      await unlink(
        context,
        relationship.intersectTable,
        relationship.table2,
        relationship.table2IntersectColumn,
        table,
        fresh,
      );
    }
  }
  if (table.isActivity) {
    await database.query("delete from activityparty where activityid = any($1::uuid[])", [fresh]);
  }
  if (table.logicalName === CONNECTION) await remove(context, table, await mirrorsOf(context, fresh), doomed);
  await database.query(
    `delete from ${identifier(table.logicalName)} where ${identifier(table.primaryIdColumn)} = any($1::uuid[])`,
    [fresh],
  );
}

/** Rows that belong to another and have no privileges of their own. */
function isPart(table: TableMetadata): boolean {
  return table.logicalName === ACTIVITY_PARTY || table.isIntersect;
}

async function follow(
  context: WriteContext,
  relationship: OneToManyRelationship,
  ids: readonly string[],
  doomed: Doomed,
): Promise<void> {
  const child = context.organization.metadata.table(relationship.referencingTable);
  const column = child?.columns.get(relationship.referencingColumn);
  if (child === undefined || column === undefined || !isStored(child)) return;
  const name = identifier(column.logicalName);
  const condition = isPolymorphic(column)
    ? `${name} = any($1::uuid[]) and ${identifier(targetColumn(column.logicalName))} = $2`
    : `${name} = any($1::uuid[])`;
  const parameters: unknown[] = isPolymorphic(column) ? [ids, relationship.referencedTable] : [ids];
  switch (relationship.cascade.delete) {
    case "Cascade":
    case "Active":
    case "UserOwned":
      await remove(context, child, await referencing(context, child, condition, parameters), doomed);
      break;
    case "Restrict": {
      const known = doomed.get(child.logicalName);
      const rows = await referencing(context, child, condition, parameters);
      if (rows.some((id) => known?.has(id) !== true)) throw stillReferenced();
      break;
    }
    case "NoCascade":
      // Nothing happens to the row; a party is marked, as its name goes on standing in the activity.
      if (child.logicalName === ACTIVITY_PARTY) {
        await context.organization.database.query(
          `update activityparty set ispartydeleted = true where ${condition}`,
          parameters,
        );
      }
      break;
    case "RemoveLink": {
      const emptied = isPolymorphic(column)
        ? `${name} = null, ${identifier(targetColumn(column.logicalName))} = null`
        : `${name} = null`;
      const version = child.columns.has("versionnumber") ? `, versionnumber = ${NEXT_VERSION}` : "";
      await context.organization.database.query(
        `update ${identifier(child.logicalName)} set ${emptied}${version} where ${condition}`,
        parameters,
      );
      break;
    }
  }
}

async function referencing(
  context: WriteContext,
  child: TableMetadata,
  condition: string,
  parameters: readonly unknown[],
): Promise<string[]> {
  const rows = await context.organization.database.query<{ id: string }>(
    `select ${identifier(child.primaryIdColumn)} as id from ${identifier(child.logicalName)} where ${condition}`,
    parameters,
  );
  return rows.map((row) => row.id);
}

/** Takes the rows out of a many-to-many relationship; members out of their lists. */
async function unlink(
  context: WriteContext,
  intersect: string,
  side: string,
  column: string,
  table: TableMetadata,
  ids: readonly string[],
): Promise<void> {
  if (side !== table.logicalName) return;
  const lists = intersect === "listmember" ? await listsOfMembers(context, ids) : [];
  await context.organization.database.query(
    `delete from ${identifier(intersect)} where ${identifier(column)} = any($1::uuid[])`,
    [ids],
  );
  await countMembers(context, lists);
}

function stillReferenced(): DataverseError {
  return new DataverseError(
    405,
    "0x80040227",
    "The record cannot be deleted because it is associated with another record. Contact a system administrator to determine what associations are preventing this record from being deleted.",
  );
}
