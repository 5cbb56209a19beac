/**
 * Text as it is compared: without case, accents and spaces at its edges, as Dataverse's own collation compares.
 * `Clôture ` and `cloture` are alike.
 */
export function comparable(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** The words of a text, comparable, in their order: `Directeur-général (f.f.)` gives directeur, general, f, f. */
export function wordsOf(text: string): readonly string[] {
  return comparable(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
}
