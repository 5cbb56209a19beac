import { randomUUID } from "node:crypto";
import { DataverseError } from "../errors";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { isNil } from "../odata/rowKey";
import { acceptValue } from "./acceptValue";
import { ACTIVITY_PARTY, checkParty, createActivityParties, nameParties } from "./activityParties";
import { associate } from "./associate";
import { completeConnection } from "./connections";
import type { Reference, WriteContext } from "./context";
import { composeFullName } from "./fullName";
import { convertMoney } from "./money";
import { ownedByCaller, ownerOf, setOwner, type Owner } from "./owner";
import type { Payload } from "./payload";
import type { Pointer } from "./pointer";
import { resolveReference } from "./resolveReference";
import { requireAppend, requireCreate } from "./rights";
import { RowValues } from "./rowValues";
import { initialState, resultingState } from "./state";
import { requireMessage } from "./supportedMessages";
import { checkTableRules } from "./tableRules";

/**
 * Creates a row, the rows nested in it, and all that goes with them. Nothing is undone here when something fails: the
 * transaction around the request does that.
 * @param pointers lookups that the surroundings set: the parent, in a deep insert
 * @returns the new row's id
 */
export async function createRow(
  context: WriteContext,
  payload: Payload,
  pointers: readonly Pointer[] = [],
): Promise<string> {
  const { table } = payload;
  requireMessage(table, "Create");
  return insertRow(context, payload, pointers, "caller");
}

/**
 * As `createRow`, for rows that no caller may create directly as well.
 * @param rights whose privileges count. The platform's: for a part of another row, such as a party of an activity, where
 * the other row's privileges were checked, and for what an action writes on the caller's behalf
 */
export async function insertRow(
  context: WriteContext,
  payload: Payload,
  pointers: readonly Pointer[],
  rights: "caller" | "platform",
): Promise<string> {
  const { table } = payload;
  const id = payload.id === undefined || isNil(payload.id) ? randomUUID() : payload.id;
  const values = new RowValues(table);
  values.set(table.primaryIdColumn, id);
  setDefaults(values);
  setGiven(values, payload);
  const lookups = await lookupsOf(context, payload, pointers);
  for (const { column, to } of lookups) if (column.logicalName !== "ownerid") values.point(column, to);
  const owner = await newOwner(context, table, lookups);
  if (owner !== undefined) setOwner(values, owner);
  if (rights === "caller") {
    requireCreate(context, table, id, owner);
    await requireAppend(
      context,
      table,
      lookups.filter(({ column }) => column.type !== "owner"),
    );
  }
  setSystemColumns(context, values);
  setInitialState(values, payload);
  composeFullName(values, true);
  countNobodyYet(values, payload);
  const currency = lookups.find(({ column }) => column.logicalName === "transactioncurrencyid")?.to.id;
  await convertMoney(context, values, undefined, currency);
  checkTableRules(table, payload, lookups);
  checkParty(context, payload, lookups);
  requireSystemColumns(values);
  await values.insert(context.organization.database);
  await createActivityParties(context, table, id, owner, lookups);
  if (table.logicalName === ACTIVITY_PARTY) await nameParties(context, [id]);
  await completeConnection(context, table, id);
  await createChildren(context, payload, id);
  return id;
}

function setDefaults(values: RowValues): void {
  for (const column of values.table.columns.values()) {
    if (column.defaultValue === undefined || column.type === "state" || column.type === "status") continue;
    const isBoolean = column.type === "boolean";
    values.set(column.logicalName, isBoolean ? Boolean(column.defaultValue) : Number(column.defaultValue));
  }
}

function setGiven(values: RowValues, payload: Payload): void {
  for (const [column, value] of payload.values) {
    const accepted = acceptValue(payload.table, column, value);
    // What cannot be set on create is ignored, as the platform does with it.
    if (!column.validForCreate || column.type === "state" || column.type === "status") continue;
    if (column.required === "systemrequired" && accepted === null) throw cannotBeNull(column);
    values.set(column.logicalName, accepted);
  }
}

/** All lookups of the new row: bound, created on the spot, and set by the surroundings. */
async function lookupsOf(
  context: WriteContext,
  payload: Payload,
  pointers: readonly Pointer[],
): Promise<Pointer[]> {
  const lookups = [...pointers];
  for (const { navigation, url } of payload.binds) {
    if (url === null) continue;
    const to = await resolveReference(context, url, navigation.targets);
    if (navigation.column.validForCreate) lookups.push({ column: navigation.column, to });
  }
  for (const { navigation, payload: parent } of payload.parents) {
    const created = await createRow(context, parent);
    lookups.push({ column: navigation.column, to: { table: parent.table.logicalName, id: created } });
  }
  const seen = new Set<ColumnMetadata>();
  for (const { column } of lookups) {
    if (seen.has(column)) {
      // Two typed navigation properties of one polymorphic lookup, for example.
      throw new DataverseError(
        400,
        "0x80048d19",
        `The lookup '${column.logicalName}' is set more than once.`,
      );
    }
    seen.add(column);
  }
  return lookups;
}

