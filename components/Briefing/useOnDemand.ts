import * as React from "react";
import type { DynamicCount, DynamicList } from "../../domain/comingSends";

interface Held {
  readonly subject: string;
  readonly counts: ReadonlyMap<string, DynamicCount>;
  readonly isAsking: boolean;
}

export interface OnDemand {
  readonly counts: ReadonlyMap<string, DynamicCount>;
  readonly isAsking: boolean;
  /** Asks about these lists, one request each. */
  readonly ask: (lists: readonly DynamicList[], count: (list: DynamicList) => Promise<DynamicCount>) => void;
}

const none: ReadonlyMap<string, DynamicCount> = new Map();

/** Counts on dynamic lists that the user asked for; forgotten when the subject changes. */
export function useOnDemand(subject: string, closed: AbortSignal): OnDemand {
  const [held, setHeld] = React.useState<Held>({ subject, counts: none, isAsking: false });
  const isSame = held.subject === subject;
  const ask = React.useCallback<OnDemand["ask"]>(
    (lists, count) => {
      setHeld((before) => ({
        subject,
        counts: before.subject === subject ? before.counts : none,
        isAsking: true,
      }));
      Promise.all(lists.map(async (list) => [list.id, await count(list)] as const))
        .then((counted) => {
          if (closed.aborted) return;
          setHeld((before) =>
            before.subject === subject
              ? { subject, counts: new Map([...before.counts, ...counted]), isAsking: false }
              : before,
          );
        })
        .catch(() => undefined);
    },
    [subject, closed],
  );
  return { counts: isSame ? held.counts : none, isAsking: isSame && held.isAsking, ask };
}
