import type { Hold } from "../../../domain/guard/protection";
import type { HoldScope } from "../../../domain/hold";
import type { TextKey, Words } from "../words";

export const scopeKeys: Readonly<Record<HoldScope, TextKey>> = {
  everySend: "Shared_Hold_Scope_EverySend",
  promotional: "Shared_Hold_Scope_Promotional",
};

/** "until 20 December 2026 · every send · Anne Client · Rita Rep" */
export function holdFacts(hold: Hold, words: Words): string {
  const until =
    hold.until !== null
      ? words.say("Shared_Hold_LastsUntilDay", words.date(hold.until))
      : words.say("Shared_Hold_LastsUntilDeal", hold.deal?.name ?? "");
  return [until, words.say(scopeKeys[hold.scope]), hold.contact?.name, hold.owner?.name]
    .filter(Boolean)
    .join(" · ");
}
