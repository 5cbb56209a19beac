import type { CsvTable } from "./csvColumn";

/** A file with the lookups that have to wait until everything is there. */
export interface OrderedTable {
  readonly source: CsvTable;
  /** Names of lookups that point to the same file or to a later one. */
  readonly deferred: ReadonlySet<string>;
}

/**
 * The files in an order in which lookups come after the rows they name. Where tables point to each other, the one with
 * the fewest open lookups goes first and gets those in a second pass, as do lookups to the same table.
 */
export function tableOrder(tables: readonly CsvTable[]): OrderedTable[] {
  const left = [...tables].sort((one, other) => one.file.name.localeCompare(other.file.name, "en"));
  const ordered: OrderedTable[] = [];
  while (left.length > 0) {
    const waiting = new Set(left.map((each) => each.table.logicalName));
    const open = (each: CsvTable): Set<string> =>
      new Set(
        each.columns
          .filter((column) => column.kind === "lookup")
          .filter((column) => column.targets.some((target) => waiting.has(target)))
          .map((column) => column.name),
      );
    // Rows of an intersect table are nothing but their lookups, and a party list is not written twice: they wait for all.
    const cost = (each: CsvTable): number =>
      each.table.isIntersect && waiting.size > 1
        ? Number.MAX_SAFE_INTEGER
        : [...open(each)].filter((name) => !pointsToItselfOnly(each, name, waiting)).length +
          (pointsToWaitingParties(each, waiting) ? tables.length : 0);
    const next = left.reduce((best, each) => (cost(each) < cost(best) ? each : best));
    ordered.push({ source: next, deferred: open(next) });
    left.splice(left.indexOf(next), 1);
  }
  return ordered;
}

function pointsToItselfOnly(source: CsvTable, name: string, waiting: ReadonlySet<string>): boolean {
  return source.columns
    .filter((column) => column.kind === "lookup" && column.name === name)
    .every((column) =>
      (column.kind === "lookup" ? column.targets : []).every(
        (target) => target === source.table.logicalName || !waiting.has(target),
      ),
    );
}

function pointsToWaitingParties(source: CsvTable, waiting: ReadonlySet<string>): boolean {
  return source.columns.some(
    (column) =>
      column.kind === "parties" &&
      column.targets.some((target) => target !== source.table.logicalName && waiting.has(target)),
  );
}
