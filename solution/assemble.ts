import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow } from "./filesBelow";
import { compileFormScripts } from "./formScripts";
import { at, attribute, child, parseXml, textOf, XML_DECLARATION } from "./xml";

export interface AssembleOptions {
  /** `solution/src` */
  readonly source: string;
  /** `out/controls`, a folder for each built component */
  readonly controls: string;
  /** `solution/scripts` */
  readonly scripts: string;
  readonly unpacked: string;
  /** `0.1.0` */
  readonly version: string;
}

/** `0.1.0` in package.json is `0.1.0.0` in a solution. */
export function solutionVersion(version: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(
      `The version "${version}" is not of the form 1.2.3, which is all that Dataverse can compare.`,
    );
  }
  return `${version}.0`;
}

/** Replaces the one match of a pattern; a source that has none, or two, is not what we take it for. */
export function replaceOnce(text: string, pattern: RegExp, replacement: string, file: string): string {
  const found = text.match(new RegExp(pattern.source, "g"))?.length ?? 0;
  if (found !== 1) throw new Error(`${file}: expected ${pattern.source} once, found it ${found} times.`);
  return text.replace(pattern, replacement);
}

/**
 * Puts sources, built components and compiled scripts together in the layout of Microsoft's SolutionPackager: the
 * folder that both our packer and Microsoft's tools take.
 * @throws Error when the components are not built
 */
export async function assemble(options: AssembleOptions): Promise<void> {
  const { source, controls, scripts, unpacked } = options;
  const version = solutionVersion(options.version);
  const built = existsSync(controls)
    ? readdirSync(controls).filter((name) => existsSync(join(controls, name, "ControlManifest.xml")))
    : [];
  if (built.length === 0) {
    throw new Error(`No built component in ${controls}. Run \`npm run build\` first.`);
  }
  rmSync(unpacked, { recursive: true, force: true });
  cpSync(source, unpacked, { recursive: true });

  const manifestFile = join(unpacked, "Other", "Solution.xml");
  const manifestText = readFileSync(manifestFile, "utf8");
  writeFileSync(
    manifestFile,
    replaceOnce(
      manifestText,
      /<Version>[^<]*<\/Version>/,
      `<Version>${version}</Version>`,
      "Other/Solution.xml",
    ),
  );
  const manifest = child(parseXml(manifestText, "Other/Solution.xml"), "SolutionManifest");
  const publisher = manifest && at(manifest, "Publisher", "CustomizationPrefix");
  if (!publisher) throw new Error("Other/Solution.xml: no Publisher/CustomizationPrefix.");
  const prefix = textOf(publisher);

  for (const name of built.sort()) addControl(join(controls, name), unpacked, prefix, options.version);
  await compileFormScripts(scripts, unpacked, { prefix, namespace: textOf(manifest, "UniqueName"), version });
}

function addControl(folder: string, unpacked: string, prefix: string, version: string): void {
  const manifestFile = join(folder, "ControlManifest.xml");
  const manifestText = readFileSync(manifestFile, "utf8");
  const control = child(parseXml(manifestText, manifestFile), "control");
  if (!control) throw new Error(`${manifestFile}: no <control>.`);
  const name = `${prefix}_${attribute(control, "namespace")}.${attribute(control, "constructor")}`;
  const target = join(unpacked, "Controls", name);
  for (const file of filesBelow(folder)) {
    // Licences of bundled code are for the repository; no manifest names them, so the host never asks.
    if (file.endsWith(".LICENSE.txt") || file.endsWith(".map")) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(folder, file), join(target, file));
  }
  // The host caches a component by its version: it has to rise with the solution's.
  const versioned = replaceOnce(
    manifestText,
    /(<control\s[^>]*?\bversion=)"[^"]*"/,
    `$1"${version}"`,
    manifestFile,
  );
  writeFileSync(join(target, "ControlManifest.xml"), versioned);
  writeFileSync(
    join(target, "ControlManifest.xml.data.xml"),
    `${XML_DECLARATION}<CustomControl xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Name>${name}</Name>
  <FileName>/Controls/${name}/ControlManifest.xml</FileName>
</CustomControl>
`,
  );
}
