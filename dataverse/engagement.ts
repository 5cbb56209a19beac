import { dayOfDate, type Day } from "../domain/day";
import type { PersonSum } from "../domain/engagement";
import type { Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { askQuestionInParts } from "./askQuestionInParts";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import type { Question } from "./question";
import { labelOf, numberOf, textOf } from "./row";
import { signalsIn, type Scope } from "./scope";

/**
 * Points and signals by contact, half-life and day, newest day first. Rows: contacts × the days on which they did
 * something, seldom more than the signals themselves.
 */
export function engagementQuestion(scope: Scope, days: Days): Question {
  return {
    ...signalsIn(scope, {
      days,
      ofKind: [
        { name: "ent_halflifedays", groupBy: true, alias: "halflife" },
        { name: "ent_points", aggregate: "sum", alias: "points" },
      ],
    }),
    aggregate: true,
    columns: [
      { name: "ent_contactid", groupBy: true, alias: "who" },
      { name: "ent_occurredon", groupBy: true, dateGrouping: "year", alias: "year" },
      { name: "ent_occurredon", groupBy: true, dateGrouping: "month", alias: "month" },
      { name: "ent_occurredon", groupBy: true, dateGrouping: "day", alias: "day" },
      { name: "ent_interactionid", aggregate: "count", alias: "signals" },
    ],
    orders: ["year", "month", "day"].map((by) => ({ by, descending: true })),
  };
}

export interface EngagementRead {
  readonly sums: readonly PersonSum[];
  /** Names of the contacts among them, as far as the answer gives them. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Who did how much over some days. One request, as long as it covers no more than 50,000 signals and answers with fewer
 * than 5,000 groups; beyond, one more for each part, newest days first, until all is there.
 */
export async function readEngagement(
  ask: AskQuestion,
  scope: Scope,
  days: Days,
): Promise<Answer<EngagementRead>> {
  const answer = await askQuestionInParts(ask, (part) => engagementQuestion(scope, part), days, dayOfGroup);
  if (!answer.ok) return answer;
  const names = new Map<string, string>();
  const sums = answer.value.flat().map((row): PersonSum => {
    const person = textOf(row, "who");
    const name = labelOf(row, "who");
    if (person !== null && name !== null) names.set(person, name);
    return {
      person,
      day: dayOfGroup(row),
      halfLifeDays: numberOf(row, "halflife"),
      // Null where no kind of the group has points.
      points: numberOf(row, "points") ?? 0,
      signals: numberOf(row, "signals") ?? 0,
    };
  });
  return success({ sums, names });
}

function dayOfGroup(row: Row): Day {
  return dayOfDate(numberOf(row, "year") ?? NaN, numberOf(row, "month") ?? NaN, numberOf(row, "day") ?? NaN);
}
