import { failureOf, type Failure } from "./failure";
import type { Host } from "./host";

/** What came of a question: its value, or a failure that the caller must handle. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function success<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** Times that a request refused for its frequency is repeated. */
const REPEATS = 3;
const FIRST_WAIT_MILLISECONDS = 5000;

/**
 * How long to wait before asking again: 5 s, doubling, each up to half as long again, so that several components
 * do not all come back at once. The service's own `Retry-After` cannot be read through `context.webAPI`.
 * @param repeat from 0
 * @param random from 0 to 1
 */
export function backOff(repeat: number, random: number): number {
  return FIRST_WAIT_MILLISECONDS * 2 ** repeat * (1 + random / 2);
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}

/**
 * Makes a request that only reads, as `attempt` does, unless the signal is aborted: what nobody waits for any more is not even
 * asked. A request that writes is made all the same: who saves and leaves wants it saved.
 */
export function attemptReading<T>(
  host: Pick<Host, "isOffline">,
  signal: AbortSignal,
  request: () => Promise<T>,
): Promise<Answer<T>> {
  if (!signal.aborted) return attempt(host, signal, request);
  return Promise.resolve(failed({ kind: host.isOffline() ? "offline" : "throttled" }));
}

/** Makes a request; when the service asks for patience, waits and repeats it, unless the signal is aborted. */
export async function attempt<T>(
  host: Pick<Host, "isOffline">,
  signal: AbortSignal,
  request: () => Promise<T>,
): Promise<Answer<T>> {
  for (let repeat = 0; ; repeat += 1) {
    try {
      return success(await request());
    } catch (error) {
      const failure = failureOf(error, host.isOffline());
      if (failure.kind !== "throttled" || repeat >= REPEATS || signal.aborted) return failed(failure);
    }
    await wait(backOff(repeat, Math.random()), signal);
    if (signal.aborted) return failed({ kind: "throttled" });
  }
}
