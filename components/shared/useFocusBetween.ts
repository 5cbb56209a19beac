import * as React from "react";

/** What can be given the focus: an element, or a button of Fluent's. */
export interface Focusable {
  focus(): void;
}

/**
 * Opening a form takes the focus into it; when it closes around the focus, the focus goes back. Else it would fall to the page,
 * and the next Tab would begin somewhere else.
 * @param into what gets it in the form, as soon as that is there
 * @param back what gets it when the form is gone
 */
export function useFocusBetween(
  isOpen: boolean,
  into: () => Focusable | null,
  back: () => Focusable | null,
): void {
  const latest = React.useRef({ into, back });
  React.useLayoutEffect(() => {
    latest.current = { into, back };
  });
  const wasOpen = React.useRef(isOpen);
  React.useLayoutEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    if (isOpen) latest.current.into()?.focus();
    else if (isFocusLost()) latest.current.back()?.focus();
  }, [isOpen]);
}

/** Whether nothing has the focus: it fell to the page with what had it. Whoever has put it elsewhere meanwhile keeps it there. */
export function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body;
}
