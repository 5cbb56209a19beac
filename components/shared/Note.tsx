import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { secondary } from "./styles";
import { useClasses } from "./useClasses";

const note = (theme: Theme): Record<"note", IStyle> => ({
  note: [secondary(theme), { padding: "8px 0 0" }],
});

/** What is said below a list: what is not in it, and why. */
export function Note({ children }: { readonly children: React.ReactNode }): JSX.Element {
  const classes = useClasses(note);
  return <p className={classes.note}>{children}</p>;
}
