/** `npm run docs`: writes `NOTICE`, and the parts of `docs/` that are made from the code and its tests. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notice } from "./notice";
import { withLists } from "./sandboxDocs";

const root = join(__dirname, "..");

async function write(): Promise<void> {
  const page = join(root, "docs", "sandbox.md");
  writeFileSync(page, withLists(readFileSync(page, "utf8")));
  writeFileSync(join(root, "NOTICE"), await notice(root));
}

write().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
