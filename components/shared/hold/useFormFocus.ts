import type { IButton } from "@fluentui/react";
import * as React from "react";
import { useFocusBetween, type Focusable } from "../useFocusBetween";

/**
 * The focus goes into the form of a hold as it opens, and when it closes around the focus, back to the button that opened it.
 * @param otherwise what gets it where that button is no longer there
 */
export function useFormFocus(isOpen: boolean, otherwise: () => Focusable | null = () => null) {
  const box = React.useRef<HTMLTextAreaElement>(null);
  const opener = React.useRef<IButton>(null);
  useFocusBetween(
    isOpen,
    () => box.current,
    () => opener.current ?? otherwise(),
  );
  return { box, opener };
}
