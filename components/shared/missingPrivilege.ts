import type { Words } from "./words";

/** A sentence, and after it which privilege is missing, for whoever gives roles, where the service says which. */
export function withMissing(
  sentence: string,
  { privilege }: { readonly privilege?: string },
  words: Words,
): string {
  return privilege === undefined
    ? sentence
    : `${sentence} ${words.say("Shared_MissingPrivilege", privilege)}`;
}
