import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { componentNames } from "../../scripts/componentNames";

export const PROJECT = join(__dirname, "..", "..");

const LANGUAGES = [1033, 1036, 1043];

/** A built component as pcf-scripts leaves it, as far as packing is concerned. */
function writeControl(folder: string, name: string): void {
  const strings = LANGUAGES.map((language) => `generated/strings/${name}.${language}.resx`);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write(
    "ControlManifest.xml",
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<manifest>
  <control namespace="Entente" constructor="${name}" version="0.0.9" display-name-key="Name" control-type="virtual" api-version="1.3.18">
    <property name="recordId" display-name-key="RecordId" of-type="SingleLine.Text" usage="bound" required="true"/>
    <property name="tableName" display-name-key="TableName" of-type="SingleLine.Text" usage="input" required="false"/>
    <resources>
      <code path="bundle.js" order="1"/>
      <css path="css/${name}.css" order="1"/>
      ${strings.map((path) => `<resx path="${path}" version="1.0.0"/>`).join("\n      ")}
    </resources>
  </control>
</manifest>`,
  );
  write("bundle.js", `"use strict";var component="${name}";\n`);
  write("bundle.js.LICENSE.txt", "A licence that no manifest names.\n");
  write(`css/${name}.css`, ".entente{}\n");
  for (const path of strings) write(path, '<?xml version="1.0" encoding="utf-8"?><root/>');
}

/**
 * The project's solution sources with stand-ins for the built components, in a folder of its own: what is seeded or
 * packed there touches nothing else.
 */
export class FixtureProject {
  readonly root = mkdtempSync(join(tmpdir(), "entente-solution-"));
  readonly source = join(this.root, "solution", "src");
  readonly scripts = join(this.root, "solution", "scripts");
  readonly out = join(this.root, "solution", "dist");
  readonly controls = join(this.root, "out", "controls");

  constructor() {
    cpSync(join(PROJECT, "solution", "src"), this.source, { recursive: true });
    mkdirSync(this.scripts);
    for (const name of readdirSync(join(PROJECT, "solution", "scripts")).filter((each) =>
      each.endsWith(".ts"),
    )) {
      writeFileSync(join(this.scripts, name), "export const onLoad = (): void => undefined;\n");
    }
    writeFileSync(join(this.root, "package.json"), JSON.stringify({ name: "entente", version: "0.1.0" }));
    for (const name of componentNames(PROJECT)) writeControl(join(this.controls, name), name);
  }

  /** Rewrites a source file; what is to be replaced has to be there, or the seeded mistake would prove nothing. */
  edit(file: string, from: string | RegExp, to: string): void {
    const path = join(this.source, file);
    const text = readFileSync(path, "utf8");
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not contain ${String(from)}`);
    writeFileSync(path, changed);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
