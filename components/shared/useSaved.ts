import { useChannel } from "./channel";

/** What a component tells the others on the form when it has saved a row. */
export interface Saved {
  readonly table: string;
  readonly id: string;
}

/** Calls back when another component has saved a row of one of these tables, until the component goes. */
export function useSaved(tables: readonly string[], closed: AbortSignal, onSaved: () => void): void {
  useChannel(closed, ({ table }) => {
    if (tables.some((name) => name === table)) onSaved();
  });
}
