import * as React from "react";
import { saveNote, type NoteToSave } from "../../dataverse/saveNote";
import {
  nextUnderWay,
  nothingUnderWay,
  waitAfter,
  type NoteEvent,
  type NotesUnderWay,
  type NoteUnderWay,
  type Outcome,
} from "../../domain/notesUnderWay";
import { leaveBehind, settle, takeUp } from "./leftBehind";
import type { NoteHost } from "./noteHost";

export interface NotesBeingSaved {
  readonly state: NotesUnderWay<NoteToSave>;
  readonly dispatch: (event: NoteEvent<NoteToSave>) => void;
}

/**
 * Sends notes until the service has them: one request for each attempt, then a wait, or none as soon as there is a
 * connection again. What earlier lives of the component left, on this form or on others, is taken up first.
 * @param onSaved told of each note that the service has
 */
export function useNotesUnderWay(host: NoteHost, onSaved: (note: NoteToSave) => void): NotesBeingSaved {
  const [state, dispatch] = React.useReducer(
    nextUnderWay as typeof nextUnderWay<NoteToSave>,
    host.kept.underWay,
    (kept) => nextUnderWay<NoteToSave>(nothingUnderWay, { type: "restored", notes: takeUp(kept).map(keyed) }),
  );
  const latest = React.useRef({ host, onSaved, state });
  React.useEffect(() => {
    latest.current = { host, onSaved, state };
  });
  React.useEffect(() => () => leaveBehind(latest.current.state.notes.map(({ note }) => note)), []);
  const sent = React.useRef(new Set<string>());
  const { closed } = host;

  React.useEffect(() => {
    for (const { id, note, phase } of state.notes) {
      if (phase.kind !== "saving") continue;
      const { attempt } = phase;
      const request = `${id} ${attempt}`;
      if (sent.current.has(request)) continue;
      sent.current.add(request);
      saveNote(latest.current.host, note)
        .catch((): Outcome => ({ kind: "passing", why: { kind: "noAnswer" } }))
        .then((outcome) => {
          if (closed.aborted) return;
          if (outcome.kind === "acknowledged" || outcome.kind === "recognised") {
            settle(id);
            latest.current.onSaved(note);
          }
          dispatch({ type: "answered", id, attempt, outcome });
        })
        .catch(() => undefined);
    }
  }, [state, closed]);

  // One for each wait, so that what becomes of other notes does not begin it anew.
  const timers = React.useRef(new Map<string, ReturnType<typeof setTimeout>>());
  React.useEffect(() => {
    const waits = new Map<string, { readonly id: string; readonly attempt: number }>();
    for (const { id, phase } of state.notes) {
      if (phase.kind === "waiting") waits.set(`${id} ${phase.attempt}`, { id, attempt: phase.attempt });
    }
    for (const [wait, timer] of timers.current) {
      if (waits.has(wait)) continue;
      clearTimeout(timer);
      timers.current.delete(wait);
    }
    for (const [wait, { id, attempt }] of waits) {
      if (timers.current.has(wait)) continue;
      const tryAgain = () => dispatch({ type: "tryAgain", id });
      timers.current.set(wait, setTimeout(tryAgain, waitAfter(attempt, Math.random())));
    }
  }, [state]);
  React.useEffect(() => {
    const { current } = timers;
    return () => current.forEach((timer) => clearTimeout(timer));
  }, []);

  const isOffline = host.isOffline();
  React.useEffect(() => {
    if (!isOffline) dispatch({ type: "connected" });
  }, [isOffline]);

  const act = React.useCallback((event: NoteEvent<NoteToSave>) => {
    // What is being sent cannot be let go of.
    const isLetGo = ({ id, phase }: NoteUnderWay<NoteToSave>) =>
      event.type === "letGo" && event.id === id && phase.kind !== "saving";
    for (const { id } of latest.current.state.notes.filter(isLetGo)) settle(id);
    dispatch(event);
  }, []);
  return { state, dispatch: act };
}

function keyed(note: NoteToSave): { readonly id: string; readonly note: NoteToSave } {
  return { id: note.id, note };
}
