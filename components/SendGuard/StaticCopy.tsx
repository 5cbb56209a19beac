import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import { attempt } from "../../dataverse/attempt";
import { failureOf } from "../../dataverse/failure";
import { describeCopy } from "../../dataverse/guard/staticCopy";
import { swapSteps } from "../../domain/guard/swap";
import type { GuardedList } from "../../domain/guard/audience";
import { notSavedText } from "../shared/notSavedText";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { carryOutOrder } from "./carryOutOrder";
import { cannotGuard } from "./guardAudience";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";
import { cannotText } from "./guardTexts";

interface StaticCopyProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly model: GuardModel;
  readonly isBusy: boolean;
  readonly onDone: () => void;
}

/** Whether Dynamics 365 can tell who is on a list whose query the guard cannot extend. */
function copyable(because: ReturnType<typeof cannotGuard>[number]["because"]): boolean {
  return because !== "noQuery" && because !== "malformed" && because !== "otherTable";
}

/** For lists whose own query leaves no room for the guard's: today's members on a static list, which has room. */
export function StaticCopy({ host, words, model, isBusy, onDone }: StaticCopyProps): JSX.Element | null {
  const classes = useClasses(guardStyles);
  const [state, setState] = React.useState({ isCopying: false, trouble: "" });
  const cannot = cannotGuard(model);
  if (cannot.length === 0) return null;
  const { subject } = model;
  const activityId = subject.record.table === "campaignactivity" ? subject.record.id : null;
  // The campaign's form has no script that could copy: it is done on the activity, or on the list itself.
  const mayCopy = subject.record.table !== "campaign";

  /** The copy goes to the list's place, and is guarded like any static list from there on. */
  const copy = async (list: GuardedList) => {
    setState({ isCopying: true, trouble: "" });
    const copied = await carryOutOrder(host, [{ kind: "copyToStatic", listId: list.id }]);
    const copyId = copied.ok === true ? copied.copies[0] : undefined;
    if (copyId !== undefined) {
      const text = words.say("SendGuard_Copy_Description", list.name, words.moment(host.now()));
      const described = await attempt(host, host.closed, () =>
        host.writing.updateRecord("list", copyId, { description: describeCopy(text, list.id) }),
      );
      if (host.closed.aborted) return;
      if (!described.ok) {
        setState({ isCopying: false, trouble: notSavedText(described.failure, words) });
        return;
      }
    }
    const outcome =
      copyId === undefined || activityId === null
        ? copied
        : await carryOutOrder(
            host,
            swapSteps(
              [...subject.lists.filter(({ id }) => id !== list.id).map(({ id }) => id), copyId],
              subject.lists.map(({ id }) => id),
              activityId,
              subject.campaign?.id ?? null,
            ),
          );
    if (host.closed.aborted) return;
    switch (outcome.ok) {
      case true:
        setState({ isCopying: false, trouble: "" });
        if (activityId === null && copyId !== undefined) host.openRecord("list", copyId);
        break;
      case false:
        setState({
          isCopying: false,
          trouble: notSavedText(failureOf(outcome.error, host.isOffline()), words),
        });
        break;
      case "noScript":
        setState({ isCopying: false, trouble: words.say("SendGuard_NoScript") });
        break;
    }
    onDone();
  };

  return (
    <div>
      {cannot.map(({ list, because }) => (
        <div key={list.id} className={classes.choices}>
          <span>{words.say("SendGuard_CannotGuard", list.name, cannotText(because, words))}</span>
          {mayCopy && list.isDynamic && copyable(because) && (
            <DefaultButton
              text={words.say("SendGuard_StaticCopy")}
              disabled={isBusy || state.isCopying}
              onClick={() => {
                copy(list).catch(() => undefined);
              }}
            />
          )}
        </div>
      ))}
      {state.trouble !== "" && (
        <p role="alert" className={classes.problem}>
          {state.trouble}
        </p>
      )}
    </div>
  );
}
