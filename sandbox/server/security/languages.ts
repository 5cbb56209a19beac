import { DataverseError } from "../errors";

/** The languages that the organisation has: English, French, Dutch. */
const LANGUAGES: readonly unknown[] = [1033, 1036, 1043];

export function hasLanguage(languageId: unknown): boolean {
  return LANGUAGES.includes(languageId);
}

export function noSuchLanguage(languageId: unknown): DataverseError {
  return new DataverseError(
    400,
    "0x80040203",
    `The organization does not have the language ${String(languageId)}.`,
  );
}
