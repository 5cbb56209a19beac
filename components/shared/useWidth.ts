import * as React from "react";

/** Below this, columns stand under each other and lists show their first rows only. */
export const NARROW = 480;

/**
 * The width that an element has to draw in: measured where the browser can, else as the host says, 0 when neither
 * knows (then there is room enough). Null until it has been measured: what is drawn before would be drawn twice.
 */
export function useWidth(element: React.RefObject<HTMLElement>, allocated: number): number | null {
  const [measured, setMeasured] = React.useState<number | null>(null);
  // What is set here is drawn before the browser paints.
  React.useLayoutEffect(() => {
    setMeasured(element.current === null ? 0 : contentWidth(element.current));
    if (element.current === null || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setMeasured(Math.round(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return measured === null || measured > 0 ? measured : Math.max(allocated, 0);
}

/** As `ResizeObserver` measures it: without the padding. */
function contentWidth(element: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return Math.round(element.clientWidth - (parseFloat(paddingLeft) || 0) - (parseFloat(paddingRight) || 0));
}

export function isNarrow(width: number): boolean {
  return width > 0 && width < NARROW;
}
