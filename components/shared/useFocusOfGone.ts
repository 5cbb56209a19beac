import * as React from "react";
import { isFocusLost, type Focusable } from "./useFocusBetween";

type Handlers = Pick<React.DOMAttributes<HTMLElement>, "onFocus" | "onBlur">;

/**
 * A control that goes while it has the focus, because it was used ("Try again" becomes the shape of what comes) or because there is
 * nothing left for it to do, would let the focus fall to the page: another gets it.
 * @param heir which one, for what has gone; it stays, and can be given the focus
 * @param watched what must go for that, if it is not the control itself but something around it; null for nothing
 * @returns for an element around the controls
 */
export function useFocusOfGone(
  heir: (gone: Element) => Focusable | null,
  watched: (control: Element) => Element | null = (control) => control,
): Handlers {
  const focused = React.useRef<Element | null>(null);
  // React tells of no blur while it takes elements away: what is gone by now had the focus until then.
  React.useLayoutEffect(() => {
    const gone = focused.current;
    if (gone === null || gone.isConnected) return;
    focused.current = null;
    if (isFocusLost()) heir(gone)?.focus();
  });
  return {
    onFocus: ({ target }) => {
      focused.current = watched(target);
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
