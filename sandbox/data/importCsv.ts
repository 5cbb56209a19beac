import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { MetadataCatalog, TableMetadata } from "../server/metadata/model";
import { PARTICIPATION } from "../server/metadata/standard/party";
import { csvTable, linkOf } from "./csv/csvColumn";
import type { CsvTable, LookupColumn, RowNaming } from "./csv/csvColumn";
import { CsvFault, readCsvFile } from "./csv/csvFile";
import type { CsvRecord } from "./csv/csvFile";
import { RowFault, csvValue } from "./csv/csvValue";
import { membershipRequest } from "./csv/membership";
import { ReferenceResolver } from "./csv/reference";
import { tableOrder } from "./csv/tableOrder";
import type { OrderedTable } from "./csv/tableOrder";
import type { Send } from "./csv/webApiDoor";

/** A row that was not imported, or not wholly. */
export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  /** Ends with Dataverse's own message and code, where it was Dataverse that refused. */
  readonly reason: string;
  /** The row is there; only the lookup that the reason names is missing. */
  readonly kept: boolean;
}

export interface ImportedFile {
  readonly file: string;
  readonly rows: number;
  readonly imported: number;
  /** Columns that the service fills itself, left out. */
  readonly ignored: readonly string[];
}

export interface ImportSummary {
  readonly files: readonly ImportedFile[];
  readonly refused: readonly RefusedRow[];
}

export interface ImportSettings {
  readonly metadata: MetadataCatalog;
  /** To the Web API, as a user who may create everything. */
  readonly send: Send;
  readonly onProgress?: (line: string) => void;
}

const ROWS_BETWEEN_REPORTS = 5000;

/**
 * Imports the CSV files of a folder, one a table, through the Web API. Files, headers and their meaning are checked
 * first, all of them; after that each row stands for itself.
 *
 * A file is named after its table (`contact.csv`), a header after its column. Cells hold text, numbers, true or
 * false, ISO dates, a choice's value or label (several with `|` between). A lookup holds an id, or `column=value` of
 * the row it names (`&` between several columns); where it may point to several tables the header says to which
 * (`parentcustomerid:account`) or the cell does (`account:…`); with a header such as `ent_kindid.ent_code` or
 * `parentcustomerid:account.name` the cells are the bare values of that column. An activity's parties stand in one cell,
 * `|` between them. An intersect table such as `listmember` names its two rows (`listid`, `entityid:contact`).
 * `createdon` is kept; other columns that only the service writes are left out and named in the summary.
 * @throws CsvFault when a file or a header fits nothing; nothing is imported then
 */
export async function importCsv(folder: string, settings: ImportSettings): Promise<ImportSummary> {
  const order = tableOrder(readFolder(folder, settings.metadata));
  const run = new ImportRun(settings);
  for (const table of order) {
    await run.create(table);
  }
  await run.completeDeferred();
  return run.summary();
}

/**
 * The names of a folder's CSV files.
 * @throws CsvFault when it cannot be read, or has none
 */
export function csvFilesIn(folder: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /\.csv$/i.test(name));
  } catch {
    throw new CsvFault(`The folder ${folder} cannot be read.`);
  }
  if (names.length === 0) {
    throw new CsvFault(`There is no CSV file in ${folder}: it takes one per table, such as account.csv.`);
  }
  return names;
}

