import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { cannotGuard } from "./guardAudience";
import type { GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";
import { cannotText } from "./guardTexts";
import type { UseStaticCopy } from "./useStaticCopy";

interface StaticCopyProps {
  readonly words: Words;
  readonly model: GuardModel;
  /** Whether the user may make lists. */
  readonly mayCreate: boolean;
  readonly copying: UseStaticCopy;
  readonly isBusy: boolean;
  readonly onDone: (isDone: boolean) => void;
}

/** Whether Dynamics 365 can tell who is on a list whose query the guard cannot extend. */
function copyable(because: ReturnType<typeof cannotGuard>[number]["because"]): boolean {
  return because !== "noQuery" && because !== "malformed" && because !== "otherTable";
}

/**
 * Which lists cannot be guarded, and why; for those whose own query leaves no room for the guard's: today's members on a static
 * list, which has room.
 */
export function StaticCopy(props: StaticCopyProps): JSX.Element | null {
  const { words, model, mayCreate, copying, isBusy, onDone } = props;
  const { trouble, copy } = copying;
  const classes = useClasses(guardStyles);
  const cannot = cannotGuard(model);
  if (cannot.length === 0) return null;
  const { subject } = model;
  // The campaign's form has no script that could copy: it is done on the activity, or on the list itself.
  const mayCopy = mayCreate && subject.record.table !== "campaign";

  return (
    <div>
      {cannot.map(({ list, because }) => (
        <div key={list.id} className={classes.choices}>
          <span>{words.say("SendGuard_CannotGuard", list.name, cannotText(because, words))}</span>
          {mayCopy && list.isDynamic && copyable(because) && (
            <DefaultButton
              text={words.say("SendGuard_StaticCopy")}
              disabled={isBusy}
              allowDisabledFocus
              onClick={() => {
                if (!isBusy) copy(model, list, onDone);
              }}
            />
          )}
        </div>
      ))}
      {trouble !== "" && (
        <p role="alert" className={classes.problem}>
          {trouble}
        </p>
      )}
    </div>
  );
}
