import type { GuardedList } from "../../domain/guard/audience";
import type { AskQuestion } from "../askQuestion";
import { attempt, success, type Answer } from "../attempt";
import { createOrReplace } from "../createOnce";
import type { Host, Row } from "../host";
import type { Xml } from "../listQuery";
import { all, type Question } from "../question";
import { textOf } from "../row";
import type { Writing } from "../writing";
import { memberCodeOf, type GuardedRecord, type Subject } from "./guardedSubject";
import {
  describeTwin,
  distributionOf,
  guardedQuery,
  isCurrent,
  markIn,
  type Guarded,
  type TwinTerms,
} from "./twin";

/** A list of an audience, and its guarded twin as it would be made now. */
export interface PlannedTwin {
  readonly original: GuardedList;
  readonly guarded: Guarded;
  /** The twin that is on the record already. */
  readonly existing: GuardedList | null;
}

export interface TwinPlan {
  readonly twins: readonly PlannedTwin[];
  /**
   * Whether every list on the record is a guarded one that fits the policy and the decisions as they are now: one for each list, and none
   * of a list that is gone.
   */
  readonly isGuarded: boolean;
  /** Whether at least one guarded list is on the record. */
  readonly isBegun: boolean;
}

/**
 * Whether a list is a guarded one that this record may change and take away. An activity's are those made for it alone: another
 * activity's twin follows that one's decisions and size, and a copy that somebody made by hand is theirs. Whatever else is guarded
 * on an activity counts as any other list there.
 */
export function isTwinOf({ table, id }: GuardedRecord, { twin }: Pick<GuardedList, "twin">): boolean {
  return twin !== null && (table !== "campaignactivity" || twin.activityId === id);
}

/** What guarding a record would make. No request. */
export function planTwins(
  subject: Pick<Subject, "record" | "lists" | "originals">,
  terms: TwinTerms,
  xml?: Xml,
): TwinPlan {
  const twins = subject.originals.map((original) => ({
    original,
    guarded: guardedQuery(original, terms, xml),
    existing:
      subject.lists.find((list) => list.twin?.listId === original.id && isTwinOf(subject.record, list)) ??
      null,
  }));
  return {
    twins,
    isGuarded:
      subject.lists.length > 0 &&
      subject.lists.every((list) => twins.some(({ existing }) => existing === list)) &&
      twins.every(
        ({ original, existing, guarded }) => existing !== null && isCurrent(existing, original, guarded),
      ),
    isBegun: subject.lists.some(({ twin }) => twin !== null),
  };
}

/** What a guarded list is called, and what it says of itself to people. */
export interface TwinTexts {
  readonly name: (original: string) => string;
  readonly describe: (original: string) => string;
}

const LONGEST_NAME = 128;

/** Guarded lists made for an activity, whether they are on it or not: a broken-off attempt leaves some that are not. */
function twinsQuestion(activityId: string): Question {
  return {
    table: "list",
    columns: [{ name: "listid" }, { name: "description" }],
    filter: all(
      { column: "description", operator: "like", value: `%entente:guarded % ${activityId} %` },
      { column: "type", operator: "eq", value: true },
      { column: "statecode", operator: "eq", value: 0 },
    ),
  };
}

/** The guarded lists made for an activity, by the list that each was made from. One request. */
export async function readTwins(
  ask: AskQuestion,
  activityId: string,
): Promise<Answer<ReadonlyMap<string, string>>> {
  const answer = await ask(twinsQuestion(activityId));
  if (!answer.ok) return answer;
  return success(
    new Map(
      answer.value.flatMap((row): (readonly [string, string])[] => {
        const [mark, id] = [markIn(textOf(row, "description")), textOf(row, "listid")];
        return mark === null || id === null ? [] : [[mark.listId, id]];
      }),
    ),
  );
}

type WritingHost = Pick<Host, "isOffline"> & { readonly writing: Writing };

export interface TwinToWrite {
  readonly original: GuardedList;
  readonly guarded: Extract<Guarded, { readonly ok: true }>;
  /** Of the twin that is there; null for none. */
  readonly twinId: string | null;
  /** Of one that is made where there is none: the same for each attempt, until it is known to be there. */
  readonly idIfMade: string;
  readonly activityId: string | null;
}

/**
 * Makes a list's guarded twin, or brings one that is there up to date. One request; two where an earlier attempt to make it
 * had come through.
 * @returns the twin's id
 */
export async function writeTwin(
  host: WritingHost,
  { original, guarded, twinId, idIfMade: id, activityId }: TwinToWrite,
  texts: TwinTexts,
  signal: AbortSignal,
): Promise<Answer<string>> {
  const content: Row = {
    query: guarded.fetchXml,
    description: describeTwin(texts.describe(original.name), {
      listId: original.id,
      activityId,
      fingerprint: guarded.fingerprint,
    }),
    ...distributionOf(original),
  };
  if (twinId !== null) {
    const updated = await attempt(host, signal, () => host.writing.updateRecord("list", twinId, content));
    return updated.ok ? success(twinId) : updated;
  }
  const created = await createOrReplace(host, signal, {
    ...{ table: "list", id, content, blank: {} },
    atFirst: {
      listname: texts.name(original.name).slice(0, LONGEST_NAME),
      type: true,
      createdfromcode: original.members === null ? null : memberCodeOf(original.members),
    },
  });
  return created.ok ? success(id) : created;
}

/**
 * Takes away the guarded lists of an activity that is done. What is gone already is no failure. What this user may not delete, since
 * a colleague made it, is one, but the others go all the same.
 */
export async function deleteTwins(
  host: WritingHost,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Answer<null>> {
  let outcome: Answer<null> = success(null);
  for (const id of ids) {
    const answer = await attempt(host, signal, () => host.writing.deleteRecord("list", id));
    if (answer.ok || answer.failure.kind === "gone") continue;
    if (answer.failure.kind !== "noPrivilege") return answer;
    outcome = answer;
  }
  return outcome;
}
