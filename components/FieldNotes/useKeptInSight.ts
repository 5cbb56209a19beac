import * as React from "react";

/** Parts of it that can be seen, at which one looks again. */
const PARTS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Keeps the box and its Save button above a phone's keyboard, and where they were while one types in them: when what can be seen
 * of the page shrinks, and when something above them comes late and pushes them out of sight, they are scrolled to. Browsers do the
 * first for the box alone, and not again when the keyboard grows by its suggestions; of the second, only as much as stands between
 * them and the upper edge.
 * @param isDrawn whether it is there
 */
export function useKeptInSight(box: React.RefObject<HTMLElement>, isDrawn: boolean): void {
  React.useEffect(() => {
    const element = box.current;
    if (!isDrawn || element === null) return undefined;
    const isTypedIn = () => element.contains(document.activeElement);
    let isBrought = false;
    const keep = () => {
      if (!isTypedIn()) return;
      const { top } = element.getBoundingClientRect();
      element.scrollIntoView({ block: "nearest" });
      isBrought = element.getBoundingClientRect().top !== top;
    };
    let place = placeOf(element);
    const moved = () => {
      const before = place;
      place = placeOf(element);
      if (Math.abs(place - before) > 1) keep();
    };
    // Whoever scrolls away is not brought back, whatever has moved before. Where nobody types, scrolling costs nothing. That it
    // was brought is told a frame later: what has moved by then is still to be seen to.
    const scrolled = () => {
      if (isBrought) isBrought = false;
      else if (isTypedIn()) place = placeOf(element);
    };
    window.addEventListener("scroll", scrolled, { capture: true, passive: true });
    let stopWatching = watchSight(element, moved);
    const shrunk = () => {
      keep();
      stopWatching();
      stopWatching = watchSight(element, moved);
    };
    const view = window.visualViewport;
    view?.addEventListener("resize", shrunk);
    return () => {
      window.removeEventListener("scroll", scrolled, { capture: true });
      view?.removeEventListener("resize", shrunk);
      stopWatching();
    };
  }, [box, isDrawn]);
}

/** Calls back when more or less of an element can be seen. */
function watchSight(element: HTMLElement, changed: () => void): () => void {
  if (typeof IntersectionObserver === "undefined") return () => undefined;
  // Some keyboards lie on the page and leave its size as it is.
  const view = window.visualViewport;
  const above = view?.offsetTop ?? 0;
  const covered = view ? Math.max(0, window.innerHeight - above - view.height) : 0;
  const observer = new IntersectionObserver(changed, {
    rootMargin: `${String(-Math.round(above))}px 0px ${String(-Math.round(covered))}px 0px`,
    threshold: PARTS,
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** How far down the page an element stands, in pixels, however far it is scrolled. */
function placeOf(element: HTMLElement): number {
  let place = element.getBoundingClientRect().top;
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    place += around.scrollTop;
  }
  return place;
}
