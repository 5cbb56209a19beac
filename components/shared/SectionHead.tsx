import { IconButton, type IStyle } from "@fluentui/react";
import * as React from "react";
import { icons } from "./icons";
import { useClasses } from "./useClasses";
import type { Words } from "./words";

const head = (): Record<"root" | "title", IStyle> => ({
  root: { display: "flex", alignItems: "center", justifyContent: "space-between", minHeight: 32, gap: 8 },
  title: { fontSize: 14, lineHeight: 20, fontWeight: 600 },
});

interface SectionHeadProps {
  readonly title: string;
  readonly words: Words;
  readonly onRefresh?: () => void;
  /** What else can be done about the section. */
  readonly children?: React.ReactNode;
}

/** A section's title and, where there is something to read again, the button that does it. */
export function SectionHead({ title, words, onRefresh, children }: SectionHeadProps): JSX.Element {
  const classes = useClasses(head);
  return (
    <div className={classes.root}>
      <h3 className={classes.title}>{title}</h3>
      {children}
      {onRefresh && <RefreshButton words={words} onRefresh={onRefresh} />}
    </div>
  );
}

export function RefreshButton(props: { readonly words: Words; readonly onRefresh: () => void }): JSX.Element {
  const label = props.words.say("Shared_Refresh");
  return <IconButton onRenderIcon={refreshIcon} title={label} ariaLabel={label} onClick={props.onRefresh} />;
}

function refreshIcon(): JSX.Element {
  return icons.refresh;
}
