import * as React from "react";

/**
 * An icon drawn here: the host has no icon font for us, and may not fetch one. Given to Fluent's buttons as it is, so
 * that no name has to be registered for the whole page. Always beside a word.
 */
function drawn(path: string): JSX.Element {
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

export const icons = {
  rising: drawn("M3 12 12.5 4M7 3.5h6v6"),
  steady: drawn("M3 8h10"),
  falling: drawn("M3 4l9.5 8M7 12.5h6v-6"),
  opened: drawn("M3.5 10.5 8 6l4.5 4.5"),
  closed: drawn("M3.5 6 8 10.5 12.5 6"),
  refresh: drawn("M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3"),
  notice: drawn("M8 7.2v4M8 4.8v.1M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4Z"),
  problem: drawn(
    "M8 6v3.4M8 11.6v.1M7.1 2.6 1.7 12.2a1 1 0 0 0 .9 1.5h10.8a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z",
  ),
  offline: drawn(
    "M2 2l12 12M4.6 9.8a5 5 0 0 1 2.6-1.4M2.4 7.4A8.4 8.4 0 0 1 5 5.7M8 4.8a8.4 8.4 0 0 1 5.6 2.6M10.3 8.9l1.1.9M8 12.6v.1",
  ),
  shield: drawn("M8 1.8 3 3.6v4c0 3.2 2.1 5.4 5 6.6 2.9-1.2 5-3.4 5-6.6v-4L8 1.8ZM5.8 7.8 7.4 9.4l2.9-3"),
  star: drawn("m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5L8 2Z"),
  print: drawn("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"),
  copy: drawn("M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z"),
  link: drawn("M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.5 2.5l-6 6"),
  locked: drawn("M4.5 7V5a3.5 3.5 0 1 1 7 0v2M3.5 7h9v6.5h-9z"),
} as const;
