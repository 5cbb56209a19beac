import { rmSync } from "node:fs";

/** After all suites: nothing of this run is there for the next. */
export default function endRun(): void {
  const folder = process.env.ENTENTE_TEST_RUN;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
