import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { Day } from "../../domain/day";
import { AboveLink } from "../shared/AboveLink";
import { icons } from "../shared/icons";
import { named } from "../shared/named";
import { linkButton, listRow, mark, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { DealRow } from "./briefingModel";

const deal = (
  theme: Theme,
): Record<"item" | "line" | "name" | "amount" | "more" | "marks" | "shield" | "mark", IStyle> => ({
  item: listRow(theme),
  line: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "0 12px" },
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  amount: { marginInlineStart: "auto", whiteSpace: "nowrap" },
  more: secondary(theme),
  marks: { display: "flex", gap: 4, alignItems: "center", fontSize: 12, lineHeight: 16 },
  shield: { display: "flex", flex: "none", color: theme.palette.themePrimary },
  // Several together may be longer than a column.
  mark: [mark(theme), { whiteSpace: "normal" }],
});

interface DealItemProps {
  readonly host: Host;
  readonly words: Words;
  readonly deal: DealRow;
  readonly today: Day;
}

/** "closes 4 Dec 2026" */
export function closesText({ closeDay }: DealRow, today: Day, words: Words): string {
  if (closeDay === null) return words.say("Briefing_NoCloseDate");
  return words.say(closeDay < today ? "Briefing_WasToClose" : "Briefing_Closes", words.date(closeDay));
}

/** What else is known of a deal: whom it is with where that is not the account, stage, close date, time in stage, owner. */
export function dealText(row: DealRow, today: Day, words: Words): string {
  return [
    row.customer !== null && words.say("Briefing_DealWith", row.customer),
    row.stageShown,
    closesText(row, today, words),
    row.daysInStage !== undefined && words.count("Briefing_InStage", row.daysInStage),
    row.owner,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What marks a deal: that it protects its client, by the rules or by a hold; or that it is in closing. */
export function marksOf({ verdict: { isVip, closing }, isHeld }: DealRow, words: Words): readonly string[] {
  return [
    ...(isVip ? [words.say("Briefing_ProtectedMark")] : []),
    ...(!isVip && closing.holds ? [words.say("Briefing_InClosingMark")] : []),
    ...(isHeld ? [words.say("Shared_Hold_OnHold")] : []),
  ];
}

/** An open deal: its name and amount; stage, when it closes, how long it has been there, and whose it is. */
export function DealItem({ host, words, deal: row, today }: DealItemProps): JSX.Element {
  const classes = useClasses(deal);
  const { isVip } = row.verdict;
  const marks = marksOf(row, words);
  return (
    <li className={classes.item}>
      {marks.length > 0 && (
        <p className={classes.marks}>
          {(isVip || row.isHeld) && <span className={classes.shield}>{icons.shield}</span>}
          <span className={classes.mark}>{marks.join(" · ")}</span>
        </p>
      )}
      <div className={classes.line}>
        <button type="button" className={classes.name} onClick={() => host.openRecord("opportunity", row.id)}>
          {named(row.name, words)}
        </button>
        {row.amount !== null && <span className={classes.amount}>{row.amount}</span>}
      </div>
      <p className={classes.more}>
        {row.above !== null && (
          <>
            <AboveLink {...{ host, words }} above={row.above} />
            {" · "}
          </>
        )}
        {dealText(row, today, words)}
      </p>
    </li>
  );
}
