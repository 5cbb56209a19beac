import type { GuardNews } from "../../../dataverse/formOrder";

/** How long what the guard has told counts as told just now. */
const MILLISECONDS = 60_000;

export interface LeavingWatch {
  /** To be called when the status is about to leave Proposed. */
  readonly leaving: () => void;
  /** To be given each of the guard's news. */
  readonly take: (news: GuardNews) => void;
}

/**
 * Has the guard check once more before the status leaves Proposed, unless it has told a moment ago: while a form stays open,
 * deals go on. A guard that does not tell is asked again, once in as long.
 * @param onAsked told before the guard is asked
 * @param onGone told where there is no guard any more to answer: its tab was left, or there is no connection
 */
export function watchLeaving(onAsked: () => void, onGone: () => void): LeavingWatch {
  let latest: GuardNews | undefined;
  let since = 0;
  return {
    leaving: () => {
      if (latest === undefined || Date.now() - since <= MILLISECONDS) return;
      since = Date.now();
      onAsked();
      if (latest.readAgain()) return;
      latest = undefined;
      onGone();
    },
    take: (news) => {
      latest = news;
      since = Date.now();
    },
  };
}
