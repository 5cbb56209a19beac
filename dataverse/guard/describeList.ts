/** Longest text that a list's description holds. */
const LONGEST_DESCRIPTION = 2000;

/** The description of a list that the guard makes: for people, a text, cut where it is too long; then, for the guard, a mark. */
export function describeList(text: string, mark: string): string {
  return `${text.slice(0, LONGEST_DESCRIPTION - mark.length - 1)}\n${mark}`;
}
