import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the product is measured against: folders of `bench/`. */
const CONTROLS = ["floor", "naive"] as const;

/**
 * Builds floor and naive component with the same tool, and in the same mode, as the components that ship.
 * @returns the folder that holds them, as `pack` takes it
 */
export function buildControls(root: string): string {
  const built = join(root, "out", "bench", "controls");
  rmSync(built, { recursive: true, force: true });
  const pcfScripts = join(dirname(require.resolve("pcf-scripts/package.json")), "bin", "pcf-scripts.js");
  for (const control of CONTROLS) {
    const run = spawnSync(process.execPath, [pcfScripts, "build", "--buildMode", "production"], {
      cwd: join(root, "bench", control),
      encoding: "utf8",
    });
    if (run.status !== 0) {
      throw new Error(`pcf-scripts failed to build bench/${control}:\n${run.stdout}${run.stderr}`);
    }
  }
  return built;
}
