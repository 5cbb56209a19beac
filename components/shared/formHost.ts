import type { Host } from "../../dataverse/host";
import type { TableDefinitions } from "../../dataverse/sources/present";
import type { TextFile } from "../../domain/textFile";
import { hostOf } from "./hostOf";
import { openFile } from "./openFile";

/** What the components on a client's form need of the host beside what everyone does. */
export interface FormHost extends Host {
  readonly definitions: TableDefinitions;
  readonly userName: string;
  openFile(file: TextFile): Promise<void>;
  openLink(address: string): void;
}

/** `PrivilegeType.Read` and `PrivilegeDepth.Basic` of the published types, which have no values at run time. */
const READ = 2;
const ANY_DEPTH = 0;

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function formHostOf<I>(context: ComponentFramework.Context<I>, closed: AbortSignal): FormHost {
  const { navigation, userSettings, utils } = context;
  return {
    ...hostOf(context, closed),
    definitions: {
      getEntityMetadata: (table, columns = []) => utils.getEntityMetadata(table, columns),
      mayRead: (table) => utils.hasEntityPrivilege(table, READ, ANY_DEPTH),
    },
    userName: userSettings.userName,
    openFile: (file) => openFile(navigation, file),
    openLink: (address) => navigation.openUrl(address),
  };
}
