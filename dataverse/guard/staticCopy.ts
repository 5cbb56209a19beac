import { recordId } from "../client";

/** Longest text that a list's description holds. */
const LONGEST_DESCRIPTION = 2000;
const MARK = /\[entente:copy (\S+)\]/;

/** The description of a static copy: for people, what it is; then, for the guard, which list it stands for. */
export function describeCopy(text: string, listId: string): string {
  const mark = `[entente:copy ${listId}]`;
  return `${text.slice(0, LONGEST_DESCRIPTION - mark.length - 1)}\n${mark}`;
}

/** The list that a static copy stands for; null where the description is of no such copy. */
export function copiedFrom(description: string | null): string | null {
  return recordId(MARK.exec(description ?? "")?.[1]);
}
