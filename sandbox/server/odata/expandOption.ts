import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import type { FilterGroup } from "../query/model";
import { readExpression } from "./expression";
import { filterOf, requireOneTarget } from "./filter";
import { TokenReader } from "./lexer";
import { navigationOf, type Navigation } from "./navigation";
import { parseOrderBy, type OrderItem } from "./orderBy";
import { badQuery, noSuchProperty } from "./refusals";
import { parseSelect } from "./select";

/** One navigation property to expand, with what is asked of the rows behind it. */
export interface Expansion {
  readonly navigation: Navigation;
  /** Only the reference (`@odata.id`) of the related row: `$expand=primarycontactid/$ref`. */
  readonly reference: boolean;
  readonly select?: readonly ColumnMetadata[];
  readonly filter?: FilterGroup;
  readonly orderBy: readonly OrderItem[];
  readonly top?: number;
  readonly expand: readonly Expansion[];
  /** The options as they were written, for the link to what did not fit the page. */
  readonly written: readonly string[];
}

const MOST_EXPANSIONS = 15;

/** What Dataverse says to `$orderby` and `$top` where it does not take them. */
const ONLY_SELECT_AND_FILTER =
  "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.";

/**
 * Parses an `$expand`: `primarycontactid($select=fullname),Account_Tasks($filter=…;$orderby=…;$top=3)`. What Dataverse
 * allows in the brackets differs between single-valued and collection-valued properties
 * (learn.microsoft.com, "Join tables using OData").
 */
export function parseExpand(
  catalog: MetadataCatalog,
  table: TableMetadata,
  text: string | undefined,
): Expansion[] {
  if (text === undefined || text.trim() === "") return [];
  const reader = new TokenReader(text);
  // "You can use parameter aliases for $filter and $orderby query options, but not inside the $expand option"
  // ("Use OData to query data").
  const alias = reader.find("alias");
  if (alias !== undefined) {
    throw badQuery(`The parameter alias '${alias.text}' is not supported inside $expand.`);
  }
  const parser = new ExpandParser(catalog, reader);
  const expansions = parser.list(table);
  reader.expectEnd();
  if (isNested(expansions)) checkNested(expansions);
  else checkCombined(expansions);
  return expansions;
}

/** Whether one of the expansions has an expansion in its brackets: Dataverse then answers the whole `$expand` in another way. */
export function isNested(expansions: readonly Expansion[]): boolean {
  return expansions.some((item) => item.expand.length > 0);
}

/** The lookups whose values Dataverse shows unasked, beside the references that they stand for. */
export function referencedLookups(expansions: readonly Expansion[]): ColumnMetadata[] {
  return expansions.flatMap(({ reference, navigation }) =>
    reference && navigation.kind === "one" ? [navigation.column] : [],
  );
}

/** Refuses what no expansion may have, nor be, once one of them is nested (same page, "Expand collection-valued …"). */
function checkNested(expansions: readonly Expansion[]): void {
  for (const { navigation, orderBy, top, expand } of expansions) {
    if (navigation.kind === "manyToMany") {
      throw badQuery(
        `The navigation property '${navigation.name}' cannot be expanded. Only many-to-one relationships are supported for nested expansion.`,
      );
    }
    if (orderBy.length > 0 || top !== undefined) throw badQuery(ONLY_SELECT_AND_FILTER);
    checkNested(expand);
  }
}

/** Refuses a many-to-many relationship beside one of another kind (same page, "Supported Relationship types for $expand"). */
function checkCombined(expansions: readonly Expansion[]): void {
  const many = expansions.find(({ navigation }) => navigation.kind === "manyToMany");
  const other = expansions.find(({ navigation }) => navigation.kind !== "manyToMany");
  if (many === undefined || other === undefined) return;
  throw badQuery(
    `The navigation property '${many.navigation.name}' of a many-to-many relationship cannot be expanded together with '${other.navigation.name}'.`,
  );
}

class ExpandParser {
  #count = 0;

  constructor(
    private readonly catalog: MetadataCatalog,
    private readonly reader: TokenReader,
  ) {}

  list(table: TableMetadata): Expansion[] {
    const expansions: Expansion[] = [];
    do expansions.push(this.item(table));
    while (this.reader.take(","));
    return expansions;
  }

  private item(table: TableMetadata): Expansion {
    const { reader } = this;
    const name = reader.expectName();
    const navigation = navigationOf(this.catalog, table, name);
    if (navigation === undefined) throw noSuchProperty(name, table.logicalName);
    this.#count++;
    if (this.#count > MOST_EXPANSIONS) {
      throw badQuery(`The maximum number of $expand options is ${String(MOST_EXPANSIONS)}.`);
    }
    let reference = false;
    if (reader.take("/")) {
      reader.expect("$ref");
      if (navigation.kind !== "one") {
        throw badQuery("Expand with $ref is only supported on lookup type navigation property.");
      }
      reference = true;
    }
    if (navigation.kind === "one") requireOneTarget(navigation);
    if (!reader.take("(")) return { navigation, reference, orderBy: [], expand: [], written: [] };
    const expansion = this.options(navigation, reference);
    reader.expect(")");
    return expansion;
  }

  private options(navigation: Navigation, reference: boolean): Expansion {
    const { reader } = this;
    const { target } = navigation;
    const seen = new Set<string>();
    let select: ColumnMetadata[] | undefined;
    let filter: FilterGroup | undefined;
    let orderBy: readonly OrderItem[] = [];
    let top: number | undefined;
    let expand: Expansion[] = [];
    const written: string[] = [];
    do {
      const start = reader.peek().position;
      const option = reader.expectName();
      if (seen.has(option)) {
        throw badQuery(
          `Query option '${option}' was specified more than once, but it must be specified at most once.`,
        );
      }
      seen.add(option);
      reader.expect("=");
      switch (option) {
        case "$select":
          select = parseSelect(target, this.names());
          break;
        case "$expand":
          expand = this.list(target);
          break;
        case "$filter":
          this.onlyForCollections(option, navigation);
          filter = filterOf(this.catalog, target, readExpression(reader, new Map()));
          break;
        case "$orderby":
          this.onlyForCollections(option, navigation);
          orderBy = parseOrderBy(this.catalog, target, reader);
          break;
        case "$top":
          this.onlyForCollections(option, navigation);
          top = wholeNumber(reader.next().text, option);
          break;
        default:
          throw badQuery(`The query option '${option}' is not supported in $expand.`);
      }
      written.push(reader.text.slice(start, reader.peek().position));
    } while (reader.take(";"));
    return { navigation, reference, select, filter, orderBy, top, expand, written };
  }

  private names(): string {
    const names: string[] = [];
    do names.push(this.reader.expectName());
    while (this.reader.take(","));
    return names.join(",");
  }

  private onlyForCollections(option: string, navigation: Navigation): void {
    if (navigation.kind !== "one") return;
    throw badQuery(
      option === "$filter"
        ? `The option '${option}' is only supported for collection-valued navigation properties.`
        : ONLY_SELECT_AND_FILTER,
    );
  }
}

/** Reads a whole number as `$top` takes it. */
export function wholeNumber(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw badQuery(
      `Invalid value '${text}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
    );
  }
  return Number(text);
}
