import { ActionButton, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import { useClasses } from "../shared/useClasses";
import { inLine } from "../shared/styles";
import type { Words } from "../shared/words";
import { canGuard, decidedOf, leftOutAtLeast, seesEverything, type GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";

interface GuardBarProps {
  readonly words: Words;
  readonly model: GuardModel;
  readonly isBusy: boolean;
  /** Undefined where this user or this record has no such thing. A button that waits stays where it is for the keyboard. */
  readonly onGuard?: () => void;
  readonly onExport: () => void;
}

/**
 * What all of it comes to: how many are left out, whether the audience is guarded, how far the decisions are. Of an activity that is
 * over, the rows say what was decided: nothing is left out of it any more.
 */
export function GuardBar({ words, model, isBusy, onGuard, onExport }: GuardBarProps): JSX.Element {
  const classes = useClasses(guardStyles);
  const { check, isGuarded, plan, standing, subject } = model;
  const leftOut = leftOutAtLeast(model);
  const isActivity = subject.record.table === "campaignactivity";
  const isToCome = isActivity && !subject.isDone;
  const newest = [...standing.values()].sort((a, b) => b.on.getTime() - a.on.getTime())[0];
  return (
    <div className={classes.bar}>
      {isToCome && isGuarded && <span className={classes.leftOut}>{words.say("SendGuard_Guarded")}</span>}
      {leftOut > 0 && !subject.isDone && (canGuard(model) || plan.isGuarded) && (
        <span className={classes.leftOut}>
          {words.count(plan.isGuarded ? "SendGuard_LeftOut" : "SendGuard_WouldBeLeftOut", leftOut)}
        </span>
      )}
      {onGuard !== undefined && (
        <PrimaryButton
          text={words.say(
            !isActivity ? "SendGuard_MakeCopy" : plan.isBegun ? "SendGuard_GuardAgain" : "SendGuard_Guard",
          )}
          disabled={isBusy}
          allowDisabledFocus
          onClick={() => {
            if (!isBusy) onGuard();
          }}
        />
      )}
      {isToCome && check.found.length > 0 && (
        <span className={classes.secondary}>
          {words.say(
            "SendGuard_DecidedOf",
            words.integer(decidedOf(model)),
            words.integer(check.found.length),
          )}
          {newest !== undefined &&
            ` · ${words.say("SendGuard_LastBy", newest.by.name, words.moment(newest.on))}`}
        </span>
      )}
      {check.found.length > 0 && seesEverything(model) && (
        <span className={classes.end}>
          <ActionButton styles={inLine} text={words.say("SendGuard_Export")} onClick={onExport} />
        </span>
      )}
    </div>
  );
}
