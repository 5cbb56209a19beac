import { randomUUID } from "node:crypto";
import { notSupportedBySandbox } from "../errors";
import type { ManyToMany, Navigation, ToCollection } from "../odata/navigation";
import { noSuchRow } from "../odata/refusals";
import { identifier } from "../store/physical";
import type { Reference, WriteContext } from "./context";
import { requireAccess } from "./rights";
import { requireRow } from "./rowBefore";
import { RowValues } from "./rowValues";
import { duplicateRow } from "./uniqueViolation";
import { repoint } from "./update";

/** Intersect tables that have an action of their own, with checks that an association would pass by. */
const BY_ACTION: Readonly<Record<string, string>> = {
  listmember: "AddMemberList and RemoveMemberList",
  campaignitem: "AddItemCampaign",
  campaignactivityitem: "AddItemCampaignActivity and RemoveItemCampaignActivity",
};

/** Associates two rows that are there already. */
export async function associate(
  context: WriteContext,
  one: Reference,
  navigation: ToCollection,
  other: Reference,
): Promise<void> {
  if (navigation.kind === "many") {
    await repoint(context, navigation.target, other.id, navigation.column, one);
    return;
  }
  await requireBothAppends(context, one, navigation, other);
  const existing = await context.organization.database.query(
    `select 1 from ${identifier(navigation.intersect.logicalName)} where ${pair(navigation)}`,
    [one.id, other.id],
  );
  if (existing.length > 0) throw duplicateRow();
  const values = new RowValues(navigation.intersect);
  values.set(navigation.intersect.primaryIdColumn, randomUUID());
  setEnd(values, navigation.nearColumn, one);
  setEnd(values, navigation.farColumn, other);
  await values.insert(context.organization.database);
}

/** Ends an association. What is not associated is left as it is, as Dataverse leaves it. */
export async function disassociate(
  context: WriteContext,
  one: Reference,
  navigation: Navigation,
  other: Reference | undefined,
): Promise<void> {
  if (navigation.kind === "one") {
    const table = context.organization.metadata.table(one.table);
    if (table !== undefined) await repoint(context, table, one.id, navigation.column, null);
    return;
  }
  if (other === undefined) throw noSuchRow(navigation.target.logicalName, "");
  if (navigation.kind === "many") {
    const rows = await context.organization.database.query(
      `select 1 from ${identifier(navigation.target.logicalName)} where ${identifier(navigation.target.primaryIdColumn)} = $1 and ${identifier(navigation.column.logicalName)} = $2`,
      [other.id, one.id],
    );
    if (rows.length > 0) await repoint(context, navigation.target, other.id, navigation.column, null);
    else await requireRow(context, navigation.target, other.id);
    return;
  }
  await requireBothAppends(context, one, navigation, other);
  await context.organization.database.query(
    `delete from ${identifier(navigation.intersect.logicalName)} where ${pair(navigation)}`,
    [one.id, other.id],
  );
}

function pair(navigation: ManyToMany): string {
  return `${identifier(navigation.nearColumn)} = $1 and ${identifier(navigation.farColumn)} = $2`;
}

function setEnd(values: RowValues, name: string, end: Reference): void {
  const column = values.table.columns.get(name);
  if (column === undefined) return;
  if (column.type === "uniqueidentifier") values.set(name, end.id);
  else values.point(column, end);
}

/**
 * Associating, and ending it, takes Append on both rows: "for many-to-many relationships, you must have Append privilege for both
 * tables being associated or disassociated" (learn.microsoft.com, "Security roles and privileges"); and AppendTo on the other one.
 */
async function requireBothAppends(
  context: WriteContext,
  one: Reference,
  navigation: ManyToMany,
  other: Reference,
): Promise<void> {
  const action = Object.hasOwn(BY_ACTION, navigation.intersect.logicalName)
    ? BY_ACTION[navigation.intersect.logicalName]
    : undefined;
  if (action !== undefined) {
    throw notSupportedBySandbox(`associating through ${navigation.name} (use ${action})`);
  }
  const table = context.organization.metadata.table(one.table);
  if (table !== undefined) {
    await requireRow(context, table, one.id);
    await requireAccess(context, table, [one.id], "Append");
  }
  await requireRow(context, navigation.target, other.id);
  await requireAccess(context, navigation.target, [other.id], "Append");
  await requireAccess(context, navigation.target, [other.id], "AppendTo");
}
