import { wordsOf as plainWordsOf } from "./plainWords";

/** A topic and the words by which it is recognised. */
export interface KnownTopic {
  readonly id: string;
  readonly name: string;
  /** As the marketers write them: commas, semicolons or new lines between. */
  readonly keywords: string | null;
}

/** Endings that make no other word of it in English, French or Dutch: plurals and the Dutch inflected e. */
const endings = ["s", "x", "es", "e", "n", "en"];
/** A short word with an ending is too easily another word: `api` and `apis` yes by keyword, `ai` and `ain` no. */
const INFLECTED_FROM = 4;

/**
 * French pronouns that lose their vowel before a verb: « j’ai vu » is no word on AI, nor « c’est » one on C. What follows an
 * article, « l’IA », is a word of its own.
 */
const elided = /(?<![\p{L}\p{N}])([cjmnst])['’](?=\p{L})/giu;

function wordsOf(text: string): readonly string[] {
  return plainWordsOf(text.replace(elided, "$1"));
}

/**
 * The topics that a text speaks of, in the order in which it first names them. Whole words only, without case and
 * accents; several words in a row where the keyword has several; an ordinary plural counts.
 */
export function suggestTopics(text: string, topics: readonly KnownTopic[]): readonly string[] {
  const words = wordsOf(text);
  const positions = new Map<string, number[]>();
  words.forEach((word, position) => {
    for (const form of formsOf(word)) {
      const known = positions.get(form);
      if (known === undefined) positions.set(form, [position]);
      else known.push(position);
    }
  });
  return topics
    .map(({ id, name, keywords }) => ({
      id,
      first: Math.min(
        ...keywordsOf(name, keywords).map((keyword) => firstMention(keyword, words, positions)),
      ),
    }))
    .filter(({ first }) => first < Infinity)
    .sort((a, b) => a.first - b.first)
    .map(({ id }) => id);
}

function keywordsOf(name: string, keywords: string | null): readonly (readonly string[])[] {
  return [name, ...(keywords ?? "").split(/[,;\n]/)].map(wordsOf);
}

/** The words that a word of the text may stand for: itself, and without an ending. */
function formsOf(word: string): readonly string[] {
  const stems = endings
    .filter((ending) => word.endsWith(ending) && word.length - ending.length >= INFLECTED_FROM)
    .map((ending) => word.slice(0, -ending.length));
  return [word, ...stems];
}

function firstMention(
  keyword: readonly string[],
  words: readonly string[],
  positions: ReadonlyMap<string, readonly number[]>,
): number {
  // Only the last word is inflected: "service desks", "cloud costs". A keyword without words has none, and is nowhere.
  const last = keyword.length - 1;
  const ends = positions.get(keyword[last] ?? "") ?? [];
  const end = ends.find((position) =>
    keyword.slice(0, last).every((word, offset) => words[position - last + offset] === word),
  );
  return end === undefined ? Infinity : end - last;
}
