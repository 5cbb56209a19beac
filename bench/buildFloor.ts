import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Builds the floor component with the same tool, and in the same mode, as the components that ship.
 * @returns the folder that holds it, as `pack` takes it
 */
export function buildFloor(root: string): string {
  const controls = join(root, "out", "bench", "controls");
  rmSync(controls, { recursive: true, force: true });
  const pcfScripts = join(dirname(require.resolve("pcf-scripts/package.json")), "bin", "pcf-scripts.js");
  const run = spawnSync(process.execPath, [pcfScripts, "build", "--buildMode", "production"], {
    cwd: join(root, "bench", "floor"),
    encoding: "utf8",
  });
  if (run.status !== 0) {
    throw new Error(`pcf-scripts failed to build the floor component:\n${run.stdout}${run.stderr}`);
  }
  return controls;
}
