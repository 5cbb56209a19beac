import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { ClientOnForm } from "./clientOnForm";
import { NothingNotice } from "./NothingNotice";
import type { Words } from "./words";

interface ForClientProps {
  readonly onForm: ClientOnForm;
  readonly words: Words;
  readonly children: (client: Client) => JSX.Element;
}

/** Shows its children once the form has a client to show them for. */
export function ForClient({ onForm, words, children }: ForClientProps): JSX.Element {
  return onForm.kind === "client" ? children(onForm.client) : <NothingNotice {...{ onForm, words }} />;
}
