import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { badQuery } from "../odata/refusals";
import { acceptValue } from "./acceptValue";
import { ACTIVITY_PARTY, removeListedParties, replaceKeptParty } from "./activityParties";
import { assignRows } from "./assign";
import { mirrorConnection } from "./connections";
import type { Reference, WriteContext } from "./context";
import { createChildren } from "./create";
import { composeFullName } from "./fullName";
import { convertMoney } from "./money";
import { refuseLoop } from "./parentLoop";
import type { Payload } from "./payload";
import type { Pointer } from "./pointer";
import { resolveReference } from "./resolveReference";
import { requireAccess, requireAppend } from "./rights";
import { requireRow, type RowBefore } from "./rowBefore";
import { RowValues } from "./rowValues";
import { resultingState } from "./state";
import { requireMessage } from "./supportedMessages";
import { checkListLock, checkStateChange, checkUserSettings } from "./tableRules";

/** A lookup that an update sets, or empties. */
interface Repointing {
  readonly column: Pointer["column"];
  readonly to: Reference | null;
}

/**
 * Changes a row.
 * @throws DataverseError 404 when there is no such row; 403, 400, 412 when the change is refused
 */
export async function updateRow(context: WriteContext, id: string, payload: Payload): Promise<void> {
  const { table } = payload;
  requireMessage(table, "Update");
  const before = await requireRow(context, table, id);
  await requireAccess(context, table, [id], "Write");
  refuseDeepUpdate(payload);
  const lookups = await repointingsOf(context, payload);
  const values = new RowValues(table);
  for (const [column, value] of payload.values) {
    const accepted = acceptValue(table, column, value);
    if (!column.validForUpdate || column.type === "state" || column.type === "status") continue;
    refuseNull(column.required === "systemrequired" && accepted === null, column.logicalName);
    values.set(column.logicalName, accepted);
  }
  checkListLock(payload, before.values["type"] === true);
  checkUserSettings(payload);
  const owner = lookups.find(({ column }) => column.logicalName === "ownerid");
  for (const { column, to } of lookups) {
    if (column === owner?.column) continue;
    refuseNull(column.required === "systemrequired" && to === null, column.logicalName);
    await refuseLoop(context, table, id, column, to);
    values.point(column, to);
  }
  await requireAppend(
    context,
    table,
    lookups.flatMap(({ column, to }) => (to === null || column.type === "owner" ? [] : [{ column, to }])),
  );
  setState(values, payload, before);
  composeFullName(values, false);
  await keepMoney(context, values, lookups, before);
  stamp(context, values);
  await values.update(context.organization.database, id);
  if (owner !== undefined) {
    refuseNull(owner.to === null, "ownerid");
    if (owner.to !== null) await assignRows(context, table, [id], owner.to);
  }
  await keepParties(context, payload, id, lookups);
  await mirrorConnection(context, table, id);
}

/** Who changed a row, and when. */
export function stamp(context: WriteContext, values: RowValues): void {
  const modifiedBy = values.table.columns.get("modifiedby");
  if (modifiedBy !== undefined) values.point(modifiedBy, { table: "systemuser", id: context.caller.userId });
  const behalf = values.table.columns.get("modifiedonbehalfby");
  if (behalf !== undefined) {
    const { onBehalfBy } = context;
    values.point(behalf, onBehalfBy === undefined ? null : { table: "systemuser", id: onBehalfBy });
  }
  values.set("modifiedon", `${context.now.toISOString().slice(0, 19)}Z`);
}

/** Rows nested in an update are refused, but for the parties of an activity, which are a part of it. */
function refuseDeepUpdate(payload: Payload): void {
  if (payload.parents.length > 0) {
    throw badQuery("Deep update of navigation properties is not allowed.");
  }
  const isRefused = payload.children.some(
    ({ navigation }) => navigation.target.logicalName !== ACTIVITY_PARTY,
  );
  if (isRefused || payload.associations.length > 0) {
    throw badQuery("Associate of 1:N navigation property with Create of Update is not supported in CRM");
  }
}

