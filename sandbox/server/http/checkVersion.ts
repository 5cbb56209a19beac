import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { badQuery, noSuchRow } from "../odata/refusals";
import type { WriteContext } from "../write/context";
import { findRow } from "../write/rowBefore";

/**
 * Optimistic concurrency: `If-Match` with an ETag.
 * @throws DataverseError 412 0x80060882 when the row has changed since
 */
export async function checkVersion(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  if (ifMatch === undefined || ifMatch === "*") return;
  if (!table.optimisticConcurrency) {
    throw new DataverseError(
      400,
      "0x8006088d",
      `Optimistic concurrency isn't enabled for entity type ${table.logicalName}. The IfVersionMatches value of ConcurrencyBehavior can only be used if optimistic concurrency is enabled.`,
    );
  }
  const version = /^W\/"(\d+)"$/.exec(ifMatch)?.[1];
  if (version === undefined)
    throw badQuery(`The format of the If-Match header '${ifMatch.slice(0, 100)}' is not valid.`);
  const row = await findRow(context, table, id);
  if (row === undefined) throw noSuchRow(table.logicalName, id);
  if (row.version !== version) {
    throw new DataverseError(
      412,
      "0x80060882",
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
}
