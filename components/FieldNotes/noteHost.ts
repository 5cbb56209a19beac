import type { Host } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { hostOf } from "../shared/hostOf";
import { keptText, type Kept } from "./kept";

export type Verb = "create" | "read" | "write" | "delete";

/** What notes need of the host beside what every component does. */
export interface NoteHost extends Host {
  readonly writing: Writing;
  /** Lower case, without braces. */
  readonly userId: string;
  /** Whether the user's roles let them do this with rows of their own; the service has the last word. */
  may(verb: Verb, table: string): boolean;
  /** What an earlier life of the component left in this session, and where this one leaves its own. */
  readonly kept: Kept;
  keep(kept: Kept): void;
}

/** `PropertyHelper.Types.PrivilegeType` and `PrivilegeDepth`: declared as constants that no module exports. */
const privilegeTypes: Readonly<Record<Verb, ComponentFramework.PropertyHelper.Types.PrivilegeType>> = {
  create: 1,
  read: 2,
  write: 3,
  delete: 4,
};
const OWN_ROWS: ComponentFramework.PropertyHelper.Types.PrivilegeDepth = 0;

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function noteHostOf<I>(
  context: ComponentFramework.Context<I>,
  closed: AbortSignal,
  kept: Kept,
): NoteHost {
  const { mode, userSettings, utils, webAPI } = context;
  return {
    ...hostOf(context, closed),
    writing: {
      createRecord: (table, data) => webAPI.createRecord(table, { ...data }),
      updateRecord: (table, id, data) => webAPI.updateRecord(table, id, { ...data }),
      deleteRecord: (table, id) => webAPI.deleteRecord(table, id),
      retrieveRecord: (table, id, options) => webAPI.retrieveRecord(table, id, options),
    },
    userId: userSettings.userId.replace(/[{}]/g, "").toLowerCase(),
    may: (verb, table) => utils.hasEntityPrivilege(table, privilegeTypes[verb], OWN_ROWS),
    kept,
    keep: (now) => {
      mode.setControlState({ entente: keptText(now) });
    },
  };
}
