import { isPerson, type ClientTable } from "../../dataverse/client";
import type { Words } from "../shared/words";
import type { Silence } from "./interestModel";

/** Why there is nothing to rank: cold, silent and unseen are three different things. */
export function silenceTexts(
  { trackability, today, windowDays }: Silence,
  table: ClientTable,
  words: Words,
): { readonly title: string; readonly text: string } {
  switch (trackability.kind) {
    case "unseen":
      switch (trackability.because) {
        case "noContacts":
          return { title: words.say("Interest_NoContacts"), text: words.say("Interest_NoContacts_Help") };
        case "noConsent":
          return {
            title: words.say("Interest_NotTracked"),
            text: isPerson({ table })
              ? words.say("Interest_RefusedPerson")
              : words.count("Interest_NotTracked_Help", trackability.contacts),
          };
        case "noSource":
          return { title: words.say("Interest_NoSource"), text: words.say("Shared_NoPrivilege_Help") };
      }
    // eslint-disable-next-line no-fallthrough -- every reason returns
    case "silent":
      return { title: words.say("Interest_Never"), text: words.say("Interest_Never_Help") };
    case "cold":
      return {
        title: words.say("Interest_Quiet", words.integer(windowDays)),
        text: words.say("Interest_Quiet_Last", words.day(trackability.lastDay, today)),
      };
    case "heard":
      // Heard of, but in a source that knows no topics.
      return {
        title: words.say("Interest_NoTopics", words.integer(windowDays)),
        text: words.say("Interest_Quiet_Last", words.day(trackability.lastDay, today)),
      };
  }
}
