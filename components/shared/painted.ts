/** Milliseconds to wait at most: a page that nobody looks at is not painted, and one on a slow device not soon. */
const AT_MOST = 1000;
const AT_MOST_UNSEEN = 100;

/** Resolves once what is being drawn has been painted; never where the signal is aborted before. */
export function painted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return;
    let frame = 0;
    const stop = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    };
    const over = () => {
      stop();
      resolve();
    };
    let timer = setTimeout(over, document.hidden ? AT_MOST_UNSEEN : AT_MOST);
    frame = requestAnimationFrame(() => {
      // Called before the paint; the next task comes after it.
      clearTimeout(timer);
      timer = setTimeout(over, 0);
    });
    signal.addEventListener("abort", stop);
  });
}
