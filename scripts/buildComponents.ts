import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Builds what is stale of the components (`npm run build`), for a command that looks at what ships. What the build says
 * goes to the standard error: a command's output is its own.
 * @throws Error when they cannot be built
 */
export function buildComponents(): void {
  const { status } = spawnSync(process.execPath, [require.resolve("tsx/cli"), join(__dirname, "build.ts")], {
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("The components could not be built; see above.");
}
