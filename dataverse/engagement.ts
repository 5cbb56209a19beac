import { compareTexts } from "../domain/compareTexts";
import type { PersonSum } from "../domain/engagement";
import { askInParts, OverfullDays, type Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { byDay, dayOfGroup, newestFirst } from "./byDay";
import type { Row } from "./host";
import { all, type FilterItem, type Question } from "./question";
import { labelOf, numberOf, textOf } from "./row";
import { signalsIn, type Scope } from "./scope";
import type { SignalsQuestion } from "./signals";

/**
 * Groups up to which everybody's engagement is read at once: days on which somebody did something. Half a year of a
 * client from whom one hears eleven times a day; about 1 KB a group, 50 bytes compressed.
 */
export const MOST_GROUPS = 2000;
/** People of a busier client whose engagement is read: those with the most points. */
export const MOST_PEOPLE = 40;

/** Points by half-life and day, newest day first; of each contact, or of all together. */
function sumsQuestion(scope: Scope, days: Days, isByPerson: boolean): Question & SignalsQuestion {
  return {
    ...signalsIn(scope, {
      days,
      ofKind: [
        { name: "ent_halflifedays", groupBy: true, alias: "halflife" },
        { name: "ent_points", aggregate: "sum", alias: "points" },
      ],
    }),
    aggregate: true,
    columns: [...(isByPerson ? [{ name: "ent_contactid", groupBy: true, alias: "who" }] : []), ...byDay],
    orders: newestFirst,
  };
}

/** The newest groups: everybody's, unless the client is a very busy one. */
export function engagementQuestion(scope: Scope, days: Days): Question {
  return { ...sumsQuestion(scope, days, true), count: MOST_GROUPS, page: 1 };
}

/** The people with the most points over some days, whenever they got them. */
export function mostPointsQuestion(scope: Scope, days: Days): Question {
  return {
    ...signalsIn(scope, {
      days,
      ofKind: [{ name: "ent_points", aggregate: "sum", alias: "points" }],
    }),
    aggregate: true,
    top: 5 * MOST_PEOPLE,
    columns: [{ name: "ent_contactid", groupBy: true, alias: "who" }],
    orders: [{ by: "points", descending: true }],
  };
}

/** The sums of certain people. */
export function engagementOfQuestion(scope: Scope, days: Days, people: readonly string[]): Question {
  const question = sumsQuestion(scope, days, true);
  const these: FilterItem = { column: "ent_contactid", operator: "in", values: people };
  return { ...question, filter: all(question.filter, these) };
}

/** The sums of all people together. */
export function wholeQuestion(scope: Scope, days: Days): Question {
  return sumsQuestion(scope, days, false);
}

export interface EngagementRead {
  /** Where it is not complete, all that is not of the people named stands under nobody, so that shares stay right. */
  readonly sums: readonly PersonSum[];
  /** Names of the contacts among them. */
  readonly names: ReadonlyMap<string, string>;
  /** False for a very busy client, of whom only the people with the most points were read. */
  readonly isComplete: boolean;
}

/**
 * Who did how much over some days. One request and at most 2,000 rows for nearly every client. Of a busier one, the
 * forty people with the most points are read, in three requests more, or about three more for each 50,000 signals:
 * theirs exactly, and what all others did together; bytes do not grow with the client.
 * @param overfull days with too many of the client's signals to be added up at once, as far as they are known
 */
export async function readEngagement(
  ask: AskQuestion,
  scope: Scope,
  days: Days,
  overfull = new OverfullDays(),
): Promise<Answer<EngagementRead>> {
  const answer = await overfull.ask(ask, engagementQuestion(scope, days), days);
  if (!answer.ok && answer.failure.kind !== "tooManyRows") return answer;
  if (!answer.ok || answer.value.length >= MOST_GROUPS) return readMostEngaged(ask, scope, days, overfull);
  return success({ sums: answer.value.map(sumIn), names: namesIn(answer.value), isComplete: true });
}

async function readMostEngaged(
  ask: AskQuestion,
  scope: Scope,
  days: Days,
  overfull: OverfullDays,
): Promise<Answer<EngagementRead>> {
  const [most, whole] = await Promise.all([
    askInParts(ask, (part) => mostPointsQuestion(scope, part), days, null, overfull),
    askInParts(ask, (part) => wholeQuestion(scope, part), days, dayOfGroup, overfull),
  ]);
  if (!most.ok) return most;
  if (!whole.ok) return whole;
  const people = mostPoints(most.value.flat());
  if (people.length === 0) {
    return success({ sums: whole.value.flat().map(sumIn), names: new Map(), isComplete: false });
  }
  const theirs = await askInParts(ask, (part) => engagementOfQuestion(scope, part, people), days, dayOfGroup);
  if (!theirs.ok) return theirs;
  const rows = theirs.value.flat();
  const sums = rows.map(sumIn);
  return success({
    // What is theirs is taken off what is everybody's.
    sums: [
      ...sums,
      ...whole.value.flat().map(sumIn),
      ...sums.map((sum) => ({ ...sum, person: null, points: -sum.points })),
    ],
    names: namesIn(rows),
    isComplete: false,
  });
}

function mostPoints(rows: readonly Row[]): readonly string[] {
  const points = new Map<string, number>();
  for (const row of rows) {
    const person = textOf(row, "who");
    if (person !== null) points.set(person, (points.get(person) ?? 0) + (numberOf(row, "points") ?? 0));
  }
  return [...points]
    .sort(([one, a], [other, b]) => b - a || compareTexts(one, other))
    .slice(0, MOST_PEOPLE)
    .map(([person]) => person);
}

function sumIn(row: Row): PersonSum {
  return {
    person: textOf(row, "who"),
    day: dayOfGroup(row),
    halfLifeDays: numberOf(row, "halflife"),
    // Null where no kind of the group has points.
    points: numberOf(row, "points") ?? 0,
  };
}

function namesIn(rows: readonly Row[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const row of rows) {
    const person = textOf(row, "who");
    const name = labelOf(row, "who");
    if (person !== null && name !== null) names.set(person, name);
  }
  return names;
}
