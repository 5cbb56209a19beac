import * as React from "react";
import { isFocusLost } from "./useFocusBetween";

type Handlers = Pick<React.DOMAttributes<HTMLElement>, "onFocus" | "onBlur">;

/**
 * A button that goes when it has been pressed ("Try again" becomes the shape of what comes) would let the focus fall to the
 * page: the place that it stood in gets it.
 * @param place stays, and can be given the focus
 * @returns for the same element
 */
export function useFocusKept(place: React.RefObject<HTMLElement>): Handlers {
  const focused = React.useRef<Element | null>(null);
  // React tells of no blur while it takes elements away: what is gone by now had the focus until then.
  React.useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (isFocusLost()) place.current?.focus();
  });
  return {
    onFocus: ({ target }) => {
      focused.current = target;
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
