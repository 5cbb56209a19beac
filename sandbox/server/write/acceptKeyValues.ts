import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { noSuchRow } from "../odata/refusals";
import { isLookup } from "../odata/property";
import { findRowId } from "../odata/rowKey";
import type { WriteContext } from "./context";
import type { Pointer } from "./pointer";
import type { Payload } from "./payload";

/** A row that an upsert creates, completed by what the alternate key in the URL says of it. */
export interface KeyedRow {
  readonly payload: Payload;
  readonly pointers: readonly Pointer[];
}

/** Adds the values of an alternate key to a new row. The URL wins over the body. */
export async function acceptKeyValues(
  context: WriteContext,
  table: TableMetadata,
  payload: Payload,
  key: ReadonlyMap<string, string>,
): Promise<KeyedRow> {
  const values = new Map(payload.values);
  const pointers: Pointer[] = [];
  for (const [name, text] of key) {
    const column = table.columns.get(name);
    if (column === undefined) continue;
    if (isLookup(column)) pointers.push({ column, to: await referenceIn(context, column, text) });
    else values.set(column, valueOf(column, text));
  }
  const isInKey = (column: ColumnMetadata): boolean => pointers.some((pointer) => pointer.column === column);
  const binds = payload.binds.filter(({ navigation }) => !isInKey(navigation.column));
  return { payload: { ...payload, values, binds }, pointers };
}

/** The row that a lookup in a key names: of whichever of its targets has a row of that id. */
async function referenceIn(
  context: WriteContext,
  column: ColumnMetadata,
  id: string,
): Promise<Pointer["to"]> {
  for (const name of column.targets ?? []) {
    const target = context.organization.metadata.table(name);
    if (target === undefined) continue;
    const found = await findRowId(context.organization, target, { kind: "id", id });
    if (found !== undefined) return { table: name, id: found };
  }
  throw noSuchRow(column.targets?.[0] ?? column.logicalName, id);
}

/** As a JSON body would carry it. */
function valueOf(column: ColumnMetadata, text: string): string | number {
  switch (column.type) {
    case "integer":
    case "bigint":
    case "choice":
    case "state":
    case "status":
    case "decimal":
    case "double":
    case "money":
      return Number(text);
    default:
      return text;
  }
}
