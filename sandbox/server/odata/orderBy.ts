import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import { requireOneTarget } from "./filter";
import type { TokenReader } from "./lexer";
import { navigationOf, type ToOne } from "./navigation";
import { requireProperty } from "./property";
import { badQuery, noSuchProperty } from "./refusals";

/** One term of `$orderby`: a column, reached through single-valued navigation properties or none. */
export interface OrderItem {
  readonly path: readonly ToOne[];
  readonly column: ColumnMetadata;
  readonly descending: boolean;
}

/** Reads `name desc,primarycontactid/fullname` up to where the list ends. */
export function parseOrderBy(
  catalog: MetadataCatalog,
  table: TableMetadata,
  reader: TokenReader,
): OrderItem[] {
  const items: OrderItem[] = [];
  do items.push(item(catalog, table, reader));
  while (reader.take(","));
  return items;
}

function item(catalog: MetadataCatalog, table: TableMetadata, reader: TokenReader): OrderItem {
  const path: ToOne[] = [];
  let at = table;
  let name = reader.expectName();
  while (reader.take("/")) {
    const navigation = navigationOf(catalog, at, name);
    if (navigation === undefined) throw noSuchProperty(name, at.logicalName);
    if (navigation.kind !== "one") throw badQuery(`Rows cannot be ordered by the collection '${name}'.`);
    requireOneTarget(navigation);
    path.push(navigation);
    at = navigation.target;
    name = reader.expectName();
  }
  const column = requireProperty(at, name);
  const descending = reader.take("desc");
  if (!descending) reader.take("asc");
  return { path, column, descending };
}
