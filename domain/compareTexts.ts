/** Which of two texts comes first, by their characters' codes: one order for every user, whatever the language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
