import * as React from "react";
import type { ClientTable } from "../../dataverse/client";
import { Notice } from "../shared/Notice";
import type { Words } from "../shared/words";
import type { Silence } from "./interestModel";
import { silenceTexts } from "./silenceTexts";

interface SilenceNoticeProps {
  readonly silence: Silence;
  readonly table: ClientTable;
  readonly words: Words;
}

/** Why there is nothing to rank. */
export function SilenceNotice({ silence, table, words }: SilenceNoticeProps): JSX.Element {
  const { title, text } = silenceTexts(silence, table, words);
  return <Notice icon="notice" title={title} text={text} />;
}
