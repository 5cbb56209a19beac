import * as React from "react";
import type { OnAnswered } from "../../dataverse/ask";
import { failureOf } from "../../dataverse/failure";
import type { Host } from "../../dataverse/host";
import { after, type When } from "../../dataverse/when";
import { painted } from "./painted";

/** What has been answered so far, by the name of the question. What was no promise is there from the start. */
export type Settled<A> = { readonly [K in keyof A]?: A[K] extends Promise<infer V> ? V : A[K] };

/** How far a long history has come that is read in parts. */
export interface Parts {
  readonly answered: number;
  readonly asked: number;
}

export interface AnswersRead<A> {
  readonly answers: Settled<A>;
  /** Whether anything was ever asked, or cannot be. Before that, nothing need be drawn: it comes before the browser paints. */
  readonly isAsked: boolean;
  /** Whether everything asked is answered. */
  readonly isDone: boolean;
  readonly isOffline: boolean;
  readonly parts?: Parts;
}

interface Held<A> {
  readonly isAsked: boolean;
  readonly subject: string;
  readonly answers: Settled<A>;
  /** Questions without an answer yet. */
  readonly open: number;
  readonly parts?: Parts;
}

type Action<A> =
  | { readonly type: "asked"; readonly subject: string; readonly known: Settled<A>; readonly open: number }
  | { readonly type: "answered"; readonly answers: Settled<A> }
  | { readonly type: "progress"; readonly parts: Parts };

function next<A>(held: Held<A>, action: Action<A>): Held<A> {
  switch (action.type) {
    case "asked":
      // What is shown stays while it is read again: nothing jumps. What is held of another record goes.
      return {
        isAsked: true,
        subject: action.subject,
        answers: held.subject === action.subject ? { ...held.answers, ...action.known } : action.known,
        open: action.open,
      };
    case "answered":
      return { ...held, answers: { ...held.answers, ...action.answers }, open: held.open - 1 };
    case "progress":
      return { ...held, parts: action.parts };
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

/**
 * Asks several questions of a record at once and gives their answers as they come, each by itself: when the record is
 * first shown, when it changes, when the connection comes back, and whenever `round` is raised. What is under way
 * is dropped when the component goes or the record changes.
 * @param subject names what is asked about; the same name means the same thing
 * @param open asks; the promises among what it gives do not reject. What is not looked at first it asks when all that is being drawn has
 *   been painted: on a slow device, many questions asked and answered together keep the first answers from being shown.
 */
export function useAnswers<A extends object>(
  host: Host,
  subject: string,
  round: number,
  open: (signal: AbortSignal, onAnswered: OnAnswered, whenPainted: When) => A,
): AnswersRead<A> {
  const [held, dispatch] = React.useReducer(next as typeof next<A>, {
    isAsked: false,
    subject,
    answers: {},
    open: 1,
  });
  // The host maps its context anew at each render; asking again is decided by the subject, not by that.
  const latest = React.useRef({ host, open });
  React.useLayoutEffect(() => {
    latest.current = { host, open };
  });

  const isOffline = host.isOffline();
  const { closed } = host;
  // Before all is drawn, and before the browser paints: both are done while the answers are on their way.
  React.useLayoutEffect(() => {
    if (isOffline) return undefined;
    const asking = new AbortController();
    const stop = () => asking.abort();
    closed.addEventListener("abort", stop);
    const current = latest.current;
    const onAnswered: OnAnswered = (answered, asked) => {
      if (!asking.signal.aborted) dispatch({ type: "progress", parts: { answered, asked } });
    };
    const opened = current.open(asking.signal, onAnswered, after(painted(asking.signal)));
    const entries = Object.entries(opened);
    const promises = entries.filter(([, value]) => isPromise(value));
    dispatch({
      type: "asked",
      subject,
      known: Object.fromEntries(entries.filter(([, value]) => !isPromise(value))) as Settled<A>,
      open: promises.length,
    });
    for (const [name, promise] of promises) {
      Promise.resolve(promise)
        // A fault of ours is shown as a failure, not swallowed.
        .catch((error: unknown) => ({
          ok: false,
          failure: failureOf(error, current.host.isOffline()),
        }))
        .then((answer: unknown) => {
          if (asking.signal.aborted) return;
          dispatch({ type: "answered", answers: { [name]: answer } as Settled<A> });
        })
        .catch(() => undefined);
    }
    return () => {
      stop();
      closed.removeEventListener("abort", stop);
    };
  }, [subject, round, isOffline, closed]);

  const isAsked = held.isAsked || isOffline;
  if (held.subject !== subject) return { answers: {}, isAsked, isDone: false, isOffline };
  return { answers: held.answers, isAsked, isDone: held.open === 0, isOffline, parts: held.parts };
}
