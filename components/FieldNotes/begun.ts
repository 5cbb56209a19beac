import { answerStatuses, type AnswerStatus, type ListedNote } from "../../dataverse/fieldNotes";
import type { Campaign } from "./CampaignChoice";

/** One's own note being changed. */
export interface BegunEdit {
  readonly text: string;
  /** The version of the note that is changed. */
  readonly version: string;
  /** Texts of which it is not known whether they were saved. */
  readonly tried: readonly string[];
  /** What somebody else has written meanwhile. */
  readonly theirs: string | null;
}

/** An answer of marketing's. */
export interface BegunAnswer {
  readonly id: string;
  readonly status: AnswerStatus;
  /** As it was chosen: by now it may no longer be among those to choose from. */
  readonly campaign: Campaign | null;
  readonly reply: string;
}

/** What is typed in a note of the list and not saved yet. */
export interface Begun {
  /** The record on whose form it was typed: there it shows even where the note is no longer listed. */
  readonly on: string;
  readonly note: ListedNote;
  readonly edit: BegunEdit | null;
  readonly answer: BegunAnswer | null;
}

/** By the note's id: a note may be listed on several records. */
export type BegunNotes = Readonly<Record<string, Begun>>;

export type BegunParts = Pick<Begun, "edit"> | Pick<Begun, "answer">;

export function withBegun(all: BegunNotes, on: string, note: ListedNote, parts: BegunParts): BegunNotes {
  const { [note.id]: known, ...others } = all;
  const { edit, answer } = { edit: null, answer: null, ...known, ...parts };
  if (edit !== null || answer !== null) return { ...all, [note.id]: { on, note, edit, answer } };
  return known === undefined ? all : others;
}

/** What is left to do of it: what was being saved when its form was left may have come through, as the note shows by now. */
export function leftOf(begun: Begun | undefined, note: ListedNote): Pick<Begun, "edit" | "answer"> {
  const { edit = null, answer = null } = begun ?? {};
  const isAnswered = note.answers.some(
    ({ id, reply, campaignId }) =>
      id === answer?.id &&
      (reply ?? "") === (answer.reply.trim() === "" ? "" : answer.reply) &&
      campaignId === (answer.campaign?.id ?? null),
  );
  return { edit: edit?.text === note.text ? null : edit, answer: isAnswered ? null : answer };
}

/** A note as it was before it was written as text. */
export function withDates(note: ListedNote): ListedNote {
  return {
    ...note,
    notedOn: dateOf(note.notedOn),
    answers: note.answers.map((answer) => ({ ...answer, on: dateOf(answer.on) })),
  };
}

/** An answer as it was before it was written as text; null for anything else. Of a campaign that is none nothing is left. */
export function answerIn(written: unknown): BegunAnswer | null {
  const { id, status, campaign, reply } = partsOf<BegunAnswer>(written);
  const known = answerStatuses.find((each) => each === status);
  if (typeof id !== "string" || known === undefined || typeof reply !== "string") return null;
  return { id, status: known, campaign: campaignIn(campaign), reply };
}

function campaignIn(written: unknown): Campaign | null {
  const { id, name } = partsOf<Campaign>(written);
  return typeof id === "string" && typeof name === "string" ? { id, name } : null;
}

function partsOf<T>(written: unknown): Partial<Record<keyof T, unknown>> {
  return written ?? {};
}

function dateOf(written: Date | string | null): Date | null {
  return written === null ? null : new Date(written);
}
