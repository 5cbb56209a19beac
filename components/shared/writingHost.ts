import type { Host } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { hostOf } from "./hostOf";
import { mayOf, type May } from "./privileges";

/** What a component that writes needs of the host beside what every component does. */
export interface WritingHost extends Host {
  readonly writing: Writing;
  /** Lower case, without braces. */
  readonly userId: string;
  readonly may: May;
}

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
    may: mayOf(utils),
  };
}
