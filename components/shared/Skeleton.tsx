import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { heardOnly } from "./styles";
import { useClasses } from "./useClasses";

const skeleton = (theme: Theme): Record<"row" | "block" | "heard", IStyle> => ({
  row: { display: "flex", gap: 12, alignItems: "center" },
  block: {
    height: 12,
    borderRadius: theme.effects.roundedCorner2,
    background: theme.palette.neutralLight,
    selectors: { "@media (forced-colors: active)": { outline: "1px solid GrayText" } },
  },
  heard: heardOnly,
});

export interface SkeletonProps {
  /** Said to a screen reader, and shown where it is more than "one moment". */
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly rows: number;
  /** In pixels. */
  readonly rowHeight: number;
  /** Widths of a row's blocks, in parts of it. */
  readonly blocks: readonly number[];
}

/** The shape of what comes, standing still: nothing blinks and nothing jumps. */
export function Skeleton({ label, isLabelShown, rows, rowHeight, blocks }: SkeletonProps): JSX.Element {
  const classes = useClasses(skeleton);
  return (
    <div aria-busy="true">
      <p role="status" className={isLabelShown === true ? undefined : classes.heard}>
        {label}
      </p>
      <div aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className={classes.row} style={{ height: rowHeight }}>
            {blocks.map((part, position) => (
              <span key={position} className={classes.block} style={{ flex: part }} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
