import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import { navigationOf, type ManyToMany, type Navigation, type ToMany, type ToOne } from "../odata/navigation";
import { columnOfProperty, isLookup } from "../odata/property";
import { badPayload, badQuery } from "../odata/refusals";
import { isGuid } from "../odata/rowKey";

/** The body of a create or an update, sorted by what it says. Names are checked, values are not. */
export interface Payload {
  readonly table: TableMetadata;
  /** The primary key, where the body names it. */
  readonly id?: string;
  readonly values: ReadonlyMap<ColumnMetadata, unknown>;
  /** `primarycontactid@odata.bind`: a URL, or null to let go. */
  readonly binds: readonly { readonly navigation: ToOne; readonly url: string | null }[];
  /** `contact_customer_accounts@odata.bind`: rows that are there already. */
  readonly associations: readonly { readonly navigation: ToMany | ManyToMany; readonly url: string }[];
  /** Rows to be created along with this one. */
  readonly parents: readonly { readonly navigation: ToOne; readonly payload: Payload }[];
  readonly children: readonly {
    readonly navigation: ToMany | ManyToMany;
    readonly payloads: readonly Payload[];
  }[];
}

const DEEPEST = 20;

/** How deep a JSON text may be, whatever it says: OData's own reader goes no further (ODataMessageQuotas.MaxNestingDepth). */
const DEEPEST_TEXT = 100;

/** Reads a JSON text that has to be an object. */
export function parseBody(body: string, what: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw badPayload(
      what,
      "Microsoft.OData.ODataException: Invalid JSON. The payload is not a valid JSON text.",
    );
  }
  if (!isObject(value)) {
    throw badPayload(
      what,
      "Microsoft.OData.ODataException: A node of type 'StartObject' was expected when reading the payload.",
    );
  }
  if (isDeeper(body, DEEPEST_TEXT)) {
    throw badPayload(
      what,
      `Microsoft.OData.ODataException: The payload is nested too deeply: no more than ${String(DEEPEST_TEXT)} levels are read.`,
    );
  }
  return value;
}

/** Whether a JSON text has more brackets within brackets than that. It is read, not followed: the stack has its depth, too. */
function isDeeper(json: string, most: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (isInText) {
      if (character === "\\") at++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > most) return true;
  }
  return false;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Sorts the members of a body.
 * @throws DataverseError 400 0x80048d19 on a property that the table does not have
 */
export function sortPayload(
  catalog: MetadataCatalog,
  table: TableMetadata,
  body: Readonly<Record<string, unknown>>,
  depth = 0,
): Payload {
  if (depth > DEEPEST) throw badPayload(table.entitySetName, "The payload is nested too deeply.");
  let id: string | undefined;
  const values = new Map<ColumnMetadata, unknown>();
  const binds: Payload["binds"][number][] = [];
  const associations: Payload["associations"][number][] = [];
  const parents: Payload["parents"][number][] = [];
  const children: Payload["children"][number][] = [];
  const nested = (target: TableMetadata, value: unknown): Payload => {
    if (!isObject(value)) throw notANavigationValue(table);
    return sortPayload(catalog, target, value, depth + 1);
  };
  for (const [key, value] of Object.entries(body)) {
    const at = key.indexOf("@");
    if (at !== -1) {
      if (key.slice(at + 1) !== "odata.bind") continue;
      const navigation = navigationOf(catalog, table, key.slice(0, at));
      if (navigation === undefined) throw undeclaredBind(table, key.slice(0, at));
      if (navigation.kind === "one") binds.push({ navigation, url: bindUrl(table, value) });
      else associations.push(...urlList(table, value).map((url) => ({ navigation, url })));
      continue;
    }
    const column = columnOfProperty(table, key);
    if (column?.logicalName === table.primaryIdColumn) {
      if (!isGuid(value)) throw cannotConvert(table, value, "Edm.Guid");
      id = value.toLowerCase();
    } else if (column !== undefined && isLookup(column)) {
      throw badQuery(
        "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.",
      );
    } else if (column !== undefined) {
      values.set(column, value);
    } else {
      const navigation = navigationOf(catalog, table, key);
      if (navigation === undefined) throw undeclared(table, key);
      sortNavigation(navigation, value);
    }
  }
  return { table, id, values, binds, associations, parents, children };

  function sortNavigation(navigation: Navigation, value: unknown): void {
    if (navigation.kind === "one") {
      if (value === null) binds.push({ navigation, url: null });
      else parents.push({ navigation, payload: nested(targetOf(catalog, navigation, value), value) });
      return;
    }
    if (!Array.isArray(value)) throw notANavigationValue(table);
    children.push({
      navigation,
      payloads: value.map((item: unknown) => nested(targetOf(catalog, navigation, item), item)),
    });
  }
}

/** The table of a nested row: what its `@odata.type` says, where the property may lead to several. */
function targetOf(catalog: MetadataCatalog, navigation: Navigation, value: unknown): TableMetadata {
  const type = isObject(value) ? value["@odata.type"] : undefined;
  if (typeof type !== "string") return navigation.target;
  const named = catalog.table(type.replace(/^#?Microsoft\.Dynamics\.CRM\./, ""));
  const allowed = navigation.kind === "one" ? navigation.targets : [navigation.target];
  if (named === undefined || !allowed.includes(named)) {
    throw badPayload(
      navigation.target.entitySetName,
      `Microsoft.OData.ODataException: A resource with type '${type.replace(/^#/, "")}' was found, but it is not assignable to the expected type 'Microsoft.Dynamics.CRM.${navigation.target.logicalName}'.`,
    );
  }
  return named;
}

function bindUrl(table: TableMetadata, value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  throw badPayload(
    table.entitySetName,
    "Microsoft.OData.ODataException: The value of an 'odata.bind' annotation has to be a string.",
  );
}

function urlList(table: TableMetadata, value: unknown): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw badPayload(
    table.entitySetName,
    "Microsoft.OData.ODataException: The value of an 'odata.bind' annotation of a collection has to be an array of strings.",
  );
}

function undeclaredBind(table: TableMetadata, name: string): Error {
  return badPayload(
    table.entitySetName,
    `Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );
}

function undeclared(table: TableMetadata, name: string): Error {
  return badPayload(
    table.entitySetName,
    `Microsoft.OData.ODataException: Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.${table.logicalName}'. Does not support untyped value in non-open type.`,
  );
}

function notANavigationValue(table: TableMetadata): Error {
  return badPayload(
    table.entitySetName,
    "Microsoft.OData.ODataException: A 'PrimitiveValue' node with non-null value was found when trying to read the value of a navigation property; however, a 'StartArray' node, a 'StartObject' node, or a 'PrimitiveValue' node with null value was expected.",
  );
}

/** A value that is not of the column's type. */
export function cannotConvert(table: TableMetadata, value: unknown, type: string): Error {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return badPayload(
    table.entitySetName,
    `Microsoft.OData.ODataException: Cannot convert the literal '${text.slice(0, 100)}' to the expected type '${type}'.`,
  );
}
