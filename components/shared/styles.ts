import type { IButtonStyles, IStyle, Theme } from "@fluentui/react";

/** What only a screen reader gets. */
export const heardOnly: IStyle = {
  position: "absolute",
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: "hidden",
  clip: "rect(0 0 0 0)",
  whiteSpace: "nowrap",
  border: 0,
};

/** A list without its bullets. */
export const bareList: IStyle = { listStyle: "none", margin: 0, padding: 0 };

/** A button without a button's looks; `all: unset` would undo what stands beside it in another class. */
const bareButton: IStyle = {
  margin: 0,
  padding: 0,
  border: 0,
  background: "none",
  font: "inherit",
  color: "inherit",
  textAlign: "start",
  cursor: "pointer",
};

/** A button that looks like the row it opens. */
export function rowButton(theme: Theme): IStyle {
  return [
    bareButton,
    {
      boxSizing: "border-box",
      width: "100%",
      borderRadius: theme.effects.roundedCorner2,
      selectors: {
        ":hover": { background: theme.palette.neutralLighter },
        ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "-2px" },
      },
    },
  ];
}

/** Text that opens a record. */
export function linkButton(theme: Theme): IStyle {
  return [
    bareButton,
    {
      color: theme.semanticColors.link,
      selectors: {
        ":hover": { textDecoration: "underline", color: theme.semanticColors.linkHovered },
        ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "1px" },
      },
    },
  ];
}

/** A text button that stands in line with the rows above it. */
export const inLine: IButtonStyles = { root: { padding: "0 4px" }, label: { margin: 0 } };

/** A row of a list, parted from the next by a line. */
export function listRow(theme: Theme): IStyle {
  return {
    padding: "8px 0",
    borderBottom: `1px solid ${theme.semanticColors.bodyDivider}`,
    selectors: { ":last-child": { borderBottomColor: "transparent" } },
  };
}

/** Evidence and other second things. */
export function secondary(theme: Theme): IStyle {
  return { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, overflowWrap: "anywhere" };
}

/** A word that marks a row, with its icon. */
export function mark(theme: Theme): IStyle {
  return { fontWeight: 600, color: theme.semanticColors.bodyText, whiteSpace: "nowrap" };
}

/** Text boxes, lists to choose from and dates: the browser's own, so that each device brings its own keyboard and picker. */
export function field(theme: Theme): IStyle {
  return {
    boxSizing: "border-box",
    maxWidth: "100%",
    minHeight: 32,
    padding: "4px 8px",
    font: "inherit",
    color: theme.semanticColors.bodyText,
    background: theme.semanticColors.bodyBackground,
    border: `1px solid ${theme.semanticColors.inputBorder}`,
    borderRadius: theme.effects.roundedCorner2,
    colorScheme: theme.isInverted ? "dark" : "light",
    selectors: {
      ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "-1px" },
    },
  };
}

/** What went wrong, where it went wrong. */
export function problem(theme: Theme): IStyle {
  return { fontSize: 12, lineHeight: 16, color: theme.semanticColors.errorText };
}
