import { ThemeProvider, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import { lookText, themeFor } from "./theme";
import { useClasses } from "./useClasses";
import { useWidth } from "./useWidth";

interface FrameProps {
  readonly host: Host;
  /** The component's name; its style sheet hangs on it. */
  readonly name: string;
  readonly children: (width: number) => React.ReactNode;
}

const frame = (theme: Theme): Record<"root", IStyle> => ({
  root: {
    boxSizing: "border-box",
    padding: 4,
    fontSize: 14,
    lineHeight: 20,
    fontVariantNumeric: "tabular-nums",
    color: theme.semanticColors.bodyText,
    selectors: { "h2, h3, p": { margin: 0 } },
  },
});

/** What every component stands in: the host's theme, the component's own class, and the width there is. */
export function Frame(props: FrameProps): JSX.Element {
  return (
    <ThemeProvider
      theme={themeFor(lookText(props.host.look))}
      applyTo="element"
      className={`Entente.${props.name}`}
    >
      <Measured {...props} />
    </ThemeProvider>
  );
}

function Measured({ host, children }: FrameProps): JSX.Element {
  const classes = useClasses(frame);
  const root = React.useRef<HTMLDivElement>(null);
  const width = useWidth(root, host.width);
  return (
    <div ref={root} className={classes.root}>
      {width !== null && children(width)}
    </div>
  );
}
