import * as React from "react";
import { isoDate, type Day } from "../../domain/day";

/** The last that a date column takes. It also keeps a fifth digit of a year from being typed. */
const LAST_DATE = "9999-12-31";

interface DateBoxProps {
  readonly className: string;
  /** Where no label stands around it. */
  readonly label?: string;
  readonly earliest: Day;
  /** What was typed, also while it is no day yet. */
  readonly text: string;
  readonly isInvalid?: boolean;
  readonly input?: React.Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
}

/**
 * The browser's own box for a day to come. It gets back the very text that it gave: while 2027 is typed that is a date of the
 * year 2, then 20, then 202, and a box that is given anything else forgets what was typed.
 */
export function DateBox(props: DateBoxProps): JSX.Element {
  const { className, label, earliest, text, isInvalid, input, onText } = props;
  return (
    <input
      ref={input}
      type="date"
      className={className}
      aria-label={label}
      aria-invalid={isInvalid}
      min={isoDate(earliest)}
      max={LAST_DATE}
      value={text}
      onChange={({ target }) => onText(target.value)}
    />
  );
}

/** Whether a part of the date is missing. The browser gives no text then, as for an empty box. */
export function isHalfTyped(box: HTMLInputElement | null): boolean {
  return box?.validity.badInput === true;
}
