import { createHash } from "node:crypto";
import { DataverseError } from "./errors";
import type { GlobalOptionSets } from "./metadata/importSolution/optionSets";
import { ImportCode, importRefused } from "./metadata/importSolution/refusal";
import { readSolution } from "./metadata/importSolution/readSolution";
import { buildCatalog, partsOf } from "./metadata/catalog";
import type { MetadataCatalog, SolutionMetadata } from "./metadata/model";
import { type InstalledApp, standardParts } from "./metadata/standard/standardCatalog";
import { noSuchRow } from "./odata/refusals";
import type { Organization } from "./organization";
import { SYSTEM_ADMINISTRATOR, withAdministrator } from "./security/administrator";
import { assignRole, assignTeamRole, createUser, joinTeam, type NewUser } from "./security/createUser";
import { Callers } from "./security/resolveCaller";
import { createSecurityVersion } from "./security/securityVersion";
import {
  BASE_IDS,
  removeRole,
  removeSolutionRow,
  solutionNameOf,
  writeBaseRows,
  writeRole,
  writeSolution,
} from "./store/baseRows";
import { type Database, openDatabase, type Place } from "./store/database";
import { schemaChanges } from "./store/schema";
import { schemaRemovals } from "./store/schemaRemovals";
import {
  createSandboxSchema,
  dissolveSolution,
  forgetSolution,
  hasSandboxSchema,
  keepSolution,
  readInstalledApps,
  readSetting,
  readSolutions,
  renewSandboxSchema,
  writeSetting,
} from "./store/solutionStore";

/** An organisation that is in its place already is opened as it was left. */
export interface OrganizationSettings extends Place {
  /** The clock; the machine's when absent. */
  readonly now?: () => Date;
  /** Users to add when the organisation is new, beside the administrator. */
  readonly seedUsers?: readonly NewUser[];
  /** Apps of Microsoft's that are there when the organisation is new; none when absent. */
  readonly installedApps?: readonly InstalledApp[];
}

/** An organisation with what only its operator may do. */
export interface Sandbox extends Organization {
  readonly rootBusinessUnitId: string;
  /** The user that is always there, with the System Administrator role. */
  readonly administratorId: string;
  readonly administratorRoleId: string;
  /** Whether the organisation was made by this call rather than opened. */
  readonly isNew: boolean;
  /**
   * Imports a packed solution as the platform does: all of it or nothing. Importing a newer version upgrades, and
   * keeps the rows.
   * @throws DataverseError 400 naming the part, the element and the rule that is broken
   */
  importSolution(zip: Uint8Array): Promise<SolutionMetadata>;
  /** @returns the user's id */
  createUser(user: NewUser): Promise<string>;
  assignRole(userId: string, roleId: string): Promise<void>;
  assignTeamRole(teamId: string, roleId: string): Promise<void>;
  joinTeam(userId: string, teamId: string): Promise<void>;
  /** Forgets what is known of users; changes of rows are noticed without it. */
  invalidateCallers(): void;
  close(): Promise<void>;
}

/**
 * Makes an organisation as Dataverse hands one over, with the standard tables and the rows that are always there,
 * or opens the one that is in its place.
 * @throws Error when it was kept by a version of the sandbox that describes the tables differently
 */
