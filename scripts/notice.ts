import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleParts } from "./bundleParts";
import { componentNames } from "./componentNames";

interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * What `NOTICE` has to say: every package of which something is in a bundle that ships, with its licence.
 * @throws Error for a package without a licence, or without its text
 */
export async function notice(root: string): Promise<string> {
  return [
    "Entente's components contain parts of these libraries (npm run docs writes this list):\n",
    ...(await entriesOf(root, componentNames(root))),
  ].join("\n");
}

/**
 * The comment that a component's bundle begins with: the licences of the packages in it, which ask for their text in
 * every copy. Empty where there are none.
 * @throws Error for a package without a licence, or without its text
 */
export async function licenceComment(root: string, component: string): Promise<string> {
  const entries = await entriesOf(root, [component]);
  return entries.length === 0 ? "" : `/*!\n${entries.join("\n").replaceAll("*/", "* /")}*/\n`;
}

async function entriesOf(root: string, components: readonly string[]): Promise<readonly string[]> {
  const parts = await Promise.all(components.map((name) => bundleParts(root, name)));
  const names = new Set(parts.flat().flatMap(({ name, isPackage }) => (isPackage ? [name] : [])));
  return [...names]
    .sort()
    .map((name) => shippedPackage(root, name))
    .map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${indent(text)}\n`);
}

function shippedPackage(root: string, name: string): ShippedPackage {
  const folder = join(root, "node_modules", name);
  const { version, license: licence } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly version: string;
    readonly license?: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.\w+)?$/i.test(each));
  if (licence === undefined || file === undefined) {
    throw new Error(`${name} is in a bundle, and does not say under which licence.`);
  }
  return { name, version, licence, text: readFileSync(join(folder, file), "utf8").trim() };
}

function indent(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}
