import { ActionButton, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import type { Found } from "../../domain/guard/check";
import type { DecisionTaken } from "../../domain/guard/decision";
import { ownerOf } from "../../domain/guard/protection";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { guardStyles } from "./guardStyles";
import type { Decided } from "./recordDecisions";

const LONGEST_REASON = 2000;

interface DecisionChoiceProps {
  readonly words: Words;
  readonly found: Found;
  readonly name: string;
  readonly standing: DecisionTaken | undefined;
  /** Whether this user may send to protected clients all the same. */
  readonly maySend: boolean;
  readonly isBusy: boolean;
  readonly onDecide: (decided: Decided) => void;
}

/**
 * Exclude, send anyway (with a reason), or ask the owner. Buttons, not a choice that the arrow keys run through: each of
 * them acts at once.
 */
export function DecisionChoice(props: DecisionChoiceProps): JSX.Element {
  const { words, found, name, standing, maySend, isBusy, onDecide } = props;
  const classes = useClasses(guardStyles);
  const [isReasoning, setIsReasoning] = React.useState(false);
  const [reason, setReason] = React.useState("");
  const decision = standing?.decision;
  const isFree = decision === "sendAnyway" || decision === "ownerAgrees";
  const canAsk = ownerOf(found.protection) !== null;
  const choose = (chosen: Decided["decision"], why: string | null = null) => {
    setIsReasoning(false);
    setReason("");
    onDecide({ about: found, decision: chosen, reason: why });
  };
  return (
    <div role="group" aria-label={words.say("SendGuard_Choose", name)}>
      <div className={classes.choices}>
        <button
          type="button"
          className={decision === "exclude" ? classes.chosen : classes.choice}
          aria-pressed={decision === "exclude"}
          disabled={isBusy}
          onClick={() => choose("exclude")}
        >
          {words.say("SendGuard_Exclude")}
        </button>
        <button
          type="button"
          className={isFree ? classes.chosen : classes.choice}
          aria-pressed={isFree}
          aria-expanded={isReasoning}
          disabled={isBusy || !maySend}
          title={maySend ? undefined : words.say("SendGuard_NeedsOverride")}
          onClick={() => setIsReasoning(!isReasoning)}
        >
          {words.say("SendGuard_Send")}
        </button>
        <button
          type="button"
          className={decision === "askTheOwner" ? classes.chosen : classes.choice}
          aria-pressed={decision === "askTheOwner"}
          disabled={isBusy || !canAsk}
          onClick={() => choose("askTheOwner")}
        >
          {words.say("SendGuard_Ask")}
        </button>
      </div>
      {isReasoning && (
        <div className={classes.details}>
          <textarea
            className={classes.box}
            rows={2}
            dir="auto"
            maxLength={LONGEST_REASON}
            aria-label={words.say("SendGuard_Reason", name)}
            placeholder={words.say("SendGuard_Reason_Short")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <div className={classes.choices}>
            <PrimaryButton
              text={words.say("SendGuard_SendAnyway")}
              disabled={isBusy || reason.trim() === ""}
              onClick={() => choose("sendAnyway", reason)}
            />
            <ActionButton
              styles={inLine}
              text={words.say("Shared_Cancel")}
              onClick={() => setIsReasoning(false)}
            />
          </div>
        </div>
      )}
    </div>
  );
}
