import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What several suites need, made by the first of them: the others read what it made, which is the same to the last
 * byte. A program of its own, which is no run of the tests, makes it anew.
 */
export async function madeOnce(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const folder = process.env.ENTENTE_TEST_RUN;
  if (folder === undefined) return make();
  const file = join(folder, name);
  if (existsSync(file)) return readFileSync(file);
  const made = await make();
  // Two suites may make it at once: whoever reads finds all of it or none.
  const unfinished = `${file}.${String(process.pid)}`;
  writeFileSync(unfinished, made);
  renameSync(unfinished, file);
  return made;
}