export async function createOrganization(settings: OrganizationSettings = {}): Promise<Sandbox> {
  const database = await openDatabase(settings);
  try {
    const now = settings.now ?? (() => new Date());
    const isNew = !(await hasSandboxSchema(database));
    const organization = new OpenOrganization(
      database,
      now,
      isNew,
      isNew ? await setUp(database, settings, now()) : await reopen(database),
    );
    if (isNew) {
      for (const user of settings.seedUsers ?? []) {
        await organization.createUser(user);
      }
    }
    return organization;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What the store has to look like for this catalogue, in a few characters. */
function fingerprint(catalog: MetadataCatalog): string {
  return createHash("sha256").update(schemaChanges(undefined, catalog)).digest("hex");
}

/** The metadata as it stands, with the choices that later solutions may name. */
interface Metadata {
  readonly catalog: MetadataCatalog;
  readonly optionSets: GlobalOptionSets;
}

async function setUp(database: Database, settings: OrganizationSettings, now: Date): Promise<Metadata> {
  const apps = settings.installedApps ?? [];
  const catalog = withAdministrator(standardParts(apps));
  await database.transaction(async (within) => {
    await createSandboxSchema(within);
    await within.execute(schemaChanges(undefined, catalog));
    await createSecurityVersion(within);
    await writeBaseRows(within, now);
    await createUser(
      within,
      {
        id: BASE_IDS.administrator,
        firstName: "System",
        lastName: "Administrator",
        email: "administrator@entente.example",
        roleIds: [SYSTEM_ADMINISTRATOR],
      },
      now,
    );
    await writeSetting(within, "installedApps", JSON.stringify(apps));
    await writeSetting(within, "fingerprint", fingerprint(catalog));
  });
  return { catalog, optionSets: new Map() };
}

/** The standard tables, and on top of them every solution in the order in which they were imported. */
async function metadataKept(database: Database): Promise<Metadata> {
  let catalog = withAdministrator(standardParts(await readInstalledApps(database)));
  let optionSets: GlobalOptionSets = new Map();
  for (const { zip, dissolved } of await readSolutions(database)) {
    const read = readSolution(zip, catalog, optionSets);
    optionSets = read.optionSets;
    catalog = dissolved ? withoutSolution(read.catalog, read.solution) : read.catalog;
  }
  return { catalog, optionSets };
}

/** The same metadata, but for the solution that some of it belonged to. */
function withoutSolution(catalog: MetadataCatalog, { uniqueName }: SolutionMetadata): MetadataCatalog {
  return buildCatalog({
    ...partsOf(catalog),
    solutions: catalog.solutions.filter((one) => one.uniqueName !== uniqueName),
  });
}

async function reopen(database: Database): Promise<Metadata> {
  await renewSandboxSchema(database);
  const metadata = await metadataKept(database);
  if ((await readSetting(database, "fingerprint")) !== fingerprint(metadata.catalog)) {
    throw new Error(
      "This folder was kept by another version of the sandbox, whose tables differ. Start with --reset to make it anew.",
    );
  }
  return metadata;
}

/** What is left when a solution is gone. @throws DataverseError 400 when what is left needs it */
async function metadataWithout(database: Database, { uniqueName }: SolutionMetadata): Promise<Metadata> {
  try {
    return await metadataKept(database);
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    throw new DataverseError(
      400,
      "0x8004f01f",
      `The Solution(${uniqueName}) component cannot be deleted because it is referenced by other components. ${error.message}`,
    );
  }
}

/** Postgres' codes for a unique index that rows already break. */
const UNIQUE_VIOLATION = "23505";

async function changeSchema(database: Database, changes: string): Promise<void> {
  try {
    await database.execute(changes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION) {
      throw importRefused(
        ImportCode.Solution,
        { file: "customizations.xml", element: "<EntityKeys>" },
        `an alternate key cannot be made, as rows that are there break it (${error.message}).`,
      );
    }
    throw error;
  }
}

class OpenOrganization implements Sandbox {
  readonly id = BASE_IDS.organization;
  readonly baseCurrencyId = BASE_IDS.euro;
  readonly rootBusinessUnitId = BASE_IDS.rootBusinessUnit;
  readonly administratorId = BASE_IDS.administrator;
  readonly administratorRoleId = SYSTEM_ADMINISTRATOR;
  readonly #callers = new Callers();
  #metadata: Metadata;

  constructor(
    readonly database: Database,
    private readonly clock: () => Date,
    readonly isNew: boolean,
    metadata: Metadata,
  ) {
    this.#metadata = metadata;
  }

  get metadata(): MetadataCatalog {
    return this.#metadata.catalog;
  }

  now(): Date {
    return this.clock();
  }

  caller(userId: string, database: Database = this.database) {
    return database === this.database
      ? this.#callers.find(userId, database, this.metadata)
      : this.#callers.findWithin(userId, database, this.metadata);
  }

  invalidateCallers(): void {
    this.#callers.invalidate();
  }

  async importSolution(zip: Uint8Array): Promise<SolutionMetadata> {
    const before = this.#metadata;
    const { solution, catalog, roles, optionSets } = readSolution(zip, before.catalog, before.optionSets);
    await this.database.transaction(async (within) => {
      const changes = schemaChanges(before.catalog, catalog);
      if (changes !== "") {
        await changeSchema(within, changes);
      }
      for (const role of roles) {
        await writeRole(within, role, this.now(), solution.managed);
      }
      await writeSolution(within, solution, this.now());
      await keepSolution(within, solution.uniqueName, zip);
      await writeSetting(within, "fingerprint", fingerprint(catalog));
    });
    this.#metadata = { catalog, optionSets };
    return solution;
  }

  async deleteSolution(id: string): Promise<void> {
    const before = this.#metadata;
    const uniqueName = await solutionNameOf(this.database, id);
    const solution = before.catalog.solutions.find((one) => one.uniqueName === uniqueName);
    if (solution === undefined) throw noSuchRow("solution", id);
    let left = before;
    await this.database.transaction(async (within) => {
      await removeSolutionRow(within, id);
      if (solution.managed) {
        await forgetSolution(within, solution.uniqueName);
        left = await metadataWithout(within, solution);
        await within.execute(schemaRemovals(before.catalog, left.catalog));
        for (const role of before.catalog.roles.keys()) {
          if (!left.catalog.roles.has(role)) await removeRole(within, role);
        }
        await writeSetting(within, "fingerprint", fingerprint(left.catalog));
      } else {
        await dissolveSolution(within, solution.uniqueName);
        left = { ...before, catalog: withoutSolution(before.catalog, solution) };
      }
    });
    this.#metadata = left;
    this.invalidateCallers();
  }

  createUser(user: NewUser): Promise<string> {
    return createUser(this.database, user, this.now());
  }

  assignRole(userId: string, roleId: string): Promise<void> {
    return assignRole(this.database, userId, roleId);
  }

  assignTeamRole(teamId: string, roleId: string): Promise<void> {
    return assignTeamRole(this.database, teamId, roleId);
  }

  joinTeam(userId: string, teamId: string): Promise<void> {
    return joinTeam(this.database, userId, teamId);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
