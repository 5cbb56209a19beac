import type { IStyle, Theme } from "@fluentui/react";
import { bareList, field, linkButton, listRow, problem, secondary } from "../shared/styles";

export type GuardPart =
  | ("head" | "headText" | "checked" | "reasons" | "list" | "item" | "line" | "client" | "link" | "amount")
  | ("facts" | "choices" | "choice" | "chosen" | "box" | "bar" | "leftOut" | "end" | "secondary" | "problem")
  | ("said" | "standing")
  | ("name" | "who" | "details");

const choice = (theme: Theme): IStyle => ({
  font: "inherit",
  color: theme.semanticColors.bodyText,
  background: theme.semanticColors.bodyBackground,
  minHeight: 28,
  padding: "2px 10px",
  border: `1px solid ${theme.semanticColors.inputBorder}`,
  borderRadius: theme.effects.roundedCorner2,
  cursor: "pointer",
  selectors: {
    ":hover:enabled:not([aria-disabled=true])": { background: theme.palette.neutralLighter },
    ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "1px" },
    ":disabled, &[aria-disabled=true]": { color: theme.palette.neutralTertiary, cursor: "default" },
  },
});

export const guardStyles = (theme: Theme): Record<GuardPart, IStyle> => ({
  head: { display: "flex", gap: 8, alignItems: "flex-start", padding: "4px 0" },
  headText: { fontSize: 16, lineHeight: 22, fontWeight: 600, overflowWrap: "anywhere" },
  checked: secondary(theme),
  reasons: [bareList, { padding: "4px 0 8px" }],
  list: [bareList, { borderTop: `1px solid ${theme.semanticColors.bodyDivider}` }],
  item: listRow(theme),
  // Names and reasons are as long as somebody made them.
  line: {
    display: "flex",
    flexWrap: "wrap",
    gap: "2px 12px",
    alignItems: "baseline",
    overflowWrap: "anywhere",
  },
  name: { fontWeight: 600 },
  client: [linkButton(theme), { fontWeight: 600 }],
  link: [linkButton(theme), { overflowWrap: "anywhere" }],
  amount: { marginInlineStart: "auto", fontWeight: 600, whiteSpace: "nowrap" },
  facts: [secondary(theme), { display: "flex", flexWrap: "wrap", gap: "0 12px", alignItems: "baseline" }],
  choices: { display: "flex", flexWrap: "wrap", gap: 4, alignItems: "center", padding: "6px 0 0" },
  choice: choice(theme),
  chosen: [
    choice(theme),
    {
      fontWeight: 600,
      color: theme.palette.themePrimary,
      borderColor: theme.palette.themePrimary,
      background: theme.palette.themeLighter,
    },
  ],
  box: [field(theme), { display: "block", width: "100%", resize: "vertical", minHeight: 48 }],
  bar: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px 16px",
    alignItems: "center",
    padding: "8px 0 0",
  },
  leftOut: { fontWeight: 600 },
  end: { marginInlineStart: "auto" },
  secondary: secondary(theme),
  said: { padding: "0 0 8px" },
  standing: [secondary(theme), { padding: "4px 0 0" }],
  problem: problem(theme),
  who: [bareList, { display: "flex", flexWrap: "wrap", gap: "2px 12px", padding: "4px 0" }],
  details: { padding: "4px 0 0" },
});
