import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** The page's own files, as the server gives them out. */
export interface HostFiles {
  readonly script: Uint8Array;
  readonly styles: Uint8Array;
}

const source = join(__dirname, "..");
const builtFolder = join(source, "generated");

// The page runs on the React that it loads for the components, whichever that is.
const platformReact: Plugin = {
  name: "platform React",
  setup(plugin) {
    const globals: Readonly<Record<string, string>> = { react: "React", "react-dom": "ReactDOM" };
    plugin.onResolve({ filter: /^react(-dom)?$/ }, ({ path }) => ({ path, namespace: "platform" }));
    plugin.onLoad({ filter: /.*/, namespace: "platform" }, ({ path }) => ({
      contents: `module.exports = window.${globals[path] ?? path};`,
    }));
  },
};

function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    if (path === builtFolder) return latest;
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

function isStale(files: readonly string[]): boolean {
  if (!files.every((file) => existsSync(file))) return true;
  const built = Math.min(...files.map((file) => statSync(file).mtimeMs));
  const typings = ["@types/powerapps-component-framework", "@types/xrm"].map((name) =>
    require.resolve(`${name}/package.json`),
  );
  return newest(source) > built || typings.some((file) => statSync(file).mtimeMs > built);
}

/**
 * Builds the page's script and styles, unless they are newer than all they are made of. The published types of the
 * component framework and Fluent's themes are read anew for each build.
 */
export async function buildHost(): Promise<HostFiles> {
  const script = join(builtFolder, "host.js");
  const styles = join(builtFolder, "host.css");
  if (isStale([script, styles])) {
    mkdirSync(builtFolder, { recursive: true });
    // Two compilers: who has a page that was built before does not wait until they are loaded.
    const [{ build }, { describeTypes, describeXrmTypes }, { fluentThemes }] = await Promise.all([
      import("esbuild"),
      import("./describeTypes"),
      import("./fluentThemes"),
    ]);
    const { outputFiles } = await build({
      entryPoints: [join(source, "main.tsx"), join(source, "app", "host.css")],
      entryNames: "[name]",
      outdir: builtFolder,
      write: false,
      bundle: true,
      minify: true,
      target: "es2020",
      format: "iife",
      jsx: "transform",
      legalComments: "none",
      plugins: [platformReact],
      define: {
        PCF_TYPES: JSON.stringify(describeTypes()),
        XRM_TYPES: JSON.stringify(describeXrmTypes()),
        FLUENT_THEMES: JSON.stringify(fluentThemes()),
      },
    });
    for (const [ending, target] of [
      [".js", script],
      [".css", styles],
    ] as const) {
      const output = outputFiles.find(({ path }) => path.endsWith(ending));
      if (!output) throw new Error(`The page's ${ending} was not built.`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, output.contents);
    }
  }
  return { script: readFileSync(script), styles: readFileSync(styles) };
}
