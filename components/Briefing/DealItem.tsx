import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { Day } from "../../domain/day";
import { linkButton } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { DealsModel } from "./dealsModel";

const deal = (theme: Theme): Record<"item" | "line" | "name" | "amount" | "more" | "closing", IStyle> => ({
  item: { padding: "8px 0", borderBottom: `1px solid ${theme.semanticColors.bodyDivider}` },
  line: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "0 12px" },
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  amount: { marginInlineStart: "auto", whiteSpace: "nowrap" },
  more: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext },
  closing: { fontWeight: 600, color: theme.semanticColors.bodyText },
});

interface DealItemProps {
  readonly host: Host;
  readonly words: Words;
  readonly deal: DealsModel["deals"][number];
  readonly today: Day;
}

/** An open deal: its name, stage and amount; when it closes, and whose it is. */
export function DealItem({ host, words, deal: row, today }: DealItemProps): JSX.Element {
  const classes = useClasses(deal);
  const closes =
    row.closeDay === null
      ? words.say("Briefing_NoCloseDate")
      : row.closeDay < today
        ? words.say("Briefing_WasToClose", words.date(row.closeDay))
        : words.say("Briefing_Closes", words.date(row.closeDay));
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <button type="button" className={classes.name} onClick={() => host.openRecord("opportunity", row.id)}>
          {row.name}
        </button>
        {row.amount !== null && <span className={classes.amount}>{row.amount}</span>}
      </div>
      <p className={classes.more}>
        {row.isInClosing && (
          <>
            <span className={classes.closing}>{words.say("Briefing_InClosingMark")}</span>
            {" · "}
          </>
        )}
        {[row.stageName, closes, row.owner].filter(Boolean).join(" · ")}
      </p>
    </li>
  );
}
