import { curveMonotoneX, line } from "d3-shape";
import * as React from "react";

const WIDTH = 72;
const HEIGHT = 20;
const MARGIN = 2;

/** An index's course, on the fixed scale of 0 to 100 so that two rows can be compared. In the colour of the text around it, which
 * says the same in words. */
export function Sparkline({ values }: { readonly values: readonly number[] }): JSX.Element {
  const x = (position: number) => MARGIN + (position / Math.max(values.length - 1, 1)) * (WIDTH - 2 * MARGIN);
  const y = (value: number) => HEIGHT - MARGIN - (value / 100) * (HEIGHT - 2 * MARGIN);
  const path = line<number>()
    .x((_, position) => x(position))
    .y(y)
    .curve(curveMonotoneX)([...values]);
  const last = values[values.length - 1];
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {path !== null && (
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      )}
      {last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="currentColor" />}
    </svg>
  );
}
