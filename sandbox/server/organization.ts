import { notSupportedBySandbox } from "./errors";
import type { MetadataCatalog } from "./metadata/model";
import type { Caller } from "./security/caller";
import type { Database } from "./store/database";

/** One organisation: its metadata, its rows, its users. Every layer of the server works on this. */
export interface Organization {
  readonly id: string;
  /** The catalogue as it stands; importing a solution replaces it, so it is read anew for each request. */
  readonly metadata: MetadataCatalog;
  readonly database: Database;
  /** The organisation's base currency (transactioncurrencyid). */
  readonly baseCurrencyId: string;
  /** The clock: relative dates and created-on are counted from it. Tests set it. */
  now(): Date;
  /**
   * The user with all that their roles give.
   * @param database where to look; the transaction, for who is inside one, as another door would wait for its end
   * @throws DataverseError 401 0x80072560 when there is no such user, or the user is disabled
   */
  caller(userId: string, database?: Database): Promise<Caller>;
  /**
   * Deletes a solution: a managed one with its tables and columns and all they hold, its roles and its pages; of an
   * unmanaged one, which is but a list of components, the solution alone. Whatever else is there stays. All of it or nothing.
   * @param id its `solutionid`
   * @throws DataverseError 404 when there is no such solution, 400 0x8004f01f when another one needs it
   */
  deleteSolution(id: string): Promise<void>;
}

/** The same organisation inside a transaction: what a request does through it is all done or not at all. */
export function within(organization: Organization, database: Database): Organization {
  return {
    id: organization.id,
    get metadata() {
      return organization.metadata;
    },
    database,
    baseCurrencyId: organization.baseCurrencyId,
    now: () => organization.now(),
    caller: (userId) => organization.caller(userId, database),
    deleteSolution: () =>
      Promise.reject(notSupportedBySandbox("the deletion of a solution together with other changes")),
  };
}
