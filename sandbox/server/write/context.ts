import type { Organization } from "../organization";
import type { Caller } from "../security/caller";

/** What a write needs: the organisation inside the request's transaction, who writes, and when. */
export interface WriteContext {
  readonly organization: Organization;
  readonly caller: Caller;
  readonly now: Date;
  /** Who is signed in, while the caller is only impersonated. */
  readonly onBehalfBy?: string;
  /** What `$1` stands for inside a change set: the URL of the row that the request with this Content-ID made. */
  readonly contentIds?: ReadonlyMap<string, string>;
}

/** A row by its table and id. */
export interface Reference {
  readonly table: string;
  readonly id: string;
}
