import type { TableMetadata } from "../metadata/model";
import { requireRowId, type RowKey } from "../odata/rowKey";
import { requireAccess } from "../security/access";
import { noContent, type Exchange, type WebApiAnswer } from "./exchange";

/** The table whose rows are the solutions that have been imported. */
export const SOLUTION = "solution";

/** `DELETE solutions(…)`: uninstalls a managed solution; of an unmanaged one only the solution itself goes. */
export async function removeSolution(
  { organization, caller }: Exchange,
  table: TableMetadata,
  key: RowKey,
): Promise<WebApiAnswer> {
  const id = await requireRowId(organization, table, key);
  await requireAccess(organization, caller, table, [id], "Delete");
  await organization.deleteSolution(id);
  return noContent();
}
