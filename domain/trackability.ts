import type { Day } from "./day";
import type { Policy } from "./policy";

/** What is known about a client's silence. */
export interface Tracked {
  /** Active contacts. */
  readonly contacts: number;
  /** How many of them have refused to be followed: their silence says nothing. */
  readonly refused: number;
  /** Sources of signals that exist and may be read; at 0 nobody's silence says anything. */
  readonly sources: number;
  /** Day of the newest signal ever, whatever its source; null for none. */
  readonly lastDay: Day | null;
}

/**
 * What a client's silence means. *Cold* (nothing lately), *silent* (never anything, though we would have heard) and
 * *unseen* (we could not have heard) are three different things. `refused` of `contacts` is said beside the first
 * three wherever it is above 0.
 */
export type Trackability = { readonly contacts: number; readonly refused: number } & (
  | { readonly kind: "heard"; readonly lastDay: Day }
  | { readonly kind: "cold"; readonly lastDay: Day; readonly days: number }
  | { readonly kind: "silent" }
  | {
      readonly kind: "unseen";
      /** No source that may be read; nobody known there; everybody has refused. */
      readonly because: "noSource" | "noContacts" | "noConsent";
      /** When something was last heard, before they could no longer be followed; null for never. */
      readonly lastDay: Day | null;
    }
);

/**
 * Half-lives after which a client is cold: after three, a signal is worth an eighth of what it was, so that nothing
 * heard before then moves an index by much.
 */
const COLD_AFTER_HALF_LIVES = 3;

/**
 * Says which of them a client is. Whoever was heard of lately is heard, whatever they have refused since. A signal
 * dated ahead (a registration for next month) was given before today.
 */
export function trackabilityOf(
  tracked: Tracked,
  today: Day,
  policy: Pick<Policy, "halfLifeDays">,
): Trackability {
  const { contacts, refused, sources, lastDay } = tracked;
  const among = { contacts, refused };
  const last = lastDay === null ? null : { lastDay, days: Math.max(0, today - lastDay) };
  if (last !== null && last.days < COLD_AFTER_HALF_LIVES * policy.halfLifeDays) {
    return { ...among, kind: "heard", lastDay: last.lastDay };
  }
  if (sources === 0) return { ...among, kind: "unseen", because: "noSource", lastDay };
  if (contacts > 0 && refused >= contacts) {
    return { ...among, kind: "unseen", because: "noConsent", lastDay };
  }
  if (last !== null) return { ...among, kind: "cold", ...last };
  if (contacts === 0) return { ...among, kind: "unseen", because: "noContacts", lastDay: null };
  return { ...among, kind: "silent" };
}
