import * as React from "react";
import { isFocusLost, type Focusable } from "../shared/useFocusBetween";

type Handlers = Pick<React.DOMAttributes<HTMLElement>, "onFocus" | "onBlur">;

/**
 * A row that goes, deleted or no longer among those filtered, would take the focus along: the row that follows gets it, else
 * the one before, else the list.
 * @param list what stays around the rows, whatever becomes of them; both can be given the focus
 * @param otherwise what gets it in place of the list
 * @returns for the same element
 */
export function useFocusInRows(
  list: React.RefObject<HTMLElement>,
  otherwise: () => Focusable | null = () => list.current,
): Handlers {
  const focused = React.useRef<{ readonly row: Element; readonly rows: readonly HTMLElement[] } | null>(null);
  // React tells of no blur while it takes elements away: what is gone by now had the focus until then.
  React.useLayoutEffect(() => {
    const had = focused.current;
    if (had === null || had.row.isConnected) return;
    focused.current = null;
    if (!isFocusLost()) return;
    const place = had.rows.findIndex((row) => row === had.row);
    const others = [...had.rows.slice(place + 1), ...had.rows.slice(0, place).reverse()];
    (others.find((row) => row.isConnected) ?? otherwise())?.focus();
  });
  return {
    onFocus: ({ target }) => {
      const row = target.closest("li");
      focused.current = row && { row, rows: [...(list.current?.querySelectorAll("li") ?? [])] };
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
