import * as React from "react";

/**
 * Keeps the box and its Save button above a phone's keyboard: when what can be seen of the page shrinks while one types in
 * it, it is scrolled to. Browsers do so for the box alone, and not again when the keyboard grows by its suggestions.
 */
export function useKeptInSight(element: React.RefObject<HTMLElement>): void {
  React.useEffect(() => {
    const view = window.visualViewport;
    if (!view) return undefined;
    const keep = () => {
      const shown = element.current;
      if (shown?.contains(document.activeElement) === true) shown.scrollIntoView({ block: "nearest" });
    };
    view.addEventListener("resize", keep);
    return () => view.removeEventListener("resize", keep);
  }, [element]);
}
