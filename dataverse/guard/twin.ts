import type { GuardedList, MemberTable, TwinMark } from "../../domain/guard/audience";
import type { CannotGuard } from "../../domain/guard/check";
import type { Way } from "../../domain/guard/way";
import { openListQuery, type Xml } from "../listQuery";
import { all, printQuestion, type Question } from "../question";
import { recordId } from "../client";
import { nameColumnOf } from "./memberName";
import { isReachedByNone, waysWithin, type Terms } from "./ways";

/** The query of a guarded list, or why it cannot be. */
export type Guarded =
  | {
      readonly ok: true;
      readonly fetchXml: string;
      /** Of the query, for the list's mark. */
      readonly fingerprint: string;
      /** Ways that its own query leaves no room for. */
      readonly notFollowed: readonly Way[];
    }
  | { readonly ok: false; readonly because: CannotGuard | "otherMembers" };

/** The members of a static list, as a query. */
export function staticMembersQuestion(members: MemberTable, listId: string): Question {
  const key = `${members}id`;
  return {
    table: members,
    columns: [{ name: key }, { name: nameColumnOf(members) }],
    links: [
      {
        table: "listmember",
        from: "entityid",
        to: key,
        type: "inner",
        alias: "member",
        filter: all({ column: "listid", operator: "eq", value: listId }),
      },
    ],
  };
}

/**
 * The query of a list's guarded twin: the same members, without those whom a deal or a hold protects at the moment when
 * Dataverse evaluates it, but for the deals and holds that have been decided on. Nothing but `not any` links within a
 * filter, each a question of its own: a client with two deals, or two connections, is left out for one of them, which
 * an outer join with a null condition would miss. No request.
 */
export function guardedQuery(
  list: Pick<GuardedList, "id" | "members" | "isDynamic" | "query">,
  terms: Terms,
  xml?: Xml,
): Guarded {
  const { members } = list;
  if (members === null) return { ok: false, because: "otherMembers" };
  const own = list.isDynamic ? list.query : printQuestion(staticMembersQuestion(members, list.id));
  const opened = openListQuery(own, members, xml);
  if (!opened.ok) return opened;
  const { query } = opened;
  const followed = waysWithin(query.room, members, terms, query.alias);
  if (followed === null) return { ok: false, because: "tooManyLinks" };
  const narrowed = query.narrowed(isReachedByNone(followed.steps));
  if (!narrowed.ok) return narrowed;
  return {
    ok: true,
    fetchXml: narrowed.fetchXml,
    fingerprint: fingerprintOf(narrowed.fetchXml),
    notFollowed: followed.notFollowed,
  };
}

/**
 * A short text that differs where queries do (FNV-1a, 32 bits, of the text and of its reverse): to know whether a guarded
 * list is still the one that would be made now, not to withstand anybody.
 */
export function fingerprintOf(text: string): string {
  const hash = (characters: Iterable<string>) => {
    let value = 0x811c9dc5;
    for (const character of characters) {
      value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    return value.toString(16).padStart(8, "0");
  };
  const characters = Array.from(text);
  return hash(characters) + hash(characters.reverse());
}

/** Whether a guarded list is what would be made now: by its mark, and by its query itself, which somebody may have edited. */
export function isCurrent(twin: Pick<GuardedList, "query" | "twin">, now: Guarded): boolean {
  return now.ok && twin.twin?.fingerprint === now.fingerprint && twin.query === now.fetchXml;
}

const MARK = /\[entente:guarded (\S+) (\S+) ([0-9a-f]{16})\]/;
/** Longest text that a list's description holds. */
const LONGEST_DESCRIPTION = 2000;

/**
 * The description of a guarded list: for people, what it is, from which list, by which policy and decisions; then, for the
 * guard, its mark.
 */
export function describeTwin(text: string, { listId, activityId, fingerprint }: TwinMark): string {
  const mark = `[entente:guarded ${listId} ${activityId ?? "-"} ${fingerprint}]`;
  return `${text.slice(0, LONGEST_DESCRIPTION - mark.length - 1)}\n${mark}`;
}

/** The mark in a list's description; null where it is no guarded list. */
export function markIn(description: string | null): TwinMark | null {
  const [, list, activity, fingerprint] = MARK.exec(description ?? "") ?? [];
  const listId = recordId(list);
  if (listId === null || fingerprint === undefined) return null;
  return { listId, activityId: recordId(activity), fingerprint };
}
