import { isLookup } from "../../server/metadata/catalog";
import type {
  ColumnMetadata,
  ManyToManyRelationship,
  MetadataCatalog,
  TableMetadata,
} from "../../server/metadata/model";
import { PARTICIPATION } from "../../server/metadata/standard/party";
import { CsvFault } from "./csvFile";
import type { CsvFile } from "./csvFile";

/** A column of a file that holds a plain value. */
export interface ValueColumn {
  readonly kind: "value";
  readonly header: string;
  readonly cell: number;
  readonly column: ColumnMetadata;
}

/** How cells of a column name other rows. */
export interface RowNaming {
  readonly header: string;
  readonly cell: number;
  readonly name: string;
  /** Tables it may point to: one where the header says which. */
  readonly targets: readonly string[];
  /** The target's column that the cells hold; undefined when a cell says itself what it holds. */
  readonly by?: string;
}

/** A column of a file that names another row. */
export interface LookupColumn extends RowNaming {
  readonly kind: "lookup";
}

/** A column of a file that names the parties of an activity. */
export interface PartiesColumn extends RowNaming {
  readonly kind: "parties";
}

/** A column that the service fills and nobody can write. */
export interface IgnoredColumn {
  readonly kind: "ignored";
  readonly header: string;
  readonly cell: number;
}

export type CsvColumn = ValueColumn | LookupColumn | PartiesColumn | IgnoredColumn;

/** A file together with what its columns mean. */
export interface CsvTable {
  readonly file: CsvFile;
  readonly table: TableMetadata;
  readonly columns: readonly CsvColumn[];
}

const HEADER = /^([a-z0-9_]+)(?::([a-z0-9_]+))?(?:\.([a-z0-9_]+))?$/;

/**
 * What the columns of a file mean. A header is `column`, and for a lookup `column:table` (to which of several tables it
 * points), `column.key` (the cells hold the target's key instead of its id) or `column:table.key`.
 * @throws CsvFault naming every header that fits nothing
 */
export function csvTable(metadata: MetadataCatalog, file: CsvFile): CsvTable {
  const name = file.name.replace(/\.csv$/i, "");
  const table = metadata.table(name);
  if (table === undefined) {
    throw new CsvFault(`${file.name}: there is no table "${name}".`);
  }
  const faults: string[] = [];
  const seen = new Set<string>();
  const columns = file.headers.map((header, cell): CsvColumn => {
    try {
      const column = csvColumn(metadata, table, header, cell);
      const key = column.kind === "value" ? column.column.logicalName : header.replace(/[:.].*$/, "");
      if (seen.has(key)) {
        throw new CsvFault(`column "${key}" is there twice`);
      }
      seen.add(key);
      return column;
    } catch (error) {
      if (!(error instanceof CsvFault)) {
        throw error;
      }
      faults.push(error.message);
      return { kind: "ignored", header, cell };
    }
  });
  if (table.isIntersect && faults.length === 0 && linkOf(metadata, table, columns) === undefined) {
    faults.push(`it has to name the two rows that belong together, and to which table each belongs`);
  }
  if (faults.length > 0) {
    throw new CsvFault(`${file.name}: ${faults.join("; ")}.`);
  }
  return { file, table, columns };
}

