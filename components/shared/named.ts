import type { Words } from "./words";

/** What a record is called. Imports leave names empty, and a button without a name says to nobody what it opens. */
export function named(name: string, words: Words): string {
  return name.trim() === "" ? words.say("Shared_NoName") : name;
}
