import type { Failure } from "./failure";

/** `AccessTokenExpired` (learn.microsoft.com, "Web service error codes"). */
const EXPIRED = "0x8005F101";

/**
 * Whether the service refused because the sign-in has expired. It answers 401 and often without a body of its own;
 * what `context.webAPI` makes of that is written down nowhere, so that the status in its message counts as well. To be
 * confirmed in a real environment, where the host usually asks the user to sign in before a component learns of it.
 */
export function isSignedOut(failure: Failure): boolean {
  return failure.kind === "unknown" && (failure.code === EXPIRED || /\b401\b/.test(failure.message));
}
