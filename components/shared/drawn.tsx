import * as React from "react";

/**
 * An icon drawn here: the host has no icon font for us, and may not fetch one. Given to Fluent's buttons as it is, so
 * that no name has to be registered for the whole page. Always beside a word.
 */
export function drawn(path: string): JSX.Element {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}
