import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openSandbox, type OpenSandbox, type SandboxSettings } from "../sandbox/openSandbox";
import { openDatabase } from "../sandbox/server/store/database";
import { folderMadeOnce, runBegan, runFolder } from "./madeOnce";

let hasCopies = false;

/**
 * Postgres clears all of its pages in memory whenever it starts, and an organisation of the tests is small. It is in memory
 * as a whole: a page that an index finds costs about as much as the next one.
 */
const SETTINGS = ["shared_buffers = 16MB", "random_page_cost = 1.1"];

/** Leaves out what each start and each copy would have to take along, and no suite needs: the patterns for further databases. */
async function makeSlim(folder: string): Promise<void> {
  const database = await openDatabase(folder);
  for (const name of ["template0", "template1"]) {
    await database.execute(`update pg_database set datistemplate = false where datname = '${name}'`);
    await database.execute(`drop database ${name}`);
  }
  await database.close();
  appendFileSync(join(folder, "postgresql.conf"), ["", ...SETTINGS, ""].join("\n"));
}

/**
 * Each suite goes on from a copy of its own: what one does, no other sees. What is kept was closed, so that Postgres has
 * nothing to recover when it opens the copy.
 */
async function copyOf(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const made = await folderMadeOnce(name, async (folder) => {
    await make(folder);
    await makeSlim(folder);
  });
  // Suites of one worker follow each other: what the last one had may go.
  const mine = join(runFolder(), `copies-${process.env.JEST_WORKER_ID ?? "0"}`);
  if (!hasCopies) rmSync(mine, { recursive: true, force: true });
  hasCopies = true;
  mkdirSync(mine, { recursive: true });
  const copy = mkdtempSync(join(mine, "copy-"));
  cpSync(made, copy, { recursive: true });
  return copy;
}

/** A folder with a database that has nothing in it: Postgres needs five seconds to make one, and one to go on from a copy. */
export function emptyDatabase(): Promise<string> {
  return copyOf("empty", async (folder) => {
    const database = await openDatabase(folder);
    await database.close();
  });
}

/**
 * A sandbox with the sample organisation of a team, or with nobody's rows, made at the moment of the clock; without one, when this
 * run began, and the machine's clock goes on from there.
 */
export async function openSandboxCopy({
  solution,
  seed,
  now,
  journeys = false,
}: Pick<SandboxSettings, "solution" | "now" | "journeys"> & {
  readonly seed: "sample" | "empty";
}): Promise<OpenSandbox> {
  const settings: SandboxSettings = {
    solution,
    now,
    journeys,
    seed: seed === "sample" ? { kind: "sample", scale: 1 } : { kind: "empty" },
  };
  const made = now?.() ?? runBegan();
  const name = `${seed}-${String(made.getTime())}${journeys ? "-journeys" : ""}`;
  const folder = await copyOf(name, async (original) => {
    const sandbox = await openSandbox({ ...settings, now: () => made, folder: original });
    await sandbox.close();
  });
  return openSandbox({ ...settings, folder });
}
