import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { csvFilesIn, importCsv, type ImportSummary } from "./data/importCsv";
import { throughServer } from "./data/csv/webApiDoor";
import { NAMED_ACCOUNTS } from "./data/sample/namedAccounts";
import { seedEmpty } from "./data/seedEmpty";
import { SAMPLE_USERS } from "./data/users";
import { createOrganization, type Sandbox } from "./server/createOrganization";
import { createServer } from "./server/http/server";
import { page } from "./server/page/page";

/** What the organisation's rows are made of. */
export type Seed =
  | { readonly kind: "sample"; readonly scale: number }
  | { readonly kind: "csv"; readonly folder: string }
  /** People and currencies alone. */
  | { readonly kind: "empty" };

export interface SandboxSettings {
  /** The packed solution: the bytes of a zip. */
  readonly solution: Uint8Array;
  readonly seed: Seed;
  /** Where the organisation is kept between starts; in memory when absent. */
  readonly folder?: string;
  /** The folder of an organisation that was kept: this one begins as its copy, in memory. Not with a folder of its own. */
  readonly copyOf?: string;
  /** Whether Customer Insights - Journeys has its segments here; it has not when absent. */
  readonly journeys?: boolean;
  /** Makes the organisation anew even where it could be opened as it was left. */
  readonly reset?: boolean;
  /** The clock; the machine's when absent. */
  readonly now?: () => Date;
  readonly onProgress?: (line: string) => void;
}

export interface OpenSandbox {
  readonly organization: Sandbox;
  /** The Web API and the pages; it listens when told to. */
  readonly server: FastifyInstance;
  /** What became of the CSV files, where some were imported now. */
  readonly imported?: ImportSummary;
  close(): Promise<void>;
}

/** What the rows on disk were made of, so that the next start knows whether they still serve. */
interface Stamp {
  readonly solution: string;
  readonly seed: string;
}

const STAMP = "stamp.json";
/** Within an organisation's folder: the database. */
export const ROWS = "rows";

const hash = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

function seedName(seed: Seed): string {
  if (seed.kind === "sample") return `sample ${String(seed.scale)}`;
  if (seed.kind === "empty") return "empty";
  const files = [...csvFilesIn(seed.folder)].sort();
  return ["csv", ...files.map((name) => `${name} ${hash(readFileSync(join(seed.folder, name)))}`)].join("\n");
}

function readStamp(file: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Stamp;
  } catch {
    return undefined;
  }
}

/**
 * Opens the sandbox: an organisation with the packed solution imported and its rows seeded, and a server for it. An
 * organisation kept from before is used again when it was seeded from the same; a changed solution is imported over it.
 * @throws Error when the zip is not a solution, a CSV file fits no table, or the kept organisation cannot be opened
 */
export async function openSandbox(settings: SandboxSettings): Promise<OpenSandbox> {
  const { solution, seed, folder, copyOf, now, journeys = false, onProgress = () => undefined } = settings;
  const stamp: Stamp = {
    solution: hash(solution),
    seed: seedName(seed) + (journeys ? " with journeys" : ""),
  };
  const stampFile = folder === undefined ? undefined : join(folder, STAMP);
  const beginning = copyOf ?? folder;
  const kept = beginning === undefined ? undefined : readStamp(join(beginning, STAMP));
  const isKept = !settings.reset && kept?.seed === stamp.seed;
  if (copyOf !== undefined && !isKept)
    throw new Error(`${copyOf} has no organisation that was seeded from the same.`);
  if (folder !== undefined && !isKept) {
    if (existsSync(folder)) onProgress("Making the organisation anew");
    rmSync(folder, { recursive: true, force: true });
  }
  if (folder !== undefined) mkdirSync(folder, { recursive: true });

  const organization = await createOrganization({
    folder: folder && join(folder, ROWS),
    copyOf: copyOf && join(copyOf, ROWS),
    now,
    installedApps: [
      ...(["customerInsightsJourneys", "salesInsights"] as const),
      ...(journeys ? (["journeysSegments"] as const) : []),
    ],
  });
  try {
    const hasSolution = isKept && kept.solution === stamp.solution;
    if (!hasSolution) {
      onProgress("Importing the solution");
      await organization.importSolution(solution);
    }
    const defaultUserId = {
      sample: SAMPLE_USERS.rep.id,
      csv: organization.administratorId,
      empty: SAMPLE_USERS.admin.id,
    }[seed.kind];
    const server = createServer(organization, {
      defaultUserId,
      onFault: (error, request) => {
        process.stderr.write(
          `${request.method} ${request.target}\n${String((error as Error).stack ?? error)}\n`,
        );
      },
    });
    await server.register(page, {
      organization,
      defaultUserId,
      home: seed.kind === "sample" ? { table: "account", id: NAMED_ACCOUNTS.hot.id } : undefined,
    });
    await server.ready();

    let imported: ImportSummary | undefined;
    if (!isKept) {
      if (seed.kind === "sample") {
        onProgress("Seeding the sample organisation");
        // What invents names and texts is large, and most starts find their rows made.
        const { seedSample } = await import("./data/seedSample");
        await seedSample(organization, { scale: seed.scale, onProgress });
      } else if (seed.kind === "empty") {
        await seedEmpty(organization);
      } else {
        onProgress(`Importing ${seed.folder}`);
        imported = await importCsv(seed.folder, {
          metadata: organization.metadata,
          send: throughServer(server, organization.administratorId),
          onProgress,
        });
        await organization.database.execute("analyze");
      }
    }
    // Written last: rows that were left half made are made anew at the next start.
    if (stampFile !== undefined) writeFileSync(stampFile, JSON.stringify(stamp));
    return {
      organization,
      server,
      imported,
      close: async () => {
        await server.close();
        await organization.close();
      },
    };
  } catch (error) {
    await organization.close();
    throw error;
  }
}
