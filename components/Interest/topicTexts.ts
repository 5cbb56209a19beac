import type { Day } from "../../domain/day";
import { directionOf } from "../../domain/interest";
import type { Words } from "../shared/words";
import type { TopicRow } from "./interestModel";

/** "23 signals, 4 people, last yesterday" */
export function signalsText(row: TopicRow, today: Day, words: Words): string {
  return [
    words.count("Interest_Signals", row.signals),
    row.people > 0 &&
      words.count(row.isPeopleExact ? "Interest_People" : "Interest_PeopleAtLeast", row.people),
    row.lastDay !== null && words.say("Interest_Last", words.day(row.lastDay, today)),
  ]
    .filter(Boolean)
    .join(", ");
}

/** "up 14 points in 30 days" */
export function trendText(trend: number, words: Words): string {
  const points = Math.abs(Math.round(trend));
  switch (directionOf(trend)) {
    case "rising":
      return words.count("Interest_Rising", points);
    case "falling":
      return words.count("Interest_Falling", points);
    case "steady":
      return words.say("Interest_Steady");
  }
}

/** "over six months between 12 and 90" */
export function curveText(curve: readonly number[], words: Words): string {
  return words.say("Interest_Curve", words.integer(Math.min(...curve)), words.integer(Math.max(...curve)));
}
