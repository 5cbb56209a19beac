import type { IStyle, Theme } from "@fluentui/react";

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

/** A button that looks like the row it opens. */
export function rowButton(theme: Theme): IStyle {
  return {
    all: "unset",
    boxSizing: "border-box",
    width: "100%",
    cursor: "pointer",
    borderRadius: theme.effects.roundedCorner2,
    selectors: {
      ":hover": { background: theme.palette.neutralLighter },
      ":focus-visible": focusRing(theme),
    },
  };
}

export function focusRing(theme: Theme): IStyle {
  return { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "-2px" };
}

/** Text that opens a record. */
export function linkButton(theme: Theme): IStyle {
  return {
    all: "unset",
    cursor: "pointer",
    color: theme.semanticColors.link,
    selectors: {
      ":hover": { textDecoration: "underline", color: theme.semanticColors.linkHovered },
      ":focus-visible": { outline: `2px solid ${theme.semanticColors.focusBorder}`, outlineOffset: "1px" },
    },
  };
}

/** Cuts a text that does not fit, on one line. */
export const onOneLine: IStyle = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" };
