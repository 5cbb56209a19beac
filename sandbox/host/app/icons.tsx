import * as React from "react";

const paths = {
  save: "M3 4.5A1.5 1.5 0 0 1 4.5 3h8.2c.4 0 .8.2 1 .4l2.9 2.9c.2.2.4.6.4 1v8.2a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15.5v-11ZM6.5 3.5v3h6v-3M6 16.5v-5h8v5",
  refresh: "M15.5 6.5A6.5 6.5 0 1 0 16.5 11M15.8 3v3.8H12",
  plus: "M10 4v12M4 10h12",
  search: "M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM12.5 12.5 17 17",
  dismiss: "m5 5 10 10M15 5 5 15",
  bell: "M10 3a4.5 4.5 0 0 0-4.5 4.5V11L4 13.5h12L14.5 11V7.5A4.5 4.5 0 0 0 10 3ZM8.5 16h3",
} as const;

/** A picture beside a word that says the same. */
export function Icon({ name }: { readonly name: keyof typeof paths }): React.ReactElement {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" />
    </svg>
  );
}
