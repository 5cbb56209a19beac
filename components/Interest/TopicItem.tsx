import { getId, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { Host } from "../../dataverse/host";
import { directionOf } from "../../domain/interest";
import { icons } from "../shared/icons";
import { Sparkline } from "../shared/Sparkline";
import { onOneLine, rowButton } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { EvidenceList } from "./EvidenceList";
import type { InterestModel, TopicRow } from "./interestModel";
import { curveText, signalsText, trendText } from "./topicTexts";

type Layout = "narrow" | "medium" | "wide";

/** One line from here on. */
const WIDE = 640;
const NARROW = 480;

export function layoutFor(width: number): Layout {
  if (width <= 0 || width >= WIDE) return "wide";
  return width < NARROW ? "narrow" : "medium";
}

const areas: Record<Layout, IStyle> = {
  wide: {
    gridTemplateColumns: "minmax(88px, 1.2fr) minmax(64px, 1.6fr) 28px 52px 72px minmax(120px, 1.6fr) 16px",
    gridTemplateAreas: '"name bar index trend curve signals chevron"',
  },
  medium: {
    gridTemplateColumns: "minmax(88px, 1fr) minmax(64px, 1fr) 28px 52px 72px 16px",
    gridTemplateAreas: '"name bar index trend curve chevron" "signals signals signals signals signals ."',
  },
  narrow: {
    gridTemplateColumns: "minmax(0, 1fr) 28px 52px 16px",
    gridTemplateAreas: '"name index trend chevron" "bar bar bar ." "signals curve curve ."',
  },
};

type Part =
  | "item"
  | "row"
  | "name"
  | "bar"
  | "filled"
  | "index"
  | "trend"
  | "curve"
  | "signals"
  | "chevron"
  | "evidence";

const topic = (theme: Theme): Record<Part | Layout, IStyle> => ({
  ...areas,
  item: { borderBottom: `1px solid ${theme.semanticColors.bodyDivider}` },
  row: [rowButton(theme), { display: "grid", gap: "4px 12px", alignItems: "center", padding: "8px 4px" }],
  name: [onOneLine, { gridArea: "name", fontWeight: 600 }],
  bar: {
    gridArea: "bar",
    height: 8,
    borderRadius: theme.effects.roundedCorner2,
    background: theme.palette.neutralLight,
    overflow: "hidden",
    selectors: { "@media (forced-colors: active)": { border: "1px solid CanvasText" } },
  },
  filled: {
    display: "block",
    height: "100%",
    background: theme.palette.themePrimary,
    selectors: { "@media (forced-colors: active)": { background: "Highlight", forcedColorAdjust: "none" } },
  },
  index: { gridArea: "index", textAlign: "end", fontWeight: 600 },
  trend: {
    gridArea: "trend",
    display: "flex",
    gap: 4,
    alignItems: "center",
    color: theme.semanticColors.bodySubtext,
  },
  curve: {
    gridArea: "curve",
    display: "flex",
    justifyContent: "flex-end",
    height: 20,
    color: theme.palette.themePrimary,
  },
  signals: {
    gridArea: "signals",
    fontSize: 12,
    lineHeight: 16,
    color: theme.semanticColors.bodySubtext,
    overflowWrap: "anywhere",
  },
  chevron: { gridArea: "chevron", display: "flex", color: theme.semanticColors.bodySubtext },
  evidence: { padding: "0 4px 4px 20px" },
});

interface TopicItemProps {
  readonly host: Host;
  readonly words: Words;
  readonly client: Client;
  readonly model: InterestModel;
  readonly topic: TopicRow;
  readonly layout: Layout;
  readonly round: number;
}

/** A topic: how interested, which way it goes, how it came here; opened, its evidence. */
export function TopicItem(props: TopicItemProps): JSX.Element {
  const { words, model, topic: row, layout } = props;
  const classes = useClasses(topic);
  const [isOpen, setIsOpen] = React.useState(false);
  const [evidenceId] = React.useState(() => getId("entente-evidence"));
  const direction = directionOf(row.trend);
  const signals = signalsText(row, model.today, words);
  const heard = [
    row.name,
    words.say("Interest_Index", words.integer(row.index)),
    trendText(row.trend, words),
    curveText(row.curve, words),
    signals,
  ].join(". ");
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={`${classes.row} ${classes[layout]}`}
        aria-expanded={isOpen}
        aria-controls={evidenceId}
        aria-label={heard}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={classes.name}>{row.name}</span>
        <span className={classes.bar}>
          <span className={classes.filled} style={{ width: `${row.index}%` }} />
        </span>
        <span className={classes.index}>{words.integer(row.index)}</span>
        <span className={classes.trend}>
          {icons[direction]}
          {direction === "steady" ? "" : words.signed(Math.round(row.trend))}
        </span>
        <span className={classes.curve}>
          <Sparkline values={row.curve} />
        </span>
        <span className={classes.signals}>{signals}</span>
        <span className={classes.chevron}>{isOpen ? icons.opened : icons.closed}</span>
      </button>
      <div id={evidenceId} className={isOpen ? classes.evidence : undefined}>
        {isOpen && <EvidenceList key={props.round} {...props} isNarrow={layout === "narrow"} />}
      </div>
    </li>
  );
}
