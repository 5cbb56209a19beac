import { isTableAbsent } from "../absence";
import { failureOf } from "../failure";

/** What `context.utils` gives of it. */
export interface TableDefinitions {
  getEntityMetadata(table: string, columns?: string[]): Promise<unknown>;
  /** Whether this user may read a table's rows at all; where it is not there, the question finds out. */
  mayRead?(table: string): boolean;
}

/** By table. One page shows one organisation, so that what was found out holds while the page lives. */
export type KnownTables = Map<string, Promise<boolean>>;

const knownHere: KnownTables = new Map();

/**
 * Whether the organisation has a table, and this user may read it. Asked once while the page lives; what could not be asked
 * (no connection, no patience left, an expired sign-in) counts as absent this once, and is asked again.
 */
export function isPresent(
  definitions: TableDefinitions,
  table: string,
  known: KnownTables = knownHere,
): Promise<boolean> {
  const asked = known.get(table);
  if (asked !== undefined) return asked;
  const answer = definitions.getEntityMetadata(table).then(
    () => definitions.mayRead?.(table) ?? true,
    (error: unknown) => {
      if (!isTableAbsent(failureOf(error, false))) known.delete(table);
      return false;
    },
  );
  known.set(table, answer);
  return answer;
}
