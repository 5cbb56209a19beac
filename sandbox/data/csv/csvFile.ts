import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { CsvError, parse } from "csv-parse/sync";

/** One row of a file, with the line it starts on. */
export interface CsvRecord {
  readonly line: number;
  /** In the headers' order; as many as the line has. */
  readonly cells: readonly string[];
}

export interface CsvFile {
  /** `account.csv` */
  readonly name: string;
  readonly headers: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** A fault in a file or a folder as a whole: nothing is imported. */
export class CsvFault extends Error {}

/** The separator of the header line: whichever of the three stands there most often outside quotes. */
export function separatorOf(text: string): "," | ";" | "\t" {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  for (const character of text) {
    if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && (character === "\n" || character === "\r")) {
      break;
    } else if (!quoted && (character === "," || character === ";" || character === "\t")) {
      counts[character]++;
    }
  }
  if (counts[";"] > counts[","] && counts[";"] >= counts["\t"]) {
    return ";";
  }
  return counts["\t"] > counts[","] ? "\t" : ",";
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file in UTF-8, with or without a byte order mark, separated by commas, semicolons or tabs.
 * @throws CsvFault when it is not such a file
 */
export function readCsvFile(path: string): CsvFile {
  const name = basename(path);
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) {
    throw new CsvFault(`${name} is not in UTF-8. Save it again as "CSV UTF-8".`);
  }
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  let parsed: ParsedRecord[];
  try {
    parsed = parse(text, {
      delimiter: separatorOf(text),
      info: true,
      // A row with too many or too few cells is that row's fault, not the file's.
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (error instanceof CsvError) {
      throw new CsvFault(`${name} cannot be read: ${error.message}.`);
    }
    throw error;
  }
  const [first, ...rest] = parsed;
  if (first === undefined) {
    throw new CsvFault(`${name} is empty: its first line has to name the columns.`);
  }
  return {
    name,
    headers: first.record,
    records: rest.map(({ record, info }) => ({ line: info.lines - lineBreaksIn(record), cells: record })),
  };
}

/** The parser tells the line a record ends on; line breaks within its cells lie before that. */
function lineBreaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
