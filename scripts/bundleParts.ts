import { build } from "esbuild";
import { join, relative, sep } from "node:path";

/** What one package, or one part of the house, adds to a component's bundle. */
export interface BundlePart {
  /** The package's name, or `components/Interest`, `components/shared`, `dataverse`, `domain`. */
  readonly name: string;
  readonly isPackage: boolean;
  /** Minified. */
  readonly bytes: number;
}

/**
 * What a component's bundle is made of, heaviest first. Bundled anew by esbuild, which says what every file adds, where
 * the build's webpack does not; what the host has is left out as there. Sizes are therefore near the shipped ones, not
 * the same.
 */
export async function bundleParts(root: string, component: string): Promise<readonly BundlePart[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join("components", component, "index.ts")],
    external: ["react", "@fluentui/react", "@fluentui/react/*"],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: "es2018",
    logLevel: "error",
  });
  const parts = new Map<string, BundlePart>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      if (bytesInOutput === 0) continue;
      const { name, isPackage } = partOf(relative(root, join(root, file)).split(sep));
      parts.set(name, { name, isPackage, bytes: (parts.get(name)?.bytes ?? 0) + bytesInOutput });
    }
  }
  return [...parts.values()].sort((one, other) => other.bytes - one.bytes);
}

function partOf(path: readonly string[]): { readonly name: string; readonly isPackage: boolean } {
  const modules = path.lastIndexOf("node_modules");
  if (modules >= 0) {
    const [scope = "", name = ""] = path.slice(modules + 1);
    return { name: scope.startsWith("@") ? `${scope}/${name}` : scope, isPackage: true };
  }
  const isComponent = path[0] === "components";
  return { name: path.slice(0, isComponent ? 2 : 1).join("/"), isPackage: false };
}
