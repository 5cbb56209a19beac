import { MOST_A_GROUP } from "../../domain/guard/segmentChange";
import { failed, success, type Answer } from "../attempt";
import { recordId } from "../client";

/** Members asked for at a time. How many a page may have is not documented. */
export const MEMBERS_A_PAGE = 1_000;
const MOST_PAGES = MOST_A_GROUP / MEMBERS_A_PAGE + 1;

/** Asks `msdynmkt_ListGroupMembers` for a page, from 1, and gives its `Response`: JSON in a text. */
export type AskPage = (page: number) => Promise<Answer<unknown>>;

/**
 * Everybody in a group. As many requests as it has pages, and one more: as a page may be smaller than it was asked to be, the
 * end is where nobody new comes. What cannot be read whole is a failure: whoever is not known to be in the group could not be
 * taken off it.
 */
export async function readGroupMembers(askPage: AskPage): Promise<Answer<ReadonlySet<string>>> {
  const members = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await askPage(page);
    if (!answer.ok) return answer;
    const ids = idsIn(answer.value);
    if (ids === null) return unreadable("msdynmkt_ListGroupMembers: no members in the answer");
    const before = members.size;
    for (const id of ids) members.add(id);
    if (members.size === before) return success(members);
  }
  return unreadable(`msdynmkt_ListGroupMembers: more than ${String(MOST_PAGES)} pages`);
}

/** `{"entityIds": ["…"], "additionalProperties": {}}` as text */
function idsIn(response: unknown): readonly string[] | null {
  if (typeof response !== "string") return null;
  try {
    const { entityIds } = (JSON.parse(response) ?? {}) as { readonly entityIds?: unknown };
    if (!Array.isArray(entityIds)) return null;
    const ids = entityIds.map((id) => (typeof id === "string" ? recordId(id) : null));
    return ids.every((id) => id !== null) ? ids : null;
  } catch {
    return null;
  }
}

function unreadable(message: string): ReturnType<typeof failed> {
  return failed({ kind: "unknown", code: null, message });
}
