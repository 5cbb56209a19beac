import * as React from "react";

/** What a component tells the others on the form when it has saved a row. */
export interface Saved {
  readonly table: string;
  readonly id: string;
}

export const CHANNEL = "entente";

/** Calls back when another component has saved a row of one of these tables, until the component goes. */
export function useSaved(tables: readonly string[], closed: AbortSignal, onSaved: () => void): void {
  const latest = React.useRef(onSaved);
  React.useEffect(() => {
    latest.current = onSaved;
  });
  const names = tables.join();
  React.useEffect(() => {
    // Some web views on phones do not have it; then only reading again shows what was saved.
    if (typeof BroadcastChannel === "undefined" || closed.aborted) return undefined;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Partial<Saved> | null>) => {
      if (data?.table !== undefined && names.split(",").includes(data.table)) latest.current();
    };
    const close = () => channel.close();
    closed.addEventListener("abort", close);
    return () => {
      close();
      closed.removeEventListener("abort", close);
    };
  }, [names, closed]);
}
