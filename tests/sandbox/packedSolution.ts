import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What ships, as `npm run pack` made it; `npm test` does so before its tests. */
export function packedSolution(): Uint8Array {
  const zip = join(__dirname, "..", "..", "solution", "dist", "Entente.zip");
  if (!existsSync(zip)) {
    throw new Error("The solution is not packed: run `npm run build && npm run pack` first, or `npm test`.");
  }
  return readFileSync(zip);
}