async function newOwner(
  context: WriteContext,
  table: TableMetadata,
  lookups: readonly Pointer[],
): Promise<Owner | undefined> {
  if (table.ownership !== "UserOwned") return undefined;
  const named = lookups.find(({ column }) => column.logicalName === "ownerid");
  if (named === undefined || named.to.id === context.caller.userId) return ownedByCaller(context);
  return ownerOf(context, named.to);
}

function setSystemColumns(context: WriteContext, values: RowValues): void {
  const { table } = values;
  const caller: Reference = { table: "systemuser", id: context.caller.userId };
  const now = `${context.now.toISOString().slice(0, 19)}Z`;
  const point = (name: string): void => {
    const column = table.columns.get(name);
    if (column !== undefined) values.point(column, caller);
  };
  // The creation date of imported rows: what is asked for becomes createdon, and the true moment is kept beside it.
  const overridden = values.has("overriddencreatedon") ? values.resulting("overriddencreatedon") : undefined;
  values.set("createdon", now);
  if (overridden !== undefined) {
    values.setExpression(
      "createdon",
      (parameter) => `coalesce(${overridden(parameter)}::timestamptz, ${parameter(now)}::timestamptz)`,
    );
    values.setExpression(
      "overriddencreatedon",
      (parameter) =>
        `case when ${overridden(parameter)}::timestamptz is null then null else ${parameter(now)}::timestamptz end`,
    );
  }
  values.set("modifiedon", now);
  point("createdby");
  point("modifiedby");
  const behalf = table.columns.get("createdonbehalfby");
  if (behalf !== undefined && context.onBehalfBy !== undefined) {
    values.point(behalf, { table: "systemuser", id: context.onBehalfBy });
  }
  if (table.ownership === "OrganizationOwned") {
    values.set("organizationid", context.organization.id);
  }
}

function setInitialState(values: RowValues, payload: Payload): void {
  const { table } = payload;
  const given = (name: string): number | undefined => {
    const column = table.columns.get(name);
    const value = column?.validForCreate === true ? payload.values.get(column) : undefined;
    return typeof value === "number" ? value : undefined;
  };
  const state = resultingState(table, given("statecode"), given("statuscode"), initialState(table));
  if (state === undefined) return;
  values.set("statecode", state.state);
  values.set("statuscode", state.status);
}

/** What a new marketing list says of its members: their table, and that there are none. */
function countNobodyYet(values: RowValues, payload: Payload): void {
  const { table } = payload;
  if (table.logicalName !== "list") return;
  const given = (name: string): unknown => {
    const column = table.columns.get(name);
    return column === undefined ? undefined : payload.values.get(column);
  };
  const memberType = given("createdfromcode");
  values.set("membertype", typeof memberType === "number" ? memberType : null);
  // A dynamic list has no count: it is found by asking.
  values.set("membercount", given("type") === true ? null : 0);
}

/**
 * Columns that the system itself requires. What only an application requires the Web API does not ask for
 * (learn.microsoft.com, "Column (attribute) definitions": application-required is enforced by forms, not by the service).
 */
function requireSystemColumns(values: RowValues): void {
  for (const column of values.table.columns.values()) {
    if (column.required !== "systemrequired" || !column.validForCreate || values.has(column.logicalName))
      continue;
    if (column.type === "partylist") continue;
    throw cannotBeNull(column);
  }
}

function cannotBeNull(column: ColumnMetadata): DataverseError {
  return new DataverseError(400, "0x80040200", `Attribute '${column.logicalName}' cannot be NULL`);
}

/** Creates the rows nested in a row that is there already, and associates those that are bound to it. */
export async function createChildren(context: WriteContext, payload: Payload, id: string): Promise<void> {
  const self: Reference = { table: payload.table.logicalName, id };
  for (const { navigation, payloads } of payload.children) {
    for (const child of payloads) {
      if (navigation.kind === "many" && navigation.target.logicalName === ACTIVITY_PARTY) {
        await insertRow(context, child, [{ column: navigation.column, to: self }], "platform");
      } else if (navigation.kind === "many") {
        await createRow(context, child, [{ column: navigation.column, to: self }]);
      } else {
        const created = await createRow(context, child);
        await associate(context, self, navigation, { table: child.table.logicalName, id: created });
      }
    }
  }
  for (const { navigation, url } of payload.associations) {
    await associate(context, self, navigation, await resolveReference(context, url, [navigation.target]));
  }
}