async function repointingsOf(context: WriteContext, payload: Payload): Promise<Repointing[]> {
  const repointings = new Map<Repointing["column"], Repointing>();
  for (const { navigation, url } of payload.binds) {
    const { column } = navigation;
    const to = url === null ? null : await resolveReference(context, url, navigation.targets);
    if (!column.validForUpdate) continue;
    const other = repointings.get(column);
    if (other !== undefined && (other.to !== null) === (to !== null)) {
      throw new DataverseError(
        400,
        "0x80048d19",
        `The lookup '${column.logicalName}' is set more than once.`,
      );
    }
    // Of the typed properties of one polymorphic lookup, the one that has a value counts.
    if (other === undefined || to !== null) repointings.set(column, { column, to });
  }
  return [...repointings.values()];
}

function refuseNull(refused: boolean, column: string): void {
  if (refused) throw new DataverseError(400, "0x80040200", `Attribute '${column}' cannot be NULL`);
}

function setState(values: RowValues, payload: Payload, before: RowBefore): void {
  const { table } = payload;
  const given = (name: string): number | undefined => {
    const column = table.columns.get(name);
    const value = column?.validForUpdate === true ? payload.values.get(column) : undefined;
    refuseNull(value === null, name);
    return typeof value === "number" ? value : undefined;
  };
  const [state, status] = [given("statecode"), given("statuscode")];
  if (state === undefined && status === undefined) return;
  const current = Number(before.values["statecode"] ?? 0);
  checkStateChange(table, state, current);
  const resulting = resultingState(table, state, status, current);
  if (resulting === undefined) return;
  // Naming the state that the row is in already changes nothing, not even the status.
  if (status === undefined && resulting.state === current) return;
  values.set("statecode", resulting.state);
  values.set("statuscode", resulting.status);
}

async function keepMoney(
  context: WriteContext,
  values: RowValues,
  lookups: readonly Repointing[],
  before: RowBefore,
): Promise<void> {
  const currency = lookups.find(({ column }) => column.logicalName === "transactioncurrencyid");
  const current = before.values["transactioncurrencyid"];
  await convertMoney(
    context,
    values,
    typeof current === "string" ? current : null,
    currency === undefined ? undefined : (currency.to?.id ?? null),
  );
}

async function keepParties(
  context: WriteContext,
  payload: Payload,
  id: string,
  lookups: readonly Repointing[],
): Promise<void> {
  const { table } = payload;
  const regarding = lookups.find(({ column }) => column.logicalName === "regardingobjectid");
  if (regarding !== undefined) await replaceKeptParty(context, table, id, "regarding", regarding.to);
  const listed = payload.children.filter(
    ({ navigation }) => navigation.target.logicalName === ACTIVITY_PARTY,
  );
  if (listed.length === 0) return;
  await removeListedParties(context, id);
  await createChildren(context, { ...payload, children: listed }, id);
}

/** Points one lookup of a row to another row, or to none. */
export async function repoint(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  column: Pointer["column"],
  to: Reference | null,
): Promise<void> {
  requireMessage(table, "Update");
  const before = await requireRow(context, table, id);
  await requireAccess(context, table, [id], "Write");
  // What the platform keeps is not set by this door either.
  if (!column.validForUpdate) return;
  refuseNull(column.required === "systemrequired" && to === null, column.logicalName);
  if (column.logicalName === "ownerid") {
    if (to !== null) await assignRows(context, table, [id], to);
    return;
  }
  await refuseLoop(context, table, id, column, to);
  if (to !== null) await requireAppend(context, table, [{ column, to }]);
  const values = new RowValues(table);
  values.point(column, to);
  await keepMoney(context, values, [{ column, to }], before);
  stamp(context, values);
  await values.update(context.organization.database, id);
  if (column.logicalName === "regardingobjectid") await replaceKeptParty(context, table, id, "regarding", to);
  await mirrorConnection(context, table, id);
}
