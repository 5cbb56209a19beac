import type { LegalBasis } from "./policy";
import { readIsoDate, type Day } from "./day";
import { noteName } from "./noteName";
import { readRecontactDate } from "./recontactDate";
import { suggestTopics, type KnownTopic } from "./topicSuggestion";

export const noteTypes = [
  "need",
  "objection",
  "competitor",
  "campaignFeedback",
  "relationship",
  "notReady",
  "other",
] as const;
export type NoteType = (typeof noteTypes)[number];

export const sentiments = ["positive", "neutral", "negative"] as const;
export type Sentiment = (typeof sentiments)[number];

/** How a client says they first heard of us. */
export const heardOfUsVia = [
  "event",
  "searchEngine",
  "wordOfMouth",
  "partner",
  "socialMedia",
  "press",
  "email",
  "advertising",
  "other",
] as const;
export type HeardOfUsVia = (typeof heardOfUsVia)[number];

/** In UTF-16 units, as both the service and a text box count. */
export const LONGEST_TEXT = 10_000;

/** The code of the kind of interaction that a note counts as. Without a sentiment it is neutral. */
export function kindCodeOf(sentiment: Sentiment | null): string {
  return `fieldnote-${sentiment ?? "neutral"}`;
}

/** What a rep has typed and chosen so far. What was not chosen follows the text. */
export interface Draft {
  readonly text: string;
  readonly type: NoteType | null;
  readonly sentiment: Sentiment | null;
  /** Topics chosen beside those of the text, and topics of the text that were taken off. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly contactId: string | null;
  /** `text`: as the text says, if it does. `unfinished`: what is typed so far is no day. */
  readonly recontact:
    | { readonly from: "text" }
    | { readonly from: "choice"; readonly day: Day | null }
    | { readonly from: "unfinished"; readonly typed: string };
  readonly heardOfUsVia: HeardOfUsVia | null;
  readonly isSalesOnly: boolean;
  /** Null: the policy's. */
  readonly legalBasis: LegalBasis | null;
}

export const emptyDraft: Draft = {
  text: "",
  type: null,
  sentiment: null,
  added: [],
  removed: [],
  contactId: null,
  recontact: { from: "text" },
  heardOfUsVia: null,
  isSalesOnly: false,
  legalBasis: null,
};

/** A draft with all that follows from it: what is saved if it is saved now. */
export interface ReadyNote {
  readonly text: string;
  readonly name: string;
  readonly type: NoteType | null;
  readonly sentiment: Sentiment | null;
  readonly topicIds: readonly string[];
  readonly contactId: string | null;
  readonly recontactOn: Day | null;
  readonly heardOfUsVia: HeardOfUsVia | null;
  readonly isSalesOnly: boolean;
  /** Null where no person is named. */
  readonly legalBasis: LegalBasis | null;
}

/** Why a draft cannot be saved. `objects`: the person named objects to being recorded. */
export type DraftProblem = "empty" | "tooLong" | "recontactUnfinished" | "recontactPast" | "objects";

/** Topics that the draft stands for: those of its text that were not taken off, then those added. */
export function topicsOf(draft: Draft, topics: readonly KnownTopic[]): readonly string[] {
  const suggested = suggestTopics(draft.text, topics).filter((id) => !draft.removed.includes(id));
  return [...suggested, ...draft.added.filter((id) => !suggested.includes(id))];
}

/** Takes a topic on or off, whoever named it. */
export function toggleTopic(draft: Draft, id: string, topics: readonly KnownTopic[]): Draft {
  return topicsOf(draft, topics).includes(id)
    ? { ...draft, added: without(draft.added, id), removed: [...without(draft.removed, id), id] }
    : { ...draft, added: [...without(draft.added, id), id], removed: without(draft.removed, id) };
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((each) => each !== id);
}

/** The day of recontact that the draft stands for, and whether the text said it. */
export function recontactOf(
  draft: Draft,
  today: Day,
): { readonly day: Day | null; readonly isFromText: boolean } {
  switch (draft.recontact.from) {
    case "text":
      return { day: readRecontactDate(draft.text, today), isFromText: true };
    case "choice":
      return { day: draft.recontact.day, isFromText: false };
    case "unfinished":
      return { day: null, isFromText: false };
  }
}

/** What is typed as the day of recontact: a day, none, or what may become one. */
export function typedRecontact(typed: string): Draft["recontact"] {
  const day = readIsoDate(typed);
  return day === null && typed !== "" ? { from: "unfinished", typed } : { from: "choice", day };
}

/** Who is named, beside what the policy says about naming. */
export interface Surroundings {
  readonly today: Day;
  readonly topics: readonly KnownTopic[];
  readonly legalBasis: LegalBasis;
  /** Whether the form itself is a person's: then a person is named whatever is chosen. */
  readonly isPersonsForm: boolean;
  /** Contacts who object to being recorded. */
  readonly objecting: ReadonlySet<string>;
}

/** The note that a draft makes, or what is in the way. */
export function readyNote(
  draft: Draft,
  { today, topics, legalBasis, isPersonsForm, objecting }: Surroundings,
): { readonly ok: true; readonly note: ReadyNote } | { readonly ok: false; readonly problem: DraftProblem } {
  const recontactOn = recontactOf(draft, today).day;
  const problem: DraftProblem | null =
    draft.text.trim() === ""
      ? "empty"
      : draft.text.length > LONGEST_TEXT
        ? "tooLong"
        : draft.recontact.from === "unfinished"
          ? "recontactUnfinished"
          : recontactOn !== null && recontactOn < today
            ? "recontactPast"
            : draft.contactId !== null && objecting.has(draft.contactId)
              ? "objects"
              : null;
  if (problem !== null) return { ok: false, problem };
  const isPersonNamed = isPersonsForm || draft.contactId !== null;
  return {
    ok: true,
    note: {
      text: draft.text,
      name: noteName(draft.text),
      type: draft.type,
      sentiment: draft.sentiment,
      topicIds: draft.isSalesOnly ? [] : topicsOf(draft, topics),
      contactId: draft.contactId,
      recontactOn,
      heardOfUsVia: draft.heardOfUsVia,
      isSalesOnly: draft.isSalesOnly,
      legalBasis: isPersonNamed ? (draft.legalBasis ?? legalBasis) : null,
    },
  };
}

/** Whether anything would be lost with the draft. */
export function isWorthKeeping(draft: Draft): boolean {
  return draft.text.trim() !== "";
}
