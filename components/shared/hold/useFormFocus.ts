import type { IButton } from "@fluentui/react";
import * as React from "react";
import { useFocusBetween } from "../useFocusBetween";

/** The focus goes into the form of a hold as it opens, and back to the button that opened it when it closes around the focus. */
export function useFormFocus(isOpen: boolean) {
  const form = React.useRef<HTMLDivElement>(null);
  const opener = React.useRef<IButton>(null);
  useFocusBetween(
    isOpen,
    () => form.current?.querySelector("textarea") ?? null,
    () => opener.current,
  );
  return { form, opener };
}
