import type { Host } from "../../dataverse/host";
import type { TableDefinitions } from "../../dataverse/sources/present";
import type { TakeAlongFile } from "../../domain/takeAlongPage";
import { hostOf } from "./hostOf";

/** What the components on a client's form need of the host beside what everyone does. */
export interface FormHost extends Host {
  readonly definitions: TableDefinitions;
  readonly userName: string;
  openFile(file: TakeAlongFile): Promise<void>;
  openLink(address: string): void;
}

const BYTES_A_KILOBYTE = 1024;
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
    openFile: ({ fileName, mimeType, fileSize, fileContent }) =>
      navigation.openFile({
        fileName,
        mimeType,
        fileContent,
        fileSize: Math.ceil(fileSize / BYTES_A_KILOBYTE),
      }),
    openLink: (address) => navigation.openUrl(address),
  };
}
