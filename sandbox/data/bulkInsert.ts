import type { TableMetadata } from "../server/metadata/model";
import type { Organization } from "../server/organization";
import type { Database } from "../server/store/database";
import { identifier, isPolymorphic, physicalType, targetColumn } from "../server/store/physical";
import { activityParties } from "./activityParties";
import { RowCompletion, physicalRow } from "./physicalRow";
import type { OwnerFacts, RowContext } from "./physicalRow";
import type { SampleRow } from "./sample/row";

/** Rows a statement: large enough that a round trip does not count, small enough to stay out of memory's way. */
const ROWS_A_STATEMENT = 4000;

export interface BulkSettings {
  /** Who creates the rows that name nobody. */
  readonly authorId: string;
  /** Drop the table's indexes first and make them again afterwards: faster from some ten thousand rows on. */
  readonly rebuildIndexes?: boolean;
  /** Called now and then with the number of rows so far. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Puts rows into the store past the Web API: set-based, without privileges, cascades or checks, but in the same
 * shape as if they had been created through it: owner and business unit, creation and change, defaults, sums in
 * base currency, full names, activity parties.
 * @returns how many rows were inserted, activity parties not counted
 * @throws Error for a table, column or owner that does not exist
 */
export async function bulkInsert(
  organization: Organization,
  tableName: string,
  rows: Iterable<SampleRow>,
  settings: BulkSettings,
): Promise<number> {
  const table = tableOf(organization, tableName);
  const partyTable = table.isActivity ? tableOf(organization, "activityparty") : undefined;
  const completion = new RowCompletion(table, await rowContext(organization, settings.authorId));
  const { database } = organization;
  const indexes = settings.rebuildIndexes ? await dropIndexes(database, tableName) : [];

  let inserted = 0;
  let batch: Map<string, string>[] = [];
  let parties: Map<string, string>[] = [];
  const flush = async (): Promise<void> => {
    await insert(database, table, batch);
    if (partyTable !== undefined) {
      await insert(database, partyTable, parties);
    }
    inserted += batch.length;
    batch = [];
    parties = [];
    settings.onProgress?.(inserted);
  };
  for (const row of rows) {
    const complete = completion.complete(row);
    batch.push(physicalRow(table, complete));
    if (partyTable !== undefined) {
      for (const party of activityParties(table, complete)) {
        parties.push(physicalRow(partyTable, party));
      }
    }
    if (batch.length >= ROWS_A_STATEMENT) {
      await flush();
    }
  }
  await flush();
  for (const index of indexes) {
    await database.execute(index);
  }
  return inserted;
}

function tableOf(organization: Organization, name: string): TableMetadata {
  const table = organization.metadata.table(name);
  if (table === undefined) {
    throw new Error(`The organisation has no table ${name}.`);
  }
  return table;
}

async function rowContext(organization: Organization, authorId: string): Promise<RowContext> {
  const { database } = organization;
  const owners = await database.query<{ id: string; unit: string }>(
    `select systemuserid as id, businessunitid as unit from systemuser
     union all select teamid, businessunitid from team`,
  );
  const currencies = await database.query<{ id: string; rate: string }>(
    `select transactioncurrencyid as id, exchangerate::text as rate from transactioncurrency`,
  );
  return {
    organizationId: organization.id,
    baseCurrencyId: organization.baseCurrencyId,
    now: organization.now(),
    authorId,
    owners: new Map(owners.map(({ id, unit }): [string, OwnerFacts] => [id, { businessUnitId: unit }])),
    rates: new Map(currencies.map(({ id, rate }) => [id, Number(rate)])),
  };
}

/** Drops all indexes but the primary key's and returns how to make them again; a broken promise shows up then. */
async function dropIndexes(database: Database, table: string): Promise<string[]> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     join pg_class c on c.relname = i.indexname join pg_index x on x.indexrelid = c.oid
     where i.schemaname = 'public' and i.tablename = $1 and not x.indisprimary`,
    [table],
  );
  for (const { name } of indexes) {
    await database.execute(`drop index ${identifier(name)}`);
  }
  return indexes.map((index) => index.definition);
}

/** Every physical column with its Postgres type. */
function physicalColumns(table: TableMetadata): Map<string, string> {
  const columns = new Map<string, string>();
  for (const column of table.columns.values()) {
    const type = physicalType(column);
    if (type === undefined) {
      continue;
    }
    columns.set(column.logicalName, type);
    if (isPolymorphic(column)) {
      columns.set(targetColumn(column.logicalName), "text");
    }
  }
  return columns;
}

/** One statement for all rows. A column with one and the same value in all of them is sent once. */
async function insert(
  database: Database,
  table: TableMetadata,
  rows: readonly Map<string, string>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) {
    return;
  }
  const used = new Set<string>();
  for (const row of rows) {
    for (const name of row.keys()) {
      used.add(name);
    }
  }
  const parameters: unknown[] = [];
  const targets: string[] = [];
  const values: string[] = [];
  const arrays: string[] = [];
  const aliases: string[] = [];
  for (const [name, type] of physicalColumns(table)) {
    if (!used.has(name)) {
      continue;
    }
    targets.push(identifier(name));
    const value = first.get(name);
    if (rows.every((row) => row.get(name) === value)) {
      parameters.push(value ?? null);
      values.push(`$${String(parameters.length)}::text::${type}`);
    } else {
      parameters.push(rows.map((row) => row.get(name) ?? null));
      arrays.push(`$${String(parameters.length)}::text[]`);
      aliases.push(`c${String(aliases.length)}`);
      values.push(`v.${aliases.at(-1) ?? ""}::${type}`);
    }
  }
  const source =
    arrays.length === 0
      ? `generate_series(1, ${String(rows.length)})`
      : `unnest(${arrays.join(", ")}) as v(${aliases.join(", ")})`;
  await database.query(
    `insert into ${identifier(table.logicalName)} (${targets.join(", ")}) select ${values.join(", ")} from ${source}`,
    parameters,
  );
}
