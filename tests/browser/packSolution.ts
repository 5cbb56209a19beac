import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeOnce } from "../madeOnce";

const root = join(__dirname, "..", "..");

/** Packs what was built, as `npm start` does: what these tests look at is what ships. */
export async function packSolution(): Promise<Uint8Array> {
  if (!existsSync(join(root, "out", "controls", "Interest", "bundle.js"))) {
    throw new Error("The components are not built: run `npm run build` first, or `npm test`, which does.");
  }
  return madeOnce("Entente.zip", async () => {
    const { pack } = await import("../../solution/pack");
    const folder = mkdtempSync(join(tmpdir(), "entente-solution-"));
    try {
      const packed = await pack({ root, out: folder });
      return readFileSync(packed.unmanaged);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
