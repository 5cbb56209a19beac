/** Milliseconds to wait at most: a page that nobody looks at is not painted. */
const AT_MOST = 100;

/** Resolves once what is being drawn has been painted; never where the signal is aborted before. */
export function painted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
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
    let timer = setTimeout(over, AT_MOST);
    frame = requestAnimationFrame(() => {
      // Called before the paint; the next task comes after it.
      clearTimeout(timer);
      timer = setTimeout(over, 0);
    });
    signal.addEventListener("abort", stop);
  });
}
