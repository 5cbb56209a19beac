import { getId, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import { interestIcons } from "../Interest/interestIcons";
import { icons } from "../shared/icons";
import { Skeleton } from "../shared/Skeleton";
import { bareList, rowButton, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { HeadlineModel } from "./briefingModel";
import { headlineReasons, headlineTexts, vipDealText, vipReasons, vipText } from "./headlineTexts";

type Part =
  | "headline"
  | "narrow"
  | "actions"
  | "line"
  | "stacked"
  | "told"
  | "below"
  | "toggle"
  | "icon"
  | "vip"
  | "panel"
  | "list"
  | "dealName";

const LINE = 28;
const LINE_WHEN_NARROW = 20;
/** Lines that a headline takes, held for it until it is there. */
const LINES = 2;
const LINES_WHEN_NARROW = 3;
/** What stands below it takes: one line; on a phone two of buttons that explain, and two of text. */
const TOLD = 28;
const TOLD_WHEN_NARROW = 112;

const head = (theme: Theme): Record<Part, IStyle> => ({
  headline: {
    minHeight: LINES * LINE,
    fontSize: 20,
    lineHeight: LINE,
    fontWeight: 600,
    overflowWrap: "anywhere",
  },
  narrow: {
    minHeight: LINES_WHEN_NARROW * LINE_WHEN_NARROW,
    fontSize: 15,
    lineHeight: LINE_WHEN_NARROW,
    fontWeight: 600,
    overflowWrap: "anywhere",
  },
  actions: { flex: "none" },
  // What is told wraps within its own room: what comes late never pushes the buttons to another line.
  line: { display: "flex", gap: 16, paddingTop: 4 },
  stacked: { display: "grid", gap: 4, paddingTop: 4 },
  told: {
    display: "flex",
    flexWrap: "wrap",
    alignContent: "flex-start",
    gap: "4px 16px",
    flex: "1 1 0",
    minWidth: 0,
  },
  // It comes last, and stands last: nothing moves for it.
  below: { flex: "1 1 240px", minWidth: 0, padding: "4px 0" },
  toggle: [
    rowButton(theme),
    { display: "inline-flex", alignItems: "center", gap: 4, width: "auto", padding: "4px 4px" },
  ],
  icon: { display: "flex", color: theme.palette.themePrimary },
  vip: { fontWeight: 600 },
  panel: [secondary(theme), { padding: "4px 4px 8px" }],
  list: [bareList, { selectors: { "& li": { padding: "2px 0" } } }],
  dealName: { fontWeight: 600, color: theme.semanticColors.bodyText },
});

interface HeadlineViewProps {
  /** Null while it is not known. */
  readonly model: HeadlineModel | null;
  /** Said where nothing of it can be known. */
  readonly fallback: string | null;
  readonly words: Words;
  readonly isNarrow: boolean;
  /** What can be done about the whole briefing; stands at the end of the line below the headline. */
  readonly children: React.ReactNode;
}

/** The one thing to know, with where it comes from; and whether the client is a VIP in closing, with the rules. */
export function HeadlineView(props: HeadlineViewProps): JSX.Element {
  const { model, fallback, words, isNarrow } = props;
  const classes = useClasses(head);
  const { main, below } = model === null ? { main: "", below: "" } : headlineTexts(model, isNarrow, words);
  const vip = model?.vip ?? [];
  const reasons = model === null ? [] : headlineReasons(model, words);
  const said = main === "" && (below !== "" || fallback !== null) ? words.say("Briefing_Account") : main;
  const look = isNarrow ? classes.narrow : classes.headline;
  return (
    <div>
      {said === "" ? (
        <Skeleton
          label={words.say("Briefing_Headline_Loading")}
          rows={isNarrow ? LINES_WHEN_NARROW : LINES}
          rowHeight={isNarrow ? LINE_WHEN_NARROW : LINE}
          blocks={[1]}
        />
      ) : (
        <h2 className={look}>{said}</h2>
      )}
      <div className={isNarrow ? classes.stacked : classes.line}>
        <div className={classes.told} style={{ minHeight: isNarrow ? TOLD_WHEN_NARROW : TOLD }}>
          {model !== null && vip.length > 0 && (
            <Explained
              label={
                <>
                  <span className={classes.icon}>{icons.shield}</span>
                  <span className={classes.vip}>{vipText(model, words)}</span>
                </>
              }
            >
              <p>{words.say("Briefing_Vip_Rules")}</p>
              {vip.map((verdict) => (
                <div key={verdict.dealId}>
                  <p className={classes.dealName}>{vipDealText(verdict, model, words)}</p>
                  <ul role="list" className={classes.list}>
                    {vipReasons(verdict, model, words).map((reason) => (
                      <li key={reason}>{reason}</li>
                    ))}
                  </ul>
                </div>
              ))}
            </Explained>
          )}
          {reasons.length > 0 && (
            <Explained label={words.say("Briefing_Why")}>
              <ul role="list" className={classes.list}>
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
              {model?.isDefaultPolicy && <p>{words.say("Interest_DefaultPolicy")}</p>}
            </Explained>
          )}
          {below !== "" && <p className={classes.below}>{below}</p>}
        </div>
        <div className={classes.actions}>{props.children}</div>
      </div>
    </div>
  );
}

interface ExplainedProps {
  readonly label: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A button that opens and closes an explanation below it. */
function Explained({ label, children }: ExplainedProps): JSX.Element {
  const classes = useClasses(head);
  const [isOpen, setIsOpen] = React.useState(false);
  const [panelId] = React.useState(() => getId("entente-explained"));
  return (
    <div>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setIsOpen(!isOpen)}
      >
        {label}
        {isOpen ? interestIcons.opened : interestIcons.closed}
      </button>
      <div id={panelId} className={isOpen ? classes.panel : undefined}>
        {isOpen && children}
      </div>
    </div>
  );
}
