import { buildCatalog } from "../../../sandbox/server/metadata/catalog";
import { Depth, type MetadataCatalog, type TableMetadata } from "../../../sandbox/server/metadata/model";
import { standardParts } from "../../../sandbox/server/metadata/standard/standardCatalog";
import type { Organization } from "../../../sandbox/server/organization";
import type { Caller } from "../../../sandbox/server/security/caller";
import { openDatabase, type Database } from "../../../sandbox/server/store/database";
import {
  identifier,
  isPolymorphic,
  physicalType,
  targetColumn,
} from "../../../sandbox/server/store/physical";
import { schemaChanges } from "../../../sandbox/server/store/schema";
import { emptyDatabase } from "../../copies";
import { testTables } from "./tables";

/** Wednesday 25 March 2026, 11:30:15 in Paris, which goes to summer time four days later. */
export const NOW = new Date("2026-03-25T10:30:15Z");

export const EURO = id(0xe0);
export const DOLLAR = id(0xd0);
export const UNIT = id(0xb0);
export const OTHER_UNIT = id(0xb1);
export const USER = id(0x10);
export const REPORT = id(0x11);
export const REPORT_OF_REPORT = id(0x12);
export const STRANGER = id(0x13);
export const TEAM = id(0x70);
export const REPORTS_TEAM = id(0x71);

/** A GUID that is easy to read in a failure. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

/** A row by logical column names; a polymorphic lookup is `[table, id]`. */
export type Row = Readonly<Record<string, unknown>>;

export interface TestOrganization {
  readonly organization: Organization;
  readonly database: Database;
  readonly catalog: MetadataCatalog;
  readonly caller: Caller;
  /** Puts rows into the store, past every rule but the store's own. */
  insert(table: string, rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

export function callerWith(changes: Partial<Caller> = {}): Caller {
  return {
    userId: USER,
    businessUnitId: UNIT,
    businessUnitsBelow: [UNIT],
    teamIds: [TEAM],
    roleIds: [],
    timeZone: "Europe/Paris",
    languageId: 1033,
    depth: () => Depth.Global,
    ...changes,
  };
}

function testCatalog(): MetadataCatalog {
  const standard = standardParts();
  const own = testTables();
  return buildCatalog({
    tables: [...standard.tables, ...own.tables],
    relationships: [...standard.relationships, ...own.relationships],
  });
}

/** The standard tables and a few of the tests' own, with users, teams and currencies, and no other row. */
export async function openTestOrganization(): Promise<TestOrganization> {
  const database = await openDatabase({ copyOf: await emptyDatabase() });
  const catalog = testCatalog();
  await database.execute(schemaChanges(undefined, catalog));
  const caller = callerWith();
  const organization: Organization = {
    id: id(0xff),
    metadata: catalog,
    database,
    baseCurrencyId: EURO,
    now: () => NOW,
    caller: () => Promise.resolve(caller),
    deleteSolution: () => Promise.reject(new Error("There is no solution.")),
  };
  const test: TestOrganization = {
    organization,
    database,
    catalog,
    caller,
    insert: (table, rows) => insert(database, catalog, table, rows),
    close: () => database.close(),
  };
  await seedPrincipals(test);
  return test;
}

async function seedPrincipals(test: TestOrganization): Promise<void> {
  await test.insert("transactioncurrency", [
    { transactioncurrencyid: EURO, currencyname: "Euro", currencysymbol: "€", currencyprecision: 2 },
    { transactioncurrencyid: DOLLAR, currencyname: "US Dollar", currencysymbol: "$", currencyprecision: 2 },
  ]);
  await test.insert("businessunit", [
    { businessunitid: UNIT, name: "Contoso" },
    { businessunitid: OTHER_UNIT, name: "Elsewhere" },
  ]);
  await test.insert("systemuser", [
    { systemuserid: USER, fullname: "Ada Rep", businessunitid: UNIT },
    { systemuserid: REPORT, fullname: "Bo Report", businessunitid: UNIT, parentsystemuserid: USER },
    {
      systemuserid: REPORT_OF_REPORT,
      fullname: "Cy Report",
      businessunitid: UNIT,
      parentsystemuserid: REPORT,
    },
    { systemuserid: STRANGER, fullname: "Di Stranger", businessunitid: OTHER_UNIT },
  ]);
  await test.insert("team", [
    { teamid: TEAM, name: "Sales", businessunitid: UNIT },
    { teamid: REPORTS_TEAM, name: "Reports", businessunitid: UNIT },
  ]);
  await test.insert("teammembership", [
    { teammembershipid: id(0x81), systemuserid: USER, teamid: TEAM },
    { teammembershipid: id(0x82), systemuserid: REPORT_OF_REPORT, teamid: REPORTS_TEAM },
  ]);
}

async function insert(
  database: Database,
  catalog: MetadataCatalog,
  tableName: string,
  rows: readonly Row[],
): Promise<void> {
  const table = catalog.table(tableName);
  if (table === undefined) throw new Error(`No table ${tableName}.`);
  for (let start = 0; start < rows.length; start += 500) {
    const part = rows.slice(start, start + 500);
    const names = [...new Set(part.flatMap((row) => Object.keys(row)))];
    const columns = names.flatMap((name) => stored(table, name));
    const parameters: unknown[] = [];
    const values = part.map((row) => {
      const cells = names.flatMap((name) => cellValues(table, name, row[name] ?? null));
      return `(${cells.map((cell) => `$${String(parameters.push(cell.value))}::${cell.type}`).join(", ")})`;
    });
    await database.query(
      `insert into ${identifier(tableName)} (${columns.map(identifier).join(", ")}) values ${values.join(", ")}`,
      parameters,
    );
  }
}

function columnOf(table: TableMetadata, name: string) {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`No column ${table.logicalName}.${name}.`);
  return column;
}

function stored(table: TableMetadata, name: string): string[] {
  return isPolymorphic(columnOf(table, name)) ? [name, targetColumn(name)] : [name];
}

function cellValues(table: TableMetadata, name: string, value: unknown): { value: unknown; type: string }[] {
  const column = columnOf(table, name);
  const type = physicalType(column) ?? "text";
  if (!isPolymorphic(column)) return [{ value, type }];
  const [target, target_id] = (value as [string, string] | null) ?? [null, null];
  return [
    { value: target_id, type },
    { value: target, type: "text" },
  ];
}
