import * as React from "react";
import { useClasses } from "../shared/useClasses";
import { noteStyles } from "./noteStyles";

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly chosen: readonly T[];
  readonly onToggle: (value: T) => void;
  readonly group?: React.Ref<HTMLDivElement>;
  readonly children?: React.ReactNode;
}

/** Choices to tap on and off, each a button that says whether it is on. A chosen one also has a check mark. */
export function Chips<T extends string>(props: ChipsProps<T>): JSX.Element {
  const { label, options, chosen, onToggle, group, children } = props;
  const classes = useClasses(noteStyles);
  return (
    <div ref={group} role="group" aria-label={label} className={classes.chips}>
      <span className={classes.secondary} aria-hidden="true">
        {label}
      </span>
      {options.map(({ value, text }) => {
        const isChosen = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            className={isChosen ? classes.chosen : classes.chip}
            aria-pressed={isChosen}
            onClick={() => onToggle(value)}
          >
            {isChosen && <span aria-hidden="true">✓ </span>}
            {text}
          </button>
        );
      })}
      {children}
    </div>
  );
}
