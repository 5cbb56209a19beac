import { getId, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { Host } from "../../dataverse/host";
import { directionOf } from "../../domain/interest";
import { named } from "../shared/named";
import { Sparkline } from "../shared/Sparkline";
import { heardOnly, rowButton } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { EvidenceList } from "./EvidenceList";
import { interestIcons } from "./interestIcons";
import type { InterestModel, TopicRow } from "./interestModel";
import { curveText, signalsText, trendText } from "./topicTexts";

type Layout = "narrow" | "medium" | "wide";

/** One line from here on. */
const WIDE = 760;
const NARROW = 480;

export function layoutFor(width: number): Layout {
  if (width <= 0 || width >= WIDE) return "wide";
  return width < NARROW ? "narrow" : "medium";
}

/** About how high a row is, for the skeleton. */
export const rowHeights: Readonly<Record<Layout, number>> = { wide: 37, medium: 57, narrow: 73 };

/** Where the parts of a row stand. */
const layouts: Record<Layout, IStyle> = {
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

function row(theme: Theme, layout: Layout): IStyle {
  return [
    rowButton(theme),
    { display: "grid", gap: "4px 12px", alignItems: "center", padding: "8px 4px" },
    layouts[layout],
  ];
}

type Part =
  | "item"
  | "name"
  | "bar"
  | "filled"
  | "index"
  | "trend"
  | "curve"
  | "signals"
  | "chevron"
  | "heard"
  | "evidence";

const topic = (theme: Theme): Record<Part | Layout, IStyle> => ({
  narrow: row(theme, "narrow"),
  medium: row(theme, "medium"),
  wide: row(theme, "wide"),
  item: { borderBottom: `1px solid ${theme.semanticColors.bodyDivider}` },
  name: { gridArea: "name", position: "relative", fontWeight: 600, overflowWrap: "anywhere" },
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
  heard: heardOnly,
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
  const { words, model, topic: shown, layout } = props;
  const classes = useClasses(topic);
  const [isOpen, setIsOpen] = React.useState(false);
  const [evidenceId] = React.useState(() => getId("entente-evidence"));
  const direction = directionOf(shown.trend);
  const signals = signalsText(shown, model.today, words);
  const heard = [
    words.say("Interest_Index", words.integer(shown.index)),
    trendText(shown.trend, words),
    curveText(shown.curve, words),
  ].join(". ");
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes[layout]}
        aria-expanded={isOpen}
        aria-controls={evidenceId}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={classes.name}>
          {named(shown.name, words)}
          <span className={classes.heard}>{` ${heard}. `}</span>
        </span>
        <span className={classes.bar} aria-hidden="true">
          <span className={classes.filled} style={{ width: `${shown.index}%` }} />
        </span>
        <span className={classes.index} aria-hidden="true">
          {words.integer(shown.index)}
        </span>
        <span className={classes.trend} aria-hidden="true">
          {interestIcons[direction]}
          {direction === "steady" ? "" : words.signed(Math.round(shown.trend))}
        </span>
        <span className={classes.curve} aria-hidden="true">
          <Sparkline values={shown.curve} />
        </span>
        <span className={classes.signals}>{signals}</span>
        <span className={classes.chevron} aria-hidden="true">
          {isOpen ? interestIcons.opened : interestIcons.closed}
        </span>
      </button>
      <div id={evidenceId} className={isOpen ? classes.evidence : undefined}>
        {isOpen && <EvidenceList {...props} isNarrow={layout === "narrow"} />}
      </div>
    </li>
  );
}
