import * as React from "react";
import { attempt } from "../../dataverse/attempt";
import { createAsking } from "../../dataverse/askQuestion";
import { failureOf, isUnanswered } from "../../dataverse/failure";
import { describeCopy, readCopies } from "../../dataverse/guard/staticCopy";
import { swapSteps } from "../../domain/guard/swap";
import type { GuardedList } from "../../domain/guard/audience";
import { notSavedText } from "../shared/notSavedText";
import type { Words } from "../shared/words";
import { carryOutOrder, type Carried } from "./carryOutOrder";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";

/** A copy that was begun and is not known to be in its list's place. */
interface Begun {
  /** Null where the answer to the copying was lost. */
  readonly copyId: string | null;
  /** Copies of the list that were there before. */
  readonly before: readonly string[];
  readonly at: Date;
}

type Outcome =
  | { readonly kind: "done"; readonly copyId: string; readonly at: Date }
  | Exclude<Carried, { readonly kind: "done" }>
  /** Nobody knows whether the list is copied, or is being copied still. */
  | { readonly kind: "lost" };

export interface UseStaticCopy {
  readonly isCopying: boolean;
  readonly trouble: string;
  /** @param onDone called with whether it is done, when what is on the activity may have changed */
  readonly copy: (model: GuardModel, list: GuardedList, onDone: (isDone: boolean) => void) => void;
}

/**
 * Copies a list to a static one, which goes to the list's place and is guarded like any static list from there on; on the
 * list's own form, opens it. A repeat goes on with what was copied, whether the answer to the copying came or was lost: the
 * action takes no id made here, so that the copy is known by not having been there before. One that Dynamics 365 is still
 * making is seen by nobody until it is done, and so is not known from one that was never begun: the user is asked to wait.
 */
export function useStaticCopy(host: GuardViewHost, words: Words): UseStaticCopy {
  const [state, setState] = React.useState({ isCopying: false, trouble: "" });
  const begun = React.useRef(new Map<string, Begun>());

  const makeCopy = async (list: GuardedList): Promise<Outcome> => {
    const keep = (before: readonly string[], at: Date, copyId: string): Outcome => {
      begun.current.set(list.id, { before, at, copyId });
      return { kind: "done", copyId, at };
    };
    const earlier = begun.current.get(list.id);
    if (earlier?.copyId) return { kind: "done", copyId: earlier.copyId, at: earlier.at };
    const there = await readCopies(createAsking(host, host.closed).ask, list.name);
    if (!there.ok) return { kind: "failed", failure: there.failure };
    const now = host.now();
    const { before, at } = earlier || { before: there.value, at: now };
    const made = there.value.find((id) => !before.includes(id));
    if (made !== undefined) return keep(before, at, made);

    const copied = await carryOutOrder(host, [{ kind: "copyToStatic", listId: list.id }]);
    if (copied.kind === "done" && copied.copies[0] !== undefined) return keep(before, now, copied.copies[0]);
    if (copied.kind === "noScript" || (copied.kind === "failed" && !isUnanswered(copied.failure))) {
      return copied;
    }
    begun.current.set(list.id, { before, at: now, copyId: null });
    return { kind: "lost" };
  };

  const run = async (model: GuardModel, list: GuardedList): Promise<Outcome> => {
    const made = await makeCopy(list);
    if (made.kind !== "done") return made;
    const { copyId, at } = made;
    const text = words.plain.say("SendGuard_Copy_Description", list.name, words.moment(at));
    const described = await attempt(host, host.closed, () =>
      host.writing.updateRecord("list", copyId, { description: describeCopy(text, list.id) }),
    );
    if (!described.ok) {
      // Somebody deleted it meanwhile.
      if (described.failure.kind === "gone") begun.current.delete(list.id);
      return { kind: "failed", failure: described.failure };
    }
    const placed = await carryOutOrder(host, placing(model, list, copyId));
    if (placed.kind !== "done") return placed;
    begun.current.delete(list.id);
    return made;
  };

  const copy: UseStaticCopy["copy"] = (model, list, onDone) => {
    setState({ isCopying: true, trouble: "" });
    run(model, list)
      .catch((error: unknown): Outcome => ({
        kind: "failed",
        failure: failureOf(error, host.isOffline()),
      }))
      .then((outcome) => {
        if (host.closed.aborted) return;
        const isDone = outcome.kind === "done";
        setState({ isCopying: false, trouble: isDone ? "" : troubleOf(outcome, words) });
        if (isDone && model.subject.record.table === "list") host.openRecord("list", outcome.copyId);
        onDone(isDone);
      })
      .catch(() => undefined);
  };
  return { ...state, copy };
}

/** Puts a copy in the place of its list, and of whatever guarded list was made from that. */
function placing({ subject }: GuardModel, list: GuardedList, copyId: string) {
  if (subject.record.table !== "campaignactivity") return [];
  const others = subject.lists.filter(({ id, twin }) => (twin?.listId || id) !== list.id);
  const idsOf = (lists: readonly GuardedList[]) => lists.map(({ id }) => id);
  return swapSteps(
    [...idsOf(others), copyId],
    idsOf(subject.lists),
    subject.record.id,
    subject.campaign?.id || null,
  );
}

function troubleOf(outcome: Exclude<Outcome, { readonly kind: "done" }>, words: Words): string {
  switch (outcome.kind) {
    case "failed":
      return notSavedText(outcome.failure, words);
    case "noScript":
      return words.say("SendGuard_NoScript");
    case "lost":
      return words.say("SendGuard_CopyLost");
  }
}