function csvColumn(metadata: MetadataCatalog, table: TableMetadata, header: string, cell: number): CsvColumn {
  const [, name, target, by] = HEADER.exec(header) ?? [];
  if (name === undefined) {
    throw new CsvFault(
      header === "" ? `column ${String(cell + 1)} has no name` : `"${header}" is not the name of a column`,
    );
  }
  const column = table.columns.get(name);
  if (column === undefined) {
    throw new CsvFault(`there is no column "${name}" in the table ${table.logicalName}`);
  }
  const ends = table.isIntersect ? endTables(metadata, table, name) : [];
  if (isLookup(column) || column.type === "partylist" || ends.length > 0) {
    if (column.repeats !== undefined || !(column.validForCreate || ends.length > 0)) {
      return { kind: "ignored", header, cell };
    }
    return lookupColumn(metadata, column, ends.length > 0 ? ends : (column.targets ?? []), {
      header,
      cell,
      target,
      by,
    });
  }
  if (target !== undefined || by !== undefined) {
    throw new CsvFault(`"${header}": the column ${name} is not a lookup`);
  }
  if (column.validForCreate) {
    return { kind: "value", header, cell, column };
  }
  // What was created elsewhere keeps its date: the service takes it under this name.
  const overridden = name === "createdon" ? table.columns.get("overriddencreatedon") : undefined;
  return overridden === undefined
    ? { kind: "ignored", header, cell }
    : { kind: "value", header, cell, column: overridden };
}

interface LookupHeader {
  readonly header: string;
  readonly cell: number;
  readonly target: string | undefined;
  readonly by: string | undefined;
}

function lookupColumn(
  metadata: MetadataCatalog,
  column: ColumnMetadata,
  targets: readonly string[],
  { header, cell, target, by }: LookupHeader,
): LookupColumn | PartiesColumn {
  if (target !== undefined && !targets.includes(target)) {
    throw new CsvFault(
      `"${header}": ${column.logicalName} cannot point to "${target}", only to ${targets.join(", ")}`,
    );
  }
  const left = target === undefined ? targets : [target];
  if (by !== undefined) {
    const [only, ...others] = left;
    if (only === undefined || others.length > 0) {
      throw new CsvFault(
        `"${header}": say to which table, as in ${column.logicalName}:${left[0] ?? "table"}.${by}`,
      );
    }
    if (metadata.table(only)?.columns.has(by) !== true) {
      throw new CsvFault(`"${header}": there is no column "${by}" in the table ${only}`);
    }
  }
  if (column.type === "partylist" && PARTICIPATION[column.logicalName] === undefined) {
    throw new CsvFault(`"${header}": parties of this kind cannot be imported`);
  }
  const kind = column.type === "partylist" ? "parties" : "lookup";
  return { kind, header, cell, name: column.logicalName, targets: left, by };
}

/** The tables at that end of an intersect table, from its many-to-many relationships. */
function endTables(metadata: MetadataCatalog, table: TableMetadata, column: string): string[] {
  const ends = new Set<string>();
  for (const relationship of linksOf(metadata, table)) {
    if (relationship.table1IntersectColumn === column) {
      ends.add(relationship.table1);
    } else if (relationship.table2IntersectColumn === column) {
      ends.add(relationship.table2);
    }
  }
  return [...ends];
}

function linksOf(metadata: MetadataCatalog, table: TableMetadata): ManyToManyRelationship[] {
  return metadata
    .relationshipsOf(table.logicalName)
    .filter((relationship) => relationship.kind === "ManyToMany")
    .filter((relationship) => relationship.intersectTable === table.logicalName);
}

export interface Link {
  readonly relationship: ManyToManyRelationship;
  readonly end1: LookupColumn;
  readonly end2: LookupColumn;
}

/** The one relationship that a file of an intersect table fills; undefined when its headers leave that open. */
export function linkOf(
  metadata: MetadataCatalog,
  table: TableMetadata,
  columns: readonly CsvColumn[],
): Link | undefined {
  const end = (name: string, target: string): LookupColumn | undefined =>
    columns
      .filter((column) => column.kind === "lookup")
      .find((column) => column.name === name && column.targets.length === 1 && column.targets[0] === target);
  const links = linksOf(metadata, table).flatMap((relationship): Link[] => {
    const end1 = end(relationship.table1IntersectColumn, relationship.table1);
    const end2 = end(relationship.table2IntersectColumn, relationship.table2);
    return end1 === undefined || end2 === undefined ? [] : [{ relationship, end1, end2 }];
  });
  return links.length === 1 ? links[0] : undefined;
}
