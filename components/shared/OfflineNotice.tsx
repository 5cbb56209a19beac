import * as React from "react";
import { Notice } from "./Notice";
import type { Words } from "./words";

/** Said once for a whole component, where nothing of it has been read yet. */
export function OfflineNotice({ words }: { readonly words: Words }): JSX.Element {
  return (
    <Notice icon="offline" title={words.say("Shared_Offline")} text={words.say("Shared_Offline_Help")} />
  );
}
