import * as React from "react";
import type { Answer } from "../../../dataverse/attempt";
import { endHold, saveHold, type Held } from "../../../dataverse/holds";
import { newId } from "../../../dataverse/writing";
import type { Hold } from "../../../domain/guard/protection";
import type { HoldDraft } from "../../../domain/hold";
import { announceSaved, ofAccount } from "../announceSaved";
import { notSavedText } from "../notSavedText";
import type { Words } from "../words";
import type { WritingHost } from "../writingHost";

interface Holding {
  /** Made once for each hold: pressing again after a lost answer adds nothing, whatever was changed meanwhile. */
  readonly id: string;
  readonly isSaving: boolean;
  readonly trouble: string;
}

export interface UseHold {
  readonly isSaving: boolean;
  /** Why it was not saved; empty when nothing went wrong. */
  readonly trouble: string;
  readonly hold: (held: Held, draft: HoldDraft) => void;
  readonly end: (hold: Pick<Hold, "id" | "account" | "contact">) => void;
}

/**
 * Saves and ends holds, and tells the components on the form, the one that it stands in among them. `onDone` is called when
 * one was saved or ended.
 */
export function useHold(host: WritingHost, words: Words, onDone: () => void): UseHold {
  const [state, setState] = React.useState<Holding>(() => ({ id: newId(), isSaving: false, trouble: "" }));
  const carryOut = (write: () => Promise<Answer<unknown>>, { accountId, contactId }: Held) => {
    // A button that waits keeps the focus, and can still be pressed.
    if (state.isSaving) return;
    setState({ ...state, isSaving: true, trouble: "" });
    write()
      .then((answer) => {
        if (host.closed.aborted) return;
        if (!answer.ok) {
          setState({ ...state, isSaving: false, trouble: notSavedText(answer.failure, words) });
          return;
        }
        setState({ id: newId(), isSaving: false, trouble: "" });
        // A hold on a contact is shown by the contact's account as well, whichever it names itself.
        announceSaved({ tables: ["ent_hold"], of: contactId === null ? ofAccount(accountId) : null });
        onDone();
      })
      .catch(() => undefined);
  };
  return {
    isSaving: state.isSaving,
    trouble: state.trouble,
    hold: (held, draft) => carryOut(() => saveHold(host, state.id, held, draft, host.closed), held),
    end: ({ id, account, contact }) =>
      carryOut(() => endHold(host, id, host.closed), {
        accountId: account?.id ?? null,
        contactId: contact?.id ?? null,
      }),
  };
}
