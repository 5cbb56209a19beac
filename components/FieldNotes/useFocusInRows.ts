import * as React from "react";
import type { Focusable } from "../shared/useFocusBetween";
import { useFocusOfGone } from "../shared/useFocusOfGone";

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
): ReturnType<typeof useFocusOfGone> {
  /** As they were when one of them got the focus: of a row that is gone, nothing else tells the place. */
  const rows = React.useRef<readonly HTMLElement[]>([]);
  return useFocusOfGone(
    (gone) => {
      const place = rows.current.findIndex((row) => row === gone);
      const others = [...rows.current.slice(place + 1), ...rows.current.slice(0, place).reverse()];
      return others.find((row) => row.isConnected) ?? otherwise();
    },
    // Where a control goes and its row stays, what takes its place there sees to the focus.
    (control) => {
      rows.current = [...(list.current?.querySelectorAll("li") ?? [])];
      return control.closest("li");
    },
  );
}
