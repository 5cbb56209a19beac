import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { openSandbox, ROWS, type OpenSandbox, type SandboxSettings } from "../sandbox/openSandbox";
import {
  createOrganization,
  type OrganizationSettings,
  type Sandbox,
} from "../sandbox/server/createOrganization";
import { openDatabase } from "../sandbox/server/store/database";
import { folderMadeOnce, runBegan } from "./madeOnce";

/**
 * Postgres clears all of its pages in memory whenever it starts, and an organisation of the tests is small. It is in memory
 * as a whole: a page that an index finds costs about as much as the next one.
 */
const SETTINGS = ["shared_buffers = 16MB", "random_page_cost = 1.1"];

/** Makes the database where there is none, and leaves out what each copy would take along: the patterns for further ones. */
async function makeSlim(folder: string): Promise<void> {
  const database = await openDatabase({ folder });
  for (const name of ["template0", "template1"]) {
    await database.execute(`update pg_database set datistemplate = false where datname = '${name}'`);
    await database.execute(`drop database ${name}`);
  }
  await database.close();
  appendFileSync(join(folder, "postgresql.conf"), ["", ...SETTINGS, ""].join("\n"));
}

/**
 * The folder of a database with nothing in it, to begin with its copy: what one suite does, no other sees. Postgres needs
 * five seconds to make one, and one to go on from a copy.
 */
export function emptyDatabase(): Promise<string> {
  return folderMadeOnce("empty", makeSlim);
}

/**
 * An organisation that several suites begin with, each with a copy of its own.
 * @param name what they call it; settings and `make` have to be the same wherever the name is
 * @param make what is done to the new organisation before it is copied
 */
export async function openOrganizationCopy(
  name: string,
  settings: Pick<OrganizationSettings, "now" | "installedApps">,
  make: (organization: Sandbox) => Promise<unknown>,
): Promise<Sandbox> {
  const copyOf = await folderMadeOnce(name, async (folder) => {
    await makeSlim(folder);
    const organization = await createOrganization({ ...settings, folder });
    await make(organization);
    await organization.close();
  });
  return createOrganization({ ...settings, copyOf });
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
  const copyOf = await folderMadeOnce(name, async (folder) => {
    const sandbox = await openSandbox({ ...settings, now: () => made, folder });
    await sandbox.close();
    await makeSlim(join(folder, ROWS));
  });
  return openSandbox({ ...settings, copyOf });
}
