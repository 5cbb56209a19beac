import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { WebApiRow } from "../query/model";
import { isProperty, propertyName } from "./property";

/**
 * Shows a row as OData does: every selected property is there, null where it is empty; nothing else is there but
 * the primary key, the ETag and the annotations of what is shown.
 */
export class RowShape {
  readonly #properties: ReadonlySet<string>;

  constructor(
    readonly table: TableMetadata,
    select: readonly ColumnMetadata[] | undefined,
  ) {
    const columns =
      select ?? [...table.columns.values()].filter((one) => one.validForRead && isProperty(one));
    this.#properties = new Set([...columns.map(propertyName), table.primaryIdColumn]);
  }

  of(row: WebApiRow): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(row)) {
      const at = key.indexOf("@");
      if (at === 0 || this.#properties.has(at === -1 ? key : key.slice(0, at))) shown[key] = value;
    }
    for (const property of this.#properties) shown[property] ??= null;
    return shown;
  }
}
