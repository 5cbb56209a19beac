import type { IStyle, Theme } from "@fluentui/react";
import { field, problem, secondary } from "../shared/styles";

export type NotePart =
  | ("box" | "field" | "row" | "label" | "chips" | "chip" | "chosen" | "secondary" | "problem")
  | ("actions" | "text" | "item" | "facts" | "unread" | "end");

export const noteStyles = (theme: Theme): Record<NotePart, IStyle> => ({
  box: [field(theme), { display: "block", width: "100%", resize: "vertical", minHeight: 72 }],
  field: [field(theme), { flex: "0 1 auto", minWidth: 0 }],
  row: { display: "flex", flexWrap: "wrap", gap: "8px 12px", alignItems: "center", padding: "6px 0" },
  label: { display: "inline-flex", flexWrap: "wrap", gap: 4, alignItems: "center", minWidth: 0 },
  chips: {
    display: "flex",
    flexWrap: "wrap",
    gap: 4,
    alignItems: "center",
    padding: "4px 0",
    margin: 0,
    border: 0,
    minWidth: 0,
  },
  chip: [chip(theme), { background: theme.semanticColors.bodyBackground }],
  chosen: [
    chip(theme),
    {
      fontWeight: 600,
      color: theme.palette.themePrimary,
      borderColor: theme.palette.themePrimary,
      background: theme.palette.themeLighter,
    },
  ],
  secondary: secondary(theme),
  problem: problem(theme),
  actions: { display: "flex", flexWrap: "wrap", gap: "4px 8px", alignItems: "center", padding: "4px 0" },
  // Shown to the letter: line breaks stay, and a text from right to left runs from right to left.
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere", unicodeBidi: "isolate" },
  item: { padding: "8px 4px", borderBottom: `1px solid ${theme.semanticColors.bodyDivider}` },
  facts: {
    display: "flex",
    flexWrap: "wrap",
    gap: "0 12px",
    fontSize: 12,
    lineHeight: 16,
    color: theme.semanticColors.bodySubtext,
    overflowWrap: "anywhere",
  },
  unread: { fontWeight: 600, color: theme.palette.themePrimary },
  end: { marginInlineStart: "auto" },
});

function chip(theme: Theme): IStyle {
  return {
    font: "inherit",
    fontSize: 12,
    lineHeight: 16,
    color: theme.semanticColors.bodyText,
    minHeight: 26,
    padding: "4px 10px",
    border: `1px solid ${theme.semanticColors.inputBorder}`,
    borderRadius: 13,
    cursor: "pointer",
    maxWidth: "100%",
    overflowWrap: "anywhere",
    selectors: {
      ":hover": { background: theme.palette.neutralLighter },
      ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "1px" },
      "@media (forced-colors: active)": { borderWidth: 2 },
    },
  };
}
