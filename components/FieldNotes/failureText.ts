import type { Failure } from "../../dataverse/failure";
import type { Words } from "../shared/words";

/** Why something could not be written, and what to do. */
export function failureText(failure: Failure, words: Words): string {
  switch (failure.kind) {
    case "offline":
      return words.say("FieldNotes_Failed_Offline");
    case "throttled":
      return words.say("Shared_Throttled_Help");
    case "noPrivilege":
      return words.say("FieldNotes_Failed_NoPrivilege");
    case "gone":
      return words.say("FieldNotes_Failed_Gone");
    case "tooManyRows":
    case "noSuchColumn":
      return words.say("Shared_NotInstalled_Help");
    case "unknown":
      return words.say(
        "FieldNotes_Failed_Detail",
        [failure.code, failure.message].filter(Boolean).join(": "),
      );
  }
}
