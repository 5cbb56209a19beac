import * as React from "react";
import { bareList } from "./styles";
import { useClasses } from "./useClasses";
import { useShortened } from "./useShortened";
import type { Words } from "./words";

const list = () => ({ list: bareList });

interface ShortListProps<T> {
  readonly items: readonly T[];
  /** Rows shown before the others are asked for. */
  readonly shown: number;
  readonly words: Words;
  readonly label: string;
  /** Whether a row is shown however far down it stands. */
  readonly staysIn?: (item: T) => boolean;
  /** Renders one `li`. */
  readonly row: (item: T) => JSX.Element;
}

/** A list that shows its first rows, says how many others there are, and shows them on demand. */
export function ShortList<T>(props: ShortListProps<T>): JSX.Element {
  const { items, shown, words, label, staysIn, row } = props;
  const classes = useClasses(list);
  const { visible, toggle } = useShortened(items, shown, words, staysIn);
  return (
    <div>
      <ul role="list" className={classes.list} aria-label={label}>
        {visible.map(row)}
      </ul>
      {toggle}
    </div>
  );
}
