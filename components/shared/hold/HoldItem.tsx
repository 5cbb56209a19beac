import { ActionButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { ListedHold } from "../../../dataverse/holds";
import { AboveLink } from "../AboveLink";
import { icons } from "../icons";
import { inLine, listRow, mark, problem, secondary } from "../styles";
import { useClasses } from "../useClasses";
import type { Words } from "../words";
import type { WritingHost } from "../writingHost";
import { holdFacts } from "./holdTexts";
import { useHold } from "./useHold";

const styles = (theme: Theme): Record<"item" | "line" | "mark" | "text" | "more" | "problem", IStyle> => ({
  item: listRow(theme),
  line: { display: "flex", flexWrap: "wrap", gap: "0 8px", alignItems: "center" },
  mark: [mark(theme), { display: "inline-flex", gap: 4, alignItems: "center" }],
  text: { overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
  more: secondary(theme),
  problem: problem(theme),
});

interface HoldItemProps {
  readonly host: WritingHost;
  readonly words: Words;
  readonly hold: ListedHold;
  readonly onDone: () => void;
}

/** A hold in force: what it keeps back, why, until when, whose it is; its owner, or whoever is of the team that owns it, can end it. */
export function HoldItem({ host, words, hold, onDone }: HoldItemProps): JSX.Element {
  const classes = useClasses(styles);
  const { isSaving, trouble, end } = useHold(host, words, onDone);
  // A hold of the account above is ended on the form of that, among all whom it keeps back.
  const isMineToEnd =
    hold.above === null &&
    host.may("write", "ent_hold") &&
    (hold.owner?.id === host.userId || hold.isOfMyTeam);
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <span className={classes.mark}>
          {icons.shield}
          {words.say("Shared_Hold_OnHold")}
        </span>
        <span className={classes.text} dir="auto">
          {hold.reason}
        </span>
        {isMineToEnd && (
          <ActionButton
            styles={inLine}
            text={words.say("Shared_Hold_End")}
            disabled={isSaving}
            allowDisabledFocus
            onClick={() => end(hold)}
          />
        )}
      </div>
      <p className={classes.more}>
        {hold.above !== null && (
          <>
            <AboveLink {...{ host, words }} above={hold.above} />
            {" · "}
          </>
        )}
        {holdFacts(hold, words)}
      </p>
      {trouble !== "" && (
        <p role="alert" className={classes.problem}>
          {trouble}
        </p>
      )}
    </li>
  );
}
