const LOCALES: Readonly<Record<number, string>> = { 1033: "en-US", 1036: "fr-FR", 1043: "nl-NL" };

/** How a person who reads a language writes numbers and dates. */
export function localeOf(languageId: number): string {
  return LOCALES[languageId] ?? "en-US";
}

/** Newer Unicode data puts narrow blanks into numbers and times; Dataverse writes the plain and the no-break blank. */
export function withDataverseBlanks(text: string, locale: string): string {
  return text.replaceAll("\u202f", locale === "en-US" ? " " : "\u00a0");
}
