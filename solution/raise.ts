/**
 * `npm run raise -- patch|minor|major`: the version, which stands in package.json, goes up, and with it that of every
 * component's manifest and of the solution. The validator and a test hold that they stay in step.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inWordsAlone, runCommand, UsageError } from "../scripts/commandLine";
import { replaceOnce, solutionVersion } from "./assemble";

export const PARTS = ["major", "minor", "patch"] as const;
export type Part = (typeof PARTS)[number];

/** `1.2.3` with one part raised and those after it back at 0. */
export function raised(version: string, part: Part): string {
  solutionVersion(version);
  const at = PARTS.indexOf(part);
  return version
    .split(".")
    .map((number, index) => (index < at ? number : index === at ? String(Number(number) + 1) : "0"))
    .join(".");
}

/** A place where the version is written, with the text that it stands between. */
interface Place {
  readonly file: string;
  readonly pattern: RegExp;
  readonly written: (version: string) => string;
}

const plain = (version: string) => version;

/** Every place, in the sources of the project at `root`. */
export function places(root: string): Place[] {
  const components = readdirSync(join(root, "components"))
    .map((name) => join("components", name, "ControlManifest.Input.xml"))
    .filter((file) => existsSync(join(root, file)));
  return [
    { file: "package.json", pattern: /(\n {2}"version": ")([^"]*)(")/, written: plain },
    {
      file: "package-lock.json",
      pattern: /(^\{\n {2}"name": [^\n]*\n {2}"version": ")([^"]*)(")/,
      written: plain,
    },
    {
      file: "package-lock.json",
      pattern: /("": \{\n {6}"name": [^\n]*\n {6}"version": ")([^"]*)(")/,
      written: plain,
    },
    ...["ControlManifest.Input.xml", ...components].map((file) => ({
      file,
      pattern: /(<control\s[^>]*?\bversion=")([^"]*)(")/,
      written: plain,
    })),
    {
      file: join("solution", "src", "Other", "Solution.xml"),
      pattern: /(<Version>)([^<]*)(<\/Version>)/,
      written: solutionVersion,
    },
  ];
}

/** The version as a place has it. */
export function versionAt(root: string, { file, pattern }: Place): string | undefined {
  return pattern.exec(readFileSync(join(root, file), "utf8"))?.[2];
}

/**
 * Writes the version everywhere.
 * @throws Error when a place does not have the version where it is looked for, or more than once
 */
export function writeVersion(root: string, version: string): void {
  for (const { file, pattern, written } of places(root)) {
    const path = join(root, file);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, replaceOnce(text, pattern, `$1${written(version)}$3`, file));
  }
}

const usage = `Usage: npm run raise -- PART
  PART  patch, minor or major: which part of the version goes up, in package.json and wherever else it stands`;

/** @throws UsageError unless a part is named */
function raise(root: string, part: string | undefined): string {
  const known = PARTS.find((each) => each === part);
  if (known === undefined) {
    throw new UsageError(
      part === undefined ? "Say what to raise." : `There is no part "${part}" of a version.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const next = raised(version, known);
  writeVersion(root, next);
  return `${version} is now ${next}.\n`;
}

if (require.main === module) {
  runCommand(
    usage,
    {},
    (_, [part]) =>
      inWordsAlone(() => {
        process.stdout.write(raise(join(__dirname, ".."), part));
      }),
    { most: 1 },
  );
}
