import type { AnswerStatus } from "../../dataverse/fieldNotes";
import type { LegalBasis } from "../../domain/policy";
import type { DraftProblem, HeardOfUsVia, NoteType, Sentiment } from "../../domain/fieldNote";
import type { Lasting, Passing } from "../../domain/notesUnderWay";
import { withMissing } from "../shared/missingPrivilege";
import type { TextKey, Words } from "../shared/words";

export const typeKeys: Readonly<Record<NoteType, TextKey>> = {
  need: "FieldNotes_Type_Need",
  objection: "FieldNotes_Type_Objection",
  competitor: "FieldNotes_Type_Competitor",
  campaignFeedback: "FieldNotes_Type_CampaignFeedback",
  relationship: "FieldNotes_Type_Relationship",
  notReady: "FieldNotes_Type_NotReady",
  other: "FieldNotes_Type_Else",
};

export const sentimentKeys: Readonly<Record<Sentiment, TextKey>> = {
  positive: "FieldNotes_Sentiment_Positive",
  neutral: "FieldNotes_Sentiment_Neutral",
  negative: "FieldNotes_Sentiment_Negative",
};

export const heardKeys: Readonly<Record<HeardOfUsVia, TextKey>> = {
  event: "FieldNotes_Heard_Event",
  searchEngine: "FieldNotes_Heard_SearchEngine",
  wordOfMouth: "FieldNotes_Heard_WordOfMouth",
  partner: "FieldNotes_Heard_Partner",
  socialMedia: "FieldNotes_Heard_SocialMedia",
  press: "FieldNotes_Heard_Press",
  email: "FieldNotes_Heard_Email",
  advertising: "FieldNotes_Heard_Advertising",
  other: "FieldNotes_Heard_Else",
};

export const basisKeys: Readonly<Record<LegalBasis, TextKey>> = {
  consent: "FieldNotes_Basis_Consent",
  contract: "FieldNotes_Basis_Contract",
  legalObligation: "FieldNotes_Basis_LegalObligation",
  vitalInterests: "FieldNotes_Basis_VitalInterests",
  publicTask: "FieldNotes_Basis_PublicTask",
  legitimateInterests: "FieldNotes_Basis_LegitimateInterests",
};

export const problemKeys: Readonly<Record<DraftProblem, TextKey>> = {
  empty: "FieldNotes_Problem_Empty",
  tooLong: "FieldNotes_Problem_TooLong",
  recontactUnfinished: "FieldNotes_Problem_RecontactUnfinished",
  recontactPast: "FieldNotes_Problem_RecontactPast",
  objects: "FieldNotes_Problem_Objects",
};

/** Why a note is not saved, and what will happen. */
export function whyText(why: Passing | Lasting, words: Words): string {
  switch (why.kind) {
    case "offline":
      return words.say("FieldNotes_Why_Offline");
    case "throttled":
      return words.say("FieldNotes_Why_Throttled");
    case "signedOut":
      return words.say("Shared_SignedOut");
    case "noAnswer":
      return words.say("FieldNotes_Why_NoAnswer");
    case "unavailable":
      return words.say("FieldNotes_Why_Unavailable", why.detail);
    case "noPrivilege":
      return withMissing(words.say("FieldNotes_Why_NoPrivilege"), why, words);
    case "gone":
      return words.say("FieldNotes_Why_Gone");
    case "refused":
      return words.say("FieldNotes_Why_Refused", why.detail);
  }
}

/** "used in “Data days” by Marc Delvaux" */
export function answerText(
  answer: { readonly status: AnswerStatus | null; readonly campaign: string | null; readonly by: string },
  words: Words,
): string {
  switch (answer.status) {
    case "used":
      return answer.campaign === null
        ? words.say("FieldNotes_Answer_Used", answer.by)
        : words.say("FieldNotes_Answer_UsedIn", answer.by, answer.campaign);
    case "setAside":
      return words.say("FieldNotes_Answer_SetAside", answer.by);
    case "read":
    case null:
      return words.say("FieldNotes_Answer_Read", answer.by);
  }
}
