import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { ClientOnForm } from "./clientOnForm";
import { Notice } from "./Notice";
import type { Words } from "./words";

interface ForClientProps {
  readonly onForm: ClientOnForm;
  readonly words: Words;
  readonly children: (client: Client) => JSX.Element;
}

/** Shows its children once the form has a client to show them for. */
export function ForClient({ onForm, words, children }: ForClientProps): JSX.Element {
  switch (onForm.kind) {
    case "client":
      return children(onForm.client);
    case "unsaved":
      return (
        <Notice icon="notice" title={words.say("Shared_Unsaved")} text={words.say("Shared_Unsaved_Help")} />
      );
    case "otherTable":
      return (
        <Notice
          icon="notice"
          title={words.say("Shared_OtherTable")}
          text={words.say("Shared_OtherTable_Help")}
        />
      );
  }
}
