import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { WebApiRow } from "../query/model";
import { isPrincipal, isProperty, PRINCIPAL_KEY, propertyName } from "./property";
import { columnsBeside } from "./select";

/**
 * Shows a row as OData does: every selected property is there, null where it is empty; nothing else is there but
 * the primary key, what Dataverse shows unasked where it has a value, the ETag and the annotations of what is shown.
 */
export class RowShape {
  readonly #properties: ReadonlySet<string>;
  readonly #unasked: ReadonlySet<string>;

  /** @param unasked columns shown beside those selected and those that come with them anyway */
  constructor(
    readonly table: TableMetadata,
    select: readonly ColumnMetadata[] | undefined,
    unasked: readonly ColumnMetadata[] = [],
  ) {
    const columns =
      select ?? [...table.columns.values()].filter((one) => one.validForRead && isProperty(one));
    this.#properties = new Set([...columns.map(propertyName), table.primaryIdColumn]);
    this.#unasked = new Set([...columnsBeside(table, columns), ...unasked].map(propertyName));
  }

  of(row: WebApiRow): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(row)) {
      const at = key.indexOf("@");
      const property = at === -1 ? key : key.slice(0, at);
      if (at === 0 || this.#properties.has(property) || (this.#unasked.has(property) && value !== null)) {
        shown[key] = value;
      }
    }
    for (const property of this.#properties) shown[property] ??= null;
    if (isPrincipal(this.table)) shown[PRINCIPAL_KEY] = shown[this.table.primaryIdColumn];
    return shown;
  }
}
