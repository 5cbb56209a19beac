import * as React from "react";

/** Below this, columns stand under each other and lists show their first rows only. */
export const NARROW = 480;

/**
 * The width that an element has to draw in: measured where the browser can, else as the host says, 0 when neither
 * knows (then there is room enough).
 */
export function useWidth(element: React.RefObject<HTMLElement>, allocated: number): number {
  const [measured, setMeasured] = React.useState(0);
  React.useEffect(() => {
    if (element.current === null || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setMeasured(Math.round(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return measured > 0 ? measured : Math.max(allocated, 0);
}

export function isNarrow(width: number): boolean {
  return width > 0 && width < NARROW;
}
