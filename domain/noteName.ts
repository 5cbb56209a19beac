const LONGEST_NAME = 200;

/** The first words of a text on one line, as long as a name may be and no longer; never half a character. */
export function noteName(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST_NAME) return line;
  let cut = "";
  for (const character of line) {
    if (cut.length + character.length > LONGEST_NAME - 1) break;
    cut += character;
  }
  const space = cut.lastIndexOf(" ");
  return `${space > LONGEST_NAME / 2 ? cut.slice(0, space) : cut}…`;
}