function readFolder(folder: string, metadata: MetadataCatalog): CsvTable[] {
  const faults: string[] = [];
  const tables = csvFilesIn(folder).flatMap((name): CsvTable[] => {
    try {
      return [csvTable(metadata, readCsvFile(join(folder, name)))];
    } catch (error) {
      if (!(error instanceof CsvFault)) {
        throw error;
      }
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) {
    throw new CsvFault(["Nothing was imported.", ...faults].join("\n"));
  }
  return tables;
}

interface DeferredLookups {
  readonly source: CsvTable;
  readonly line: number;
  readonly id: string;
  readonly lookups: readonly { readonly column: LookupColumn; readonly text: string }[];
}

class ImportRun {
  readonly #metadata: MetadataCatalog;
  readonly #send: Send;
  readonly #resolver: ReferenceResolver;
  readonly #onProgress: (line: string) => void;
  readonly #files: ImportedFile[] = [];
  readonly #refused: RefusedRow[] = [];
  readonly #deferred: DeferredLookups[] = [];

  constructor({ metadata, send, onProgress }: ImportSettings) {
    this.#metadata = metadata;
    this.#send = send;
    this.#resolver = new ReferenceResolver(metadata, send);
    this.#onProgress = onProgress ?? (() => undefined);
  }

  summary(): ImportSummary {
    return { files: this.#files, refused: this.#refused };
  }

  async create({ source, deferred }: OrderedTable): Promise<void> {
    const { file, columns } = source;
    let imported = 0;
    for (const [index, record] of file.records.entries()) {
      const done = await this.#attempt(source, record.line, false, () =>
        source.table.isIntersect
          ? this.#associate(source, record)
          : this.#createRow(source, deferred, record),
      );
      imported += done ? 1 : 0;
      if ((index + 1) % ROWS_BETWEEN_REPORTS === 0) {
        this.#onProgress(`${file.name}: ${String(index + 1)} of ${String(file.records.length)} rows`);
      }
    }
    // What later files look for may have come with this one.
    this.#resolver.forget();
    this.#files.push({
      file: file.name,
      rows: file.records.length,
      imported,
      ignored: columns.filter((column) => column.kind === "ignored").map((column) => column.header),
    });
  }

  /** The second pass: lookups between rows of the same table, and between tables that point to each other. */
  async completeDeferred(): Promise<void> {
    for (const { source, line, id, lookups } of this.#deferred) {
      for (const { column, text } of lookups) {
        await this.#attempt(source, line, true, async () => {
          const body = await this.#bind(source.table, column, text);
          const answer = await this.#send({
            method: "PATCH",
            path: `${source.table.entitySetName}(${id})`,
            body,
          });
          if (answer.refusal !== undefined) {
            throw new RowFault(`${column.name}: ${answer.refusal}`);
          }
        });
      }
    }
  }

  async #attempt(source: CsvTable, line: number, kept: boolean, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof RowFault)) {
        throw error;
      }
      this.#refused.push({ file: source.file.name, line, reason: error.message, kept });
      return false;
    }
  }

  async #createRow(source: CsvTable, deferred: ReadonlySet<string>, record: CsvRecord): Promise<void> {
    const { table } = source;
    const cells = cellsOf(source, record);
    const body: Record<string, unknown> = {};
    const waiting: { column: LookupColumn; text: string }[] = [];
    const parties: object[] = [];
    for (const column of source.columns) {
      const text = cells[column.cell] ?? "";
      if (text === "" || column.kind === "ignored") {
        continue;
      }
      if (column.kind === "value") {
        body[column.column.logicalName] = csvValue(column.column, text);
      } else if (column.kind === "parties") {
        parties.push(...(await this.#parties(column, text)));
      } else if (deferred.has(column.name)) {
        waiting.push({ column, text });
      } else {
        Object.assign(body, await this.#bind(table, column, text));
      }
    }
    if (parties.length > 0) {
      body[this.#partiesOf(table)] = parties;
    }
    const answer = await this.#send({ method: "POST", path: table.entitySetName, body });
    if (answer.refusal !== undefined) {
      throw new RowFault(answer.refusal);
    }
    if (waiting.length > 0 && answer.id !== undefined) {
      this.#deferred.push({ source, line: record.line, id: answer.id, lookups: waiting });
    }
  }

  /** A row of an intersect table is made by associating the two rows it stands between. */
  async #associate(source: CsvTable, record: CsvRecord): Promise<void> {
    const cells = cellsOf(source, record);
    const link = linkOf(this.#metadata, source.table, source.columns);
    if (link === undefined) {
      throw new Error(`${source.file.name} does not say what it associates.`);
    }
    const one = await this.#resolver.resolve(link.end1, cells[link.end1.cell] ?? "");
    const other = await this.#resolver.resolve(link.end2, cells[link.end2.cell] ?? "");
    const answer = await this.#send(membershipRequest(link.relationship, one, other));
    if (answer.refusal !== undefined) {
      throw new RowFault(answer.refusal);
    }
  }

  async #bind(table: TableMetadata, column: RowNaming, text: string): Promise<Record<string, string>> {
    const target = await this.#resolver.resolve(column, text);
    const relationship = this.#metadata
      .relationshipsOfLookup(table.logicalName, column.name)
      .find((each) => each.referencedTable === target.table.logicalName);
    if (relationship === undefined) {
      throw new Error(
        `No relationship leads from ${table.logicalName}.${column.name} to ${target.table.logicalName}.`,
      );
    }
    return {
      [`${relationship.referencingNavigation}@odata.bind`]: `/${target.table.entitySetName}(${target.id})`,
    };
  }

  async #parties(column: RowNaming, text: string): Promise<object[]> {
    const party = this.#metadata.table("activityparty");
    if (party === undefined) {
      throw new Error("The organisation has no table activityparty.");
    }
    const parties: object[] = [];
    for (const part of text.split("|")) {
      const bind = await this.#bind(party, { ...column, name: "partyid" }, part.trim());
      parties.push({ ...bind, participationtypemask: PARTICIPATION[column.name] });
    }
    return parties;
  }

  #partiesOf(table: TableMetadata): string {
    const relationship = this.#metadata
      .relationshipsOfLookup("activityparty", "activityid")
      .find((each) => each.referencedTable === table.logicalName);
    if (relationship === undefined) {
      throw new RowFault(`rows of ${table.logicalName} take no parties`);
    }
    return relationship.referencedNavigation;
  }
}

function cellsOf(source: CsvTable, record: CsvRecord): readonly string[] {
  const expected = source.file.headers.length;
  if (record.cells.length !== expected) {
    throw new RowFault(`the line has ${String(record.cells.length)} cells, the header ${String(expected)}`);
  }
  return record.cells;
}

/** The summary as a person reads it: a line for each file, then one for every row that was refused. */
export function describeImport({ files, refused }: ImportSummary): string {
  const lines = files.map(({ file, rows, imported, ignored }) => {
    const left = ignored.length === 0 ? "" : ` (left out, as the service writes them: ${ignored.join(", ")})`;
    return `${file}: ${String(imported)} of ${String(rows)} rows imported${left}`;
  });
  for (const { file, line, reason, kept } of refused) {
    lines.push(`${file}, line ${String(line)}: ${kept ? "imported without a lookup" : "refused"}: ${reason}`);
  }
  return lines.join("\n");
}
