import * as React from "react";
import { attempt } from "../../dataverse/attempt";
import { createAsking } from "../../dataverse/askQuestion";
import { failureOf, isUnanswered, type Failure } from "../../dataverse/failure";
import { describeCopy, readCopies } from "../../dataverse/guard/staticCopy";
import { swapSteps } from "../../domain/guard/swap";
import type { GuardedList } from "../../domain/guard/audience";
import { notSavedText } from "../shared/notSavedText";
import type { Words } from "../shared/words";
import { carryOutOrder } from "./carryOutOrder";
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

type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "noScript" };

export interface UseStaticCopy {
  readonly isCopying: boolean;
  readonly trouble: string;
  /** @param onDone called when what is on the activity may have changed */
  readonly copy: (model: GuardModel, list: GuardedList, onDone: () => void) => void;
}

/**
 * Copies a list to a static one, which goes to the list's place and is guarded like any static list from there on; on the
 * list's own form, opens it. A repeat goes on with what was copied, whether the answer to the copying came or was lost: the
 * action takes no id made here, so that the copy is known by not having been there before.
 */
export function useStaticCopy(host: GuardViewHost, words: Words): UseStaticCopy {
  const [state, setState] = React.useState({ isCopying: false, trouble: "" });
  const begun = React.useRef(new Map<string, Begun>());

  const makeCopy = async (list: GuardedList): Promise<Outcome<Begun & { readonly copyId: string }>> => {
    const earlier = begun.current.get(list.id);
    const known = earlier?.copyId ?? null;
    if (earlier !== undefined && known !== null)
      return { kind: "done", value: { ...earlier, copyId: known } };
    const there = await readCopies(createAsking(host, host.closed).ask, list.name);
    if (!there.ok) return { kind: "failed", failure: there.failure };
    const keep = (copy: Begun & { readonly copyId: string }) => {
      begun.current.set(list.id, copy);
      return { kind: "done", value: copy } as const;
    };
    const made = earlier && there.value.find((id) => !earlier.before.includes(id));
    if (earlier !== undefined && made !== undefined) return keep({ ...earlier, copyId: made });

    const before = earlier?.before ?? there.value;
    const at = host.now();
    const copied = await carryOutOrder(host, [{ kind: "copyToStatic", listId: list.id }]);
    if (copied.ok === "noScript") return { kind: "noScript" };
    const [copyId] = copied.ok ? copied.copies : [];
    if (copyId !== undefined) return keep({ before, at, copyId });
    const failure = failureOf(copied.ok ? null : copied.error, host.isOffline());
    if (isUnanswered(failure)) begun.current.set(list.id, { before, at, copyId: null });
    return { kind: "failed", failure };
  };

  const putInPlace = async (model: GuardModel, list: GuardedList, copyId: string): Promise<Outcome<null>> => {
    const { subject } = model;
    const steps =
      subject.record.table === "campaignactivity"
        ? swapSteps(
            [...subject.lists.filter(({ id }) => id !== list.id).map(({ id }) => id), copyId],
            subject.lists.map(({ id }) => id),
            subject.record.id,
            subject.campaign?.id ?? null,
          )
        : [];
    const swapped = await carryOutOrder(host, steps);
    switch (swapped.ok) {
      case true:
        return { kind: "done", value: null };
      case false:
        return { kind: "failed", failure: failureOf(swapped.error, host.isOffline()) };
      case "noScript":
        return { kind: "noScript" };
    }
  };

  const run = async (model: GuardModel, list: GuardedList): Promise<Outcome<string>> => {
    const made = await makeCopy(list);
    if (made.kind !== "done") return made;
    const { copyId, at } = made.value;
    const text = words.say("SendGuard_Copy_Description", list.name, words.moment(at));
    const described = await attempt(host, host.closed, () =>
      host.writing.updateRecord("list", copyId, { description: describeCopy(text, list.id) }),
    );
    if (!described.ok) {
      // Somebody deleted it meanwhile.
      if (described.failure.kind === "gone") begun.current.delete(list.id);
      return { kind: "failed", failure: described.failure };
    }
    const placed = await putInPlace(model, list, copyId);
    if (placed.kind !== "done") return placed;
    begun.current.delete(list.id);
    return { kind: "done", value: copyId };
  };

  const copy: UseStaticCopy["copy"] = (model, list, onDone) => {
    setState({ isCopying: true, trouble: "" });
    run(model, list)
      .catch((error: unknown): Outcome<string> => ({
        kind: "failed",
        failure: failureOf(error, host.isOffline()),
      }))
      .then((outcome) => {
        if (host.closed.aborted) return;
        setState({ isCopying: false, trouble: troubleOf(outcome, words) });
        if (outcome.kind === "done" && model.subject.record.table === "list") {
          host.openRecord("list", outcome.value);
        }
        onDone();
      })
      .catch(() => undefined);
  };
  return { ...state, copy };
}

function troubleOf(outcome: Outcome<string>, words: Words): string {
  switch (outcome.kind) {
    case "done":
      return "";
    case "failed":
      return notSavedText(outcome.failure, words);
    case "noScript":
      return words.say("SendGuard_NoScript");
  }
}
