import * as React from "react";

export type Begin<T> = (item: T) => () => void;

/** The items of a list in which something is being typed. They stay in view, whatever becomes of the list meanwhile. */
export interface TypedIn<T> {
  readonly has: (item: T) => boolean;
  /** The items of the list as it is now; before them those typed in that are no longer among them. */
  readonly among: (items: readonly T[]) => readonly T[];
  /** Called when something is begun in an item. What it returns is called when nothing of it is left to show. */
  readonly begin: Begin<T>;
}

export function useTypedIn<T extends { readonly id: string }>(): TypedIn<T> {
  const [boxes, setBoxes] = React.useState<readonly { readonly item: T }[]>([]);
  return {
    has: ({ id }) => boxes.some(({ item }) => item.id === id),
    among: (items) => {
      const known = new Set(items.map(({ id }) => id));
      const gone = boxes.filter(({ item }) => !known.has(item.id));
      // First, not where they were: of children with keys React moves those that come later, and what is moved loses the focus.
      return [...new Map(gone.map(({ item }) => [item.id, item])).values(), ...items];
    },
    begin: React.useCallback<Begin<T>>((item) => {
      const box = { item };
      setBoxes((before) => [...before, box]);
      return () => setBoxes((before) => before.filter((each) => each !== box));
    }, []),
  };
}

/** Of an item: says that something is typed in it, for as long as that is so. */
export function useWhileTyped<T>(isTyped: boolean, item: T, begin: Begin<T>): void {
  React.useLayoutEffect(() => (isTyped ? begin(item) : undefined), [isTyped, item, begin]);
}
