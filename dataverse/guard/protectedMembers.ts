import type { Policy } from "../../domain/policy";
import type { MemberTable } from "../../domain/guard/audience";
import { noneFreed } from "../../domain/guard/decision";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { linksIn, MOST_LINKS } from "../question";
import { textOf } from "../row";
import { everyStep, isReached, type Step } from "./ways";

/** Rows that a query gives page by page without a cookie; a cookie cannot be had of every answer. */
const MOST_READ = 50_000;

export interface ProtectedMembers {
  readonly ids: ReadonlySet<string>;
  /** Whether there may be more than these. */
  readonly isCut: boolean;
}

/**
 * Everybody in the organisation whom a deal or a hold protects from a send that is of no campaign, and so is minor and
 * promotional: the stricter of the two. By all ways, in as many questions as their links take: two at once, and one more
 * each for every further 5,000 people.
 */
export async function readProtectedMembers(
  ask: AskQuestion,
  members: MemberTable,
  policy: Policy,
): Promise<Answer<ProtectedMembers>> {
  const steps = everyStep(members, { policy, campaign: null, freed: noneFreed }, (name) => name);
  const answers = await Promise.all(inQuestions(steps).map((some) => readPages(ask, members, some)));
  const ids = new Set<string>();
  let isCut = false;
  for (const answer of answers) {
    if (!answer.ok) return answer;
    for (const id of answer.value.ids) ids.add(id);
    isCut = isCut || answer.value.isCut;
  }
  return success({ ids, isCut });
}

/** Steps together, as many as a question has links for. */
function inQuestions(steps: readonly Step[]): readonly (readonly Step[])[] {
  const questions: Step[][] = [];
  let room = 0;
  for (const step of steps) {
    const cost = linksIn(step.related);
    if (cost > room) {
      questions.push([]);
      room = MOST_LINKS;
    }
    questions[questions.length - 1]?.push(step);
    room -= cost;
  }
  return questions;
}

async function readPages(
  ask: AskQuestion,
  members: MemberTable,
  steps: readonly Step[],
): Promise<Answer<ProtectedMembers>> {
  const key = `${members}id`;
  const ids = new Set<string>();
  for (let page = 1; page <= MOST_READ / ROWS_AN_ANSWER; page += 1) {
    const answer = await ask({
      table: members,
      count: ROWS_AN_ANSWER,
      page,
      columns: [{ name: key }],
      orders: [{ by: key }],
      filter: isReached(steps, true),
    });
    if (!answer.ok) return answer;
    for (const row of answer.value) {
      const id = textOf(row, key);
      if (id !== null) ids.add(id);
    }
    if (answer.value.length < ROWS_AN_ANSWER) return success({ ids, isCut: false });
  }
  return success({ ids, isCut: true });
}
