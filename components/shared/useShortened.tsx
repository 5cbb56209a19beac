import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { inLine } from "./styles";
import type { Words } from "./words";

interface Shortened<T> {
  readonly visible: readonly T[];
  /** The button that shows the others, and hides them again; null where there are none. */
  readonly toggle: JSX.Element | null;
}

/**
 * The first of some things, how many others there are, and all of them on demand.
 * @param staysIn whether a thing is shown wherever it stands
 */
export function useShortened<T>(
  items: readonly T[],
  shown: number,
  words: Words,
  staysIn: (item: T) => boolean = () => false,
): Shortened<T> {
  const [isWhole, setIsWhole] = React.useState(false);
  const short = items.filter((item, place) => place < shown || staysIn(item));
  const others = items.length - short.length;
  return {
    visible: isWhole ? items : short,
    toggle:
      others > 0 ? (
        <ActionButton
          styles={inLine}
          text={isWhole ? words.say("Shared_ShowFewer") : words.count("Shared_ShowMore", others)}
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        />
      ) : null,
  };
}
