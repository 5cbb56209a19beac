import type { Hold } from "../../../domain/guard/protection";
import type { HoldScope } from "../../../domain/hold";
import type { TextKey, Words } from "../words";

export const scopeKeys: Readonly<Record<HoldScope, TextKey>> = {
  everySend: "Shared_Hold_Scope_EverySend",
  promotional: "Shared_Hold_Scope_Promotional",
};

/** "until 20 December 2026" */
export function holdLasts({ until, deal }: Pick<Hold, "until" | "deal">, words: Words): string {
  if (until !== null) return words.say("Shared_Hold_LastsUntilDay", words.date(until));
  return deal === null
    ? words.say("Shared_Hold_LastsUntilEnded")
    : words.say("Shared_Hold_LastsUntilDeal", deal.name);
}

/** "until 20 December 2026 · every send · Anne Client · Rita Rep" */
export function holdFacts(hold: Hold, words: Words): string {
  return [holdLasts(hold, words), words.say(scopeKeys[hold.scope]), hold.contact?.name, hold.owner?.name]
    .filter(Boolean)
    .join(" · ");
}
