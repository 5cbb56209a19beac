import type { Labels } from "../../metadata/model";

const ENGLISH = 1033;

/** The label in a language, else the English one. */
export function labelOf(labels: Labels, languageId: number): string {
  return labels[languageId] ?? labels[ENGLISH] ?? "";
}
