import type { LastNote } from "../../dataverse/lastNotes";
import type { Day } from "../../domain/day";
import type { Words } from "../shared/words";

/** Characters of a note that say what it is about; the whole of it stands among the field notes. */
const SHOWN = 200;

/** “They fear the migration” */
export function noteText({ text }: LastNote, words: Words): string {
  const characters = Array.from(text.trim());
  const start = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("").trimEnd()}…` : text.trim();
  return words.say("Briefing_Notes_Quote", start);
}

/** "objection · 12 November 2026 · Rita Rep" */
export function noteFacts({ type, day, owner }: LastNote, today: Day, words: Words): string {
  return [type, day !== null && words.day(day, today), owner].filter(Boolean).join(" · ");
}
