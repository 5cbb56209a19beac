/**
 * `npm run build`: every PCF component into `out/controls/<Name>/`, in production mode (a development build uses
 * eval, which the solution checker refuses). What is not stale is left alone; `--force` builds all the same. Types
 * are not checked here but by `npm run types`.
 *
 * pcf-scripts stops at the first manifest it finds, so the root (the Briefing) and `components/` (the others) are
 * two builds with the same output folder.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { filesBelow } from "../solution/filesBelow";
import { inWordsAlone, runCommand } from "./commandLine";
import { componentNames } from "./componentNames";
import { mergeStrings } from "./mergeStrings";
import { licenceComment } from "./notice";
import { wordsOfOurs } from "./wordsOfOurs";

const root = join(__dirname, "..");
const out = join(root, "out", "controls");
const stamps = join(root, "out", "stamps");

interface Control {
  readonly name: string;
  /** The folder of its manifest; the strings that pcf-scripts takes are written below it. */
  readonly folder: string;
}

/** Views that a component shows within its own, whose strings it therefore needs. */
const embedded: Readonly<Record<string, readonly string[]>> = { Briefing: ["Interest"] };

const builds: readonly { folder: string; controls: readonly Control[] }[] = [
  { folder: root, controls: [{ name: "Briefing", folder: root }] },
  {
    folder: join(root, "components"),
    controls: componentNames(root)
      .filter((name) => name !== "Briefing")
      .map((name) => ({ name, folder: join(root, "components", name) })),
  },
];

/** One fingerprint of everything that a bundle is made of, the tools' versions included. */
function fingerprint(): string {
  const inputs = [
    ...["components", "dataverse", "domain"].flatMap((folder) =>
      filesBelow(join(root, folder))
        .map((file) => `${folder}/${file}`)
        .filter((file) => !file.includes("/generated/")),
    ),
    ...["ControlManifest.Input.xml", "pcfconfig.json", "tsconfig.json", "package-lock.json"],
    ...["build.ts", "bundleParts.ts", "mergeStrings.ts", "notice.ts", "transpileOnly.cjs"].map(
      (file) => `scripts/${file}`,
    ),
  ];
  const hash = createHash("sha256");
  for (const file of inputs.sort()) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function isFresh(control: Control, stamp: string): boolean {
  const stampFile = join(stamps, control.name);
  return (
    existsSync(join(out, control.name, "bundle.js")) &&
    existsSync(join(out, control.name, "ControlManifest.xml")) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === stamp
  );
}

/** Takes away what the manifest does not name: files of an earlier build, licence notes beside the bundle. */
function removeUnnamed(folder: string): void {
  const manifest = readFileSync(join(folder, "ControlManifest.xml"), "utf8");
  const named = new Set(
    [...manifest.matchAll(/(?:<(?:code|css|resx|img) path|preview-image)="([^"]+)"/g)].map(
      ([, path]) => path,
    ),
  );
  for (const file of filesBelow(folder)) {
    if (file !== "ControlManifest.xml" && !named.has(file)) rmSync(join(folder, file));
  }
}

/** Puts the licences of what is in a bundle into it, in place of webpack's pointer to a file that does not ship. */
async function addLicences(name: string): Promise<void> {
  const file = join(out, name, "bundle.js");
  const code = readFileSync(file, "utf8").replace(/^\/\*! For license information please see .*\*\/\n/, "");
  writeFileSync(file, (await licenceComment(root, name)) + code);
}

const pcfScripts = join(
  dirname(require.resolve("pcf-scripts/package.json", { paths: [root] })),
  "bin",
  "pcf-scripts.js",
);

const transpileOnly = join(__dirname, "transpileOnly.cjs");

/** @throws Error with what pcf-scripts said when it fails */
async function buildBelow(
  { folder, controls }: (typeof builds)[number],
  stamp: string,
  isForced: boolean,
): Promise<void> {
  if (!isForced && controls.every((control) => isFresh(control, stamp))) {
    process.stdout.write(`${controls.map(({ name }) => name).join(", ")}: up to date\n`);
    return;
  }
  for (const control of controls) {
    mergeStrings(
      control.name,
      ["shared", ...(embedded[control.name] ?? []), control.name].map((part) =>
        join(root, "components", part, "strings"),
      ),
      join(control.folder, "generated", "strings"),
    );
  }
  const command = ["--require", transpileOnly, pcfScripts, "build", "--buildMode", "production"];
  await promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(`pcf-scripts failed in ${relative(root, folder) || "the root"}\n${stdout}${stderr}`);
    },
  );
  mkdirSync(stamps, { recursive: true });
  for (const { name } of controls) {
    removeUnnamed(join(out, name));
    await addLicences(name);
    writeFileSync(join(stamps, name), stamp);
    process.stdout.write(`${name}: built\n`);
  }
}

const usage = `Usage: npm run build -- [options]
  --force  builds what is not stale as well`;

runCommand(
  usage,
  { force: { type: "boolean", default: false } },
  ({ force }) =>
    inWordsAlone(async () => {
      const stamp = fingerprint();
      // Webpack keeps one core busy: the two builds run side by side.
      await Promise.all(builds.map((each) => buildBelow(each, stamp, force)));
    }),
  { words: wordsOfOurs(process.argv.slice(2)) },
);
