import * as React from "react";

/**
 * Keeps the box and its Save button above a phone's keyboard, and where they were while one types in them: when what can be seen
 * of the page shrinks, and when something above them comes late and pushes them out of sight, they are scrolled to. Browsers do the
 * first for the box alone, and not again when the keyboard grows by its suggestions; of the second, only as much as stands between
 * them and the upper edge.
 * @param isDrawn whether it is there
 */
export function useKeptInSight(drawn: React.RefObject<HTMLElement>, isDrawn: boolean): void {
  React.useEffect(() => {
    const element = drawn.current;
    if (!isDrawn || element === null) return undefined;
    const keep = () => {
      if (element.contains(document.activeElement)) element.scrollIntoView({ block: "nearest" });
    };
    const stops: (() => void)[] = [];
    const view = window.visualViewport;
    if (view) {
      view.addEventListener("resize", keep);
      stops.push(() => view.removeEventListener("resize", keep));
    }
    if (typeof IntersectionObserver !== "undefined") {
      let place = placeOf(element);
      const observer = new IntersectionObserver(
        () => {
          const before = place;
          place = placeOf(element);
          // Whoever scrolls away leaves it where it stands on the page.
          if (Math.abs(place - before) > 1) keep();
        },
        { threshold: [0, 1] },
      );
      observer.observe(element);
      stops.push(() => observer.disconnect());
    }
    return () => stops.forEach((stop) => stop());
  }, [drawn, isDrawn]);
}

/** How far down the page an element stands, in pixels, however far it is scrolled. */
function placeOf(element: HTMLElement): number {
  let place = element.getBoundingClientRect().top;
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    place += around.scrollTop;
  }
  return place;
}
