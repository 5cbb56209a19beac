import { attempt, type Answer } from "./attempt";
import { failureOf } from "./failure";
import type { Host, Row } from "./host";
import type { Writing } from "./writing";

/** A row to be created, all of it fixed, so that every repeat is the same request. */
export interface RowToCreate {
  readonly table: string;
  readonly id: string;
  /** With the id in it. */
  readonly data: Row;
}

/** A row of this key is there already: 0x80040237 DuplicateRecord, with status 412. */
export const DUPLICATE = "0x80040237";

type CreatingHost = Pick<Host, "isOffline"> & { readonly writing: Pick<Writing, "createRecord"> };

/**
 * Creates a row whose id was made here. When it is there already, an earlier request did it and its answer was lost:
 * that is success.
 */
export function createOnce(
  host: CreatingHost,
  signal: AbortSignal,
  table: string,
  data: Row,
): Promise<Answer<unknown>> {
  return create(host, signal, table, data, () => undefined);
}

/** A row that the user may change between an attempt to save it whose answer was lost and the next one. */
export interface RowToSave {
  readonly table: string;
  /** Made when the row was begun, the same for every attempt. */
  readonly id: string;
  readonly content: Row;
  /** What an earlier attempt may have given the row and `content` leaves out, as it is in a new row. */
  readonly blank: Row;
  /** What only a new row is given: in one that is there, it stays as it is. */
  readonly atFirst?: Row;
}

/**
 * Creates a row; when it is there already, an earlier attempt did it, with what it said then, and the row gets what it
 * says now: what is told as saved is what the row holds.
 */
export function createOrReplace(
  host: Pick<Host, "isOffline"> & { readonly writing: Pick<Writing, "createRecord" | "updateRecord"> },
  signal: AbortSignal,
  { table, id, content, blank, atFirst }: RowToSave,
): Promise<Answer<unknown>> {
  return create(host, signal, table, { [`${table}id`]: id, ...atFirst, ...content }, () =>
    host.writing.updateRecord(table, id, { ...blank, ...content }),
  );
}

function create(
  host: CreatingHost,
  signal: AbortSignal,
  table: string,
  data: Row,
  whenThere: () => unknown,
): Promise<Answer<unknown>> {
  return attempt(host, signal, () =>
    host.writing.createRecord(table, data).catch((error: unknown): unknown => {
      const failure = failureOf(error, host.isOffline());
      if (failure.kind === "unknown" && failure.code === DUPLICATE) return whenThere();
      throw error;
    }),
  );
}
