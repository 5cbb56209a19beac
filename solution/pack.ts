/**
 * `npm run pack`: `solution/dist/unpacked`, and from it `Entente.zip` and `Entente_managed.zip`, with Node alone and
 * the same to the last byte wherever it runs.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { zipSync, type Zippable } from "fflate";
import { inWordsAlone, runCommand } from "../scripts/commandLine";
import { assemble, solutionVersion } from "./assemble";
import { checkSolution, printProblem } from "./check";
import { composeCustomizations } from "./customizations";
import { filesBelow } from "./filesBelow";
import { child, parseXml, textOf, XML_DECLARATION } from "./xml";

export interface PackOptions {
  /** The project's folder. */
  readonly root?: string;
  /** Where the zips and `unpacked` go; `solution/dist` unless told. */
  readonly out?: string;
  /** `1.2.3`; that of package.json unless told. */
  readonly version?: string;
  /** The built components; `out/controls` unless told. */
  readonly controls?: string;
  /** The form scripts; `solution/scripts` unless told. */
  readonly scripts?: string;
}

export interface PackedSolution {
  readonly uniqueName: string;
  /** `0.1.0.0` */
  readonly version: string;
  readonly unpacked: string;
  readonly unmanaged: string;
  readonly managed: string;
}

/**
 * Assembles, checks and packs the solution.
 * @throws Error that names what is wrong; then no zip is written
 */
export async function pack(options: PackOptions = {}): Promise<PackedSolution> {
  const root = options.root ?? join(__dirname, "..");
  const out = options.out ?? join(root, "solution", "dist");
  const unpacked = join(out, "unpacked");
  const version = options.version ?? versionOf(join(root, "package.json"));
  await assemble({
    source: join(root, "solution", "src"),
    controls: options.controls ?? join(root, "out", "controls"),
    scripts: options.scripts ?? join(root, "solution", "scripts"),
    unpacked,
    version,
  });
  const manifest = child(
    parseXml(readFileSync(join(unpacked, "Other", "Solution.xml"), "utf8"), "Other/Solution.xml"),
    "SolutionManifest",
  );
  const uniqueName = manifest ? textOf(manifest, "UniqueName") : "";
  const unmanaged = join(out, `${uniqueName}.zip`);
  const managed = join(out, `${uniqueName}_managed.zip`);
  // Yesterday's zip must not pass for today's when today's cannot be made.
  for (const zip of [unmanaged, managed]) rmSync(zip, { force: true });
  const problems = checkSolution(unpacked);
  if (problems.length > 0) {
    throw new Error(`The solution cannot be packed:\n${problems.map(printProblem).join("\n")}`);
  }
  const parts = readParts(unpacked);
  writeFileSync(unmanaged, zipParts(parts, false));
  writeFileSync(managed, zipParts(parts, true));
  return { uniqueName, version: solutionVersion(version), unpacked, unmanaged, managed };
}

function versionOf(packageFile: string): string {
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version?: string };
  if (!version) throw new Error(`${packageFile}: no version.`);
  return version;
}

/** The zip of an unpacked solution, as a file's bytes. */
export function zipUnpacked(unpacked: string, managed: boolean): Uint8Array {
  return zipParts(readParts(unpacked), managed);
}

/** What both zips are made of, by the name it has there. */
function readParts(unpacked: string): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const add = (name: string, text: string) => parts.set(name, Buffer.from(text, "utf8"));
  add("solution.xml", readFileSync(join(unpacked, "Other", "Solution.xml"), "utf8").replace(/^\uFEFF/, ""));
  add("customizations.xml", composeCustomizations(unpacked));
  for (const file of filesBelow(unpacked)) {
    if (file.startsWith("Controls/") && !file.endsWith(".data.xml")) {
      parts.set(file, readFileSync(join(unpacked, file)));
    } else if (file.startsWith("WebResources/") && file.endsWith(".data.xml")) {
      const described = parseXml(readFileSync(join(unpacked, file), "utf8"), file);
      const content = join(unpacked, file.replace(/\.data\.xml$/, ""));
      if (!existsSync(content)) throw new Error(`${file}: the web resource it describes is not there.`);
      parts.set(textOf(described, "FileName").replace(/^\//, ""), readFileSync(content));
    }
  }
  add("[Content_Types].xml", contentTypes([...parts.keys()]));
  return parts;
}

function zipParts(parts: ReadonlyMap<string, Uint8Array>, managed: boolean): Uint8Array {
  const flag = `<Managed>${managed ? 1 : 0}</Managed>`;
  // A zip records a local time: this one reads the same in every time zone.
  const mtime = new Date(1980, 0, 1, 0, 0, 0);
  const entries: Zippable = {};
  for (const [name, bytes] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content =
      name === "solution.xml"
        ? Buffer.from(
            Buffer.from(bytes)
              .toString("utf8")
              .replace(/<Managed>\d<\/Managed>/, flag),
            "utf8",
          )
        : bytes;
    entries[name] = [content, { level: 9, mtime }];
  }
  return zipSync(entries);
}

/** One default for each extension; a part without one has to be named. */
function contentTypes(parts: readonly string[]): string {
  const extensions = new Set<string>(["xml"]);
  const named: string[] = [];
  for (const part of parts) {
    const extension = /\.([^./]+)$/.exec(part)?.[1];
    if (extension) extensions.add(extension);
    else named.push(part);
  }
  return [
    XML_DECLARATION.trim(),
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    ...[...extensions]
      .sort()
      .map((each) => `<Default Extension="${each}" ContentType="application/octet-stream" />`),
    ...named.sort().map((each) => `<Override PartName="/${each}" ContentType="application/octet-stream" />`),
    "</Types>",
  ].join("");
}

const usage = `Usage: npm run pack
  Puts solution/src, the built components and the form scripts together in solution/dist/unpacked, checks them, and makes
  solution/dist/Entente.zip and Entente_managed.zip. Takes no options.`;

if (require.main === module) {
  const root = join(__dirname, "..");
  const show = (path: string) => relative(root, path).split("\\").join("/");
  runCommand(usage, {}, () =>
    inWordsAlone(async () => {
      const packed = await pack({ root });
      process.stdout.write(
        `${packed.uniqueName} ${packed.version}\n  ${show(packed.unmanaged)}\n  ${show(packed.managed)}\n  ${show(packed.unpacked)}\n`,
      );
    }),
  );
}
