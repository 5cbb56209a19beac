import * as React from "react";
import type { OnAnswered } from "../../dataverse/ask";
import { failureOf } from "../../dataverse/failure";
import type { Host } from "../../dataverse/host";
import { readingOf, type Reading, type Unasked } from "./reading";

interface Held<T, Empty> {
  /** What was asked about. What is held of another record is not shown. */
  readonly subject: string;
  readonly reading: Reading<T, Empty> | Unasked;
}

type Action<T, Empty> =
  | { readonly type: "asked"; readonly subject: string }
  | { readonly type: "progress"; readonly subject: string; readonly answered: number; readonly asked: number }
  | {
      readonly type: "read";
      readonly subject: string;
      readonly reading: Reading<T, Empty>;
      readonly keepsShown: boolean;
    }
  | { readonly type: "offline"; readonly subject: string };

type Shown<T, Empty> = Extract<Reading<T, Empty>, { readonly kind: "ready" | "empty" }>;

function isShown<T, Empty>(
  held: Held<T, Empty>,
  subject: string,
): held is Held<T, Empty> & { readonly reading: Shown<T, Empty> } {
  return held.subject === subject && (held.reading.kind === "ready" || held.reading.kind === "empty");
}

function next<T, Empty>(held: Held<T, Empty>, action: Action<T, Empty>): Held<T, Empty> {
  const { subject } = action;
  switch (action.type) {
    case "asked":
      // What is shown stays while it is read again: nothing jumps.
      return isShown(held, subject) ? held : { subject, reading: { kind: "loading" } };
    case "progress":
      return isShown(held, subject)
        ? held
        : {
            subject,
            reading: { kind: "loading", parts: { answered: action.answered, asked: action.asked } },
          };
    case "offline":
      return isShown(held, subject) ? held : { subject, reading: { kind: "offline" } };
    case "read": {
      const { reading } = action;
      const isRead = reading.kind === "ready" || reading.kind === "empty" || reading.kind === "loading";
      return action.keepsShown && !isRead && isShown(held, subject)
        ? { subject, reading: { ...held.reading, notReadAgain: reading } }
        : { subject, reading };
    }
  }
}

/**
 * Reads something of a record: when it is first shown, when the record changes, when the connection comes back, and
 * whenever `round` is raised. What is under way is dropped when the component goes or the record changes.
 * @param subject names what is read; the same name means the same thing
 * @param keepsShown whether what is shown stays when it cannot be read again, with the failure: users type in it, or
 *   decide by it, and it is said that it was read before. Elsewhere the failure takes its place.
 */
export function useReading<T, Empty = never>(
  host: Host,
  subject: string,
  round: number,
  read: (host: Host, signal: AbortSignal, onAnswered: OnAnswered) => Promise<Reading<T, Empty>>,
  keepsShown = false,
): Reading<T, Empty> | Unasked {
  const [held, dispatch] = React.useReducer(next as typeof next<T, Empty>, {
    subject,
    reading: { kind: "unasked" },
  });
  // The host maps its context anew at each render; asking again is decided by the subject, not by that.
  const latest = React.useRef({ host, read });
  React.useLayoutEffect(() => {
    latest.current = { host, read };
  });

  const isOffline = host.isOffline();
  const { closed } = host;
  // Before all is drawn, and before the browser paints: both are done while the answers are on their way.
  React.useLayoutEffect(() => {
    if (isOffline) {
      dispatch({ type: "offline", subject });
      return undefined;
    }
    const asking = new AbortController();
    const stop = () => asking.abort();
    closed.addEventListener("abort", stop);
    dispatch({ type: "asked", subject });
    const current = latest.current;
    current
      .read(current.host, asking.signal, (answered, asked) => {
        if (!asking.signal.aborted) dispatch({ type: "progress", subject, answered, asked });
      })
      .catch((error: unknown) => readingOf(failureOf(error, current.host.isOffline())))
      .then((reading) => {
        if (!asking.signal.aborted) dispatch({ type: "read", subject, reading, keepsShown });
      })
      .catch(() => undefined);
    return () => {
      stop();
      closed.removeEventListener("abort", stop);
    };
  }, [subject, round, isOffline, closed, keepsShown]);

  return held.subject === subject ? held.reading : { kind: "loading" };
}
