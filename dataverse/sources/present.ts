import { isTableAbsent } from "../absence";
import { failed, success, type Answer } from "../attempt";
import { failureOf } from "../failure";

/** What `context.utils` gives of it. */
export interface TableDefinitions {
  getEntityMetadata(table: string, columns?: string[]): Promise<unknown>;
  /** Whether this user may read a table's rows at all; where it is not there, the question finds out. */
  mayRead?(table: string): boolean;
}

/** By table. One page shows one organisation, so that what was found out holds while the page lives. */
export type KnownTables = Map<string, Promise<Answer<boolean>>>;

const knownHere: KnownTables = new Map();

/**
 * Whether the organisation has a table, and this user may read it. Asked once while the page lives; what could not be found out
 * (no connection, no patience left, an expired sign-in) is a failure, and is asked again the next time.
 */
export function isPresent(
  definitions: TableDefinitions,
  table: string,
  known: KnownTables = knownHere,
): Promise<Answer<boolean>> {
  const asked = known.get(table);
  if (asked !== undefined) return asked;
  const answer = definitions.getEntityMetadata(table).then(
    () => success(definitions.mayRead?.(table) ?? true),
    (error: unknown) => {
      const failure = failureOf(error, false);
      if (isTableAbsent(failure)) return success(false);
      known.delete(table);
      return failed(failure);
    },
  );
  known.set(table, answer);
  return answer;
}
