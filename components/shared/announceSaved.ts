import { tell } from "./channel";
import type { Saved } from "./useSaved";

/** Tells the components what was saved: once for a save, whatever rows it made. */
export function announceSaved({ tables, of }: Saved): void {
  tell({ saved: tables, of });
}

/** An account that rows are of; not certain where they name none. */
export function ofAccount(accountId: string | null | undefined): Saved["of"] {
  return accountId ? { table: "account", id: accountId } : null;
}
