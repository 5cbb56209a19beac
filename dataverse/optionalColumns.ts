import type { Answer } from "./attempt";
import { isName } from "./question";
import type { TableDefinitions } from "./sources/present";

/** Columns that come with a Microsoft solution which not everyone has, and what is known of them. */
export interface OptionalColumns {
  /** `table.column` of each that this organisation has turned out not to have. */
  readonly missing: Set<string>;
  /** Tables whose definition has been asked for. */
  readonly asked: Map<string, Promise<void>>;
}

export function noneKnown(): OptionalColumns {
  return { missing: new Set(), asked: new Map() };
}

/** What was found out since the page was loaded: one page shows one organisation. */
const knownHere = noneKnown();

/** What `getEntityMetadata` gives is typed by nobody; of a table's columns, it gives a collection by name. */
interface Definition {
  readonly Attributes?: Readonly<Record<string, unknown>>;
}

/** What a table's definition has of a column: null where it has none, undefined where it does not say. */
export function columnIn(definition: unknown, column: string): unknown {
  const columns = (definition as Definition | null)?.Attributes;
  for (const find of [columns?.getByName, columns?.get]) {
    if (typeof find === "function") return (find.call(columns, column) as unknown) ?? null;
  }
  return undefined;
}

/** Whether a table's definition says that it has no such column. */
export function lacksColumn(definition: unknown, column: string): boolean {
  return columnIn(definition, column) === null;
}

/**
 * Finds out which of these columns the organisation has, so that no question has to be refused for it. Asked once while
 * the page lives. Where the definition cannot be had, or does not say, nothing is known, and `askWithOptional` finds
 * out by itself.
 */
export function learnColumns(
  definitions: TableDefinitions,
  table: string,
  columns: readonly string[],
  known: OptionalColumns = knownHere,
): Promise<void> {
  const asked = known.asked.get(table);
  if (asked !== undefined) return asked;
  const answer = definitions.getEntityMetadata(table, [...columns]).then(
    (definition) => {
      for (const column of columns) {
        if (lacksColumn(definition, column)) known.missing.add(`${table}.${column}`);
      }
    },
    () => {
      known.asked.delete(table);
    },
  );
  known.asked.set(table, answer);
  return answer;
}

/**
 * Asks for columns that not everyone has. One request where they are all there or known not to be; one more for each
 * that turns out to be missing, and none of these again while the page lives. Refusals do not name the column, so
 * that the last one is given up first.
 * @param columns the least common last
 * @param question what to ask with those of the columns that are there
 */
export async function askWithOptional<Asked, Rows>(
  ask: (question: Asked) => Promise<Answer<Rows>>,
  table: string,
  columns: readonly string[],
  question: (columns: readonly string[]) => Asked,
  { missing }: OptionalColumns = knownHere,
): Promise<Answer<Rows>> {
  // An admin may have written down what is no column's name: no organisation has that.
  let there = columns.filter((column) => isName(column) && !missing.has(`${table}.${column}`));
  let answer = await ask(question(there));
  while (!answer.ok && answer.failure.kind === "noSuchColumn" && there.length > 0) {
    missing.add(`${table}.${there[there.length - 1]}`);
    there = there.slice(0, -1);
    answer = await ask(question(there));
  }
  return answer;
}
