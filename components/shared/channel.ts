import * as React from "react";

/** On which the components on a form tell each other things. */
export const CHANNEL = "entente";

type Said = Readonly<Record<string, unknown>>;

/** Some web views on phones have no such channel; then the components do without each other, and each has only itself. */
const listening = new Set<(said: Said) => void>();

function hasChannel(): boolean {
  return typeof BroadcastChannel !== "undefined";
}

/** Tells the components on the form, and on the user's other tabs; the one that tells listens as well. */
export function tell(said: Said): void {
  if (!hasChannel()) {
    for (const listener of [...listening]) listener(said);
    return;
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(said);
  channel.close();
}

/**
 * Calls back with what the components say, until the component goes. Any script of the page may say anything.
 * @param onEnd called when it goes
 */
export function useChannel(
  closed: AbortSignal,
  onMessage: (said: Said) => void,
  onEnd: () => void = () => undefined,
): void {
  const latest = React.useRef({ onMessage, onEnd });
  React.useEffect(() => {
    latest.current = { onMessage, onEnd };
  });
  React.useEffect(() => {
    if (closed.aborted) return undefined;
    const stopListening = listen((said) => latest.current.onMessage(said));
    const stop = () => {
      stopListening();
      latest.current.onEnd();
    };
    closed.addEventListener("abort", stop);
    return () => {
      stop();
      closed.removeEventListener("abort", stop);
    };
  }, [closed]);
}

function listen(listener: (said: Said) => void): () => void {
  if (!hasChannel()) {
    listening.add(listener);
    return () => {
      listening.delete(listener);
    };
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null) listener(data as Said);
  };
  return () => channel.close();
}
