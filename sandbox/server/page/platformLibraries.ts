import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

function inPackage(name: string, ...path: string[]): string {
  return join(dirname(require.resolve(`${name}/package.json`)), ...path);
}

/**
 * The libraries that the page loads before any component: React 17.0.2 as model-driven apps do, 16.14.0 as canvas apps do,
 * and Fluent as Microsoft's own test harness ships it.
 */
const files: Readonly<Record<string, () => string>> = {
  "react-17.0.2.js": () => inPackage("react-17", "umd", "react.production.min.js"),
  "react-dom-17.0.2.js": () => inPackage("react-dom-17", "umd", "react-dom.production.min.js"),
  "react-16.14.0.js": () => inPackage("react", "umd", "react.production.min.js"),
  "react-dom-16.14.0.js": () => inPackage("react-dom", "umd", "react-dom.production.min.js"),
  "fluent-8.121.1.js": () => inPackage("pcf-start", "lib", "fluent_8_121_1.js"),
};

// Fluent 8 would fetch its fonts from a content network, which the page's policy forbids; with no base it fetches none.
const fluentSettings = "window.FabricConfig = { fontBaseUrl: '' };\n";

const read = new Map<string, Uint8Array>([["fluent-settings.js", Buffer.from(fluentSettings)]]);

/** The file of a library, or undefined when the page has no such library. */
export function platformLibrary(name: string): Uint8Array | undefined {
  const known = read.get(name);
  if (known) return known;
  const file = Object.hasOwn(files, name) ? files[name]?.() : undefined;
  if (file === undefined) return undefined;
  const content = readFileSync(file);
  read.set(name, content);
  return content;
}

/** In the order in which the page must run them: React before what is built on it. */
export function libraryNames(react: "16" | "17"): readonly string[] {
  const version = react === "16" ? "16.14.0" : "17.0.2";
  return [`react-${version}.js`, `react-dom-${version}.js`, "fluent-settings.js", "fluent-8.121.1.js"];
}
