import { isPerson, type ClientTable } from "../../dataverse/client";
import type { Following } from "../../dataverse/following";
import type { Words } from "../shared/words";
import type { Silence } from "./interestModel";
import { missingText } from "./sinceTexts";

/** Who may not be followed: not tracked is not cold. Null where everybody may be. */
export function followingText(following: Following | null, table: ClientTable, words: Words): string | null {
  if (following === null) return words.say("Interest_ConsentUnknown");
  if (following.refused === 0) return null;
  return isPerson({ table })
    ? words.say("Interest_RefusedPerson")
    : words.count("Interest_Refused", following.refused, words.integer(following.contacts));
}

/** Whether the reason for a silence is who may not be followed: it need not be said again beside it. */
export function saysFollowing({ trackability }: Silence): boolean {
  return trackability?.kind === "unseen" && trackability.because === "noConsent";
}

/** Why there is nothing to rank: cold, silent and unseen are three different things, and not known is a fourth. */
export function silenceTexts(
  { trackability, today, windowDays, missing }: Silence,
  table: ClientTable,
  words: Words,
): { readonly title: string; readonly text?: string } {
  if (trackability === null) {
    return {
      title: words.say("Interest_NoTopics", words.integer(windowDays)),
      ...(missing.length > 0 ? { text: missingText(missing, words) } : {}),
    };
  }
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
        // What is too old to count as heard of may still lie within the window, in a source that knows no topics.
        title: words.say(
          trackability.days < windowDays ? "Interest_NoTopics" : "Interest_Quiet",
          words.integer(windowDays),
        ),
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
