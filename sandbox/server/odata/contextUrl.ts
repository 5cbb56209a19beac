import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import type { Expansion } from "./expandOption";
import { propertyName } from "./property";

/** `…$metadata#accounts(name,primarycontactid(fullname))`: what the answer's rows are made of. */
export function contextUrl(
  serviceRoot: string,
  table: TableMetadata,
  select: readonly ColumnMetadata[] | undefined,
  expand: readonly Expansion[],
  single: boolean,
): string {
  const shape = shapeOf(select, expand);
  return `${serviceRoot}$metadata#${table.entitySetName}${shape === "" ? "" : `(${shape})`}${single ? "/$entity" : ""}`;
}

function shapeOf(select: readonly ColumnMetadata[] | undefined, expand: readonly Expansion[]): string {
  return [
    ...(select ?? []).map(propertyName),
    ...expand.map((item) => `${item.navigation.name}(${shapeOf(item.select, item.expand)})`),
  ].join(",");
}

/** The URL that identifies a row. */
export function rowUrl(serviceRoot: string, table: TableMetadata, id: string): string {
  return `${serviceRoot}${table.entitySetName}(${id})`;
}
