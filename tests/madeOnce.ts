import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/** The folder of this run of the tests. @throws Error outside of one */
function runFolder(): string {
  const folder = process.env.ENTENTE_TEST_RUN;
  if (folder === undefined) throw new Error("There is a folder for what suites share only in a run of jest.");
  return folder;
}

/** When this run of jest began: suites that look at the sample of one moment look at the same. */
export function runBegan(): Date {
  return new Date(Number(process.env.ENTENTE_TEST_BEGAN ?? Date.now()));
}

/** A folder that several suites need, filled by the first of them. Nobody may change what is in it. */
export async function folderMadeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(runFolder(), name);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(join(runFolder(), "unfinished-"));
  await make(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Two suites may make it at once: the one that is ready first is everybody's.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
