import * as React from "react";
import { Notice } from "./Notice";
import type { NothingOnForm } from "./onForm";
import type { Words } from "./words";

interface NothingNoticeProps {
  readonly onForm: NothingOnForm;
  readonly words: Words;
}

/** Says why a component has nothing to show on this form. */
export function NothingNotice({ onForm, words }: NothingNoticeProps): JSX.Element {
  return onForm.kind === "unsaved" ? (
    <Notice icon="notice" title={words.say("Shared_Unsaved")} text={words.say("Shared_Unsaved_Help")} />
  ) : (
    <Notice icon="notice" title={words.say("Shared_OtherTable")} text={words.say("Shared_OtherTable_Help")} />
  );
}
