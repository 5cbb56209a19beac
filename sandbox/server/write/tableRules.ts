import { DataverseError, notSupportedBySandbox } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { SYSTEM_ADMINISTRATOR } from "../security/administrator";
import { hasLanguage, noSuchLanguage } from "../security/languages";
import { isTimeZone } from "../security/timeZones";
import type { WriteContext } from "./context";
import type { Pointer } from "./pointer";
import type { Payload } from "./payload";

/** What single tables ask of a new row beyond their columns. */
export function checkTableRules(table: TableMetadata, payload: Payload, lookups: readonly Pointer[]): void {
  checkUserSettings(payload);
  const points = (name: string): boolean => lookups.some(({ column }) => column.logicalName === name);
  switch (table.logicalName) {
    case "campaignactivity":
      if (!points("regardingobjectid")) {
        throw new DataverseError(400, "0x80040309", "RegardingObjectId is a required field.");
      }
      break;
    case "campaignresponse":
      if (!points("regardingobjectid")) {
        throw new DataverseError(400, "0x8004030a", "RegardingObjectId is a required field.");
      }
      break;
    case "connection":
      if (!points("record1id") || !points("record2id")) {
        throw new DataverseError(400, "0x80048218", "Both connection sides are needed.");
      }
      break;
    case "appnotification":
      if (lookups.some(({ column, to }) => column.logicalName === "ownerid" && to.table !== "systemuser")) {
        throw new DataverseError(400, "0x80040229", "The owner of a notification has to be a user.");
      }
      break;
    case "list":
      checkListLock(payload, isDynamicList(payload));
      break;
  }
}

/**
 * What a user may choose for themselves. Of Dataverse's time zones the sandbox knows some; another one's days would be taken for
 * those of UTC.
 * @throws DataverseError 400 on a language that the organisation has not, 501 on a time zone that is not known here
 */
export function checkUserSettings({ table, values }: Payload): void {
  if (table.logicalName !== "usersettings") return;
  for (const [{ logicalName }, value] of values) {
    if (typeof value !== "number") continue;
    if (logicalName === "uilanguageid" && !hasLanguage(value)) throw noSuchLanguage(value);
    if (logicalName === "timezonecode" && !isTimeZone(value)) {
      throw notSupportedBySandbox(`the time zone with the number ${String(value)}`);
    }
  }
}

/** @throws DataverseError 400 0x8004f703 on a dynamic list that would be locked */
export function checkListLock(payload: Payload, isDynamic: boolean): void {
  const { table } = payload;
  const lock = table.columns.get("lockstatus");
  if (table.logicalName !== "list" || lock === undefined || !isDynamic) return;
  if (payload.values.get(lock) === true) {
    throw new DataverseError(400, "0x8004f703", "Lock Status cannot be specified for a dynamic list.");
  }
}

function isDynamicList({ table, values }: Payload): boolean {
  const type = table.columns.get("type");
  return type !== undefined && values.get(type) === true;
}

const OPPORTUNITY_STATES: Readonly<Record<number, string>> = { 1: "won", 2: "lost" };

/**
 * An opportunity is won or lost through its own actions, which write the closing activity.
 * @throws DataverseError 400 0x80040233 on an update that would close it
 */
export function checkStateChange(table: TableMetadata, state: number | undefined, current: number): void {
  if (table.logicalName !== "opportunity" || state === undefined || state === current) return;
  const name = OPPORTUNITY_STATES[state];
  if (name === undefined) return;
  throw new DataverseError(
    400,
    "0x80040233",
    `This message can not be used to set the state of opportunity to ${name}. In order to set state of opportunity to ${name}, use the ${name} message instead.`,
  );
}

/**
 * Rows without which there would be no organisation.
 * @throws DataverseError 400 with the code of what they are
 */
export function checkDelete(
  { organization }: WriteContext,
  table: TableMetadata,
  ids: readonly string[],
): void {
  if (table.logicalName === "role" && ids.includes(SYSTEM_ADMINISTRATOR)) {
    throw new DataverseError(400, "0x80041d2e", "The System Administrator Role cannot be deleted.");
  }
  if (table.logicalName === "transactioncurrency" && ids.includes(organization.baseCurrencyId)) {
    throw new DataverseError(400, "0x80048cff", "The base currency of an organization cannot be deleted.");
  }
}
