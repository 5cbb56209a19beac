import { noteName } from "../domain/noteName";

/** What the task of a recontact repeats of its note. */
export interface TaskTexts {
  readonly subject: string;
  readonly description: string;
}

const LONGEST_SUBJECT = 200;
/** Of a task; the note itself takes more, and keeps the whole text. */
const LONGEST_DESCRIPTION = 2000;

/** @param subject in the rep's language, with the note's first words at its end */
export function taskTexts(subject: string, text: string): TaskTexts {
  return { subject: cut(subject, LONGEST_SUBJECT), description: cut(text, LONGEST_DESCRIPTION) };
}

/**
 * What the task says once the note says this. Null where the task says something else than its note did: somebody has
 * written it anew, and keeps their words.
 * @param said what the note says, or may have said, until now
 */
export function taskTextsAfter(
  task: { readonly subject: string; readonly description: string | null },
  said: readonly string[],
  text: string,
): TaskTexts | null {
  const before = said.find((each) => cut(each, LONGEST_DESCRIPTION) === task.description);
  if (before === undefined) return null;
  const opening = openingOf(task.subject, noteName(before));
  return taskTexts(opening === null ? task.subject : `${opening}${noteName(text)}`, text);
}

/** What stands in a subject before the note's first words, of which it may hold the beginning only; null without them. */
function openingOf(subject: string, words: string): string | null {
  if (subject.endsWith(words)) return subject.slice(0, subject.length - words.length);
  // Half a character is never kept, so that a subject that was cut may be one shorter.
  if (!subject.endsWith("…") || subject.length < LONGEST_SUBJECT - 1) return null;
  const kept = subject.slice(0, -1);
  for (let at = 0; at < kept.length; at += 1) {
    if (words.startsWith(kept.slice(at))) return kept.slice(0, at);
  }
  return null;
}

/** The beginning of a text that is too long, ending in an ellipsis; no character is cut in two. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let short = "";
  for (const character of text) {
    if (short.length + character.length >= longest) break;
    short += character;
  }
  return `${short}…`;
}
