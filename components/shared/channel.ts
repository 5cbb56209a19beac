import * as React from "react";

/** On which the components on a form tell each other things. */
export const CHANNEL = "entente";

/** Some web views on phones do not have it; then the components do without each other. */
export function hasChannel(): boolean {
  return typeof BroadcastChannel !== "undefined";
}

/** Calls back with what the other components say, until the component goes. Any script of the page may say anything. */
export function useChannel(
  closed: AbortSignal,
  onMessage: (said: Readonly<Record<string, unknown>>) => void,
) {
  const latest = React.useRef(onMessage);
  React.useEffect(() => {
    latest.current = onMessage;
  });
  React.useEffect(() => {
    if (!hasChannel() || closed.aborted) return undefined;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "object" && data !== null)
        latest.current(data as Readonly<Record<string, unknown>>);
    };
    const close = () => channel.close();
    closed.addEventListener("abort", close);
    return () => {
      close();
      closed.removeEventListener("abort", close);
    };
  }, [closed]);
}
