import * as React from "react";
import type { ClientTable } from "../../dataverse/client";
import { Notice } from "../shared/Notice";
import type { Words } from "../shared/words";
import type { Silence } from "./interestModel";

interface SilenceNoticeProps {
  readonly silence: Silence;
  readonly table: ClientTable;
  readonly words: Words;
}

/** Why there is nothing to rank. */
export function SilenceNotice({ silence, table, words }: SilenceNoticeProps): JSX.Element {
  switch (silence.kind) {
    case "noContacts":
      return (
        <Notice
          icon="notice"
          title={words.say("Interest_NoContacts")}
          text={words.say("Interest_NoContacts_Help")}
        />
      );
    case "notTracked":
      return (
        <Notice
          icon="notice"
          title={words.say("Interest_NotTracked")}
          text={
            table === "contact"
              ? words.say("Interest_RefusedContact")
              : words.count("Interest_NotTracked_Help", silence.contacts)
          }
        />
      );
    case "never":
      return (
        <Notice icon="notice" title={words.say("Interest_Never")} text={words.say("Interest_Never_Help")} />
      );
    case "quiet":
      return (
        <Notice
          icon="notice"
          title={words.say("Interest_Quiet", words.integer(silence.windowDays))}
          text={words.say("Interest_Quiet_Last", words.day(silence.lastDay, silence.today))}
        />
      );
  }
}
