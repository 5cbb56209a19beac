import { recordId } from "../client";
import { describeList } from "./describeList";

const MARK = /\[entente:copy (\S+)\]/;

/** The description of a static copy: for people, what it is; then, for the guard, which list it stands for. */
export function describeCopy(text: string, listId: string): string {
  return describeList(text, `[entente:copy ${listId}]`);
}

/** The list that a static copy stands for; null where the description is of no such copy. */
export function copiedFrom(description: string | null): string | null {
  return recordId(MARK.exec(description ?? "")?.[1]);
}
