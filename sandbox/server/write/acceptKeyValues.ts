import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { notSupportedBySandbox } from "../errors";
import { isLookup } from "../odata/property";
import type { Payload } from "./payload";

/** Adds the values of the alternate key in a URL to the row that an upsert creates. The URL wins over the body. */
export function acceptKeyValues(
  table: TableMetadata,
  payload: Payload,
  key: ReadonlyMap<string, string>,
): Payload {
  const values = new Map(payload.values);
  for (const [name, text] of key) {
    const column = table.columns.get(name);
    if (column === undefined) continue;
    if (isLookup(column)) {
      const bound = payload.binds.some(({ navigation }) => navigation.column === column);
      if (!bound) throw notSupportedBySandbox(`an upsert that takes the lookup ${name} from the key alone`);
      continue;
    }
    values.set(column, valueOf(column, text));
  }
  return { ...payload, values };
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
