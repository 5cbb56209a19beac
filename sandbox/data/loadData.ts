import { importCsv, type ImportSettings, type ImportSummary, type RefusedRow } from "./importCsv";

/** What became of a folder that may have been loaded before. */
export interface LoadSummary {
  readonly files: readonly {
    readonly file: string;
    readonly rows: number;
    readonly added: number;
    /** Rows whose id or alternate key is there: they stay as they are, whatever was changed in them since. */
    readonly alreadyThere: number;
  }[];
  readonly refused: readonly RefusedRow[];
}

/** Dataverse's codes for a row whose id, or whose alternate key, another row has. */
const ALREADY_THERE = /\((?:0x80040237|0x80060892)\)$/;

/**
 * Loads a folder of CSV files into an organisation that may hold some of it: what is there stays, what is missing is
 * added. Done twice it adds nothing.
 * @throws CsvFault when a file or a header fits nothing; nothing is loaded then
 */
export async function loadData(folder: string, settings: ImportSettings): Promise<LoadSummary> {
  return loaded(await importCsv(folder, settings));
}

function loaded({ files, refused }: ImportSummary): LoadSummary {
  const isThere = (row: RefusedRow) => ALREADY_THERE.test(row.reason);
  return {
    files: files.map(({ file, rows, imported }) => ({
      file,
      rows,
      added: imported,
      alreadyThere: refused.filter((row) => row.file === file && isThere(row)).length,
    })),
    refused: refused.filter((row) => !isThere(row)),
  };
}

/** The summary as a person reads it. */
export function describeLoad({ files, refused }: LoadSummary): string {
  return [
    ...files.map(
      ({ file, rows, added, alreadyThere }) =>
        `${file}: ${String(rows)} rows, ${String(added)} added, ${String(alreadyThere)} there already`,
    ),
    ...refused.map(({ file, line, reason }) => `${file}, line ${String(line)}: refused: ${reason}`),
  ].join("\n");
}
