import * as React from "react";
import type { Answer } from "../../../dataverse/attempt";
import { endHold, saveHold, type Held } from "../../../dataverse/holds";
import { newId } from "../../../dataverse/writing";
import type { Day } from "../../../domain/day";
import type { HoldDraft } from "../../../domain/hold";
import { announceSaved } from "../announceSaved";
import { notSavedText } from "../notSavedText";
import type { Words } from "../words";
import type { WritingHost } from "../writingHost";

interface Holding {
  /** Made once for each hold, so that pressing again after a lost answer adds nothing. */
  readonly id: string;
  readonly isSaving: boolean;
  readonly trouble: string;
}

export interface UseHold {
  readonly isSaving: boolean;
  /** Why it was not saved; empty when nothing went wrong. */
  readonly trouble: string;
  readonly hold: (held: Held, draft: HoldDraft, today: Day) => void;
  readonly end: (holdId: string) => void;
}

/** Saves and ends holds, and tells the components on the form. `onDone` is called when one was saved or ended. */
export function useHold(host: WritingHost, words: Words, onDone: () => void): UseHold {
  const [state, setState] = React.useState<Holding>(() => ({ id: newId(), isSaving: false, trouble: "" }));
  const carryOut = (id: string, request: Promise<Answer<unknown>>) => {
    setState({ ...state, isSaving: true, trouble: "" });
    request
      .then((answer) => {
        if (host.closed.aborted) return;
        if (!answer.ok) {
          setState({ ...state, isSaving: false, trouble: notSavedText(answer.failure, words) });
          return;
        }
        setState({ id: newId(), isSaving: false, trouble: "" });
        announceSaved([{ table: "ent_hold", id }], () => undefined);
        onDone();
      })
      .catch(() => undefined);
  };
  return {
    isSaving: state.isSaving,
    trouble: state.trouble,
    hold: (held, draft, today) =>
      carryOut(state.id, saveHold(host, state.id, held, draft, today, host.closed)),
    end: (holdId) => carryOut(holdId, endHold(host, holdId, host.closed)),
  };
}
