import { painted } from "../../components/shared/painted";

/* When what is being drawn has been painted. */

const open = new AbortController().signal;

function watched(signal: AbortSignal) {
  const seen = { isOver: false };
  void painted(signal).then(() => (seen.isOver = true));
  return seen;
}

const task = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe("what waits for the paint", () => {
  it("goes on in the task after the next frame, not within the frame", async () => {
    const frames: FrameRequestCallback[] = [];
    jest.spyOn(window, "requestAnimationFrame").mockImplementation((frame) => frames.push(frame));
    const seen = watched(open);
    await task();
    expect(seen.isOver).toBe(false);
    frames.forEach((frame) => frame(0));
    await Promise.resolve();
    expect(seen.isOver).toBe(false);
    await task();
    expect(seen.isOver).toBe(true);
  });

  it.each([
    ["for a page that nobody looks at", true, 100],
    ["where a device is slow", false, 1000],
  ])("does not wait for ever %s", async (_, isHidden, longest) => {
    jest.spyOn(window, "requestAnimationFrame").mockReturnValue(1);
    jest.spyOn(document, "hidden", "get").mockReturnValue(isHidden);
    const seen = watched(open);
    await jest.advanceTimersByTimeAsync(longest - 1);
    expect(seen.isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(seen.isOver).toBe(true);
  });

  it("never goes on where it was over before it began", async () => {
    const closed = new AbortController();
    closed.abort();
    const seen = watched(closed.signal);
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(2000);
    expect(seen.isOver).toBe(false);
  });

  it("never goes on, and leaves nothing behind, where nobody waits any more", async () => {
    const cancelled = jest.spyOn(window, "cancelAnimationFrame");
    const closing = new AbortController();
    const seen = watched(closing.signal);
    closing.abort();
    expect(cancelled).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(2000);
    expect(seen.isOver).toBe(false);
  });
});
