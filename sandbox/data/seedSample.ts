import type { Sandbox } from "../server/createOrganization";
import type { TableMetadata } from "../server/metadata/model";
import { within } from "../server/organization";
import { bulkInsert } from "./bulkInsert";
import { OPTIONAL_COLUMNS, OPTIONAL_TABLES, sampleOrganization } from "./sample/sampleOrganization";
import type { SampleRow } from "./sample/row";
import { sampleRoles } from "./sampleRoles";
import { seedStaff } from "./seedStaff";

export interface SeedSettings {
  /** 1 (the default) is a team's organisation, 100 has two hundred thousand contacts. A whole number. */
  readonly scale?: number;
  /** Takes a line now and then, while it takes long. */
  readonly onProgress?: (line: string) => void;
}

export interface SeededSample {
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  readonly milliseconds: number;
}

/** From here on it is faster to index a table after its rows have come. */
const REBUILD_FROM_SCALE = 3;
const ROWS_BETWEEN_REPORTS = 50_000;

/**
 * Fills an organisation that has the Entente solution with the sample: people, clients, interactions, deals, campaigns.
 * All or nothing. Equal clocks and scales give equal rows.
 * @throws Error when the scale is not a whole number from 1 on, or the solution is not there
 */
export async function seedSample(organization: Sandbox, settings: SeedSettings = {}): Promise<SeededSample> {
  const { scale = 1, onProgress = () => undefined } = settings;
  if (!Number.isInteger(scale) || scale < 1) {
    throw new Error(`The scale has to be a whole number from 1 on, not ${String(scale)}.`);
  }
  const started = Date.now();
  const roles = sampleRoles(organization.metadata);
  if (roles) await organization.importSolution(roles);
  const rowsByTable = new Map<string, number>();
  await organization.database.transaction(async (transaction) => {
    const inside = within(organization, transaction);
    const { administratorId, rootBusinessUnitId } = organization;
    await seedStaff(
      Object.assign(within(organization, transaction), { administratorId, rootBusinessUnitId }),
    );
    const scope = { now: organization.now(), scale, baseCurrencyId: organization.baseCurrencyId };
    for (const { table, rows } of sampleOrganization(scope)) {
      const metadata = organization.metadata.table(table);
      if (metadata === undefined && OPTIONAL_TABLES.has(table)) {
        continue;
      }
      let reported = 0;
      const inserted = await bulkInsert(inside, table, metadata ? fitting(metadata, rows) : rows, {
        authorId: administratorId,
        rebuildIndexes: scale >= REBUILD_FROM_SCALE,
        onProgress: (count) => {
          if (count - reported >= ROWS_BETWEEN_REPORTS) {
            reported = count;
            onProgress(`${table}: ${count.toLocaleString("en")} rows`);
          }
        },
      });
      rowsByTable.set(table, inserted);
    }
  });
  // Without statistics the planner takes every table for a small one.
  await organization.database.execute("analyze");
  const milliseconds = Date.now() - started;
  const total = [...rowsByTable.values()].reduce((sum, count) => sum + count, 0);
  onProgress(`${total.toLocaleString("en")} rows in ${(milliseconds / 1000).toFixed(1)} s`);
  return { rows: rowsByTable, milliseconds };
}

/** The rows without the columns that this organisation does not have and need not have. */
function* fitting(table: TableMetadata, rows: Iterable<SampleRow>): Iterable<SampleRow> {
  const absent = [...OPTIONAL_COLUMNS].filter((column) => !table.columns.has(column));
  for (const row of rows) {
    if (absent.some((column) => column in row)) {
      yield Object.fromEntries(Object.entries(row).filter(([column]) => !absent.includes(column)));
    } else {
      yield row;
    }
  }
}
