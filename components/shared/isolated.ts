const PDF = "\u202c";
const FSI = "\u2068";
const PDI = "\u2069";

/** Letters written from right to left, and the characters that turn the direction of what follows them. */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Runs without control characters: those that end a paragraph end every isolate in it too (Unicode's UAX #9, rule X8). */
const paragraphs = /[^\p{Cc}\u2029]+/gu;

/** What closes each of the characters that open an embedding, an override or an isolate. */
const closers: ReadonlyMap<string, string> = new Map([
  ...["\u202a", "\u202b", "\u202d", "\u202e"].map((opener) => [opener, PDF] as const),
  ...["\u2066", "\u2067", FSI].map((opener) => [opener, PDI] as const),
]);

/**
 * Text that stands in a sentence without turning the sentence: what is written from right to left, or turns the direction,
 * stands in an isolate of its own. All other text stays as it is, so that what is copied or compared has no marks in it.
 */
export function isolated(text: string): string {
  return text.replace(paragraphs, (line) => (turning.test(line) ? FSI + balanced(line) + PDI : line));
}

/** Closes what is left open, and leaves out what closes nothing: it would close the isolate around the text. */
function balanced(line: string): string {
  const open: string[] = [];
  let kept = "";
  for (const character of line) {
    const closer = closers.get(character);
    if (closer !== undefined) open.push(closer);
    if (character === PDI) {
      // The end of an isolate ends the embeddings that are open in it.
      const isolate = open.lastIndexOf(PDI);
      if (isolate >= 0) kept += open.splice(isolate).reverse().join("");
    } else if (character !== PDF) kept += character;
    // The end of an embedding does not reach out of the isolate that it stands in.
    else if (open[open.length - 1] === PDF) kept += open.pop() ?? "";
  }
  return kept + open.reverse().join("");
}
