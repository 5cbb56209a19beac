import { DataverseError } from "../errors";
import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import type { Reference, WriteContext } from "./context";

/** Microsoft's own tables say which hierarchy it is. */
const REFUSALS: Readonly<Record<string, readonly [code: string, hierarchy: string]>> = {
  account: ["0x80040507", "Accounts"],
  contact: ["0x8004050a", "contacts"],
  businessunit: ["0x80041d21", "business"],
};

/**
 * A row cannot come to be below itself.
 * @throws DataverseError 400 when `to`, or a row above it, is the row whose lookup is set
 */
export async function refuseLoop(
  context: WriteContext,
  table: TableMetadata,
  id: string,
  column: ColumnMetadata,
  to: Reference | null,
): Promise<void> {
  if (to?.table !== table.logicalName) return;
  if (!isParent(context.organization.metadata, table, column)) return;
  const parent = identifier(column.logicalName);
  const key = identifier(table.primaryIdColumn);
  const ofTable = isPolymorphic(column) ? `and ${identifier(targetColumn(column.logicalName))} = $3` : "";
  // `union` ends a circle that was there before.
  const loop = await context.organization.database.query(
    `with recursive above as (
       select $1::uuid as id
       union
       select ${parent} from ${identifier(table.logicalName)} join above on ${key} = above.id
       where ${parent} is not null ${ofTable}
     ) select 1 from above where id = $2::uuid limit 1`,
    ofTable === "" ? [to.id, id] : [to.id, id, table.logicalName],
  );
  if (loop.length === 0) return;
  const [code, hierarchy] = REFUSALS[table.logicalName] ?? ["0x80040387", "this entity"];
  throw new DataverseError(
    400,
    code,
    `Creating this parental association would create a loop in ${hierarchy} hierarchy.`,
  );
}

/** The lookup of a hierarchy; contacts have one by their customer, though it is not marked as such. */
function isParent(catalog: MetadataCatalog, table: TableMetadata, column: ColumnMetadata): boolean {
  if (table.logicalName === "contact") return column.logicalName === "parentcustomerid";
  return catalog
    .relationshipsOf(table.logicalName)
    .some(
      (relationship) =>
        relationship.kind === "OneToMany" &&
        relationship.hierarchical &&
        relationship.referencingTable === table.logicalName &&
        relationship.referencedTable === table.logicalName &&
        relationship.referencingColumn === column.logicalName,
    );
}
