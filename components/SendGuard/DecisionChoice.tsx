import { ActionButton, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import type { Found } from "../../domain/guard/check";
import { frees, type DecisionTaken } from "../../domain/guard/decision";
import { ownerOf } from "../../domain/guard/protection";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useFocusBetween } from "../shared/useFocusBetween";
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
  /** The reason for sending anyway, as far as it is written; undefined while nobody is about to. */
  readonly draft: string | undefined;
  readonly onDraft: (reason: string | undefined) => void;
  readonly onDecide: (decided: Decided) => void;
}

/**
 * Exclude, send anyway (with a reason), or ask the owner. Buttons, not a choice that the arrow keys run through: each of
 * them acts at once. A button that waits stays where it is for the keyboard: one that is disabled loses the focus.
 */
export function DecisionChoice(props: DecisionChoiceProps): JSX.Element {
  const { words, found, name, standing, maySend, isBusy, draft, onDraft, onDecide } = props;
  const classes = useClasses(guardStyles);
  const isReasoning = draft !== undefined;
  const send = React.useRef<HTMLButtonElement>(null);
  const box = React.useRef<HTMLTextAreaElement>(null);
  useFocusBetween(
    isReasoning,
    () => box.current,
    () => send.current,
  );
  const decision = standing?.decision;
  const isFree = frees(standing);
  const canAsk = ownerOf(found.protection) !== null;
  const choose = (chosen: Decided["decision"], why: string | null = null) => {
    if (!isBusy) onDecide({ about: found, decision: chosen, reason: why });
  };
  return (
    <div role="group" aria-label={words.say("SendGuard_Choose", name)}>
      <div className={classes.choices}>
        <button
          type="button"
          className={decision === "exclude" ? classes.chosen : classes.choice}
          aria-pressed={decision === "exclude"}
          aria-disabled={isBusy}
          onClick={() => choose("exclude")}
        >
          {words.say("SendGuard_Exclude")}
        </button>
        <button
          ref={send}
          type="button"
          className={isFree ? classes.chosen : classes.choice}
          aria-pressed={isFree}
          aria-expanded={isReasoning}
          aria-disabled={isBusy}
          disabled={!maySend}
          title={maySend ? undefined : words.say("SendGuard_NeedsOverride")}
          onClick={() => {
            if (!isBusy) onDraft(isReasoning ? undefined : "");
          }}
        >
          {words.say("SendGuard_Send")}
        </button>
        <button
          type="button"
          className={decision === "askTheOwner" ? classes.chosen : classes.choice}
          aria-pressed={decision === "askTheOwner"}
          aria-disabled={isBusy}
          disabled={!canAsk}
          onClick={() => choose("askTheOwner")}
        >
          {words.say("SendGuard_Ask")}
        </button>
      </div>
      {isReasoning && (
        <div className={classes.details}>
          <textarea
            ref={box}
            className={classes.box}
            rows={2}
            dir="auto"
            maxLength={LONGEST_REASON}
            aria-label={words.say("SendGuard_Reason", name)}
            placeholder={words.say("SendGuard_Reason_Short")}
            value={draft}
            readOnly={isBusy}
            onChange={({ target }) => onDraft(target.value)}
          />
          <div className={classes.choices}>
            <PrimaryButton
              text={words.say("SendGuard_SendAnyway")}
              disabled={isBusy || draft.trim() === ""}
              allowDisabledFocus
              onClick={() => choose("sendAnyway", draft)}
            />
            <ActionButton
              styles={inLine}
              text={words.say("Shared_Cancel")}
              disabled={isBusy}
              onClick={() => onDraft(undefined)}
            />
          </div>
        </div>
      )}
    </div>
  );
}
