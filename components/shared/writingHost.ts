import type { Host } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { hostOf } from "./hostOf";

export type Verb = "create" | "read" | "write" | "delete";
/** How far a privilege reaches: rows of one's own, or everybody's. */
export type Depth = "own" | "everybody";

/** What a component that writes needs of the host beside what every component does. */
export interface WritingHost extends Host {
  readonly writing: Writing;
  /** Lower case, without braces. */
  readonly userId: string;
  /** Whether the user's roles let them do this, with rows of their own if not said otherwise; the service has the last word. */
  may(verb: Verb, table: string, depth?: Depth): boolean;
}

/** `PropertyHelper.Types.PrivilegeType` and `PrivilegeDepth`: declared as constants that no module exports. */
const types: Readonly<Record<Verb, ComponentFramework.PropertyHelper.Types.PrivilegeType>> = {
  create: 1,
  read: 2,
  write: 3,
  delete: 4,
};
const depths: Readonly<Record<Depth, ComponentFramework.PropertyHelper.Types.PrivilegeDepth>> = {
  own: 0,
  everybody: 3,
};

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function writingHostOf<I>(context: ComponentFramework.Context<I>, closed: AbortSignal): WritingHost {
  const { userSettings, utils, webAPI } = context;
  return {
    ...hostOf(context, closed),
    writing: {
      createRecord: (table, data) => webAPI.createRecord(table, { ...data }),
      updateRecord: (table, id, data) => webAPI.updateRecord(table, id, { ...data }),
      deleteRecord: (table, id) => webAPI.deleteRecord(table, id),
      retrieveRecord: (table, id, options) => webAPI.retrieveRecord(table, id, options),
    },
    userId: userSettings.userId.replace(/[{}]/g, "").toLowerCase(),
    may: (verb, table, depth = "own") => utils.hasEntityPrivilege(table, types[verb], depths[depth]),
  };
}
