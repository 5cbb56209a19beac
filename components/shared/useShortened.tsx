import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { inLine } from "./styles";
import type { Words } from "./words";

interface Shortened<T> {
  readonly visible: readonly T[];
  /** The button that shows the others, and hides them again; null where there are none. */
  readonly toggle: JSX.Element | null;
}

/** The first of some things, how many others there are, and all of them on demand. */
export function useShortened<T>(items: readonly T[], shown: number, words: Words): Shortened<T> {
  const [isWhole, setIsWhole] = React.useState(false);
  const others = items.length - shown;
  return {
    visible: isWhole ? items : items.slice(0, shown),
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
