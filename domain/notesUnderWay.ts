/**
 * What becomes of notes between "Save" and the service's word for it. A note's content is fixed when it is handed over:
 * every repeat sends the same rows under the same ids, so that one that was saved though its answer was lost is
 * recognised, and never doubled. What cannot be saved stays and is shown until the user lets go of it.
 */
export interface NotesUnderWay<Note> {
  /** Oldest first. */
  readonly notes: readonly NoteUnderWay<Note>[];
}

export interface NoteUnderWay<Note> {
  readonly id: string;
  readonly note: Note;
  readonly phase: Phase;
}

export type Phase =
  /** A request is out. Attempts are counted from 1. */
  | { readonly kind: "saving"; readonly attempt: number }
  /** Not saved yet: tried again by itself, after a while or as soon as there is a connection. */
  | { readonly kind: "waiting"; readonly attempt: number; readonly why: Passing }
  /** Not saved, and trying again would change nothing by itself. */
  | { readonly kind: "stopped"; readonly attempt: number; readonly why: Lasting };

/** What passes. `noAnswer`: the answer was lost, and with it the knowledge whether the note was saved. */
export type Passing =
  | { readonly kind: "offline" }
  | { readonly kind: "throttled" }
  /** The sign-in has expired: it goes out when the user has signed in again. */
  | { readonly kind: "signedOut" }
  | { readonly kind: "noAnswer" }
  | { readonly kind: "unavailable"; readonly detail: string };

/** What does not pass by itself. */
export type Lasting =
  | { readonly kind: "noPrivilege"; readonly privilege?: string }
  /** The client, a person or a topic that the note names is no longer there. */
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly detail: string };

/** What a request to save came to. `recognised`: the service has the note from an earlier request. */
export type Outcome =
  | { readonly kind: "acknowledged" }
  | { readonly kind: "recognised" }
  | { readonly kind: "passing"; readonly why: Passing }
  | { readonly kind: "lasting"; readonly why: Lasting };

export type NoteEvent<Note> =
  | { readonly type: "handedOver"; readonly id: string; readonly note: Note }
  /** Notes of an earlier life of the component, of which nobody knows whether they were saved. */
  | { readonly type: "restored"; readonly notes: readonly { readonly id: string; readonly note: Note }[] }
  | { readonly type: "answered"; readonly id: string; readonly attempt: number; readonly outcome: Outcome }
  /** The wait is over, or the user does not want to wait. */
  | { readonly type: "tryAgain"; readonly id: string }
  /** There is a connection again. */
  | { readonly type: "connected" }
  /** The user lets go of a note, having copied it or not. */
  | { readonly type: "letGo"; readonly id: string };

export const nothingUnderWay: NotesUnderWay<never> = { notes: [] };

export function nextUnderWay<Note>(state: NotesUnderWay<Note>, event: NoteEvent<Note>): NotesUnderWay<Note> {
  switch (event.type) {
    case "handedOver":
      return add(state, [event]);
    case "restored":
      return add(state, event.notes);
    case "answered":
      return answered(state, event);
    case "tryAgain":
      return change(state, ({ id, phase }) => id === event.id && phase.kind !== "saving");
    case "connected":
      return change(state, ({ phase }) => phase.kind === "waiting");
    case "letGo": {
      // While a request is out nobody can say what becomes of it, so there is nothing to let go of.
      const notes = state.notes.filter(({ id, phase }) => id !== event.id || phase.kind === "saving");
      return notes.length === state.notes.length ? state : { notes };
    }
  }
}

function add<Note>(
  state: NotesUnderWay<Note>,
  added: readonly { readonly id: string; readonly note: Note }[],
): NotesUnderWay<Note> {
  const known = new Set(state.notes.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return state;
  return {
    notes: [
      ...state.notes,
      ...fresh.map(({ id, note }) => ({ id, note, phase: { kind: "saving", attempt: 1 } as const })),
    ],
  };
}

function answered<Note>(
  state: NotesUnderWay<Note>,
  { id, attempt, outcome }: Extract<NoteEvent<Note>, { type: "answered" }>,
): NotesUnderWay<Note> {
  const isOut = (each: NoteUnderWay<Note>): boolean => each.id === id;
  switch (outcome.kind) {
    case "acknowledged":
    case "recognised": {
      // Whichever request it answers: the note is there.
      const notes = state.notes.filter((each) => !isOut(each));
      return notes.length === state.notes.length ? state : { notes };
    }
    case "passing":
      return replace(state, id, attempt, { kind: "waiting", attempt, why: outcome.why });
    case "lasting":
      return replace(state, id, attempt, { kind: "stopped", attempt, why: outcome.why });
  }
}

/** The phase after a request failed; an answer to an earlier request than the one that is out changes nothing. */
function replace<Note>(
  state: NotesUnderWay<Note>,
  id: string,
  attempt: number,
  phase: Phase,
): NotesUnderWay<Note> {
  return {
    notes: state.notes.map((each) =>
      each.id === id && each.phase.kind === "saving" && each.phase.attempt === attempt
        ? { ...each, phase }
        : each,
    ),
  };
}

function change<Note>(
  state: NotesUnderWay<Note>,
  isMeant: (note: NoteUnderWay<Note>) => boolean,
): NotesUnderWay<Note> {
  if (!state.notes.some(isMeant)) return state;
  return {
    notes: state.notes.map((each) =>
      isMeant(each) ? { ...each, phase: { kind: "saving", attempt: each.phase.attempt + 1 } } : each,
    ),
  };
}

const FIRST_WAIT_MILLISECONDS = 5000;
const LONGEST_WAIT_MILLISECONDS = 300_000;

/**
 * How long a note waits before it is sent again: 5 s, doubling up to five minutes, each up to half as long again, so
 * that not everybody comes back at the same moment.
 * @param attempt requests sent so far, from 1
 * @param random from 0 to 1
 */
export function waitAfter(attempt: number, random: number): number {
  return Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1), LONGEST_WAIT_MILLISECONDS) * (1 + random / 2);
}
