import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { bareList, inLine } from "./styles";
import { useClasses } from "./useClasses";
import type { Words } from "./words";

const list = () => ({ list: bareList });

interface ShortListProps<T> {
  readonly items: readonly T[];
  /** Rows shown before the others are asked for. */
  readonly shown: number;
  readonly words: Words;
  readonly label: string;
  /** Renders one `li`. */
  readonly row: (item: T) => JSX.Element;
}

/** A list that shows its first rows, says how many others there are, and shows them on demand. */
export function ShortList<T>({ items, shown, words, label, row }: ShortListProps<T>): JSX.Element {
  const classes = useClasses(list);
  const [isWhole, setIsWhole] = React.useState(false);
  const others = items.length - shown;
  return (
    <div>
      <ul role="list" className={classes.list} aria-label={label}>
        {(isWhole ? items : items.slice(0, shown)).map(row)}
      </ul>
      {others > 0 && (
        <ActionButton
          styles={inLine}
          text={isWhole ? words.say("Shared_ShowFewer") : words.count("Shared_ShowMore", others)}
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        />
      )}
    </div>
  );
}
