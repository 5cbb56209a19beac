import { join } from "node:path";
import { compileFunction } from "node:vm";
import { buildSync } from "esbuild";
import type * as compared from "./compared";

/**
 * What is compared, bundled as a component is: what runs TypeScript here keeps the names of functions by a helper that makes every
 * function within a function dear, as the shipped build does not.
 */
export function loadCompared(root: string): typeof compared {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, "bench", "domain", "compared.ts")],
    ...{ bundle: true, write: false, format: "cjs", platform: "node", logLevel: "error" },
  });
  const module = { exports: {} };
  const run = compileFunction(outputFiles[0]?.text ?? "", ["module"]) as (given: typeof module) => void;
  run(module);
  return module.exports as typeof compared;
}
