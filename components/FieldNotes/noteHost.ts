import type { TextFile } from "../../domain/textFile";
import { openFile } from "../shared/openFile";
import { writingHostOf, type WritingHost } from "../shared/writingHost";
import { keptText, type Kept } from "./kept";

/** What notes need of the host beside what every component that writes does. */
export interface NoteHost extends WritingHost {
  /** What an earlier life of the component left in this session, and where this one leaves its own. */
  readonly kept: Kept;
  keep(kept: Kept): void;
  readonly userName: string;
  openFile(file: TextFile): Promise<void>;
}

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function noteHostOf<I>(
  context: ComponentFramework.Context<I>,
  closed: AbortSignal,
  kept: Kept,
): NoteHost {
  return {
    ...writingHostOf(context, closed),
    userName: context.userSettings.userName,
    openFile: (file) => openFile(context.navigation, file),
    kept,
    keep: (now) => {
      context.mode.setControlState({ entente: keptText(now) });
    },
  };
}
