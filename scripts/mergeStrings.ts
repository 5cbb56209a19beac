import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const header = `<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <resheader name="version"><value>2.0</value></resheader>
  <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
  <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
`;

/**
 * Writes `<control>.<language>.resx` for each language. A component has one resx file a language, while its strings
 * stand with the view they belong to: the parts, in this order, are put together here. A key that two parts
 * define is an error.
 */
export function mergeStrings(control: string, parts: readonly string[], target: string): void {
  const byLanguage = new Map<string, Map<string, string>>();
  for (const folder of parts) {
    for (const file of readdirSync(folder)) {
      const language = /\.(\d{4})\.resx$/.exec(file)?.[1];
      if (language === undefined) continue;
      const entries = byLanguage.get(language) ?? new Map<string, string>();
      byLanguage.set(language, entries);
      const document = new DOMParser().parseFromString(readFileSync(join(folder, file), "utf8"), "text/xml");
      for (const data of Array.from(document.getElementsByTagName("data"))) {
        const key = data.getAttribute("name") ?? "";
        if (entries.has(key))
          throw new Error(`${control}: two parts define "${key}" (${join(folder, file)})`);
        entries.set(key, new XMLSerializer().serializeToString(data));
      }
    }
  }
  mkdirSync(target, { recursive: true });
  for (const [language, entries] of byLanguage) {
    const rows = [...entries.values()].map((row) => `  ${row}\n`).join("");
    writeFileSync(join(target, `${control}.${language}.resx`), `${header}${rows}</root>\n`);
  }
}
