import type { Failure } from "../../dataverse/failure";
import { isSignedOut } from "../../dataverse/signedOut";
import { withMissing } from "./missingPrivilege";
import type { Words } from "./words";

/** Why something could not be written, and what to do. */
export function notSavedText(failure: Failure, words: Words): string {
  switch (failure.kind) {
    case "offline":
      return words.say("Shared_NotSaved_Offline");
    case "throttled":
      return words.say("Shared_Throttled_Help");
    case "noPrivilege":
      return withMissing(words.say("Shared_NotSaved_NoPrivilege"), failure, words);
    case "gone":
      return words.say("Shared_NotSaved_Gone");
    case "tooManyRows":
    case "noSuchColumn":
      return words.say("Shared_NotInstalled_Help");
    case "unknown":
      if (isSignedOut(failure)) return words.say("Shared_SignedOut");
      return words.say("Shared_NotSaved_Detail", [failure.code, failure.message].filter(Boolean).join(": "));
  }
}
