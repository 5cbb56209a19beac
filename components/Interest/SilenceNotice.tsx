import * as React from "react";
import { Notice } from "../shared/Notice";
import type { Words } from "../shared/words";
import type { Silence } from "./interestModel";

/** Why there is nothing to rank. */
export function SilenceNotice({
  silence,
  words,
}: {
  readonly silence: Silence;
  readonly words: Words;
}): JSX.Element {
  switch (silence.kind) {
    case "noContacts":
      return (
        <Notice
          icon="notice"
          title={words.say("Interest_NoContacts")}
          text={words.say("Interest_NoContacts_Help")}
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
