import type { Deal } from "../../dataverse/deals";
import type { DealsHeadline } from "../../domain/closing";
import type { Day } from "../../domain/day";
import type { Words } from "../shared/words";

/** "signature expected in 12 days" */
export function expectedText(closeDay: Day | null, today: Day, words: Words): string | null {
  if (closeDay === null) return null;
  const days = closeDay - today;
  if (days === 0) return words.say("Briefing_ExpectedToday");
  return days > 0 ? words.count("Briefing_ExpectedIn", days) : words.count("Briefing_Overdue", -days);
}

/** The client's deals in one sentence. */
export function headlineText(headline: DealsHeadline<Deal>, today: Day, words: Words): string {
  if (headline.kind === "none") return words.say("Briefing_NoOpenDeal");
  const { deal, others } = headline;
  const what = [deal.name, deal.amount, expectedText(deal.closeDay, today, words)].filter(Boolean).join(", ");
  switch (headline.kind) {
    case "inClosing":
      return others === 0
        ? words.say("Briefing_InClosing", what)
        : words.count("Briefing_InClosingAndMore", others, what);
    case "next":
      return others === 0
        ? words.say("Briefing_Next", what)
        : words.count("Briefing_NextAndMore", others, what);
  }
}
