import type { CascadeConfiguration } from "../model";

/** What most lookups do: nothing follows the row pointed to, and when it is deleted the lookup is emptied. */
export const referential: CascadeConfiguration = {
  assign: "NoCascade",
  delete: "RemoveLink",
  reparent: "NoCascade",
  share: "NoCascade",
  unshare: "NoCascade",
};

/** Owned by the row pointed to in every respect: assigned, shared and deleted with it. */
export const parental: CascadeConfiguration = {
  assign: "Cascade",
  delete: "Cascade",
  reparent: "Cascade",
  share: "Cascade",
  unshare: "Cascade",
};

/** Deleted with the row pointed to, otherwise independent of it. */
export const deletedAlong: CascadeConfiguration = { ...referential, delete: "Cascade" };

/** The row pointed to cannot be deleted while this one points to it. */
export const restricted: CascadeConfiguration = { ...referential, delete: "Restrict" };

/** Links that the platform keeps by itself (owner, created by, …): nothing at all follows. */
export const untouched: CascadeConfiguration = { ...referential, delete: "NoCascade" };
