import * as React from "react";
import { createAsk } from "../../dataverse/ask";
import type { Days } from "../../dataverse/askInParts";
import type { Client } from "../../dataverse/client";
import { EVIDENCE_A_PAGE, readEvidence, type Evidence } from "../../dataverse/evidence";
import { failureOf, type Failure } from "../../dataverse/failure";
import type { Host } from "../../dataverse/host";

export interface EvidenceRead {
  readonly signals: readonly Evidence[];
  readonly isReading: boolean;
  readonly isMore: boolean;
  readonly failure: Failure | null;
  readonly readMore: () => void;
}

interface Held {
  readonly signals: readonly Evidence[];
  /** The round in which they were read. */
  readonly round: number;
  /** Pages read. */
  readonly pages: number;
  /** Pages wanted; one more than those read while the next is under way, or could not be read. */
  readonly wanted: number;
  readonly isMore: boolean;
  /** Why what is wanted could not be read, and in which round that was. */
  readonly failed: { readonly round: number; readonly failure: Failure } | null;
}

type Action =
  | { readonly type: "more" }
  | {
      readonly type: "read";
      readonly round: number;
      /** The first of the pages read: 1 where they take the place of what is shown. */
      readonly from: number;
      readonly pages: readonly (readonly Evidence[])[];
    }
  | { readonly type: "failed"; readonly round: number; readonly failure: Failure };

function nothingYet(round: number): Held {
  return { signals: [], round, pages: 0, wanted: 1, isMore: false, failed: null };
}

function next(held: Held, action: Action): Held {
  switch (action.type) {
    case "more":
      return { ...held, wanted: held.failed === null ? held.pages + 1 : held.wanted, failed: null };
    case "read": {
      const { round, from, pages } = action;
      const before = from === 1 ? [] : held.signals;
      // A signal saved meanwhile shifts the pages by one; what is shown already is not shown twice.
      const signals = new Map([...before, ...pages.flat()].map((signal) => [signal.id, signal]));
      return {
        signals: [...signals.values()],
        round,
        pages: held.wanted,
        wanted: held.wanted,
        isMore: (pages[pages.length - 1]?.length ?? 0) >= EVIDENCE_A_PAGE,
        failed: null,
      };
    }
    case "failed":
      return { ...held, failed: { round: action.round, failure: action.failure } };
  }
}

/**
 * The evidence of one topic: its first page when the row is opened, the next ones on demand. One request a page. When `round`
 * is raised, what is shown stays until all of it has been read again; what could not be read offline is read as soon as there
 * is a connection.
 */
export function useEvidence(
  host: Host,
  client: Client,
  topic: string,
  days: Days,
  round: number,
): EvidenceRead {
  const [held, dispatch] = React.useReducer(next, round, nothingYet);
  const latest = React.useRef(host);
  React.useEffect(() => {
    latest.current = host;
  });
  const { closed } = host;
  const { table, id, withBelow } = client;
  const { first, last } = days;
  const { pages, wanted } = held;
  const from = held.round === round ? pages + 1 : 1;
  const failure = held.failed?.round === round ? held.failed.failure : null;
  const isReading = failure === null && from <= wanted;

  const isOffline = host.isOffline();
  const isCutOff = failure?.kind === "offline";
  React.useEffect(() => {
    if (isCutOff && !isOffline) dispatch({ type: "more" });
  }, [isCutOff, isOffline]);

  React.useEffect(() => {
    if (!isReading) return undefined;
    const asking = new AbortController();
    const stop = () => asking.abort();
    closed.addEventListener("abort", stop);
    const current = latest.current;
    const ask = createAsk(current, asking.signal);
    const reading = Array.from({ length: wanted - from + 1 }, (_, place) =>
      readEvidence(ask, current, { table, id, withBelow }, topic, { first, last }, from + place),
    );
    Promise.all(reading)
      .then((answers): Action => {
        const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
        return failures[0] === undefined
          ? {
              type: "read",
              round,
              from,
              pages: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])),
            }
          : { type: "failed", round, failure: failures[0] };
      })
      .catch((error: unknown): Action => ({
        type: "failed",
        round,
        failure: failureOf(error, current.isOffline()),
      }))
      .then((action) => {
        if (!asking.signal.aborted) dispatch(action);
      })
      .catch(() => undefined);
    return () => {
      stop();
      closed.removeEventListener("abort", stop);
    };
  }, [isReading, from, wanted, round, table, id, withBelow, topic, first, last, closed]);

  return {
    signals: held.signals,
    isReading,
    isMore: held.isMore,
    failure,
    readMore: React.useCallback(() => dispatch({ type: "more" }), []),
  };
}
