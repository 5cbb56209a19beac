import type { Host } from "../../dataverse/host";
import type { TableDefinitions } from "../../dataverse/sources/present";
import type { TextFile } from "../../domain/textFile";
import { hostOf } from "./hostOf";
import { openFile } from "./openFile";
import { mayOf } from "./privileges";

/** What the components on a client's form need of the host beside what everyone does. */
export interface FormHost extends Host {
  readonly definitions: TableDefinitions;
  readonly userName: string;
  openFile(file: TextFile): Promise<void>;
  openLink(address: string): void;
}

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function formHostOf<I>(context: ComponentFramework.Context<I>, closed: AbortSignal): FormHost {
  const { navigation, userSettings, utils } = context;
  const may = mayOf(utils);
  return {
    ...hostOf(context, closed),
    definitions: {
      getEntityMetadata: (table, columns = []) => utils.getEntityMetadata(table, columns),
      mayRead: (table) => may("read", table),
    },
    userName: userSettings.userName,
    openFile: (file) => openFile(navigation, file),
    openLink: (address) => navigation.openUrl(address),
  };
}
