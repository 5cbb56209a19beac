type Listening = Pick<EventTarget, "addEventListener" | "removeEventListener">;

/** What has been started on the page and not ended since. */
export interface HeldOpen {
  /** A line for each: "timer of 5000 ms", "frame", "window listens to beforeunload", "ResizeObserver". */
  now(): readonly string[];
  /** The page is as it was before. */
  stop(): void;
}

/**
 * Keeps count of timers, frames, listeners of the window and of what can be seen of it, observers of size and sight, and channels. Listeners of
 * the document are left out: they are React's, which keeps them.
 */
export function countHeldOpen(): HeldOpen {
  const open = new Map<unknown, string>();
  const page = globalThis as unknown as Record<string, unknown>;
  const before = new Map<string, unknown>();
  const put = (name: string, value: unknown): void => {
    before.set(name, page[name]);
    page[name] = value;
  };

  const { setTimeout: start, clearTimeout: end } = globalThis;
  put("setTimeout", (work: (...given: unknown[]) => void, delay = 0, ...rest: unknown[]): unknown => {
    const timer = start(() => {
      open.delete(timer);
      work(...rest);
    }, delay);
    open.set(timer, `timer of ${String(delay)} ms`);
    return timer;
  });
  put("clearTimeout", (timer: ReturnType<typeof start>): void => {
    open.delete(timer);
    end(timer);
  });
  const { requestAnimationFrame: ask, cancelAnimationFrame: cancel } = globalThis;
  put("requestAnimationFrame", (draw: FrameRequestCallback): number => {
    const frame = ask((at) => {
      open.delete(`frame ${String(frame)}`);
      draw(at);
    });
    open.set(`frame ${String(frame)}`, "frame");
    return frame;
  });
  put("cancelAnimationFrame", (frame: number): void => {
    open.delete(`frame ${String(frame)}`);
    cancel(frame);
  });
  const holder = (name: string, end: string) =>
    class {
      constructor() {
        open.set(this, name);
        Object.assign(this, { [end]: () => open.delete(this) });
      }
      observe() {}
      unobserve() {}
      postMessage() {}
    };
  put("ResizeObserver", holder("ResizeObserver", "disconnect"));
  // jsdom has none of these three.
  put("IntersectionObserver", holder("IntersectionObserver", "disconnect"));
  put("BroadcastChannel", holder("BroadcastChannel", "close"));
  put("visualViewport", new EventTarget());

  const targets = [
    ["window", window],
    ["visualViewport", page.visualViewport],
  ] as const;
  const originals = targets.map(([name, target]) => countListeners(name, target as Listening, open));
  return {
    now: () => [...open.values()],
    stop: () => {
      for (const [name, value] of before) page[name] = value;
      for (const restore of originals) restore();
    },
  };
}

function countListeners(name: string, target: Listening, open: Map<unknown, string>): () => void {
  const { addEventListener, removeEventListener } = target;
  // A listener is told from another by what it listens to as well.
  const keys = new Map<string, Map<unknown, object>>();
  const keysOf = (type: string): Map<unknown, object> => {
    const known = keys.get(type) ?? new Map<unknown, object>();
    keys.set(type, known);
    return known;
  };
  target.addEventListener = (type: string, listener: EventListener, options?: boolean) => {
    const key = keysOf(type).get(listener) ?? {};
    keysOf(type).set(listener, key);
    open.set(key, `${name} listens to ${type}`);
    addEventListener.call(target, type, listener, options);
  };
  target.removeEventListener = (type: string, listener: EventListener, options?: boolean) => {
    open.delete(keysOf(type).get(listener));
    removeEventListener.call(target, type, listener, options);
  };
  return () => Object.assign(target, { addEventListener, removeEventListener });
}
