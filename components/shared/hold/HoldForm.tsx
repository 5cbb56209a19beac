import { ActionButton, getId, PrimaryButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Held } from "../../../dataverse/holds";
import { isoDate, readIsoDate, type Day } from "../../../domain/day";
import {
  holdProblem,
  holdScopes,
  LONGEST_REASON,
  type HoldDraft,
  type HoldScope,
} from "../../../domain/hold";
import { DateBox } from "../DateBox";
import { field, inLine, problem, secondary } from "../styles";
import { useClasses } from "../useClasses";
import type { TextKey, Words } from "../words";
import type { WritingHost } from "../writingHost";
import { scopeKeys } from "./holdTexts";
import { useHold } from "./useHold";

type Part = "root" | "box" | "field" | "row" | "label" | "secondary" | "problem";

const styles = (theme: Theme): Record<Part, IStyle> => ({
  root: { padding: "4px 0 8px" },
  box: [field(theme), { display: "block", width: "100%", resize: "vertical", minHeight: 56 }],
  field: field(theme),
  row: {
    display: "flex",
    flexWrap: "wrap",
    gap: "4px 16px",
    alignItems: "center",
    padding: "4px 0",
    margin: 0,
    border: 0,
    minWidth: 0,
  },
  label: { display: "inline-flex", flexWrap: "wrap", gap: 4, alignItems: "center", minWidth: 0 },
  secondary: secondary(theme),
  problem: problem(theme),
});

/** Days that a hold lasts if nobody says otherwise. */
const USUAL_DAYS = 30;

const problemKeys: Readonly<Record<NonNullable<ReturnType<typeof holdProblem>>, TextKey>> = {
  noReason: "Shared_Hold_Problem_NoReason",
  tooLong: "Shared_Hold_Problem_TooLong",
  noEnd: "Shared_Hold_Problem_NoEnd",
  past: "Shared_Hold_Problem_Past",
};

interface HoldFormProps {
  readonly host: WritingHost;
  readonly words: Words;
  readonly held: Held;
  /** Open deals that the hold can wait for; the first is proposed. */
  readonly deals: readonly { readonly id: string; readonly name: string }[];
  readonly today: Day;
  /** Where one begins to write: gets the focus as the form opens. */
  readonly box?: React.Ref<HTMLTextAreaElement>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Asks marketing to leave a client alone: why, until when, and for which sends. */
export function HoldForm(props: HoldFormProps): JSX.Element {
  const { host, words, held, deals, today, box, onDone, onCancel } = props;
  const classes = useClasses(styles);
  const { isSaving, trouble, hold } = useHold(host, words, onDone);
  const [reason, setReason] = React.useState("");
  const [scope, setScope] = React.useState<HoldScope>("everySend");
  const [isUntilDay, setIsUntilDay] = React.useState(deals.length === 0);
  const [dealId, setDealId] = React.useState(deals[0]?.id ?? null);
  // Deals may be read, or read again, while the form is open. Whoever was shown none so far is offered the first; a deal that
  // was shown and is closed meanwhile is not replaced by another unasked.
  const deal = deals.find(({ id }) => id === dealId) ?? (dealId === null ? deals[0] : undefined);
  const [until, setUntil] = React.useState(isoDate(today + USUAL_DAYS));
  const [isTried, setIsTried] = React.useState(false);
  const [group] = React.useState(() => getId("hold"));

  const draft: HoldDraft = {
    reason,
    scope,
    until: isUntilDay ? readIsoDate(until) : null,
    // A hold with a last day is not bound to a deal: it stands whatever becomes of the deal.
    dealId: isUntilDay ? null : (deal?.id ?? null),
  };
  const wrong = holdProblem(draft, today);
  const save = () => {
    setIsTried(true);
    if (wrong === null) hold(held, draft);
  };
  const message = trouble !== "" ? trouble : isTried && wrong !== null ? words.say(problemKeys[wrong]) : "";

  return (
    <div className={classes.root} role="group" aria-label={words.say("Shared_Hold_Title")}>
      <textarea
        ref={box}
        className={classes.box}
        rows={2}
        dir="auto"
        maxLength={LONGEST_REASON}
        aria-label={words.say("Shared_Hold_Reason")}
        placeholder={words.say("Shared_Hold_Reason")}
        value={reason}
        readOnly={isSaving}
        onChange={({ target }) => setReason(target.value)}
      />
      <fieldset className={classes.row} disabled={isSaving}>
        <legend className={classes.secondary}>{words.say("Shared_Hold_Until")}</legend>
        {deals.length > 0 && (
          <span className={classes.label}>
            <label>
              <input
                type="radio"
                name={group}
                checked={!isUntilDay && deal !== undefined}
                onChange={() => {
                  setDealId((deal ?? deals[0])?.id ?? null);
                  setIsUntilDay(false);
                }}
              />{" "}
              {deals.length === 1
                ? words.say("Shared_Hold_UntilDeal", deals[0]?.name ?? "")
                : words.say("Shared_Hold_UntilOneDeal")}
            </label>
            {deals.length > 1 && (
              <select
                className={classes.field}
                aria-label={words.say("Shared_Hold_Deal")}
                value={deal?.id ?? ""}
                onChange={({ target }) => {
                  setDealId(target.value);
                  setIsUntilDay(false);
                }}
              >
                {deal === undefined && <option value="">{words.say("Shared_Hold_Deal")}</option>}
                {deals.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </span>
        )}
        <span className={classes.label}>
          <label>
            <input type="radio" name={group} checked={isUntilDay} onChange={() => setIsUntilDay(true)} />{" "}
            {words.say("Shared_Hold_UntilDay")}
          </label>
          <DateBox
            className={classes.field}
            label={words.say("Shared_Hold_Day")}
            earliest={today}
            text={until}
            onText={(text) => {
              setUntil(text);
              setIsUntilDay(true);
            }}
          />
        </span>
      </fieldset>
      <div className={classes.row}>
        <label className={classes.label}>
          <span className={classes.secondary}>{words.say("Shared_Hold_Scope")}</span>
          <select
            className={classes.field}
            value={scope}
            disabled={isSaving}
            onChange={({ target }) =>
              setScope(holdScopes.find((each) => each === target.value) ?? "everySend")
            }
          >
            {holdScopes.map((each) => (
              <option key={each} value={each}>
                {words.say(scopeKeys[each])}
              </option>
            ))}
          </select>
        </label>
        <PrimaryButton
          text={words.say("Shared_Hold_Save")}
          disabled={isSaving}
          allowDisabledFocus
          onClick={save}
        />
        <ActionButton
          styles={inLine}
          text={words.say("Shared_Cancel")}
          disabled={isSaving}
          onClick={onCancel}
        />
        {message !== "" && (
          <span role="alert" className={classes.problem}>
            {message}
          </span>
        )}
      </div>
    </div>
  );
}
