import { newId, type IdOf } from "./writing";

/**
 * Ids of rows that are to be made, each kept until the row is known to be there: whoever sends it again after a lost answer
 * sends the same id, by which the row is recognised.
 */
export interface KeptIds {
  /** The id of a row, by what it is. */
  readonly of: IdOf;
  /** Whether this is one of the ids. */
  has(id: string): boolean;
  /** The row is there: the next one like it is another. */
  forget(what: string): void;
}

export function keepIds(): KeptIds {
  const ids = new Map<string, string>();
  return {
    of(what) {
      const id = ids.get(what) ?? newId();
      ids.set(what, id);
      return id;
    },
    has: (id) => [...ids.values()].includes(id),
    forget: (what) => {
      ids.delete(what);
    },
  };
}
