import { DataverseError, notSupportedBySandbox } from "../errors";
import type { TableMetadata } from "../metadata/model";

export type Message = "Create" | "Update" | "Delete";

const ALL: readonly Message[] = ["Create", "Update", "Delete"];

/**
 * Tables whose rows only come and go with others: through their activity, or through actions such as AddMemberList. Their
 * reference pages list no such message.
 */
const UNSUPPORTED: Readonly<Record<string, readonly Message[]>> = {
  activityparty: ALL,
  activitypointer: ["Create", "Update"],
  bulkoperationlog: ALL,
  campaignactivityitem: ALL,
  campaignitem: ALL,
  listmember: ALL,
  processstage: ALL,
};

/** @throws DataverseError 400 0x80040800 when rows of the table are not written that way */
export function requireMessage(table: TableMetadata, message: Message): void {
  if (table.logicalName === "solution") {
    throw notSupportedBySandbox(`${message} of a solution's row: solutions are imported`);
  }
  const refused = Object.hasOwn(UNSUPPORTED, table.logicalName) ? UNSUPPORTED[table.logicalName] : undefined;
  if (!table.isIntersect && refused?.includes(message) !== true) return;
  throw new DataverseError(
    400,
    "0x80040800",
    `The '${message}' method does not support entities of type '${table.logicalName}'. MessageProcessorCache returned MessageProcessor.Empty. `,
  );
}
