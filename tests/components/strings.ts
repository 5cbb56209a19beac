import { DOMParser } from "@xmldom/xmldom";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const components = join(__dirname, "..", "..", "components");
export const languages = [1033, 1036, 1043] as const;
export type Language = (typeof languages)[number];

/** The strings of one file, by key. */
export function stringsIn(file: string): ReadonlyMap<string, string> {
  const document = new DOMParser().parseFromString(readFileSync(file, "utf8"), "text/xml");
  return new Map(
    Array.from(document.getElementsByTagName("data")).map((data) => [
      data.getAttribute("name") ?? "",
      data.getElementsByTagName("value")[0]?.textContent ?? "",
    ]),
  );
}

/** All files of strings, whichever component they belong to. */
export function stringFiles(): string[] {
  return readdirSync(components).flatMap((part) => {
    const folder = join(components, part, "strings");
    try {
      return readdirSync(folder).map((file) => join(folder, file));
    } catch {
      return [];
    }
  });
}

const cache = new Map<Language, ReadonlyMap<string, string>>();

/** The string that a component gets for a key; a key that does not exist is an error here. */
export function textIn(language: Language): (key: string) => string {
  let all = cache.get(language);
  if (!all) {
    const files = stringFiles().filter((file) => file.endsWith(`.${language}.resx`));
    all = new Map(files.flatMap((file) => [...stringsIn(file)]));
    cache.set(language, all);
  }
  const known = all;
  return (key) => {
    const text = known.get(key);
    if (text === undefined) throw new Error(`no string "${key}" in ${language}`);
    return text;
  };
}
