import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { filesBelow } from "../../solution/filesBelow";
import { components, languages, stringFiles, stringsIn } from "../components/strings";

const files = stringFiles();
const parts = [...new Set(files.map((file) => join(dirname(file), basename(file).split(".")[0] ?? "")))];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function manifests(): string[] {
  return [
    join(components, "..", "ControlManifest.Input.xml"),
    ...readdirSync(components).map((name) => join(components, name, "ControlManifest.Input.xml")),
  ].filter((file) => {
    try {
      return readFileSync(file).length > 0;
    } catch {
      return false;
    }
  });
}

/** French puts a space there, which must not break. */
const breaksBeforePunctuation = (text: string) => / [;:?!»%]|« /.test(text);

describe("the strings", () => {
  it.each(parts)("of %s are complete in English, French and Dutch", (part) => {
    const [english, ...others] = languages.map((language) => stringsIn(`${part}.${language}.resx`));
    expect(english?.size).toBeGreaterThan(0);
    for (const other of others) expect([...other.keys()]).toEqual([...(english?.keys() ?? [])]);
  });

  it.each(parts)("of %s say something, with the same gaps to fill, in each language", (part) => {
    const [english, ...others] = languages.map((language) => stringsIn(`${part}.${language}.resx`));
    const gaps = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
    for (const [key, text] of english ?? []) {
      expect(text.trim()).not.toBe("");
      for (const other of others) {
        expect(other.get(key)?.trim()).not.toBe("");
        expect({ key, gaps: gaps(other.get(key) ?? "") }).toEqual({ key, gaps: gaps(text) });
      }
    }
  });

  it.each(parts)("of %s say vous and u, as Dynamics 365 itself does", (part) => {
    const familiar = {
      1036: /(?<!\p{L})(tu|toi|te|ton|ta|tes|t’)(?!\p{L})/iu,
      1043: /\b(je|jij|jou|jouw|jullie)\b/i,
    };
    for (const language of [1036, 1043] as const) {
      const said = [...stringsIn(`${part}.${language}.resx`)].filter(([, text]) =>
        familiar[language].test(text),
      );
      expect(said).toEqual([]);
    }
  });

  it.each(parts)("of %s keep French punctuation with the word that it belongs to", (part) => {
    expect([...stringsIn(`${part}.1036.resx`)].filter(([, text]) => breaksBeforePunctuation(text))).toEqual(
      [],
    );
  });

  it("have one home each", () => {
    const keys = parts.flatMap((part) => [...stringsIn(`${part}.1033.resx`).keys()]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("are all used, and all that is used exists", () => {
    const keys = new Set(parts.flatMap((part) => [...stringsIn(`${part}.1033.resx`).keys()]));
    const used = new Set<string>();
    for (const file of sources(components)) {
      for (const [, key = ""] of readFileSync(file, "utf8").matchAll(/"((?:Shared|[A-Z]\w+)_\w+)"/g))
        used.add(key);
    }
    for (const file of manifests()) {
      for (const [, key = ""] of readFileSync(file, "utf8").matchAll(/-key="(\w+)"/g)) used.add(key);
    }
    // A counted string is asked for by the name that its two forms share.
    const asked = (key: string) => used.has(key) || used.has(key.replace(/_(One|Other)$/, ""));
    expect([...keys].filter((key) => !asked(key))).toEqual([]);
    expect([...used].filter((key) => !keys.has(key) && !keys.has(`${key}_One`))).toEqual([]);
    expect([...used].filter((key) => keys.has(`${key}_One`) !== keys.has(`${key}_Other`))).toEqual([]);
  });
});

it("the French texts of the solution keep punctuation with the word that it belongs to", () => {
  const folder = join(components, "..", "solution", "src");
  const french = filesBelow(folder)
    .filter((file) => file.endsWith(".xml"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/<[^<>]*="1036"[^<>]*>/g) ?? []);
  expect(french.length).toBeGreaterThan(100);
  expect(french.filter(breaksBeforePunctuation)).toEqual([]);
});
