import { CHANNEL, hasChannel } from "./channel";
import type { Saved } from "./useSaved";

/**
 * Tells the components on the form what was saved; this one listens as well. Where web views have no such channel, only
 * this one learns of it.
 */
export function announceSaved(saved: readonly Saved[], readAgain: () => void): void {
  if (!hasChannel()) {
    readAgain();
    return;
  }
  const channel = new BroadcastChannel(CHANNEL);
  for (const { table, id } of saved) channel.postMessage({ table, id });
  channel.close();
}
