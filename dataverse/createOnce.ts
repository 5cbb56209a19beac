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

/**
 * Creates a row whose id was made here. When it is there already, an earlier request did it and its answer was lost:
 * that is success.
 */
export function createOnce(
  host: Pick<Host, "isOffline"> & { readonly writing: Pick<Writing, "createRecord"> },
  signal: AbortSignal,
  table: string,
  data: Row,
): Promise<Answer<unknown>> {
  return attempt(host, signal, () =>
    host.writing.createRecord(table, data).catch((error: unknown): unknown => {
      const failure = failureOf(error, host.isOffline());
      if (failure.kind === "unknown" && failure.code === DUPLICATE) return undefined;
      throw error;
    }),
  );
}
