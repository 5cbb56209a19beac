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
  /** Pages read. */
  readonly pages: number;
  /** The page asked for; one more than those read while it is under way. */
  readonly asked: number;
  readonly isMore: boolean;
  readonly failure: Failure | null;
}

type Action =
  | { readonly type: "more" }
  | { readonly type: "read"; readonly signals: readonly Evidence[] }
  | { readonly type: "failed"; readonly failure: Failure };

const nothingYet: Held = { signals: [], pages: 0, asked: 1, isMore: false, failure: null };

function next(held: Held, action: Action): Held {
  switch (action.type) {
    case "more":
      return { ...held, asked: held.pages + 1, failure: null };
    case "read": {
      // A signal saved meanwhile shifts the pages by one; what is shown already is not shown twice.
      const known = new Set(held.signals.map(({ id }) => id));
      return {
        signals: [...held.signals, ...action.signals.filter(({ id }) => !known.has(id))],
        pages: held.asked,
        asked: held.asked,
        isMore: action.signals.length >= EVIDENCE_A_PAGE,
        failure: null,
      };
    }
    case "failed":
      return { ...held, asked: held.pages, failure: action.failure };
  }
}

/** The evidence of one topic: its first page when the row is opened, the next ones on demand. One request a page. */
export function useEvidence(host: Host, client: Client, topic: string, days: Days): EvidenceRead {
  const [held, dispatch] = React.useReducer(next, nothingYet);
  const latest = React.useRef(host);
  React.useEffect(() => {
    latest.current = host;
  });
  const { closed } = host;
  const { table, id, withBelow } = client;
  const { first, last } = days;
  const page = held.asked;
  const isReading = held.asked > held.pages;

  React.useEffect(() => {
    if (!isReading) return undefined;
    const asking = new AbortController();
    const stop = () => asking.abort();
    closed.addEventListener("abort", stop);
    const current = latest.current;
    const ask = createAsk(current, asking.signal);
    readEvidence(ask, current, { table, id, withBelow }, topic, { first, last }, page)
      .then((answer): Action =>
        answer.ok ? { type: "read", signals: answer.value } : { type: "failed", failure: answer.failure },
      )
      .catch((error: unknown): Action => ({ type: "failed", failure: failureOf(error, current.isOffline()) }))
      .then((action) => {
        if (!asking.signal.aborted) dispatch(action);
      })
      .catch(() => undefined);
    return () => {
      stop();
      closed.removeEventListener("abort", stop);
    };
  }, [isReading, page, table, id, withBelow, topic, first, last, closed]);

  return {
    signals: held.signals,
    isReading,
    isMore: held.isMore,
    failure: held.failure,
    readMore: React.useCallback(() => dispatch({ type: "more" }), []),
  };
}
