import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before all suites: a folder for what several of them need (`madeOnce`). */
export default function startRun(): void {
  process.env.ENTENTE_TEST_BEGAN = String(Date.now());
  process.env.ENTENTE_TEST_RUN = mkdtempSync(join(tmpdir(), "entente-tests-"));
}
